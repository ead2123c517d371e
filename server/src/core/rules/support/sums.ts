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
  said: (broken: FilledEquation, cell: ValueCell) => string,
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
        message: said(broken, cell),
        why: `${inWords(table, [broken])}错在其中哪个数，要对照原件才知道。`,
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

/** The cells of equations but one, each with what it says; those first from which one sees most. */
export function operands(
  table: TableArithmetic,
  equations: readonly FilledEquation[],
  except: ValueCell,
): Related[] {
  const seen = equations.flatMap(({ equation, left, right }) => {
    const difference = Math.abs(left - right);
    const rank = (at: number) => (table.operands[at] === difference ? 1 : 2);
    return [
      ...equation.right.map((at) => ({ at, rank: 0 })),
      ...equation.left.map((at) => ({ at, rank: rank(at) })),
    ];
  });
  const numberAt = ({ at }: { readonly at: number }) => table.operands[at]!;
  // Zeros explain nothing, and there are many.
  return seen
    .filter((it) => numberAt(it) !== 0)
    .sort((a, b) => a.rank - b.rank || numberAt(b) - numberAt(a))
    .flatMap(({ at }) => {
      const cell = table.cellAt(at);
      return cell === undefined || cell === except ? [] : [whatItSays(cell)];
    });
}

/** A cell as a related place. */
export function whatItSays(cell: ValueCell): Related {
  return {
    span: { start: cell.start, end: cell.end },
    message: `${describeCell(cell)}：${cell.text || "空"}`,
  };
}

/** What an equation's two sides are called. */
const SIDES: Readonly<Record<string, readonly [string, string]>> = {
  "row-total": ["六类申请人之和", "总计"],
  "result-total": ["各项办理结果之和", "“（七）总计”"],
  balance: ["第一、二项之和", "第三（七）、四项之和"],
  "litigation-total": ["四项结果之和", "总计"],
};

/** Equations in whole sentences, with their sums and the difference, and what was read as 0. */
export function inWords(table: TableArithmetic, equations: readonly FilledEquation[]): string {
  return equations.map((filled) => sentenceOn(table, filled)).join("") + blanksNote(table, equations);
}

/** `“自然人”列：第一、二项之和是 5+1=6，第三（七）、四项之和是 9，差 3。` */
function sentenceOn(table: TableArithmetic, { equation, left, right }: FilledEquation): string {
  const side = (cells: readonly number[]) =>
    withTotal(
      cells.map((cell) => table.operands[cell]!),
      "+",
      "=",
    );
  const [one, other] = SIDES[equation.rule] ?? ["等式一边", "另一边"];
  return `${equation.about}：${one}是 ${side(equation.left)}，${other}是 ${side(equation.right)}，差 ${Math.abs(left - right)}。`;
}

/** That blanks of the equations were read as 0, where there are some. */
function blanksNote(table: TableArithmetic, equations: readonly FilledEquation[]): string {
  const cells = equations.flatMap(({ equation }) => [...equation.left, ...equation.right]);
  const forms = new Set(cells.flatMap((at) => (table.isGap(at) ? [table.cellAt(at)?.form] : [])));
  if (forms.size === 0) return "";
  return forms.has("blank") ? "空格按 0 算。" : "用符号代替的按 0 算。";
}
