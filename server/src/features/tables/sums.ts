import type { TableArithmetic } from "../../core/report/arithmetic/arithmetic";
import {
  equationsWith,
  type FilledEquation,
  fill,
  inAddends,
  withTotal,
} from "../../core/report/arithmetic/equations";
import type { Report } from "../../core/report/report";
import type { ValueCell } from "../../core/report/tables/table";
import type { Equation } from "../../core/standard/compiled";

/** An equation of a table, and whether it holds. */
export interface CheckedEquation extends FilledEquation {
  readonly table: TableArithmetic;
  /** `unknown`: an operand is blank or unreadable. */
  readonly state: "holds" | "broken" | "unknown";
}

/** The equations of a table, in the order of the standard. */
export function checkedEquations({ arithmetic }: Report, key: "requests" | "litigation"): CheckedEquation[] {
  const table = arithmetic[key];
  return table === undefined ? [] : table.equations.map((equation) => checked(equation, table));
}

/** The equations that a cell is an operand of. */
export function checkedEquationsAt({ arithmetic }: Report, cell: ValueCell): CheckedEquation[] {
  return [arithmetic.requests, arithmetic.litigation].flatMap((table) =>
    table === undefined
      ? []
      : equationsWith(table.equations, table.numberOf(cell)).map((equation) => checked(equation, table)),
  );
}

function checked(equation: Equation, table: TableArithmetic): CheckedEquation {
  const filled = fill(equation, table.values);
  const isKnown = !Number.isNaN(filled.left) && !Number.isNaN(filled.right);
  return {
    ...filled,
    table,
    state: !isKnown ? "unknown" : filled.left === filled.right ? "holds" : "broken",
  };
}

/** What an equation says of which row, column or group, and in numbers: `4＋1 ＝ 5，成立`, `4＋1 ＝ 5 ≠ 6，相差 1`. */
export function describeEquation(checked: CheckedEquation): string {
  const { about, rule } = checked.equation;
  return `${about}${NAMES[rule] ?? "勾稽关系"}：${outcome(checked)}`;
}

const NAMES: Readonly<Record<string, string>> = {
  "row-total": "各列之和＝总计",
  "result-total": "各项办理结果之和＝（七）总计",
  balance: "一＋二＝三（七）＋四",
  "litigation-total": "四项结果之和＝总计",
};

const PLUS = "＋";
const EQUALS = " ＝ ";

function outcome({ equation, table, left, right, state }: CheckedEquation): string {
  if (state === "unknown") return "有空着或者读不出的数，无法核对";
  const one = equation.left.map((cell) => table.values[cell]!);
  const other = equation.right.map((cell) => table.values[cell]!);
  if (state === "holds") return `${inAddends(one, PLUS)}${EQUALS}${inAddends(other, PLUS)}，成立`;
  const sum = inAddends(other, PLUS);
  const reversed = sum === String(right) ? sum : `${right}${EQUALS}${sum}`;
  return `${withTotal(one, PLUS, EQUALS)} ≠ ${reversed}，相差 ${Math.abs(left - right)}`;
}
