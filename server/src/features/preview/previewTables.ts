import { t } from "@vscode/l10n";
import type { Row } from "../../core/document/document";
import { TABLE_NAME } from "../../core/report/describe";
import type { Report } from "../../core/report/report";
import { labelPhrase } from "../../core/report/tables/logical";
import type { HeaderCell, Table, TableRow } from "../../core/report/tables/table";
import type { CompiledStandard } from "../../core/standard/compiled";
import { escapeHtml } from "../../core/text/escape";
import { addToList, type Phrase, type Span } from "../../core/text/text";
import { type GridCell, tableGrid } from "../../core/writing/skeleton";
import {
  describedBy,
  type Marks,
  markedText,
  type NumberedFinding,
  noteLinks,
  notes,
  worst,
} from "./previewMarks";
import { isInLine, shownIn } from "./shownText";

/*
 * Tables of the preview: the standard ones in their official form with merged cells, whatever their layout in the text;
 * all others as they are written.
 */

/** Of fewer rows the form is no picture of what is written. */
const FEWEST_ROWS = 0.5;

/** A standard table in its official form; undefined where too little of it can be read. */
export function officialTable(report: Report, table: Table, marks: Marks): string | undefined {
  const standard = report.tableStandard;
  if (standard === undefined) return undefined;
  const known = new Set(table.rows.flatMap(({ path, role }) => (role === "row" && path ? [path] : [])));
  if (known.size < standard.rows[table.key].length * FEWEST_ROWS) return undefined;
  return new Form(report, table, standard, marks).html();
}

/** One standard table on its way into HTML. */
class Form {
  private readonly rows = new Map<string, TableRow>();
  private readonly headers = new Map<string, HeaderCell[]>();
  private readonly found = new Set<NumberedFinding>();

  constructor(
    private readonly report: Report,
    private readonly table: Table,
    private readonly standard: CompiledStandard,
    private readonly marks: Marks,
  ) {
    for (const row of table.rows)
      if (row.path !== undefined && !this.rows.has(row.path)) this.rows.set(row.path, row);
    for (const header of table.headers) addToList(this.headers, header.label, header);
  }

  html(): string {
    const { table, marks } = this;
    const grid = tableGrid(this.standard, table.key, (key) => this.report.cells.get(key)?.text ?? "");
    const isHead = (cells: readonly GridCell[]) => cells.every(({ role }) => role === "column");
    const body = table.key === "disclosure" ? 0 : grid.findIndex((cells) => !isHead(cells));
    const heads = grid.slice(0, body).map((cells) => this.row(cells));
    const lines: string[] = [];
    for (const cells of grid.slice(body)) {
      lines.push(this.row(cells));
      if (table.key === "disclosure") lines.push(...this.extrasAfter(cells, grid[0]!));
    }
    if (table.key === "requests") lines.push(...this.extras(table.rows, grid[0]!));
    const all = [...this.found, ...marks.at(table)];
    const list = notes(marks.toNote(all), marks, t("{0}的核对意见", TABLE_NAME[table.key]));
    const name = escapeHtml(TABLE_NAME[table.key]);
    return `<div class="scroll"><table class="${table.key}" aria-label="${name}"${marks.place(table)}>${heads.length > 0 ? `<thead>${heads.join("")}</thead>` : ""}<tbody>${lines.join("")}</tbody></table></div>${list}`;
  }

  private row(cells: readonly GridCell[]): string {
    return `<tr>${cells.map((cell) => this.cell(cell)).join("")}</tr>`;
  }

  private cell(cell: GridCell): string {
    switch (cell.role) {
      case "value":
        return this.value(cell);
      case "row":
        return this.label(cell);
      default:
        return this.header(cell);
    }
  }

  private value({ text, key, columns }: GridCell): string {
    const value = this.report.cells.get(key!);
    if (value === undefined) {
      const isMissing = this.marks.isShown;
      return `<td class="value${isMissing ? " missing" : ""}"${spans(columns, 1)}${isMissing ? ` title="${t("文中没有这一格")}"` : ""}></td>`;
    }
    return this.marked(
      "td",
      "value",
      value,
      this.shown(value, text),
      [...this.marks.on(key!, this.table), ...this.around(value)],
      `${spans(columns, 1)}${this.marks.isEditable ? ` data-key="${key}"` : ""}`,
      [value],
      this.marks.maybe(key!),
    );
  }

  /** Findings at a place that belong to no other cell. */
  private around(place: Span, own?: string): NumberedFinding[] {
    return this.marks.at(
      place,
      (cell) => cell !== own && (this.report.cells.has(cell) || this.rows.has(cell)),
    );
  }

  private label({ text, key, columns }: GridCell): string {
    const row = this.rows.get(key!);
    const open = `scope="row"${spans(columns, 1)}`;
    if (row === undefined) {
      const attributes = this.marks.isShown ? ` class="missing" title="${t("文中没有这一行")}"` : "";
      return `<th ${open}${attributes}>${escapeHtml(text)}</th>`;
    }
    const label = wholeLabel(this.report, row);
    const findings = [...this.marks.on(key!, this.table), ...(label ? this.around(label, key) : [])];
    return this.marked("th", "", label ?? row, escapeHtml(label?.text ?? text), findings, ` ${open}`);
  }

  private header({ text, columns, rows, role }: GridCell): string {
    const header = this.headers.get(text)?.shift();
    const open = `scope="${role === "group" ? "rowgroup" : columns > 1 ? "colgroup" : "col"}"${spans(columns, rows)}`;
    if (header === undefined) return `<th class="${role}" ${open}>${escapeHtml(text)}</th>`;
    const { phrase, match } = header;
    const findings = this.around(phrase);
    // Only a header that the standard does not have is shown as written: the number before it is not in the phrase.
    const shown = match === "exact" || match === "position" ? text : phrase.text;
    return this.marked("th", role, phrase, escapeHtml(shown), findings, ` ${open}`);
  }

  private marked(
    tag: "td" | "th",
    className: string,
    place: Span,
    html: string,
    findings: readonly NumberedFinding[],
    attributes: string,
    edited?: readonly Phrase[],
    candidate: readonly NumberedFinding[] = [],
  ): string {
    const list = [...new Set([...findings, ...candidate])];
    for (const finding of list) this.found.add(finding);
    const severity = worst(list);
    const wrong = findings.length > 0 && "wrong";
    const classes = [className, wrong, severity, candidate.length > 0 && "maybe"].filter(Boolean).join(" ");
    const said = list.length > 0 ? describedBy(list) : "";
    const at = edited
      ? this.marks.editable(place, edited, isInLine(this.report, place))
      : this.marks.place(place);
    return `<${tag}${classes && ` class="${classes}"`}${attributes}${at}${said}>${html}${noteLinks(list)}</${tag}>`;
  }

  /** A cell's text as it is seen. */
  private shown(cell: Phrase, text = cell.text): string {
    return escapeHtml(shownIn(text, isInLine(this.report, cell)).shown);
  }

  private editable(cell: Phrase): string {
    return this.marks.editable(cell, [cell], isInLine(this.report, cell));
  }

  /** Rows that localities add, behind the row they are written after. */
  private extrasAfter(cells: readonly GridCell[], first: readonly GridCell[]): string[] {
    const key = cells.find(({ role }) => role === "row")?.key;
    if (key === undefined) return [];
    const { rows } = this.table;
    const from = rows.findIndex(({ path }) => path === key) + 1;
    if (from === 0) return [];
    const next = rows.findIndex((row, at) => at >= from && !this.isExtra(row));
    return this.extras(rows.slice(from, next < 0 ? rows.length : next), first);
  }

  private isExtra(row: TableRow): boolean {
    return row.path === undefined || this.rows.get(row.path) !== row;
  }

  private extras(rows: readonly TableRow[], first: readonly GridCell[]): string[] {
    const width = first.reduce((sum, { columns }) => sum + columns, 0);
    return rows.filter((row) => this.isExtra(row)).map((row) => this.extra(row, width));
  }

  private extra(row: TableRow, width: number): string {
    const values = valuesOf(row);
    const label = wholeLabel(this.report, row);
    const findings = this.around(label ?? row);
    const isWide = this.table.key === "requests";
    const lead = isWide ? Math.max(1, width - values.length) : 1;
    const open = ` scope="row"${spans(lead, 1)}`;
    const head = this.marked("th", "extra", label ?? row, escapeHtml(label?.text ?? ""), findings, open);
    const cells = values.map((value, at) => {
      const rest = at === values.length - 1 ? width - lead - at : 1;
      return `<td class="value"${spans(rest, 1)}${this.editable(value)}>${this.shown(value)}</td>`;
    });
    return `<tr>${head}${cells.join("")}</tr>`;
  }
}

/** What is written in a row that the standard does not have, without blanks at its end. */
function valuesOf({ excess, cells, written }: TableRow): Phrase[] {
  const read = excess ?? cells.filter((cell) => cell !== undefined);
  const values = read.length > 0 ? [...read] : (written?.lines.flat() ?? []);
  while (values.length > 1 && values.at(-1)!.text === "") values.pop();
  return values;
}

/** The label with its number, as written. */
function wholeLabel({ text }: Report, { label, ordinal, written }: TableRow): Phrase | undefined {
  const whole = written && labelPhrase(written.label);
  if (whole !== undefined) return whole;
  if (label === undefined) return undefined;
  const start = Math.min(label.start, ordinal?.start ?? label.start);
  return { text: text.slice(start, label.start) + label.text, start, end: label.end };
}

function spans(columns: number, rows: number): string {
  return `${columns > 1 ? ` colspan="${columns}"` : ""}${rows > 1 ? ` rowspan="${rows}"` : ""}`;
}

/** Rows of another table, as they are written. */
export function plainTable(rows: readonly Row[], marks: Marks): string {
  const width = rows.reduce((most, { cells }) => Math.max(most, (cells.at(-1)?.column ?? 0) + 1), 0);
  const lines = rows.map(({ cells, kind }, line) => {
    const tag = line === 0 ? "th" : "td";
    const parts = cells.map((cell, at) => {
      const isMarkdown = kind !== "html";
      const next = cells[at + 1]?.column ?? (cells.length === 1 ? width : cell.column + 1);
      const across = Math.min(next - cell.column, width);
      return `<${tag}${spans(across, 1)}${marks.editable(cell, [cell], isMarkdown)}>${markedText([cell], marks, { isMarkdown })}</${tag}>`;
    });
    return `<tr>${parts.join("")}</tr>`;
  });
  const place = { start: rows[0]!.start, end: rows.at(-1)!.end };
  const list = notes(marks.toNote(marks.at(place)), marks, t("本表的核对意见"));
  return `<div class="scroll"><table class="plain"${marks.place(place)}>${lines.join("")}</table></div>${list}`;
}
