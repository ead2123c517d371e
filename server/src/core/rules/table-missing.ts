import type { Rule } from "../findings/rule";
import { TABLE_NAME } from "../report/describe";
import { missingTables } from "../writing/insertion";
import { EXAMPLE } from "./support/example";

export const tableMissing: Rule = {
  id: "table-missing",
  category: "tables",
  title: "缺少规定的表",
  why: "第二、三、四部分的内容是格式文件规定的三张表，不能只有标题或文字。",
  whenOff: "表格作为图片或附件另附，文本中本来就没有时。",
  severity: "error",
  bad: EXAMPLE.slice(0, EXAMPLE.indexOf("| 行政复议")) + EXAMPLE.slice(EXAMPLE.indexOf("五、存在")),
  good: EXAMPLE,

  *check(report) {
    if (report.standard === undefined) return;
    for (const { table, section, insertion } of missingTables(report)) {
      const { spec, heading } = section;
      yield {
        span: heading,
        message: `第${spec.ordinal}部分缺${TABLE_NAME[table]}。`,
        why: `“${spec.title}”一节的内容是格式文件规定的表，不能只有标题或文字。表格如果是图片，本工具和读屏软件都读不到，应改成文字表格。`,
        fixes: [
          {
            title: `插入空白的${TABLE_NAME[table]}`,
            safe: false,
            edits: [insertion],
          },
        ],
      };
    }
  },
};
