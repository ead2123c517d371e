import type { Finding, Rule } from "../rule";
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
    if (!text.includes("||||||||") && !text.includes("| | | | | | | |")) return;
    const found: Finding[] = [];
    for (const { index, 0: run } of text.matchAll(RUN)) {
      const pipes = run.replace(/[^|]/g, "").length;
      if (pipes < FEWEST) continue;
      const end = index + run.trimEnd().length;
      found.push({
        span: { start: index, end },
        message: `这里有${pipes}个连续的“|”，是转换网页表格时留下的，应删去。`,
        fixes: [safeFix("删去这串“|”", [{ span: extent(text, index, end), text: "" }])],
      });
    }
    yield* summarised(
      found,
      (count) => `有${count}串连续的“|”，是转换网页表格时留下的，应删去。`,
      (count) => `删去${count}串“|”`,
    );
  },
};

/** No standard table has so many columns. */
const FEWEST = 24;
const RUN = /\|[| \t]{20,}/g;

/** The run with the blanks in front of it; a line of nothing else goes as a whole. */
function extent(text: string, from: number, to: number): { start: number; end: number } {
  let start = from;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  const isWholeLine =
    (start === 0 || text[start - 1] === "\n") && /^[ \t]*\r?(?:\n|$)/.test(text.slice(to, to + 80));
  const newline = text.indexOf("\n", to);
  return isWholeLine && newline >= 0 ? { start, end: newline + 1 } : { start, end: to };
}
