import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE, EXAMPLE_2019 } from "../../server/src/core/rules/support/example";
import { semanticTokens } from "../../server/src/features/navigation/semanticTokens";
import { asHtml, oneCellALine, withTabs } from "../samples";
import { example } from "../testRule";

const tokensIn = (text: string) => semanticTokens(parseReport(text), check(text));

/** The line that holds a text, its tokens in brackets: r for rows, h for headers, n for numbers; * total, ! wrong. */
function coloured(text: string, line: string): string {
  const start = text.lastIndexOf("\n", text.indexOf(line)) + 1;
  const end = text.indexOf("\n", start);
  return tokensIn(text)
    .filter((token) => token.start >= start && token.end <= end)
    .reduceRight(
      (shown, token) =>
        `${shown.slice(0, token.start - start)}[${token.type[0]}${token.isTotal ? "*" : ""}${token.isWrong ? "!" : ""} ${shown.slice(token.start - start, token.end - start)}]${shown.slice(token.end - start)}`,
      text.slice(start, end),
    );
}

describe("labels and numbers", () => {
  test("of the requests table", () => {
    expect(coloured(EXAMPLE, "1.信访")).toBe(
      "| | [h （五）不予处理] | [r 1.信访举报投诉类申请] | [n 1] | [n 0] | [n 0] | [n 0] | [n 0] | [n 0] | [n* 1] |",
    );
    expect(coloured(EXAMPLE, "（七）总计")).toBe(
      "| | [r* （七）总计] | | [n* 6] | [n* 2] | [n* 0] | [n* 0] | [n* 0] | [n* 0] | [n* 8] |",
    );
    expect(coloured(EXAMPLE, "| 商业企业")).toContain("[h 商业企业] | [h 科研机构]");
  });

  test("of the other tables", () => {
    expect(coloured(EXAMPLE, "第二十条第（六）项")).toBe("| [h 第二十条第（六）项] |  |  |  |");
    expect(coloured(EXAMPLE, "| 行政处罚")).toBe("| [r 行政处罚] | [n 12] |  |  |");
    expect(coloured(EXAMPLE, "| 1 | 0 | 0 | 0 | 1 |")).toContain(
      "| [n 1] | [n 0] | [n 0] | [n 0] | [n* 1] | [n 0]",
    );
    expect(coloured(EXAMPLE_2019, "| 行政许可")).toContain("[r 行政许可] | [n 14] | [n -3] | [n 25]");
  });

  test("what is reported is wrong, what is only remarked on is not", () => {
    const text = example(
      ["| 5 | 2 | 0 | 0 | 0 | 0 | 7 |", "| 5 | 2 | 0 | 0 | 0 | 0 | 9 |"],
      ["行政许可 | 46", "行政许可 | ４６"],
    );
    expect(coloured(text, "一、本年新收")).toContain("[n 2]");
    expect(coloured(text, "一、本年新收")).toContain("[n*! 9]");
    expect(coloured(text, "| 行政许可")).toContain("[n! ４６]");
    const label = example(["| 行政强制", "| 行政强致"]);
    expect(tokensIn(label).some(({ isWrong }) => isWrong)).toBe(true);
  });
});

test.each([oneCellALine, withTabs, asHtml])("another layout has the same tokens (%#)", (layout) => {
  const text = layout(EXAMPLE);
  const words = (source: string) => tokensIn(source).map(({ start, end }) => source.slice(start, end));
  expect(words(text)).toEqual(words(EXAMPLE));
});

test("in order, none over another, none empty", () => {
  for (const text of [EXAMPLE, asHtml(EXAMPLE), "", "| 规章 | 1 |\n| 规章 | 1 |\n| 行政许可 |"]) {
    let last = 0;
    for (const { start, end } of semanticTokens(parseReport(text, { assumeReport: true }), [])) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      last = end;
    }
  }
});
