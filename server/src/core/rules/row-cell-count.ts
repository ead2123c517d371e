import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { describeRow, quoted, TABLE_NAME, tablesOf } from "../report/describe";
import type { Report } from "../report/report";
import type { Table, TableRow } from "../report/tables/table";
import type { Span } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { type GluedValues, gluedValues, hasLentTotal, partNumbers } from "./support/glued";
import { rowName } from "./support/rows";
import { splitCell } from "./support/split";

export const rowCellCount: Rule = {
  id: "row-cell-count",
  category: "tables",
  title: "数字个数不对",
  why: "申请情况表每行七个数，复议诉讼情况表共十五个数；多了或少了，就不知道哪个数属于哪一列。",
  whenOff: "自己加了列的表格，又没有写成自己的规范文件时。",
  severity: "error",
  bad: exampleWith("| 5 | 2 | 0 | 0 | 0 | 0 | 7 |", "| 5 | 2 | 0 | 0 | 0 | 0 | 7 | 7 |"),
  good: EXAMPLE,

  *check(report) {
    for (const table of tablesOf(report)) {
      if (table.state === "empty") continue;
      const glued = gluedValues(report, table);
      for (const each of glued) yield joined(report, each);
      const rows = table.rows.filter((row) => !glued.some((each) => each.row === row));
      const unfilled = rows.filter(({ role, excess }) => role === "row" && excess?.length === 0);
      if (unfilled.length >= A_LOT) yield manyUnfilled(table, unfilled);
      for (const row of rows) {
        if (unfilled.length >= A_LOT && unfilled.includes(row)) continue;
        if (row.excess === undefined || row.key === undefined || row.role === "duplicate") continue;
        const wanted = wantedCount(table, row);
        const isShort = table.missingColumns.some(
          (missing) => missing.row === row && row.excess?.length === wanted - missing.count,
        );
        if (isShort) continue;
        if (splitCell(row) !== undefined || hasLentTotal(report, table, row)) continue;
        yield {
          span: place(table, row),
          message: `${table.key === "litigation" ? TABLE_NAME.litigation : `“${rowName(row)}”行`}${row.excess.length === 0 ? "没有填数" : `填了 ${row.excess.length} 个数`}，应有 ${wanted} 个。`,
          why: "个数不对，就不知道哪个数属于哪一列，因此没有核对；没有发生的填 0。",
          cell: row.path,
        };
      }
    }
  },
};

/** So many rows without a number are one mistake. */
const A_LOT = 5;

function manyUnfilled(table: Table, rows: readonly TableRow[]): Finding {
  const [first] = rows;
  return {
    span: place(table, first!),
    message: `${TABLE_NAME[table.key]}有 ${rows.length} 行没有填数，没有发生的填 0。`,
    why: `没有填的行从“${rowName(first!)}”起。`,
    cell: first!.path,
  };
}

function joined(report: Report, glued: GluedValues): Finding {
  const { spec, numbers } = glued;
  return {
    span: { start: glued.label.start, end: glued.label.end },
    message: `“${describeRow(spec)}”行的行名连着数字${quoted(numbers.text)}，应拆开。`,
    why: "多半是丢了分隔，行名和数字连成了一格，无法判断各数属于哪一列。",
    cell: spec.path,
    fixes: partNumbers(report, glued),
  };
}

function wantedCount(table: Table, row: TableRow): number {
  const columns = row.spec?.columns.length ?? 0;
  return table.key === "litigation" ? columns * table.rows.length : columns;
}

function place(table: Table, row: TableRow): Span {
  const { start, end } = row.label ?? row.excess?.[0] ?? table.headers[0]?.phrase ?? table;
  return { start, end: row.label === undefined ? (row.excess?.at(-1)?.end ?? end) : end };
}
