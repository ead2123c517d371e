import { toChinese } from "../numeral";
import type { Rule } from "../rule";
import { EXAMPLE, exampleWith } from "./support/example";
import { renumber, siblingGroups, standsInline } from "./support/numbering";

export const numberingGap: Rule = {
  id: "numbering-gap",
  category: "sections",
  title: "序号不连续",
  why: "同级小标题应从一起逐一递增；缺号常是漏了一段，或者序号写错。",
  severity: "warning",
  bad: exampleWith("（五）监督保障", "（六）监督保障"),
  good: EXAMPLE,

  *check(report) {
    for (const group of siblingGroups(report)) {
      for (const [at, { ordinal, start }] of group.entries()) {
        const before = group[at - 1];
        const expected = before === undefined ? 1 : before.ordinal.value + 1;
        if (ordinal.value <= expected) continue;
        const from = before?.end ?? report.sections[group[0]!.section]?.start ?? 0;
        if (standsInline(report.text, from, start, ordinal, expected)) continue;
        const shown = /[0-9０-９]/.test(ordinal.text) ? String(expected) : toChinese(expected);
        yield {
          span: { start: ordinal.start, end: ordinal.end },
          message: `序号应为“${shown}”，实为“${ordinal.text}”：缺号常是漏了一段，请核对；没有漏段的，请顺次改正序号。`,
          fixes: renumber(group, at, expected),
        };
        break; // One slip, one finding.
      }
    }
  },
};
