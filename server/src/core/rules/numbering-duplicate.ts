import type { Rule } from "../findings/rule";
import { firstSlip, siblingGroups, spell } from "../report/outline/numbering";
import { seriesSlips } from "../report/prose/series";
import { renumber } from "../writing/renumber";
import { EXAMPLE, exampleWith } from "./support/example";

export const numberingDuplicate: Rule = {
  id: "numbering-duplicate",
  category: "sections",
  title: "序号重复",
  why: "同级小标题、正文里“一是、二是”的序号不应重复，重复会使引用不明。",
  whenOff: "序号有意重复（如分设几组“1.”而没有上级标题）时。",
  severity: "warning",
  bad: exampleWith("（五）监督保障", "（四）监督保障"),
  good: EXAMPLE,

  *check(report) {
    for (const group of siblingGroups(report.headings)) {
      const slip = firstSlip(report, group);
      if (slip?.kind !== "duplicate") continue;
      const { ordinal } = group[slip.at]!;
      const before = group[slip.at - 1]!;
      const shown = spell(slip.expected, ordinal);
      yield {
        span: { start: ordinal.start, end: ordinal.end },
        message: `序号“${ordinal.text}”重复了，应为“${shown}”。`,
        related: [{ span: { start: before.start, end: before.end }, message: "前面的同级小标题" }],
        fixes: renumber(group.slice(slip.at), slip.expected),
      };
    }
    for (const { kind, expected, before, items } of seriesSlips(report.passages)) {
      const { ordinal, word } = items[0]!;
      if (kind !== "duplicate" || before === undefined) continue;
      const shown = word.replace(ordinal.text, spell(expected, ordinal));
      yield {
        span: { start: ordinal.start, end: ordinal.end },
        message: `序号“${word}”重复了，应为“${shown}”。`,
        related: [
          {
            span: { start: before.ordinal.start, end: before.ordinal.end },
            message: `前面的“${before.word}”`,
          },
        ],
        fixes: renumber(items, expected),
      };
    }
  },
};
