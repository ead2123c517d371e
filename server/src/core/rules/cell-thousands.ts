import type { Rule } from "../findings/rule";
import { rewrite } from "../text/edit";
import { cellsOfForm } from "./support/cells";
import { exampleWith } from "./support/example";

export const cellThousands: Rule = {
  id: "cell-thousands",
  category: "cells",
  title: "数字中有千分号",
  why: "千分号在汇总系统和表格软件里可能读不成数，表格中一般不用。",
  whenOff: "本单位统一用千分号，且汇总系统能读时。",
  severity: "info",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 1,234 |"),
  good: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 1234 |"),

  *check(report) {
    yield* cellsOfForm(
      report,
      "thousands",
      ({ text }) => `应为 ${withoutMarks(text)}`,
      (cell) => ({
        title: `改为 ${withoutMarks(cell.text)}`,
        safe: true,
        takes: "notation",
        edits: rewrite(cell, withoutMarks(cell.text)),
      }),
    );
  },
};

function withoutMarks(text: string): string {
  return text.replace(/[,，]/g, "");
}
