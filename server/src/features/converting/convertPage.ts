import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import type { Settings } from "../../core/settings/settings";
import type { TableKey } from "../../core/standard/schema";
import { type PageOptions, type PagePart, pageParts } from "./parts";

/*
 * A text in another format. What was written is read again, as any file is, and must say all that was read: tables that
 * do not survive their official form go out as they are written, and where that does not help nothing is.
 */

/** A page in its format: what goes into the file, and the text that is read from it. */
export interface WrittenPage {
  readonly content: string | Uint8Array;
  readonly text: string;
  readonly isMarkdown: boolean;
}

/** Writes the parts of a page; throws an `Error` with a Chinese clause for what the format cannot hold. */
export type PageWriter = (parts: readonly PagePart[]) => WrittenPage | Promise<WrittenPage>;

/** What came of a conversion: the page, or why there is none, in a Chinese clause without a full stop. */
export type ConvertedPage =
  | { readonly content: WrittenPage["content"]; readonly report: Report }
  | { readonly reason: string };

/** What is converted, and how it is read. */
export interface Conversion extends Pick<PageOptions, "isMarkdown" | "isWrapped"> {
  readonly text: string;
  readonly settings: Settings;
}

const TABLES: readonly TableKey[] = ["disclosure", "requests", "litigation"];

/** Converts a text. */
export async function convertPage(conversion: Conversion, write: PageWriter): Promise<ConvertedPage> {
  const { text, settings } = conversion;
  const reports = reportsIn(text, settings);
  const literal = new Set<TableKey>();
  let isFlat = false;
  for (;;) {
    const parts = partsOf(reports, { ...conversion, literal, isFlat });
    const page = await write(parts);
    const again = reportsIn(page.text, settings);
    const partsAgain = partsOf(again, { isMarkdown: page.isMarkdown, isWrapped: false, literal, isFlat });
    const lost = lossOf({ reports, parts }, { reports: again, parts: partsAgain });
    if (lost === undefined) return { content: page.content, report: reports[0]! };
    const blamed = TABLES.filter((key) => !literal.has(key) && (lost.table ?? key) === key);
    if (isFlat && blamed.length === 0) return { reason: lost.reason };
    // A heading's mark may make a section of what is none.
    isFlat ||= lost.table === undefined || blamed.length === 0;
    for (const key of blamed) literal.add(key);
  }
}

/** A file may hold so many reports, one behind the other. */
const MOST_REPORTS = 100;

/** The report of a text, and those behind it in the same file. */
function reportsIn(text: string, settings: Settings): Report[] {
  const reports: Report[] = [];
  for (let rest: string | undefined = text; rest !== undefined && reports.length < MOST_REPORTS; ) {
    const report: Report = parseReport(rest, settings);
    reports.push(report);
    rest = report.second && rest.slice(report.second.start);
  }
  return reports;
}

function partsOf(reports: readonly Report[], options: PageOptions): PagePart[] {
  return reports.flatMap((report) => pageParts(report, options));
}

interface Side {
  readonly reports: readonly Report[];
  readonly parts: readonly PagePart[];
}

interface Loss {
  readonly reason: string;
  /** Undefined where it is not known to be in one of them. */
  readonly table: TableKey | undefined;
}

/** What is not the same after reading again. */
function lossOf(before: Side, after: Side): Loss | undefined {
  for (const [at, report] of before.reports.entries()) {
    const again = after.reports[at];
    const lost = again === undefined ? "第二份报告" : undefined;
    if (lost !== undefined) return { reason: `写出后再读，读不出${lost}`, table: undefined };
    const cell = lostCell(report, again!);
    if (cell !== undefined) return cell;
    const [was, is] = [outlineOf(report), outlineOf(again!)];
    const other = was.find((it, i) => it !== is[i]) ?? is[was.length];
    if (other !== undefined) return { reason: `写出后再读，章节或年度不一样（${other}）`, table: undefined };
  }
  return lostLetters(before.parts, after.parts);
}

function lostCell(before: Report, after: Report): Loss | undefined {
  for (const key of new Set([...before.cells.keys(), ...after.cells.keys()])) {
    const [was, is] = [before, after].map(({ cells }) => letters(cells.get(key)?.text ?? ""));
    if (was === is && before.cells.has(key) === after.cells.has(key)) continue;
    const table = key.slice(0, key.indexOf(".")) as TableKey;
    return { reason: `写出后再读，表中的数不一样（原为“${was}”，读出“${is}”）`, table };
  }
  return undefined;
}

/** What a report says besides its numbers. */
function outlineOf({ year, agency, period, sections }: Report): string[] {
  const titles = sections.map(({ key, title }) => `${key}：${letters(title.text).replace(/[*\\]/g, "")}`);
  return [`${year ?? ""}年`, letters(agency ?? ""), `${period?.from ?? ""}至${period?.to ?? ""}`, ...titles];
}

/** Each letter and digit of each part must stand where it stood. */
function lostLetters(before: readonly PagePart[], after: readonly PagePart[]): Loss | undefined {
  const [was, is] = [before, after].map((parts) => parts.map(lettersOf).join(""));
  if (was === is) return undefined;
  let at = 0;
  while (was![at] === is![at]) at++;
  const [here, there] = [was, is].map((text) => text!.slice(Math.max(0, at - 5), at + 10));
  return { reason: `写出后再读，文字不一样（原为“${here}”，读出“${there}”）`, table: undefined };
}

function lettersOf(part: PagePart): string {
  if (part.kind !== "table") return letters(part.text);
  return part.rows.flatMap((row) => row.map(({ text }) => letters(text))).join("");
}

/** Blanks part words and lines; characters that are not seen are shown as what they are, if at all. */
function letters(text: string): string {
  return text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd]/gu, "");
}
