import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { tablesOf } from "../report/describe";
import type { Report } from "../report/report";
import { ordinalOf, splitNumber } from "../standard/compile";
import { numeralLike, type Ordinal } from "../text/ordinal";
import { EXAMPLE, exampleWith } from "./support/example";

export const rowNumberWrong: Rule = {
  id: "row-number-wrong",
  category: "labels",
  title: "行的序号不对",
  why: "行名前的序号由格式文件规定，与行名一一对应。",
  whenOff: "转换时自动编号已丢失，而序号不影响使用时。",
  severity: "warning",
  bad: exampleWith("2.重复申请", "3.重复申请"),
  good: EXAMPLE,

  *check(report) {
    for (const table of tablesOf(report)) {
      for (const row of table.rows) {
        const { spec } = row;
        if (spec?.ordinal === undefined || row.role !== "row" || row.match === "position") continue;
        if (row.number === spec.ordinal) continue;
        yield* wrongNumber(row.ordinal, spec.ordinal, spec.label, row.path);
      }
      for (const { kind, ordinal, label } of table.headers) {
        if (kind !== "group" || ordinal === undefined) continue;
        const wanted = ordinalOf(splitNumber(label).number);
        if (wanted !== undefined) yield* wrongNumber(ordinal, wanted, splitNumber(label).label, table.key);
      }
    }
  },
};

function* wrongNumber(
  ordinal: Ordinal | undefined,
  wanted: number,
  label: string,
  cell: Report["agency"],
): Iterable<Finding> {
  if (ordinal === undefined || ordinal.value === wanted) return;
  const shown = numeralLike(ordinal, wanted);
  const span = { start: ordinal.start, end: ordinal.end };
  yield {
    span,
    message: `“${label}”的序号应为“${shown}”，这里是“${ordinal.text}”。`,
    cell,
    fixes: [{ title: `序号改为“${shown}”`, safe: true, takes: "number", edits: [{ span, text: shown }] }],
  };
}
