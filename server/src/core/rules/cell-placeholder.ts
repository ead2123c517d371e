import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { TABLE_NAME, tablesOf } from "../report/describe";
import type { Report } from "../report/report";
import type { Table, ValueCell } from "../report/tables/table";
import { cellFinding } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";
import { type Gap, gapOf } from "./support/gaps";
import { setCell, writeNumber } from "./support/sums";

export const cellPlaceholder: Rule = {
  id: "cell-placeholder",
  category: "cells",
  title: "用符号代替数字",
  why: "表格里没有发生的填 0，不用“/”“—”“无”代替，否则合计无法核对。",
  whenOff: "本单位模板规定没有发生的填“/”或“—”时；上报汇总系统前仍应填 0。",
  severity: "warning",
  bad: exampleWith("| 行政强制 | 0 |", "| 行政强制 | / |"),
  good: EXAMPLE,

  *check(report) {
    if (!report.irregular.some(({ form }) => form === "placeholder")) return;
    for (const table of tablesOf(report)) {
      const cells = table.rows.flatMap((row) => row.cells);
      const gaps = cells
        .filter((cell) => cell?.form === "placeholder")
        .map((cell) => ({ cell, ...gapOf(report, cell) }));
      const isMostly = gaps.length * 2 > cells.length && gaps.length > 1;
      if (isMostly) yield summary(report, table, gaps, cells.length);
      // Where most of a table has them only what is no zero is told by itself.
      for (const { cell, value, said, why } of isMostly ? gaps.filter((gap) => gap.value !== 0) : gaps) {
        const fix = value === undefined ? undefined : setCell(report.text, cell, value);
        yield { ...cellFinding(cell, said, fix), why };
      }
    }
  },
};

function summary(
  { text }: Report,
  table: Table,
  gaps: readonly (Gap & { readonly cell: ValueCell })[],
  count: number,
): Finding {
  const { start, end, key, text: sign } = gaps[0]!.cell;
  const zeros = gaps.filter(({ value }) => value === 0);
  const edits = zeros.flatMap(({ cell }) => writeNumber(text, cell, 0));
  return {
    span: { start, end },
    message: `${TABLE_NAME[table.key]} ${count} 个数有 ${gaps.length} 个写成“${sign}”一类，没有发生的填 0。`,
    cell: key,
    fixes: [{ title: `把${TABLE_NAME[table.key]}的 ${zeros.length} 处符号都改为 0`, safe: false, edits }],
  };
}
