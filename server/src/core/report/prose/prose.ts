import type { Document } from "../../document/document";
import { CHAR, kindsOf } from "../../text/characters";
import { codeUnits, foldUnit, isHanzi, isSpace, pinyinLength } from "../../text/normalise";
import { indexIn, partOf } from "../../text/phrase";
import type { Phrase, Span } from "../../text/text";
import type { Heading } from "../outline/headings";
import { lonePhrase } from "../outline/lines";
import type { Section } from "../outline/sections";

/*
 * The running text of a report: what stands in no table and is no section's heading. Paragraphs are lines or HTML
 * elements as written; passages are paragraphs as meant, wrapped lines joined and folded for reading.
 */

/** What a paragraph or passage has in it besides its characters, as bits beside those of `CHAR`. */
export const PROSE = {
  /** Two marks in a row that are the same, or two stops. */
  doubledMark: 1 << 28,
  /** A word of two to four characters that stands twice in a row. */
  doubledWord: 1 << 29,
  /** A bracket closes that none opened, or one is left open. */
  unbalanced: 1 << 30,
} as const;

/** A line or HTML element of running text, headings below the sections among them. */
export interface Paragraph extends Phrase {
  /** Index into `Document.rows`. */
  readonly row: number;
  /** Index into `Report.sections`, or -1 before the first. */
  readonly section: number;
  /** The heading below the sections that it is or starts with. */
  readonly heading: Heading | undefined;
  /** What is in it, as bits of `CHAR` and {@link PROSE}. */
  readonly kinds: number;
}

/** All passages folded, line ends before and after each. */
export interface Folded {
  readonly text: string;
  /** Offset in the report of each folded code unit. */
  readonly places: Int32Array;
  /** Where in the text words, numbers and marks can start. */
  readonly starts: Int32Array;
}

/** A folded text that knows where each of its characters stands in the report. */
export interface Passage {
  /** The text that it is a part of, and its bounds there. */
  readonly whole: Folded;
  readonly from: number;
  readonly to: number;
  /** Index of the first of its own among `Folded.starts`. */
  readonly firstStart: number;
  /** Folded: no spaces, brackets, commas and digits half-width, characters simplified. `、` and `。` stay. */
  readonly text: string;
  readonly section: number;
  readonly heading: Heading | undefined;
  /** What is in it, as bits of `CHAR` and {@link PROSE}. */
  readonly kinds: number;
  /** Place in the report of a part of `text`; `from` < `to`. */
  span(from: number, to: number): Span;
}

/** The running text, in the order of the report. */
export interface Prose {
  readonly paragraphs: readonly Paragraph[];
  readonly passages: readonly Passage[];
}

/** Longest word that is looked for twice in a row. */
export const LONGEST_DOUBLED = 4;

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
  return { paragraphs, passages: toPassages(paragraphs, document) };
}

/** A paragraph while it is read. */
type Draft = { -readonly [K in keyof Paragraph]: Paragraph[K] };

function readParagraphs(
  document: Document,
  sections: readonly Section[],
  headings: readonly Heading[],
  taken: Uint8Array,
  end: number,
): Draft[] {
  const paragraphs: Draft[] = [];
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
    paragraphs.push({ text, start, end, pieces, row, section, heading: own, kinds: 0 });
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

/** Paragraphs that lines were wrapped in are joined, and all are folded in one go. */
function toPassages(paragraphs: readonly Draft[], document: Document): Passage[] {
  const passages: FoldedPassage[] = [];
  const folder = new Folder(document.text);
  for (let at = 0; at < paragraphs.length; ) {
    let to = at + 1;
    if (document.format === "text")
      while (to < paragraphs.length && to - at < MOST_LINES && goesOn(paragraphs[to - 1]!, paragraphs[to]!))
        to++;
    const { section, heading } = paragraphs[at]!;
    const { size, started } = folder;
    const kinds = folder.add(paragraphs, at, to);
    passages.push(new FoldedPassage(section, heading, kinds, size, folder.size, started));
    folder.endPassage();
    at = to;
  }
  const folded = folder.finish();
  for (const passage of passages) passage.whole = folded;
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

class FoldedPassage implements Passage {
  private part: string | undefined = undefined;
  private folded: Folded | undefined = undefined;

  constructor(
    readonly section: number,
    readonly heading: Heading | undefined,
    readonly kinds: number,
    readonly from: number,
    readonly to: number,
    readonly firstStart: number,
  ) {}

  get whole(): Folded {
    return this.folded!;
  }

  /** Set once, when all passages are folded. */
  set whole(folded: Folded) {
    this.folded = folded;
  }

  get text(): string {
    this.part ??= this.whole.text.slice(this.from, this.to);
    return this.part;
  }

  span(from: number, to: number): Span {
    return spanIn(this.whole, Math.min(this.from + from, this.to - 1), this.from + to);
  }
}

/** Place in the report of a part of folded text. */
export function spanIn({ places }: Folded, from: number, to: number): Span {
  return { start: places[from]!, end: places[to - 1]! + 1 };
}

// ── Folding ──

/** Kept between calls: the folded text of a report, until it is made a string. */
let units = new Uint16Array(8192);
let places = new Int32Array(8192);
let starts = new Int32Array(8192);
const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });
/** How many brackets of each kind are open, see {@link Folder.isClosing}. */
const depths = new Int32Array(16);

/** Folds paragraphs one behind the other and notes what they have in them. */
class Folder {
  /** Line ends come first, so that there is always something to look back at. */
  size = LONGEST_DOUBLED;
  /** How many places there are where a word can start. */
  started = 0;
  /** Where the folded text of the passage starts. */
  private start = 0;
  /** The character before, and what it is; 0 at the start of a line. */
  private last = 0;
  private lastKind = 0;

  constructor(private readonly text: string) {
    units.fill(LINE_END, 0, LONGEST_DOUBLED);
    places.fill(0, 0, LONGEST_DOUBLED);
  }

  /** Folds the paragraphs of one passage; gives what they have in them, as bits of `CHAR` and {@link PROSE}. */
  add(paragraphs: readonly Draft[], from: number, to: number): number {
    this.start = this.size;
    depths.fill(0);
    let kinds = 0;
    for (let at = from; at < to; at++) {
      const line = paragraphs[at]!;
      this.last = 0;
      this.lastKind = 0;
      line.kinds = this.addPhrase(line);
      kinds |= line.kinds;
    }
    if ((kinds & CHAR.bracket) !== 0 && depths.some((depth) => depth !== 0)) kinds |= PROSE.unbalanced;
    return kinds;
  }

  private addPhrase(phrase: Phrase): number {
    const { text, start, end, pieces } = phrase;
    if (pieces === undefined) {
      return text.length === end - start
        ? this.addText(this.text, start, end, -1)
        : this.addText(text, 0, text.length, start);
    }
    let kinds = 0;
    for (const piece of pieces) kinds |= this.addPhrase(piece);
    return kinds;
  }

  /** Folds a part of a text. Its characters stand in the report where they stand in the text, or all at `place`. */
  private addText(text: string, from: number, to: number, place: number): number {
    if (this.size + to - from >= units.length) grow(this.size + to - from + 1);
    const [toUnits, toPlaces, toStarts] = [units, places, starts];
    let { size, started, last, lastKind } = this;
    let kinds = 0;
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      const kind = kindsOf(code);
      const folded = (kind & CHAR.folds) === 0 ? code : foldUnit(code);
      kinds |= kind;
      if ((kind & NOTED) !== 0) {
        if (folded === OPENING_BRACKET) {
          const pinyin = pinyinLength(text, at, to);
          if (pinyin > 0) {
            at += pinyin - 1;
            lastKind = 0;
            continue;
          }
        }
        if ((kind & lastKind & CHAR.stop) !== 0 || ((kind & CHAR.mark) !== 0 && code === last))
          kinds |= PROSE.doubledMark;
        if ((kind & CHAR.bracket) !== 0 && !isBalanced(folded)) kinds |= PROSE.unbalanced;
      }
      last = code;
      lastKind = kind;
      if (folded === 0) continue;
      toUnits[size] = folded;
      toPlaces[size] = place < 0 ? at : place;
      if ((kind & CHAR.token) !== 0) toStarts[started++] = size;
      if ((kind & CHAR.hanzi) !== 0 && mayBeAgain(toUnits, size, folded) && isAgain(size, this.start))
        kinds |= PROSE.doubledWord;
      size++;
    }
    this.size = size;
    this.started = started;
    this.last = last;
    this.lastKind = lastKind;
    return kinds;
  }

  /** Sets the passage apart from the next. */
  endPassage(): void {
    if (this.size === units.length) grow(this.size + 1);
    units[this.size] = LINE_END;
    places[this.size] = places[this.size - 1]!;
    this.size++;
  }

  finish(): Folded {
    return {
      text: decoder.decode(units.subarray(0, this.size)),
      places: places.slice(0, this.size),
      starts: starts.slice(0, this.started),
    };
  }
}

const LINE_END = 10;
const OPENING_BRACKET = 40;
/** What takes more than a look at one character. */
const NOTED = CHAR.mark | CHAR.stop | CHAR.bracket;

function grow(least: number): void {
  const size = Math.max(least, units.length * 2);
  const [oldUnits, oldPlaces, oldStarts] = [units, places, starts];
  units = new Uint16Array(size);
  places = new Int32Array(size);
  starts = new Int32Array(size);
  units.set(oldUnits);
  places.set(oldPlaces);
  starts.set(oldStarts);
}

/** Counts a bracket; false where it closes and none of its kind is open. Their codes come in pairs, the even one opens. */
function isBalanced(bracket: number): boolean {
  const kind = bracket < 64 ? 0 : (bracket >> 1) & 15;
  if ((bracket & 1) === 0) depths[kind]!++;
  else depths[kind]!--;
  return depths[kind]! >= 0;
}

/** The character has stood two, three or four before: few have. */
function mayBeAgain(folded: Uint16Array, at: number, code: number): boolean {
  return folded[at - 2] === code || folded[at - 3] === code || folded[at - 4] === code;
}

/** Whether the last of the folded characters ends a word that stands twice. */
function isAgain(at: number, start: number): boolean {
  const code = units[at];
  for (let length = 2; length <= LONGEST_DOUBLED; length++) {
    if (units[at - length] !== code || at - length * 2 + 1 < start) continue;
    let same = 1;
    while (same < length && units[at - same] === units[at - same - length] && isHanzi(units[at - same]!))
      same++;
    if (same === length) return true;
  }
  return false;
}
