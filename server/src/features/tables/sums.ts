import type { TableArithmetic } from "../../core/report/arithmetic/arithmetic";
import { equationsWith, sum } from "../../core/report/arithmetic/equations";
import type { Report } from "../../core/report/report";
import type { ValueCell } from "../../core/report/tables/table";
import type { Equation } from "../../core/standard/compiled";

/** An equation with the numbers of the report in it. Sums with an operand that is no number are NaN. */
export interface FilledEquation {
  readonly equation: Equation;
  readonly table: TableArithmetic;
  readonly left: number;
  readonly right: number;
  /** `unknown`: an operand is blank or unreadable. */
  readonly state: "holds" | "broken" | "unknown";
}

/** The equations of a table, in the order of the standard. */
export function equationsOf(report: Report, key: "requests" | "litigation"): FilledEquation[] {
  const table = report.arithmetic[key];
  if (table === undefined) return [];
  return (report.tableStandard?.equations[key] ?? []).map((equation) => filled(equation, table));
}

/** The equations that a cell is an operand of. */
export function equationsAt(report: Report, cell: ValueCell): FilledEquation[] {
  for (const key of ["requests", "litigation"] as const) {
    const table = report.arithmetic[key];
    const at = table?.numberOf(cell) ?? -1;
    if (table === undefined || at < 0) continue;
    const equations = report.tableStandard?.equations[key] ?? [];
    return equationsWith(equations, at).map((equation) => filled(equation, table));
  }
  return [];
}

function filled(equation: Equation, table: TableArithmetic): FilledEquation {
  const left = sum(table.values, equation.left);
  const right = sum(table.values, equation.right);
  const isKnown = !Number.isNaN(left) && !Number.isNaN(right);
  return { equation, table, left, right, state: !isKnown ? "unknown" : left === right ? "holds" : "broken" };
}

/** `4＋1 ＝ 5，成立`, `4＋1 ＝ 5 ≠ 6，相差 1`. */
export function inNumbers({ equation, table, left, right, state }: FilledEquation): string {
  if (state === "unknown") return "有空着或者读不出的数，无法核对";
  const one = side(table, equation.left, left);
  const other = side(table, equation.right, right);
  if (state === "holds") return `${one} ＝ ${other}，成立`;
  const sumOf = (text: string, total: number) => (text === String(total) ? text : `${text} ＝ ${total}`);
  const reversed = other === String(right) ? other : `${right} ＝ ${other}`;
  return `${sumOf(one, left)} ≠ ${reversed}，相差 ${Math.abs(left - right)}`;
}

/** More addends than can be taken in are not shown. */
const MOST_ADDENDS = 10;

/** Zeros explain nothing, and there are many. */
function side(table: TableArithmetic, cells: readonly number[], total: number): string {
  const addends = cells.map((cell) => table.values[cell]!).filter((value) => value !== 0);
  return addends.length > 1 && addends.length <= MOST_ADDENDS ? addends.join("＋") : String(total);
}

const NAMES: Readonly<Record<string, string>> = {
  "row-total": "各列之和＝总计",
  "result-total": "各项办理结果之和＝（七）总计",
  balance: "一＋二＝三（七）＋四",
  "litigation-total": "四项结果之和＝总计",
};

/** What an equation says, and of which row, column or group. */
export function nameOf({ equation }: FilledEquation): string {
  return `${equation.about}${NAMES[equation.rule] ?? "勾稽关系"}`;
}
