import type { Document } from "../document/document";
import { foldWithMap, isSpace } from "../normalise";
import type { Phrase, Span } from "../text";
import { offsetIn, partOf } from "./phrase";
import type { Heading, Section } from "./report";
import { lonePhrase } from "./sections";

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
  /** As written, lines joined: enough to tell that nothing of interest is in it, without folding. */
  readonly raw: string;
  readonly section: number;
  readonly heading: Heading | undefined;
  /** Place in the report of a part of `text`; `from` < `to`. */
  span(from: number, to: number): Span;
}

/** A wrapped line has at least so many characters; shorter ones are headings, list items, cells. */
const SHORTEST_WRAPPED = 16;
/** A paragraph of more lines is none. */
const MOST_LINES = 60;

/** Running text in the order of the report. `taken` tells rows that are section headings (1) or in a table (2). */
export function readParagraphs(
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
    paragraphs.push({ text, start, end, pieces, row, section, heading: isOwn ? heading : undefined });
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
    add(indexAt(phrase, heading.start));
    from = indexAt(phrase, heading.end);
  }
  add(phrase.text.length);
  return parts;
}

/** Index into a phrase's text of an offset in the report. */
function indexAt(phrase: Phrase, offset: number): number {
  if (phrase.pieces === undefined) return Math.max(0, Math.min(offset - phrase.start, phrase.text.length));
  let before = 0;
  for (const piece of phrase.pieces) {
    if (offset <= piece.end) return before + indexAt(piece, offset);
    before += piece.text.length;
  }
  return before;
}

/** Paragraphs that lines were wrapped in are joined; each passage is folded when it is first read. */
export function toPassages(paragraphs: readonly Paragraph[], format: Document["format"]): Passage[] {
  const passages: Passage[] = [];
  for (let at = 0; at < paragraphs.length; ) {
    let to = at + 1;
    if (format === "text")
      while (to < paragraphs.length && to - at < MOST_LINES && goesOn(paragraphs[to - 1]!, paragraphs[to]!))
        to++;
    passages.push(new FoldedPassage(paragraphs.slice(at, to)));
    at = to;
  }
  return passages;
}

/** The line breaks off in the middle of a sentence, and the next one starts nothing new. */
export function goesOn(line: Paragraph, next: Paragraph): boolean {
  return (
    line.text.length >= SHORTEST_WRAPPED &&
    line.section === next.section &&
    next.heading === undefined &&
    !'。！？；：!?;:.》”"）)|'.includes(line.text.at(-1)!) &&
    !"-*+>•·（(第【#".includes(next.text[0]!) &&
    // A label of a table that was not found, and its number.
    !/^[\d\s|]+$/.test(next.text)
  );
}

class FoldedPassage implements Passage {
  readonly section: number;
  readonly heading: Heading | undefined;
  private folded: string | undefined;
  /** Index of each folded character in the joined lines. */
  private map: Int32Array | undefined;

  constructor(private readonly lines: readonly Paragraph[]) {
    this.section = lines[0]!.section;
    this.heading = lines[0]!.heading;
  }

  get raw(): string {
    return this.lines.length === 1 ? this.lines[0]!.text : this.lines.map(({ text }) => text).join("");
  }

  get text(): string {
    if (this.folded === undefined) {
      const { folded, map } = foldWithMap(this.raw);
      this.folded = folded;
      this.map = map;
    }
    return this.folded;
  }

  span(from: number, to: number): Span {
    const text = this.text;
    return { start: this.offset(Math.min(from, text.length - 1)), end: this.offset(to - 1) + 1 };
  }

  private offset(at: number): number {
    let rest = this.map![at]!;
    for (const line of this.lines) {
      if (rest < line.text.length) return offsetIn(line, rest);
      rest -= line.text.length;
    }
    return this.lines.at(-1)!.end;
  }
}
