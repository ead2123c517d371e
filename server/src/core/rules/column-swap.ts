import type { Rule } from "../findings/rule";
import { describeCell } from "../report/describe";
import { rewrite } from "../text/edit";
import { EXAMPLE, exampleWith } from "./support/example";
import { arithmeticOf } from "./support/sums";

export const columnSwap: Rule = {
  id: "column-swap",
  category: "arithmetic",
  title: "数填错了列",
  why: "本行合计是对的，而一列多出、另一列少了同一个数：数没有错，是填错了列。",
  whenOff: "一般不应关闭；关闭之后，这些错改由各条等式的规则分别报出。",
  severity: "error",
  bad: exampleWith("| 0 | 1 | 0 | 0 | 0 | 0 | 1 |", "| 0 | 0 | 1 | 0 | 0 | 0 | 1 |"),
  good: EXAMPLE,

  *check(report) {
    for (const table of arithmeticOf(report)) {
      for (const { from, to, amount } of table.analysis.swaps) {
        const source = table.cellAt(from);
        const target = table.cellAt(to);
        if (source?.value == null || target?.value == null) continue;
        yield {
          span: { start: source.start, end: source.end },
          message: `${describeCell(source)}多了 ${amount}，${describeCell(target)}少了 ${amount}：像是填错了列。`,
          cell: source.key,
          related: [{ span: { start: target.start, end: target.end }, message: `${amount} 应填在这里` }],
          fixes: [
            {
              title: `把 ${amount} 移到正确的列`,
              safe: false,
              edits: [
                ...rewrite(source, String(source.value - amount)),
                ...rewrite(target, String(target.value + amount)),
              ],
            },
          ],
        };
      }
    }
  },
};
