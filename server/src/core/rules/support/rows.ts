import type { Finding } from "../../findings/finding";
import { describeRow, tablesOf } from "../../report/describe";
import type { Report } from "../../report/report";
import type { TableRow } from "../../report/tables/table";

/** Findings on the labels of rows in one role. */
export function* rowsInRole(
  report: Report,
  role: TableRow["role"],
  said: (row: TableRow) => string,
): Iterable<Finding> {
  for (const table of tablesOf(report)) {
    for (const row of table.rows) {
      if (row.role !== role) continue;
      const { start, end } = row.label ?? row;
      yield { span: { start, end }, message: said(row), cell: row.path };
    }
  }
}

/** What messages call the row: as the standard does, else what is written. */
export function rowName(row: TableRow): string {
  return row.spec === undefined ? (row.label?.text ?? "") : describeRow(row.spec);
}
