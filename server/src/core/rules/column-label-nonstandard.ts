import type { Rule } from "../findings/rule";
import { EXAMPLE, exampleWith } from "./support/example";
import { headerFindings } from "./support/headers";

export const columnLabelNonstandard: Rule = {
  id: "column-label-nonstandard",
  category: "labels",
  title: "列名不规范",
  why: "表格的列名由格式文件规定。",
  whenOff: "上级下发的表格列名与国家格式不同时；更好的办法是用自己的规范文件（standards）。",
  severity: "warning",
  bad: exampleWith("| 社会公益组织 |", "| 社会公益机构 |".replace("机构", "组识")),
  good: EXAMPLE,

  *check(report) {
    yield* headerFindings(report, "column", "列名");
  },
};
