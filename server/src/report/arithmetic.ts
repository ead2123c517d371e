import type { CompiledStandard } from "../standard/compile";
import { analyse } from "./equations";
import type { Report, Table, TableArithmetic, ValueCell } from "./report";

/** Checks the equations of both tables that have some. */
export function checkEquations(
  tables: Report["tables"],
  standard: CompiledStandard | undefined,
): Report["arithmetic"] {
  return {
    requests: standard && tables.requests && tableArithmetic(tables.requests, "requests", standard),
    litigation: standard && tables.litigation && tableArithmetic(tables.litigation, "litigation", standard),
  };
}

function tableArithmetic(
  table: Table,
  key: "requests" | "litigation",
  standard: CompiledStandard,
): TableArithmetic {
  const specs = standard.rows[key];
  const width = specs[0]!.columns.length;
  const cells: (ValueCell | undefined)[] = new Array(specs.length * width).fill(undefined);
  const values: number[] = new Array(specs.length * width).fill(Number.NaN);
  const rowAt = standard.rowNumbers[key];
  for (const row of table.rows) {
    if (row.key === undefined || row.role === "duplicate") continue;
    const start = rowAt.get(row.key)! * width;
    for (let i = 0; i < row.cells.length; i++) {
      const cell = row.cells[i];
      cells[start + i] = cell;
      values[start + i] = operand(cell);
    }
  }
  return { cells, values, width, analysis: analyse({ values, equations: standard.equations[key], width }) };
}

/** What cannot be a count is unreadable to the equations: its own rule speaks of it. */
function operand(cell: ValueCell | undefined): number {
  const value = cell?.value ?? Number.NaN;
  return value >= 0 && Number.isInteger(value) ? value : Number.NaN;
}
