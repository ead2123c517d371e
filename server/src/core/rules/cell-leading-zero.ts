import type { Rule } from "../findings/rule";
import { rewrite } from "../text/edit";
import { cellsOfForm } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";

export const cellLeadingZero: Rule = {
  id: "cell-leading-zero",
  category: "cells",
  title: "数字前多了 0",
  why: "多余的 0 可能是多敲的，也可能是别的数字敲错了。",
  whenOff: "模板要求固定位数（如 007）时。",
  severity: "info",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 012 |"),
  good: EXAMPLE,

  *check(report) {
    yield* cellsOfForm(
      report,
      "leading-zero",
      ({ value }) => `应为 ${value}`,
      (cell) => ({
        title: `改为 ${cell.value}`,
        safe: true,
        takes: "notation",
        edits: rewrite(cell, String(cell.value)),
      }),
    );
  },
};
