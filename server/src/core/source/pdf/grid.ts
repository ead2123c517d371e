import type { Bar } from "./content";

/*
 * Lines on a page that make a table: cells are what they part, and merged where a line between two cells is missing.
 */

/** A cell by the lines around it, by their numbers in the grid. */
export interface RuledCell {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A table's lines: where they are, and the cells between them. */
export interface Grid {
  /** From left to right, one more than columns. */
  readonly xs: readonly number[];
  /** From top to bottom, one more than rows. */
  readonly ys: readonly number[];
  readonly cells: readonly RuledCell[];
}

/** Lines no further apart are one: drawn double, dotted, or cell by cell. In points. */
const SAME = 3;
/** A line may end so far from the one that it meets. */
const REACH = 3;
/** A row or a column without an outer line is at least so large. */
const OPEN = 8;
/** So much of a cell's side has to be drawn. */
const DRAWN = 0.5;
/** More lines are a drawing. */
const MOST_LINES = 400;

/** The tables that a page's lines make, from top to bottom. */
export function gridsOf(across: readonly Bar[], down: readonly Bar[]): Grid[] {
  const [rows, columns] = [joined(across), joined(down)];
  if (rows.length + columns.length > 40 * MOST_LINES) return [];
  const grids = groupsOf(rows, columns).flatMap(({ across: its, down: others }) => gridOf(its, others) ?? []);
  return grids.sort((a, b) => a.ys[0]! - b.ys[0]!);
}

/** Pieces of one line put together. */
function joined(bars: readonly Bar[]): Bar[] {
  const lines: Bar[] = [];
  for (const group of nearby(
    bars.toSorted((a, b) => a.at - b.at),
    ({ at }) => at,
  )) {
    const at = group.reduce((sum, bar) => sum + bar.at, 0) / group.length;
    let open: Bar | undefined;
    for (const { from, to } of group.toSorted((a, b) => a.from - b.from)) {
      if (open !== undefined && from <= open.to + SAME)
        open = { at, from: open.from, to: Math.max(open.to, to) };
      else {
        if (open) lines.push(open);
        open = { at, from, to };
      }
    }
    if (open) lines.push(open);
  }
  // A line of letters' width is underneath them, or part of a picture.
  return lines.filter(({ from, to }) => to - from > SAME);
}

/** Sorted things put together where each is near the first of its group. */
function nearby<T>(sorted: readonly T[], placeOf: (thing: T) => number): T[][] {
  const groups: T[][] = [];
  for (const thing of sorted) {
    const group = groups.at(-1);
    if (group && placeOf(thing) - placeOf(group[0]!) <= SAME) group.push(thing);
    else groups.push([thing]);
  }
  return groups;
}

interface Group {
  readonly across: Bar[];
  readonly down: Bar[];
}

function meet(row: Bar, column: Bar): boolean {
  return (
    column.at >= row.from - REACH &&
    column.at <= row.to + REACH &&
    row.at >= column.from - REACH &&
    row.at <= column.to + REACH
  );
}

/** Lines that meet, directly or through others. */
function groupsOf(across: readonly Bar[], down: readonly Bar[]): Group[] {
  const open = { across: new Set(across), down: new Set(down) };
  const groups: Group[] = [];
  for (const first of across) {
    if (!open.across.delete(first)) continue;
    const group: Group = { across: [first], down: [] };
    const rows = [first];
    for (let row = rows.pop(); row !== undefined; row = rows.pop()) {
      for (const column of open.down) {
        if (!meet(row, column)) continue;
        open.down.delete(column);
        group.down.push(column);
        for (const other of open.across) {
          if (!meet(other, column)) continue;
          open.across.delete(other);
          group.across.push(other);
          rows.push(other);
        }
      }
    }
    groups.push(group);
  }
  return groups;
}

function gridOf(across: readonly Bar[], down: readonly Bar[]): Grid | undefined {
  if (across.length === 0 || down.length === 0) return undefined;
  const xs = placesOf(down, across);
  const ys = placesOf(across, down);
  if (xs.length < 2 || ys.length < 2 || xs.length > MOST_LINES || ys.length > MOST_LINES) return undefined;
  return { xs, ys, cells: cellsOf(xs, ys, across, down) };
}

/** Where lines of one direction are, and where those of the other end without one. */
function placesOf(bars: readonly Bar[], others: readonly Bar[]): number[] {
  const places = nearby(
    bars.map(({ at }) => at).sort((a, b) => a - b),
    (at) => at,
  ).map((group) => group.reduce((sum, at) => sum + at, 0) / group.length);
  const start = Math.min(...others.map(({ from }) => from));
  const end = Math.max(...others.map(({ to }) => to));
  if (start < places[0]! - OPEN) places.unshift(start);
  if (end > places.at(-1)! + OPEN) places.push(end);
  return places;
}

/** Cells, put together where nothing is drawn between them. */
function cellsOf(xs: readonly number[], ys: readonly number[], across: readonly Bar[], down: readonly Bar[]) {
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  const parent = Array.from({ length: rows * columns }, (_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]!]!;
      top = parent[top]!;
    }
    return top;
  };
  const below = sidesOf(ys, xs, across);
  const beside = sidesOf(xs, ys, down);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (column + 1 < columns && !beside[column + 1]![row]) parent[root(at + 1)] = root(at);
      if (row + 1 < rows && !below[row + 1]![column]) parent[root(at + columns)] = root(at);
    }
  }
  return rectangles(rows, columns, root);
}

/** By line and part of it between two others: whether it is drawn. */
function sidesOf(places: readonly number[], between: readonly number[], bars: readonly Bar[]): boolean[][] {
  return places.map((place) => {
    const its = bars.filter(({ at }) => Math.abs(at - place) <= SAME);
    return between.slice(1).map((end, at) => {
      const start = between[at]!;
      const drawn = its.reduce(
        (sum, bar) => sum + Math.max(0, Math.min(end, bar.to) - Math.max(start, bar.from)),
        0,
      );
      return drawn >= DRAWN * (end - start);
    });
  });
}

function rectangles(rows: number, columns: number, root: (at: number) => number): RuledCell[] {
  const cells = new Map<number, { top: number; left: number; bottom: number; right: number }>();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const top = root(row * columns + column);
      const cell = cells.get(top);
      if (cell === undefined) cells.set(top, { top: row, left: column, bottom: row, right: column });
      else {
        cell.left = Math.min(cell.left, column);
        cell.right = Math.max(cell.right, column);
        cell.bottom = row;
      }
    }
  }
  return [...cells.values()].map(({ top, left, bottom, right }) => ({
    row: top,
    column: left,
    rows: bottom - top + 1,
    columns: right - left + 1,
  }));
}

/** The number of the part that a place is in, between lines; undefined outside. */
export function partAt(lines: readonly number[], place: number): number | undefined {
  if (place < lines[0]! || place > lines.at(-1)!) return undefined;
  const after = lines.findIndex((line) => line > place);
  return after < 0 ? lines.length - 2 : after - 1;
}
