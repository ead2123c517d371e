import type { Finding, Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { TABLE_NAME, tablesOf } from "../report/describe";
import type { Report } from "../report/report";
import type { Table, ValueCell } from "../report/tables/table";
import { fillBlank } from "../text/edit";
import { cellFinding, isTotalOnly } from "./support/cells";
import { exampleWith } from "./support/example";

export const cellBlank: Rule = {
  id: "cell-blank",
  category: "cells",
  title: "应填数的格子空着",
  why: "没有发生的填 0；空着分不清是没有还是漏填，相关的勾稽关系也无法核对。",
  whenOff: "本单位模板规定没有发生的不填时；上报汇总系统前仍应填 0。",
  severity: "warning",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 |  |"),
  good: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 0 |"),

  *check(report) {
    if (!report.irregular.some(({ form }) => form === "blank")) return;
    for (const table of tablesOf(report)) {
      const cells = table.rows.flatMap((row) =>
        row.role === "duplicate" ? [] : row.cells.filter((cell) => cell !== undefined),
      );
      const blank = cells.filter((cell) => cell.form === "blank");
      if (blank.length * 2 > cells.length && blank.length > 1) {
        yield summary(report, table, blank, cells.length);
        continue;
      }
      // A row with nothing but a total is another rule's finding.
      const own = blank.filter((cell) => !isTotalOnly(cell.row));
      for (const cell of own) {
        const fix: Fix = { title: "填 0", safe: false, edits: [fillBlank(report.text, cell, "0")] };
        const finding = cellFinding(cell, "空着，没有发生的应填 0。", fix);
        yield own.length > 1 ? { ...finding, fixes: [fix, fillAll(report, table, own)] } : finding;
      }
    }
  },
};

function summary(report: Report, table: Table, blank: readonly ValueCell[], count: number): Finding {
  const { start, end, key } = blank[0]!;
  return {
    span: { start, end },
    message: `${TABLE_NAME[table.key]}的 ${count} 个数有 ${blank.length} 个空着，没有发生的应填 0。`,
    cell: key,
    fixes: [fillAll(report, table, blank)],
  };
}

function fillAll(report: Report, table: Table, blank: readonly ValueCell[]): Fix {
  return {
    title: `把${TABLE_NAME[table.key]}的 ${blank.length} 个空格都填 0`,
    safe: false,
    edits: blank.map((cell) => fillBlank(report.text, cell, "0")),
  };
}
