import type { Document } from "../../document/document";
import { codeUnits, fold, foldWithMap, isSpace } from "../../text/normalise";
import { indexIn, offsetIn, partOf } from "../../text/phrase";
import { firstAt, type Phrase, type Span } from "../../text/text";
import type { Heading } from "../outline/headings";
import { lonePhrase } from "../outline/lines";
import type { Section } from "../outline/sections";

/*
 * The running text of a report: what stands in no table and is no section's heading. Paragraphs are lines or HTML
 * elements as written; passages are paragraphs as meant, wrapped lines joined and folded for reading.
 */

/** A line or HTML element of running text, headings below the sections among them. */
export interface Paragraph extends Phrase {
  /** Index into `Document.rows`. */
  readonly row: number;
  /** Index into `Report.sections`, or -1 before the first. */
  readonly section: number;
  /** The heading below the sections that it is or starts with. */
  readonly heading: Heading | undefined;
}

/** A folded text that knows where each of its characters stands in the report. */
export interface Passage {
  /** Folded: no spaces, brackets, commas and digits half-width, characters simplified. `、` and `。` stay. */
  readonly text: string;
  readonly section: number;
  readonly heading: Heading | undefined;
  /** Place in the report of a part of `text`; `from` < `to`. */
  span(from: number, to: number): Span;
}

/** The running text, in the order of the report. */
export interface Prose {
  readonly paragraphs: readonly Paragraph[];
  readonly passages: readonly Passage[];
}

/** A wrapped line has at least so many characters; shorter ones are headings, list items, cells. */
const SHORTEST_WRAPPED = 16;
/** A paragraph of more lines is none. */
const MOST_LINES = 60;

/** Reads the running text. `taken` tells rows that are section headings (1) or in a table (2). */
export function readProse(
  document: Document,
  sections: readonly Section[],
  headings: readonly Heading[],
  taken: Uint8Array,
  end: number,
): Prose {
  const paragraphs = readParagraphs(document, sections, headings, taken, end);
  return { paragraphs, passages: toPassages(paragraphs, document.format === "text") };
}

function readParagraphs(
  document: Document,
  sections: readonly Section[],
  headings: readonly Heading[],
  taken: Uint8Array,
  end: number,
): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let section = -1;
  let next = 0;
  /** The first section whose heading does not end before the row. */
  let headed = 0;
  const add = (phrase: Phrase, row: number) => {
    while (section + 1 < sections.length && sections[section + 1]!.start < phrase.end) section++;
    while (next < headings.length && headings[next]!.start < phrase.start) next++;
    const heading = headings[next];
    const isOwn = heading !== undefined && heading.start < phrase.end;
    const { text, start, end, pieces } = phrase;
    const own = isOwn ? heading : undefined;
    paragraphs.push({ text, start, end, pieces, row, section, heading: own });
  };
  for (let row = 0; row < document.rows.length; row++) {
    const { start } = document.rows[row]!;
    if (taken[row] === 2) continue;
    if (start >= end) break;
    const phrase = lonePhrase(document.rows[row]!, document.text);
    if (phrase === undefined) continue;
    if (taken[row] === 0) add(phrase, row);
    else {
      while (headed < sections.length && sections[headed]!.heading.end <= phrase.start) headed++;
      for (const part of aroundHeadings(phrase, sections, headed)) add(part, row);
    }
  }
  return paragraphs;
}

/** What stands before, between and after the section headings of one line. */
function aroundHeadings(phrase: Phrase, sections: readonly Section[], first: number): Phrase[] {
  const parts: Phrase[] = [];
  let from = 0;
  const add = (to: number) => {
    let start = from;
    while (start < to && isSpace(phrase.text.charCodeAt(start))) start++;
    if (start < to) parts.push(partOf(phrase, start, to));
  };
  for (let at = first; at < sections.length && sections[at]!.heading.start < phrase.end; at++) {
    const { heading } = sections[at]!;
    add(indexIn(phrase, heading.start));
    from = indexIn(phrase, heading.end);
  }
  add(phrase.text.length);
  return parts;
}

/** Paragraphs that lines were wrapped in are joined, and folded. */
function toPassages(paragraphs: readonly Paragraph[], mayWrap: boolean): Passage[] {
  const passages: Passage[] = [];
  for (let at = 0; at < paragraphs.length; ) {
    let to = at + 1;
    while (
      mayWrap &&
      to < paragraphs.length &&
      to - at < MOST_LINES &&
      goesOn(paragraphs[to - 1]!, paragraphs[to]!)
    )
      to++;
    passages.push(new FoldedLines(paragraphs.slice(at, to)));
    at = to;
  }
  return passages;
}

const ENDING = codeUnits('。！？；：!?;:.》”"）)|');
const OPENING = codeUnits("-*+>•·（(第【#");

/** The line breaks off in the middle of a sentence, and the next one starts nothing new. */
export function goesOn(line: Paragraph, next: Paragraph): boolean {
  return (
    line.text.length >= SHORTEST_WRAPPED &&
    line.section === next.section &&
    next.heading === undefined &&
    ENDING[line.text.charCodeAt(line.text.length - 1)] === 0 &&
    OPENING[next.text.charCodeAt(0)] === 0 &&
    // A label of a table that was not found, and its number.
    !/^[\d\s|]+$/.test(next.text)
  );
}

/** The lines of a paragraph, folded and joined. */
class FoldedLines implements Passage {
  readonly text: string;
  readonly section: number;
  readonly heading: Heading | undefined;
  /** Where in `text` each line starts. */
  private readonly starts: readonly number[];
  /** Where the folded characters of a line stand in it as written; of most lines, nobody asks. */
  private readonly maps: (readonly number[] | undefined)[];

  constructor(private readonly lines: readonly Paragraph[]) {
    const [first] = lines;
    this.section = first!.section;
    this.heading = first!.heading;
    let text = "";
    const starts: number[] = [];
    for (const line of lines) {
      starts.push(text.length);
      text += fold(line.text);
    }
    this.text = text;
    this.starts = starts;
    this.maps = new Array(lines.length);
  }

  span(from: number, to: number): Span {
    return { start: this.offset(Math.min(from, this.text.length - 1)), end: this.offset(to - 1) + 1 };
  }

  private offset(at: number): number {
    const index = firstAt(this.starts, (start) => start > at) - 1;
    const line = this.lines[index]!;
    this.maps[index] ??= foldWithMap(line.text).map;
    return offsetIn(line, this.maps[index]![at - this.starts[index]!]!);
  }
}
