import { childOf, type Element } from "../xml";

/*
 * The grid of a table: Word gives rows cells that span columns of it. Not each of them is one that a person sees: programs
 * have some for widths alone, and some as wide as a rounding error, where the edges of two rows do not quite meet.
 */

/** A row and its cells, as far as they are read. */
export interface GridRow {
  readonly row: Element;
  readonly cells: readonly Element[];
}

/** Which column of the text starts at an edge of the grid, counted from 0 both; for an end of a row, how many come before. */
export type ColumnAt = (edge: number) => number;

/** No table of a report is wider; more columns would be made of nothing but blanks. */
const MOST_COLUMNS = 200;

/** Edges are one that lie no further apart than this part of a column as wide as most. */
const NEAR = 1 / 8;

/** The columns of a table: where some cell starts. Edges that nearly meet are one, unless some row has a cell between them. */
export function gridColumnsOf(table: Element, rows: readonly GridRow[]): ColumnAt {
  const starts = rows.map(startsIn);
  const edges = [...new Set(starts.flat())].sort((a, b) => a - b);
  const isJoined = joinedEdges(edges, placesOf(table), starts);
  const columns = new Map<number, number>();
  const firsts: number[] = [];
  edges.forEach((edge, at) => {
    if (!isJoined[at]) firsts.push(edge);
    columns.set(edge, firsts.length - 1);
  });
  return (edge) => columns.get(edge) ?? firsts.filter((first) => first < edge).length;
}

function startsIn({ row, cells }: GridRow): number[] {
  let edge = gridBefore(row);
  return cells.map((cell) => {
    const start = edge;
    edge += gridSpan(cell);
    return start;
  });
}

/** How far from the left each edge of the grid lies; nothing where a width is missing. */
function placesOf(table: Element): number[] {
  const places = [0];
  for (const { name, attributes } of childOf(table, "w:tblGrid")?.children ?? []) {
    if (name !== "w:gridCol") continue;
    const width = Number(attributes["w:w"]);
    if (!(width >= 0)) return [];
    places.push(places.at(-1)! + width);
  }
  return places;
}

/** Which edges are one with the edge before: the nearest come first, so that one between two goes to the nearer. */
function joinedEdges(
  edges: readonly number[],
  places: readonly number[],
  starts: readonly (readonly number[])[],
): boolean[] {
  const isJoined = edges.map(() => false);
  if (edges.length > MOST_COLUMNS || !((edges.at(-1) ?? 0) < places.length)) return isJoined;
  const near = (places.at(-1)! / edges.length) * NEAR;
  const between = (from: number, to: number) => places[edges[to]!]! - places[edges[from]!]!;
  const gaps = edges.map((_, at) => at).filter((at) => at > 0 && near > 0 && between(at - 1, at) <= near);
  for (const at of gaps.sort((a, b) => between(a - 1, a) - between(b - 1, b))) {
    let [first, last] = [at - 1, at];
    while (isJoined[first]) first--;
    while (isJoined[last + 1]) last++;
    const isInside = (edge: number) => edge >= edges[first]! && edge <= edges[last]!;
    const isOne = starts.every((row) => row.filter(isInside).length < 2);
    if (isOne && between(first, last) <= near) isJoined[at] = true;
  }
  return isJoined;
}

/** How many columns of the grid a row leaves out in front. */
export function gridBefore(row: Element): number {
  return count(childOf(childOf(row, "w:trPr"), "w:gridBefore"), 0);
}

/** How many columns of the grid a cell takes. */
export function gridSpan(cell: Element): number {
  return count(childOf(childOf(cell, "w:tcPr"), "w:gridSpan"), 1);
}

function count(element: Element | undefined, least: number): number {
  return Math.max(least, Math.min(Number(element?.attributes["w:val"] ?? least) || least, MOST_COLUMNS));
}
