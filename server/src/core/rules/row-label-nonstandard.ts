import type { Rule } from "../findings/rule";
import { quoted, tablesOf } from "../report/describe";
import { inStyleOf, rewrite } from "../text/edit";
import { EXAMPLE, exampleWith } from "./support/example";
import { isFragment } from "./support/fragment";
import { gluedValues } from "./support/glued";
import { misspelt } from "./support/misspelt";

export const rowLabelNonstandard: Rule = {
  id: "row-label-nonstandard",
  category: "labels",
  title: "行名不规范",
  why: "行名由格式文件规定，差一字意思就可能不同，也会使汇总系统认不出这一行。",
  whenOff: "上级下发的表格行名与国家格式不同时；更好的办法是用自己的规范文件（standards）。",
  severity: "warning",
  bad: exampleWith("3.危及“三安全一稳定”", "3.危机“三安全一稳定”"),
  good: EXAMPLE,

  *check(report) {
    for (const table of tablesOf(report)) {
      let written: string | undefined;
      const glued = gluedValues(report, table);
      for (const row of table.rows) {
        const { spec } = row;
        if (glued.some((each) => each.row === row)) continue;
        if (spec === undefined || row.match === "exact" || row.role === "duplicate") continue;
        if (row.label === undefined) {
          yield {
            span: { start: row.start, end: row.start },
            message: `这一行没有行名，按次序应为${quoted(`${spec.number}${spec.label}`, 22)}。`,
            why: `规定的行名是“${spec.number}${spec.label}”。没有行名，这些数只能按前后各行的次序来认。`,
            cell: row.path,
          };
          continue;
        }
        written ??= report.text.slice(table.start, table.end);
        const label = inStyleOf(spec.label, written);
        // A label wrapped in an odd place is known by its likeness only, and may be right nevertheless.
        if (row.label.text === label || isFragment(report, row.label, label)) continue;
        yield {
          span: { start: row.label.start, end: row.label.end },
          ...misspelt("行名", row.label.text, label),
          cell: row.path,
          // Where only its place says which row it is, or two rows are run together, the new name may change what is said.
          fixes: [
            {
              title: `改为“${label}”`,
              safe: row.match !== "position" && row.excess === undefined,
              takes: row.match === "alias" ? "name" : "spelling",
              edits: rewrite(row.label, label),
            },
          ],
        };
      }
    }
  },
};
