import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/index";
import { parseReport } from "../../server/src/core/report/recognise";
import { applyEdits } from "../../server/src/core/text/text";
import { type TableActionName, tableActions } from "../../server/src/features/tables/tableActions";
import { cleanReport, spoiled } from "../protocol/report";

const settings = { assumeReport: true };

/** Title and result of an action at `‸`, or why it cannot be done. */
function act(marked: string, name: TableActionName): { title: string; result: string } {
  const at = Math.max(0, marked.indexOf("‸"));
  const text = marked.replace("‸", "");
  const [action] = tableActions(parseReport(text, settings), { start: at, end: at }, [name], settings);
  return { title: action!.title, result: action!.refusal ?? applyEdits(text, action!.edits) };
}

const withoutTable = (from: string, to: string) =>
  cleanReport.slice(0, cleanReport.indexOf(from)) + cleanReport.slice(cleanReport.indexOf(to));

describe("insert tables", () => {
  test("each under its heading, apart from what follows", () => {
    const text = withoutTable("| 第二十条第（一）项", "## 三、").replace("## 三、", "正文。\n\n## 三、");
    const { title, result } = act(text, "insertTables");
    expect(title).toBe("插入空白的主动公开情况表");
    expect(result).toMatch(/情况\n\n\| 第二十条第（一）项 [\s\S]+\|\n\n正文。\n/);
    expect(check(result, settings).map(({ rule }) => rule)).not.toContain("table-missing");
    expect(act(result, "insertTables").result).toBe("三张规定表格都在");
  });

  test("several at once; none where the heading is lacking", () => {
    const two = withoutTable("| 第二十条第（一）项", "## 三、");
    const both = two.slice(0, two.indexOf("| 行政复议")) + two.slice(two.indexOf("## 五、"));
    expect(act(both, "insertTables").title).toBe("插入空白的主动公开情况表、复议诉讼情况表");
    expect(act(withoutTable("## 二、", "## 三、"), "insertTables").result).toBe(
      "请先补上“二、主动公开政府信息情况”的标题",
    );
  });
});

describe("all tables at once", () => {
  test("each that can be becomes a Markdown table, and all values stay", () => {
    let text = cleanReport;
    for (const label of ["行政许可", "重复申请", "结果维持 | 结果纠正"])
      text = act(text.replace(label, `‸${label}`), "tableToTabs").result;
    expect(text).not.toContain("| 行政许可");
    const { title, result } = act(text, "tablesToMarkdown");
    expect(title).toBe("把全部表格改为 Markdown 表格");
    expect(check(result)).toEqual([]);
    expect(result.match(/^\| --- |^\| -{3,} /gm)).toHaveLength(3);
    expect([...parseReport(result).cells].map(([key, { text }]) => [key, text])).toEqual(
      [...parseReport(cleanReport).cells].map(([key, { text }]) => [key, text]),
    );
  });

  test("what cannot be is named with its reason", () => {
    expect(act(cleanReport, "tablesToMarkdown").result).toBe(
      "主动公开情况表：已经是 Markdown 表格；申请情况表：已经是 Markdown 表格；复议诉讼情况表：已经是 Markdown 表格",
    );
    const mixed = act(spoiled(["行政许可", "行政‸许可"]), "tableToTabs").result;
    expect(act(mixed, "tablesToMarkdown").title).toBe(
      "把全部表格改为 Markdown 表格（不改的：申请情况表：已经是 Markdown 表格；复议诉讼情况表：已经是 Markdown 表格）",
    );
  });
});

test("refusals say why", () => {
  expect(act(cleanReport, "tableToMarkdown").result).toBe("光标不在三张规定表格中");
  expect(act(spoiled(["行政许可", "行政‸许可"]), "tableToMarkdown").result).toBe("已经是 Markdown 表格");
  const { result } = act(cleanReport, "alignTables");
  expect(act(result, "alignTables").result).toBe("用竖线分隔的表格都已对齐");
});

test("a table of tabs comes out as one of pipes and goes back, the others are left alone", () => {
  const tabbed = act(spoiled(["行政许可", "行政‸许可"]), "tableToTabs");
  expect(tabbed.title).toContain("制表符");
  expect(tabbed.result).toContain("\n行政许可\t36\t\t\n");
  expect(tabbed.result).toContain("| 一、本年新收政府信息公开申请数量 |  |  | 2 |");
  const back = act(tabbed.result.replace("行政许可\t", "行政‸许可\t"), "tableToMarkdown");
  expect(back.result).toBe(
    act(cleanReport, "alignTables").result.slice(0, back.result.indexOf("## 三、")) +
      cleanReport.slice(cleanReport.indexOf("## 三、")),
  );
});
