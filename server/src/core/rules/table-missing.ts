import type { Rule } from "../findings/rule";
import { TABLE_NAME } from "../report/describe";
import { missingTables } from "../writing/insertion";
import { EXAMPLE } from "./support/example";

/** A picture, as Markdown, HTML and the text of a Word file have it. */
const PICTURE = /!\[[^\]\n]{0,200}\]\(|<img\b|［图片］/i;

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
      const { spec, heading, body } = section;
      const hasPicture = PICTURE.test(report.text.slice(body.start, body.end));
      const instead = hasPicture ? "，只有图片" : "";
      const pictures = hasPicture
        ? "这里有图片而没有表：图片里的数本工具和读屏软件都读不到"
        : "表格如果是图片，本工具和读屏软件都读不到";
      yield {
        span: heading,
        message: `第${spec.ordinal}部分缺${TABLE_NAME[table]}${instead}。`,
        why: `“${spec.title}”一节的内容是格式文件规定的表，不能只有标题或文字。${pictures}，应改成文字表格。`,
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
