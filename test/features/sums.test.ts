import { describe, expect, test } from "vitest";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE, EXAMPLE_2019 } from "../../server/src/core/rules/support/example";
import { sumHints } from "../../server/src/features/tables/sumHints";
import { sumLenses } from "../../server/src/features/tables/sumLenses";
import { newReport } from "../../server/src/features/writing/newReport";
import { asHtml, oneCellALine, withTabs } from "../samples";
import { example } from "../testRule";

/** The lines that hints stand on, with each hint in its place. */
function hinted(text: string): string[] {
  const hints = sumHints(parseReport(text)).sort((a, b) => b.offset - a.offset);
  const marked = hints.reduce(
    (result, { offset, label }) => `${result.slice(0, offset)}⟦${label}⟧${result.slice(offset)}`,
    text,
  );
  return marked.split("\n").filter((line) => line.includes("⟦"));
}

const lenses = (text: string) => sumLenses(parseReport(text)).map(({ title }) => title);

const balanced = "| 四、结转下年度继续办理 | | | 0⟦平⟧ | 0⟦平⟧ | 0⟦平⟧ | 0⟦平⟧ | 0⟦平⟧ | 0⟦平⟧ | 0⟦平⟧ |";

describe("hints", () => {
  test("of a report that adds up: each column's balance", () => {
    expect(hinted(EXAMPLE)).toEqual([balanced]);
    expect(hinted(EXAMPLE_2019)).toEqual([balanced]);
  });

  test("the sum beside a total that differs", () => {
    const text = example([
      "| （七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 8 |",
      "| （七）总计 | | 6 | 3 | 0 | 0 | 0 | 0 | 8 |",
    ]);
    expect(hinted(text)).toEqual([
      "| | （七）总计 | | 6 | 3⟦竖加 2⟧ | 0 | 0 | 0 | 0 | 8⟦横加 9⟧ |",
      balanced.replace("0⟦平⟧ | 0⟦平⟧", "0⟦平⟧ | 0⟦差 1⟧"),
    ]);
  });

  test("both where row and column differ", () => {
    const text = example([
      "| （七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 8 |",
      "| （七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 9 |",
    ]);
    expect(hinted(text)[0]).toMatch(/9⟦(横加|竖加) 8⟧⟦(横加|竖加) 8⟧ \|$/);
  });

  test("none at what cannot be computed", () => {
    expect(hinted(newReport({ agency: "甲镇", year: 2024, format: "markdown" })!.text)).toEqual([]);
  });

  test.each([oneCellALine, withTabs, asHtml])("in another layout (%#)", (layout) => {
    const hints = sumHints(parseReport(layout(EXAMPLE)));
    expect(hints.map(({ label }) => label)).toEqual(Array(7).fill("平"));
  });

  test("say the equation in full", () => {
    expect(sumHints(parseReport(EXAMPLE))[0]!.tooltip).toBe(
      "“自然人”列一＋二＝三（七）＋四：5＋1 ＝ 6，成立",
    );
  });
});

describe("the line above a table", () => {
  test("says that all holds", () => {
    expect(lenses(EXAMPLE)).toEqual(["勾稽关系 成立", "勾稽关系 成立"]);
    expect(sumLenses(parseReport(EXAMPLE))[0]).toMatchObject({
      tooltip: "39 个等式都成立",
      target: undefined,
    });
  });

  test("says by how much the first equation fails, and leads to it", () => {
    const text = example(["| 5 | 2 | 0 | 0 | 0 | 0 | 7 |", "| 5 | 2 | 0 | 0 | 0 | 0 | 10 |"]);
    const [requests, litigation] = sumLenses(parseReport(text));
    expect(requests!.title).toBe("勾稽关系 差 3，共 2 处");
    expect(text.slice(requests!.target!.start, requests!.target!.end)).toBe("10");
    expect(litigation!.title).toBe("勾稽关系 成立");
  });

  test("says what is not filled in", () => {
    expect(lenses(newReport({ agency: "甲镇", year: 2024, format: "markdown" })!.text)).toEqual([
      "勾稽关系 待填写",
      "勾稽关系 待填写",
    ]);
    expect(lenses(example(["2.重复申请 | 0 |", "2.重复申请 | |"]))[0]).toBe("勾稽关系 成立，2 处未填");
  });

  test("stands at the table", () => {
    const { span } = sumLenses(parseReport(EXAMPLE))[0]!;
    expect(EXAMPLE.slice(span.start)).toMatch(/^（本列数据/);
  });
});
