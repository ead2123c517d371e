import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { describeRow, quoted, tablesOf } from "../report/describe";
import type { Report } from "../report/report";
import type { TableRow } from "../report/tables/table";
import { ordinalOf, splitNumber } from "../standard/compile";
import { numeralLike, type Ordinal } from "../text/ordinal";
import { EXAMPLE, exampleWith } from "./support/example";
import { breakLine, type GluedTotal, gluedTotal, isShort } from "./support/glued";

export const rowNumberWrong: Rule = {
  id: "row-number-wrong",
  category: "labels",
  title: "行序号不对",
  why: "行名前的序号由格式文件规定，与行名一一对应。",
  whenOff: "转换时自动编号已丢失，而序号不影响使用时。",
  severity: "warning",
  bad: exampleWith("2.重复申请", "3.重复申请"),
  good: EXAMPLE,

  *check(report) {
    for (const table of tablesOf(report)) {
      for (const [at, row] of table.rows.entries()) {
        const { spec } = row;
        if (spec?.ordinal === undefined || row.role !== "row" || row.match === "position") continue;
        const glued = gluedTotal(report, table, row);
        if (glued !== undefined) yield joined(report, row, glued);
        else if (row.number !== spec.ordinal) {
          const isOwn = row.excess === undefined && !isShort(table.rows[at - 1]);
          yield* wrongNumber(row.ordinal, spec.ordinal, spec.label, row.path, isOwn);
        }
      }
      for (const { kind, ordinal, label } of table.headers) {
        if (kind !== "group" || ordinal === undefined) continue;
        const wanted = ordinalOf(splitNumber(label).number);
        if (wanted !== undefined) yield* wrongNumber(ordinal, wanted, splitNumber(label).label, table.key);
      }
    }
  },
};

function joined(report: Report, { ordinal, spec, path }: TableRow, glued: GluedTotal): Finding {
  const span = { start: glued.at - glued.total.length, end: ordinal!.end };
  return {
    span,
    message: `上一行总计 ${glued.total} 连着“${describeRow(spec!)}”，应分行。`,
    why: `上一行的总计“${glued.total}”与“${spec!.label}”的序号“${splitNumber(spec!.number).number}”连在一起，会读成另一个序号，或者使上一行少一个数。`,
    cell: path,
    fixes: breakLine(report, glued),
  };
}

/** `isOwn`: nothing that the number may have taken in is missing from its row or the row above. */
function* wrongNumber(
  ordinal: Ordinal | undefined,
  wanted: number,
  label: string,
  cell: string | undefined,
  isOwn = true,
): Iterable<Finding> {
  if (ordinal === undefined || ordinal.value === wanted) return;
  const shown = numeralLike(ordinal, wanted);
  const span = { start: ordinal.start, end: ordinal.end };
  yield {
    span,
    message: `${quoted(label)}的序号写了“${ordinal.text}”，应为“${shown}”。`,
    cell,
    fixes: [{ title: `序号改为“${shown}”`, safe: isOwn, takes: "number", edits: [{ span, text: shown }] }],
  };
}
