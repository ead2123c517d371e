import { type GroupPart, LABEL_BEGINNING, type NumberRow, type RowLabel } from "./labels";

/*
 * Labels beside several rows, 三、本年度办理结果, where no lines are drawn: the row that each begins at. It stands beside the
 * middle of its rows; their own numbers begin anew with it.
 */

/** A label of a group in the row where it begins. */
export interface GroupLabel {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Heights that differ by less are the same, in sizes of characters. */
const SAME = 0.5;

interface Group {
  text: string;
  readonly top: number;
  bottom: number;
}

/** Puts pieces together, and finds where they begin. */
export function groupRows(
  parts: readonly GroupPart[],
  labels: readonly (RowLabel | undefined)[],
  rows: readonly NumberRow[],
): GroupLabel[] {
  const found: GroupLabel[] = [];
  for (const column of new Set(parts.map((part) => part.column))) {
    const groups = groupsOf(parts.filter((part) => part.column === column));
    for (const [from, to] of runsOf(labels, column)) {
      const bottom = rows[to]?.y ?? Number.POSITIVE_INFINITY;
      const top = rows[from - 1]?.y ?? Number.NEGATIVE_INFINITY;
      const its = groups.filter((group) => {
        const middle = (group.top + group.bottom) / 2;
        return middle > top && middle < bottom;
      });
      const begin = beginningsOf(its, labels, rows, from, to);
      for (const [at, { text }] of its.entries()) found.push({ row: begin[at]!, column, text });
    }
  }
  return found;
}

function groupsOf(parts: readonly GroupPart[]): Group[] {
  const groups: Group[] = [];
  for (const { text, y } of parts) {
    const open = groups.at(-1);
    if (open === undefined || LABEL_BEGINNING.test(text)) groups.push({ text, top: y, bottom: y });
    else {
      open.text += text;
      open.bottom = y;
    }
  }
  return groups;
}

/** Rows that follow one another and leave a column to a group. */
function runsOf(labels: readonly (RowLabel | undefined)[], column: number): [number, number][] {
  const runs: [number, number][] = [];
  for (const [row, label] of labels.entries()) {
    if (label !== undefined && label.column <= column) continue;
    const open = runs.at(-1);
    if (open !== undefined && open[1] === row) open[1]++;
    else runs.push([row, row + 1]);
  }
  return runs;
}

function beginningsOf(
  groups: readonly Group[],
  labels: readonly (RowLabel | undefined)[],
  rows: readonly NumberRow[],
  from: number,
  to: number,
): number[] {
  const anew = [from];
  for (let row = from + 1; row < to; row++)
    if (/^[（(]?1[、.．）)]/.test(labels[row]?.text ?? "")) anew.push(row);
  if (anew.length === groups.length) return anew;
  const topOf = (row: number) => labels[row]?.top ?? rows[row]!.y;
  const bottomOf = (row: number) => labels[row]?.bottom ?? rows[row]!.y;
  const [first, last] = [groups[0], groups.at(-1)];
  const isAtTop = first !== undefined && Math.abs(first.top - topOf(from)) < SAME;
  const isAtBottom = last !== undefined && Math.abs(last.bottom - bottomOf(to - 1)) < SAME;
  const begin: number[] = [];
  let row = from;
  let end = 0;
  for (const { top, bottom } of groups) {
    if (isAtTop) while (row + 1 < to && topOf(row) < top - SAME) row++;
    begin.push(row);
    end = isAtBottom ? bottom : top + bottom - topOf(row);
    if (!isAtTop) while (row + 1 < to && rows[row]!.y <= end + SAME) row++;
  }
  // Beside the middle of its first row, where the middle of all its rows does not come out: then all groups are.
  const middleOf = (at: number) => (topOf(at) + bottomOf(at)) / 2;
  const isAtFirst = first !== undefined && Math.abs((first.top + first.bottom) / 2 - middleOf(from)) < SAME;
  if (isAtTop || isAtBottom || !isAtFirst || Math.abs(end - bottomOf(to - 1)) < 1) return begin;
  return groups.map(({ top, bottom }, at) => {
    let nearest = from;
    while (nearest + 1 < to && middleOf(nearest + 1) <= (top + bottom) / 2 + SAME) nearest++;
    return at === 0 ? from : nearest;
  });
}
