import type { CompiledStandard, ExpectedHeader, Word } from "../../standard/compiled";
import type { TableKey } from "../../standard/schema";
import { ordinalIn } from "../../text/ordinal";
import { partOf } from "../../text/phrase";
import { distanceWithin } from "../../text/similar";
import type { Phrase } from "../../text/text";
import type { LabelMatch } from "./align";
import type { LabelledCell } from "./labelled";
import { type LogicalRow, labelPhrase, type RowReading, wordOf } from "./logical";
import type { HeaderCell } from "./table";

/** A text that is no label of the standard. */
interface Unknown {
  readonly cell: LabelledCell;
  /** It stands where headers do. */
  readonly isHead: boolean;
}

/** A text that stands where headers do, its lines joined. */
interface Head {
  readonly phrase: Phrase;
  readonly folded: string;
  readonly word: Word | undefined;
}

/** Group cells and column headers: those known, and those with a slip where the known one is absent. */
export function headerCells(
  logical: readonly LogicalRow[],
  reading: RowReading,
  firstRow: number,
): HeaderCell[] {
  const { table } = reading;
  const found: HeaderCell[] = [];
  const unknown: Unknown[] = [];
  const heads: Head[] = [];
  for (let at = 0; at < logical.length; at++) {
    const { before, label, folded, word, lines, written } = logical[at]!;
    const isHead = at < firstRow || written === 0;
    // （七）总计 with nothing behind it is a row and no column.
    const isBlankRow = at >= firstRow && (lines.length > 0 || label[0]?.label.ordinal !== undefined);
    if (isHead && !isBlankRow) {
      for (let i = 0; i < before.length; i++) heads.push(headOf(before[i]!, reading));
      const phrase = labelPhrase(label);
      if (phrase !== undefined) heads.push({ phrase, folded, word });
    }
    for (let i = 0; i < before.length; i++) addHeader(before[i]!, isHead, reading, found, unknown);
    const [first] = label;
    if (first === undefined) continue;
    if (label.length === 1 && (written === 0 || table === "litigation"))
      addHeader(first, isHead, reading, found, unknown);
    else if (written === 0 && isHead) addJoined(label, word, table, found);
  }
  if (unknown.length > 0) addSlips(unknown, table, reading.standard, found);
  addByPlace(heads, reading, found);
  return found;
}

/** What is left of a label cut off. */
const SHORTEST_CUT = 2;

/**
 * A header that has the name of another column of its row, while all others stand in their places, and headers cut off
 * behind the same word: only their places say which columns they are.
 */
function addByPlace(heads: readonly Head[], reading: RowReading, found: HeaderCell[]): void {
  const { table, standard } = reading;
  for (const columns of standard.columnRows[table]) {
    for (let from = 0; from + columns.length <= heads.length; from++) {
      const wrong = wrongColumns(heads, from, columns, table);
      if (wrong.length === 0 || wrong.length === columns.length) continue;
      const isKnown = columns.some(({ label }) => isColumn(heads[from + wrong[0]!]!, label, table));
      const isCut =
        table === "disclosure" &&
        wrong.every((at) => isCutOff(heads[from + at]!, columns[at]!.folded, heads));
      if ((wrong.length === 1 && isKnown) || isCut)
        for (const at of wrong) addPlaced(heads[from + at]!, columns[at]!.label, found);
    }
  }
}

const NONE_WRONG: readonly number[] = [];

/** The columns that the headers from one on do not name, where no more than these may be known by the others' places. */
function wrongColumns(
  heads: readonly Head[],
  from: number,
  columns: readonly ExpectedHeader[],
  table: TableKey,
): readonly number[] {
  let wrong: number[] | undefined;
  for (let at = 0; at < columns.length; at++) {
    const { label, folded } = columns[at]!;
    const head = heads[from + at]!;
    if (isColumn(head, label, table)) continue;
    wrong ??= [];
    wrong.push(at);
    // Two are wrong by their place only where both are the beginnings of their names.
    if (wrong.length > 1 && !folded.startsWith(head.folded)) return NONE_WRONG;
  }
  return wrong ?? NONE_WRONG;
}

function isColumn({ word }: Head, label: string, table: TableKey): boolean {
  return word?.columns.some((entry) => entry.table === table && entry.label === label) === true;
}

function headOf(cell: LabelledCell, reading: RowReading): Head {
  return { phrase: cell, folded: cell.label.folded, word: wordOf(cell, reading) };
}

/** The beginning of a label whose rest stands nowhere: a label wrapped over lines is whole. */
function isCutOff({ folded }: Head, whole: string, heads: readonly Head[]): boolean {
  if (folded.length < SHORTEST_CUT || !whole.startsWith(folded)) return false;
  const rest = whole.slice(folded.length);
  return !heads.some((other) => other.folded !== "" && rest.startsWith(other.folded));
}

function addPlaced({ phrase }: Head, label: string, found: HeaderCell[]): void {
  const at = found.findIndex((header) => header.phrase.start === phrase.start);
  const header: HeaderCell = { phrase, kind: "column", label, match: "position", ordinal: undefined };
  if (at < 0) found.push(header);
  else if (found[at]!.label !== label) found[at] = header;
}

function addHeader(
  cell: LabelledCell,
  isHead: boolean,
  reading: RowReading,
  found: HeaderCell[],
  unknown: Unknown[],
): void {
  const word = wordOf(cell, reading);
  if (word === undefined) {
    if (cell.reading === undefined) unknown.push({ cell, isHead });
    return;
  }
  const { table } = reading;
  const group = word.groups.find((entry) => entry.table === table);
  const column = isHead ? word.columns.find((entry) => entry.table === table) : undefined;
  if (group !== undefined) found.push(headerCell(cell, "group", group.label, "exact"));
  else if (column !== undefined) found.push(headerCell(cell, "column", column.label, column.match));
}

function addJoined(
  label: readonly LabelledCell[],
  word: Word | undefined,
  table: TableKey,
  found: HeaderCell[],
): void {
  const column = word?.columns.find((entry) => entry.table === table);
  if (column === undefined) return;
  const phrase = labelPhrase(label)!;
  found.push({ phrase, kind: "column", label: column.label, match: column.match, ordinal: undefined });
}

function headerCell(
  cell: LabelledCell,
  kind: HeaderCell["kind"],
  label: string,
  match: LabelMatch,
): HeaderCell {
  const { ordinal } = cell.label;
  return {
    phrase: ordinal === undefined ? cell : partOf(cell, ordinal.after, cell.text.length),
    kind,
    label,
    match,
    ordinal: ordinal && ordinalIn(cell, ordinal),
  };
}

/**
 * Headers that are a slip away from an absent one. Where fewer than half of the headers are readable the table is the
 * work of a scanner, and nothing is said of those that no number tells apart.
 */
function addSlips(
  unknown: readonly Unknown[],
  table: TableKey,
  standard: CompiledStandard,
  found: HeaderCell[],
): void {
  const expected = standard.headers[table];
  const absent = [...expected];
  for (const { label } of found) {
    const at = absent.findIndex((header) => header.label === label);
    if (at >= 0) absent.splice(at, 1);
  }
  const isReadable = absent.length * 2 <= expected.length;
  for (const { cell, isHead } of unknown) {
    const slip = absent.find(
      (header) =>
        (isReadable || header.ordinal !== undefined) &&
        (isHead || header.kind === "group" || table === "disclosure") &&
        isHeaderSlip(cell, header),
    );
    if (slip === undefined) continue;
    // Written across lines it was not looked up.
    const match = cell.label.folded === slip.folded ? "exact" : "similar";
    found.push(headerCell(cell, slip.kind, slip.label, match));
    absent.splice(absent.indexOf(slip), 1);
  }
}

/** One edit; without a number only in labels long enough, and never into a label that is another one. */
function isHeaderSlip(cell: LabelledCell, header: ExpectedHeader): boolean {
  const { folded, ordinal } = cell.label;
  if (folded.length < 3 || folded.length < header.folded.length - (header.folded.length >= 7 ? 2 : 0))
    return false;
  if (header.ordinal !== undefined && ordinal?.value !== header.ordinal) return false;
  const most = header.folded.length >= 7 ? 2 : 1;
  return distanceWithin(folded, header.folded, most) <= most;
}
