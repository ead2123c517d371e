import { t } from "@vscode/l10n";
import { isGridRuling } from "../../core/document/grid";
import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import type { Table } from "../../core/report/tables/table";
import type { Settings } from "../../core/settings/settings";
import { lineEnd } from "../../core/text/edit";
import { applyEdits, type Edit, lineEndAt, lineStartAt, nextLineAt, type Span } from "../../core/text/text";
import { fittingLines } from "./alignment";
import { type GridLine, gridOf, Misfit } from "./tableGrid";

/** The forms that a table can be brought into. Text divided by tabs goes into word processors, sheets and web forms. */
export type TableForm = "markdown" | "tabs";

/** The edit that rewrites a standard table in another form, or why there is none. */
export function convertTable(
  report: Report,
  table: Table,
  form: TableForm,
  settings: Settings,
): Edit | Misfit {
  const { start: from, end: to } = table;
  // What is read in ordinary characters would be written in them.
  if (report.source.slice(from, to) !== report.text.slice(from, to))
    return new Misfit(t("表中有部首、兼容字符代替的汉字，请先改正"));
  if (hasForm(report, table, form))
    return new Misfit(form === "markdown" ? t("已经是 Markdown 表格") : t("各格已经用制表符分隔"));
  const lines = gridOf(report, table);
  if (lines instanceof Misfit) return lines;
  const span = extentOf(report, table);
  if (span instanceof Misfit) return span;
  const eol = lineEnd(report.text);
  const text = form === "markdown" ? markdownTable(lines, eol) : tabbedTable(lines, eol);
  const edit = { span, text: form === "markdown" ? setApart(text, report.text, span, eol) : text };
  return isSame(report, parseReport(applyEdits(report.text, [edit]), settings))
    ? edit
    : new Misfit(whyNotSame(report, table));
}

function whyNotSame(report: Report, { rows }: Table): string {
  if (isPage(report)) return t("这个文件是网页，表格只能是 HTML；可以用“复制表格”把表格复制出去");
  const row = rows.find(({ excess }) => excess !== undefined);
  const label = row?.label?.text ?? "";
  if (row?.spec && label !== "")
    return t("“{0}”行有 {1} 个数，应为 {2} 个，请先改正", label, row.excess!.length, row.spec.columns.length);
  return t("改写以后读到的数会不一样，所以不改写");
}

/** A whole HTML page, and no Markdown with HTML in it. */
export function isPage({ text, document }: Report): boolean {
  return document.format === "html" && /<(?:html|body|!doctype)\b/i.test(text.slice(0, LONGEST_PROLOGUE));
}

/** A page says what it is within this. */
const LONGEST_PROLOGUE = 4000;

/** The table as text divided by tabs, for the clipboard. */
export function copyTable(report: Report, table: Table): string | Misfit {
  const lines = gridOf(report, table);
  return lines instanceof Misfit ? lines : `${tabbedTable(lines, "\n")}\n`;
}

/** A Markdown table; the first line is its head. */
export function markdownTable(lines: readonly GridLine[], eol: string): string {
  const [head, ...body] = lines.map(({ cells, lead }) => ({ cells: cells.map(escapePipes), lead }));
  const ruling = { cells: head!.cells.map(() => "---"), isRuling: true };
  return fittingLines([head!, ruling, ...body], (cells) => `| ${cells.join(" | ")} |`).join(eol);
}

/** A text that was written across lines, as a web page's may be, goes into one. */
const escapePipes = (text: string) => text.replace(/[\r\n]+/g, " ").replaceAll("|", "\\|");

function tabbedTable(lines: readonly GridLine[], eol: string): string {
  return lines.map(({ cells }) => cells.map((text) => text.replace(/[\t\r\n]+/g, " ")).join("\t")).join(eol);
}

function hasForm({ document, text }: Report, table: Table, form: TableForm): boolean {
  const rows = document.rows.filter(({ start, end }) => end > table.start && start < table.end);
  if (form === "tabs") return rows.every(({ kind, cells }) => kind === "tabs" && cells.length > 1);
  const isRuled = /^[ \t]*\|[ \t|:]*-[ \t|:-]*\r?$/m.test(text.slice(table.start, table.end));
  return isRuled && rows.every(({ kind }) => kind === "pipes");
}

// ── What of the text is the table ──

/** The whole lines, or the whole HTML element, with the blank rows around the first and last written cell. */
function extentOf(report: Report, table: Table): Span | Misfit {
  const { document, text } = report;
  const { rows } = document;
  let first = rows.findIndex(({ end }) => end > table.start);
  let last = rows.findLastIndex(({ start }) => start < table.end);
  const { kind } = rows[first]!;
  if (kind === "html") return elementSpan(text, table);
  const isBlankRow = (at: number) =>
    rows[at] !== undefined && rows[at].kind !== "line" && rows[at].cells.every((cell) => cell.text === "");
  while (isBlankRow(first - 1) && kind === "pipes") first--;
  while (isBlankRow(last + 1) && !rows[last + 1]!.apart) last++;
  const from = lineStartAt(text, rows[first]!.start);
  const to = withPipes(text, lineEndAt(text, Math.max(rows[last]!.end, table.end)));
  const { start, end } = kind === "grid" ? withRulings(text, from, to) : { start: from, end: to };
  const outside = text.slice(start, Math.max(start, table.start)) + text.slice(table.end, end);
  return /^[\s|｜│┃║:*_+=>─━═┌-╿-]*$/.test(outside.replace(MARKUP, ""))
    ? { start, end }
    : new Misfit(t("表格和别的文字写在同一行，请先分开"));
}

/** The rulings above and below a drawn table are part of it. */
function withRulings(text: string, start: number, end: number): Span {
  const above = start > 0 ? lineStartAt(text, start - 1) : start;
  const below = nextLineAt(text, end);
  const belowEnd = lineEndAt(text, below);
  return {
    start: isGridRuling(text, above, text.slice(above, start).trimEnd().length + above) ? above : start,
    end: below > end && isGridRuling(text, below, belowEnd) ? belowEnd : end,
  };
}

/** What may stand around the text of a Markdown cell. */
const MARKUP = /<\/?[a-z][^<>]{0,200}>|&[a-z]{2,6};/gi;

/** A pipe on the next line closes a cell that stands alone on its line. */
function withPipes(text: string, end: number): number {
  const closing = /^(?:\r\n|\r|\n)[ \t]*\|[ \t|]*(?=[\r\n]|$)/.exec(text.slice(end, end + 200));
  return end + (closing?.[0].length ?? 0);
}

function elementSpan(text: string, table: Table): Span | Misfit {
  const start = text.slice(0, table.start).toLowerCase().lastIndexOf("<table");
  const close = /<\/table\s*>/i.exec(text.slice(table.end));
  if (start < 0 || close === null) return new Misfit(t("找不到表格的 <table> 和 </table>"));
  return { start, end: table.end + close.index + close[0].length };
}

/** A Markdown table ends with a blank line, and starts best with one. */
function setApart(table: string, text: string, { start, end }: Span, eol: string): string {
  const before = /[^\s][ \t]*(?:(?:\r\n|\r|\n)[ \t]*)?$/.test(text.slice(Math.max(0, start - 200), start));
  const after = /^[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)?[^\s]/.test(text.slice(end, end + 200));
  const onLine = (side: string) => /[^\s]/.test(side);
  const above = onLine(text.slice(lineStartAt(text, start), start)) ? eol + eol : before ? eol : "";
  const below = onLine(text.slice(end, lineEndAt(text, end))) ? eol + eol : after ? eol : "";
  return above + table + below;
}

/** Every value and every label is read as before, and the sections are the same. */
function isSame(before: Report, after: Report): boolean {
  const values = (report: Report) => [...report.cells].map(([key, { text }]) => `${key}=${text}`).sort();
  const labels = (report: Report) =>
    Object.values(report.tables).map(({ rows }) => rows.map(({ label, key }) => [label?.text, key]));
  const sections = (report: Report) => report.sections.map(({ title }) => title.text);
  return [values, labels, sections].every(
    (view) => JSON.stringify(view(before)) === JSON.stringify(view(after)),
  );
}
