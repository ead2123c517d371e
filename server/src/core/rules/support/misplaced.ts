import type { Finding, Fix } from "../../findings/finding";
import type { TableArithmetic } from "../../report/arithmetic/arithmetic";
import type { FilledEquation, Misplacement, Move } from "../../report/arithmetic/equations";
import { describeCell, describeRow } from "../../report/describe";
import type { Report } from "../../report/report";
import type { ValueCell } from "../../report/tables/table";
import { arithmeticOf, blanksNote, writeNumber } from "./sums";

/** Numbers in the wrong column of their row, or in the wrong row of their column. */

/** More rows than can be looked through are not named. */
const MOST_NAMED = 6;

/** Findings for numbers that stand in the wrong place along a row, or along a column. */
export function* misplacedNumbers(report: Report, along: Misplacement["along"]): Iterable<Finding> {
  for (const table of arithmeticOf(report)) {
    for (const misplacement of table.analysis.misplacements) {
      if (misplacement.along !== along) continue;
      const [first, ...others] = misplacement.candidates;
      const isSure = others.length === 0 && first!.length === 2;
      const finding = isSure ? movedNumber(report, table, misplacement) : candidateLines(table, misplacement);
      if (finding !== undefined) yield finding;
    }
  }
}

function movedNumber(
  { text }: Report,
  table: TableArithmetic,
  { along, equations, candidates }: Misplacement,
): Finding | undefined {
  const [from, to] = [...candidates[0]!].sort((a, b) => a.by - b.by);
  const source = table.cellAt(from!.cell);
  const target = table.cellAt(to!.cell);
  if (source === undefined || target === undefined) return undefined;
  const what = along === "row" ? "列" : "行";
  const fix: Fix = {
    title: `把 ${to!.by} 移到正确的${what}`,
    safe: false,
    edits: [from!, to!].flatMap((move) =>
      writeNumber(text, table.cellAt(move.cell)!, table.operands[move.cell]! + move.by),
    ),
  };
  return {
    span: { start: source.start, end: source.end },
    message: `${describeCell(source)}多了 ${to!.by}，${describeCell(target)}少了 ${to!.by}：像是填错了${what}${blanksNote(table, equations)}。`,
    cell: source.key,
    related: [{ span: { start: target.start, end: target.end }, message: `${to!.by} 应填在这里` }],
    fixes: [fix],
  };
}

/** One finding that names the rows, or columns, that can have been meant. */
function candidateLines(
  table: TableArithmetic,
  { along, equations, candidates }: Misplacement,
): Finding | undefined {
  const [most, ...others] = [...equations].sort((a, b) => b.left - b.right - (a.left - a.right));
  const place = table.cellAt(most!.equation.right.at(-1)!);
  const cells = candidates.flatMap((moves) => table.cellAt(given(moves)) ?? []);
  if (place === undefined || cells.length === 0) return undefined;
  const differ = [describeDifference(most!), ...others.map(byHowMuch)].join("，");
  const names = cells.slice(0, MOST_NAMED).map((cell) => `“${lineName(cell, along)}”填报 ${cell.text}`);
  const more = cells.length > MOST_NAMED ? `等 ${cells.length} 处` : "";
  const suspicion = along === "row" ? "可能是下列一行的数填错了列" : "可能是下列一列的数填错了行";
  return {
    span: { start: place.start, end: place.end },
    message: `${differ}，${suspicion}：${names.join("；")}${more}${blanksNote(table, equations)}。请对照原件核对。`,
    cell: place.key,
    related: cells.map((cell) => ({
      span: { start: cell.start, end: cell.end },
      message: `${describeCell(cell)}：${cell.text}`,
    })),
    fixes: [],
  };
}

/** One finding for rows and columns that are broken together, where more than one set of cells explains them. */
export function* crossedNumbers(report: Report): Iterable<Finding> {
  for (const table of arithmeticOf(report)) {
    const { crossing, open: equations } = table.analysis;
    if (crossing === undefined) continue;
    const place = table.cellAt(equations[0]!.equation.right.at(-1)!);
    const cells = crossing.flatMap((at) => table.cellAt(at) ?? []);
    if (place === undefined) continue;
    const differ = equations.map(describeDifference).join("；");
    const names = cells.map((cell) => `${describeCell(cell)}填报 ${cell.text}`);
    yield {
      span: { start: place.start, end: place.end },
      message: `下列等式一同不成立，能改的不止一处，说不准是哪几格：${differ}${blanksNote(table, equations)}。请对照原件核对这些行和列，先看它们相交的格：${names.join("；")}。`,
      cell: place.key,
      related: cells.map((cell) => ({
        span: { start: cell.start, end: cell.end },
        message: `${describeCell(cell)}：${cell.text}`,
      })),
      fixes: [],
    };
  }
}

/** The cell that has most to give up: the number that was put there. */
function given(moves: readonly Move[]): number {
  return moves.reduce((most, move) => (move.by < most.by ? move : most)).cell;
}

/** What is added up in the equations of a rule, and with what it is compared. */
const COMPARED: Readonly<Record<string, string>> = {
  "row-total": "六类申请人之和比总计",
  "result-total": "各项办理结果之和比“（七）总计”",
  balance: "“一”加“二”比“三（七）总计”加“四”",
};

function describeDifference({ equation, left, right }: FilledEquation): string {
  return `${equation.about}：${COMPARED[equation.rule]}${byAmount(left - right)}`;
}

function byHowMuch({ equation, left, right }: FilledEquation): string {
  return `${equation.about}${byAmount(left - right)}`;
}

function byAmount(difference: number): string {
  return `${difference > 0 ? "多" : "少"} ${Math.abs(difference)}`;
}

function lineName({ row, column }: ValueCell, along: Misplacement["along"]): string {
  const { label, group } = row.spec!.columns[column]!;
  return along === "row" ? describeRow(row.spec!) : `${group === undefined ? "" : `${group}·`}${label}`;
}
