import type { Rule } from "../findings/rule";
import { quoted } from "../report/describe";
import { EXAMPLE, exampleWith } from "./support/example";
import { rowsInRole } from "./support/rows";

const ROW = "| | | 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";

export const rowUnknown: Rule = {
  id: "row-unknown",
  category: "tables",
  title: "不是规定的行",
  why: "申请情况表的行由格式文件规定，自行加行会使合计与各行不符。",
  whenOff: "本地在申请情况表中增加了行时；更好的办法是用自己的规范文件（standards）。",
  severity: "warning",
  bad: exampleWith(ROW, `${ROW}| | | 其中网上申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n`),
  good: EXAMPLE,

  *check(report) {
    // Local additions to the disclosure table are common and harm no equation.
    for (const finding of rowsInRole(report, "unknown", ({ label }) =>
      label === undefined ? "这一行没有行名，应补上。" : `${quoted(label.text)}不是规定的行，应删去或改名。`,
    )) {
      const { requests } = report.tables;
      if (requests !== undefined && finding.span.start >= requests.start && finding.span.end <= requests.end)
        yield finding;
    }
  },
};
