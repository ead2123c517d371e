import type { Finding, Fix } from "../../findings/finding";
import type { TableArithmetic } from "../../report/arithmetic/arithmetic";
import type { Misplacement, Move } from "../../report/arithmetic/equations";
import { describeCell, describeColumn, describeRow, describeWritten } from "../../report/describe";
import type { Report } from "../../report/report";
import type { ValueCell } from "../../report/tables/table";
import { arithmeticOf, inWords, whatItSays, writeNumber } from "./sums";

/** Numbers in the wrong column of their row, or in the wrong row of their column. */

/** More rows than can be looked through are not named. */
const MOST_NAMED = 6;
/** Nor more offered to choose from. */
const MOST_OFFERED = 10;
/** Nor more rows or columns that do not add up. */
const MOST_LINES = 3;

/** Findings for numbers that stand in the wrong place along a row, or along a column. */
export function* misplacedNumbers(report: Report, along: Misplacement["along"]): Iterable<Finding> {
  for (const table of arithmeticOf(report)) {
    for (const misplacement of table.analysis.misplacements) {
      if (misplacement.along !== along) continue;
      const [first, ...others] = misplacement.candidates;
      const isSure = others.length === 0 && first!.length === 2;
      const finding = isSure
        ? movedNumber(report, table, misplacement)
        : candidateLines(report, table, misplacement);
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
  const { shared, across } = NAMES[along];
  const fix: Fix = {
    title: `把 ${to!.by} 移到正确的${across}`,
    safe: false,
    edits: [from!, to!].flatMap((move) =>
      writeNumber(text, table.cellAt(move.cell)!, table.operands[move.cell]! + move.by),
    ),
  };
  const [most, least] = [source, target].map((cell) => `“${nameOf(cell, across)}”`);
  return {
    span: { start: source.start, end: source.end },
    message: `“${nameOf(source, shared)}”${shared}${most}多 ${to!.by}，${least}少 ${to!.by}：可能填错了${across}。`,
    why: `${inWords(table, equations)}把 ${to!.by} 从${most}移到${least}，这些等式就都成立。`,
    cell: source.key,
    related: [{ span: { start: target.start, end: target.end }, message: `${to!.by} 应填在这里` }],
    fixes: [fix],
  };
}

/** One finding that names the rows, or columns, that can have been meant. */
function candidateLines(
  { text }: Report,
  table: TableArithmetic,
  { along, equations, candidates }: Misplacement,
): Finding | undefined {
  const most = equations.reduce((a, b) => (b.left - b.right > a.left - a.right ? b : a));
  const place = table.cellAt(most.equation.right.at(-1)!);
  const cells = candidates.flatMap((moves) => table.cellAt(given(moves)) ?? []);
  if (place === undefined || cells.length === 0) return undefined;
  const { shared, across } = NAMES[along];
  const names = cells
    .slice(0, MOST_NAMED)
    .map((cell) => `“${nameOf(cell, shared)}”${shared}${describeWritten(cell)}`);
  const more = cells.length > MOST_NAMED ? `等 ${cells.length} ${shared}` : "";
  return {
    span: { start: place.start, end: place.end },
    message: `${differences(table, candidates, across)}：可能是下列一${shared}填错了${across}。`,
    why: `${inWords(table, equations)}能填错的是：${names.join("；")}${more}。哪一${shared}填错了，要对照原件才知道。`,
    cell: place.key,
    related: cells.map(whatItSays),
    fixes: candidates.slice(0, MOST_OFFERED).flatMap((moves) => moved(text, table, moves, along) ?? []),
  };
}

/** `（一）予以公开：自然人 13→11，商业企业 2→4`; nothing where a cell is not in the report. */
function moved(
  text: string,
  table: TableArithmetic,
  moves: readonly Move[],
  along: Misplacement["along"],
): Fix | undefined {
  const { shared, across } = NAMES[along];
  const changes = moves.flatMap(({ cell: at, by }) => {
    const cell = table.cellAt(at);
    return cell === undefined ? [] : [{ cell, value: table.operands[at]! + by }];
  });
  if (changes.length < moves.length) return undefined;
  const said = changes.map(({ cell, value }) => `${nameOf(cell, across)} ${cell.text || "空"}→${value}`);
  return {
    title: `${nameOf(changes[0]!.cell, shared)}：${said.join("，")}`,
    safe: false,
    isCandidate: true,
    edits: changes.flatMap(({ cell, value }) => writeNumber(text, cell, value)),
  };
}

/** `“自然人”列多 2，“商业企业”列少 2`; `“自然人”“商业企业”列差 2` where which of them has too many depends on the candidate. */
function differences(
  table: TableArithmetic,
  candidates: readonly (readonly Move[])[],
  across: "行" | "列",
): string {
  const excesses = candidates.map(
    (moves) =>
      new Map(
        moves.flatMap(({ cell, by }) => {
          const found = table.cellAt(cell);
          return found === undefined ? [] : [[nameOf(found, across), -by] as const];
        }),
      ),
  );
  const lines = [...excesses[0]!].sort(([, a], [, b]) => b - a);
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length > MOST_LINES ? `等 ${lines.length} ${across}` : "";
  const isAgreed = lines.every(([name, excess]) => excesses.every((other) => other.get(name) === excess));
  if (!isAgreed) {
    const most = lines[0]![1];
    const how = lines.every(([, excess]) => Math.abs(excess) === most) ? `差 ${most}` : "不平";
    return `${shown.map(([name]) => `“${name}”`).join("")}${more || across}${how}`;
  }
  const said = shown.map(
    ([name, excess]) => `“${name}”${across}${excess > 0 ? "多" : "少"} ${Math.abs(excess)}`,
  );
  return said.join("，") + more;
}

/** One finding for rows and columns that are broken together, where more than one set of cells explains them. */
export function* crossedNumbers(report: Report): Iterable<Finding> {
  for (const table of arithmeticOf(report)) {
    const { crossing, open: equations } = table.analysis;
    if (crossing === undefined) continue;
    const place = table.cellAt(equations[0]!.equation.right.at(-1)!);
    const cells = crossing.flatMap((at) => table.cellAt(at) ?? []);
    if (place === undefined) continue;
    const names = cells.map((cell) => `${describeCell(cell)}${describeWritten(cell)}`);
    yield {
      span: { start: place.start, end: place.end },
      message: `${equations[0]!.equation.about}等 ${equations.length} 个等式不成立，可能错在它们相交的格。`,
      why: `${inWords(table, equations)}能改的不止一处，说不准是哪几格，要对照原件核对这些行和列，先看相交的格：${names.join("；")}。`,
      cell: place.key,
      related: cells.map(whatItSays),
      fixes: [],
    };
  }
}

/** The cell that has most to give up: the number that was put there. */
function given(moves: readonly Move[]): number {
  return moves.reduce((most, move) => (move.by < most.by ? move : most)).cell;
}

/** What the numbers of a misplacement have in common, and in what they differ. */
const NAMES = {
  row: { shared: "行", across: "列" },
  column: { shared: "列", across: "行" },
} as const;

function nameOf(cell: ValueCell, what: "行" | "列"): string {
  return what === "行" ? describeRow(cell.row.spec!) : describeColumn(cell);
}
