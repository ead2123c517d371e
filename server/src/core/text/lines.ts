import { isSpace } from "./normalise";
import { isLineEnd, nextLineAt, type Span } from "./text";

/** The lines that a span is all of, with the last one's line end; undefined where anything else stands on them. */
export function ownLines(text: string, span: Span): Span | undefined {
  const isEdge = (at: number) =>
    at < 0 || at >= text.length || isLineEnd(text.charCodeAt(at)) || isMark(text, at);
  let { start, end } = span;
  while (!isEdge(start - 1) && isSpace(text.charCodeAt(start - 1))) start--;
  while (!isEdge(end) && isSpace(text.charCodeAt(end))) end++;
  return isEdge(start - 1) && isEdge(end) ? { start, end: nextLineAt(text, end) } : undefined;
}

/** The byte order mark in front of a text is none of its first line. */
function isMark(text: string, at: number): boolean {
  return at === 0 && text.charCodeAt(at) === 0xfeff;
}
