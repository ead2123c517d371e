import type { Rule } from "../findings/rule";
import { rewrite } from "../text/edit";
import { cellsOfForm } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";

export const cellChineseNumeral: Rule = {
  id: "cell-chinese-numeral",
  category: "cells",
  title: "用了汉字数字",
  why: "表格里应填阿拉伯数字，汉字数字在汇总系统和表格软件里读不成数。",
  whenOff: "一般不应关闭：汉字数字无法参加勾稽核对。",
  severity: "warning",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 十二 |"),
  good: EXAMPLE,

  *check(report) {
    yield* cellsOfForm(
      report,
      "chinese",
      ({ value }) => `应为 ${value}`,
      (cell) => ({
        title: `改为 ${cell.value}`,
        safe: false,
        edits: rewrite(cell, String(cell.value)),
      }),
    );
  },
};
