import type { Document } from "../../document/document";
import type { CompiledStandard } from "../../standard/compiled";
import type { SectionSpec, TableKey } from "../../standard/schema";
import { codeUnits, fold, foldUnit, foldWithMap, isSpace } from "../../text/normalise";
import {
  type LeadingOrdinal,
  leadingOrdinal,
  type Ordinal,
  ordinalIn,
  spacedNumeral,
} from "../../text/ordinal";
import { offsetIn, partOf } from "../../text/phrase";
import { similarity } from "../../text/similar";
import type { Phrase, Span } from "../../text/text";
import type { Segment } from "../tables/labelled";
import { withoutFormatNote } from "./formatNotes";
import { lonePhrase } from "./lines";

/*
 * Section headings are known by their title, never by their numeral alone: the requests table numbers its rows
 * 一、二、三、四 as well, and a preface names all sections.
 */

/** A section of the standard that the text has a heading for. In the order of the text; a section may come twice. */
export interface Section extends Span {
  readonly key: string;
  readonly spec: SectionSpec;
  /** Ordinal and title. */
  readonly heading: Span;
  /** Level of the Markdown or HTML heading it stands in; 0 for none. */
  readonly level: number;
  readonly ordinal: Ordinal | undefined;
  /** The title as written, without ordinal. */
  readonly title: Phrase;
  /** `variant`: another title known from published reports; `similar`: close to the title, or in its place. */
  readonly match: "exact" | "variant" | "similar";
  /** Text stands before or after the heading on the same line. */
  readonly inline: { readonly before: boolean; readonly after: boolean };
  /** From the end of the heading to the next section's heading, or the end of the text. */
  readonly body: Span;
}

/** A section's heading before its body is known. */
export interface SectionHeading {
  readonly index: number;
  readonly match: Section["match"];
  readonly row: number;
  readonly start: number;
  readonly ordinal: Section["ordinal"];
  readonly title: Phrase;
  readonly inline: Section["inline"];
}

const LONGEST_SECTION_TITLE = 60;

/** What the tables tell of the rows, before it is known where sections are. */
export interface RowLabels {
  /** The row is a label or value of a table, and needs no second look. */
  isLabel(row: number): boolean;
  /** Labels of the table follow right behind the row. */
  headsTable(row: number, table: TableKey): boolean;
}

/** Every section heading in the text that has a title of the standard or one known from published reports. */
export function findHeadings(
  document: Document,
  standard: CompiledStandard,
  labels: RowLabels,
): SectionHeading[] {
  const found: SectionHeading[] = [];
  document.rows.forEach((row, index) => {
    if (labels.isLabel(index)) return;
    const line = lonePhrase(row, document.text);
    if (line === undefined || line.text.length < 3) return;
    const phrase = line.text.length > LONGEST_SECTION_TITLE ? line : withoutFormatNote(line);
    const atStart = headingAt(phrase, marksBefore(phrase.text), index, standard, row.level > 0);
    if (atStart !== undefined) found.push(atStart);
    if (phrase.text.length > 16) findInside(phrase, index, standard, found);
  });
  return withoutListed(withoutContents(withoutParts(found, document, standard, labels), document), document);
}

/** Length of the Markdown and list marks in front of a heading: `> `, `- `, `■`, `**`, `##` without its space. */
function marksBefore(text: string): number {
  let at = 0;
  while (at < 8 && at < text.length && IS_MARK[text.charCodeAt(at)] === 1) at++;
  return at;
}

const IS_MARK = codeUnits("*#>-•·◆■●★【 ");

/**
 * Without small-numbered headings that have the title of a section and head a part of another: a full number heads that
 * section elsewhere, or （一）主动公开政府信息情况 stands in section one. One with its section's own table below it, or
 * with its section's own number and none of its kind before, is a section's heading with a wrong mark.
 */
function withoutParts(
  found: readonly SectionHeading[],
  document: Document,
  { sections }: CompiledStandard,
  labels: RowLabels,
): SectionHeading[] {
  if (!found.some(isPart)) return [...found];
  const headed = new Set(found.filter((heading) => !isPart(heading)).map(({ index }) => index));
  const kept: SectionHeading[] = [];
  for (const heading of found) {
    const before = kept.at(-1);
    const { index, row, ordinal } = heading;
    const table = sections[index]!.table;
    const isOwn =
      !isPart(heading) ||
      (!headed.has(index) &&
        (before === undefined ||
          (table !== undefined && labels.headsTable(row, table)) ||
          (ordinal!.value === index + 1 &&
            before.index === index - 1 &&
            !hasSibling(document, before.row + 1, row, ordinal!))));
    if (isOwn) kept.push(heading);
  }
  return kept;
}

function isPart({ ordinal }: SectionHeading): boolean {
  return ordinal !== undefined && ordinal.style !== "chinese";
}

/** The last of the rows that is numbered in the same style counts up to it. */
function hasSibling({ rows, text }: Document, from: number, to: number, { style, value }: Ordinal): boolean {
  for (let row = to - 1; row >= from; row--) {
    const leading = leadingOrdinal(lonePhrase(rows[row]!, text)?.text ?? "");
    if (leading?.style === style) return leading.value === value - 1;
  }
  return false;
}

/** Reads a heading that starts at `from`: an ordinal, if any, and a title of the standard. */
function headingAt(
  phrase: Phrase,
  from: number,
  row: number,
  standard: CompiledStandard,
  marked: boolean,
): SectionHeading | undefined {
  const text = from === 0 ? phrase.text : phrase.text.slice(from, from + LONGEST_SECTION_TITLE + 10);
  const separated = leadingOrdinal(text);
  if (separated === undefined && (text.length > LONGEST_SECTION_TITLE || !endsLikeTitle(text, standard)))
    return undefined;
  const leading = separated ?? spacedNumeral(text);
  const after = leading?.after ?? 0;
  const rest =
    text.length > after + LONGEST_SECTION_TITLE
      ? text.slice(after, after + LONGEST_SECTION_TITLE)
      : text.slice(after);
  const whole = text.length <= LONGEST_SECTION_TITLE ? wholeTitle(rest, standard) : undefined;
  const section =
    whole ?? (separated !== undefined && isTopLevel(separated) ? titleAtStart(rest, standard) : undefined);
  if (section === undefined) return undefined;
  // Bracketed and small numbers head parts of a section; a Markdown or HTML heading may be numbered anyhow.
  if (leading !== undefined && !isTopLevel(leading) && !marked && section.word.section!.match !== "exact")
    return undefined;
  const titleFrom = from + after + section.from;
  const titleTo = from + after + section.to;
  const offset = from;
  const ordinal = leading && ordinalIn(phrase, leading, offset);
  return {
    index: section.word.section!.index,
    match: section.word.section!.match,
    row,
    start:
      ordinal === undefined ? offsetIn(phrase, titleFrom) : offsetIn(phrase, offset + leadingStart(text)),
    ordinal,
    title: partOf(phrase, titleFrom, titleTo),
    inline: {
      before: from > marksBefore(phrase.text),
      after: titleTo < phrase.text.length && !isClosing(phrase.text, titleTo),
    },
  };
}

function leadingStart(text: string): number {
  let at = 0;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isTopLevel(leading: LeadingOrdinal): boolean {
  return leading.style === "chinese";
}

interface TitleFound {
  readonly word: NonNullable<ReturnType<CompiledStandard["words"]["get"]>>;
  /** Bounds within the text searched. */
  readonly from: number;
  readonly to: number;
}

/** The text ends with what a title of the standard ends with: most texts do not. */
function endsLikeTitle(text: string, { titleEnds }: CompiledStandard): boolean {
  const end = endOfTitle(text);
  const last = end === 0 ? 0 : foldUnit(text.charCodeAt(end - 1));
  // Its last character may have a pinyin annotation.
  return last === CLOSING_BRACKET || titleEnds.has(last);
}

const CLOSING_BRACKET = 41;

const BEHIND = codeUnits(":：。.；;*#_】");

/** Where a title ends that may have marks behind it. */
function endOfTitle(text: string): number {
  let end = text.length;
  while (end > 0 && (isSpace(text.charCodeAt(end - 1)) || BEHIND[text.charCodeAt(end - 1)] === 1)) end--;
  return end;
}

/** The text is a title and nothing else, but for a mark behind it. */
function wholeTitle(text: string, standard: CompiledStandard): TitleFound | undefined {
  const end = endOfTitle(text);
  const word = standard.words.get(fold(end === text.length ? text : text.slice(0, end)));
  return word?.section === undefined ? undefined : { word, from: 0, to: end };
}

/** A title with text run on behind it. */
function titleAtStart(text: string, standard: CompiledStandard): TitleFound | undefined {
  const { folded, map } = foldWithMap(text);
  for (const length of standard.titleLengths) {
    if (length > folded.length) continue;
    const word = standard.words.get(folded.slice(0, length));
    if (word?.section === undefined) continue;
    const to = map[length - 1]! + 1;
    if (!endsTitle(text, to, map[length]!)) return undefined;
    return { word, from: 0, to: endOfPinyin(text, to, map[length]!) };
  }
  return undefined;
}

/** What sections start with, and no title goes on with. */
const OPENING = /^(?:暂?无|没有|未|经|截[至止]|不?存在|目前|下一步)/;

/** A title is over where a space, a digit, a pinyin annotation or a full stop follows, or the text talks of itself. */
function endsTitle(text: string, to: number, next: number): boolean {
  if (next > to || OPENING.test(text.slice(to, to + 3))) return true;
  return to >= text.length || "。：:.0123456789本我今按全根一（(*<".includes(text[to]!);
}

function endOfPinyin(text: string, to: number, next: number): number {
  return text[to] === "(" && text[next - 1] === ")" ? next : to;
}

function isClosing(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) {
    if (!isSpace(text.charCodeAt(i)) && !":：。；;*#_】".includes(text[i]!)) return false;
  }
  return true;
}

/** Headings in the middle of a line: a numeral with 、 behind a sentence's end. */
function findInside(phrase: Phrase, row: number, standard: CompiledStandard, found: SectionHeading[]): void {
  const { text } = phrase;
  for (let mark = text.indexOf("、", 2); mark > 0; mark = text.indexOf("、", mark + 1)) {
    if (!"一二三四五六".includes(text[mark - 1]!)) continue;
    const before = text[mark - 2]!;
    if (!isSpace(before.charCodeAt(0)) && !"。！？!?”)）".includes(before)) continue;
    const heading = headingAt(phrase, mark - 1, row, standard, false);
    if (heading !== undefined && heading.title.start > (found.at(-1)?.title.start ?? -1)) found.push(heading);
  }
}

/** Leaves out titles that a wrapped sentence lists: the line above ends in a comma, and the section is headed later. */
function withoutListed(found: SectionHeading[], document: Document): SectionHeading[] {
  const last = new Map(found.map(({ index }, at) => [index, at]));
  return found.filter(({ index, row, inline }, at) => {
    if (row === 0 || inline.before || document.rows[row]!.apart) return true;
    const end = document.rows[row - 1]!.end;
    return !"；;，,、".includes(document.text[end - 1]!) || last.get(index) === at;
  });
}

/** Leaves out a table of contents: three or more headings with nothing between them that all come again later. */
function withoutContents(found: SectionHeading[], document: Document): SectionHeading[] {
  let run = 1;
  while (run < found.length && document.rows.length > 0 && found[run]!.row - found[run - 1]!.row === 1) run++;
  if (run < 3) return found;
  const later = new Set(found.slice(run).map(({ index }) => index));
  return found.slice(0, run).every(({ index }) => later.has(index)) ? found.slice(run) : found;
}

/** Rows that stand where a missing section's heading would and resemble its title. */
export function findSimilar(
  document: Document,
  standard: CompiledStandard,
  found: readonly SectionHeading[],
  isTableRow: (row: number) => boolean,
  segments: readonly Segment[],
): SectionHeading[] {
  const missing = standard.sections
    .map((_, index) => index)
    .filter((index) => !found.some((heading) => heading.index === index));
  if (missing.length === 0) return [];
  const firsts = standard.sections.flatMap(
    (_, index) => found.find((heading) => heading.index === index) ?? [],
  );
  const taken = new Set(found.map((heading) => heading.row));
  const result: SectionHeading[] = [];
  document.rows.forEach((row, at) => {
    if (missing.length === 0 || taken.has(at) || isTableRow(at)) return;
    const line = lonePhrase(row, document.text);
    if (line === undefined || line.text.length > LONGEST_SECTION_TITLE) return;
    const phrase = withoutFormatNote(line);
    if (phrase.text.length > 40) return;
    const leading = leadingOrdinal(phrase.text) ?? spacedNumeral(phrase.text);
    if (row.level === 0 && leading?.style !== "chinese") return;
    const after = leading?.after ?? 0;
    const name = fold(phrase.text.slice(after));
    const index = missing.find((candidate) => {
      if (!fits(candidate, at, firsts)) return false;
      const isNumberRight = leading?.value === candidate + 1;
      const hasTable = standsAbove(at, standard.sections[candidate]!.table, segments);
      // A small number that is not the section's own heads a part of another.
      if (leading !== undefined && leading.style !== "chinese" && !isNumberRight && !hasTable) return false;
      return resembles(name, leading?.value, candidate, standard) || (isNumberRight && hasTable);
    });
    if (index === undefined) return;
    missing.splice(missing.indexOf(index), 1);
    const ordinal = leading && ordinalIn(phrase, leading);
    result.push({
      index,
      match: "similar",
      row: at,
      start: phrase.start,
      ordinal,
      title: partOf(phrase, after, endOfName(phrase.text)),
      inline: { before: false, after: false },
    });
  });
  return result;
}

/** Before the spaces and Markdown marks that close a heading. */
function endOfName(text: string): number {
  let end = text.length;
  while (end > 0 && (isSpace(text.charCodeAt(end - 1)) || "*#_】".includes(text[end - 1]!))) end--;
  return end;
}

/** Between a heading and its table there is room for a unit or a note. */
const MOST_BETWEEN = 2;

/** The section's own table follows: whatever the title, this is the section's heading. */
function standsAbove(row: number, table: TableKey | undefined, segments: readonly Segment[]): boolean {
  return segments.some(
    (segment) => segment.table === table && segment.from > row && segment.from - row <= MOST_BETWEEN + 1,
  );
}

function fits(index: number, row: number, found: readonly SectionHeading[]): boolean {
  return found.every((heading) => (heading.index < index ? heading.row < row : heading.row > row));
}

/** A title within two edits; with the right numeral, one that shares half of its character pairs. */
function resembles(
  name: string,
  numeral: number | undefined,
  index: number,
  standard: CompiledStandard,
): boolean {
  const { title, variants } = standard.sections[index]!;
  return [title, ...variants].some((candidate) => {
    const { distance, shared } = similarity(name, fold(candidate));
    return distance <= (candidate.length >= 7 ? 2 : 1) || (numeral === index + 1 && shared >= 0.45);
  });
}

/** Bodies: each section runs to the next heading. */
export function toSections(
  headings: readonly SectionHeading[],
  standard: CompiledStandard,
  { rows, text }: Document,
): Section[] {
  return headings.map((heading, at) => {
    const spec = standard.sections[heading.index]!;
    const end = headings[at + 1]?.start ?? text.length;
    const span: Span = { start: heading.start, end: heading.title.end };
    return {
      key: spec.key,
      spec,
      start: heading.start,
      end,
      heading: span,
      level: rows[heading.row]!.level,
      ordinal: heading.ordinal,
      title: heading.title,
      match: heading.match,
      inline: heading.inline,
      body: { start: heading.title.end, end },
    };
  });
}
