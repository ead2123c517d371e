import type { Rule } from "../findings/rule";
import { quoted } from "../report/describe";
import { EXAMPLE, exampleWith } from "./support/example";
import { rowName, rowsInRole } from "./support/rows";

const ROW = "| | | 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";

export const rowDuplicate: Rule = {
  id: "row-duplicate",
  category: "tables",
  title: "行重复",
  why: "表格的每一行只应出现一次；重复的行使合计无法判断，多半是粘贴所致。",
  whenOff: "一表多单位、同一行名有意出现几次时。",
  severity: "warning",
  bad: exampleWith(ROW, ROW + ROW),
  good: EXAMPLE,

  *check(report) {
    yield* rowsInRole(report, "duplicate", (row) => `${quoted(rowName(row))}行重复，应只有一行。`);
  },
};
