import type { TableArithmetic } from "../../report/arithmetic/arithmetic";
import { isMendedByGap } from "../../report/arithmetic/blanks";
import { equationsWith, type FilledEquation, fill, withTotal } from "../../report/arithmetic/equations";
import type { Report } from "../../report/report";
import type { ValueCell } from "../../report/tables/table";
import { arithmeticOf } from "./sums";

/** What belongs where nothing, or a dash, stands. */

export interface Gap {
  /** The number that belongs there; undefined where 0 is at odds with an equation, and nothing says what would not be. */
  readonly value: number | undefined;
  /** What is said of it. */
  readonly said: string;
  readonly why?: string | undefined;
}

const ZERO: Gap = { value: 0, said: "没有发生的填 0" };

/** What belongs in a cell that is blank or has a dash in it: what the equations say, else 0. */
export function gapOf(report: Report, cell: ValueCell): Gap {
  const table = arithmeticOf(report).find((it) => it.numberOf(cell) >= 0);
  if (table === undefined) return ZERO;
  const at = table.numberOf(cell);
  const total = table.blankTotal(at);
  const suspect = table.analysis.suspects.find((it) => it.cell === at);
  if (
    total !== undefined &&
    (suspect?.value ?? total.left) === total.left &&
    (suspect !== undefined || !isExplained(table, total))
  )
    return { value: total.left, said: `应为 ${total.left}`, why: whyOfTotal(table, total) };
  if (suspect !== undefined) {
    const about = new Set(suspect.equations.map(({ equation }) => equation.about));
    const why = `填 ${suspect.value}，${[...about].join("、")}的等式才成立。`;
    return { value: suspect.value, said: `可能漏填了 ${suspect.value}`, why };
  }
  const failing = total ?? failingWithZero(table, at);
  if (failing === undefined) return ZERO;
  const { about } = failing.equation;
  const why = `按 0 算，${about}的等式不成立。没有发生的填 0，漏填的补上。`;
  return { value: undefined, said: "按 0 算不平，可能漏填", why };
}

/** `总计是本行六类申请人之和 5+2=7。` */
function whyOfTotal(table: TableArithmetic, { equation }: FilledEquation): string {
  const numbers = equation.left.map((at) => table.values[at]!);
  const parts =
    { "result-total": "本列各项办理结果", "row-total": "本行六类申请人" }[equation.rule] ?? "四项结果";
  return `总计是${parts}之和 ${withTotal(
    numbers.map((number) => number || 0),
    "+",
    "=",
  )}。`;
}

/** Something else than the blank is what is wrong with the equation, or its own rule says that it is broken. */
function isExplained({ analysis }: TableArithmetic, { equation }: FilledEquation): boolean {
  return [...analysis.suspects, ...analysis.misplacements, { equations: analysis.open }].some(
    ({ equations }) => equations.some((it) => it.equation === equation),
  );
}

/** An equation that 0 in the cell, and in the other gaps, would break for no other known reason. */
function failingWithZero(table: TableArithmetic, at: number): FilledEquation | undefined {
  const zeros = table.values.map((value, other) =>
    table.isGap(other) && table.blankTotal(other) === undefined ? 0 : value,
  );
  return equationsWith(table.equations, at)
    .map((equation) => fill(equation, zeros))
    .find(
      (filled) =>
        !isExplained(table, filled) &&
        isMendedByGap(table.equations, filled.equation, filled.left - filled.right, new Set([at])),
    );
}
