import type { Document } from "../../document/document";
import { fold } from "../../text/normalise";
import { firstAt, lineStartAt } from "../../text/text";
import { lonePhrase } from "./lines";
import type { SectionHeading } from "./sections";
import { type Title, titleBetween } from "./title";

/*
 * Two reports in one file. Only the first of them is read: where the second starts, with a title of its own and most of the
 * sections below it once more, the text is taken to end.
 */

/** Where a second report starts. */
export interface SecondReport {
  /** The line with its title. */
  readonly start: number;
  readonly end: number;
  readonly title: Title;
  /** It is quoted or annexed, and so by right in the same file. */
  readonly isAnnex: boolean;
}

/** A whole report has so many of its sections, and so many rows below their headings: a table of contents has fewer. */
const FEWEST_SECTIONS = 4;
const FEWEST_ROWS = 30;

/** The second report of a text, by the headings of all its sections. */
export function secondReport(
  document: Document,
  headings: readonly SectionHeading[],
): SecondReport | undefined {
  const { rows } = document;
  const [first] = headings;
  const last = headings.length - wholeAfter(headings.toReversed());
  for (let at = wholeAfter(headings); at <= last; at++) {
    const { index, row } = headings[at]!;
    if (index !== first!.index || row - first!.row < FEWEST_ROWS || rows.length - row < FEWEST_ROWS) continue;
    const title = titleBetween(document, headings[at - 1]!.row + 1, row);
    if (title === undefined) continue;
    const titleRow = firstAt(rows, ({ end }) => end > title.start);
    if (isContents(document, first!.row, titleRow)) continue;
    const { start, end } = rows[titleRow]!;
    return { start, end, title, isAnnex: isAnnexed(document, titleRow) };
  }
  return undefined;
}

/** How many headings it takes to have those of a whole report. */
function wholeAfter(headings: readonly SectionHeading[]): number {
  const seen = new Set<number>();
  const at = headings.findIndex(({ index }) => seen.add(index).size >= FEWEST_SECTIONS);
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

/** A long table of contents, down to the headings within sections, has no sentence. */
function isContents({ rows, text }: Document, from: number, to: number): boolean {
  return !text.slice(rows[from]!.start, rows[to]!.start).includes("。");
}

/** 附件, 附件1：上年度报告, on the line of the title or right above it. */
const ANNEX = /^[(【]?附(?:[件录表:]|$)/;

function isAnnexed({ rows, text }: Document, titleRow: number): boolean {
  const { start } = rows[titleRow]!;
  if (text.slice(lineStartAt(text, start), start + 1).startsWith(">")) return true;
  return [titleRow - 1, titleRow].some((at) => ANNEX.test(fold(lonePhrase(rows[at]!, text)?.text ?? "")));
}
