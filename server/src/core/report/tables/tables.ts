import type { RowSpec, Word } from "../../standard/compiled";
import type { Column, TableKey } from "../../standard/schema";
import { ordinalIn } from "../../text/ordinal";
import { partOf } from "../../text/phrase";
import type { Phrase } from "../../text/text";
import { TEXT } from "../../text/value";
import { type Aligned, align, type Candidate } from "./align";
import { headerCells } from "./headers";
import type { LabelledCell, LabelledRows, Segment } from "./labelled";
import {
  isRowOf,
  type LogicalRow,
  labelPhrase,
  logicalRows,
  type RowReading,
  wordOf,
  writtenIn,
} from "./logical";
import type { HeaderCell, MissingColumns, Table, TableRow, ValueCell } from "./table";

/** What tables are read with. */
export interface TableReading extends Omit<RowReading, "table"> {
  /** Index of the section that an offset lies in, or -1. */
  readonly sectionAt: (offset: number) => number;
}

/** Reads one standard table out of its segment. */
export function readTable(segment: Segment, tables: TableReading): Table {
  const { table } = segment;
  const { rows, standard, at, isApart } = tables;
  const reading: RowReading = { rows, table, standard, at, isApart };
  const specs = standard.rows[table];
  const logical = logicalRows(segment, reading);
  const isLitigation = table === "litigation";
  const data = isLitigation ? [] : dataRows(logical, table);
  const lastValues = isLitigation ? lastWritten(logical, standard.widths[table].usual) : -1;
  const firstRow = isLitigation ? lastValues + 1 || logical.length : (data[0] ?? logical.length);
  const headers = headerCells(logical, reading, firstRow);
  const read = isLitigation
    ? litigationRows(logical[lastValues]?.lines ?? [], specs, headers)
    : labelledRows(logical, data, reading, headers);
  const { start, end } = tableSpan(rows, segment);
  const markers = logical.filter(({ word }) => word?.isMarker).map(({ label }) => labelPhrase(label)!);
  const section = tables.sectionAt(start);
  const { rows: tableRows, missingColumns } = read;
  return {
    key: table,
    start,
    end,
    rows: tableRows,
    missingColumns,
    headers,
    written: logical,
    markers,
    section,
  };
}

/** The last row with values, else the last with as many blanks as a row has values; -1 where there is none. */
function lastWritten(logical: readonly LogicalRow[], width: number): number {
  const last = logical.findLastIndex(({ written }) => written > 0);
  return last >= 0 ? last : logical.findLastIndex((row) => row.lines.some((line) => line.length >= width));
}

function tableSpan(rows: LabelledRows, segment: Segment): { start: number; end: number } {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (let at = segment.from; at < segment.to; at++) {
    for (const cell of rows[at] ?? []) {
      if (cell.text === "") continue;
      start = Math.min(start, cell.start);
      end = Math.max(end, cell.end);
    }
  }
  return { start, end };
}

// ── Tables with a label in each row ──

interface ReadRows {
  readonly rows: TableRow[];
  readonly missingColumns: MissingColumns[];
}

function labelledRows(
  logical: readonly LogicalRow[],
  data: readonly number[],
  reading: RowReading,
  headers: readonly HeaderCell[],
): ReadRows {
  const { table } = reading;
  const specs = reading.standard.rows[table];
  const aligned = align(
    data.map((at) => candidate(logical[at]!, table)),
    specs,
  );
  const groups = groupsBefore(logical, reading);
  const shapes = columnShapes(logical, data, aligned, specs, headers);
  const rows: TableRow[] = [];
  for (let i = 0; i < data.length; i++) {
    const at = data[i]!;
    const spec = specs[aligned[i]!.index];
    const shape = (spec && shapes.get(spec.columns)) ?? NO_SHAPE;
    rows.push(tableRow(logical[at]!, aligned[i]!, spec, groups[at], shape));
  }
  const missingColumns: MissingColumns[] = [];
  for (const [columns, { lacks, absent }] of shapes) {
    const row = lacks === 0 ? undefined : rows.find(({ spec }) => spec?.columns === columns);
    if (row !== undefined)
      missingColumns.push({ count: lacks, labels: absent.length === lacks ? absent : [], row });
  }
  return { rows, missingColumns };
}

/** Rows of the table: labels of a row, and other labels that values follow. */
function dataRows(logical: readonly LogicalRow[], table: TableKey): number[] {
  const data: number[] = [];
  const filled = new Set<Word | undefined>();
  for (const { word, lines } of logical) if (lines.length > 0) filled.add(word);
  for (let at = 0; at < logical.length; at++) {
    const row = logical[at]!;
    const { word, written } = row;
    const isRow = isRowOf(word, table);
    const isHeader =
      word !== undefined && (word.columns.length > 0 || word.groups.length > 0 || word.caption !== undefined);
    // A label alone whose row comes with its values elsewhere heads that row.
    if (isRow && row.lines.length === 0 && filled.has(word)) continue;
    // 总计 and 其他 are columns before the first row and without their number, and rows after it.
    const isColumn = isHeader && written === 0 && (data.length === 0 || (blanks(row) < 2 && !isNumbered(row)));
    if (isRow && !isColumn) data.push(at);
    else if (!isRow && !isHeader && written > 0) data.push(at);
  }
  return data;
}

/** The label has its number in front: （七）总计. */
function isNumbered({ label }: LogicalRow): boolean {
  return label[0]?.label.ordinal !== undefined;
}

function blanks({ lines, written }: LogicalRow): number {
  return lines.reduce((count, line) => count + line.length, 0) - written;
}

function candidate({ word, folded, label }: LogicalRow, table: TableKey): Candidate {
  const entry = word?.rows.find((found) => found.table === table);
  return {
    folded,
    ordinal: label[0]?.label.ordinal?.value,
    index: entry?.index ?? -1,
    match: entry?.match ?? "exact",
  };
}

/** The group label last seen at each logical row. */
function groupsBefore(logical: readonly LogicalRow[], reading: RowReading): (string | undefined)[] {
  let current: string | undefined;
  const see = (cell: LabelledCell) => {
    const label = wordOf(cell, reading)?.groups.find(({ table }) => table === reading.table)?.label;
    if (label !== undefined) current = label;
  };
  return logical.map(({ before, label, written }) => {
    before.forEach(see);
    if (written === 0) label.forEach(see);
    return current;
  });
}

/** Where the values of the rows of a block stand. */
interface Shape {
  /** Grid column of the first value, or -1 where rows disagree. */
  readonly first: number;
  /** Most rows show it, or merged labels do; else only those with a value in every column, all of them alike. */
  readonly isUsual: boolean;
  /** How many value columns most rows are short of. */
  readonly lacks: number;
  /** Labels of columns that no header has. */
  readonly absent: readonly string[];
}

const NO_SHAPE: Shape = { first: -1, isUsual: false, lacks: 0, absent: [] };

/** The shape of each block, that is of all rows with the same columns. */
function columnShapes(
  logical: readonly LogicalRow[],
  data: readonly number[],
  aligned: readonly Aligned[],
  specs: readonly RowSpec[],
  headers: readonly HeaderCell[],
): Map<readonly Column[], Shape> {
  const blocks = new Map<readonly Column[], LogicalRow[]>();
  for (let i = 0; i < data.length; i++) {
    const row = logical[data[i]!]!;
    const spec = specs[aligned[i]!.index];
    if (spec === undefined || row.lines.length === 0) continue;
    const block = blocks.get(spec.columns);
    if (block === undefined) blocks.set(spec.columns, [row]);
    else block.push(row);
  }
  const shapes = new Map<readonly Column[], Shape>();
  for (const [columns, block] of blocks) shapes.set(columns, blockShape(block, columns, headers));
  return shapes;
}

function blockShape(
  rows: readonly LogicalRow[],
  columns: readonly Column[],
  headers: readonly HeaderCell[],
): Shape {
  const width = columns.length;
  const firsts = new Map<number, number>();
  const padded = new Map<number, number>();
  const bare = new Map<number, number>();
  const { length } = rows;
  for (let i = 0; i < length; i++) {
    const line = rows[i]!.lines[0]!;
    const from = firstWritten(line);
    const filled = writtenIn(line);
    // Blanks between values: what stands where cannot be told by counting.
    if (filled === 0 || lastWrittenIn(line) - from + 1 !== filled) continue;
    if (filled === width) count(firsts, line[from]!.column);
    else if (filled < width) {
      count(padded, width - filled);
      if (line.length < width) count(bare, width - filled);
    }
  }
  const [first, votes] = most(firsts);
  const [lacks, padVotes] = most(padded);
  // Rows that pads fill up lack a column only where its header is lacking as well.
  const absent = padVotes * 2 > length ? absentColumns(columns, headers) : [];
  const isLacking =
    padVotes * 2 > length &&
    (absent.length === lacks || most(bare)[1] * 2 > length) &&
    length > (absent.length === lacks ? 0 : 2);
  const isUsual = votes * 2 > length;
  const merged = isUsual ? -1 : behindMergedLabels(rows);
  return {
    first: merged >= 0 ? merged : isUsual || firsts.size === 1 ? first : -1,
    isUsual: isUsual || merged >= 0,
    lacks: isLacking ? lacks : 0,
    absent: isLacking ? absent : [],
  };
}

/** Where labels have blank cells in front, cells are merged, and values start behind the furthest label; else -1. */
function behindMergedLabels(rows: readonly LogicalRow[]): number {
  let furthest = -1;
  let isMerged = false;
  for (const { label, before } of rows) {
    const at = label.at(-1)?.column ?? -1;
    if (at > before.length + label.length - 1) isMerged = true;
    furthest = Math.max(furthest, at);
  }
  return isMerged ? furthest + 1 : -1;
}

function absentColumns(columns: readonly Column[], headers: readonly HeaderCell[]): string[] {
  const known = new Set(headers.filter((header) => header.kind === "column").map((header) => header.label));
  return known.size === 0 ? [] : columns.map((column) => column.label).filter((label) => !known.has(label));
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function most(counts: ReadonlyMap<number, number>): [number, number] {
  let best: [number, number] = [0, 0];
  for (const entry of counts) if (entry[1] > best[1]) best = entry;
  return best;
}

function firstWritten(line: readonly LabelledCell[]): number {
  let at = 0;
  while (at < line.length && line[at]!.text === "") at++;
  return at;
}

function lastWrittenIn(line: readonly LabelledCell[]): number {
  let at = line.length - 1;
  while (at >= 0 && line[at]!.text === "") at--;
  return at;
}

function tableRow(
  row: LogicalRow,
  aligned: Aligned,
  spec: RowSpec | undefined,
  group: string | undefined,
  shape: Shape,
): TableRow {
  const read = spec === undefined ? undefined : rowValues(row, spec.columns.length - shape.lacks, shape);
  const values = shape.lacks === 0 ? (read?.window ?? NO_VALUES) : NO_VALUES;
  const { match, role } = aligned;
  const { start, end } = rowSpan(row);
  return toRow({ spec, match, role, group, values, excess: read?.excess, written: row, start, end });
}

const NO_VALUES: readonly LabelledCell[] = [];

/** What is known of a row before it is put together. */
interface Found
  extends Pick<TableRow, "spec" | "match" | "role" | "group" | "excess" | "written" | "start" | "end"> {
  readonly values: readonly LabelledCell[];
}

function toRow({ spec, match, role, group, values, excess, written, start, end }: Found): TableRow {
  const leading = written?.label[0]?.label.ordinal;
  const phrase = written && labelPhrase(written.label);
  const cells: ValueCell[] = [];
  const row: TableRow = {
    spec,
    key: spec?.key,
    path: spec?.path,
    match,
    role,
    group,
    number: leading?.value,
    label: phrase && leading ? partOf(phrase, leading.after, phrase.text.length) : phrase,
    ordinal: phrase && leading && ordinalIn(phrase, leading),
    values,
    cells,
    excess,
    written,
    start,
    end,
  };
  if (spec !== undefined)
    for (let at = 0; at < values.length; at++) cells.push(valueCell(values[at]!, spec, row, at));
  return row;
}

function valueCell(
  { text, start, end, pieces, reading }: LabelledCell,
  spec: RowSpec,
  row: TableRow,
  column: number,
): ValueCell {
  const { value, form } = reading ?? TEXT;
  return { text, start, end, pieces, key: spec.cellKeys[column]!, value, form, row, column };
}

function rowSpan(row: LogicalRow): { start: number; end: number } {
  const first = row.label[0] ?? row.lines[0]?.[0];
  let end = row.label.at(-1)?.end ?? 0;
  for (const line of row.lines) for (const cell of line) if (cell.text !== "") end = Math.max(end, cell.end);
  const start = first?.start ?? 0;
  return { start, end: Math.max(start, end) };
}

type Written = Pick<LogicalRow, "label" | "lines">;

interface RowValues {
  /** As many cells as the row has columns. */
  readonly window: readonly LabelledCell[] | undefined;
  /** What is written instead, where it cannot be told which column it belongs to. */
  readonly excess: readonly Phrase[] | undefined;
}

/** The value cells of a row: the cells after its label, less the padding that evens out rows of other widths. */
function rowValues({ label, lines }: Written, width: number, shape: Shape): RowValues {
  const labelled = label.at(-1)?.column ?? -1;
  const windows: (readonly LabelledCell[])[] = [];
  for (const line of lines) {
    const window = valueWindow(line, width, shape, labelled);
    if (window !== undefined) windows.push(window);
    else if (line.some(({ text }) => text !== "")) return { window: undefined, excess: writtenCells(line) };
  }
  if (windows.length === 0) return { window: undefined, excess: [] };
  return { window: windows.reduce(mergeLines), excess: undefined };
}

function writtenCells(line: readonly LabelledCell[]): Phrase[] {
  return line.filter(({ text }) => text !== "");
}

/**
 * Two lines of one wrapped row: a cell is where it is written. Written twice alike it is read once; written twice and
 * once unreadable, it is the unreadable one that must be looked at.
 */
function mergeLines(above: readonly LabelledCell[], below: readonly LabelledCell[]): readonly LabelledCell[] {
  return above.map((cell, i) => {
    const other = below[i]!;
    if (cell.text === "") return other.text === "" ? cell : other;
    return other.text !== "" && other.reading?.value == null ? other : cell;
  });
}

function valueWindow(
  line: readonly LabelledCell[],
  width: number,
  { first, isUsual }: Shape,
  labelled: number,
): readonly LabelledCell[] | undefined {
  if (line.length === width) return line;
  if (line.length < width) return undefined;
  // Values across a page break from their label stand behind a blank where the label would.
  const isApart = line[0]!.column <= labelled;
  if (isUsual || isApart) {
    const window = windowAt(line, width, first < 0 ? labelled + 1 : first);
    if (window !== undefined) return window;
  }
  if (onlyBlanksOutside(line, 0, width)) return line.slice(0, width);
  let to = line.length;
  while (to > width && line[to - 1]!.text === "") to--;
  let from = 0;
  while (to - from > width && line[from]!.text === "") from++;
  return to - from === width ? line.slice(from, to) : undefined;
}

/** The cells from that grid column on, where nothing else is written. */
function windowAt(
  line: readonly LabelledCell[],
  width: number,
  first: number,
): readonly LabelledCell[] | undefined {
  const from = line.findIndex(({ column }) => column === first);
  const fits = from >= 0 && from + width <= line.length && onlyBlanksOutside(line, from, from + width);
  return fits ? line.slice(from, from + width) : undefined;
}

function onlyBlanksOutside(line: readonly LabelledCell[], from: number, to: number): boolean {
  for (let i = 0; i < line.length; i++) if ((i < from || i >= to) && line[i]!.text !== "") return false;
  return true;
}

// ── The litigation table: one row of values for all groups ──

function litigationRows(
  lines: LogicalRow["lines"],
  specs: readonly RowSpec[],
  headers: readonly HeaderCell[],
): ReadRows {
  const columns = specs[0]!.columns.length;
  const width = columns * specs.length;
  const all = lines.length > 1 ? [lines.flat()] : lines;
  const values = rowValues({ label: [], lines: all }, width, NO_SHAPE);
  const first = all[0]?.[0];
  const rows = specs.map((spec, group) => {
    const window = values.window?.slice(group * columns, (group + 1) * columns) ?? NO_VALUES;
    const excess = group === 0 ? (all.length === 0 ? [] : values.excess) : undefined;
    const start = window[0]?.start ?? first?.start ?? 0;
    const end = window.at(-1)?.end ?? first?.end ?? 0;
    return toRow({
      spec,
      match: "exact",
      role: "row",
      group: spec.group,
      values: window,
      excess,
      written: undefined,
      start,
      end,
    });
  });
  const written = values.excess?.length ?? width;
  const labels = written > 0 && written < width ? lackingHeaders(specs, headers) : [];
  const isLacking = labels.length > 0 && labels.length === width - written;
  return { rows, missingColumns: isLacking ? [{ count: labels.length, labels, row: rows[0]! }] : [] };
}

/** Column headers that fewer groups have than there are. */
function lackingHeaders(specs: readonly RowSpec[], headers: readonly HeaderCell[]): string[] {
  return specs[0]!.columns.flatMap(({ label }) => {
    const found = headers.reduce(
      (sum, header) => sum + (header.kind === "column" && header.label === label ? 1 : 0),
      0,
    );
    return new Array<string>(Math.max(0, found === 0 ? 0 : specs.length - found)).fill(label);
  });
}
