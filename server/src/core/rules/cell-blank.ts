import type { Finding, Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { TABLE_NAME, tablesOf } from "../report/describe";
import type { Report } from "../report/report";
import type { Table, ValueCell } from "../report/tables/table";
import { cellFinding, isTotalOnly } from "./support/cells";
import { exampleWith } from "./support/example";
import { type Gap, gapOf } from "./support/gaps";
import { hasLentTotal } from "./support/glued";
import { writeNumber } from "./support/sums";

export const cellBlank: Rule = {
  id: "cell-blank",
  category: "cells",
  title: "格子空着",
  why: "没有发生的填 0；空着分不清是没有还是漏填，相关的勾稽关系也无法核对。勾稽关系能推出应填几的，一并指出。",
  whenOff: "本单位模板规定没有发生的不填时；上报汇总系统前仍应填 0。",
  severity: "warning",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 |  |"),
  good: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 0 |"),

  *check(report) {
    if (!report.irregular.some(({ form }) => form === "blank")) return;
    for (const table of tablesOf(report)) {
      const cells = table.rows.flatMap((row) =>
        row.role === "duplicate" ? [] : row.cells.filter((cell) => cell !== undefined),
      );
      const blank = cells.filter((cell) => cell.form === "blank");
      const isMostly = blank.length * 2 > cells.length && blank.length > 1;
      // A row of applicants with nothing but a total, or whose total the next row has, is another rule's finding.
      const isOwn = ({ row }: ValueCell) =>
        table.key !== "requests" || (!isTotalOnly(row) && !hasLentTotal(report, table, row));
      const own = isMostly ? blank : blank.filter(isOwn);
      const gaps = own.map((cell) => ({ cell, ...gapOf(report, cell) }));
      // Where most of a table is blank only what is no zero is told by itself.
      if (isMostly) yield summary(report, table, gaps, cells.length);
      const told = isMostly ? gaps.filter(({ cell, value }) => isOwn(cell) && value) : gaps;
      for (const gap of told) yield single(report, table, gap, told);
    }
  },
};

interface BlankCell extends Gap {
  readonly cell: ValueCell;
}

function single(report: Report, table: Table, gap: BlankCell, all: readonly BlankCell[]): Finding {
  const { cell, value, said, why } = gap;
  if (value === undefined) return { ...cellFinding(cell, said), why };
  const fix: Fix = { title: `填 ${value}`, safe: false, edits: writeNumber(report.text, cell, value) };
  const finding = { ...cellFinding(cell, said, fix), why };
  return all.length > 1 ? { ...finding, fixes: [fix, fillAll(report, table, all)] } : finding;
}

function summary(report: Report, table: Table, blank: readonly BlankCell[], count: number): Finding {
  const { start, end, key } = blank[0]!.cell;
  return {
    span: { start, end },
    message: `${TABLE_NAME[table.key]} ${count} 个数${blank.length === count ? "都" : `有 ${blank.length} 个`}空着，没有发生的填 0。`,
    cell: key,
    fixes: [
      fillAll(
        report,
        table,
        blank.filter(({ value }) => value === 0),
      ),
    ],
  };
}

/** Fills in what is known: zeros, and the sums of totals. */
function fillAll(report: Report, table: Table, blank: readonly BlankCell[]): Fix {
  const known = blank.filter(({ value }) => value !== undefined);
  const isZero = known.every(({ value }) => value === 0);
  const what = isZero ? "都填 0" : "填上：没有发生的填 0，其余填算出的数";
  return {
    title: `把${TABLE_NAME[table.key]}的 ${known.length} 个空格${what}`,
    safe: false,
    edits: known.flatMap(({ cell, value }) => writeNumber(report.text, cell, value!)),
  };
}
