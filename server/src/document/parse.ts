import { isSpace } from "../normalise";
import type { Document, Row } from "./document";
import { looksLikeHtml, readHtml } from "./html";
import { finder, lineReader } from "./lines";

/** Reads any text, in time linear in its length. It never fails: what is odd about a text is a rule's finding. */
export function parseDocument(text: string): Document {
  const rows: Row[] = [];
  const tableStarts: number[] = [];
  if (looksLikeHtml(text)) {
    readHtml(text, rows, tableStarts);
    return { text, rows, tableStarts, format: "html" };
  }
  readLines(text, 0, text.length, rows, tableStarts);
  return { text, rows, tableStarts, format: "text" };
}

/**
 * Reads the lines of a part of the text, leaving out closed Markdown code fences and comments: they show text, or are
 * not shown at all.
 */
function readLines(text: string, from: number, to: number, rows: Row[], tableStarts: number[]): void {
  const reader = lineReader(text, rows, tableStarts);
  const nextNewline = finder(text, "\n");
  const nextReturn = finder(text, "\r");
  const fences = text.includes("```");
  const nextComment = finder(text, "<!--");
  const nextClose = finder(text, "-->");
  let start = from;
  while (start < to) {
    let end = nextNewline(start);
    if (end > to) end = to;
    let next = end + 1;
    const carriage = nextReturn(start);
    if (carriage < end) {
      end = carriage;
      next = text.charCodeAt(carriage + 1) === 10 ? carriage + 2 : carriage + 1;
    }
    if (fences && text.startsWith("```", start)) {
      const close = text.indexOf("\n```", end);
      if (close >= 0) {
        const after = text.indexOf("\n", close + 4);
        start = after < 0 ? to : after + 1;
        continue;
      }
    }
    const comment = nextComment(start);
    const close = comment < end ? nextClose(comment + 4) + 3 : to + 1;
    if (close > to || (close < end && !isBlank(text, close, end))) reader.push(start, end);
    else {
      if (!isBlank(text, start, comment)) reader.push(start, comment);
      if (close > end) next = restOfLine(text, close);
    }
    start = next;
  }
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

/** Where to read on after a comment of several lines: what else stands on its last line is a line of its own. */
function restOfLine(text: string, from: number): number {
  const rest = /[ \t]*(?:\r\n?|\n|$)/y;
  rest.lastIndex = from;
  return rest.test(text) ? rest.lastIndex : from;
}
