import { commonEnds } from "../../core/text/similar";
import { type Edit, lineStarts } from "../../core/text/text";

/**
 * Edits that turn one text into the other. Where only lines were changed, one edit a line, so that the editor keeps
 * cursors and marks elsewhere; where lines came or went, one edit from the first to the last change.
 */
export function difference(before: string, after: string): Edit[] {
  const from = lines(before);
  const to = lines(after);
  const { head, tail } = commonEnds(from, to);
  const removed = from.slice(head, from.length - tail);
  const added = to.slice(head, to.length - tail);
  const start = from.slice(0, head).reduce((sum, line) => sum + line.length, 0);
  return removed.length === added.length
    ? lineByLine(start, removed, added)
    : [{ span: { start, end: start + removed.join("").length }, text: added.join("") }];
}

function lineByLine(start: number, removed: readonly string[], added: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  let at = start;
  for (const [index, line] of removed.entries()) {
    if (line !== added[index])
      edits.push({ span: { start: at, end: at + line.length }, text: added[index]! });
    at += line.length;
  }
  return edits;
}

/** The lines with their ends, which together are the text again. */
function lines(text: string): string[] {
  const starts = lineStarts(text);
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
}
