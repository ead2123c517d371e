import type { Cell } from "../../document/document";
import type { Finding, Fix, Taking } from "../../findings/finding";
import type { Paragraph } from "../../report/prose/prose";
import type { Report } from "../../report/report";
import { rewrite } from "../../text/edit";
import { partOf } from "../../text/phrase";
import { allMatches, type Edit, type Phrase, type Span } from "../../text/text";
import { furnitureOf } from "./furniture";

/* What rules on typography, privacy and extraction share. */

/** Equal traces from this many on are told in one finding. */
const MANY = 5;

/**
 * Running text without what may be the head of a table that was not read as one: there, a sentence has a full stop. What a web
 * page has above the report is no text either.
 */
export function proseLines(report: Report): Paragraph[] {
  return report.paragraphs.filter((line) => !isInTable(report, line) && !isOfPage(report, line));
}

function isOfPage(report: Report, { section, row }: Paragraph): boolean {
  return section < 0 && furnitureOf(report, report.document.rows[row]!) === "anywhere";
}

/** All cells that have more in them than a plain number. */
export function textCells({ document }: Report): Cell[] {
  const cells: Cell[] = [];
  for (const row of document.rows)
    for (const cell of row.cells) if (cell.text !== "" && cell.reading?.form !== "plain") cells.push(cell);
  return cells;
}

/** Words in the section of a table that make no sentence. */
export function isInTable(report: Report, { section, text }: Pick<Paragraph, "section" | "text">): boolean {
  return report.sections[section]?.spec.table !== undefined && !text.includes("。");
}

/** A part of a line, and what it should read. */
export interface Slip {
  readonly line: Phrase;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What mends a slip; what markup stands in it is left. */
export function replace(slip: Slip): Edit[] {
  const { line, from, to, text } = slip;
  if (isVerbatim(line) && isAllOther(slip))
    return [{ span: { start: line.start + from, end: line.start + to }, text }];
  return rewrite(partOf(line, from, to), text);
}

function isVerbatim({ text, start, end, pieces }: Phrase): boolean {
  return pieces === undefined && text.length === end - start;
}

/** Nothing at the ends of what is written stays. */
function isAllOther({ line, from, to, text }: Slip): boolean {
  if (text === "") return true;
  return (
    line.text.charCodeAt(from) !== text.charCodeAt(0) &&
    line.text.charCodeAt(to - 1) !== text.charCodeAt(text.length - 1)
  );
}

/** Place of a part of a line. */
export function spanOf({ line, from, to }: Pick<Slip, "line" | "from" | "to">): Span {
  const { start, end } = partOf(line, from, to);
  return { start, end };
}

/** A fix that makes the edits, and does not change what the report says. */
export function safeFix(title: string, edits: readonly Edit[], takes?: Taking): Fix {
  return { title, safe: true, edits, takes };
}

/** What the pattern finds in lines of running text. */
export function* matchesIn(
  paragraphs: readonly Paragraph[],
  pattern: RegExp,
): Iterable<{ line: Paragraph; match: RegExpExecArray; from: number; to: number }> {
  for (const line of paragraphs) {
    for (const match of allMatches(line.text, pattern)) {
      yield { line, match, from: match.index, to: match.index + match[0].length };
    }
  }
}

/** What is said of traces that are each of the kind `T`. */
export interface Telling<T> {
  /** One of few, with its own fix. */
  one(trace: T): Finding;
  /** What mends it; left out where nothing can. */
  edits?(trace: T): readonly Edit[];
  /** Of five or more together, and of the fix that mends all. */
  many(count: number): string;
  title?(count: number): string;
  /** What the edits take out, as the fix of one does. */
  readonly takes?: Taking;
  /** Whether its mending cannot change what the report says; without it, that is so of all. */
  isSafe?(trace: T): boolean;
}

/** Few findings as they are; five or more in one, at the first, that mends all of them. */
export function* summarised<T>(found: readonly T[], telling: Telling<T>): Iterable<Finding> {
  const count = found.length;
  if (count < MANY) {
    for (const trace of found) yield telling.one(trace);
    return;
  }
  const edits: Edit[] = [];
  for (const trace of found) for (const edit of telling.edits?.(trace) ?? []) edits.push(edit);
  const safe = found.every((trace) => telling.isSafe?.(trace) ?? true);
  const first = telling.one(found[0]!);
  yield {
    span: first.span,
    message: telling.many(count),
    why: first.why,
    ...(edits.length > 0 && {
      fixes: [{ title: telling.title?.(count) ?? "", safe, takes: telling.takes, edits }],
    }),
  };
}
