import { toChinese } from "../numeral";
import type { Rule } from "../rule";
import { EXAMPLE, exampleWith } from "./support/example";
import { renumber, siblingGroups } from "./support/numbering";

export const numberingDuplicate: Rule = {
  id: "numbering-duplicate",
  category: "sections",
  title: "序号重复",
  why: "同级小标题的序号不应重复，重复会使引用不明。",
  severity: "warning",
  bad: exampleWith("（五）监督保障", "（四）监督保障"),
  good: EXAMPLE,

  *check(report) {
    for (const group of siblingGroups(report)) {
      for (const [at, { ordinal }] of group.entries()) {
        const before = group[at - 1];
        if (before === undefined || ordinal.value > before.ordinal.value) continue;
        const expected = before.ordinal.value + 1;
        const shown = /[0-9０-９]/.test(ordinal.text) ? String(expected) : toChinese(expected);
        yield {
          span: { start: ordinal.start, end: ordinal.end },
          message: `序号“${ordinal.text}”与前面重复，应为“${shown}”。`,
          related: [{ span: { start: before.start, end: before.end }, message: "前一个同级小标题" }],
          fixes: renumber(group, at, expected),
        };
        break; // One slip, one finding.
      }
    }
  },
};
