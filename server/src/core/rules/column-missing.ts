import type { Rule } from "../findings/rule";
import { TABLE_NAME, tablesOf } from "../report/describe";
import { EXAMPLE } from "./support/example";

export const columnMissing: Rule = {
  id: "column-missing",
  category: "tables",
  title: "缺少规定的列",
  why: "表格的列由格式文件规定，没有发生的填 0，不能删列。",
  whenOff: "上级下发的表格本来就少这一列时；更好的办法是用自己的规范文件（standards）。",
  severity: "error",
  bad: EXAMPLE.replace(/(?<=三、收到.*\n\n)(?:\|.*\n)+/, withoutResearch),
  good: EXAMPLE,

  *check(report) {
    for (const table of tablesOf(report)) {
      for (const { count, labels, row } of table.missingColumns) {
        const names = labels.map((label) => `“${label}”`);
        const named = names.length === 1 ? `${names[0]}列` : ` ${count} 列`;
        const which = names.length > 1 ? `缺的是${names.join("、")}。` : "";
        const { start, end } = row.label ?? row.excess?.[0] ?? row;
        yield {
          span: { start, end },
          message: `${TABLE_NAME[table.key]}缺${named}，没有发生的也要填 0。`,
          why: `${which}表格的列由格式文件规定，没有发生的也应保留并填 0，不能删列。`,
          cell: row.path,
        };
      }
    }
  },
};

/** The requests table without the column 科研机构. */
function withoutResearch(table: string): string {
  return table.replace(/^.*$/gm, (line) =>
    line
      .split("|")
      .filter((_, at) => at !== 6)
      .join("|"),
  );
}
