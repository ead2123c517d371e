import { describe, expect, test } from "vitest";
import { openSource } from "../../server/src/core/open";
import { placeIn } from "../../server/src/core/place";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import type { Place } from "../../server/src/core/source/source";
import { makeDocx } from "./makeDocx";

const REPORT = `关于印发年度报告的通知\n\n${EXAMPLE}`;
const source = await openSource(makeDocx(REPORT));
const report = parseReport(source.text);

/** The place of the first character of `words`, behind the first `after`. */
function placeOf(words: string, after = ""): string | undefined {
  const from = source.text.indexOf(after);
  const at = source.text.indexOf(words, from + after.length);
  expect(Math.min(from, at), `${after}…${words}`).toBeGreaterThanOrEqual(0);
  return placeIn(report, source, at);
}

describe("where something stands in a Word file", () => {
  test.each([
    ["what stands before the title", "关于印发", "", "第1段"],
    ["the title", "云溪镇2023年", "", "标题"],
    ["inside the title", "年度报告", "信息公开工作", "标题"],
    ["the preface", "本报告根据", "", "第3段"],
    ["a heading", "总体情况", "一、", "第1节标题"],
    ["a paragraph is counted from its section's heading", "2023年，云溪镇", "", "第1节第1段"],
    ["its last sentence too", "评议结果", "", "第1节第6段"],
    ["a number in the first table", "46 |", "行政许可", "第2节表格第7行“本年处理决定数量”列"],
    ["the label of a row", "行政处罚 |", "", "第2节表格第10行第1列"],
    ["a total", "7 |", "本年新收", "第3节表格第4行“总计”列"],
    ["a number of a merged head", "5 |", "新收政府信息公开申请数量", "第3节表格第4行“自然人”列"],
    ["the head of a column", "科研机构", "", "第3节表格第3行第6列"],
    ["a column that comes three times", "1 |", "四、政府", "第4节表格第4行“行政复议”的“结果维持”列"],
    ["the last paragraph", "其他需要报告", "六、", "第6节标题"],
    ["the agency at the end", "云溪镇", "信息处理费", "落款"],
    ["the date at the end", "2024年", "信息处理费", "落款"],
  ])("%s", (_, words, after, place) => {
    expect(placeOf(words, after)).toBe(place);
  });

  test("the end of the text is where its last line is", () => {
    expect(placeIn(report, source, source.text.length)).toBe("落款");
  });

  test("every place has a name, and none is longer than a line of a message bears", () => {
    for (let offset = 0; offset <= source.text.length; offset++) {
      const place = placeIn(report, source, offset);
      expect(place, source.text.slice(offset, offset + 20)).toMatch(/^(?:标题|落款|第\d+[段节个])/);
      expect(place!.length).toBeLessThan(40);
    }
  });

  test("a table that is none of the report's is counted among those of the file", async () => {
    const [before, after] = EXAMPLE.split("二、主动公开政府信息情况");
    const text = `${before}\n| 项目 | 数量 |\n| --- | --- |\n| 网站信息 | 12 |\n\n二、主动公开政府信息情况${after}`;
    const other = await openSource(makeDocx(text));
    const at = other.text.indexOf("网站信息");
    expect(placeIn(parseReport(other.text), other, at)).toBe("第1个表格第2行第1列");
    const inOwn = other.text.indexOf("46 |");
    expect(placeIn(parseReport(other.text), other, inOwn)).toBe("第2节表格第7行“本年处理决定数量”列");
  });

  test("a text that is no report is counted through", async () => {
    const other = await openSource(makeDocx("会议纪要\n\n第一项议题。\n\n| 甲 | 乙 |\n| 丙 | 丁 |"));
    const parsed = parseReport(other.text);
    const places = ["会议", "第一项", "丁"].map((words) => placeIn(parsed, other, other.text.indexOf(words)));
    expect(places).toEqual(["第1段", "第2段", "第1个表格第2行第2列"]);
  });
});

describe("in other files", () => {
  const parsed = parseReport(EXAMPLE);
  const offsetOf = (words: string) => EXAMPLE.indexOf(words);
  const { start, end } = parsed.tables.requests!;

  const isInside = (offset: number) => start <= offset && offset <= end;

  /** What is said of a place that the requests table has, and nothing else. */
  function inTable(place: Place | undefined, words: string): string | undefined {
    const at = offsetOf(words);
    const placed = { place: (offset: number) => (isInside(offset) === isInside(at) ? place : undefined) };
    return placeIn(parsed, placed, at);
  }

  test.each<[string, Place | undefined, string, string | undefined]>([
    ["a text has lines", undefined, "行政许可", undefined],
    ["a page of a PDF", { page: 4 }, "本报告根据", "第4页"],
    ["a heading on a page", { page: 2 }, "二、主动", "第2页第2节标题"],
    ["a paragraph that nobody counted", { page: 1 }, "2023年，云溪镇", "第1页第1节"],
    [
      "a cell on a page",
      { page: 3, table: { number: 2, row: 8, column: 10 } },
      "7 |\n| 二、上年",
      "第3页第3节表格第8行“总计”列",
    ],
    ["a cell of a workbook", { sheet: "表1", cell: "B8" }, "46 |", "工作表“表1”B8"],
    ["a workbook's sheet", { sheet: "年报" }, "46 |", "工作表“年报”"],
  ])("%s", (_, place, words, expected) => {
    expect(inTable(place, words)).toBe(expected);
  });
});
