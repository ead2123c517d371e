import type { Report } from "../report/report";
import { isSpace } from "../text/normalise";
import { firstAt, positionAt, type Span } from "../text/text";
import type { SuppressionComment } from "./comments";

/** Where findings must start to be suppressed by a comment; nothing for one that reaches nowhere. `lines`: its starts. */
export function reachOf(
  comment: SuppressionComment,
  report: Report,
  lines: readonly number[],
): Span | undefined {
  const { text } = report.document;
  switch (comment.reach) {
    case "file":
      return { start: 0, end: text.length };
    case "section":
      return sectionAt(contentAfter(text, comment.end), comment, report, lines);
    case "next-line": {
      const start = contentAfter(text, comment.end);
      const end = lineEndAt(start, lines, text);
      // The next line does not belong to it; the end of the text does.
      return { start, end: end === text.length ? end : end - 1 };
    }
    default:
      return undefined;
  }
}

/** Comments that may stand between a comment and the line it is about: so many that a text of comments stays cheap. */
const MOST_COMMENTS = 50;

/** Where the next text starts that is neither blank nor a comment. */
function contentAfter(text: string, from: number): number {
  let at = from;
  for (let count = 0; count <= MOST_COMMENTS; count++) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    const close = text.startsWith("<!--", at) ? text.indexOf("-->", at) : -1;
    if (close < 0) break;
    at = close + 3;
  }
  return at;
}

/** The section that a comment stands in; right above a heading, the one which starts there. */
function sectionAt(
  content: number,
  comment: SuppressionComment,
  { sections, document }: Report,
  lines: readonly number[],
): Span {
  const { text } = document;
  const next = sections[firstAt(sections, ({ start }) => start >= content)];
  const isAbove = next !== undefined && next.start < lineEndAt(content, lines, text);
  const at = isAbove ? next.start : comment.start;
  const after = firstAt(sections, ({ start }) => start > at);
  return { start: sections[after - 1]?.start ?? 0, end: (sections[after]?.start ?? text.length + 1) - 1 };
}

function lineEndAt(at: number, lines: readonly number[], text: string): number {
  return lines[positionAt(lines, at).line + 1] ?? text.length;
}
