import { diffArrays } from "diff";
import { distance } from "fastest-levenshtein";

/*
 * How the lines of a text become those of another: which stay, change, come, go, are parted or joined. Lines that changed
 * are paired by likeness, so that what stands in a paragraph stays in it.
 */

/** One step; `old` counts the lines before, in order. */
export type Step =
  | { readonly kind: "change"; readonly old: number; readonly text: string }
  | { readonly kind: "split"; readonly old: number; readonly texts: readonly [string, string] }
  | { readonly kind: "join"; readonly old: number; readonly text: string }
  | { readonly kind: "remove"; readonly old: number }
  /** In front of line `old`, or behind the last. */
  | { readonly kind: "insert"; readonly old: number; readonly text: string };

/** What stands in the text: a line, and whether it is a table's row. */
export interface WrittenLine {
  readonly text: string;
  readonly isRow: boolean;
}

/** The steps from lines to lines. */
export function stepsBetween(before: readonly WrittenLine[], after: readonly WrittenLine[]): Step[] {
  const steps: Step[] = [];
  let old = 0;
  let next = 0;
  const parts = diffArrays(
    before.map(({ text }) => text),
    after.map(({ text }) => text),
  );
  for (let at = 0; at < parts.length; at++) {
    const { added, removed, count = 0 } = parts[at]!;
    if (!added && !removed) {
      old += count;
      next += count;
      continue;
    }
    const other = parts[at + 1];
    const isPair = other !== undefined && (removed ? other.added : other.removed) === true;
    const gone = removed ? count : isPair ? (other.count ?? 0) : 0;
    const come = added ? count : isPair ? (other.count ?? 0) : 0;
    steps.push(...paired(before.slice(old, old + gone), after.slice(next, next + come), old));
    old += gone;
    next += come;
    if (isPair) at++;
  }
  return steps;
}

/** More lines than this changed at once are paired in order. */
const MOST_PAIRED = 10_000;
/** What a line costs that comes or goes, in shares of a line that has nothing in common with its pair. */
const ALONE = 0.35;
/** What it costs to part or join lines, beside what changes in them. */
const PARTING = 0.05;

interface Choice {
  readonly cost: number;
  readonly from: readonly [old: number, next: number];
  readonly step: Step | undefined;
}

/** The cheapest way from some lines to others. */
function paired(before: readonly WrittenLine[], after: readonly WrittenLine[], offset: number): Step[] {
  if (before.length * after.length > MOST_PAIRED) return inOrder(before, after, offset);
  const best: (Choice | undefined)[][] = Array.from({ length: before.length + 1 }, () => []);
  best[0]![0] = { cost: 0, from: [0, 0], step: undefined };
  for (let old = 0; old <= before.length; old++) {
    for (let next = 0; next <= after.length; next++) {
      const here = best[old]![next]!;
      for (const { takes, gives, cost, step } of choices(before, after, old, next, offset)) {
        const there = best[old + takes]![next + gives];
        const total = here.cost + cost;
        if (there === undefined || total < there.cost)
          best[old + takes]![next + gives] = { cost: total, from: [old, next], step };
      }
    }
  }
  const steps: Step[] = [];
  let at: readonly [number, number] = [before.length, after.length];
  while (at[0] > 0 || at[1] > 0) {
    const choice = best[at[0]]![at[1]]!;
    if (choice.step !== undefined) steps.unshift(choice.step);
    at = choice.from;
  }
  return steps;
}

interface Move {
  readonly takes: number;
  readonly gives: number;
  readonly cost: number;
  readonly step: Step | undefined;
}

function* choices(
  before: readonly WrittenLine[],
  after: readonly WrittenLine[],
  old: number,
  next: number,
  offset: number,
): Generator<Move> {
  const [gone, goneNext] = [before[old], before[old + 1]];
  const [come, comeNext] = [after[next], after[next + 1]];
  if (gone !== undefined)
    yield { takes: 1, gives: 0, cost: ALONE, step: { kind: "remove", old: offset + old } };
  if (come !== undefined)
    yield { takes: 0, gives: 1, cost: ALONE, step: { kind: "insert", old: offset + old, text: come.text } };
  if (gone === undefined || come === undefined || gone.isRow !== come.isRow) return;
  const step: Step | undefined =
    gone.text === come.text ? undefined : { kind: "change", old: offset + old, text: come.text };
  yield { takes: 1, gives: 1, cost: unlike(gone.text, come.text), step };
  if (gone.isRow) return;
  if (comeNext !== undefined && !comeNext.isRow)
    yield {
      takes: 1,
      gives: 2,
      cost: PARTING + unlike(gone.text, come.text + comeNext.text),
      step: { kind: "split", old: offset + old, texts: [come.text, comeNext.text] },
    };
  if (goneNext !== undefined && !goneNext.isRow)
    yield {
      takes: 2,
      gives: 1,
      cost: PARTING + unlike(gone.text + goneNext.text, come.text),
      step: { kind: "join", old: offset + old, text: come.text },
    };
}

/** From 0, the same, to 1, nothing in common. A row with other numbers is the same row. */
function unlike(a: string, b: string): number {
  if (a === b) return 0;
  return distance(a, b) / Math.max(a.length, b.length);
}

function inOrder(before: readonly WrittenLine[], after: readonly WrittenLine[], offset: number): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < Math.max(before.length, after.length); at++) {
    const [gone, come] = [before[at], after[at]];
    if (gone !== undefined && come !== undefined && gone.isRow === come.isRow) {
      if (gone.text !== come.text) steps.push({ kind: "change", old: offset + at, text: come.text });
      continue;
    }
    if (gone !== undefined) steps.push({ kind: "remove", old: offset + at });
    if (come !== undefined)
      steps.push({ kind: "insert", old: offset + Math.min(at + 1, before.length), text: come.text });
  }
  return steps;
}
