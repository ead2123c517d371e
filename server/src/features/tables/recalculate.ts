import { t } from "@vscode/l10n";
import type { TableArithmetic } from "../../core/report/arithmetic/arithmetic";
import { isOfRow, sum } from "../../core/report/arithmetic/equations";
import { describeRow, TABLE_NAME, tablesOf } from "../../core/report/describe";
import type { Report } from "../../core/report/report";
import type { Table, ValueCell } from "../../core/report/tables/table";
import type { Equation } from "../../core/standard/compiled";
import { fillBlank, rewrite } from "../../core/text/edit";
import { type Edit, lineEndAt, lineStartAt } from "../../core/text/text";

/** Totals worked out anew, or why they are not. */
interface Recalculation {
  readonly title: string;
  /** Empty where `refusal` says why. */
  readonly edits: readonly Edit[];
  readonly refusal: string | undefined;
}

export type RecalculationScope = "row" | "column" | "table";

/**
 * Totals of the row, the column or the table at an offset, worked out from the numbers they are the totals of. Blanks and
 * dashes count as nothing. Which of the numbers of the balance is wrong cannot be known, so it is left alone.
 */
export function recalculate(report: Report, offset: number, scope: RecalculationScope): Recalculation {
  const table = tableAt(report, offset);
  const numbers = table && (table.key === "disclosure" ? undefined : report.arithmetic[table.key]);
  const standard = report.tableStandard;
  if (table === undefined) return refused(scope, t("光标不在三张规定表格中"));
  if (table.key === "disclosure" || numbers === undefined || standard === undefined)
    return refused(scope, t("{0}没有合计数", TABLE_NAME[table.key]));
  const place = placeAt(report, table, offset);
  const equations = standard.equations[table.key].filter((it) => it.right.length === 1);
  const { title, chosen } = choose(equations, numbers, place, scope);
  if (chosen.length === 0) return refused(scope, nothingHere(table, scope));
  return { title, ...totals(report, numbers, chosen) };
}

function nameOf(scope: RecalculationScope): string {
  if (scope === "row") return t("重算本行总计");
  return scope === "column" ? t("重算本列总计") : t("重算全表总计");
}

function refused(scope: RecalculationScope, refusal: string): Recalculation {
  return { title: nameOf(scope), edits: [], refusal };
}

function nothingHere({ key }: Table, scope: RecalculationScope): string {
  if (scope === "column" && key === "litigation") return t("这张表没有按列的合计，请重算本行或全表");
  return scope === "column" ? t("请先把光标放在要重算的那一列的数字上") : t("请先把光标放在要重算的那一行上");
}

/** The standard table that an offset lies in, the whole of its first and last line included. */
export function tableAt(report: Report, offset: number): Table | undefined {
  const { text } = report;
  return tablesOf(report).find(({ start, end }) => {
    if (offset >= start && offset <= end) return true;
    const between = offset < start ? text.slice(offset, start) : text.slice(end, offset);
    return between.length <= LONGEST_MARGIN && !/[\r\n]/.test(between);
  });
}

/** Of a line, outside the table's first and last cell. */
const LONGEST_MARGIN = 200;

interface Place {
  /** Number of the cell among those of the table, row by row. */
  readonly cell: number | undefined;
  /** First cell of the row. */
  readonly row: number | undefined;
}

/** The row whose cells stand around an offset, and the cell on it or next to it; on a label, no cell. */
function placeAt(report: Report, table: Table, offset: number): Place {
  const numbers = table.key === "disclosure" ? undefined : report.arithmetic[table.key];
  const lineStart = lineStartAt(report.text, offset);
  const lineEnd = lineEndAt(report.text, offset);
  let nearest: ValueCell | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const row of table.rows) {
    for (const cell of row.cells) {
      if (cell === undefined || cell.end < lineStart || cell.start > lineEnd) continue;
      const away = Math.max(cell.start - offset, offset - cell.end, 0);
      if (away < distance) [nearest, distance] = [cell, away];
    }
  }
  const owner = nearest?.row ?? table.rows.find(({ start, end }) => offset >= start && offset <= end);
  if (owner === undefined || numbers === undefined) return { cell: undefined, row: undefined };
  const [first] = owner.cells;
  const number = first === undefined ? -1 : numbers.numberOf(first);
  const row = number < 0 ? undefined : rowStart(number, numbers.width);
  const onLabel = owner.label !== undefined && offset <= owner.label.end && offset >= owner.start;
  const cell = nearest === undefined || onLabel ? -1 : numbers.numberOf(nearest);
  return { cell: cell < 0 ? undefined : cell, row };
}

function choose(
  equations: readonly Equation[],
  numbers: TableArithmetic,
  { cell, row }: Place,
  scope: RecalculationScope,
): { title: string; chosen: Equation[] } {
  const { width } = numbers;
  switch (scope) {
    case "table":
      return { title: nameOf(scope), chosen: [...equations] };
    case "row": {
      const spec = row === undefined ? undefined : numbers.cellAt(row)?.row.spec;
      const chosen = equations.filter((it) => isOfRow(it, width) && rowStart(it.right[0]!, width) === row);
      return { title: spec ? t("重算“{0}”的总计", describeRow(spec)) : nameOf(scope), chosen };
    }
    case "column": {
      const column = cell === undefined ? undefined : cell % width;
      const label = cell === undefined ? undefined : numbers.cellAt(cell)?.row.spec?.columns[column!]?.label;
      const chosen = equations.filter((it) => !isOfRow(it, width) && it.right[0]! % width === column);
      return { title: label ? t("重算“{0}”列的总计", label) : nameOf(scope), chosen };
    }
  }
}

const rowStart = (cell: number, width: number) => cell - (cell % width);

/** The edits that set each equation's total; totals that others are the sum of are set first. */
function totals(
  report: Report,
  numbers: TableArithmetic,
  equations: readonly Equation[],
): Pick<Recalculation, "edits" | "refusal"> {
  const set = new Set(equations.map(({ right }) => right[0]!));
  const operands = equations.flatMap(({ left }) => left.filter((at) => !set.has(at)));
  const unreadable = [...set].filter((at) => numbers.cellAt(at) === undefined);
  for (const at of operands) if (!isCountable(numbers.cellAt(at))) unreadable.push(at);
  if (unreadable.length > 0) return { edits: [], refusal: whyUnreadable(numbers.cellAt(unreadable[0]!)) };
  const values = numbers.values.map((value) => (Number.isNaN(value) ? 0 : value));
  // Each round settles the totals of totals one level up; the standards have two.
  for (let round = 0; round < MOST_LEVELS; round++) {
    for (const { left, right } of equations) values[right[0]!] = sum(values, left);
  }
  const changed = [...set].filter((at) => numbers.cellAt(at)!.value !== values[at]);
  if (changed.length === 0) return { edits: [], refusal: t("总计已经正确") };
  return {
    edits: changed.flatMap((at) => setValue(report.text, numbers.cellAt(at)!, values[at]!)),
    refusal: undefined,
  };
}

const MOST_LEVELS = 4;

/** A blank or a dash says that there was nothing to count; a number must be one that can be counted. */
function isCountable(cell: ValueCell | undefined): boolean {
  if (cell === undefined) return false;
  const { value, form } = cell;
  if (value === null) return form === "blank" || form === "placeholder";
  return value >= 0 && Number.isInteger(value);
}

function whyUnreadable(cell: ValueCell | undefined): string {
  return cell === undefined ? t("有的行缺失或格数不对，请先补齐") : t("“{0}”不是件数，请先改正", cell.text);
}

function setValue(text: string, cell: ValueCell, value: number): Edit[] {
  return cell.text === "" ? [fillBlank(text, cell, String(value))] : rewrite(cell, String(value));
}
