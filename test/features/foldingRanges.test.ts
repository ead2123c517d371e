import { expect, test } from "vitest";
import { foldingRanges } from "../../server/src/features/foldingRanges";
import { parseReport } from "../../server/src/report/recognise";

/** First and last line of each fold, as written. */
function folds(text: string): string[] {
  const spans = foldingRanges(parseReport(text, { assumeReport: true }));
  return spans.map(({ start, end }) => {
    const lines = text.slice(start, end).split(/\r\n|\r|\n/);
    return `${lines[0]} … ${lines.at(-1)}`;
  });
}

test("a fold ends before the next heading's own marks and blank lines", () => {
  const text = "## 一、总体情况\n\n甲。\n\n\n## 六、其他需要报告的事项\n\n乙。\n\n";
  expect(folds(text)).toEqual(["一、总体情况 … 甲。", "六、其他需要报告的事项 … 乙。"]);
});

test("a tag before the next heading is not folded away either", () => {
  const text = "<h2>一、总体情况</h2>\n<p>甲。</p>\n<h2>六、其他需要报告的事项</h2>\n<p>乙。</p>\n";
  expect(folds(text)[0]).toMatch(/^一、总体情况.*… <p>甲。<\/p>$/);
});

test("what stands on one line does not fold", () => {
  expect(folds("一、总体情况\n六、其他需要报告的事项\n")).toEqual([]);
});

test.each(["\r\n", "\r"])("line ends %j", (lineEnd) => {
  const text = "一、总体情况\n甲。\n六、其他需要报告的事项\n乙。\n".replaceAll("\n", lineEnd);
  expect(folds(text)).toEqual(["一、总体情况 … 甲。", "六、其他需要报告的事项 … 乙。"]);
});
