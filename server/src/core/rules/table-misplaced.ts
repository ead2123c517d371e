import type { Rule } from "../findings/rule";
import { TABLE_NAME, tablesOf } from "../report/describe";
import { EXAMPLE } from "./support/example";

const TABLE = EXAMPLE.slice(EXAMPLE.indexOf("| 行政复议"), EXAMPLE.indexOf("五、存在"));

export const tableMisplaced: Rule = {
  id: "table-misplaced",
  category: "tables",
  title: "表格放错了章节",
  why: "三张表各有所属：主动公开情况表在第二部分，申请情况表在第三部分，复议诉讼情况表在第四部分。",
  whenOff: "上级规定了另外的编排时；更好的办法是用自己的规范文件（standards）。",
  severity: "error",
  bad: EXAMPLE.replace(TABLE, "").replace("六、其他需要报告的事项\n\n", `六、其他需要报告的事项\n\n${TABLE}`),
  good: EXAMPLE,

  *check(report) {
    for (const { key, section, headers, start, end } of tablesOf(report)) {
      const own = report.sections.find(({ spec }) => spec.table === key);
      const found = report.sections[section];
      // Without its own heading, that is what is missing.
      if (own === undefined || found === undefined || found.key === own.key) continue;
      const first = headers[0]?.phrase ?? { start, end };
      yield {
        span: { start: first.start, end: first.end },
        message: `${TABLE_NAME[key]}在第${found.spec.ordinal}部分，应在第${own.spec.ordinal}部分。`,
        why: `现在放在“${found.title.text}”一节，应放在“${own.title.text}”一节。`,
        related: [{ span: own.heading, message: "应放在这一节" }],
      };
    }
  },
};
