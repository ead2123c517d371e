import type { Rule } from "../findings/rule";
import { cellsOfForm } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";
import { gapOf } from "./support/gaps";
import { setCell } from "./support/sums";

export const cellPlaceholder: Rule = {
  id: "cell-placeholder",
  category: "cells",
  title: "用符号或“无”代替数字",
  why: "表格里没有发生的填 0，不用“/”“—”“无”代替，否则合计无法核对。",
  whenOff: "本单位模板规定没有发生的填“/”或“—”时；上报汇总系统前仍应填 0。",
  severity: "warning",
  bad: exampleWith("| 行政强制 | 0 |", "| 行政强制 | / |"),
  good: EXAMPLE,

  *check(report) {
    yield* cellsOfForm(
      report,
      "placeholder",
      (cell) => `填的是“${cell.text}”，${gapOf(report, cell).said}`,
      (cell) => {
        const { value } = gapOf(report, cell);
        return value === undefined ? undefined : setCell(report.text, cell, value);
      },
    );
  },
};
