import { t } from "@vscode/l10n";
import type { Report } from "../../core/report/report";
import type { Span } from "../../core/text/text";
import { type CheckedEquation, checkedEquations, describeEquation } from "./sums";

/** A line above a table that tells whether its equations hold. */
export interface SumLens {
  /** Where the table starts. */
  readonly span: Span;
  readonly title: string;
  readonly tooltip: string;
  /** The total of the first equation that does not hold. */
  readonly target: Span | undefined;
}

/** One line for each table with equations. */
export function sumLenses(report: Report): SumLens[] {
  return (["requests", "litigation"] as const).flatMap((key) => {
    const table = report.tables[key];
    const equations = checkedEquations(report, key);
    if (table === undefined || equations.length === 0) return [];
    const span = { start: table.start, end: table.start };
    return [{ span, ...verdict(equations) }];
  });
}

function verdict(equations: readonly CheckedEquation[]): Omit<SumLens, "span"> {
  const broken = equations.filter(({ state }) => state === "broken");
  const unknown = equations.filter(({ state }) => state === "unknown").length;
  const [first] = broken;
  if (first !== undefined) {
    const difference = Math.abs(first.left - first.right);
    return {
      title:
        broken.length > 1
          ? t("勾稽关系 差 {0}，共 {1} 处", difference, broken.length)
          : t("勾稽关系 差 {0}", difference),
      tooltip: describeEquation(first),
      target: placeOf(first),
    };
  }
  if (unknown === 0)
    return { title: t("勾稽关系 成立"), tooltip: t("{0} 个等式都成立", equations.length), target: undefined };
  const tooltip = t("{0} 个等式中有 {1} 个因为有空着或者读不出的数，没有核对", equations.length, unknown);
  return {
    title: unknown === equations.length ? t("勾稽关系 待填写") : t("勾稽关系 成立，{0} 处未填", unknown),
    tooltip,
    target: undefined,
  };
}

/** Of an equation without its total, any number in it. */
function placeOf({ equation, table }: CheckedEquation): Span | undefined {
  const cell = [...equation.right, ...equation.left]
    .map((at) => table.cellAt(at))
    .find((it) => it !== undefined);
  return cell && { start: cell.start, end: cell.end };
}
