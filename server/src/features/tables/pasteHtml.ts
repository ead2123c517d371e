import type { Document, Row } from "../../core/document/document";
import { parseDocument } from "../../core/document/parse";
import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import { lineEnd } from "../../core/text/edit";
import { firstAt, type Span } from "../../core/text/text";
import { isPage, markdownTable } from "./convertTable";
import { shownHtml } from "./shownHtml";
import type { GridLine } from "./tableGrid";

/*
 * What is copied from Word, Excel, WPS or a web page comes as HTML. A table of it, or a whole report, goes into a text as
 * Markdown: merged cells as blanks, what was copied around the tables as paragraphs and headings.
 */

/** How headings are written: with the marks of Markdown, or as lines of plain text. */
type HeadingForm = "markdown" | "text";

/** Where HTML is pasted. */
export interface PastePlace {
  readonly into: Report;
  readonly span: Span;
  readonly headings: HeadingForm;
}

/**
 * What to paste for some HTML; undefined where it holds neither a table nor a report, or where Markdown would be out of
 * place: in an HTML page, in a table.
 */
export function pasteHtml(html: string, { into, span, headings }: PastePlace): string | undefined {
  const { text, document } = into;
  const isInTable = document.rows.some(
    ({ kind, start, end }) => kind !== "line" && start < span.end + 1 && span.start <= end,
  );
  if (isInTable || isPage(into) || html.length > MOST_HTML) return undefined;
  const eol = lineEnd(text);
  const pasted = toMarkdown(html, eol, headings);
  return pasted === undefined ? undefined : withBlankLines(pasted, text, span, eol);
}

/** Whether the HTML is a report by itself, which may go into a text that is none yet. */
export function holdsReport(html: string): boolean {
  return html.length <= MOST_HTML && hasBlocks(html) && parseReport(shownHtml(html)).recognition.isReport;
}

/** More is a whole site, or pictures. */
const MOST_HTML = 4_000_000;

/** What programs that show code copy has neither. */
const hasBlocks = (html: string) => /<(?:table|p|h[1-6])[\s>]/i.test(html);

/** Markdown for HTML that is a report, or has a table of at least two columns in it; undefined for all other HTML. */
export function toMarkdown(
  html: string,
  eol: string,
  headings: HeadingForm = "markdown",
): string | undefined {
  if (!hasBlocks(html)) return undefined;
  const shown = shownHtml(html);
  const report = parseReport(shown);
  const found = headings === "markdown" ? headingsOf(report) : [];
  let hasTable = false;
  const blocks: string[] = [];
  // Read in the characters that it is written in, which a report is not.
  for (const rows of partsOf(parseDocument(shown))) {
    const grid = rows[0]!.kind === "html" ? cellsOf(rows) : [];
    if (grid.length > 0 && grid[0]!.length > 1) {
      hasTable = true;
      blocks.push(markdownTable(withLeads(grid), eol));
    }
    // A table of one column is how some pages set their text.
    else for (const row of rows) addLine(row, shown, found, blocks);
  }
  return hasTable || report.recognition.isReport ? blocks.join(eol + eol) : undefined;
}

/** The rows of each table together, all others by themselves. */
function partsOf({ rows, tableStarts }: Document): Row[][] {
  const starts = new Set(tableStarts);
  const parts: Row[][] = [];
  rows.forEach((row, at) => {
    const last = parts.at(-1);
    if (row.kind === "html" && last?.[0]?.kind === "html" && !starts.has(at)) last.push(row);
    else parts.push([row]);
  });
  return parts;
}

// ── Text ──

/** A heading that has its lines to itself. */
interface MarkedHeading extends Span {
  readonly level: number;
}

/** The title, the sections', and those of the first level below; in the order of the text. */
function headingsOf({ title, sections, headings }: Report): MarkedHeading[] {
  const level = (level: number) => (it: Span) => ({ start: it.start, end: it.end, level });
  return [
    ...(title === undefined ? [] : [title]).map(level(1)),
    ...sections
      .filter(({ inline }) => !inline.before && !inline.after)
      .map(({ heading }) => level(2)(heading)),
    ...headings.filter(({ level, ordinal }) => level === 1 && ordinal !== undefined).map(level(3)),
  ].sort((a, b) => a.start - b.start);
}

/** A line as a paragraph, or as a heading where it is nothing else; a title may be wrapped over lines. */
function addLine(row: Row, html: string, headings: readonly MarkedHeading[], blocks: string[]): void {
  const text = lineText(row, html);
  if (text === "") return;
  const { start } = row.cells[0]!;
  const { end } = row.cells.at(-1)!;
  const heading = headings[firstAt(headings, (it) => it.end > start)];
  const isHeading = heading !== undefined && heading.start < end && end <= heading.end;
  if (isHeading && heading.start < start && blocks.length > 0) blocks.push(blocks.pop() + text);
  else blocks.push(isHeading ? `${"#".repeat(heading.level)} ${text}` : text);
}

/** A line that is divided by pipes or tabs stays as it is; what looks like a tag would become one. */
function lineText({ kind, cells, start, end }: Row, html: string): string {
  const text =
    kind === "pipes" || kind === "tabs"
      ? html.slice(start, end)
      : cells
          .map((cell) => cleaned(cell.text))
          .join(" ")
          .trim();
  return text.replace(/<(?=[a-z/!])/gi, "&lt;");
}

// ── Tables ──

/** The cells of a table in their places, blanks where others reach in; without blank rows around it. */
function cellsOf(rows: readonly Row[]): string[][] {
  let width = 0;
  for (const { cells } of rows) for (const { column } of cells) width = Math.max(width, column + 1);
  const grid = rows.map(({ cells }) => {
    const line = new Array<string>(width).fill("");
    for (const { column, text } of cells) line[column] = cleaned(text);
    return line;
  });
  const isWritten = (line: readonly string[]) => line.some((text) => text !== "");
  const first = grid.findIndex(isWritten);
  return first < 0 ? [] : grid.slice(first, grid.findLastIndex(isWritten) + 1);
}

/** The rows of a standard table know where their values start, and text may reach over the blanks of merged cells. */
function withLeads(grid: readonly (readonly string[])[]): GridLine[] {
  const lines = grid.map((cells) => cells.map((text) => text.replace(/[\t|]/g, " ")).join("\t"));
  const report = parseReport(lines.join("\n"));
  const values = firstCells(report);
  let start = 0;
  return grid.map((cells, at) => {
    const end = start + lines[at]!.length;
    const first = values[firstAt(values, (value) => value.start >= start)];
    const lead =
      first === undefined || first.end > end
        ? undefined
        : report.text.slice(start, first.start).split("\t").length - 1;
    start = end + 1;
    return { cells, lead };
  });
}

/** The first value of each row, in the order of the text. */
function firstCells({ tables }: Report): Span[] {
  return Object.values(tables)
    .flatMap(({ rows }) => rows.flatMap(({ cells: [cell] }) => cell ?? []))
    .sort((a, b) => a.start - b.start);
}

/** Line ends and indents of the HTML are no part of the text; between Chinese characters they leave no blank. */
function cleaned(text: string): string {
  return text
    .replace(/[\s\u00a0\u200b]+/g, (blank) => (blank.length > 1 ? "  " : " "))
    .replace(/(?<=[\u2e80-\uffef]) {2}(?=[\u2e80-\uffef])/g, "")
    .replaceAll("  ", " ")
    .trim();
}

/** Blank lines around it: text right above or below a Markdown table is taken into it. */
function withBlankLines(pasted: string, text: string, { start, end }: Span, eol: string): string {
  const above = text.slice(Math.max(0, start - NEAR), start);
  const below = text.slice(end, end + NEAR);
  const before = /(?:^|\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)[ \t]*$|^\s*$/.test(above)
    ? ""
    : /(?:\r|\n)[ \t]*$/.test(above)
      ? eol
      : eol + eol;
  const after = /^[ \t]*(?:\r\n|\r|\n)[ \t]*(?:\r|\n)|^\s*$/.test(below)
    ? below === ""
      ? eol
      : ""
    : /^[ \t]*[\r\n]/.test(below)
      ? eol
      : eol + eol;
  return before + pasted + after;
}

/** Two line ends and the blanks around them are within this. */
const NEAR = 80;
