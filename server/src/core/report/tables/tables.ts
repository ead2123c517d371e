import type { RowSpec, Word } from "../../standard/compiled";
import type { Column, TableKey } from "../../standard/schema";
import { type Aligned, align, type Candidate } from "./align";
import { headerCells } from "./headers";
import { isValues, type LabelledCell, type LabelledRows, type Segment } from "./labelled";
import { litigationRows, litigationValues } from "./litigation";
import {
  isRowOf,
  type LogicalRow,
  labelPhrase,
  logicalRows,
  type RowReading,
  wordOf,
  writtenIn,
} from "./logical";
import type { HeaderCell, MissingColumns, Table, TableRow, TableState } from "./table";
import { NO_SHAPE, NO_VALUES, type ReadRows, rowValues, type Shape, toRow } from "./values";

/** What tables are read with. */
export interface TableReading extends Omit<RowReading, "table"> {
  /** Index of the section that an offset lies in, or -1. */
  readonly sectionAt: (offset: number) => number;
}

/** Reads one standard table out of its segment. */
export function readTable(segment: Segment, tables: TableReading): Table {
  const { table } = segment;
  const { rows, standard, sectionAt } = tables;
  const reading: RowReading = { ...tables, table };
  const specs = standard.rows[table];
  const logical = logicalRows(segment, reading);
  const isLitigation = table === "litigation";
  const data = isLitigation ? [] : dataRows(logical, table);
  const values = isLitigation ? litigationValues(logical, reading) : undefined;
  const firstRow = values === undefined ? (data[0] ?? logical.length) : values.row + 1 || logical.length;
  const headers = headerCells(logical, reading, firstRow);
  const state = isLitigation ? "whole" : stateOf(logical, data, reading, valuesBefore(segment.from, rows));
  const read =
    values === undefined
      ? labelledRows(logical, state === "scattered" ? [] : data, reading, headers)
      : litigationRows(values.lines, specs, headers);
  const { start, end } = tableSpan(rows, segment);
  const markers = logical.filter(({ word }) => word?.isMarker).map(({ label }) => labelPhrase(label)!);
  const section = sectionAt(start);
  const { rows: tableRows, missingColumns } = read;
  return {
    key: table,
    state,
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

function labelledRows(
  logical: readonly LogicalRow[],
  found: readonly number[],
  reading: RowReading,
  headers: readonly HeaderCell[],
): ReadRows {
  const { table } = reading;
  const specs = reading.standard.rows[table];
  const { data, aligned } = alignRows(logical, found, table, specs);
  const groups = groupsOf(logical, data, aligned, reading);
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

/** Labels without a value that make a table of which labels and values came apart. */
const FEWEST_APART = 3;

/** How many values stand right in front of a row. */
function valuesBefore(row: number, rows: LabelledRows): number {
  let count = 0;
  for (let at = row - 1; at >= 0; at--) {
    const cells = rows[at];
    if (!isValues(cells)) break;
    count += writtenIn(cells);
  }
  return count;
}

/**
 * Whether the labels have their values. Values that no label has, `before` of them in front of the table, and labels that
 * have none make up one another.
 */
function stateOf(
  logical: readonly LogicalRow[],
  data: readonly number[],
  reading: RowReading,
  before: number,
): TableState {
  const { table } = reading;
  const { byLabel, usual } = reading.standard.widths[table];
  const widthOf = ({ folded }: LogicalRow) => byLabel.get(folded) ?? usual;
  const labelled = data.map((at) => logical[at]!).filter(({ label }) => label.length > 0);
  const bare = labelled.filter(({ lines }) => lines.length === 0);
  if (bare.length === 0) return "whole";
  const own = new Set(labelled);
  const spare = (row: LogicalRow) => row.written - (own.has(row) ? widthOf(row) : 0);
  const loose = logical.reduce((sum, row) => sum + Math.max(0, spare(row)), before);
  if (loose === 0 && bare.length === labelled.length && bare.length >= FEWEST_APART) return "empty";
  const isPiled = labelled.some((row, at) => {
    const above = labelled[at - 1];
    return above?.lines.length === 0 && row.written >= widthOf(row) + widthOf(above);
  });
  return isPiled || (bare.length >= FEWEST_APART && loose >= bare.length) ? "scattered" : "whole";
}

/**
 * Takes the rows for the standard's. Where rows have lost their labels, labels without values stand elsewhere: such rows are
 * told by their place, if each of them has one.
 */
function alignRows(
  logical: readonly LogicalRow[],
  found: readonly number[],
  table: TableKey,
  specs: readonly RowSpec[],
): { data: readonly number[]; aligned: readonly Aligned[] } {
  const read = (data: readonly number[]) => ({
    data,
    aligned: align(
      data.map((at) => candidate(logical[at]!, table)),
      specs,
    ),
  });
  const isNameless = (at: number) => logical[at]!.label.length === 0;
  if (!found.some(isNameless)) return read(found);
  const placed = read(found.filter((at) => logical[at]!.lines.length > 0));
  const isPlaced = placed.data.every((at, i) => !isNameless(at) || placed.aligned[i]!.role === "row");
  return isPlaced ? placed : read(found);
}

/** Rows of the table: labels of a row, and other labels that values follow. */
function dataRows(logical: readonly LogicalRow[], table: TableKey): number[] {
  const data: number[] = [];
  const isEmpty = logical.every(({ written }) => written === 0);
  const filled = new Set<Word | undefined>();
  for (const { word, written } of logical) if (written > 0) filled.add(word);
  for (let at = 0; at < logical.length; at++) {
    const row = logical[at]!;
    const { word, written } = row;
    const isRow = isRowOf(word, table);
    const isHeader =
      word !== undefined && (word.columns.length > 0 || word.groups.length > 0 || word.caption !== undefined);
    // A label alone whose row comes with its values elsewhere heads that row.
    if (isRow && row.lines.length === 0 && filled.has(word)) continue;
    // 总计 and 其他 are columns before the first row and without their number, and rows after it.
    const mayBeRow = data.length > 0 && (isEmpty || blanks(row) > 1 || isNumbered(row));
    const isColumn = isHeader && written === 0 && !mayBeRow;
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

/**
 * The group label at each logical row: the one last seen, or one that is centred in the height of its rows, as programs
 * put it that keep a page's layout. One label a little too low is misplaced; several are the layout, and so is one that
 * stands between the lines of a row.
 */
function groupsOf(
  logical: readonly LogicalRow[],
  data: readonly number[],
  aligned: readonly Aligned[],
  reading: RowReading,
): (string | undefined)[] {
  const groups = groupsBefore(logical, reading);
  const specs = reading.standard.rows[reading.table];
  const groupAt = (at: number) => specs[aligned[at]?.index ?? -1]?.group;
  const centred = logical.flatMap((row, at) => {
    // It stands on a line of its own, or in front of one of its rows.
    const cells = row.lines.length > 0 ? row.before : row.label.slice(0, 1);
    const cell = cells.find((cell) => groupLabel(cell, reading) !== undefined);
    const label = cell && groupLabel(cell, reading);
    if (label === undefined) return [];
    const next = data.findIndex((row) => row >= at);
    let from = next < 0 ? data.length : next;
    let to = from;
    while (groupAt(from - 1) === label) from--;
    while (groupAt(to) === label) to++;
    const [above, below] = [next - from, to - next];
    const cutsRow = (logical[data[next] ?? -1]?.label[0]?.start ?? Infinity) < cell!.start;
    const isCentred = above > 0 && below > 0 && Math.abs(above - below) <= (above + below > 4 ? 2 : 1);
    return isCentred ? [{ label, rows: data.slice(from, next), cutsRow }] : [];
  });
  if (centred.length === 1 && !centred[0]!.cutsRow) return groups;
  for (const { label, rows } of centred) for (const at of rows) groups[at] = label;
  return groups;
}

function groupLabel(cell: LabelledCell, reading: RowReading): string | undefined {
  return wordOf(cell, reading)?.groups.find(({ table }) => table === reading.table)?.label;
}

/** The group label last seen at each logical row. */
function groupsBefore(logical: readonly LogicalRow[], reading: RowReading): (string | undefined)[] {
  let current: string | undefined;
  const see = (cell: LabelledCell) => {
    current = groupLabel(cell, reading) ?? current;
  };
  return logical.map(({ before, label, written }) => {
    before.forEach(see);
    if (written === 0) label.forEach(see);
    return current;
  });
}

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

function rowSpan(row: LogicalRow): { start: number; end: number } {
  const first = row.label[0] ?? row.lines[0]?.[0];
  let end = row.label.at(-1)?.end ?? 0;
  for (const line of row.lines) for (const cell of line) if (cell.text !== "") end = Math.max(end, cell.end);
  const start = first?.start ?? 0;
  return { start, end: Math.max(start, end) };
}
