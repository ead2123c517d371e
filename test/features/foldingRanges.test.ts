import { expect, test } from "vitest";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { foldingRanges } from "../../server/src/features/navigation/foldingRanges";

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

test("groups of rows fold inside their table", () => {
  const shown = folds(EXAMPLE);
  expect(shown).toContain("第二十条第（六）项 |  |  |  | … | 行政强制 | 0");
  expect(shown).toContain(
    "三、本年度办理结果 | （一）予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | 5 | … | | （七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 8",
  );
  expect(shown).toContain(
    "（四）无法提供 | 1.本机关不掌握相关政府信息 | 0 | 1 | 0 | 0 | 0 | 0 | 1 | … | | | 3.补正后申请内容仍不明确 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
  );
});
