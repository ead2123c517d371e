import type { Rule } from "../findings/rule";
import { EXAMPLE, exampleWith } from "./support/example";
import { rowName } from "./support/rows";

export const rowMisgrouped: Rule = {
  id: "row-misgrouped",
  category: "tables",
  title: "行归错了类",
  why: "办理结果的各种情形分属不予公开、无法提供、不予处理、其他处理几类，由格式文件规定。",
  whenOff: "上级下发的表格另有分类时；更好的办法是用自己的规范文件（standards）。",
  severity: "warning",
  bad: exampleWith("| | （五）不予处理 | 1.信访举报投诉类申请", "| | | 1.信访举报投诉类申请").replace(
    "| | | 2.重复申请",
    "| | （五）不予处理 | 2.重复申请",
  ),
  good: EXAMPLE,

  *check(report) {
    const table = report.tables.requests;
    if (table === undefined || report.tableStandard === undefined) return;
    const { classes } = report.tableStandard;
    const seen = new Set(table.headers.map(({ label }) => label));
    for (const row of table.rows) {
      const wanted = row.spec?.group;
      if (row.role !== "row" || wanted === undefined || row.group === undefined || row.group === wanted)
        continue;
      if (!classes.has(wanted) || !seen.has(wanted) || !classes.has(row.group)) continue;
      const { start, end } = row.label ?? row;
      yield {
        span: { start, end },
        message: `“${rowName(row)}”归在“${row.group}”，应归在“${wanted}”。`,
        cell: row.path,
      };
    }
  },
};
