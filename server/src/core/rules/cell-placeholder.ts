import type { Rule } from "../findings/rule";
import { rewrite } from "../text/edit";
import { cellsOfForm } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";

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
      ({ text }) => `填的是“${text}”，没有发生的应填 0。`,
      (cell) => ({
        title: "改为 0",
        safe: false,
        edits: rewrite(cell, "0"),
      }),
    );
  },
};
