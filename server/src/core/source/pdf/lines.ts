import { inOrdinaryCharacters } from "../../text/ordinary";
import { type Glyph, MIDDLE } from "./content";

/*
 * Characters put together to lines of text. Which character follows which is told by where they stand: the order in a
 * file is that of the program's drawing.
 */

/** A line of text on a page. */
export interface ShownLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The line that its characters stand on. */
  readonly base: number;
  /** Of most of its characters. */
  readonly size: number;
  /** How wide its beginning is that stays together: a character, a number, a word, with the marks around it. */
  readonly first: number;
  /** What wide gaps part it into: cells, if it is a row of a table without lines. */
  readonly parts: readonly LinePart[];
}

/** A text in a line, between gaps that may part columns. */
export interface LinePart {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** Characters whose middles are no further apart than so much of their size stand in one line. */
const SAME_LINE = 0.5;
/** From so many times its size on, a gap is a blank. Chinese characters are spread to fill a line. */
const GAP = 0.28;
const CHINESE_GAP = 0.75;
/** From so many times its size on, it may be between cells. */
const CELL_GAP = 0.9;
/** From so many times its size on, it parts columns, and is several blanks. */
const COLUMN_GAP = 2;
const COLUMN_BLANKS = "    ";
/** The same character drawn again so near is bold, or has a shadow. */
const TWICE = 0.2;

/** The lines of some characters, from top to bottom. */
export function linesOf(glyphs: readonly Glyph[]): ShownLine[] {
  const rows: Glyph[][] = [];
  const sorted = glyphs.toSorted((a, b) => a.base - MIDDLE * a.size - (b.base - MIDDLE * b.size));
  let largest: Glyph | undefined;
  for (const glyph of sorted) {
    const row = rows.at(-1);
    if (row && largest && isInLine(glyph, largest)) {
      row.push(glyph);
      // A blank has no shape: its size says nothing.
      if (glyph.size > largest.size && glyph.text.trim() !== "") largest = glyph;
    } else {
      rows.push([glyph]);
      largest = glyph;
    }
  }
  return rows.flatMap((row) => {
    const line = lineOf(row);
    return line.text.trim() === "" ? [] : [line];
  });
}

function isInLine(glyph: Glyph, other: Glyph): boolean {
  const distance = Math.abs(glyph.base - MIDDLE * glyph.size - (other.base - MIDDLE * other.size));
  return distance < SAME_LINE * Math.max(glyph.size, other.size);
}

function lineOf(row: readonly Glyph[]): ShownLine {
  const glyphs = withoutTwins(row.toSorted((a, b) => a.left - b.left));
  const gap = usualGap(glyphs);
  let text = "";
  let before: Glyph | undefined;
  for (const glyph of glyphs) {
    if (before !== undefined) text += blanksBetween(before, glyph, gap);
    text += glyph.text;
    before = glyph;
  }
  const inked = glyphs.filter((glyph) => glyph.text.trim() !== "");
  const [first, last] = [inked[0] ?? glyphs[0]!, inked.at(-1) ?? glyphs.at(-1)!];
  return {
    text: plain(text),
    left: first.left,
    right: last.right,
    base: middleOf(inked.map(({ base }) => base)) ?? first.base,
    size: middleOf(inked.map(({ size }) => size)) ?? first.size,
    first: firstWidth(inked),
    parts: partsOf(inked),
  };
}

/** Without the blanks between letters: where columns are so near, nobody can tell. */
function partsOf(inked: readonly Glyph[]): LinePart[] {
  const parts: LinePart[] = [];
  let from = 0;
  for (const [at, { right, size }] of inked.entries()) {
    const next = inked[at + 1];
    if (next !== undefined && next.left - right <= CELL_GAP * Math.max(size, next.size)) continue;
    const glyphs = inked.slice(from, at + 1);
    parts.push({ text: plain(glyphs.map(({ text }) => text).join("")), left: glyphs[0]!.left, right });
    from = at + 1;
  }
  return parts;
}

/** May not end a line, and may not begin one. */
const OPENING = /[（(《〈“‘「『【〔[]$/u;
const CLOSING = /^[，、；：。？！）)》〉”’」』】〕\],;:?!%.]/u;

function firstWidth(glyphs: readonly Glyph[]): number {
  let end = 0;
  for (; end + 1 < glyphs.length; end++) {
    const [before, next] = [glyphs[end]!, glyphs[end + 1]!];
    const isWord = [before, next].every(({ text }) => !isChinese(text));
    const isNear = next.left - before.right < GAP * next.size;
    if (!(isNear && isWord) && !OPENING.test(before.text) && !CLOSING.test(next.text)) break;
  }
  return glyphs.length === 0 ? 0 : glyphs[end]!.right - glyphs[0]!.left;
}

function withoutTwins(glyphs: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = [];
  for (const glyph of glyphs) {
    const twin = kept
      .slice(-4)
      .some(
        ({ text, left, base, size }) =>
          text === glyph.text &&
          Math.abs(left - glyph.left) < TWICE * size &&
          Math.abs(base - glyph.base) < TWICE * size,
      );
    if (!twin) kept.push(glyph);
  }
  return kept;
}

/** Letters of a title are spaced: what parts most of them is no blank. Numbers alone are a row of a table. */
function usualGap(glyphs: readonly Glyph[]): number {
  if (!glyphs.some(({ text }) => isChinese(text))) return 0;
  const gaps = glyphs.slice(1).map(({ left, size }, at) => (left - glyphs[at]!.right) / size);
  return gaps.length < 3 ? 0 : Math.min(COLUMN_GAP, Math.max(0, middleOf(gaps)!));
}

function blanksBetween(before: Glyph, glyph: Glyph, usual: number): string {
  if (isBlank(before.text) || isBlank(glyph.text)) {
    const gap = (glyph.left - before.right) / Math.max(before.size, glyph.size);
    return gap > COLUMN_GAP ? COLUMN_BLANKS : "";
  }
  const gap = (glyph.left - before.right) / Math.max(before.size, glyph.size) - usual;
  if (gap > COLUMN_GAP) return COLUMN_BLANKS;
  const least = isChinese(before.text) || isChinese(glyph.text) ? CHINESE_GAP : GAP;
  return gap > least ? " " : "";
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** Characters as wide as high, and their punctuation. */
export function isChinese(text: string): boolean {
  return /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(text);
}

/** Without what only a font gives: radicals for characters, letters drawn as one, signs without a width. */
function plain(text: string): string {
  // Fonts draw 户 where Unicode has the radical for 戶.
  return inOrdinaryCharacters(text.replaceAll("⼾", "户"))
    .replaceAll(/[\ufb00-\ufb06]/g, (letters) => letters.normalize("NFKC"))
    .replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff\p{Cc}]/gu, "")
    .replaceAll("\u00a0", " ")
    .trimEnd();
}

/** The one in the middle of some numbers; undefined if there are none. */
export function middleOf(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}
