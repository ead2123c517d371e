import { endsWithNumbers } from "./columns";
import { isChinese } from "./lines";
import type { PlacedLine } from "./page";

/*
 * Lines of running text put together to paragraphs: a line goes on in the next where it is full, and the next is not
 * set in as the beginning of a paragraph is.
 */

/** A paragraph, and the page that each of its characters is on. */
export interface PdfParagraph {
  readonly kind: "paragraph";
  readonly text: string;
  /** Where in the text another page begins. */
  readonly pages: readonly { readonly at: number; readonly page: number }[];
}

/** Where running text stands. In points. */
export interface Margins {
  readonly left: number;
  readonly right: number;
}

/** Lines of different size are no paragraph. */
const SAME_SIZE = 0.12;
/** A line that is set in by so much of a character begins a paragraph. */
const SET_IN = 0.8;
/** Lines of a paragraph are no further apart than so many times what is usual. */
const APART = 1.35;

/** A sentence's end that leaves so much of a character of room is a paragraph's. */
const ENDED = 0.3;

/** Where the lines of a file begin and end. A mark at a line's end may hang over. */
export function marginsOf(lines: readonly PlacedLine[]): Margins {
  const full = lines.filter(({ text }) => !/[\p{P}\s]$/u.test(text));
  return {
    left: -outermost(lines.map(({ left }) => -left)),
    right: outermost(full.map(({ right }) => right)),
  };
}

/** Two more lines have to reach nearly as far: one alone has strayed there. In points. */
const NEARLY = 24;

function outermost(places: readonly number[]): number {
  const sorted = places.toSorted((a, b) => b - a);
  const at = sorted.findIndex((place, i) => (sorted[i + 2] ?? Number.NEGATIVE_INFINITY) >= place - NEARLY);
  return sorted[Math.max(0, at)] ?? 0;
}

/** The paragraphs of lines that follow one another. */
export function paragraphsOf(lines: readonly PlacedLine[], margins: Margins): PdfParagraph[] {
  const paragraphs: PlacedLine[][] = [];
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const paragraph = paragraphs.at(-1);
    const isSignature = before && isEnded(before.text) && DATE.test(lines[at + 1]?.text ?? "");
    if (before && paragraph && !isSignature && continues(paragraph, before, line, margins))
      paragraph.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs.map(joined);
}

function continues(
  paragraph: readonly PlacedLine[],
  before: PlacedLine,
  line: PlacedLine,
  margins: Margins,
): boolean {
  const size = Math.min(before.size, line.size);
  if (Math.abs(before.size - line.size) > SAME_SIZE * size) return false;
  if (endsWithNumbers(before) || endsWithNumbers(line)) return false;
  const room = margins.right - before.right;
  if (needed(before, line) <= room) return false;
  if (isSetIn(paragraph, line, margins) && !(isCentred(before, margins) && isCentred(line, margins)))
    return false;
  if (before.page === line.page) {
    const [gap, usual] = [line.base - before.base, usualGap(paragraph)];
    if (gap > APART * (usual ?? 2.2 * size)) return false;
  }
  // What ends with a full stop may well end there; a break after it does no harm.
  if (/[。！？]$/u.test(before.text) && (room > ENDED * size || DATE.test(line.text))) return false;
  return !(isEnded(before.text) && BEGINNING.test(line.text));
}

/** How much room the beginning of a line would need in the one before. Between Chinese and numbers is a gap. */
function needed(before: PlacedLine, line: PlacedLine): number {
  const isGap = isChinese(before.text.at(-1)!) !== isChinese(line.text[0]!);
  return line.first + (isGap ? line.size / 4 : 0);
}

/** Set in as against the text, and against its own paragraph, whose first line is set in itself. */
function isSetIn(paragraph: readonly PlacedLine[], line: PlacedLine, { left }: Margins): boolean {
  if (line.left <= left + SET_IN * line.size) return false;
  const second = paragraph[1];
  return second === undefined || Math.abs(second.left - line.left) > SET_IN * line.size;
}

function isCentred(line: PlacedLine, { left, right }: Margins): boolean {
  return Math.abs(line.left - left - (right - line.right)) < 2 * SET_IN * line.size;
}

/** How far apart the lines of a paragraph are, if there are two on a page. */
function usualGap(paragraph: readonly PlacedLine[]): number | undefined {
  for (let at = 1; at < paragraph.length; at++) {
    const [before, line] = [paragraph[at - 1]!, paragraph[at]!];
    if (before.page === line.page) return line.base - before.base;
  }
  return undefined;
}

const DATE = /^\s{0,9}[\d〇○二三四五六七八九十]{2,4}\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月/u;
const isEnded = (text: string) => /[。！？；：:;][”』」）)]?$/u.test(text);
/** How headings and items of a list begin. */
const BEGINNING =
  /^\s{0,9}(?:[一二三四五六七八九十]{1,3}[、\s]|第[一二三四五六七八九十]{1,3}部分|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])/u;

function joined(lines: readonly PlacedLine[]): PdfParagraph {
  let text = "";
  const pages: { at: number; page: number }[] = [];
  for (const line of lines) {
    const next = text === "" ? line.text : line.text.trimStart();
    if (text !== "" && parts(text, next)) text += " ";
    if (pages.at(-1)?.page !== line.page) pages.push({ at: text.length, page: line.page });
    text += next;
  }
  return { kind: "paragraph", text, pages };
}

/** Words of letters are parted by a blank; Chinese and numbers go on. */
function parts(before: string, next: string): boolean {
  const [last, first] = [before.at(-1)!, next[0] ?? ""];
  return !isChinese(last) && !isChinese(first) && /[a-z]/i.test(last) && /[a-z]/i.test(first);
}
