import { distance as editDistance } from "fastest-levenshtein";

/** Edit distance, and the share of character pairs (Dice) that two folded texts have in common. */
export function similarity(a: string, b: string): { distance: number; shared: number } {
  if (a.length < 2 || b.length < 2) return { distance: editDistance(a, b), shared: 0 };
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < a.length; i++)
    pairs.set(a.slice(i, i + 2), (pairs.get(a.slice(i, i + 2)) ?? 0) + 1);
  let common = 0;
  for (let i = 0; i + 1 < b.length; i++) {
    const pair = b.slice(i, i + 2);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    common++;
    pairs.set(pair, left - 1);
  }
  return { distance: editDistance(a, b), shared: (2 * common) / (a.length + b.length - 2) };
}

/** Edit distance where it can be at most `most`, else a larger number; cheap for lengths far apart. */
export function distanceWithin(a: string, b: string, most: number): number {
  return Math.abs(a.length - b.length) > most ? most + 1 : editDistance(a, b);
}

/** How many items two texts or lists have in common at their start, and how many of the others at their end. */
export function commonEnds<T>(a: ArrayLike<T>, b: ArrayLike<T>): { head: number; tail: number } {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { head, tail };
}
