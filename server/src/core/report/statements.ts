import type { TableArithmetic } from "./arithmetic/arithmetic";
import { describeCell } from "./describe";
import { type Fact, fits, type Reading } from "./prose/facts";
import type { Report } from "./report";
import type { ValueCell } from "./tables/table";

/** Statements of the running text held against the tables. */

/** What a reading comes to. */
export class Sum {
  constructor(
    private readonly report: Report,
    readonly reading: Reading,
    readonly value: number,
    /** The same where the equations say that a number is wrong, with what it should be. */
    readonly solved: number,
  ) {}

  get cells(): readonly ValueCell[] {
    const { tableStandard, arithmetic } = this.report;
    return this.reading.map((key) => {
      const { table, number } = tableStandard!.cellPlaces.get(key)!;
      return arithmetic[table]!.cellAt(number)!;
    });
  }
}

/**
 * What the cells of a reading come to; undefined where one is blank or unreadable, or cannot be relied on: its table is not
 * the year's own, or an equation that it is in is broken for no known reason.
 */
function sumOf(report: Report, reading: Reading): Sum | undefined {
  const { standard, tableStandard, arithmetic } = report;
  if (standard === undefined || standard !== tableStandard) return undefined;
  let total = 0;
  let solved = 0;
  for (const key of reading) {
    const place = standard.cellPlaces.get(key);
    const table = place && arithmetic[place.table];
    if (table === undefined) return undefined;
    const { values, analysis } = table;
    const value = values[place!.number]!;
    if (Number.isNaN(value) || analysis.shift !== undefined || isDoubtful(analysis, place!.number))
      return undefined;
    total += value;
    solved += analysis.suspects.find(({ cell }) => cell === place!.number)?.value ?? value;
  }
  return new Sum(report, reading, total, solved);
}

function isDoubtful({ open, misplacements }: TableArithmetic["analysis"], at: number): boolean {
  return (
    open.some(({ equation }) => equation.left.includes(at) || equation.right.includes(at)) ||
    misplacements.some(({ candidates }) => candidates.flat().some(({ cell }) => cell === at))
  );
}

/** What the table says to each reading of a statement; undefined where one of them cannot be told. */
export function sumsOf(report: Report, readings: readonly Reading[]): Sum[] | undefined {
  const sums: Sum[] = [];
  for (const reading of readings) {
    const sum = sumOf(report, reading);
    if (sum === undefined) return undefined;
    sums.push(sum);
  }
  return sums.length === 0 ? undefined : sums;
}

/** The table's numbers that a statement contradicts, one a reading; undefined where it agrees or cannot be told. */
export function mismatch(report: Report, fact: Fact): Sum[] | undefined {
  const sums = sumsOf(report, fact.readings);
  if (sums === undefined) return undefined;
  return sums.some((sum) => fits(fact, sum.value) || fits(fact, sum.solved)) ? undefined : sums;
}

/** 本年新收 12、本年新收加上年结转 13: readings that come to the same are named once. */
export function describeSums(sums: readonly Sum[]): string {
  const seen = new Set<number>();
  const distinct = sums.filter(({ value }) => !seen.has(value) && seen.add(value));
  return distinct.map((sum) => `${describeReading(sum)}为 ${sum.value}`).join("，");
}

/** Cells of one row, or of one column, are named together. */
function describeReading({ cells }: Sum): string {
  if (cells.length > 3) return "各项相加";
  return cells.map(describeCell).join("加");
}
