import { t } from "@vscode/l10n";
import { isOfRow } from "../../core/report/arithmetic/equations";
import type { Report } from "../../core/report/report";
import { type CheckedEquation, checkedEquations, describeEquation } from "./sums";

/** A remark behind a number of a table. */
export interface SumHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** The sum beside each total that differs from it, and the balance of each column beside its last number. */
export function sumHints(report: Report): SumHint[] {
  return [...checkedEquations(report, "requests"), ...checkedEquations(report, "litigation")].flatMap(
    hintsOf,
  );
}

function hintsOf(checked: CheckedEquation): SumHint[] {
  const { equation, table, state } = checked;
  const isBalance = equation.right.length > 1;
  const cell = table.cellAt(equation.right.at(-1)!);
  if (cell === undefined || state === "unknown" || (state === "holds" && !isBalance)) return [];
  const label = isBalance ? balance(checked) : computed(checked);
  return [{ offset: cell.end, label, tooltip: describeEquation(checked) }];
}

function balance({ left, right, state }: CheckedEquation): string {
  return state === "holds" ? t("平") : t("差 {0}", Math.abs(left - right));
}

/** Which way the sum goes tells two hints at one total apart. */
function computed({ equation, left, table }: CheckedEquation): string {
  return isOfRow(equation, table.width) ? t("横加 {0}", left) : t("竖加 {0}", left);
}
