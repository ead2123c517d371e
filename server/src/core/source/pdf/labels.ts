import type { LinePart } from "./lines";

/*
 * Labels beside rows of numbers, where no lines are drawn: which pieces of text are the label of which row. Numbers stand
 * beside the middle of their label, beside its first line or beside its last. Heights are counted in sizes of characters.
 */

/** A piece of a label: in which line, how far down, and whether it is the one next to the numbers. */
export interface PlacedPart extends LinePart {
  readonly line: number;
  readonly y: number;
  readonly isLast: boolean;
}

/** A row of numbers: in which line, and how far down. */
export interface NumberRow {
  readonly line: number;
  readonly y: number;
}

/** A label with the column that it begins in. */
export interface RowLabel {
  readonly text: string;
  readonly column: number;
  /** How far down its first and its last line are. */
  readonly top: number;
  readonly bottom: number;
}

/** A piece of a label beside several rows. */
export interface GroupPart {
  readonly text: string;
  readonly column: number;
  readonly y: number;
}

export interface LabelsBeside {
  /** By row. */
  readonly labels: readonly (RowLabel | undefined)[];
  readonly groups: readonly GroupPart[];
  /** Lines that all of this stands in. */
  readonly used: readonly number[];
}

/** How labels begin. */
export const LABEL_BEGINNING =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．])/u;

/** Lines of one label are no further apart. */
const PITCH = 2.2;
/** A line that leaves more room than so many characters is a label's last. */
const ROOM = 2;
/** A label has no more lines. */
const MOST_LINES = 6;
/** What it costs, in sizes of characters out of place. */
const COST = { bare: 2.5, unused: 1.2, begins: 3, apart: 3, notFull: 1 };

/** Where numbers stand beside the lines of a label, in all rows of a table. */
const MIDDLES: readonly ((first: number, last: number) => number)[] = [
  (first, last) => (first + last) / 2,
  (first) => first,
  (_, last) => last,
];

interface Item extends PlacedPart {
  readonly column: number;
}

/** Pieces of text given to rows so that numbers stand where they should beside their labels. */
export function labelsOfRows(
  parts: readonly PlacedPart[],
  rows: readonly NumberRow[],
  starts: readonly number[],
  size: number,
): LabelsBeside {
  const placed = parts.map((part) => ({ ...part, column: columnOf(part, starts, size) }));
  const items = itemsOf(placed, rows, starts, size);
  const own = new Set<Item>(items);
  const end = items.reduce((most, { right }) => Math.max(most, right), 0) - ROOM * size;
  const ways = MIDDLES.map((middle) => aligned(items, rows, (its, y) => costOf(its, y, middle, end)));
  const { spans } = ways.reduce((best, way) => (way.cost < best.cost ? way : best));
  const labels = spans.map(([from, to]) => {
    const its = items.slice(from, to);
    return its.length === 0
      ? undefined
      : {
          text: its.map(({ text }) => text).join(""),
          column: its[0]!.column,
          top: its[0]!.y,
          bottom: its.at(-1)!.y,
        };
  });
  const groups = placed.filter((part) => !own.has(part));
  const lines = [...spans.flatMap(([from, to]) => items.slice(from, to)), ...groups].map(({ line }) => line);
  return { labels, groups, used: lines };
}

function columnOf({ left }: LinePart, starts: readonly number[], size: number): number {
  let column = 0;
  while (column + 1 < starts.length && starts[column + 1]! <= left + size / 2) column++;
  return column;
}

/** Pieces of rows' own labels: those in the last column or reaching into it, or alone with numbers; and what they go on with. */
function itemsOf(
  parts: readonly Item[],
  rows: readonly NumberRow[],
  starts: readonly number[],
  size: number,
): Item[] {
  const last = starts.length - 1;
  const withNumbers = new Set(rows.map(({ line }) => line));
  const deep = parts.filter(({ column, right }) => column === last || right > starts[last]! + size / 2);
  const isBetween = ({ y }: Item) =>
    deep.some((part) => part.y < y - 0.3 && part.y > y - 1.2) &&
    deep.some((part) => part.y > y + 0.3 && part.y < y + 1.2);
  const deepParts = new Set(deep);
  const end = parts.reduce((most, { right }) => Math.max(most, right), 0);
  const items: Item[] = [];
  for (const part of parts) {
    const before = items.at(-1);
    const goesOn =
      before !== undefined &&
      before.column === part.column &&
      before.column < last &&
      before.right > end - ROOM * size &&
      part.y - before.y < PITCH &&
      part.isLast &&
      !LABEL_BEGINNING.test(part.text);
    const isAlone = part.isLast && withNumbers.has(part.line) && !isBetween(part);
    if (deepParts.has(part) || isAlone || goesOn) items.push(part);
  }
  return items;
}

/** By row, the first of its items and the one after its last: what costs least. */
function aligned(
  items: readonly Item[],
  rows: readonly NumberRow[],
  costFor: (items: readonly Item[], y: number) => number,
): { readonly spans: readonly (readonly [number, number])[]; readonly cost: number } {
  const width = items.length + 1;
  const costs = new Float64Array((rows.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  // Where it came from: how many items the row took, or -1 for an item left out.
  const steps = new Int8Array((rows.length + 1) * width);
  const offer = (at: number, cost: number, step: number) => {
    if (cost >= costs[at]!) return;
    costs[at] = cost;
    steps[at] = step;
  };
  costs[0] = 0;
  for (let row = 0; row <= rows.length; row++) {
    for (let item = 0; item < width; item++) {
      const cost = costs[row * width + item]!;
      if (item < items.length) offer(row * width + item + 1, cost + COST.unused, -1);
      if (row === rows.length || cost === Number.POSITIVE_INFINITY) continue;
      const isNear = item < items.length && Math.abs(items[item]!.y - rows[row]!.y) < MOST_LINES * PITCH;
      const most = isNear ? Math.min(MOST_LINES, items.length - item) : 0;
      for (let count = 0; count <= most; count++) {
        const more = costFor(items.slice(item, item + count), rows[row]!.y);
        offer((row + 1) * width + item + count, cost + more, count);
      }
    }
  }
  const spans: (readonly [number, number])[] = [];
  for (let row = rows.length, item = items.length; row > 0; ) {
    const step = steps[row * width + item]!;
    item -= step < 0 ? 1 : step;
    if (step < 0) continue;
    spans.unshift([item, item + step]);
    row--;
  }
  return { spans, cost: costs.at(-1)! };
}

/** What it costs if a row at some height has these pieces: one that leaves room before `end` is the last. */
function costOf(
  items: readonly Item[],
  y: number,
  middle: (first: number, last: number) => number,
  end: number,
): number {
  if (items.length === 0) return COST.bare;
  const ys = items.map((item) => item.y);
  const [first, last] = [ys[0]!, ys.at(-1)!];
  let cost = Math.abs(middle(first, last) - y);
  for (const [at, item] of items.entries()) {
    if (at === 0) continue;
    if (LABEL_BEGINNING.test(item.text)) cost += COST.begins;
    if (item.y - ys[at - 1]! > PITCH) cost += COST.apart;
    if (items[at - 1]!.right < end) cost += COST.notFull;
  }
  return cost;
}
