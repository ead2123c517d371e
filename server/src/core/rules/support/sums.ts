import type { Finding, Fix, Related } from "../../findings/finding";
import type { TableArithmetic } from "../../report/arithmetic/arithmetic";
import { type BrokenEquation, equationsWith, sum } from "../../report/arithmetic/equations";
import { describeCell } from "../../report/describe";
import type { Report } from "../../report/report";
import type { ValueCell } from "../../report/tables/table";
import type { Equation } from "../../standard/compiled";
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
  at: (broken: BrokenEquation) => number,
  said: (broken: BrokenEquation) => string,
): Iterable<Finding> {
  for (const table of arithmeticOf(report)) {
    for (const broken of table.analysis.open) {
      const cell = broken.equation.rule === rule ? table.cellAt(at(broken)) : undefined;
      if (cell === undefined || (rule === "row-total" && isTotalOnly(cell.row))) continue;
      const fix = totalFix(report, table, cell, broken);
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
function totalFix(
  report: Report,
  table: TableArithmetic,
  cell: ValueCell,
  broken: BrokenEquation,
): Fix | undefined {
  if (broken.equation.right.length !== 1) return undefined;
  const at = table.numberOf(cell);
  const values = table.values.with(at, broken.left);
  const mends = !equationsOf(report, cell, at).some((equation) => isBroken(equation, values));
  return mends ? setCell(cell, broken.left) : undefined;
}

/** The equations that a cell is an operand of. */
export function equationsOf(report: Report, cell: ValueCell, at: number): Equation[] {
  const { requests, litigation } = report.tableStandard?.equations ?? { requests: [], litigation: [] };
  return equationsWith(cell.row.spec?.table === "litigation" ? litigation : requests, at);
}

/** The sums differ; an equation with an operand that is no number is not broken but silent. */
export function isBroken({ left, right }: Equation, values: readonly number[]): boolean {
  const difference = sum(values, left) - sum(values, right);
  return difference !== 0 && !Number.isNaN(difference);
}

/** Replaces a number by another. Not safe: it changes what the report says. */
export function setCell(cell: ValueCell, value: number): Fix {
  return { title: `改为 ${value}`, safe: false, edits: rewrite(cell, String(value)) };
}

/** The cells of an equation but one, each with what it says. */
export function operands(table: TableArithmetic, { equation }: BrokenEquation, except: ValueCell): Related[] {
  return [...equation.left, ...equation.right].flatMap((index) => {
    const cell = table.cellAt(index);
    // Zeros explain nothing, and there are many.
    if (cell === undefined || cell === except || cell.value === 0) return [];
    return [{ span: { start: cell.start, end: cell.end }, message: `${describeCell(cell)}：${cell.text}` }];
  });
}

/** `5+2=7，而总计为 8`: both sides of an equation in numbers. */
export function inNumbers(table: TableArithmetic, { equation, left, right }: BrokenEquation): string {
  return `${side(table, equation.left, left)} ≠ ${side(table, equation.right, right)}`;
}

function side(table: TableArithmetic, cells: readonly number[], total: number): string {
  const addends = cells.map((cell) => table.values[cell]!).filter((value) => value !== 0);
  return addends.length > 1 && addends.length <= 8 ? `${addends.join("+")}=${total}` : String(total);
}
