import type { RowSpec } from "../../standard/compiled";
import { fold } from "../../text/normalise";
import type { LabelledCell } from "./labelled";
import { type LogicalRow, type RowReading, wordOf } from "./logical";
import type { HeaderCell } from "./table";
import { NO_SHAPE, NO_VALUES, type ReadRows, rowValues, toRow } from "./values";

/*
 * The litigation table: one row of values for all groups. Converters that cannot merge headers write it as a table or a row
 * for each group, or turned on its side.
 */

/** The values of the table, line by line, and the last logical row that has some; -1 where none has. */
interface LitigationValues {
  readonly row: number;
  readonly lines: LogicalRow["lines"];
}

/** Finds the values among all that is written in the table. */
export function litigationValues(logical: readonly LogicalRow[], reading: RowReading): LitigationValues {
  const specs = reading.standard.rows.litigation;
  const columns = specs[0]!.columns.length;
  const width = columns * specs.length;
  const written: number[] = [];
  for (let at = 0; at < logical.length; at++) if (logical[at]!.written > 0) written.push(at);
  // A line of scanned headers may have as many cells, but not as many numbers.
  const whole = written.find((at) => {
    const window = windowOf(logical[at]!, width);
    return window !== undefined && window.filter(({ reading }) => reading?.value != null).length * 2 > width;
  });
  if (whole !== undefined) return { row: whole, lines: logical[whole]!.lines };
  const parts = byGroup(logical, written, specs) ?? byColumn(logical, written, specs, reading);
  if (parts !== undefined) return { row: written.at(-1)!, lines: [parts] };
  const last =
    written.at(-1) ?? logical.findLastIndex((row) => row.lines.some((line) => line.length >= width));
  return { row: last, lines: logical[last]?.lines ?? [] };
}

function windowOf({ lines }: LogicalRow, width: number): readonly LabelledCell[] | undefined {
  const all = lines.length > 1 ? [lines.flat()] : lines;
  return rowValues({ label: [], lines: all }, width, NO_SHAPE).window;
}

/** A row for each group: in the order of their names where all are named, else in the standard's. */
function byGroup(
  logical: readonly LogicalRow[],
  written: readonly number[],
  specs: readonly RowSpec[],
): readonly LabelledCell[] | undefined {
  const columns = specs[0]!.columns.length;
  const parts = written.flatMap((at, i) => {
    const window = windowOf(logical[at]!, columns);
    const from = (written[i - 1] ?? -1) + 1;
    if (window !== undefined) return [{ window, name: groupNamed(logical.slice(from, at + 1), specs) }];
    // 行政诉讼 as one table, with both of its groups side by side.
    const both = windowOf(logical[at]!, columns * 2);
    if (both === undefined) return [];
    return [both.slice(0, columns), both.slice(columns)].map((half) => ({ window: half, name: -1 }));
  });
  if (parts.length !== specs.length) return undefined;
  const names = new Set(parts.map(({ name }) => name));
  const isNamed = names.size === specs.length && !names.has(-1);
  if (isNamed) parts.sort((a, b) => a.name - b.name);
  // Where names speak against the order, nobody can tell whose values these are.
  else if (parts.some(({ name }, at) => name >= 0 && name !== at)) return undefined;
  return parts.flatMap(({ window }) => window);
}

/** Index of the group that the rows name, or -1. */
function groupNamed(rows: readonly LogicalRow[], specs: readonly RowSpec[]): number {
  const cells = rows.flatMap(({ before, label }) => [...before, ...label]);
  const text = fold(cells.map((cell) => cell.text).join(""));
  return specs.findLastIndex(({ folded }) => text.includes(folded));
}

/** A row for each column, with a value for each group. */
function byColumn(
  logical: readonly LogicalRow[],
  written: readonly number[],
  specs: readonly RowSpec[],
  reading: RowReading,
): readonly LabelledCell[] | undefined {
  const [first] = specs;
  const found = first!.columns.map(({ label }) => {
    const named = written.filter((at) => {
      const last = logical[at]!.label.at(-1);
      const columns = last === undefined ? [] : (wordOf(last, reading)?.columns ?? []);
      return columns.some((column) => column.table === "litigation" && column.label === label);
    });
    return named.length === 1 ? windowOf(logical[named[0]!]!, specs.length) : undefined;
  });
  if (found.includes(undefined)) return undefined;
  return specs.flatMap((_, group) => found.map((window) => window![group]!));
}

/** One row a group. */
export function litigationRows(
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
