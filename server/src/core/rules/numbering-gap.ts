import type { Rule } from "../findings/rule";
import { firstSlip, siblingGroups, spell } from "../report/outline/numbering";
import { seriesSlips } from "../report/prose/series";
import { renumber } from "../writing/renumber";
import { EXAMPLE, exampleWith } from "./support/example";

export const numberingGap: Rule = {
  id: "numbering-gap",
  category: "sections",
  title: "序号不连续",
  why: "同级小标题和正文里的“一是、二是”应从一起逐一递增；缺号常是漏了一段，或者序号写错。",
  whenOff: "只截取部分内容、序号有意保留原文时。",
  severity: "warning",
  bad: exampleWith("（五）监督保障", "（六）监督保障"),
  good: EXAMPLE,

  *check(report) {
    for (const group of siblingGroups(report.headings)) {
      const slip = firstSlip(report, group);
      if (slip?.kind !== "gap") continue;
      const { ordinal } = group[slip.at]!;
      const shown = spell(slip.expected, ordinal);
      yield {
        span: { start: ordinal.start, end: ordinal.end },
        message: `序号写了“${ordinal.text}”，应为“${shown}”。`,
        why: "缺号常是漏了一段，要核对；没有漏段的，顺次改正序号。",
        fixes: renumber(group.slice(slip.at), slip.expected),
      };
    }
    for (const slip of seriesSlips(report.passages)) {
      const { ordinal, word } = slip.items[0]!;
      if (slip.kind !== "gap") continue;
      const shown = word.replace(ordinal.text, spell(slip.expected, ordinal));
      yield {
        span: { start: ordinal.start, end: ordinal.end },
        message: `序号写了“${word}”，应为“${shown}”。`,
        why: "缺号常是漏了一条，要核对；没有漏的，顺次改正序号。",
        fixes: renumber(slip.items, slip.expected),
      };
    }
  },
};
