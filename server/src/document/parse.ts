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

/** Reads the lines of a part of the text, leaving out closed Markdown code fences: they show text, they are none. */
function readLines(text: string, from: number, to: number, rows: Row[], tableStarts: number[]): void {
  const reader = lineReader(text, rows, tableStarts);
  const nextNewline = finder(text, "\n");
  const nextReturn = finder(text, "\r");
  const fences = text.includes("```");
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
    reader.push(start, end);
    start = next;
  }
}
