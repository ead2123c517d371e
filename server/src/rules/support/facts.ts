import { describeCell } from "../../report/describe";
import type { Fact, Measure, Reading } from "../../report/facts";
import type { Report, TableArithmetic, ValueCell } from "../../report/report";
import type { Related } from "../../rule";
import type { CompiledStandard } from "../../standard/compile";

/** Statements of the running text held against the tables. */

/** A cell's number; where the equations say it is wrong, also what it should be. */
interface Held {
  readonly cell: ValueCell;
  readonly value: number;
  readonly solved: number;
}

/** What a reading comes to: undefined where one of its cells is blank, unreadable or in doubt. */
export interface Sum {
  readonly reading: Reading;
  readonly value: number;
  readonly solved: number;
  readonly cells: readonly ValueCell[];
}

type Counting = "requests" | "litigation";

/** Where a cell stands in its table's arithmetic, by its key. */
function cellNumber({ rows, rowNumbers }: CompiledStandard, key: string): number | undefined {
  const [table, row] = key.split(".") as [Counting, string];
  const at = rowNumbers[table].get(row);
  const keys = at === undefined ? undefined : rows[table][at]!.cellKeys;
  const column = keys?.indexOf(key) ?? -1;
  return column < 0 ? undefined : at! * keys!.length + column;
}

/** A cell that can be relied on: its table is the year's own, and no equation that it is in is broken for no known reason. */
function held(report: Report, key: string): Held | undefined {
  const { standard, tableStandard, arithmetic } = report;
  if (standard === undefined || standard !== tableStandard) return undefined;
  const table = arithmetic[key.slice(0, key.indexOf(".")) as Counting];
  const at = cellNumber(standard, key);
  const cell = at === undefined ? undefined : table?.cells[at];
  if (table === undefined || cell === undefined || at === undefined || Number.isNaN(table.values[at]!))
    return undefined;
  const { analysis } = table;
  if (analysis.shift !== undefined || isDoubtful(analysis, at)) return undefined;
  const value = table.values[at]!;
  return { cell, value, solved: analysis.suspects.find((suspect) => suspect.cell === at)?.value ?? value };
}

function isDoubtful({ open, swaps }: TableArithmetic["analysis"], at: number): boolean {
  return (
    open.some(({ equation }) => equation.left.includes(at) || equation.right.includes(at)) ||
    swaps.some(({ from, to }) => from === at || to === at)
  );
}

/** What the table says to each reading of a statement; undefined where one of them cannot be told. */
export function sumsOf(report: Report, readings: readonly Reading[]): Sum[] | undefined {
  const sums: Sum[] = [];
  for (const reading of readings) {
    const cells = reading.map((key) => held(report, key));
    if (cells.includes(undefined)) return undefined;
    const total = (value: "value" | "solved") => cells.reduce((sum, cell) => sum + cell![value], 0);
    sums.push({
      reading,
      value: total("value"),
      solved: total("solved"),
      cells: cells.map((cell) => cell!.cell),
    });
  }
  return sums.length === 0 ? undefined : sums;
}

/** Whether a number as stated can be the number there is: 两百余 is 200 or more, 近300 is 300 or less. */
export function fits({ value, bound }: Pick<Measure, "value" | "bound">, actual: number): boolean {
  switch (bound) {
    case "exact":
      return value === actual;
    case "atLeast":
      return actual >= value;
    case "atMost":
      return actual <= value;
    case "about":
      return Math.abs(actual - value) <= value * 0.2;
  }
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

/** The cells of the readings that are not zero, each once. */
export function relatedCells(sums: readonly Sum[]): Related[] {
  const cells = new Set(sums.flatMap((sum) => sum.cells));
  return [...cells].slice(0, 8).map((cell) => ({
    span: { start: cell.start, end: cell.end },
    message: `${describeCell(cell)}：${cell.text}`,
  }));
}

/** Another number of the text that explains a finding. */
export const statedAt = ({ span }: Pick<Measure, "span">, message: string): Related => ({ span, message });
