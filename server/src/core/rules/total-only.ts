import type { Rule } from "../findings/rule";
import { isTotalOnly } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";
import { rowName } from "./support/rows";
import { arithmeticOf } from "./support/sums";

export const totalOnly: Rule = {
  id: "total-only",
  category: "arithmetic",
  title: "只填了总计",
  why: "总计是六类申请人之和；只填总计，看不出申请人是谁，本行等式也不成立。",
  whenOff: "一般不应关闭：只有总计，本行等式无从核对。",
  severity: "error",
  bad: exampleWith("| 5 | 2 | 0 | 0 | 0 | 0 | 7 |", "| 6 | 2 | 0 | 0 | 0 | 0 | 8 |")
    .replace("上年结转政府信息公开申请数量 | | | 1 |", "上年结转政府信息公开申请数量 | | | 0 |")
    .replace("继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 1 |"),
  good: EXAMPLE,

  *check(report) {
    const { requests } = report.tables;
    // A number that is named as wrong, or as one of those that may stand in the wrong place, is told once.
    const told = new Set(
      arithmeticOf(report).flatMap((table) => {
        const { suspects, misplacements } = table.analysis;
        const moved = misplacements.flatMap(({ candidates }) => candidates.flat());
        return [...suspects, ...moved].flatMap(({ cell }) =>
          table.isGap(cell) ? [] : [table.cellAt(cell)?.row],
        );
      }),
    );
    for (const row of requests?.rows ?? []) {
      if (!isTotalOnly(row) || told.has(row)) continue;
      const total = row.cells.at(-1)!;
      yield {
        span: { start: total.start, end: total.end },
        message: `“${rowName(row)}”行只填了总计 ${total.text}，应分别填六类申请人。`,
        why: `总计应是六类申请人之和；这一行六类申请人都是 0 或空着，应把 ${total.text} 分别填在各类申请人之下。`,
        cell: total.key,
      };
    }
  },
};
