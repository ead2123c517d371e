import type { TableArithmetic } from "../../report/arithmetic/arithmetic";
import { isMendedByGap } from "../../report/arithmetic/blanks";
import { equationsWith, type FilledEquation, fill } from "../../report/arithmetic/equations";
import type { Report } from "../../report/report";
import type { ValueCell } from "../../report/tables/table";
import { arithmeticOf } from "./sums";

/** What belongs where nothing, or a dash, stands. */

export interface Gap {
  /** The number that belongs there; undefined where 0 is at odds with an equation, and nothing says what would not be. */
  readonly value: number | undefined;
  /** What is said of it. */
  readonly said: string;
}

const ZERO: Gap = { value: 0, said: "没有发生的应填 0。" };

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
    return { value: total.left, said: `应为${partsOf(total)}之和 ${total.left}。` };
  if (suspect !== undefined) {
    const about = new Set(suspect.equations.map(({ equation }) => equation.about));
    const said = `像是漏填：填 ${suspect.value}，${[...about].join("、")}的等式才成立。`;
    return { value: suspect.value, said };
  }
  const failing = total ?? failingWithZero(table, at);
  if (failing === undefined) return ZERO;
  const said = `没有发生的应填 0；但按 0 算，${failing.equation.about}的等式不成立，漏填的请补上。`;
  return { value: undefined, said };
}

/** Something else than the blank is what is wrong with the equation, or its own rule says that it is broken. */
function isExplained({ analysis }: TableArithmetic, { equation }: FilledEquation): boolean {
  return [...analysis.suspects, ...analysis.misplacements, { equations: analysis.open }].some(
    ({ equations }) => equations.some((it) => it.equation === equation),
  );
}

function partsOf({ equation: { rule } }: FilledEquation): string {
  return rule === "result-total" ? "本列" : rule === "row-total" ? "本行" : "四项结果";
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
