import type { Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { TableArithmetic } from "../report/arithmetic/arithmetic";
import { equationsWith, isBroken } from "../report/arithmetic/equations";
import type { ValueCell } from "../report/tables/table";
import { rewrite } from "../text/edit";
import { ocrDigits } from "../text/value";
import { cellFinding } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";
import { arithmeticOf } from "./support/sums";

export const cellOcr: Rule = {
  id: "cell-ocr",
  category: "cells",
  title: "数字识别成字母",
  why: "扫描件转成文字时，0 常被认成 U、O、o、〇，1 常被认成 l、I；这样的格子读不成数。",
  whenOff: "文本不是扫描识别而来，且确有字母编号填在表中时。",
  severity: "warning",
  bad: exampleWith("| 5 | 2 | 0 | 0 | 0 | 0 | 7 |", "| 5 | 2 | U | 0 | 0 | 0 | 7 |"),
  good: EXAMPLE,

  *check(report) {
    if (!report.irregular.some(({ form }) => form === "ocr")) return;
    const corrected = arithmeticOf(report).map((table) => ({ table, values: withDigits(table) }));
    for (const cell of report.irregular) {
      if (cell.form !== "ocr") continue;
      const isSound = corrected.every((tried) => agrees(cell, tried));
      const digits = ocrDigits(cell.text);
      const outcome = isSound ? "" : `按 ${digits} 算，它所在的等式不成立。`;
      const finding = cellFinding(cell, `可能应为 ${digits}`, isSound ? digitsFix(cell) : undefined);
      yield { ...finding, why: `像是扫描件转成文字时认错了。${outcome}究竟是几，要对照原件才知道。` };
    }
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
