import type { Rule } from "../findings/rule";
import { rewrite } from "../text/edit";
import { narrowDigits } from "../text/value";
import { cellsOfForm } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";

export const cellFullwidth: Rule = {
  id: "cell-fullwidth",
  category: "cells",
  title: "全角数字",
  why: "全角数字在汇总系统和表格软件里读不成数。",
  whenOff: "只看纸质稿、不再进入汇总系统时。",
  severity: "warning",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | １２ |"),
  good: EXAMPLE,

  *check(report) {
    yield* cellsOfForm(
      report,
      "fullwidth",
      ({ text }) => `应为半角的 ${narrowDigits(text)}`,
      (cell) => ({
        title: `改为 ${narrowDigits(cell.text)}`,
        safe: true,
        takes: "notation",
        edits: rewrite(cell, narrowDigits(cell.text)),
      }),
    );
  },
};
