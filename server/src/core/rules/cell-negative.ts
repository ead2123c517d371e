import type { Rule } from "../findings/rule";
import { columnOf } from "../report/describe";
import { cellFinding } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";

export const cellNegative: Rule = {
  id: "cell-negative",
  category: "cells",
  title: "填了负数",
  why: "件数和金额不会小于 0；只有“本年增/减”可以是负数。",
  whenOff: "一般不应关闭：件数不会小于 0。",
  severity: "error",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | -12 |"),
  good: EXAMPLE,

  *check(report) {
    for (const cell of report.irregular) {
      if (cell.value === null || cell.value >= 0 || columnOf(cell)?.type === "signed") continue;
      yield cellFinding(cell, "不应小于 0");
    }
  },
};
