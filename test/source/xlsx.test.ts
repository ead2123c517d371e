import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { check, extract } from "../../server/src/core/index";
import { openSource } from "../../server/src/core/open";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { generalNumber, shownNumber } from "../../server/src/core/source/xlsx/numberFormat";
import { makeXlsx, type SheetParts, textRows, type WorkbookParts } from "./makeXlsx";
import { withoutRulings } from "./rulings";

const open = (sheets: readonly SheetParts[] | SheetParts, parts?: WorkbookParts) =>
  openSource(makeXlsx([sheets].flat() as SheetParts[], parts));
const textOf = async (sheets: readonly SheetParts[] | SheetParts, parts?: WorkbookParts) =>
  withoutRulings((await open(sheets, parts)).text);
const sheet = (rows: string, more: Partial<SheetParts> = {}): SheetParts => ({ name: "表", rows, ...more });

/** A report as somebody types it into a sheet: headings and prose in the first column, merged or not. */
function reportSheet(text: string): SheetParts {
  const rows = text
    .split("\n")
    .filter((line) => !/^[|\s:-]*-[|\s:-]*$/.test(line) || line === "")
    .map((line) =>
      line.startsWith("|")
        ? line
            .replace(/^\||\|$/g, "")
            .split("|")
            .map((cell) => cell.trim())
        : [line.replace(/^#+ /, "")],
    );
  return sheet(textRows(rows));
}

describe("a report in a workbook", () => {
  test.each([
    ["as it is", {}],
    ["strict", { strict: true }],
    ["with a prefix", { prefix: "x" }],
  ] as const)("%s has all its cells, and no finding", async (_, parts) => {
    const text = await textOf(reportSheet(EXAMPLE), parts);
    expect(Object.keys(extract(text).cells)).toHaveLength(200);
    expect(extract(text).cells["requests.newReceived.total"]?.value).toBe(
      extract(EXAMPLE).cells["requests.newReceived.total"]?.value,
    );
    expect(check(text)).toEqual([]);
  });

  test("a finding's place is its sheet and cell", async () => {
    const source = await open([sheet("", { name: "封面" }), { ...reportSheet(EXAMPLE), name: "年报" }]);
    const { span } = extract(source.text).cells["requests.newReceived.total"]!;
    const row = EXAMPLE.split("\n")
      .filter((line) => !/^[|\s:-]*-[|\s:-]*$/.test(line) || line === "")
      .findIndex((line) => line.includes("一、本年新收"));
    expect(source.place(span.start)).toEqual({ sheet: "年报", cell: `J${row + 1}` });
    expect(source.place(0)).toEqual({ sheet: "年报", cell: "A1" });
  });

  test("is only read", async () => {
    const source = await open(sheet(textRows([["甲"]])));
    const change = [{ span: { start: 0, end: 1 }, text: "乙" }];
    const { source: same, refused } = source.write([change]);
    expect(same).toBe(source);
    expect(refused).toEqual([{ change, reason: expect.stringContaining("Excel 文件只读不写") }]);
  });
});

describe("layout", () => {
  const cases: readonly (readonly [string, SheetParts | SheetParts[], string])[] = [
    [
      "merged cells are blanks",
      sheet(
        textRows([
          ["甲", "", "乙"],
          ["", "1", "2"],
        ]),
        { merges: ["A1:B1"] },
      ),
      "| 甲 |  | 乙 |\n|  | 1 | 2 |\n\n",
    ],
    [
      "what lies under a merged cell is not shown",
      sheet(
        textRows([
          ["甲", "旧", "乙"],
          ["丙", "1", "2"],
        ]),
        { merges: ["A1:B1"] },
      ),
      "| 甲 |  | 乙 |\n| 丙 | 1 | 2 |\n\n",
    ],
    [
      "a merged cell that is hidden in part shows its text where it begins to be seen",
      sheet(
        textRows([
          ["甲", "", "乙"],
          ["丙", "1", "2"],
        ]),
        { merges: ["A1:B1"], before: '<cols><col min="1" max="1" hidden="1"/></cols>' },
      ),
      "| 甲 | 乙 |\n| 1 | 2 |\n\n",
    ],
    [
      "hidden rows and columns are no text",
      sheet(
        `${textRows([["甲", "乙", "丙"]])}<row r="2" hidden="1"><c r="A2"><v>9</v></c></row>${textRows([["1", "2", "3"]], 3)}`,
        { before: '<cols><col min="2" max="2" hidden="1"/></cols>' },
      ),
      "| 甲 | 丙 |\n| 1 | 3 |\n\n",
    ],
    [
      "hidden sheets are no text",
      [
        sheet(textRows([["甲"]]), { state: "hidden" }),
        sheet(textRows([["乙"]])),
        sheet(textRows([["丙"]]), { state: "veryHidden" }),
      ],
      "乙\n",
    ],
    [
      "sheets come in the order of their tabs",
      [sheet(textRows([["甲"]])), sheet(textRows([["乙"]]))],
      "甲\n乙\n",
    ],
    [
      "blank rows part tables",
      sheet(textRows([["甲", "1"], [""], ["乙", "2"]])),
      "| 甲 | 1 |\n\n| 乙 | 2 |\n\n",
    ],
    [
      "blank columns part tables that stand side by side",
      sheet(
        textRows([
          ["甲", "1", "", "乙", "2"],
          ["丙", "3", "", "丁", "4"],
        ]),
      ),
      "| 甲 | 1 |\n| 丙 | 3 |\n\n| 乙 | 2 |\n| 丁 | 4 |\n\n",
    ],
    [
      "a table may stand anywhere",
      sheet(
        textRows(
          [
            ["甲", "1"],
            ["乙", "2"],
          ],
          7,
          3,
        ),
      ),
      "| 甲 | 1 |\n| 乙 | 2 |\n\n",
    ],
    [
      "what stands above and below a table is a line",
      sheet(textRows([["标题"], ["甲", "1"], ["乙", "2"], ["落款"]])),
      "标题\n\n| 甲 | 1 |\n| 乙 | 2 |\n\n落款\n",
    ],
    [
      "a label alone in the middle of a table stays in it",
      sheet(textRows([["甲", "1"], ["小计"], ["乙", "2"]])),
      "| 甲 | 1 |\n| 小计 |  |\n| 乙 | 2 |\n\n",
    ],
    ["lines of a paragraph are lines", sheet(textRows([["第一段。\n第二段。"]])), "第一段。\n第二段。\n"],
    [
      "lines of a cell are one",
      sheet(
        textRows([
          ["商业\n企业", "a\nb"],
          ["1", "2"],
        ]),
      ),
      "| 商业企业 | a b |\n| 1 | 2 |\n\n",
    ],
    [
      "bars are no borders",
      sheet(
        textRows([
          ["甲|乙", "1"],
          ["丙", "2"],
        ]),
      ),
      "| 甲\\|乙 | 1 |\n| 丙 | 2 |\n\n",
    ],
  ];
  test.each(cases)("%s", async (_, sheets, text) => {
    expect(await textOf(sheets)).toBe(text);
  });

  test("a row of nothing but borders belongs to its table", async () => {
    const blank = '<row r="2"><c r="A2" s="1"/><c r="B2" s="1"/></row>';
    expect(await textOf(sheet(`${textRows([["甲", "乙"]])}${blank}`))).toBe("| 甲 | 乙 |\n|  |  |\n\n");
  });
});

describe("cells", () => {
  const cell = (xml: string, parts: WorkbookParts = {}) => textOf(sheet(`<row r="1">${xml}</row>`), parts);
  test.each([
    ["a shared string", '<c r="A1" t="s"><v>1</v></c>', "乙"],
    ["a string of several looks, without how it is pronounced", '<c r="A1" t="s"><v>2</v></c>', "丙丁"],
    ["characters that XML cannot hold", '<c r="A1" t="s"><v>3</v></c>', "戊\n己"],
    ["an inline string", '<c r="A1" t="inlineStr"><is><r><t>庚</t></r><r><t>辛</t></r></is></c>', "庚辛"],
    ["a formula's text", '<c r="A1" t="str"><f>A2</f><v>壬&amp;癸</v></c>', "壬&癸"],
    ["a formula's number", '<c r="A1"><f>1+1</f><v>3</v></c>', "3"],
    ["a formula without a result", '<c r="A1"><f>1+1</f></c>', ""],
    ["a truth", '<c r="A1" t="b"><v>1</v></c>', "TRUE"],
    ["an error", '<c r="A1" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"],
    ["a cell without a name", "<c><v>7</v></c>", "7"],
    ["a string that is not there", '<c r="A1" t="s"><v>99</v></c>', ""],
  ])("%s", async (_, xml, text) => {
    const strings = [
      "<t>甲</t>",
      "<t>乙</t>",
      '<r><t>丙</t></r><r><rPr><b/></rPr><t xml:space="preserve">丁</t></r><rPh sb="0" eb="1"><t>bing</t></rPh><phoneticPr fontId="1"/>',
      "<t>戊_x000A_己</t>",
    ];
    expect(await cell(xml, { strings })).toBe(text === "" ? "" : `${text}\n`);
  });

  test("a number looks as its format says, days counted from 1904 where the file says so", async () => {
    const date = '<c r="A1" s="1"><v>44197</v></c>';
    const codes = ['yyyy"年"m"月"d"日"'];
    expect(await cell(date, { codes })).toBe("2021年1月1日\n");
    expect(await cell(date, { codes, is1904: true })).toBe("2025年1月2日\n");
  });
});

describe("numbers as shown", () => {
  test.each([
    [5, "General", "5"],
    [0.1 + 0.2, "General", "0.3"],
    [123456789012, "General", "1.23457E+11"],
    [12.3456, "0", "12"],
    [2.5, "0", "3"],
    [1.005, "0.00", "1.01"],
    [7, "000", "007"],
    [1234567.5, "#,##0.00", "1,234,567.50"],
    [1234, "#,##0", "1,234"],
    [0, "#,###", ""],
    [12.5, "0.0#", "12.5"],
    [1234567, "#,##0,", "1,235"],
    [0.125, "0.0%", "12.5%"],
    [0.07, "0%", "7%"],
    [-5, "0", "-5"],
    [-5, "0;(0)", "(5)"],
    [0, '0;-0;"—"', "—"],
    [-0.2, "0", "0"],
    [12, '0"件"', "12件"],
    [12, "0\\件", "12件"],
    [1234.5, "[$¥-804]#,##0.00", "¥1,234.50"],
    [1234.5, "_ * #,##0.00_ ", "1,234.50"],
    [12, "[Red]0", "12"],
    [150, '[>100]"多";0', "多"],
    [12345, "0.00E+00", "1.23E+04"],
    [12, "@", "12"],
    [45658, "yyyy/m/d", "2025/1/1"],
    [45658, 'yyyy"年"mm"月"dd"日"', "2025年01月01日"],
    [45658, 'yyyy"年"m"月"', "2025年1月"],
    [45658, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二五年一月一日"],
    [45658.75, "yyyy/m/d h:mm", "2025/1/1 18:00"],
    [45658.75, '上午/下午h"时"mm"分"', "下午6时00分"],
    [45658.75, "h:mm AM/PM", "6:00 PM"],
    [45658, "aaaa", "星期三"],
    [1.5, "[h]:mm", "36:00"],
    [0.0005, "mm:ss.0", "00:43.2"],
    [60, "yyyy/m/d", "1900/2/29"],
    [59, "yyyy/m/d", "1900/2/28"],
    [61, "yyyy/m/d", "1900/3/1"],
    [-1, "yyyy/m/d", "-1"],
  ])("%d as %s is %s", (value, code, shown) => {
    expect(shownNumber(value, code, false)).toBe(shown);
  });

  test("every number is shown, whatever its code", () => {
    const letters = [...'0#?,.%;[]@"\\_*eE+-ymdhs General/年', "[h]", "AM/PM", "[>1]", "[DBNum1]"];
    let seed = 1;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    for (let i = 0; i < 3000; i++) {
      const code = Array.from(
        { length: Math.floor(random() * 9) },
        () => letters[Math.floor(random() * letters.length)],
      ).join("");
      for (const value of [0, -3, 0.5, 45658.3, 1e300, -1e-300, random() * 1e6])
        expect(shownNumber(value, code, i % 2 === 0)).not.toMatch(/NaN|undefined/);
    }
  });

  test("a whole number of a report is itself", () => {
    for (let value = 0; value < 1e6; value += 997) expect(generalNumber(value)).toBe(String(value));
  });
});

describe("sheets that are as large as they can be", () => {
  // Without bounds these would not end within the time of a test.
  const bounded = (rows: string, more: Partial<SheetParts> = {}) =>
    textOf(sheet(rows, more)).catch((error: Error) => error.message);

  test("one merged cell over all of it", async () => {
    expect(await bounded(textRows([["标题"]]), { merges: ["A1:XFD1048576"] })).toBe("标题\n");
  });

  test("a cell in the last row and column", async () => {
    const rows = `${textRows([["甲", "1"]])}<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>`;
    expect(await bounded(rows)).toBe("| 甲 | 1 |\n\n2\n");
  });

  test("a cell merged down to the last row", async () => {
    const rows = `${textRows([["甲", "1"]])}<row r="1048576"><c r="B1048576"><v>2</v></c></row>`;
    expect(await bounded(rows, { merges: ["A1:A1048576"] })).toBe("| 甲 | 1 |\n|  | 2 |\n\n");
  });

  test("rows and cells with nothing but looks", async () => {
    const blank = Array.from(
      { length: 300_000 },
      (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" s="1"/></row>`,
    );
    expect(await bounded(textRows([["甲"]]) + blank.join(""))).toBe("甲\n");
  });

  test("more cells than any report has", async () => {
    const full = Array.from({ length: 250_000 }, (_, i) => `<row r="${i + 1}"><c><v>1</v></c></row>`);
    expect(await bounded(full.join(""))).toContain("太大");
  });

  test("more merged cells than any report has", async () => {
    expect(await bounded(textRows([["甲"]]), { merges: new Array(6000).fill("A1:B2") })).toContain("太多");
  });
});

describe("workbooks that cannot be read", () => {
  test.each([
    [
      "binary",
      {
        "xl/workbook.bin": "",
        "_rels/.rels":
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
      },
      "另存为 .xlsx",
    ],
    ["without a workbook", { "xl/workbook.xml": "<a/>" }, "不是 Excel 工作簿"],
    [
      "cut off",
      {
        "xl/workbook.xml":
          '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets>',
      },
      "修复后另存为 .xlsx",
    ],
    ["with definitions", { "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }, "DTD"],
  ])("%s", async (_, parts, message) => {
    const bytes = zipSync(
      Object.fromEntries(
        Object.entries(parts as Record<string, string>).map(([name, xml]) => [name, strToU8(xml)]),
      ),
    );
    await expect(openSource(bytes)).rejects.toThrow(message);
  });

  test("links to other files are not followed", async () => {
    const source = await open(sheet('<row r="1"><c r="A1"><f>[1]表!A1</f><v>3</v></c></row>'));
    expect(source.text).toBe("3\n");
  });
});
