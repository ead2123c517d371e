import type { Report } from "../../core/report/report";
import type { Table } from "../../core/report/tables/table";
import type { CompiledStandard } from "../../core/standard/compiled";
import { type GridCell, tableGrid } from "../../core/writing/skeleton";
import { type GridLine, gridOf, Misfit } from "../tables/tableGrid";
import { settleGroups } from "./groupLabels";

/*
 * A standard table in its official form with merged cells, in the words and numbers that are written; what a locality adds
 * stays in its place. The rectangle of `gridOf` says what stands where, the standard which cells of the head are merged,
 * and the blanks of the rectangle which cells of its rows are.
 */

/** The rows of such a table, and how many of them are its head; undefined where something written has no place in them. */
export interface OfficialTable {
  readonly rows: readonly (readonly GridCell[])[];
  readonly heads: number;
}

/** Brings a table into its official form. */
export function officialRows(report: Report, table: Table): OfficialTable | undefined {
  const standard = report.tableStandard;
  const lines = gridOf(report, table);
  if (standard === undefined || lines instanceof Misfit || lines.length === 0) return undefined;
  const width = lines.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (table.key === "disclosure") return { rows: disclosureRows(lines, width), heads: 0 };
  const head = mergedHead(standard, table, lines);
  const body = new LabelledRows(width);
  const labelled = lines.slice(head.length);
  for (const line of table.key === "requests" ? settleGroups(labelled, table, standard) : labelled)
    body.add(line);
  return { rows: [...head, ...body.rows], heads: head.length };
}

/** Of a row's cells the last with something in it; -1 where there is none. */
const lastWritten = (cells: readonly string[]) => cells.findLastIndex((text) => text !== "");

const plain = (text: string, role: GridCell["role"], columns = 1): GridCell => ({
  text,
  columns,
  rows: 1,
  role,
});

/** The head as the standard has it, each cell with what is written in its place. */
function mergedHead(standard: CompiledStandard, { key }: Table, lines: readonly GridLine[]): GridCell[][] {
  const grid = tableGrid(standard, key, () => "");
  const size = grid.findIndex((cells) => cells.some(({ role }) => role !== "column"));
  const taken = lines.slice(0, size).map(({ cells }) => cells.map(() => false));
  return grid.slice(0, size).map((row, at) =>
    row.map((cell) => {
      const from = taken[at]!.indexOf(false);
      for (let down = 0; down < cell.rows; down++) taken[at + down]?.fill(true, from, from + cell.columns);
      return { ...cell, text: lines[at]!.cells[from] ?? "" };
    }),
  );
}

/** Blocks with fewer columns have a wider last one; a caption goes over all. */
function disclosureRows(lines: readonly GridLine[], width: number): GridCell[][] {
  /** Columns of the block. */
  let columns = width;
  return lines.map(({ cells, lead }) => {
    const last = lastWritten(cells);
    if (lead === undefined) {
      columns = last > 0 ? last + 1 : width;
      return widened(cells, last > 0 ? columns : 1, "column");
    }
    const size = Math.max(columns, last + 1);
    return widened(cells, size, "value").map((cell, at) => (at < lead ? { ...cell, role: "row" } : cell));
  });
}

/** So many cells, the last of them over all that follow. */
function widened(cells: readonly string[], size: number, role: GridCell["role"]): GridCell[] {
  const own = cells.slice(0, size).map((text) => plain(text, role));
  own[size - 1] = { ...own[size - 1]!, columns: cells.length - size + 1 };
  return own;
}

/** Rows with groups before their labels: a group goes down as far as it is left blank below. */
class LabelledRows {
  readonly rows: GridCell[][] = [];
  /** By column the group that is open, and where its cell stands. */
  private readonly open: ({ row: GridCell[]; at: number } | undefined)[] = [];

  constructor(private readonly width: number) {}

  add({ cells, lead }: GridLine): void {
    const row: GridCell[] = [];
    this.rows.push(row);
    if (lead === undefined) {
      this.open.length = 0;
      const last = lastWritten(cells);
      row.push(...(last > 0 ? cells.map((text) => plain(text, "column")) : widened(cells, 1, "column")));
      return;
    }
    // Without a label nothing tells how deep the row stands.
    const depth = Math.max(0, lastWritten(cells.slice(0, lead)));
    for (let column = 0; column < depth; column++) this.addGroup(row, column, cells[column]!);
    this.open.length = depth;
    if (lead > 0) row.push(plain(cells[depth]!, "row", lead - depth));
    for (const text of cells.slice(lead, this.width)) row.push(plain(text, "value"));
  }

  private addGroup(row: GridCell[], column: number, text: string): void {
    const open = text === "" ? this.open[column] : undefined;
    if (open !== undefined) {
      const cell = open.row[open.at]!;
      open.row[open.at] = { ...cell, rows: cell.rows + 1 };
      return;
    }
    this.open[column] = { row, at: row.length };
    row.push(plain(text, "group"));
    this.open.length = Math.max(this.open.length, column + 1);
  }
}
