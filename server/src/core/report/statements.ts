import type { TableArithmetic } from "./arithmetic/arithmetic";
import { describeCell, describeRow } from "./describe";
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
    return this.reading.map((key) => this.report.cells.get(key)!);
  }
}

/** A number of the tables: as it is written, and as the equations say that it should be. */
type Told = Pick<Sum, "value" | "solved">;

/**
 * What the cells of a reading come to; undefined where one is blank or unreadable, or cannot be relied on: its table is not
 * the year's own, or an equation that it is in is broken for no known reason.
 */
function sumOf(report: Report, reading: Reading): Sum | undefined {
  const { standard, tableStandard } = report;
  if (standard === undefined || standard !== tableStandard) return undefined;
  let total = 0;
  let solved = 0;
  for (const key of reading) {
    const told = toldBy(report, key) ?? toldByParts(report, key);
    if (told === undefined) return undefined;
    total += told.value;
    solved += told.solved;
  }
  return new Sum(report, reading, total, solved);
}

function toldBy({ standard, arithmetic, cells }: Report, key: string): Told | undefined {
  const place = standard!.cellPlaces.get(key);
  if (place === undefined) return toldByItself(cells.get(key));
  const table = arithmetic[place.table];
  if (table === undefined) return undefined;
  const { values, analysis } = table;
  const value = values[place.number]!;
  if (Number.isNaN(value) || analysis.shift !== undefined || isDoubtful(analysis, place.number))
    return undefined;
  const suspect = analysis.suspects.find(({ cell }) => cell === place.number);
  return { value, solved: suspect?.value ?? value };
}

/** The disclosure table has no equations. Money is told in 万元; where no unit says so, it is not told. */
function toldByItself(cell: ValueCell | undefined): Told | undefined {
  const column = cell?.row.spec?.columns[cell.column];
  if (cell?.value == null || cell.row.role !== "row" || column === undefined) return undefined;
  // What cannot be a count has its own rule.
  if (cell.value < 0 || (column.type === "count" && !Number.isInteger(cell.value))) return undefined;
  const unit = column.unitInCell ? /[万亿]?元/.exec(cell.text)?.[0] : column.unit;
  if (column.type === "money" && unit === undefined) return undefined;
  const value = unit === "元" ? cell.value / 10000 : unit === "亿元" ? cell.value * 10000 : cell.value;
  return { value, solved: value };
}

/** A total that was left blank is what its row comes to. */
function toldByParts(report: Report, key: string): Told | undefined {
  const cell = report.cells.get(key);
  const { spec, cells = [] } = cell?.row ?? {};
  if (cell?.form !== "blank" || spec?.columns[cell.column]?.key !== "total") return undefined;
  const parts = cells.filter((it) => it !== cell && it.form !== "blank").map((it) => toldBy(report, it.key));
  if (parts.length === 0 || !parts.every((part) => part !== undefined)) return undefined;
  return {
    value: parts.reduce((sum, part) => sum + part.value, 0),
    solved: parts.reduce((sum, part) => sum + part.solved, 0),
  };
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
  return sums.some((sum) => fits(fact, sum.value) || fits(fact, sum.solved) || isAmount(fact, sum))
    ? undefined
    : sums;
}

/** An amount that one of the two rounds; one that the table has in 元 is the business of fee-unit. */
function isAmount({ value, decimals }: Fact, { value: told, cells }: Sum): boolean {
  if (cells[0]!.row.spec!.columns[cells[0]!.column]!.type !== "money") return false;
  if (Math.abs(value * 10000 - told) < 1e-6) return true;
  const digits = Math.min(decimals, (String(told).split(".")[1] ?? "").length);
  return value > 0 && told > 0 && Math.abs(value - told) <= 0.5 * 10 ** -digits + 1e-9;
}

/** 本年新收 12、本年新收加上年结转 13: readings that come to the same are named once. */
export function describeSums(sums: readonly Sum[]): string {
  const seen = new Set<number>();
  const distinct = sums.filter(({ value }) => !seen.has(value) && seen.add(value));
  return distinct.map((sum) => `${describeReading(sum)}为 ${sum.value}`).join("，");
}

/** More cells are named by their rows. */
const MOST_NAMED = 3;

function describeRows(cells: readonly ValueCell[]): string {
  const rows = [...new Set(cells.map(({ row }) => (row.spec === undefined ? "" : describeRow(row.spec))))];
  if (rows.length > 2) return `“${rows[0]}”等 ${rows.length} 行相加`;
  return `${rows.map((row) => `“${row}”行`).join("、")}有关各列相加`;
}

function describeReading({ cells }: Sum): string {
  if (cells.length > MOST_NAMED) return describeRows(cells);
  const names = cells.map(
    (cell) => `${describeCell(cell)}${cell.form === "blank" ? "（空着，按各列相加）" : ""}`,
  );
  return names.join("加");
}
