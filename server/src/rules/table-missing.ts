import { lineEnd } from "../edit";
import { firstSections, TABLE_NAME } from "../report/describe";
import { blankTable } from "../report/skeleton";
import type { Rule } from "../rule";
import { EXAMPLE } from "./support/example";

export const tableMissing: Rule = {
  id: "table-missing",
  category: "tables",
  title: "缺少规定表格",
  why: "第二、三、四部分的内容是格式文件规定的三张表，不能只有标题或文字。",
  severity: "error",
  bad: EXAMPLE.slice(0, EXAMPLE.indexOf("| 行政复议")) + EXAMPLE.slice(EXAMPLE.indexOf("五、存在")),
  good: EXAMPLE,

  *check(report) {
    const { tables, standard, text, document } = report;
    if (standard === undefined) return;
    for (const { spec, heading } of firstSections(report)) {
      if (spec.table === undefined || tables[spec.table] !== undefined) continue;
      const eol = lineEnd(text);
      const line = text.indexOf("\n", heading.end);
      const place =
        document.format === "html"
          ? text.indexOf(">", heading.end) + 1 || heading.end
          : line < 0
            ? text.length
            : line + 1;
      const start = place > 0 && text[place - 1] !== "\n" ? eol : "";
      const table = `${start}${eol}${blankTable(standard, spec.table, document.format, eol)}${eol}`;
      yield {
        span: heading,
        message: `“${spec.title}”一节缺少${TABLE_NAME[spec.table]}。表格如果是图片，本工具和读屏软件都读不到，请改成文字表格。`,
        fixes: [
          {
            title: `插入空白的${TABLE_NAME[spec.table]}`,
            safe: false,
            edits: [{ span: { start: place, end: place }, text: table }],
          },
        ],
      };
    }
  },
};
