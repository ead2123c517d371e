import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/index";
import { parseReport } from "../../server/src/core/report/recognise";
import { holdsReport, pasteHtml, toMarkdown } from "../../server/src/features/tables/pasteHtml";
import { generate, LAYOUTS, STANDARDS, type StandardId } from "../generator";
import { cleanReport } from "../protocol/report";
import { fromChrome, fromWord, fromWps } from "./clipboards";

/** As Word puts it on the clipboard: conditional comments, styles, wrapped source lines, a paragraph in each cell. */
const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta charset="utf-8"><style><!-- td {mso-x:1} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><table><tr><td>x</td></tr></table></o:OfficeDocumentSettings></xml><![endif]-->
</head>
<body lang=ZH-CN style='tab-interval:21.0pt'>
<!--StartFragment-->
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>
 <tr style='mso-yfti-irow:0'>
  <td width=553 colspan=4 valign=top style='width:414.8pt'>
  <p class=MsoNormal align=center><span style='font-family:宋体'>第二十条第（一）项<span
  lang=EN-US><o:p></o:p></span></span></p>
  </td>
 </tr>
 <tr><td><p class=MsoNormal>信息内容</p></td><td><p class=MsoNormal>本年制
  发件数</p></td><td><p>本年废止件数</p></td><td><p>现行有效件数</p></td></tr>
 <tr><td><p class=MsoNormal>行政规范性文件</p></td><td><p><span lang=EN-US>1<o:p></o:p></span></p></td><td><p>&nbsp;</p></td><td><p>4&nbsp;</p></td></tr>
</table>
<!--EndFragment-->
</body></html>`;

/** As Excel does: numbers with attributes, a hidden row for merged cells. */
const excel = `<html><body><!--StartFragment-->
<table border=0 cellpadding=0 width=288><col width=72 span=4>
 <tr height=19><td rowspan=2 height=38 class=xl65>行政处罚</td><td class=xl66 align=right x:num="5">5</td><td>a|b</td></tr>
 <tr height=19><td class=xl66>0</td><td></td></tr>
 <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td><td width=72></td><td></td></tr><![endif]>
</table><!--EndFragment--></body></html>`;

describe("HTML to Markdown", () => {
  test("from Word", () => {
    expect(toMarkdown(word, "\n")).toBe(
      `
| 第二十条第（一）项         |  |              |              |
| -------------- | ------------ | ------------ | ------------ |
| 信息内容       | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 行政规范性文件 |            1 |              |            4 |`.trimStart(),
    );
  });

  test("from Excel", () => {
    expect(toMarkdown(excel, "\n")).toBe(
      `
| 行政处罚 |   5 | a\\|b |
| -------- | --- | ---- |
|          |   0 |      |`.trimStart(),
    );
  });

  test("from a page: paragraphs stay around the table, a page's layout is no table", () => {
    const page = `<div><p>前言。</p><table><tr><th>项</th><th>数</th></tr><tr><td>许可</td><td>36</td></tr></table>
<p>后语。</p></div>`;
    expect(toMarkdown(page, "\r\n")).toBe(
      "前言。\r\n\r\n| 项   | 数  |\r\n| ---- | --- |\r\n| 许可 |  36 |\r\n\r\n后语。",
    );
    expect(toMarkdown("<table><tr><td>只有一列</td></tr></table>", "\n")).toBeUndefined();
    expect(toMarkdown("<table><tr><td></td><td></td></tr></table>", "\n")).toBeUndefined();
    expect(toMarkdown("<p>没有表格</p>", "\n")).toBeUndefined();
    expect(toMarkdown("<table></table>", "\n")).toBeUndefined();
  });

  test.each(LAYOUTS.filter(({ id }) => id === "html").map((layout) => [layout.id, layout] as const))(
    "whole reports keep their values: %s",
    (_, layout) => {
      for (const standard of Object.keys(STANDARDS) as StandardId[]) {
        for (let seed = 1; seed <= 10; seed++) {
          const { text } = generate(seed, { layout, standard, noise: { bom: false, unnumbered: false } });
          const before = parseReport(text).cells;
          const pasted = toMarkdown(text, "\n")!;
          const after = parseReport(pasted).cells;
          expect([...after].map(([key, cell]) => [key, cell.text])).toEqual(
            [...before].map(([key, cell]) => [key, cell.text]),
          );
          const ofTables = ({ cell }: { cell?: string | undefined }) => cell !== undefined;
          expect(check(pasted).filter(ofTables)).toEqual([]);
        }
      }
    },
  );
});

const page = LAYOUTS.find(({ id }) => id === "html")!;
const plain = {
  ordinalMarks: ["", "、"] as const,
  bom: false,
  crlf: false,
  unnumbered: false,
  labelSpaces: false,
  traditional: false,
};
const valuesOf = (text: string) => [...parseReport(text).cells].map(([key, cell]) => [key, cell.text]);

describe.each([
  ["Word", fromWord],
  ["WPS", fromWps],
  ["Chrome", fromChrome],
])("a whole report from %s", (_, copied) => {
  const seeds = [1, 2, 3, 4, 5, 6];

  test.each(Object.keys(STANDARDS) as StandardId[])("%s: has its headings, tables and values", (standard) => {
    for (const seed of seeds) {
      const { text } = generate(seed, { layout: page, standard, noise: plain });
      const pasted = toMarkdown(copied(text), "\n")!;
      const report = parseReport(pasted);
      expect(report.recognition.isReport).toBe(true);
      expect(pasted).toMatch(/^# .*年度报告/m);
      expect(pasted.match(/^## [一二三四五六][、.．]/gm)).toHaveLength(6);
      expect(valuesOf(pasted)).toEqual(valuesOf(text));
      expect(valuesOf(pasted).length).toBeGreaterThan(150);
      expect(Object.values(report.tables).map(({ section }) => report.sections[section]?.spec.table)).toEqual(
        Object.keys(report.tables),
      );
      expect(report.agency).toBe(parseReport(text).agency);
      expect(pasted).not.toMatch(/藏起|supportLists|mso/);
      expect(check(pasted).filter(({ rule }) => /table|row|label|section|title/.test(rule))).toEqual([]);
    }
  });

  test("without marks of headings for plain text", () => {
    const { text } = generate(1, { layout: page, standard: "2021", noise: plain });
    const pasted = toMarkdown(copied(text), "\n", "text")!;
    expect(pasted).not.toMatch(/^#/m);
    expect(valuesOf(pasted)).toEqual(valuesOf(text));
    expect(parseReport(pasted).sections.map(({ key }) => key)).toEqual(
      parseReport(text).sections.map(({ key }) => key),
    );
  });

  test("is told from other HTML", () => {
    const { text } = generate(1, { layout: page, standard: "2021", noise: plain });
    expect(holdsReport(copied(text))).toBe(true);
    const notes =
      "<html><body><h1>会议记录</h1><p>一、议题</p><table><tr><td>项</td><td>数</td></tr></table></body></html>";
    expect(holdsReport(copied(notes))).toBe(false);
  });
});

test("a report without its tables is pasted with its headings, lines of code are not", () => {
  const text =
    "<h1>柳溪县林业局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>（一）主动公开</p><p>发布信息21条。</p>";
  expect(toMarkdown(text, "\n")).toBe(
    "# 柳溪县林业局2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n### （一）主动公开\n\n发布信息21条。",
  );
  const code = cleanReport.split("\n").map((line) => `<div><span style="color:#111">${line}</span></div>`);
  expect(toMarkdown(`<div style="white-space: pre;">${code.join("")}</div>`, "\n")).toBeUndefined();
});

test("what is not shown is not pasted", () => {
  const html = (inside: string) =>
    `<p>前。</p>${inside}<table><tr><td>项</td><td>数</td></tr></table><p>后。</p>`;
  const shown = toMarkdown(html(""), "\n");
  for (const hidden of [
    "<div style='color:red; display:none'>藏<div>藏</div>藏</div>",
    '<span hidden>藏</span><p hidden="">藏</p>',
    "<span style='mso-hide:all'>藏</span>",
    "<img style='display:none'><input hidden><br style='display:none'/>",
    "<!--[if gte mso 9]><p>藏</p><![endif]--><script>藏</script>",
  ])
    expect(toMarkdown(html(hidden), "\n")).toBe(shown);
  expect(toMarkdown(html("<p aria-hidden=true title='display none'>不藏</p>"), "\n")).toContain("不藏");
  expect(
    toMarkdown("<p>前</p><table><tr><td>1</td><td>2</td></tr></table><div hidden>藏", "\n"),
  ).not.toContain("藏");
});

describe("the place", () => {
  const html = "<table><tr><td>项</td><td>数</td></tr></table>";
  const table = "| 项  | 数  |\n| --- | --- |";
  const pasted = (marked: string) => {
    const at = marked.indexOf("‸");
    const text = marked.replace("‸", "");
    const result = pasteHtml(html, {
      into: parseReport(text),
      span: { start: at, end: at },
      headings: "markdown",
    });
    return result === undefined ? undefined : text.slice(0, at) + result + text.slice(at);
  };

  test.each([
    ["‸", `${table}\n`],
    ["前\n\n‸\n\n后", `前\n\n${table}\n\n后`],
    ["前\n‸\n后", `前\n\n${table}\n\n后`],
    ["前‸后", `前\n\n${table}\n\n后`],
    ["前\n‸后", `前\n\n${table}\n\n后`],
    ["前‸\n\n后", `前\n\n${table}\n\n后`],
  ])("%j", (before, after) => {
    expect(pasted(before)).toBe(after);
  });

  test("nothing in a table, nothing in a page", () => {
    expect(pasted(cleanReport.replace("| 行政许可 | 36", "| 行政许可 | 3‸6"))).toBeUndefined();
    expect(pasted("<!DOCTYPE html><html><body><p>‸</p></body></html>")).toBeUndefined();
  });
});
