import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { describeRow, tablesOf } from "../report/describe";
import type { Report } from "../report/report";
import type { Table } from "../report/tables/table";
import type { RowSpec } from "../standard/compiled";
import { insertRow } from "../writing/insertRow";
import { EXAMPLE, exampleWith } from "./support/example";
import { gluedTotal, gluedValues, tellsOf } from "./support/glued";

/** Rows missing one after another are one mistake from this many on. */
const A_RUN = 3;

export const rowMissing: Rule = {
  id: "row-missing",
  category: "tables",
  title: "缺少规定的行",
  why: "表格的行由格式文件规定，没有发生的填 0，不能删行。",
  whenOff: "上级同意删去不适用的行时；更好的办法是用自己的规范文件（standards）。",
  severity: "error",
  bad: exampleWith("| | | 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n", ""),
  good: EXAMPLE,

  *check(report) {
    const standard = report.tableStandard;
    if (standard === undefined) return;
    for (const table of tablesOf(report)) {
      if (table.key === "litigation" || table.state === "scattered") continue;
      const specs = standard.rows[table.key];
      const present = new Set(table.rows.map((row) => row.key));
      if (present.size < specs.length) for (const key of runTogether(report, table)) present.add(key);
      for (let at = 0; at < specs.length; at++) {
        if (present.has(specs[at]!.key)) continue;
        let end = at + 1;
        while (end < specs.length && !present.has(specs[end]!.key)) end++;
        const run = specs.slice(at, end);
        if (run.length >= A_RUN) yield runFinding(report, table, run, at);
        else for (const [i, spec] of run.entries()) yield rowFinding(report, table, spec, at + i);
        at = end - 1;
      }
    }
  },
};

/** Rows that are there, but run together with their numbers or with the next row: other rules say so. */
function* runTogether(report: Report, table: Table): Iterable<string> {
  for (const { spec } of gluedValues(report, table)) yield spec.key;
  const specs = report.tableStandard?.rows[table.key] ?? [];
  for (const row of table.rows) {
    const glued = gluedTotal(report, table, row);
    if (glued !== undefined) for (const spec of specs) if (tellsOf(glued, spec)) yield spec.key;
  }
}

function rowFinding(report: Report, table: Table, spec: RowSpec, at: number): Finding {
  return {
    span: neighbour(report, table, at),
    message: `缺“${describeRow(spec)}”行，没有发生的也要填 0。`,
    cell: spec.path,
    fixes: insertRow(report, table, spec),
  };
}

function runFinding(report: Report, table: Table, run: readonly RowSpec[], at: number): Finding {
  return {
    span: neighbour(report, table, at),
    message: `缺 ${run.length} 行：“${describeRow(run[0]!)}”至“${describeRow(run.at(-1)!)}”。`,
    why: "表格的行由格式文件规定，没有发生的也应保留并填 0，不能删行。",
    cell: run[0]!.path,
  };
}

/** The label of the row that follows in the standard's order, else of the one before. */
function neighbour(report: Report, table: Table, at: number): { start: number; end: number } {
  const specs = report.tableStandard!.rows[table.key];
  const labelled = table.rows.filter((row) => row.role === "row" && row.label !== undefined);
  const index = (key: string | undefined) => specs.findIndex((spec) => spec.key === key);
  const next = labelled.find((row) => index(row.key) > at) ?? labelled.at(-1);
  const label = next?.label;
  return label === undefined
    ? { start: table.start, end: table.start }
    : { start: label.start, end: label.end };
}
