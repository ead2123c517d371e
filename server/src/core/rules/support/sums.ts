import type { Finding, Fix, Related } from "../../findings/finding";
import type { TableArithmetic } from "../../report/arithmetic/arithmetic";
import { equationsWith, type FilledEquation, isBroken, withTotal } from "../../report/arithmetic/equations";
import { describeCell } from "../../report/describe";
import type { Report } from "../../report/report";
import type { ValueCell } from "../../report/tables/table";
import { fillBlank, rewrite } from "../../text/edit";
import type { Edit } from "../../text/text";
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
    // Rows and columns that are broken together are one finding.
    if (table.analysis.crossing !== undefined) continue;
    for (const broken of table.analysis.open) {
      const cell = broken.equation.rule === rule ? table.cellAt(at(broken)) : undefined;
      if (cell === undefined || (rule === "row-total" && isTotalOnly(cell.row))) continue;
      const fix = totalFix(report, table, cell, broken);
      yield {
        span: { start: cell.start, end: cell.end },
        message: said(broken) + blanksNote(table, [broken]),
        cell: cell.key,
        related: operands(table, [broken], cell),
        fixes: fix === undefined ? [] : [fix],
      };
    }
  }
}

/** Setting the total mends its equation and every other it stands in, or there is no fix. */
function totalFix(
  { text }: Report,
  table: TableArithmetic,
  cell: ValueCell,
  broken: FilledEquation,
): Fix | undefined {
  if (broken.equation.right.length !== 1) return undefined;
  const at = table.numberOf(cell);
  const values = table.operands.with(at, broken.left);
  const mends = !equationsWith(table.equations, at).some((equation) => isBroken(equation, values));
  return mends ? setCell(text, cell, broken.left) : undefined;
}

/** Replaces a number by another. Not safe: it changes what the report says. */
export function setCell(text: string, cell: ValueCell, value: number): Fix {
  const title = cell.form === "blank" ? `填 ${value}` : `改为 ${value}`;
  return { title, safe: false, edits: writeNumber(text, cell, value) };
}

/** Puts a number into a cell, whatever stands there. */
export function writeNumber(text: string, cell: ValueCell, value: number): Edit[] {
  return cell.form === "blank" ? [fillBlank(text, cell, String(value))] : rewrite(cell, String(value));
}

/** The cells of equations but one, each with what it says. */
export function operands(
  table: TableArithmetic,
  equations: readonly FilledEquation[],
  except: ValueCell,
): Related[] {
  return equations
    .flatMap(({ equation }) => [...equation.left, ...equation.right])
    .flatMap((index) => {
      const cell = table.cellAt(index);
      // Zeros explain nothing, and there are many.
      if (cell === undefined || cell === except || table.operands[index] === 0) return [];
      return [{ span: { start: cell.start, end: cell.end }, message: `${describeCell(cell)}：${cell.text}` }];
    });
}

/** `5+2=7 ≠ 8`: both sides of an equation in numbers. */
export function inNumbers(table: TableArithmetic, { equation }: FilledEquation): string {
  const numbers = (cells: readonly number[]) => cells.map((cell) => table.operands[cell]!);
  const side = (cells: readonly number[]) => withTotal(numbers(cells), "+", "=");
  return `${side(equation.left)} ≠ ${side(equation.right)}`;
}

/** That blanks of the equations were read as 0, where there are some. */
export function blanksNote(table: TableArithmetic, equations: readonly FilledEquation[]): string {
  const cells = equations.flatMap(({ equation }) => [...equation.left, ...equation.right]);
  const forms = new Set(cells.flatMap((at) => (table.isGap(at) ? [table.cellAt(at)?.form] : [])));
  if (forms.size === 0) return "";
  return forms.has("blank") ? "（空格按 0 算）" : "（用符号代替的按 0 算）";
}
