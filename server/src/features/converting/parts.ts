import type { Cell, Row } from "../../core/document/document";
import { tablesOf } from "../../core/report/describe";
import { agencyName } from "../../core/report/outline/agency";
import type { Section } from "../../core/report/outline/sections";
import { goesOn, type Paragraph } from "../../core/report/prose/prose";
import type { Report } from "../../core/report/report";
import type { Table } from "../../core/report/tables/table";
import type { TableKey } from "../../core/standard/schema";
import { leavesOf } from "../../core/text/phrase";
import type { Span } from "../../core/text/text";
import type { GridCell } from "../../core/writing/skeleton";
import { withoutMarkdown } from "../preview/shownText";
import { type OfficialTable, officialRows } from "./officialRows";

/*
 * A text as what every format can write: title, headings, paragraphs, tables. Everything that is written is in one of them,
 * in the order of the text; standard tables are in their official form, whatever the layout they are written in.
 */

/** A piece of a page, in no format yet. Its text is on one line, and no markup. */
export type PagePart =
  | { readonly kind: "title" | "paragraph" | "signature"; readonly text: string }
  /** The agency above or below the title, the date below it. */
  | { readonly kind: "beside-title"; readonly isAbove: boolean; readonly text: string }
  /** Level 1 is a section's. */
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | ({ readonly kind: "table" } & PageTable);

/** A table of a page. */
export type PageTable = OfficialTable;

/** How a text is taken apart. */
export interface PageOptions {
  /** Marks of emphasis and of lists are no text. */
  readonly isMarkdown: boolean;
  /** Lines are as long as a page is wide, and paragraphs go over several. */
  readonly isWrapped: boolean;
  /** Standard tables that are left in the layout that they are written in. */
  readonly literal?: ReadonlySet<TableKey>;
  /** Headings below the title are paragraphs. */
  readonly isFlat?: boolean;
}

/** The parts of a report, or of any other text. */
export function pageParts(report: Report, options: PageOptions): PagePart[] {
  return new Page(report, options).parts();
}

class Page {
  private readonly found: PagePart[] = [];
  private readonly rows: readonly Row[];
  private readonly paragraphs = new Map<number, Paragraph>();
  private readonly official = new Map<Table, OfficialTable>();

  constructor(
    private readonly report: Report,
    private readonly options: PageOptions,
  ) {
    this.rows = report.document.rows;
    // Of several in a row only one can go on.
    for (const paragraph of report.paragraphs) this.paragraphs.set(paragraph.row, paragraph);
    for (const table of tablesOf(report)) {
      const form =
        options.literal?.has(table.key) || !this.isApart(table) ? undefined : officialRows(report, table);
      if (form !== undefined)
        this.official.set(table, {
          ...form,
          rows: form.rows.map((row) => row.map((cell) => this.shown(cell))),
        });
    }
  }

  parts(): PagePart[] {
    for (let at = 0; at < this.rows.length; ) at = this.take(at);
    return this.found;
  }

  /** Whether a table has its rows for itself, in ordinary characters. */
  private isApart({ start, end }: Table): boolean {
    const { text, source, sections } = this.report;
    const [before, after] = [
      this.rowsIn({ start, end: start + 1 })[0],
      this.rowsIn({ start: end - 1, end })[0],
    ];
    const isWhole = (row: Row | undefined, from: number, to: number) =>
      row === undefined || !/[\p{L}\p{N}]/u.test(text.slice(from, to).replace(TAGS, ""));
    return (
      source.slice(start, end) === text.slice(start, end) &&
      isWhole(before, before?.start ?? 0, start) &&
      isWhole(after, end, after?.end ?? 0) &&
      !sections.some(({ heading }) => overlap(heading, { start, end }))
    );
  }

  private rowsIn(span: Span): Row[] {
    return this.rows.filter((row) => overlap(row, span));
  }

  /** Takes a row, and those that belong with it; gives back the next. */
  private take(at: number): number {
    const row = this.rows[at]!;
    const table = [...this.official.keys()].find((it) => overlap(it, row));
    if (table !== undefined) return this.takeOfficial(table, at);
    const { title } = this.report;
    if (title !== undefined && overlap(title, row)) return this.takeTitle(title, at);
    if (title !== undefined && this.takeBeside(title, at)) return at + 1;
    if (isTableRow(row)) return this.takeTable(at);
    return this.takeLine(at);
  }

  private takeOfficial(table: Table, at: number): number {
    const form = this.official.get(table)!;
    const before = this.found.at(-1);
    // Blank rows above a table are its padding.
    if (before?.kind === "table" && before.rows.every((row) => row.every(({ text }) => text === "")))
      this.found.pop();
    this.found.push({ kind: "table", ...form });
    let next = at;
    while (next < this.rows.length && overlap(this.rows[next]!, table)) next++;
    while (next < this.rows.length && isBlankRow(this.rows[next]!) && !this.rows[next]!.apart) next++;
    return next;
  }

  private takeTitle(title: Span, at: number): number {
    let text = "";
    let next = at;
    for (; next < this.rows.length && overlap(title, this.rows[next]!); next++)
      text = joined(text, this.textOf(this.rows[next]!));
    this.add({ kind: "title", text });
    return next;
  }

  /** Takes a row that belongs with the title, if it does. */
  private takeBeside(title: Span, at: number): boolean {
    const row = this.rows[at]!;
    const isBy = (other: Row | undefined) => other !== undefined && overlap(title, other);
    const isAbove = isBy(this.rows[at + 1]);
    if ((!isAbove && !isBy(this.rows[at - 1])) || row.cells.length > 1) return false;
    const text = this.textOf(row);
    const isDate = !isAbove && DATE_LINE.test(text);
    if (agencyName(text) === undefined && !isDate) return false;
    this.add({ kind: "beside-title", isAbove, text });
    return true;
  }

  /** Consecutive rows of one kind, as they are written; what stands alone between two of them is in the table as well. */
  private takeTable(at: number): number {
    const { kind } = this.rows[at]!;
    let next = at + 1;
    let to = next;
    for (; next < this.rows.length; next++) {
      const row = this.rows[next]!;
      if (row.kind !== kind || row.apart || this.isElsewhere(row)) break;
      if (isTableRow(row)) to = next + 1;
    }
    const rows = this.rows.slice(at, to);
    this.found.push({ kind: "table", rows: this.literalRows(rows), heads: 0 });
    return to;
  }

  private isElsewhere(row: Row): boolean {
    const { sections } = this.report;
    const isHeading = sections.some(({ heading }) => overlap(heading, row));
    return isHeading || [...this.official.keys()].some((table) => overlap(table, row));
  }

  /** Cells that others reach into are blank. A row that is short of cells stays so: it may be a fault. */
  private literalRows(rows: readonly Row[]): GridCell[][] {
    return rows.map(({ cells }) => {
      const line = Array.from({ length: cells.at(-1)!.column + 1 }, () => BLANK);
      for (const cell of cells)
        line[cell.column] = this.shown({
          ...BLANK,
          text: this.written(cell),
          role: cell.reading === undefined || cell.text === "" ? "column" : "value",
        });
      return line;
    });
  }

  /** A cell without what only its layout asks for: a bar inside a cell is written behind a backslash. */
  private shown(cell: GridCell): GridCell {
    const { text } = cell;
    if (this.options.isMarkdown && /[*\\\]]/.test(text)) return { ...cell, text: withoutMarkdown(text) };
    return text.includes("\\|") ? { ...cell, text: text.replaceAll("\\|", "|") } : cell;
  }

  private takeLine(at: number): number {
    const row = this.rows[at]!;
    const { sections, signature } = this.report;
    let text = this.textOf(row);
    let next = at + 1;
    const section = sections.find(({ heading }) => overlap(heading, row));
    if (section !== undefined) {
      this.add(headingOr(text, section));
      return next;
    }
    if (row.start >= signature.start) {
      this.add({ kind: text.length <= LONGEST_SIGNATURE ? "signature" : "paragraph", text });
      return next;
    }
    let paragraph = this.paragraphs.get(at);
    const heading = paragraph?.heading;
    while (this.goesOn(paragraph, next)) {
      text = joined(text, this.textOf(this.rows[next]!));
      paragraph = this.paragraphs.get(next++);
    }
    const isHeading = heading !== undefined && next === at + 1 && heading.end >= (paragraph?.end ?? 0);
    if (isHeading || (row.level > 0 && next === at + 1))
      this.add({ kind: "heading", level: isHeading && heading.level > 1 ? 3 : 2, text });
    else this.add({ kind: "paragraph", text });
    return next;
  }

  private goesOn(paragraph: Paragraph | undefined, next: number): boolean {
    const [row, other] = [this.rows[next], this.paragraphs.get(next)];
    const isWrapped = this.options.isWrapped && this.report.document.format === "text";
    if (!isWrapped || paragraph === undefined || other === undefined || row?.apart) return false;
    return row?.cells.length === 1 && row.level === 0 && !this.isElsewhere(row) && goesOn(paragraph, other);
  }

  private add(part: Exclude<PagePart, { kind: "table" }>): void {
    const isFlat = part.kind === "heading" && this.options.isFlat;
    if (part.text !== "") this.found.push(isFlat ? { kind: "paragraph", text: part.text } : part);
  }

  /** The text of a row that is no table's. */
  private textOf(row: Row): string {
    const { source } = this.report;
    const [first, ...others] = row.cells;
    const text = others.length === 0 ? this.written(first!) : source.slice(row.start, row.end);
    const shown = row.kind === "pipes" ? text.replaceAll("\\|", "|") : text;
    return onOneLine(this.options.isMarkdown ? withoutMarkdown(shown) : shown);
  }

  /** The text of a cell in the characters of the file. */
  private written(cell: Cell): string {
    const { text, source } = this.report;
    if (text === source) return onOneLine(cell.text);
    const parts = leavesOf(cell).map((leaf) =>
      leaf.text === text.slice(leaf.start, leaf.end) ? source.slice(leaf.start, leaf.end) : leaf.text,
    );
    return onOneLine(parts.join(""));
  }
}

/** Agency and date are short; what else stands at the end is a paragraph. */
const LONGEST_SIGNATURE = 40;
/** A date in brackets, or alone. */
const DATE_LINE = /^[（(]?\s{0,3}(?:\d{4}|[〇○零一二三四五六七八九]{4})\s?年[^，。,]{1,12}日\s{0,3}[）)]?$/;
const TAGS = /<[^<>]{0,300}>/g;

const BLANK: GridCell = { text: "", columns: 1, rows: 1, role: "column" };

const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end;
const isTableRow = ({ kind, cells }: Row) => kind !== "line" && cells.length > 1;
const isBlankRow = ({ kind, cells }: Row) => kind !== "line" && cells.every(({ text }) => text === "");

/** A section's heading, or a paragraph that starts with it. */
function headingOr(text: string, { title, inline }: Section): Exclude<PagePart, { kind: "table" }> {
  const isAlone = !inline.before && !inline.after && text.endsWith(title.text);
  return isAlone ? { kind: "heading", level: 1, text } : { kind: "paragraph", text };
}

/** Two lines as one: between Chinese characters and marks a line end is no blank. */
function joined(before: string, after: string): string {
  return /[\x21-\x7e]$/.test(before) && /^[\x21-\x7e]/.test(after) ? `${before} ${after}` : before + after;
}

function onOneLine(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .reduce(joined);
}
