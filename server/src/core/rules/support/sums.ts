import type { Finding, Fix, Related } from "../../findings/finding";
import type { TableArithmetic } from "../../report/arithmetic/arithmetic";
import { equationsWith, type FilledEquation, isBroken, withTotal } from "../../report/arithmetic/equations";
import { describeCell } from "../../report/describe";
import type { Report } from "../../report/report";
import type { ValueCell } from "../../report/tables/table";
import { rewrite } from "../../text/edit";
import { isTotalOnly } from "./cells";

/** Cells, numbers and messages of equations. */

/** Both tables that have equations, where they are in the report. */
export function arithmeticOf(report: Report): TableArithmetic[] {
  const { requests, litigation } = report.arithmetic;
  return [requests, litigation].filter((table) => table !== undefined);
}

/** Findings for the equations of one rule that no single cell explains, at the cell that `at` picks. */
export function* openEquations(
  report: Report,
  rule: string,
  at: (broken: FilledEquation) => number,
  said: (broken: FilledEquation) => string,
): Iterable<Finding> {
  for (const table of arithmeticOf(report)) {
    for (const broken of table.analysis.open) {
      const cell = broken.equation.rule === rule ? table.cellAt(at(broken)) : undefined;
      if (cell === undefined || (rule === "row-total" && isTotalOnly(cell.row))) continue;
      const fix = totalFix(table, cell, broken);
      yield {
        span: { start: cell.start, end: cell.end },
        message: said(broken),
        cell: cell.key,
        related: operands(table, broken, cell),
        fixes: fix === undefined ? [] : [fix],
      };
    }
  }
}

/** Setting the total mends its equation and every other it stands in, or there is no fix. */
function totalFix(table: TableArithmetic, cell: ValueCell, broken: FilledEquation): Fix | undefined {
  if (broken.equation.right.length !== 1) return undefined;
  const at = table.numberOf(cell);
  const values = table.values.with(at, broken.left);
  const mends = !equationsWith(table.equations, at).some((equation) => isBroken(equation, values));
  return mends ? setCell(cell, broken.left) : undefined;
}

/** Replaces a number by another. Not safe: it changes what the report says. */
export function setCell(cell: ValueCell, value: number): Fix {
  return { title: `改为 ${value}`, safe: false, edits: rewrite(cell, String(value)) };
}

/** The cells of an equation but one, each with what it says. */
export function operands(table: TableArithmetic, { equation }: FilledEquation, except: ValueCell): Related[] {
  return [...equation.left, ...equation.right].flatMap((index) => {
    const cell = table.cellAt(index);
    // Zeros explain nothing, and there are many.
    if (cell === undefined || cell === except || cell.value === 0) return [];
    return [{ span: { start: cell.start, end: cell.end }, message: `${describeCell(cell)}：${cell.text}` }];
  });
}

/** `5+2=7 ≠ 8`: both sides of an equation in numbers. */
export function inNumbers({ values }: TableArithmetic, { equation }: FilledEquation): string {
  const numbers = (cells: readonly number[]) => cells.map((cell) => values[cell]!);
  const side = (cells: readonly number[]) => withTotal(numbers(cells), "+", "=");
  return `${side(equation.left)} ≠ ${side(equation.right)}`;
}
