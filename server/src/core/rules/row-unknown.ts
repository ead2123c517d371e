import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { quoted } from "../report/describe";
import type { Report } from "../report/report";
import { EXAMPLE, exampleWith } from "./support/example";
import { isFragment } from "./support/fragment";
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
      if (isFragmentOfRow(report, finding)) continue;
      if (requests !== undefined && finding.span.start >= requests.start && finding.span.end <= requests.end)
        yield finding;
    }
  },
};

/** What a page's layout has cut is a row that the standard has. */
function isFragmentOfRow(report: Report, { span: { start, end } }: Finding): boolean {
  const written = { text: report.text.slice(start, end), start, end };
  return report.tableStandard?.rows.requests.some(({ label }) => isFragment(report, written, label)) === true;
}
