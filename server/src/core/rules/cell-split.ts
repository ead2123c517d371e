import type { Rule } from "../findings/rule";
import { tablesOf } from "../report/describe";
import { exampleWith } from "./support/example";
import { rowName } from "./support/rows";
import { splitCell } from "./support/split";

const ROW = "| 一、本年新收政府信息公开申请数量 | | | 5 | 12 | 0 | 0 | 0 | 0 | 17 |";

export const cellSplit: Rule = {
  id: "cell-split",
  category: "cells",
  title: "一个数拆成两格",
  why: "扫描或粘贴时，一个数可能断成两格，后面的数便都错了一列；合起来正好满足本行合计。",
  whenOff: "表格另加了列，相邻两格本来就是两个数时。",
  severity: "warning",
  bad: split(ROW.replace("12", "1 | 2")),
  good: split(ROW),

  *check(report) {
    for (const table of tablesOf(report)) {
      for (const row of table.rows) {
        const found = splitCell(row);
        if (found === undefined) continue;
        const { left, right, joined, column } = found;
        const { spec } = row;
        yield {
          span: { start: left.start, end: right.end },
          message: `“${rowName(row)}”行的 ${left.text} 和 ${right.text} 应合为一个数 ${joined}。`,
          why: `这一行多了一个数；${left.text} 和 ${right.text} 合为 ${joined}，个数就对了，六类申请人之和也正好等于总计。`,
          cell: spec?.cellKeys[column],
          fixes: [
            {
              title: `合为 ${joined}`,
              safe: false,
              edits: [{ span: { start: left.end, end: right.start }, text: "" }],
            },
          ],
        };
      }
    }
  },
};

/** The example with larger numbers in the rows that go with this one. */
function split(row: string): string {
  return exampleWith("| 一、本年新收政府信息公开申请数量 | | | 5 | 2 | 0 | 0 | 0 | 0 | 7 |", row)
    .replace("| 4 | 1 | 0 | 0 | 0 | 0 | 5 |", "| 4 | 11 | 0 | 0 | 0 | 0 | 15 |")
    .replace("| 6 | 2 | 0 | 0 | 0 | 0 | 8 |", "| 6 | 12 | 0 | 0 | 0 | 0 | 18 |");
}
