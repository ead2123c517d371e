import type { Rule } from "../findings/rule";
import { cellsOfForm } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";

export const cellNotNumber: Rule = {
  id: "cell-not-number",
  category: "cells",
  title: "填的不是数字",
  why: "表格里只填数字；读不出数的格子，相关的勾稽关系无法核对。",
  whenOff: "一般不应关闭：读不出数的格子，等式也无法核对。",
  severity: "error",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 若干 |"),
  good: EXAMPLE,

  *check(report) {
    yield* cellsOfForm(report, "text", () => "应为数字");
  },
};
