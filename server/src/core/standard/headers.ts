import { fold } from "../text/normalise";
import type { CompiledStandard, ExpectedHeader, RowSpec } from "./compiled";
import type { Column, Standard, TableKey } from "./schema";

type Groups = CompiledStandard["groups"];

/** The headers of each table, as often as they come. */
export function expectedHeaders(
  standard: Standard,
  rows: CompiledStandard["rows"],
  groups: Groups,
): { readonly [K in TableKey]: readonly ExpectedHeader[] } {
  const litigation = new Set(
    standard.tables.litigation.groups.flatMap((group) => [...group.within, group.label]),
  );
  return {
    disclosure: columnHeaders(blockColumns(rows.disclosure)),
    requests: [
      ...columnHeaders(standard.tables.requests.columns),
      ...groups.map(({ label, folded, ordinal }) => ({ kind: "group" as const, label, folded, ordinal })),
    ],
    litigation: [
      ...columnHeaders(rows.litigation.flatMap((row) => row.columns)),
      ...[...litigation].map((label) => header("group", label)),
    ],
  };
}

function columnHeaders(columns: readonly Column[]): ExpectedHeader[] {
  const above = new Set(columns.flatMap(({ group }) => group ?? []));
  return [
    ...columns.map(({ label }) => header("column", label)),
    ...[...above].map((label) => header("group", label)),
  ];
}

/** Fewer columns side by side do not tell by their places what one of them is. */
const FEWEST_COLUMNS = 3;

/** Columns that stand side by side: those of a block, and those under one header of several. */
export function columnRows(specs: readonly RowSpec[]): (readonly ExpectedHeader[])[] {
  const rows = new Set<readonly Column[]>(specs.map(({ columns }) => columns));
  for (const columns of [...rows]) rows.add(columns.filter(({ group }) => group !== undefined));
  return [...rows]
    .filter(({ length }) => length >= FEWEST_COLUMNS)
    .map((columns) => columns.map(({ label }) => header("column", label)));
}

/** The columns of each block once. */
function blockColumns(rows: readonly RowSpec[]): readonly Column[] {
  return rows.flatMap((row, at) => (row.columns === rows[at - 1]?.columns ? [] : row.columns));
}

function header(kind: ExpectedHeader["kind"], label: string): ExpectedHeader {
  return { kind, label, folded: fold(label), ordinal: undefined };
}
