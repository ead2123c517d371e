import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/index";
import { parseReport } from "../../server/src/core/report/recognise";
import { applyEdits } from "../../server/src/core/text/text";
import { alignTables } from "../../server/src/features/tables/formatting";
import { generate, LAYOUTS, STANDARDS, type StandardId } from "../generator";

const settings = { assumeReport: true };

function align(text: string, selection?: { start: number; end: number }): string {
  return applyEdits(text, alignTables(parseReport(text, settings), selection));
}

const cellTexts = (text: string) =>
  parseReport(text, settings).document.rows.map(({ kind, cells }) => [kind, ...cells.map((it) => it.text)]);
const findings = (text: string) =>
  check(text, settings).map(({ rule, cell, message }) => [rule, cell, message]);

describe.each(LAYOUTS.map((layout, at) => [layout.id, layout, at] as const))("%s", (id, layout, at) => {
  test.each(Object.keys(STANDARDS) as StandardId[])(
    "%s: keeps cells and findings, and settles",
    (standard) => {
      for (const seed of [at, at + 1]) {
        const filling = (["rich", "sparse", "zero"] as const)[seed % 3]!;
        const { text } = generate(seed, { layout, standard, filling });
        const aligned = align(text);
        if (!/pipe|gfm|label-line/.test(id)) expect(aligned).toBe(text);
        // What stays as it is has the same in it.
        if (aligned === text) continue;
        expect(cellTexts(aligned)).toEqual(cellTexts(text));
        expect(findings(aligned)).toEqual(findings(text));
        expect(align(aligned)).toBe(aligned);
      }
    },
  );
});

describe("what is aligned", () => {
  test("labels over merged cells, numbers to the right, each table by itself", () => {
    const text = `| 第二十条第（一）项 | | | |
|---|---|---|---|
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | 1 | 10 | 104 |

| 项 | 数 |
|:---:|--:|
| 甲 | 一 |
| 丙丁 | 2 |
`;
    expect(align(text)).toBe(`| 第二十条第（一）项         |  |              |              |
| -------------- | ------------ | ------------ | ------------ |
| 信息内容       | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章           |            0 |            0 |            0 |
| 行政规范性文件 |            1 |           10 |          104 |

|  项  |  数 |
| :--: | --: |
|  甲  |  一 |
| 丙丁 |   2 |
`);
  });

  test.each([
    "您现在的位置: | 首页 |\n镇2020年度报告 | ||||||\n",
    "甲 |\n1 |\n",
    "```\n| a | b |\n|---|---|\n```\n",
    "甲\t乙\n一二三\t1\n",
    "",
  ])("not %j", (text) => {
    expect(align(text)).toBe(text);
  });

  test("escaped pipes, lines without outer pipes, and other line ends stay", () => {
    expect(align("项 | 数\r\n--- | ---\r\na\\|b | 12\r\n")).toBe(
      "项   | 数\r\n---- | ---\r\na\\|b |  12\r\n",
    );
  });
});

describe("what stays", () => {
  test("radicals that stand for characters: only blanks change", () => {
    const text = "| 信息内容 | 本年处理决定数量 |\n|---|---|\n| ⾏政许可 | 46 |\n";
    const aligned = align(`云溪镇2023年政府信息公开⼯作年度报告\n\n二、主动公开政府信息情况\n\n${text}`);
    const bare = (it: string) => it.replace(/[\s-]/g, "");
    expect(bare(aligned)).toBe(bare(`云溪镇2023年政府信息公开⼯作年度报告二、主动公开政府信息情况${text}`));
    expect(aligned).toContain("| ⾏政许可 ");
  });
});
