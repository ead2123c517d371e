import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/index";
import { parseReport } from "../../server/src/core/report/recognise";
import { pasteTable, toMarkdown } from "../../server/src/features/tables/pasteTable";
import { generate, LAYOUTS, STANDARDS, type StandardId } from "../generator";
import { cleanReport } from "../protocol/report";

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

describe("the place", () => {
  const html = "<table><tr><td>项</td><td>数</td></tr></table>";
  const table = "| 项  | 数  |\n| --- | --- |";
  const pasted = (marked: string) => {
    const at = marked.indexOf("‸");
    const text = marked.replace("‸", "");
    const result = pasteTable(html, parseReport(text), { start: at, end: at });
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
