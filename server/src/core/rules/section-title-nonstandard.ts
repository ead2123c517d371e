import type { Rule } from "../findings/rule";
import { rewrite } from "../text/edit";
import { EXAMPLE, exampleWith } from "./support/example";

export const sectionTitleNonstandard: Rule = {
  id: "section-title-nonstandard",
  category: "sections",
  title: "章节标题不规范",
  why: "六个部分的标题由格式文件规定。各地有一些通行的改写，一般不影响理解；与规定只差一两个字的，多半是笔误。",
  whenOff: "上级规定了另外的章节标题时；更好的办法是用自己的规范文件（standards）。",
  severity: "warning",
  bad: exampleWith("五、存在的主要问题及改进情况", "五、存在的主要问题及改情况"),
  good: EXAMPLE,

  *check({ sections }) {
    for (const { match, title, spec } of sections) {
      if (match === "exact") continue;
      yield {
        span: { start: title.start, end: title.end },
        severity: match === "variant" ? "info" : "warning",
        message: `标题“${title.text}”应为“${spec.title}”。`,
        fixes: [
          {
            title: `改为“${spec.title}”`,
            safe: true,
            takes: match === "variant" ? "name" : "spelling",
            edits: rewrite(title, spec.title),
          },
        ],
      };
    }
  },
};
