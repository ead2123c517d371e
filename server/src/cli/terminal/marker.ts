import type { Span } from "../../core/text/text";
import { displayWidth } from "../../core/text/width";
import { shown } from "./display";

/** A line of source and the marks under a part of it, to be printed one under the other. */
export interface MarkedLine {
  readonly source: string;
  readonly marks: string;
}

const TAB = 4;
/** Columns of a line that are shown at most, and how many of them before the span where the line is longer. */
const WINDOW = 100;
const BEFORE = 36;

/**
 * The line that a span starts in, with `^~~~` under it. Only what is near the span is looked at, so a line of
 * megabytes costs no more than a short one. `line` is the line without its end; a span that goes beyond it is marked
 * to its end.
 */
export function markLine(text: string, line: Span, span: Span): MarkedLine {
  const start = clamp(span.start, line);
  const end = Math.max(start, clamp(span.end, line));
  const shownSpan = windowAround(text, line, start);
  const lead = shownSpan.start > line.start ? "…" : "";
  const before = layOut(text.slice(skipBlank(text, shownSpan, line, start), start), lead.length);
  const marked = layOut(text.slice(start, Math.min(end, shownSpan.end)), before.column);
  const after = layOut(
    text.slice(Math.max(start, Math.min(end, shownSpan.end)), shownSpan.end),
    marked.column,
  );
  const width = Math.max(1, marked.column - before.column);
  return {
    source: (lead + before.text + marked.text + after.text).trimEnd() + (shownSpan.end < line.end ? "…" : ""),
    marks: `${" ".repeat(before.column)}^${"~".repeat(width - 1)}`,
  };
}

/** The part of a line that is shown: all of it, or a window that starts somewhat before `at`. */
function windowAround(text: string, line: Span, at: number): Span {
  const near = walkBack(text, line.start, at, BEFORE);
  const end = walkForward(text, line.end, at, WINDOW - near.width);
  // What the right side leaves over goes to the left.
  const start = walkBack(text, line.start, at, WINDOW - end.width);
  return { start: start.offset, end: end.offset };
}

function walkBack(
  text: string,
  limit: number,
  from: number,
  columns: number,
): { offset: number; width: number } {
  let offset = from;
  let width = 0;
  while (offset > limit) {
    const pair = offset - 2 >= limit && isPair(text, offset - 2);
    const step = pair ? 2 : 1;
    const next = width + columnsOf(text.slice(offset - step, offset));
    if (next > columns) break;
    offset -= step;
    width = next;
  }
  return { offset, width };
}

function walkForward(
  text: string,
  limit: number,
  from: number,
  columns: number,
): { offset: number; width: number } {
  let offset = from;
  let width = 0;
  while (offset < limit) {
    const step = offset + 1 < limit && isPair(text, offset) ? 2 : 1;
    const next = width + columnsOf(text.slice(offset, offset + step));
    if (next > columns) break;
    offset += step;
    width = next;
  }
  return { offset, width };
}

/** Columns of a character at most; a tab may take fewer. */
function columnsOf(character: string): number {
  return character === "\t" ? TAB : displayWidth(shown(character));
}

function isPair(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  return code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000;
}

/** Where the shown part begins: indentation tells nothing and is left out, but not a blank that is itself marked. */
function skipBlank(text: string, shownSpan: Span, line: Span, before: number): number {
  let at = shownSpan.start;
  if (at > line.start) return at;
  while (at < before && (text[at] === " " || text[at] === "\t")) at++;
  return at;
}

/** Text as it is shown from a column on, tabs filled up to the next stop, and the column after it. */
function layOut(text: string, from: number): { text: string; column: number } {
  let result = "";
  let column = from;
  for (const character of text) {
    const piece = character === "\t" ? " ".repeat(TAB - (column % TAB)) : shown(character);
    result += piece;
    column += character === "\t" ? piece.length : displayWidth(piece);
  }
  return { text: result, column };
}

function clamp(offset: number, line: Span): number {
  return Math.min(Math.max(offset, line.start), line.end);
}
