import type { Rule } from "../findings/rule";
import { fold } from "../text/normalise";
import { EXAMPLE, exampleWith } from "./support/example";

/** The agency may stand on the line above. */
const STANDARD = /^.{0,40}20\d\d年度?政府信息公开工作年度报告$/;

export const titleNonstandard: Rule = {
  id: "title-nonstandard",
  category: "document",
  title: "标题不规范",
  why: "标题的通行写法是“机关名称＋YYYY年（度）政府信息公开工作年度报告”；漏掉“年”字是最常见的笔误。",
  whenOff: "上级规定了另外的标题写法时。",
  severity: "warning",
  bad: exampleWith("云溪镇2023年政府", "云溪镇2023政府"),
  good: EXAMPLE,

  *check({ title }) {
    if (title === undefined) return;
    const folded = fold(title.text);
    const { yearSpan, year, agency } = title;
    const hasYear = yearSpan !== undefined && /20\d\d年/.test(folded);
    if (yearSpan !== undefined && !hasYear) {
      yield {
        span: yearSpan,
        message: `标题中“${year}”后面漏了“年”字，应为“${year}年”。`,
        fixes: [
          {
            title: "补上“年”字",
            safe: true,
            edits: [{ span: { start: yearSpan.end, end: yearSpan.end }, text: "年" }],
          },
        ],
      };
      return;
    }
    if (STANDARD.test(folded) && agency !== undefined) return;
    yield {
      span: { start: title.start, end: title.end },
      severity: "info",
      message: `标题与通行写法“机关名称＋YYYY年政府信息公开工作年度报告”不同${year === undefined ? "，没有写年度" : ""}。`,
    };
  },
};
