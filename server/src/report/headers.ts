import type { CompiledStandard } from "../standard/compile";
import type { ExpectedHeader } from "../standard/headers";
import type { TableKey } from "../standard/schema";
import { type LogicalRow, labelPhrase, written } from "./logical";
import { ordinalIn } from "./ordinal";
import { partOf } from "./phrase";
import type { HeaderCell, LabelMatch } from "./report";
import { distanceWithin } from "./similar";
import type { Token } from "./tokens";

/** Group cells and column headers: those known, and those with a slip where the known one is absent. */
export function headerCells(
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
      const word = standard.words.get(token.label.folded);
      const column = isHead ? word?.columns.find((entry) => entry.table === table) : undefined;
      const group = word?.groups.find((entry) => entry.table === table);
      if (group !== undefined) found.push(headerCell(token, "group", group.label, "exact"));
      else if (column !== undefined) found.push(headerCell(token, "column", column.label, column.match));
      else if (word === undefined && token.reading === undefined) unknown.push({ token, isHead });
    };
    row.before.forEach(add);
    const [label] = row.label;
    if (label === undefined) return;
    if (row.label.length === 1 && (written(row) === 0 || table === "litigation")) add(label);
    else if (written(row) === 0 && isHead) addJoined(row, table, found);
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
  const { ordinal } = token.label;
  return {
    phrase: ordinal === undefined ? token : partOf(token, ordinal.after, token.text.length),
    kind,
    label,
    match,
    ordinal: ordinal && ordinalIn(token, ordinal),
  };
}

/**
 * Headers that are a slip away from an absent one. Where fewer than half of the headers are readable the table is the
 * work of a scanner, and nothing is said of those that no number tells apart.
 */
function addSlips(
  unknown: readonly { token: Token; isHead: boolean }[],
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
  for (const { token, isHead } of unknown) {
    const slip = absent.find(
      (header) =>
        (isReadable || header.ordinal !== undefined) &&
        (isHead || header.kind === "group" || table === "disclosure") &&
        isHeaderSlip(token, header),
    );
    if (slip === undefined) continue;
    found.push(headerCell(token, slip.kind, slip.label, "similar"));
    absent.splice(absent.indexOf(slip), 1);
  }
}

/** One edit; without a number only in labels long enough, and never into a label that is another one. */
function isHeaderSlip(token: Token, header: ExpectedHeader): boolean {
  const { folded, ordinal } = token.label;
  if (folded.length < 3 || folded.length < header.folded.length - (header.folded.length >= 7 ? 2 : 0))
    return false;
  if (header.ordinal !== undefined && ordinal?.value !== header.ordinal) return false;
  const most = header.folded.length >= 7 ? 2 : 1;
  return distanceWithin(folded, header.folded, most) <= most;
}
