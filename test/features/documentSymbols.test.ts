import { describe, expect, test } from "vitest";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { documentSymbols, type OutlineEntry } from "../../server/src/features/navigation/documentSymbols";
import { expectLinear, TIMES } from "../linear";
import { asHtml, oneCellALine, withTabs } from "../samples";

/** The outline as indented lines: easier to read than objects, and all of it is compared. */
function outline(text: string): string {
  const lines = (entries: readonly OutlineEntry[], depth: number): string[] =>
    entries.flatMap(({ name, detail, children }) => [
      `${"  ".repeat(depth)}${name}${detail && `  ${detail}`}`,
      ...lines(children, depth + 1),
    ]);
  return lines(documentSymbols(parseReport(text, { assumeReport: true })), 0).join("\n");
}

function expectNested(entries: readonly OutlineEntry[], start: number, end: number): void {
  for (const { span, selection, children, name } of entries) {
    expect(name).not.toBe("");
    expect(span.start).toBeGreaterThanOrEqual(start);
    expect(span.end).toBeLessThanOrEqual(end);
    expect(selection.start).toBeGreaterThanOrEqual(span.start);
    expect(selection.end).toBeLessThanOrEqual(span.end);
    expectNested(children, span.start, span.end);
  }
}

test("sections without a title stand on their own", () => {
  const text =
    "一、总体情况\n\n（一）主动公开\n正文。\n（二）依申请公开\n正文。\n\n五、存在的主要问题及改进情况\n正文。\n";
  expect(outline(text)).toBe(
    "一、总体情况\n  （一）主动公开\n  （二）依申请公开\n五、存在的主要问题及改进情况",
  );
});

test("rows show their values, in whatever layout", () => {
  const text = [
    "白石镇2022年政府信息公开工作年度报告",
    "二、主动公开政府信息情况",
    "第二十条第（五）项\t",
    "信息内容\t本年处理决定数量",
    "行政许可\t 8 ",
    "第二十条第（六）项\t",
    "信息内容\t本年处理决定数量",
    "行政处罚\t3",
    "行政强制\t",
    "",
  ].join("\n");
  expect(outline(text)).toContain("行政许可  8");
  expect(outline(text)).toContain("行政处罚  3");
  expect(outline(text)).toContain("行政强制  空");
});

describe("ranges are nested in any text", () => {
  const texts = [
    "",
    "\n",
    "2023年政府信息公开工作年度报告",
    "一、总体情况一、总体情况\n六、其他需要报告的事项 一、总体情况",
    "四、政府信息公开行政复议、行政诉讼情况\n四、政府信息公开行政复议、行政诉讼情况\n|行政复议|行政诉讼|\n|1|2|\n一、总体情况",
    "<h1>甲县2022年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><h2>二、主动公开政府信息情况</h2><table><tr><td>规章<td>1",
    "# 一、总体情况\n#### （一）甲\n## （二）乙\n###### 1.丙\n一、总体情况\n",
  ];
  test.each(texts)("%j", (text) => {
    expectNested(documentSymbols(parseReport(text, { assumeReport: true })), 0, text.length);
  });
});

test("time grows with the length, not with its square", () => {
  const of = (count: number) => {
    const text = `一、总体情况\n${"（一）事项\n正文。\n".repeat(count)}`;
    const report = parseReport(text, { assumeReport: true });
    return () => documentSymbols(report);
  };
  expectLinear(of(2_500), of(2_500 * TIMES));
});

test.each([EXAMPLE, oneCellALine(EXAMPLE), withTabs(EXAMPLE), asHtml(EXAMPLE)])(
  "rows stand in their groups (%#)",
  (text) => {
    const shown = outline(text);
    expect(shown).toMatch(/\n( +)三、本年度办理结果\n\1 {2}（一）予以公开/);
    expect(shown).toMatch(/\n( +)（五）不予处理\n\1 {2}1.信访举报投诉类申请/);
    expect(shown).toMatch(/\n( +)第二十条第（六）项\n\1 {2}行政处罚/);
    expectNested(documentSymbols(parseReport(text)), 0, text.length);
  },
);
