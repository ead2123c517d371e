import type { Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { TableArithmetic } from "../report/arithmetic/arithmetic";
import { equationsWith, isBroken } from "../report/arithmetic/equations";
import type { ValueCell } from "../report/tables/table";
import { rewrite } from "../text/edit";
import { ocrDigits } from "../text/value";
import { cellsOfForm } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";
import { arithmeticOf } from "./support/sums";

export const cellOcr: Rule = {
  id: "cell-ocr",
  category: "cells",
  title: "数字被识别成了字母",
  why: "扫描件转成文字时，0 常被认成 U、O、o、〇，1 常被认成 l、I；这样的格子读不成数。",
  whenOff: "文本不是扫描识别而来，且确有字母编号填在表中时。",
  severity: "warning",
  bad: exampleWith("| 5 | 2 | 0 | 0 | 0 | 0 | 7 |", "| 5 | 2 | U | 0 | 0 | 0 | 7 |"),
  good: EXAMPLE,

  *check(report) {
    if (!report.irregular.some(({ form }) => form === "ocr")) return;
    const corrected = arithmeticOf(report).map((table) => ({ table, values: withDigits(table) }));
    yield* cellsOfForm(
      report,
      "ocr",
      ({ text }) => `的“${text}”像是文字识别的差错，应为“${ocrDigits(text)}”，请对照原件核对。`,
      (cell) => (corrected.every((tried) => agrees(cell, tried)) ? digitsFix(cell) : undefined),
    );
  },
};

function digitsFix(cell: ValueCell): Fix {
  const digits = ocrDigits(cell.text);
  return { title: `改为 ${digits}`, safe: false, edits: rewrite(cell, digits) };
}

/** A table's values with all such letters read as digits. */
interface Corrected {
  readonly table: TableArithmetic;
  readonly values: readonly number[];
}

function withDigits(table: TableArithmetic): number[] {
  return table.operands.map((value, at) => {
    const cell = Number.isNaN(value) ? table.cellAt(at) : undefined;
    return cell?.form === "ocr" ? Number(ocrDigits(cell.text)) : value;
  });
}

/** Every equation of the cell that can be checked holds with the digits. */
function agrees(cell: ValueCell, { table, values }: Corrected): boolean {
  const equations = equationsWith(table.equations, table.numberOf(cell));
  return !equations.some((equation) => isBroken(equation, values));
}
