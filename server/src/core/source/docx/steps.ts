import { diffArrays } from "diff";
import { distance } from "fastest-levenshtein";
import { applyEdits, type Edit, firstAt, lineStarts } from "../../text/text";
import type { Line } from "./lines";
import { isRuling, linesIn, type WrittenLine } from "./written";

/*
 * How the lines of a text become those of another: which stay, change, come, go, are parted or joined. Only lines that an
 * edit touches are looked at; among these they are paired by likeness, so that what stands in a paragraph stays in it.
 */

/** One step; `old` counts the lines before, in order. Steps come in the order of the text. */
export type Step =
  | { readonly kind: "change"; readonly old: number; readonly text: string }
  | { readonly kind: "part"; readonly old: number; readonly texts: readonly string[] }
  /** So many lines become one. */
  | { readonly kind: "join"; readonly old: number; readonly count: number; readonly text: string }
  | { readonly kind: "remove"; readonly old: number }
  /** In front of line `old`, or behind the last. */
  | { readonly kind: "insert"; readonly old: number; readonly texts: readonly string[] };

/** The steps that edits of a text ask for. */
export function stepsOf(text: string, lines: readonly Line[], edits: readonly Edit[]): Step[] {
  const starts = lineStarts(text);
  return regionsOf(text, starts, edits).flatMap(({ start, end, edits }) => {
    const from = starts[start]!;
    const to = starts[end] ?? text.length;
    const own = edits.map(({ span, text }) => ({
      span: { start: span.start - from, end: span.end - from },
      text,
    }));
    const first = firstAt(lines, (line) => line.start >= from);
    const last = firstAt(lines, (line) => line.start >= to);
    const before = lines.slice(first, last).flatMap((line) => linesIn(text.slice(line.start, line.end)));
    const after = linesIn(applyEdits(text.slice(from, to), own));
    // What looks like a ruling may be a row of the file.
    const come = before.some(isRuling) ? after : after.filter((line) => !isRuling(line));
    return stepsBetween(before, come, first);
  });
}

/** Lines from `start` up to `end`, counted in the text with blank ones, and the edits in them. */
interface Region {
  readonly start: number;
  end: number;
  readonly edits: Edit[];
}

function regionsOf(text: string, starts: readonly number[], edits: readonly Edit[]): Region[] {
  const regions: Region[] = [];
  for (const given of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const edit = ofWholeLines(text, starts, given);
    const start = lineAt(starts, edit.span.start);
    const end = isOfLines(starts, edit) ? lineAt(starts, edit.span.end) : lineAt(starts, edit.span.end) + 1;
    const last = regions.at(-1);
    if (last !== undefined && (start < last.end || (start === last.start && end === last.end))) {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    } else regions.push({ start, end, edits: [edit] });
  }
  return regions;
}

function lineAt(starts: readonly number[], offset: number): number {
  return firstAt(starts, (start) => start > offset) - 1;
}

/** Whether an edit takes whole lines and gives whole lines, and leaves all others as they are. */
function isOfLines(starts: readonly number[], { span, text }: Edit): boolean {
  const isStart = (offset: number) => starts[lineAt(starts, offset)] === offset;
  return (text === "" || text.endsWith("\n")) && isStart(span.start) && isStart(span.end);
}

/** What comes behind the end of a line, line break first, is as good as what comes in front of the next. */
function ofWholeLines(text: string, starts: readonly number[], edit: Edit): Edit {
  const { start, end } = edit.span;
  const isEnd = (offset: number) => text[offset] === "\n";
  if (isOfLines(starts, edit) || !isEnd(start) || !isEnd(end)) return edit;
  if (edit.text !== "" && !edit.text.startsWith("\n")) return edit;
  return {
    span: { start: start + 1, end: end + 1 },
    text: edit.text === "" ? "" : `${edit.text.slice(1)}\n`,
  };
}

function stepsBetween(before: readonly WrittenLine[], after: readonly WrittenLine[], offset: number): Step[] {
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
    const found = paired(before.slice(old, old + gone), after.slice(next, next + come), offset + old);
    for (const step of found) push(steps, step);
    old += gone;
    next += come;
    if (isPair) at++;
  }
  return steps;
}

/** Lines that come at one place come together: rows among them may be one table. */
function push(steps: Step[], step: Step): void {
  const last = steps.at(-1);
  if (step.kind === "insert" && last?.kind === "insert" && last.old === step.old)
    steps[steps.length - 1] = { ...last, texts: [...last.texts, ...step.texts] };
  else steps.push(step);
}

/** More pairs of lines than this are not weighed. */
const MOST_PAIRED = 2500;
/** What a line costs that comes or goes: one that goes where one comes is the same line, however much it changes. */
const ALONE = 0.55;
/** What it costs to part or join two lines, beside what changes in them. */
const PARTING = 0.05;
/** A line is parted into so many, or made of so many. */
const MOST_PARTS = 4;

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
    if (choice.step !== undefined) steps.push(choice.step);
    at = choice.from;
  }
  return steps.reverse();
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
  const [gone, come] = [before[old], after[next]];
  const place = offset + old;
  if (gone !== undefined) yield { takes: 1, gives: 0, cost: ALONE, step: { kind: "remove", old: place } };
  if (come !== undefined)
    yield { takes: 0, gives: 1, cost: ALONE, step: { kind: "insert", old: place, texts: [come.text] } };
  if (gone === undefined || come === undefined || gone.isRow !== come.isRow) return;
  const step: Step | undefined =
    gone.text === come.text ? undefined : { kind: "change", old: place, text: come.text };
  yield { takes: 1, gives: 1, cost: unlike(gone.text, come.text), step };
  if (gone.isRow) return;
  for (let count = 2; count <= MOST_PARTS; count++) {
    const parts = texts(after, next, count);
    const cost = parts && PARTING * (count - 1) + unlike(gone.text, parts.join(""));
    if (cost === undefined || cost > 1) break;
    if (!parts!.every((part) => isFrom(part, gone.text))) continue;
    yield { takes: 1, gives: count, cost, step: { kind: "part", old: place, texts: parts! } };
  }
  for (let count = 2; count <= MOST_PARTS; count++) {
    const parts = texts(before, old, count);
    const cost = parts && PARTING * (count - 1) + unlike(parts.join(""), come.text);
    if (cost === undefined || cost > 1) break;
    if (!parts!.every((part) => isFrom(part, come.text))) continue;
    yield { takes: count, gives: 1, cost, step: { kind: "join", old: place, count, text: come.text } };
  }
}

/** So many lines that are no rows; undefined where there are not as many. */
function texts(lines: readonly WrittenLine[], at: number, count: number): string[] | undefined {
  const found = lines.slice(at, at + count);
  return found.length === count && !found.some(({ isRow }) => isRow)
    ? found.map(({ text }) => text)
    : undefined;
}

/** So much of a line must be of another for it to be a part of that. */
const OWN = 0.6;

/** Whether a text is made of what stands in another, for the most part. */
function isFrom(part: string, whole: string): boolean {
  const left = new Map<string, number>();
  for (const char of whole) left.set(char, (left.get(char) ?? 0) + 1);
  let found = 0;
  for (const char of part) {
    const count = left.get(char) ?? 0;
    if (count > 0) found++;
    left.set(char, count - 1);
  }
  return found >= part.length * OWN;
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
      steps.push({ kind: "insert", old: offset + Math.min(at + 1, before.length), texts: [come.text] });
  }
  return steps;
}
