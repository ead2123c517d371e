import { rewrite } from "../edit";
import { sum } from "../report/equations";
import type { Report, ValueCell } from "../report/report";
import type { Fix, Rule } from "../rule";
import { ocrDigits } from "../value";
import { cellsOfForm } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";
import { arithmeticOf } from "./support/sums";

export const cellOcr: Rule = {
  id: "cell-ocr",
  category: "cells",
  title: "数字被识别成了字母",
  why: "扫描件转成文字时，0 常被认成 U、O、o、〇，1 常被认成 l、I；这样的格子读不成数。",
  severity: "warning",
  bad: exampleWith("| 5 | 2 | 0 | 0 | 0 | 0 | 7 |", "| 5 | 2 | U | 0 | 0 | 0 | 7 |"),
  good: EXAMPLE,

  *check(report) {
    yield* cellsOfForm(
      report,
      "ocr",
      ({ text }) => `的“${text}”像是文字识别的差错，应为“${ocrDigits(text)}”，请对照原件核对。`,
      (cell) => fixFor(report, cell),
    );
  },
};

/** The digits are offered where every equation of the cell that can be checked holds with them. */
function fixFor(report: Report, cell: ValueCell): Fix | undefined {
  const digits = ocrDigits(cell.text);
  return agrees(report, cell)
    ? { title: `改为 ${digits}`, safe: false, edits: rewrite(cell, digits) }
    : undefined;
}

function agrees(report: Report, cell: ValueCell): boolean {
  for (const table of arithmeticOf(report)) {
    const at = table.cells.indexOf(cell);
    if (at < 0) continue;
    const values = table.values.map((value, index) => {
      const other = table.cells[index];
      return other?.form === "ocr" ? Number(ocrDigits(other.text)) : value;
    });
    const key = cell.row.path?.startsWith("litigation") ? "litigation" : "requests";
    return (report.tableStandard?.equations[key] ?? []).every(({ left, right }) => {
      if (!left.includes(at) && !right.includes(at)) return true;
      const difference = sum(values, left) - sum(values, right);
      return difference === 0 || Number.isNaN(difference);
    });
  }
  return true;
}
