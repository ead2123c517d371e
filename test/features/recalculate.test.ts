import { describe, expect, test } from "vitest";
import { parseReport } from "../../server/src/core/report/recognise";
import { applyEdits } from "../../server/src/core/text/text";
import { type RecalculationScope, recalculate } from "../../server/src/features/tables/recalculate";
import { generate, LAYOUTS, STANDARDS, type StandardId } from "../generator";
import { cleanReport, spoiled } from "../protocol/report";

const settings = { assumeReport: true };

/** The text after recalculating at `‸`, which is taken out; or the reason why not. */
function recalculated(marked: string, scope: RecalculationScope): string {
  const offset = marked.indexOf("‸");
  const text = marked.replace("‸", "");
  const { edits, refusal } = recalculate(parseReport(text, settings), offset, scope);
  return refusal ?? applyEdits(text, edits);
}

const row = (cells: string) => `| 一、本年新收政府信息公开申请数量 |  |  | ${cells} |`;
const firstRow = row("2 | 1 | 0 | 0 | 0 | 0 | 3");

describe("row", () => {
  test.each([
    ["2 | 1 | 0 | 0 | 0 | 0 | ‸9", "2 | 1 | 0 | 0 | 0 | 0 | 3"],
    ["‸2 | 1 | 5 | 0 | 0 | 0 | 3", "2 | 1 | 5 | 0 | 0 | 0 | 8"],
    // A blank is given its number, and blanks count as nothing.
    ["2 | ‸1 |  | / | 0 | - |  ", "2 | 1 |  | / | 0 | - | 3"],
  ])("%s", (before, after) => {
    const spoil = (cells: string) => spoiled([firstRow, row(cells)]);
    expect(recalculated(spoil(before), "row")).toBe(spoil(after));
  });

  test("on the label as well, and in a group of the litigation table", () => {
    const wrong = spoiled([firstRow, row("2 | 1 | 0 | 0 | 0 | 0 | 4")]);
    expect(recalculated(wrong.replace("一、本年新收", "一、本年‸新收"), "row")).toBe(cleanReport);
    const litigation = spoiled(["| 1 | 0 | 0 | 0 | 1 |", "| 1 | 0 | 0 | 0‸ | 2 |"]);
    expect(recalculated(litigation, "row")).toBe(cleanReport);
  });

  test.each([
    ["2 | 1 | 0 | 0 | 0 | ‸0 | 3", "总计已经正确"],
    ["2 | 一件‸吧 | 0 | 0 | 0 | 0 | 3", "“一件吧”不是件数，请先改正"],
    ["2 | 1.5‸ | 0 | 0 | 0 | 0 | 3", "“1.5”不是件数，请先改正"],
  ])("refuses %s", (cells, reason) => {
    expect(recalculated(spoiled([firstRow, row(cells)]), "row")).toBe(reason);
  });
});

describe("column", () => {
  test("the results add up to the total; the balance stays as it is", () => {
    const wrong = spoiled(["|  | （七）总计 |  | 2 |", "|  | （七）总计 |  | 7‸ |"]);
    expect(recalculated(wrong, "column")).toBe(cleanReport);
    const other = spoiled([firstRow, row("2‸ | 1 | 0 | 0 | 0 | 0 | 3").replace("| 2", "| 5")]);
    expect(recalculated(other, "column")).toBe("总计已经正确");
  });

  test("refuses where there is none", () => {
    const at = (piece: string) => spoiled([piece, `${piece}‸`]);
    expect(recalculated(at("一、本年新收政府信息公开申请数量"), "column")).toMatch(/放在要重算的那一列/);
    expect(recalculated(at("| 1 | 0 | 0 | 0 | 1 | 0 |"), "column")).toMatch(/没有按列的合计/);
    expect(recalculated(at("| 行政许可 | 36"), "column")).toBe("主动公开情况表没有合计数");
    expect(recalculated(at("每月更新"), "row")).toBe("光标不在三张规定表格中");
  });
});

describe("table", () => {
  const cases = LAYOUTS.flatMap((layout) =>
    (Object.keys(STANDARDS) as StandardId[]).map((standard) => [layout.id, standard, layout] as const),
  );
  test.each(cases)("%s, %s: wrong totals are set right", (_, standard, layout) => {
    const { text } = generate(1, { layout, standard });
    const wrong = [...parseReport(text, settings).cells.values()].filter(({ key }) =>
      /^(?:requests|litigation)\..*\.total$|\.handledTotal\./.test(key),
    );
    let mended = applyEdits(
      text,
      wrong.map(({ start, end, value }) => ({ span: { start, end }, text: String(value! + 7) })),
    );
    for (const table of ["requests", "litigation"] as const) {
      const read = parseReport(mended, settings);
      mended = applyEdits(mended, recalculate(read, read.tables[table]!.start, "table").edits);
    }
    expect(wrong.length).toBeGreaterThan(0);
    expect(mended).toBe(text);
  });
});
