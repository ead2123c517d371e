import type { Rule } from "../findings/rule";
import { describeRow } from "../report/describe";
import { EXAMPLE, exampleWith } from "./support/example";
import { rowName, rowsInRole } from "./support/rows";

const ROW = "| | | 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";
const LAST = "| | | 5.要求行政机关确认或重新出具已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";

export const rowMisordered: Rule = {
  id: "row-misordered",
  category: "tables",
  title: "行次序不对",
  why: "表格各行的先后由格式文件规定，次序错了，汇总时会错行。",
  whenOff: "上级下发的表格行次与国家格式不同时；更好的办法是用自己的规范文件（standards）。",
  severity: "warning",
  bad: exampleWith(ROW, "").replace(LAST, LAST + ROW),
  good: EXAMPLE,

  *check(report) {
    const specs = report.tableStandard?.rows;
    yield* rowsInRole(report, "misordered", (row) => {
      const before = row.spec && specs?.[row.spec.table][row.spec.index - 1];
      const place = before === undefined ? "第一行" : `“${describeRow(before)}”之后`;
      return `“${rowName(row)}”行次序不对，应在${place}。`;
    });
  },
};
