import type { Rule } from "../findings/rule";
import { type Edit, lineEndAt, lineStartAt, type Span } from "../text/text";
import { breaksOff, startsAnew } from "./support/breaks";
import { EXAMPLE, exampleWith } from "./support/example";
import { safeFix, summarised } from "./support/traces";

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
    const edits = document.format === "text" ? (place: Span) => [removal(text, place)] : undefined;
    yield* summarised(found, {
      one: (span) => ({
        span,
        message: `“${text.slice(span.start, span.end)}”是页码，不是正文，应删去。`,
        ...(edits && { fixes: [safeFix("删去页码", edits(span))] }),
      }),
      ...(edits && { edits }),
      many: (count) => `有${count}处夹在正文里的页码，应删去。`,
      title: (count) => `删去${count}处页码`,
    });
  },
};

/** The line goes with the blank lines around it but one; a sentence that it broke is put together. */
function removal(text: string, { start, end }: Span): Edit {
  let from = start;
  while (from > 0 && /\s/.test(text[from - 1]!)) from--;
  let to = end;
  while (to < text.length && /\s/.test(text[to]!)) to++;
  const lineFrom = lineStartAt(text, from);
  const isBroken =
    from > 0 &&
    to < text.length &&
    breaksOff(text.slice(lineFrom, from)) &&
    !startsAnew(text.slice(to, lineEndAt(text, to)));
  if (isBroken) return { span: { start: from, end: to }, text: "" };
  // What stands between the number and the next line stays, and so the layout on one side.
  return from === 0 ? { span: { start, end: to }, text: "" } : { span: { start: from, end }, text: "" };
}
