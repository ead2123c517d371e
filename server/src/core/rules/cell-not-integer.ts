import type { Rule } from "../findings/rule";
import { columnOf } from "../report/describe";
import { cellFinding } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";

export const cellNotInteger: Rule = {
  id: "cell-not-integer",
  category: "cells",
  title: "件数有小数",
  why: "件数、项目数只能是整数；有小数的多半是点错了位置，或者填成了金额。",
  whenOff: "一般不应关闭：件数不会有小数。",
  severity: "error",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 1.2 |"),
  good: EXAMPLE,

  *check(report) {
    for (const cell of report.irregular) {
      if (cell.value === null || Number.isInteger(cell.value) || columnOf(cell)?.type === "money") continue;
      yield cellFinding(cell, "应为整数");
    }
  },
};
