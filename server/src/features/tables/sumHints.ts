import type { Report } from "../../core/report/report";
import { equationsOf, type FilledEquation, inNumbers, nameOf } from "./sums";

/** A remark behind a number of a table. */
export interface SumHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** The sum beside each total that differs from it, and the balance of each column beside its last number. */
export function sumHints(report: Report): SumHint[] {
  return [...equationsOf(report, "requests"), ...equationsOf(report, "litigation")].flatMap(hintsOf);
}

function hintsOf(filled: FilledEquation): SumHint[] {
  const { equation, table, state } = filled;
  const isBalance = equation.right.length > 1;
  const cell = table.cellAt(equation.right.at(-1)!);
  if (cell === undefined || state === "unknown" || (state === "holds" && !isBalance)) return [];
  const tooltip = `${nameOf(filled)}：${inNumbers(filled)}`;
  return [{ offset: cell.end, label: isBalance ? balance(filled) : computed(filled), tooltip }];
}

function balance({ left, right, state }: FilledEquation): string {
  return state === "holds" ? "平" : `差 ${Math.abs(left - right)}`;
}

/** Which way the sum goes tells two hints at one total apart. */
function computed({ equation, left, table }: FilledEquation): string {
  const isRow = Math.floor(equation.left[0]! / table.width) === Math.floor(equation.right[0]! / table.width);
  return `${isRow ? "横加" : "竖加"} ${left}`;
}
