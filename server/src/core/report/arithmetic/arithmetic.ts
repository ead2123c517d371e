import type { CompiledStandard, Equation } from "../../standard/compiled";
import type { Table, TableRow, Tables, ValueCell } from "../tables/table";
import { type Analysis, isBroken, SOUND, type System } from "./equations";
import { explain } from "./explain";

/** Checks the equations of both tables that have some. */
export function checkEquations(tables: Tables, standard: CompiledStandard | undefined): Arithmetic {
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
  const rows = new Array<TableRow | undefined>(specs.length).fill(undefined);
  const values = new Array<number>(specs.length * width).fill(Number.NaN);
  for (const row of table.rows) {
    if (row.spec === undefined || row.role === "duplicate") continue;
    rows[row.spec.index] = row;
    for (let i = 0; i < row.values.length; i++)
      values[row.spec.index * width + i] = operand(row.values[i]!.reading?.value);
  }
  return new NumberedTable(rows, values, standard.equations[key], width);
}

/** What cannot be a count is unreadable to the equations: its own rule speaks of it. */
function operand(value: number | null | undefined): number {
  return value != null && value >= 0 && Number.isInteger(value) ? value : Number.NaN;
}

class NumberedTable implements TableArithmetic {
  readonly analysis: Analysis;

  constructor(
    private readonly rows: readonly (TableRow | undefined)[],
    readonly values: readonly number[],
    readonly equations: readonly Equation[],
    readonly width: number,
  ) {
    // Most tables are sound: only where one is not, the cells that explain it are looked for.
    this.analysis = equations.some((equation) => isBroken(equation, values)) ? explain(this) : SOUND;
  }

  cellAt(number: number): ValueCell | undefined {
    return this.rows[Math.floor(number / this.width)]?.cells[number % this.width];
  }

  numberOf({ row, column }: ValueCell): number {
    const at = row.spec?.index ?? -1;
    return this.rows[at] === row ? at * this.width + column : -1;
  }
}

/** A table's values by number, and what its equations say. */
export interface TableArithmetic extends System {
  readonly analysis: Analysis;
  /** The cell of a number; undefined where the text has none. */
  cellAt(number: number): ValueCell | undefined;
  /** The number of a cell; -1 for a cell of another table, and of a row that comes a second time. */
  numberOf(cell: ValueCell): number;
}

/** The tables with equations, where the text has them. */
export interface Arithmetic {
  readonly requests: TableArithmetic | undefined;
  readonly litigation: TableArithmetic | undefined;
}
