import { CHAR, kindsIn } from "../text/characters";
import { isBlank } from "../text/normalise";
import type { Span } from "../text/text";
import type { Document, Row } from "./document";
import { readHtml } from "./html";
import { finder, isEscaped, LineReader, type ReadLines } from "./lines";
import { type Scan, scan } from "./scan";

/** Reads any text, in time linear in its length. It never fails: what is odd about a text is a rule's finding. */
export function parseDocument(text: string): Document {
  const rows: Row[] = [];
  const tableStarts: number[] = [];
  const pageNumbers: Span[] = [];
  const menus: Span[] = [];
  const read = { rows, tableStarts, pageNumbers, menus };
  const scanned = scan(text);
  const hasMarkup = (scanned.kinds & CHAR.markup) !== 0;
  const isHtml = hasMarkup && looksLikeHtml(text);
  if (isHtml) readHtml(text, scanned, read);
  else readLines(text, scanned, hasMarkup, read);
  return { text, rows, tableStarts, pageNumbers, menus, format: isHtml ? "html" : "text" };
}

/**
 * Reads the lines of a text, leaving out closed Markdown code fences and comments: they show text, or are not shown at
 * all.
 */
function readLines(text: string, { lines, borders }: Scan, hasMarkup: boolean, read: ReadLines): void {
  const reader = new LineReader(text, borders, read);
  const fences = text.includes("```");
  const comments = hasMarkup && text.includes("<!--");
  const nextFence = finder(text, "\n```");
  const nextComment = finder(text, "<!--");
  const nextClose = finder(text, "-->");
  /** All up to here is read or left out. */
  let done = 0;
  for (const line of lines) {
    const { end, border } = line;
    if (end < done) continue;
    const start = Math.max(line.start, done);
    const kinds = start === line.start ? line.kinds : kindsIn(text, start, end);
    const fenced = fences && text.startsWith("```", start) ? afterFence(text, nextFence(end)) : -1;
    if (fenced >= 0) {
      done = fenced;
      continue;
    }
    let comment = comments ? nextComment(start) : end;
    while (comment < end && isEscaped(text, comment)) comment = nextComment(comment + 1);
    const close = comment < end ? nextClose(comment + 4) + 3 : -1;
    if (close < 0 || close > text.length || (close < end && !isBlank(text, close, end))) {
      reader.push(start, end, kinds, border);
      continue;
    }
    if (!isBlank(text, start, comment)) reader.push(start, comment, kindsIn(text, start, comment), border);
    if (close > end) done = restOfLine(text, close);
  }
  reader.finish();
}

/** Where the text goes on behind a code fence that closes at a place, if there is one; -1 where there is none. */
function afterFence(text: string, close: number): number {
  if (close >= text.length) return -1;
  const after = text.indexOf("\n", close + 4);
  return after < 0 ? text.length + 1 : after + 1;
}

/** Where to read on after a comment of several lines: what else stands on its last line is a line of its own. */
function restOfLine(text: string, from: number): number {
  const rest = /[ \t]*(?:\r\n?|\n|$)/y;
  rest.lastIndex = from;
  return rest.test(text) ? rest.lastIndex : from;
}

/** Whether the text has HTML elements that make paragraphs or tables; a lone `<br>` or comment does not count. */
function looksLikeHtml(text: string): boolean {
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    if (
      !isEscaped(text, at) &&
      /^<(?:!doctype|html|body|table|tr|td|th|p|div|h[1-6]|section|article|span|ul|ol|li)[\s>/]/i.test(
        text.slice(at, at + 12),
      )
    )
      return true;
  }
  return false;
}
