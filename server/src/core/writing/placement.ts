import { lonePhrase } from "../report/outline/lines";
import type { Report } from "../report/report";
import { lineEnd } from "../text/edit";
import { isSpace } from "../text/normalise";
import { characterStart, type Edit, lineStartAt, type Span } from "../text/text";

/** Places to insert blocks at, and places to point to. */

/** Elements that a heading or table is written in; others hold more than one block. */
const OWN_ELEMENT =
  /^<(?:p|h[1-6]|span|strong|b|em|i|u|a|font|center|table|thead|tbody|tr|td|th|colgroup|col|caption)\b/i;

/** Start of the line, or of the HTML elements that open there. */
export function blockStart(report: Report, offset: number): number {
  const { text } = report;
  if (isMarkdownLine(report, offset)) {
    const inline = report.sections.some((section) => section.start === offset && section.inline.before);
    return inline ? offset : lineStartAt(text, offset);
  }
  let start = offset;
  for (;;) {
    const before = endOfText(text, start);
    const open = text[before - 1] === ">" ? text.lastIndexOf("<", before - 1) : -1;
    if (open < 0 || !OWN_ELEMENT.test(text.slice(open, open + 12))) return start;
    start = open;
  }
}

/** The end of what stands before an offset, blanks left out. */
function endOfText(text: string, offset: number): number {
  let end = offset;
  for (;;) {
    while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
    if (!text.endsWith("&nbsp;", end)) return end;
    end -= "&nbsp;".length;
  }
}

/** Nothing but text stands before it on its line: in Markdown with HTML tables too, lines are what blocks are. */
export function isMarkdownLine({ text, document }: Report, offset: number): boolean {
  return (
    document.format !== "html" || !text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).includes("<")
  );
}

/** A new paragraph in front of what stands at an offset. */
export function insertParagraph(report: Report, offset: number, text: string): Edit {
  const eol = lineEnd(report.text);
  const start = blockStart(report, offset);
  const isLine = isMarkdownLine(report, offset);
  const before = start > 0 && isLine && report.text[start - 1] !== "\n" ? eol : "";
  const block = isLine ? `${text}${eol}${eol}` : `<p>${text}</p>${eol}`;
  return { span: { start, end: start }, text: before + block };
}

const LONGEST_SHOWN = 40;

/** The last sentence of the text, or what of it can be shown. */
export function lastSentence({ document, text }: Report): Span | undefined {
  for (let at = document.rows.length - 1; at >= 0; at--) {
    const row = document.rows[at]!;
    const phrase = lonePhrase(row, text) ?? row.cells.findLast((cell) => cell.text !== "");
    if (phrase === undefined || !/[\p{L}\p{N}]/u.test(phrase.text)) continue;
    if (phrase.pieces !== undefined || phrase.text.length !== phrase.end - phrase.start) {
      return { start: phrase.start, end: phrase.end };
    }
    let end = phrase.text.length;
    while (end > 0 && (phrase.text[end - 1] === "|" || isSpace(phrase.text.charCodeAt(end - 1)))) end--;
    let from = Math.max(
      phrase.text.lastIndexOf("。", end - 2) + 1,
      characterStart(phrase.text, end - LONGEST_SHOWN),
      0,
    );
    while (from < end && isSpace(phrase.text.charCodeAt(from))) from++;
    return { start: phrase.start + from, end: phrase.start + end };
  }
  return undefined;
}
