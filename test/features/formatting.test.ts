import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/index";
import { parseReport } from "../../server/src/core/report/recognise";
import { applyEdits } from "../../server/src/core/text/text";
import { displayWidth } from "../../server/src/core/text/width";
import { alignTables, formatTables } from "../../server/src/features/tables/formatting";
import { generate, LAYOUTS, STANDARDS, type StandardId } from "../generator";

const settings = { assumeReport: true };

function format(text: string, selection?: { start: number; end: number }): string {
  return applyEdits(text, formatTables(parseReport(text, settings), selection));
}

function align(text: string): string {
  return applyEdits(text, alignTables(parseReport(text, settings)));
}

/** The widest line of a table, without padding. */
const widest = (text: string) =>
  Math.max(...text.split("\n").flatMap((line) => (line.includes("|") ? [displayWidth(line)] : [])));
const withoutPadding = (text: string) =>
  text
    .replace(/-{3,}/g, "---")
    .replace(/ *\| */g, " | ")
    .replace(/^ | $/gm, "");

const cellTexts = (text: string) =>
  parseReport(text, settings).document.rows.map(({ kind, cells }) => [kind, ...cells.map((it) => it.text)]);
const findings = (text: string) =>
  check(text, settings).map(({ rule, cell, message }) => [rule, cell, message]);

describe.each(LAYOUTS.map((layout, at) => [layout.id, layout, at] as const))("%s", (id, layout, at) => {
  test.each(Object.keys(STANDARDS) as StandardId[])(
    "%s: keeps cells and findings, and settles",
    (standard) => {
      for (const [seed, layOut] of [[at, format] as const, [at + 1, align] as const]) {
        const filling = (["rich", "sparse", "zero"] as const)[seed % 3]!;
        const { text } = generate(seed, { layout, standard, filling });
        const laidOut = layOut(text);
        if (!/pipe|gfm|label-line/.test(id)) expect(laidOut).toBe(text);
        // What stays as it is has the same in it.
        if (laidOut === text) continue;
        expect(cellTexts(laidOut)).toEqual(cellTexts(text));
        expect(findings(laidOut)).toEqual(findings(text));
        expect(layOut(laidOut)).toBe(laidOut);
        const widestFormatted = widest(layOut === align ? format(laidOut) : laidOut);
        expect(widestFormatted).toBeLessThanOrEqual(Math.max(100, widest(withoutPadding(text))));
      }
    },
  );
});

describe("a table that would be wrapped", () => {
  const label = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请";
  const wide = (values: number) =>
    `| ${label} |${" 0 |".repeat(values)}\n|:--|${"---|".repeat(values)}\n| 总计 |${" 10 |".repeat(values)}\n`;

  test("is not padded, and padding is taken out of it", () => {
    const compact = `| ${label} |${" 0 |".repeat(9)}\n| :-- |${" --- |".repeat(9)}\n| 总计 |${" 10 |".repeat(9)}\n`;
    expect(format(wide(9))).toBe(compact);
    expect(widest(align(wide(9)))).toBeGreaterThan(100);
    expect(format(align(wide(9)))).toBe(compact);
  });

  test("up to a hundred columns it is none", () => {
    expect(format(wide(3))).toBe(align(wide(3)));
    expect(format(wide(3))).toContain("| 总计  ");
  });

  test("a wide one and a narrow one are laid out each by itself", () => {
    const narrow = "| 项 | 数 |\n|---|---|\n| 甲乙 | 1 |\n";
    expect(format(`${wide(9)}\n${narrow}`)).toBe(`${format(wide(9))}\n${align(narrow)}`);
  });
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
    expect(format(text)).toBe(`| 第二十条第（一）项         |  |              |              |
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
    expect(format(text)).toBe(text);
  });

  test("escaped pipes, lines without outer pipes, and other line ends stay", () => {
    expect(format("项 | 数\r\n--- | ---\r\na\\|b | 12\r\n")).toBe(
      "项   | 数\r\n---- | ---\r\na\\|b |  12\r\n",
    );
  });
});

describe("what stays", () => {
  test("radicals that stand for characters: only blanks change", () => {
    const text = "| 信息内容 | 本年处理决定数量 |\n|---|---|\n| ⾏政许可 | 46 |\n";
    const formatted = format(`云溪镇2023年政府信息公开⼯作年度报告\n\n二、主动公开政府信息情况\n\n${text}`);
    const bare = (it: string) => it.replace(/[\s-]/g, "");
    expect(bare(formatted)).toBe(bare(`云溪镇2023年政府信息公开⼯作年度报告二、主动公开政府信息情况${text}`));
    expect(formatted).toContain("| ⾏政许可 ");
  });
});
