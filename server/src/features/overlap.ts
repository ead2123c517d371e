import type { Span } from "../text";

/**
 * Finds those of many places that overlap or adjoin another, in their order, at the cost of what it finds: what is wrong
 * with a whole table must not make every cell in it slow. The items come in the order of their starts.
 */
export function overlapFinder<T>(items: readonly T[], spanOf: (item: T) => Span): (place: Span) => T[] {
  const size = 2 ** Math.ceil(Math.log2(items.length + 1));
  /** A tree over the items, laid out level by level from 1 on: how far those below each node reach. */
  const reach = new Array<number>(size * 2).fill(-1);
  for (const [at, item] of items.entries()) reach[size + at] = spanOf(item).end;
  for (let node = size - 1; node > 0; node--) reach[node] = Math.max(reach[node * 2]!, reach[node * 2 + 1]!);

  return ({ start, end }) => {
    const found: T[] = [];
    const collect = (node: number, first: number, width: number): void => {
      if (reach[node]! < start || spanOf(items[first]!).start > end) return;
      if (width === 1) {
        found.push(items[first]!);
        return;
      }
      collect(node * 2, first, width / 2);
      collect(node * 2 + 1, first + width / 2, width / 2);
    };
    collect(1, 0, size);
    return found;
  };
}
