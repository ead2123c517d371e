import type { Rule } from "../findings/rule";
import { ownLines } from "../text/lines";
import { allMatches, type Edit, type Span } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { safeFix, summarised } from "./support/traces";

export const pipeRun: Rule = {
  id: "pipe-run",
  category: "extraction",
  title: "成串的竖线",
  why: "几十上百个连续的“|”是网页排版表格转成文字时留下的空格子，不是内容，会使表格读不成表格。",
  whenOff: "文中确需连写竖线（如示意图）时。",
  severity: "info",
  bad: exampleWith("年度报告\n", `年度报告 ${"|".repeat(60)}\n`),
  good: EXAMPLE,

  *check(report) {
    const { text } = report;
    const found: Span[] = [];
    for (const { index, 0: run } of allMatches(text, RUN))
      if (pipesIn(run) >= FEWEST) found.push({ start: index, end: index + run.trimEnd().length });
    yield* summarised(found, {
      one: (span) => ({
        span,
        message: `这里有 ${pipesIn(text.slice(span.start, span.end))} 个连续的“|”，应删去。`,
        fixes: [safeFix("删去这串“|”", edits(span))],
      }),
      edits,
      many: (count) => `有 ${count} 串连续的“|”，应删去。`,
      title: (count) => `删去 ${count} 串“|”`,
    });

    function edits(run: Span): Edit[] {
      return [{ span: extent(text, run), text: "" }];
    }
  },
};

/** No standard table has so many columns. */
const FEWEST = 24;
const RUN = /\|[| \t]{20,}/g;

function pipesIn(run: string): number {
  return run.replace(/[^|]/g, "").length;
}

/** The run with the blanks in front of it; a line of nothing else goes as a whole. */
function extent(text: string, run: Span): Span {
  let { start } = run;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  return ownLines(text, run) ?? { start, end: run.end };
}
