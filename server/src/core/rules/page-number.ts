import type { Rule } from "../findings/rule";
import type { Report } from "../report/report";
import type { Edit, Span } from "../text/text";
import { breaksForSure, breaksOff, isSentence, startsAnew } from "./support/breaks";
import { EXAMPLE, exampleWith } from "./support/example";
import { proseLines, safeFix, summarised } from "./support/traces";

export const pageNumber: Rule = {
  id: "page-number",
  category: "extraction",
  title: "夹在正文里的页码",
  why: "“- 3 -”“第3页”单独成行，是从分页的文件里复制时带进来的，会把句子和表格断开。",
  whenOff: "正文中确有单独成行的数字（如名单编号）时。",
  severity: "info",
  bad: exampleWith("\n\n（二）依申请公开", "\n\n- 2 -\n\n（二）依申请公开"),
  good: EXAMPLE,

  *check(report) {
    const { text, document } = report;
    const found = document.pageNumbers;
    if (found.length === 0) return;
    const joins = goingOn(report);
    const edits = document.format === "text" ? (place: Span) => [removal(text, place, joins)] : undefined;
    yield* summarised(found, {
      one: (span) => ({
        span,
        message: `“${text.slice(span.start, span.end)}”是页码，不是正文，应删去。`,
        ...(edits && { fixes: [safeFix("删去页码", edits(span), "line")] }),
      }),
      ...(edits && { edits }),
      takes: "line",
      many: (count) => `正文里夹了 ${count} 处页码，应删去。`,
      title: (count) => `删去 ${count} 处页码`,
    });
  },
};

/** Ends of lines of prose whose sentence the next line of prose goes on with, and where that line starts. */
function goingOn(report: Report): ReadonlyMap<number, number> {
  const lines = proseLines(report);
  const joins = new Map<number, number>();
  for (let at = 0; at + 1 < lines.length; at++) {
    const [{ text, heading, end }, next] = [lines[at]!, lines[at + 1]!];
    if (next.heading !== undefined || !isSentence(text, heading !== undefined)) continue;
    if (breaksOff(text) && !startsAnew(next.text, breaksForSure(text))) joins.set(end, next.start);
  }
  return joins;
}

/** The line goes with the blank lines around it but one; a sentence that it broke is put together. */
function removal(text: string, { start, end }: Span, joins: ReadonlyMap<number, number>): Edit {
  let from = start;
  while (from > 0 && /\s/.test(text[from - 1]!)) from--;
  let to = end;
  while (to < text.length && /\s/.test(text[to]!)) to++;
  if (joins.get(from) === to) return { span: { start: from, end: to }, text: "" };
  // What stands between the number and the next line stays, and so the layout on one side.
  return from === 0 ? { span: { start, end: to }, text: "" } : { span: { start: from, end }, text: "" };
}
