import type { Row } from "../../core/document/document";
import { parseDocument } from "../../core/document/parse";
import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import { lineEnd } from "../../core/text/edit";
import { firstAt, type Span } from "../../core/text/text";
import { isPage, markdownTable } from "./convertTable";
import type { GridLine } from "./tableGrid";

/*
 * Tables copied from Word, Excel, WPS or a web page come as HTML. Their text goes into the report as Markdown tables,
 * merged cells as blanks, and what was copied around them as paragraphs.
 */

/**
 * What to paste for some HTML in place of a span; undefined where it holds no table, or where a Markdown table would be
 * out of place: in an HTML page, in another table.
 */
export function pasteTable(html: string, into: Report, place: Span): string | undefined {
  const { text, document } = into;
  const isInTable = document.rows.some(
    ({ kind, start, end }) => kind !== "line" && start < place.end + 1 && place.start <= end,
  );
  if (isInTable || isPage(into) || html.length > MOST_HTML) return undefined;
  const eol = lineEnd(text);
  const pasted = toMarkdown(html, eol);
  return pasted === undefined ? undefined : withBlankLines(pasted, text, place, eol);
}

/** More is a whole site, or pictures. */
const MOST_HTML = 4_000_000;

/** Markdown for HTML with a table of at least two columns in it; undefined for all other HTML. */
export function toMarkdown(html: string, eol: string): string | undefined {
  if (!/<table[\s>]/i.test(html)) return undefined;
  const { rows, tableStarts } = parseDocument(html);
  const starts = new Set(tableStarts);
  const parts: (Row[] | string)[] = [];
  rows.forEach((row, at) => {
    const last = parts.at(-1);
    if (row.kind !== "html") parts.push(row.cells.map((cell) => cleaned(cell.text)).join(" "));
    else if (typeof last === "object" && !starts.has(at)) last.push(row);
    else parts.push([row]);
  });
  const grids = parts.map((part) => (typeof part === "string" ? part : cellsOf(part)));
  if (!grids.some((grid) => typeof grid === "object" && grid.length > 0 && grid[0]!.length > 1))
    return undefined;
  return grids
    .filter((grid) => grid.length > 0)
    .map((grid) => (typeof grid === "string" ? grid : writeGrid(grid, eol)))
    .join(eol + eol);
}

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

/** A table of one column is how some pages set their text. */
function writeGrid(grid: readonly (readonly string[])[], eol: string): string {
  if (grid[0]!.length === 1) return grid.map(([text]) => text).join(eol + eol);
  return markdownTable(withLeads(grid), eol);
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
