import type { CompiledStandard, Equation } from "../../standard/compiled";
import type { Table, TableRow, Tables, ValueCell } from "../tables/table";
import { blankTotals, isMendedByGap, type Operands, waysToRead } from "./blanks";
import { type Analysis, type FilledEquation, isBroken, SOUND } from "./equations";
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
  const gaps = new Set<number>();
  for (const row of table.rows) {
    if (row.spec === undefined || row.role === "duplicate") continue;
    rows[row.spec.index] = row;
    for (let i = 0; i < row.values.length; i++) {
      const at = row.spec.index * width + i;
      const reading = row.values[i]!.reading;
      values[at] = operand(reading?.value);
      if (reading?.form === "blank" || reading?.form === "placeholder") gaps.add(at);
    }
  }
  return new NumberedTable(rows, values, gaps, standard.equations[key], width);
}

/** What cannot be a count is unreadable to the equations: its own rule speaks of it. */
function operand(value: number | null | undefined): number {
  return value != null && value >= 0 && Number.isInteger(value) ? value : Number.NaN;
}

class NumberedTable implements TableArithmetic {
  readonly operands: readonly number[];
  readonly analysis: Analysis;
  private readonly totals: ReadonlyMap<number, FilledEquation>;

  constructor(
    private readonly rows: readonly (TableRow | undefined)[],
    readonly values: readonly number[],
    private readonly gaps: ReadonlySet<number>,
    readonly equations: readonly Equation[],
    readonly width: number,
  ) {
    this.totals = blankTotals(values, gaps, equations);
    const [operands, analysis] = this.read();
    this.operands = operands;
    this.analysis = analysis;
  }

  /** No total of numbers is 0: where nothing else explains a blank one, it is not read so. */
  private read(): readonly [readonly number[], Analysis] {
    const { values, gaps, totals, equations } = this;
    const ways = waysToRead(values, gaps, totals.keys(), equations);
    for (const way of ways.slice(0, -1)) {
      const analysis = this.explain(way);
      if (this.isCredible(analysis)) return [way.values, analysis];
    }
    return [values, this.explain(ways.at(-1)!)];
  }

  private explain({ values, areZeros }: Operands): Analysis {
    const { equations, width, gaps } = this;
    // Most tables are sound: only where one is not, what explains it is looked for.
    if (!equations.some((equation) => isBroken(equation, values))) return SOUND;
    const analysis = explain({ values, equations, width });
    if (areZeros) return analysis;
    const open = analysis.open.filter(
      ({ equation, left, right }) => !isMendedByGap(equations, equation, left - right, gaps),
    );
    const isAll = open.length === analysis.open.length;
    return { ...analysis, open, crossing: isAll ? analysis.crossing : undefined };
  }

  /** One number may stand in a row or column whose blank total is a zero; several are totals that were left out. */
  private isCredible({ open, suspects }: Analysis): boolean {
    if (open.some((it) => this.hasBlankTotal(it))) return false;
    const blamed = suspects.filter(({ cell }) => !this.gaps.has(cell));
    return blamed.filter(({ equations }) => equations.some((it) => this.hasBlankTotal(it))).length <= 1;
  }

  private hasBlankTotal({ equation }: FilledEquation): boolean {
    return [...equation.left, ...equation.right].some((cell) => this.totals.has(cell));
  }

  isGap(number: number): boolean {
    return this.gaps.has(number);
  }

  blankTotal(number: number): FilledEquation | undefined {
    return this.totals.get(number);
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
export interface TableArithmetic {
  /** As they are written: NaN where one is blank or unreadable. */
  readonly values: readonly number[];
  /** As the equations read them: with blanks and dashes as 0 where these mean that. */
  readonly operands: readonly number[];
  readonly equations: readonly Equation[];
  /** Cells in a row: cell numbers are row × width + column. */
  readonly width: number;
  readonly analysis: Analysis;
  /** A blank or a dash stands there. */
  isGap(number: number): boolean;
  /** The equation whose left side a blank total beside numbers should be. */
  blankTotal(number: number): FilledEquation | undefined;
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
