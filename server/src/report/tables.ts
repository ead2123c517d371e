import { fold } from "../normalise";
import type { CompiledStandard, RowSpec } from "../standard/compile";
import { splitNumber } from "../standard/compile";
import type { Column, TableKey } from "../standard/schema";
import type { Phrase } from "../text";
import { TEXT } from "../value";
import { type Aligned, align, type Candidate } from "./align";
import { type LogicalRow, labelPhrase, logicalRows } from "./logical";
import { placeOrdinal } from "./ordinal";
import type { HeaderCell, LabelMatch, Ordinal, Table, TableRow, ValueCell } from "./report";
import { offsetIn, partOf } from "./sections";
import { distanceWithin } from "./similar";
import type { Segment, Token, TokenRows } from "./tokens";

/** What tables are read with. */
export interface Reading {
  readonly rows: TokenRows;
  readonly standards: readonly CompiledStandard[];
  /** Index of the standard to read by. */
  readonly at: number;
  /** Index of the section that an offset lies in, or -1. */
  readonly sectionAt: (offset: number) => number;
}

/** Reads one standard table out of its segment. */
export function readTable(segment: Segment, reading: Reading): Table {
  const standard = reading.standards[reading.at]!;
  const specs = standard.rows[segment.table];
  const widths = new Map(specs.map((spec) => [spec.folded, spec.columns.length]));
  const usual =
    segment.table === "litigation"
      ? specs.length * specs[0]!.columns.length
      : Math.max(...specs.map((spec) => spec.columns.length));
  const width = (folded: string) => widths.get(folded) ?? usual;
  const logical = logicalRows(reading.rows, segment, reading.standards, reading.at, width);
  const rows =
    segment.table === "litigation"
      ? litigationRows(logical, specs)
      : labelledRows(logical, segment.table, specs, standard);
  const headers = headerCells(
    logical,
    segment.table,
    standard,
    rows.table.length > 0 ? rows.firstRow : logical.length,
  );
  const span = tableSpan(reading.rows, segment);
  return {
    key: segment.table,
    ...span,
    rows: rows.table,
    headers,
    missingColumns: missingColumns(rows.missing, headers, specs),
    columnsMissing: rows.missing,
    section: reading.sectionAt(span.start),
  };
}

function tableSpan(rows: TokenRows, segment: Segment): { start: number; end: number } {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (let at = segment.from; at < segment.to; at++) {
    for (const { cell } of rows[at] ?? []) {
      if (cell.text === "") continue;
      start = Math.min(start, cell.start);
      end = Math.max(end, cell.end);
    }
  }
  return { start, end };
}

// ── Tables with a label in each row ──

interface ReadRows {
  readonly table: TableRow[];
  /** Place of the first row among the logical rows: what stands before it are headers. */
  readonly firstRow: number;
  /** How many value columns most rows are short of. */
  readonly missing: number;
}

function labelledRows(
  logical: readonly LogicalRow[],
  table: TableKey,
  specs: readonly RowSpec[],
  standard: CompiledStandard,
): ReadRows {
  const data = dataRows(logical, table);
  const candidates = data.map((at) => candidate(logical[at]!, table));
  const aligned = align(candidates, specs);
  const groups = groupsBefore(logical, table, standard);
  const shape = columnShape(
    data.map((at) => logical[at]!),
    aligned,
    specs,
  );
  const rows = data.map((at, i) => tableRow(logical[at]!, aligned[i]!, specs, groups[at], shape));
  return { table: rows, firstRow: data[0] ?? logical.length, missing: shape.missing };
}

/** Rows of the table: labels of a row, and other labels that values follow. */
function dataRows(logical: readonly LogicalRow[], table: TableKey): number[] {
  const data: number[] = [];
  logical.forEach((row, at) => {
    const isRow = row.word?.rows.some((entry) => entry.table === table) ?? false;
    const isHeader =
      row.word !== undefined &&
      (row.word.columns.length > 0 || row.word.groups.length > 0 || row.word.caption !== undefined);
    const values = written(row);
    // 总计 and 其他 are columns before the first row, and rows after it.
    if (isRow && !(isHeader && values === 0 && (data.length === 0 || blanks(row) < 2))) data.push(at);
    else if (!isRow && !isHeader && values > 0) data.push(at);
  });
  return data;
}

function written(row: LogicalRow): number {
  let count = 0;
  for (const line of row.lines) for (const token of line) if (token.cell.text !== "") count++;
  return count;
}

function blanks(row: LogicalRow): number {
  let count = 0;
  for (const line of row.lines) for (const token of line) if (token.cell.text === "") count++;
  return count;
}

function candidate(row: LogicalRow, table: TableKey): Candidate {
  const entry = row.word?.rows.find((found) => found.table === table);
  return {
    folded: row.folded,
    ordinal: row.label[0]?.ordinal?.value,
    index: entry?.index ?? -1,
    match: entry?.match ?? "exact",
  };
}

/** The group label last seen at each logical row. */
function groupsBefore(
  logical: readonly LogicalRow[],
  table: TableKey,
  standard: CompiledStandard,
): (string | undefined)[] {
  let current: string | undefined;
  return logical.map((row) => {
    for (const token of [...row.before, ...(written(row) === 0 ? row.label : [])]) {
      const label = standard.words.get(token.folded)?.groups.find((group) => group.table === table)?.label;
      if (label !== undefined) current = label;
    }
    return current;
  });
}

/** Where the values of most rows stand. */
interface Shape {
  /** Grid column of the first value, or -1 where rows disagree. */
  readonly first: number;
  readonly missing: number;
}

function columnShape(
  rows: readonly LogicalRow[],
  aligned: readonly Aligned[],
  specs: readonly RowSpec[],
): Shape {
  const firsts = new Map<number, number>();
  const short = new Map<number, number>();
  let counted = 0;
  rows.forEach((row, i) => {
    const spec = specs[aligned[i]!.index];
    if (spec === undefined || row.lines.length === 0) return;
    const line = trimBlanks(row.lines[0]!);
    const width = spec.columns.length;
    const filled = line.filter((token) => token.cell.text !== "").length;
    counted++;
    if (filled === width && line.length === width) {
      const { column } = line[0]!.cell;
      firsts.set(column, (firsts.get(column) ?? 0) + 1);
    } else if (filled < width && filled > 0 && filled === line.length && row.lines[0]!.length < width) {
      short.set(width - filled, (short.get(width - filled) ?? 0) + 1);
    }
  });
  const [first, votes] = most(firsts);
  const [missing, lacking] = most(short);
  return { first: votes * 2 > counted ? first : -1, missing: lacking * 2 > counted ? missing : 0 };
}

function most(counts: ReadonlyMap<number, number>): [number, number] {
  let best: [number, number] = [0, 0];
  for (const entry of counts) if (entry[1] > best[1]) best = entry;
  return best;
}

function trimBlanks(line: readonly Token[]): readonly Token[] {
  let from = 0;
  let to = line.length;
  while (from < to && line[from]!.cell.text === "") from++;
  while (to > from && line[to - 1]!.cell.text === "") to--;
  return line.slice(from, to);
}

function tableRow(
  row: LogicalRow,
  aligned: Aligned,
  specs: readonly RowSpec[],
  group: string | undefined,
  shape: Shape,
): TableRow {
  const spec = aligned.index < 0 ? undefined : specs[aligned.index];
  const phrase = labelPhrase(row.label);
  const leading = phrase && row.label[0]!.ordinal;
  const ordinal = leading && phrase && inPhrase(phrase, placeOrdinal(leading, phrase.text, 0));
  const label = phrase && (leading ? partOf(phrase, leading.after, phrase.text.length) : phrase);
  const values =
    spec === undefined ? undefined : rowValues(row.lines, spec.columns.length - shape.missing, shape.first);
  const draft = {
    key: spec?.key,
    path: spec?.path,
    label,
    ordinal,
    match: aligned.match,
    role: aligned.role,
    group,
    excess: values?.excess,
    cells: [] as (ValueCell | undefined)[],
    ...rowSpan(row),
  };
  if (spec !== undefined && values?.window !== undefined && shape.missing === 0)
    draft.cells = toCells(values.window, spec, draft);
  return draft;
}

function rowSpan(row: LogicalRow): { start: number; end: number } {
  const first = row.label[0]?.cell ?? row.lines[0]?.[0]?.cell;
  let end = row.label.at(-1)?.cell.end ?? 0;
  for (const line of row.lines)
    for (const { cell } of line) if (cell.text !== "") end = Math.max(end, cell.end);
  const start = first?.start ?? 0;
  return { start, end: Math.max(start, end) };
}

function inPhrase(phrase: Phrase, ordinal: Ordinal): Ordinal {
  return { ...ordinal, start: offsetIn(phrase, ordinal.start), end: offsetIn(phrase, ordinal.end - 1) + 1 };
}

interface RowValues {
  /** As many cells as the row has columns. */
  readonly window: readonly Token[] | undefined;
  /** What is written instead, where it cannot be told which column it belongs to. */
  readonly excess: readonly Phrase[] | undefined;
}

/** The value cells of a row: the cells after its label, less the padding that evens out rows of other widths. */
export function rowValues(lines: readonly (readonly Token[])[], width: number, first: number): RowValues {
  const windows: (readonly Token[])[] = [];
  let longest: readonly Token[] = [];
  for (const line of lines) {
    const window = valueWindow(line, width, first);
    if (window !== undefined) windows.push(window);
    if (window === undefined || longest.length === 0) longest = line;
  }
  const failed = lines.length > windows.length && windows.length === 0;
  if (failed || windows.length === 0) {
    return {
      window: undefined,
      excess: longest.filter(({ cell }) => cell.text !== "").map(({ cell }) => cell),
    };
  }
  return { window: windows.reduce(mergeLines), excess: undefined };
}

/**
 * Two lines of one wrapped row: a cell is where it is written. Written twice alike it is read once; written twice and
 * once unreadable, it is the unreadable one that must be looked at.
 */
function mergeLines(above: readonly Token[], below: readonly Token[]): readonly Token[] {
  return above.map((token, i) => {
    const other = below[i]!;
    if (token.cell.text === "") return other;
    return other.cell.text !== "" && other.reading?.value == null ? other : token;
  });
}

function valueWindow(line: readonly Token[], width: number, first: number): readonly Token[] | undefined {
  if (line.length === width) return line;
  if (line.length < width) return undefined;
  if (first >= 0) {
    const from = line.findIndex(({ cell }) => cell.column === first);
    if (from >= 0 && from + width <= line.length && onlyBlanksOutside(line, from, from + width))
      return line.slice(from, from + width);
  }
  if (onlyBlanksOutside(line, 0, width)) return line.slice(0, width);
  let to = line.length;
  while (to > width && line[to - 1]!.cell.text === "") to--;
  let from = 0;
  while (to - from > width && line[from]!.cell.text === "") from++;
  return to - from === width ? line.slice(from, to) : undefined;
}

function onlyBlanksOutside(line: readonly Token[], from: number, to: number): boolean {
  for (let i = 0; i < line.length; i++) if ((i < from || i >= to) && line[i]!.cell.text !== "") return false;
  return true;
}

function toCells(window: readonly Token[], spec: RowSpec, row: TableRow): ValueCell[] {
  return window.map(({ cell, reading }, column) => {
    const { value, form } = reading ?? TEXT;
    return {
      text: cell.text,
      start: cell.start,
      end: cell.end,
      pieces: cell.pieces,
      key: spec.cellKeys[column]!,
      value,
      form,
      row,
      column,
    };
  });
}

// ── The litigation table: one row of values for all groups ──

function litigationRows(logical: readonly LogicalRow[], specs: readonly RowSpec[]): ReadRows {
  const columns = specs[0]!.columns.length;
  const width = columns * specs.length;
  const last = logical.findLastIndex((row) => written(row) > 0);
  const lines = last < 0 ? [] : logical[last]!.lines;
  const all = lines.length > 1 ? [lines.flat()] : lines;
  const values = rowValues(all, width, -1);
  const first = all[0]?.[0]?.cell;
  const excess = all.length === 0 ? [] : values.excess;
  const table = specs.map((spec, group) => {
    const window = values.window?.slice(group * columns, (group + 1) * columns);
    const row = {
      key: spec.key,
      path: spec.path,
      label: undefined,
      ordinal: undefined,
      match: "exact" as const,
      role: "row" as const,
      group: spec.group,
      excess: group === 0 ? excess : undefined,
      cells: [] as ValueCell[],
      start: window?.[0]?.cell.start ?? first?.start ?? 0,
      end: window?.at(-1)?.cell.end ?? first?.end ?? 0,
    };
    if (window !== undefined) row.cells = toCells(window, spec, row);
    return row;
  });
  return { table, firstRow: last < 0 ? logical.length : last + 1, missing: 0 };
}

// ── Headers ──

/** Group cells and column headers: those known, and those with a slip where the known one is absent. */
function headerCells(
  logical: readonly LogicalRow[],
  table: TableKey,
  standard: CompiledStandard,
  firstRow: number,
): HeaderCell[] {
  const found: HeaderCell[] = [];
  const unknown: { token: Token; isHead: boolean }[] = [];
  logical.forEach((row, at) => {
    const isHead = at < firstRow || written(row) === 0;
    const add = (token: Token) => {
      const word = standard.words.get(token.folded);
      const column = isHead ? word?.columns.find((entry) => entry.table === table) : undefined;
      const group = word?.groups.find((entry) => entry.table === table);
      if (group !== undefined) found.push(headerCell(token, "group", group.label, "exact"));
      else if (column !== undefined) found.push(headerCell(token, "column", column.label, column.match));
      else if (word === undefined && token.reading === undefined) unknown.push({ token, isHead });
    };
    row.before.forEach(add);
    if (written(row) === 0 && row.label.length === 1) add(row.label[0]!);
    else if (written(row) === 0 && row.label.length > 1 && isHead) addJoined(row, table, found);
  });
  if (unknown.length > 0) addSlips(unknown, table, standard, found);
  return found;
}

function addJoined(row: LogicalRow, table: TableKey, found: HeaderCell[]): void {
  const phrase = labelPhrase(row.label)!;
  const column = row.word?.columns.find((entry) => entry.table === table);
  if (column !== undefined)
    found.push({ phrase, kind: "column", label: column.label, match: column.match, ordinal: undefined });
}

function headerCell(token: Token, kind: HeaderCell["kind"], label: string, match: LabelMatch): HeaderCell {
  const { cell, ordinal } = token;
  return {
    phrase: ordinal === undefined ? cell : partOf(cell, ordinal.after, cell.text.length),
    kind,
    label,
    match,
    ordinal: ordinal && inPhrase(cell, placeOrdinal(ordinal, cell.text, 0)),
  };
}

/**
 * Headers that are a slip away from an absent one. Where fewer than half of the headers are readable the table is the
 * work of a scanner, and nothing is said of its headers.
 */
function addSlips(
  unknown: readonly { token: Token; isHead: boolean }[],
  table: TableKey,
  standard: CompiledStandard,
  found: HeaderCell[],
): void {
  const expected = expectedHeaders(table, standard);
  const known = new Set(found.map((header) => header.label));
  const absent = expected.filter(({ label }) => !known.has(label));
  if (absent.length * 2 > expected.length) return;
  for (const { token, isHead } of unknown) {
    const slip = absent.find((header) => (isHead || header.kind === "group") && isHeaderSlip(token, header));
    if (slip === undefined) continue;
    found.push(headerCell(token, slip.kind, slip.label, "similar"));
    absent.splice(absent.indexOf(slip), 1);
  }
}

interface ExpectedHeader {
  readonly kind: HeaderCell["kind"];
  readonly label: string;
  readonly folded: string;
  readonly ordinal: number | undefined;
}

function expectedHeaders(table: TableKey, standard: CompiledStandard): ExpectedHeader[] {
  const columns = new Map<string, Column>();
  for (const row of standard.rows[table]) for (const column of row.columns) columns.set(column.label, column);
  const groups = table === "requests" ? standard.groups : litigationGroups(table, standard);
  const headers = new Set<string>();
  for (const { group } of columns.values()) if (group !== undefined) headers.add(group);
  return [
    ...[...columns.keys()].map((label) => ({
      kind: "column" as const,
      label,
      folded: fold(label),
      ordinal: undefined,
    })),
    ...[...headers].map((label) => ({
      kind: "group" as const,
      label,
      folded: fold(label),
      ordinal: undefined,
    })),
    ...groups.map(({ label, folded, ordinal }) => ({ kind: "group" as const, label, folded, ordinal })),
  ];
}

function litigationGroups(
  table: TableKey,
  standard: CompiledStandard,
): { label: string; folded: string; ordinal: number | undefined }[] {
  if (table !== "litigation") return [];
  const labels = new Set(
    standard.standard.tables.litigation.groups.flatMap((group) => [...group.within, group.label]),
  );
  return [...labels].map((label) => ({ label, folded: fold(label), ordinal: undefined }));
}

/** One edit; without a number only in labels long enough, and never into a label that is another one. */
function isHeaderSlip(token: Token, header: ExpectedHeader): boolean {
  const { folded } = token;
  if (folded.length < 3 || folded.length < header.folded.length - (header.folded.length >= 7 ? 2 : 0))
    return false;
  if (header.ordinal !== undefined && token.ordinal?.value !== header.ordinal) return false;
  const most = header.folded.length >= 7 ? 2 : 1;
  return distanceWithin(folded, header.folded, most) <= most;
}

/** Labels of the columns that a table lacks, as far as its headers tell. */
function missingColumns(
  missing: number,
  headers: readonly HeaderCell[],
  specs: readonly RowSpec[],
): string[] {
  if (missing === 0) return [];
  const known = new Set(headers.filter((header) => header.kind === "column").map((header) => header.label));
  return specs[0]!.columns.map((column) => column.label).filter((label) => !known.has(label));
}

/** The standard's label without its number. */
export function plainLabel(label: string): string {
  return splitNumber(label).label;
}
