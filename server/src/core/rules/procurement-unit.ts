import type { Rule } from "../findings/rule";
import { describeCell, describeWritten } from "../report/describe";
import type { Report } from "../report/report";
import type { TableRow } from "../report/tables/table";
import { unitOf } from "../text/value";
import { EXAMPLE_2019, exampleWith2019 } from "./support/example";

export const procurementUnit: Rule = {
  id: "procurement-unit",
  category: "disclosure",
  title: "采购金额没写单位",
  why: "2019年试行格式的“采购总金额”列没有规定单位，各地有的填元、有的填万元；不写单位，金额可能差一万倍。",
  whenOff: "本地的模板在别处统一写明了金额单位时。",
  severity: "warning",
  bad: exampleWith2019("36.8万元", "36.8"),
  good: EXAMPLE_2019,

  *check(report) {
    const rows = report.tables.disclosure?.rows ?? [];
    for (let rowAt = 0; rowAt < rows.length; rowAt++) {
      const row = rows[rowAt]!;
      if (row.role !== "row" || row.spec === undefined) continue;
      for (let at = 0; at < row.spec.columns.length; at++) {
        const cell = row.spec.columns[at]!.unitInCell ? row.cells[at] : undefined;
        if (!cell?.value || unitOf(cell.text) !== "" || isUnitNearby(report, rows[rowAt - 1])) continue;
        yield {
          span: { start: cell.start, end: cell.end },
          message: `${describeCell(cell)}${describeWritten(cell)}，应写明元或万元。`,
          cell: cell.key,
        };
      }
    }
  },
};

/** The header, the row's label or a note in the block says it. */
function isUnitNearby({ tables, text }: Report, before: TableRow | undefined): boolean {
  const { disclosure } = tables;
  return text.slice(before?.end ?? disclosure!.start, disclosure!.end).includes("元");
}
