import type { Span } from "../../text/text";
import { rulingFor } from "../ruling";
import { SourceError } from "../source";
import { isWrapBetween } from "../wraps";
import type { Package } from "../zip";
import { cellName, type Merge, readSheet, type Sheet, type SheetCell, type SheetRow } from "./sheet";
import { openWorkbook } from "./workbook";

/*
 * The text of a workbook: sheets one after the other, rows of tables as lines with bars, merged cells as blanks, a blank line
 * around tables, and as lines of their own what people write above, between and below them. Blank rows and columns part
 * tables; how large a sheet says it is does not matter.
 */

/** A line of the text. */
export interface SheetLine extends Span {
  readonly sheet: string;
  /** Where each of its cells starts, and what it is called. */
  readonly cells: readonly { readonly start: number; readonly name: string }[];
}

/** The text of a workbook, and what each of its lines is. */
export interface XlsxText {
  readonly text: string;
  readonly lines: readonly SheetLine[];
}

/** Reads a workbook; throws a {@link SourceError} for what is none. */
export function readXlsx(opened: Package): XlsxText {
  const workbook = openWorkbook(opened);
  const writer = new TextWriter();
  for (const { name, part } of workbook.sheets) {
    const sheet = readSheet(opened, part, workbook);
    writer.enter(name);
    for (const block of blocksOf(sheet)) new BlockReader(sheet, block, writer).read();
  }
  return { text: writer.text, lines: writer.lines };
}

// ── Lines ──

/** No text of a report is so long; what is, was made of cells that repeat. */
const LONGEST_TEXT = 8_000_000;

/** What a cell of a line is called, and its text. */
interface NamedText {
  readonly name: string;
  readonly text: string;
}

class TextWriter {
  text = "";
  readonly lines: SheetLine[] = [];
  private sheet = "";
  private inTable = false;

  enter(sheet: string): void {
    this.leaveTable();
    this.sheet = sheet;
  }

  line({ name, text }: NamedText): void {
    this.leaveTable();
    for (const part of text.split(/[\r\n]+/)) {
      if (part.trim() === "") continue;
      const start = this.text.length;
      this.text += part.trim();
      this.end(start, [{ start, name }]);
    }
  }

  row(cells: readonly NamedText[]): void {
    const isFirst = !this.inTable;
    if (isFirst && this.text !== "" && !this.text.endsWith("\n\n")) this.text += "\n";
    this.inTable = true;
    const start = this.text.length;
    this.text += "|";
    const places = cells.map(({ name, text }) => {
      const at = this.text.length;
      this.text += text === "" ? "  |" : ` ${onOneLine(text)} |`;
      return { start: at, name };
    });
    this.end(start, places);
    if (isFirst) this.text += rulingFor(places.length);
  }

  leaveTable(): void {
    if (this.inTable) this.text += "\n";
    this.inTable = false;
  }

  private end(start: number, cells: SheetLine["cells"]): void {
    this.lines.push({ sheet: this.sheet, start, end: this.text.length, cells });
    this.text += "\n";
    if (this.text.length > LONGEST_TEXT) throw new SourceError("表格太大，不像是年报，没有读");
  }
}

/** A new line inside a cell wraps what is Chinese on both sides of it, and parts anything else. Bars would be borders. */
function onOneLine(text: string): string {
  const lines = text.split(/[\r\n\t]+/).map((line) => line.trim());
  const joined = lines.reduce((all, line) =>
    all === "" || line === "" || isWrapBetween(all.at(-1), line[0]) ? all + line : `${all} ${line}`,
  );
  return joined.replaceAll("|", "\\|");
}

// ── Blocks ──

/** So far a gap is looked through for hidden rows. */
const MOST_HIDDEN = 1000;

/** Rows that no blank row parts. */
function blocksOf(sheet: Sheet): SheetRow[][] {
  const blocks: SheetRow[][] = [];
  let last: SheetRow | undefined;
  let bordered: SheetRow | undefined;
  for (const row of sheet.rows) {
    if (row.cells.every(({ text }) => text === "")) {
      // The one row of values of a table that is not filled in yet.
      if (last !== undefined && row.number === last.number + 1 && row.cells.length > 1) bordered = row;
      continue;
    }
    const before = bordered?.number === (last?.number ?? 0) + 1 ? bordered : undefined;
    if (before !== undefined) blocks.at(-1)!.push(before);
    const above = before ?? last;
    if (above !== undefined && isJoined(above.number, row.number, sheet)) blocks.at(-1)!.push(row);
    else blocks.push([row]);
    last = row;
    bordered = undefined;
  }
  if (bordered !== undefined) blocks.at(-1)?.push(bordered);
  return blocks;
}

/** Whether nothing blank is shown between two rows. */
function isJoined(above: number, below: number, { merges, isHiddenRow }: Sheet): boolean {
  if (merges.some(({ top, bottom }) => top <= above && below <= bottom)) return true;
  if (below - above > MOST_HIDDEN) return false;
  for (let row = above + 1; row < below; row++) if (!isHiddenRow(row)) return false;
  return true;
}

/** Longer texts are no labels. */
const LONGEST_LABEL = 60;
const LONGEST_PLAIN_LABEL = 30;

/** Rows that belong together: lines, and tables between them. */
class BlockReader {
  private readonly hasBorders: boolean;
  private readonly firstFull: number;
  private readonly lastFull: number;

  constructor(
    private readonly sheet: Sheet,
    private readonly rows: readonly SheetRow[],
    private readonly writer: TextWriter,
  ) {
    this.hasBorders = sheet.rows.some(({ cells }) =>
      cells.some((cell) => cell.hasBorder && cell.text !== ""),
    );
    const isFull = ({ cells }: SheetRow) => cells.filter(({ text }) => text !== "").length > 1;
    this.firstFull = rows.findIndex(isFull);
    this.lastFull = rows.findLastIndex(isFull);
  }

  read(): void {
    let table: SheetRow[] = [];
    this.rows.forEach((row, at) => {
      const line = this.proseIn(row, at);
      if (line === undefined) {
        table.push(row);
        return;
      }
      this.writeTables(table);
      table = [];
      this.writer.line({ name: cellName(line.column, row.number), text: line.text });
    });
    this.writeTables(table);
    this.writer.leaveTable();
  }

  /** The one text of a row that is no part of a table: titles, headings and paragraphs stand outside of the borders. */
  private proseIn({ cells, number }: SheetRow, at: number): SheetCell | undefined {
    const [only, ...others] = cells.filter(({ text }) => text !== "");
    if (only === undefined || others.length > 0) return undefined;
    // A label that began above goes on beside it.
    if (this.sheet.merges.some(({ top, bottom }) => top < number && number <= bottom)) return undefined;
    if (only.hasBorder) return only.text.length > LONGEST_LABEL ? only : undefined;
    const isOutside = at < this.firstFull || at > this.lastFull || this.firstFull < 0;
    const isLong = only.text.length > LONGEST_PLAIN_LABEL || /[。；]$/.test(only.text);
    return this.hasBorders || isOutside || isLong || isSectionTitle(only.text) ? only : undefined;
  }

  /** Tables that stand side by side are parted by blank columns. */
  private writeTables(rows: readonly SheetRow[]): void {
    if (rows.length === 0) return;
    for (const columns of this.gridColumnsOf(rows)) {
      for (const { number, cells } of rows) {
        const texts = new Map(cells.map(({ column, text }) => [column, text]));
        const line = columns.map((column) => ({
          name: cellName(column, number),
          text: texts.get(column) ?? "",
        }));
        if (columns.length > 1) this.writer.row(line);
        else this.writer.line(line[0]!);
      }
      this.writer.leaveTable();
    }
  }

  /** The columns of each table: those that have something in them, from the first to the last text. */
  private gridColumnsOf(rows: readonly SheetRow[]): number[][] {
    const taken = new Set<number>();
    let last = 0;
    for (const { cells } of rows)
      for (const { column, text } of cells) {
        taken.add(column);
        if (text !== "") last = Math.max(last, column);
      }
    for (const merge of this.mergesIn(rows))
      for (let column = merge.left; column <= Math.min(merge.right, merge.left + MOST_MERGED); column++)
        if (!this.sheet.isHiddenColumn(column)) taken.add(column);
    const tables: number[][] = [];
    let before = Number.NaN;
    for (const column of [...taken].sort((a, b) => a - b)) {
      if (column > last) break;
      if (this.isNext(before, column)) tables.at(-1)!.push(column);
      else tables.push([column]);
      before = column;
    }
    return tables.filter((columns) =>
      rows.some(({ cells }) => cells.some(({ column, text }) => text !== "" && columns.includes(column))),
    );
  }

  private mergesIn(rows: readonly SheetRow[]): Merge[] {
    const [top, bottom] = [rows[0]!.number, rows.at(-1)!.number];
    return this.sheet.merges.filter((merge) => merge.top <= bottom && merge.bottom >= top);
  }

  /** Whether nothing that is shown stands between two columns. */
  private isNext(before: number, column: number): boolean {
    for (let at = before + 1; at < column; at++) if (!this.sheet.isHiddenColumn(at)) return false;
    return !Number.isNaN(before);
  }
}

/** Of a merged cell so many columns count; more would be nothing but blanks. */
const MOST_MERGED = 200;

/** Headings of sections stand close to their tables. */
function isSectionTitle(text: string): boolean {
  return /^[一二三四五六七八九十]{1,3}、[^\n]{2,30}(?:情况|事项|问题)$/.test(text.trim());
}
