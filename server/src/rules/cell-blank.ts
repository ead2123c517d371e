import { fillBlank } from "../edit";
import { TABLE_NAME, tablesOf } from "../report/describe";
import type { Table, ValueCell } from "../report/report";
import type { Fix, Rule } from "../rule";
import { cellFinding, isTotalOnly } from "./support/cells";
import { exampleWith } from "./support/example";

export const cellBlank: Rule = {
  id: "cell-blank",
  category: "cells",
  title: "应填数的格子空着",
  why: "没有发生的填 0；空着分不清是没有还是漏填，相关的勾稽关系也无法核对。",
  severity: "warning",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 |  |"),
  good: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 0 |"),

  *check(report) {
    for (const table of tablesOf(report)) {
      const { blank, count } = blankCells(table);
      if (blank.length === 0) continue;
      const all: Fix = {
        title: `把${TABLE_NAME[table.key]}的 ${blank.length} 个空格都填 0`,
        safe: false,
        edits: blank.map((cell) => fillBlank(report.text, cell, "0")),
      };
      if (blank.length * 2 > count && blank.length > 1) {
        const first = blank[0]!;
        yield {
          span: { start: first.start, end: first.end },
          message: `${TABLE_NAME[table.key]}的 ${count} 个数有 ${blank.length} 个空着，没有发生的应填 0。`,
          cell: first.key,
          fixes: [all],
        };
        continue;
      }
      for (const cell of blank) {
        const fix: Fix = { title: "填 0", safe: false, edits: [fillBlank(report.text, cell, "0")] };
        const finding = cellFinding(report, cell, "空着，没有发生的应填 0。", fix);
        yield blank.length > 1 ? { ...finding, fixes: [fix, all] } : finding;
      }
    }
  },
};

function blankCells(table: Table): { blank: ValueCell[]; count: number } {
  const blank: ValueCell[] = [];
  let count = 0;
  for (const row of table.rows) {
    count += row.cells.length;
    if (row.role === "duplicate" || isTotalOnly(row)) continue;
    for (const cell of row.cells) if (cell?.form === "blank") blank.push(cell);
  }
  return { blank, count };
}
