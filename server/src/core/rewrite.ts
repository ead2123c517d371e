import { diffArrays } from "diff";
import { linesIn, saysTheSame } from "./source/docx/written";
import type { Change, Refusal, Source, WriteOptions, Written } from "./source/source";
import { applyEdits, type Edit, firstAt } from "./text/text";

/** A file with another text; `places` has where in that text what it cannot take stands, in order. */
export interface Rewritten extends Written {
  readonly places: readonly RefusedLines[];
}

/** Lines of the new text that a file cannot take. Offsets are those of the text as it was given. */
export interface RefusedLines extends Refusal {
  readonly start: number;
  /** Without the last line's end. */
  readonly end: number;
  /** What makes the new text say there what the file says. */
  readonly back: Edit;
}

/**
 * A source that says another text. Each run of lines that differ is a change of its own: what is refused is so alone, and
 * is told where it stands in the new text, to the line where one line can be told. Lines end as those of the source do.
 * What only editors put in is no difference to a file that has no lines: blank lines, blanks at a line's end, and how cells
 * are padded.
 */
export function rewriteSource(source: Source, text: string, options?: WriteOptions): Rewritten {
  const given = offsetsIn(text);
  const hunks = hunksBetween(source, text.replaceAll("\r\n", "\n"));
  const written = source.write(
    hunks.map(({ change }) => change),
    options,
  );
  const places = written.refused.flatMap((refusal) => {
    const hunk = hunks.find(({ change }) => change === refusal.change)!;
    return placesOf(source, hunk, refusal, options).map((place) => inGiven(place, given));
  });
  return { ...written, places: places.sort((a, b) => a.start - b.start) };
}

/** Lines that differ. */
interface Hunk {
  readonly change: Change;
  /** Lines of the source, with their ends, and where they start. */
  readonly old: readonly string[];
  readonly from: number;
  /** Lines of the new text, and where they start in it. */
  readonly next: readonly string[];
  readonly to: number;
}

function hunksBetween({ format, text }: Source, after: string): Hunk[] {
  const isText = format === "text";
  const [before, now] = [linesOf(text), linesOf(after)];
  const comparator = (one: string, other: string) =>
    one === other || (!isText && isEnded(one) === isEnded(other) && saidBy(one) === saidBy(other));
  const hunks: Hunk[] = [];
  let [at, next, from, to] = [0, 0, 0, 0];
  let open: { at: number; next: number; from: number; to: number } | undefined;
  const close = () => {
    if (open === undefined) return;
    const old = before.slice(open.at, at);
    const lines = now.slice(open.next, next);
    const edit = editOf(old, isText ? lines : withBlanksOf(old, lines), open.from);
    const isNothing = !isText && saysTheSame(old.join(""), lines.join(""));
    if (!isNothing) hunks.push({ change: [edit], old, from: open.from, next: lines, to: open.to });
    open = undefined;
  };
  for (const { added, removed, count = 0 } of diffArrays(before, now, { comparator })) {
    if (added || removed) open ??= { at, next, from, to };
    else close();
    const [gone, come] = [added ? 0 : count, removed ? 0 : count];
    from += lengthOf(before.slice(at, at + gone));
    to += lengthOf(now.slice(next, next + come));
    at += gone;
    next += come;
  }
  close();
  return hunks;
}

/** With their ends, which together are the text again. */
const linesOf = (text: string) => (text === "" ? [] : text.split(/(?<=\n)/));

const lengthOf = (lines: readonly string[]) => lines.reduce((sum, { length }) => sum + length, 0);

const isEnded = (line: string) => line.endsWith("\n");

/** What a line says to a file that has no lines. */
const saidBy = (line: string) => withoutBlanks(linesIn(line)[0]?.text ?? "");

function editOf(old: readonly string[], next: readonly string[], from: number): Edit {
  return { span: { start: from, end: from + lengthOf(old) }, text: next.join("") };
}

/** Blanks at the end of a line that is changed elsewhere stay: an editor may have trimmed them, and nobody sees them. */
function withBlanksOf(old: readonly string[], next: readonly string[]): readonly string[] {
  if (old.length !== next.length) return next;
  return next.map((line, at) => {
    const [text, end] = isEnded(line) ? [line.slice(0, -1), "\n"] : [line, ""];
    const before = old[at]!.replace(/\n$/, "");
    return withoutBlanks(text) === text ? text + before.slice(withoutBlanks(before).length) + end : line;
  });
}

/** Without the blanks at its end that editors trim. */
function withoutBlanks(text: string): string {
  let end = text.length;
  while (text[end - 1] === " " || text[end - 1] === "\t") end--;
  return text.slice(0, end);
}

/** Where a refused hunk stands: of as many lines as before, those that are refused alone. */
function placesOf(
  source: Source,
  hunk: Hunk,
  { change, reason }: Refusal,
  options?: WriteOptions,
): RefusedLines[] {
  const { old, next, from, to } = hunk;
  const whole = placeOf(hunk, change, reason);
  if (old.length !== next.length || old.length < 2 || old.length > MOST_TRIED) return [whole];
  const lines = old.map((line, at): Hunk => {
    const start = from + lengthOf(old.slice(0, at));
    const change = [editOf([line], withBlanksOf([line], [next[at]!]), start)];
    return { change, old: [line], from: start, next: [next[at]!], to: to + lengthOf(next.slice(0, at)) };
  });
  const others = lines.filter(({ change }) => applyEdits(source.text, change) !== source.text);
  const { refused } = source.write(
    others.map(({ change }) => change),
    options,
  );
  const places = refused.map((refusal) => {
    const line = others.find(({ change }) => change === refusal.change)!;
    return placeOf(line, change, refusal.reason);
  });
  return places.length > 0 ? places : [whole];
}

/** More lines are not tried one by one. */
const MOST_TRIED = 50;

function placeOf({ old, next, to }: Hunk, change: Change, reason: string): RefusedLines {
  const text = next.join("");
  const end = to + text.length;
  const back: Edit = { span: { start: to, end }, text: old.join("") };
  return { change, reason, start: to, end: isEnded(text) ? end - 1 : end, back };
}

/** Where offsets of a text without carriage returns stand in the text with them. */
function offsetsIn(text: string): (offset: number) => number {
  const returns: number[] = [];
  for (let at = text.indexOf("\r\n"); at >= 0; at = text.indexOf("\r\n", at + 2))
    returns.push(at - returns.length);
  return (offset) => offset + firstAt(returns, (place) => place >= offset);
}

function inGiven(place: RefusedLines, given: (offset: number) => number): RefusedLines {
  const { span, text } = place.back;
  const back = { span: { start: given(span.start), end: given(span.end) }, text };
  return { ...place, start: given(place.start), end: given(place.end), back };
}
