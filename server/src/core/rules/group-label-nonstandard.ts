import type { Rule } from "../findings/rule";
import { EXAMPLE, exampleWith } from "./support/example";
import { headerFindings } from "./support/headers";

export const groupLabelNonstandard: Rule = {
  id: "group-label-nonstandard",
  category: "labels",
  title: "分类名称不规范",
  why: "表格中分类的名称由格式文件规定。",
  whenOff: "上级下发的表格分类名称与国家格式不同时；更好的办法是用自己的规范文件（standards）。",
  severity: "warning",
  bad: exampleWith("三、本年度办理结果", "三、本年办理结果"),
  good: EXAMPLE,

  *check(report) {
    yield* headerFindings(report, "group", "分类名称");
  },
};
