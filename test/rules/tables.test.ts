import { describe, expect, test } from "vitest";
import { check, extract } from "../../server/src/core/index";
import { parseReport } from "../../server/src/core/report/recognise";
import { columnMissing } from "../../server/src/core/rules/column-missing";
import { rowCellCount } from "../../server/src/core/rules/row-cell-count";
import { rowDuplicate } from "../../server/src/core/rules/row-duplicate";
import { rowMisgrouped } from "../../server/src/core/rules/row-misgrouped";
import { rowMisordered } from "../../server/src/core/rules/row-misordered";
import { rowMissing } from "../../server/src/core/rules/row-missing";
import { rowUnknown } from "../../server/src/core/rules/row-unknown";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { tableMisplaced } from "../../server/src/core/rules/table-misplaced";
import { tableMissing } from "../../server/src/core/rules/table-missing";
import { standardOfYear, standardsFor } from "../../server/src/core/standard/index";
import { htmlTable, tableGrid } from "../../server/src/core/writing/skeleton";
import {
  asHtml,
  BLANK_LITIGATION,
  DISCLOSURE_2019,
  halfWidth,
  oneCellALine,
  without,
  withTabs,
} from "../samples";
import { example, testRule } from "../testRule";

const ZEROS = "0 | 0 | 0 | 0 | 0 | 0 | 0 |";
const REPEATED = `| | | 2.重复申请 | ${ZEROS}\n`;

const TOTAL = "| | （七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 8 |\n";
const CARRIED = `| 四、结转下年度继续办理 | | | ${ZEROS}\n`;

/** The sample in HTML, its table of requests with merged cells, and zeros in the row of the total. */
function mergedRequests(): string {
  const { cells } = extract(EXAMPLE);
  const fill = (key: string) => (key.includes("handledTotal") ? "0" : (cells[key]?.text ?? ""));
  const table = htmlTable(tableGrid(standardOfYear(standardsFor(undefined), 2023)!, "requests", fill), "\n");
  return asHtml(EXAMPLE).replace(/<table>(?:(?!<table>)[\s\S])*?三、本年度办理结果[\s\S]*?<\/table>/, table);
}

/** A text with the header of the requests table repeated in the middle of it. */
function brokenPage(text: string): string {
  const from = text.lastIndexOf("\n", text.indexOf("自然人")) + 1;
  const to = text.lastIndexOf("\n", text.indexOf("一、本年新收")) + 1;
  return text.replace(/^.*6\.属于四类/m, (row) => text.slice(from, to) + row);
}

/** Texts whose tables are whole, in every layout. */
const WHOLE = [
  EXAMPLE,
  oneCellALine(EXAMPLE),
  withTabs(EXAMPLE),
  asHtml(EXAMPLE),
  halfWidth(EXAMPLE),
  EXAMPLE.replaceAll("\n", "\r\n"),
  DISCLOSURE_2019,
  // A local addition to the disclosure table, and an explanation behind a label.
  example(["| 行政处罚 | 12 |", "| 其中简易程序 | 8 |  |  |\n| 行政处罚 | 12 |"]),
  example(["| 行政许可 |", "| 行政许可（含备案） |"]),
  // Labels wrapped within the line and over lines, values on the second.
  example(["| 2.没有现成信息需要另行制作 |", "| 2.没有现成信息 需要另行制作 |"]),
  oneCellALine(EXAMPLE).replace("2.没有现成信息需要另行制作", "2.没有现成信息\n需要另行制作"),
  // The header once more, and a page number, where the page broke.
  ...[EXAMPLE, oneCellALine(EXAMPLE), asHtml(EXAMPLE)].map(brokenPage),
  example(["| | | 6.属于四类", "\n— 3 —\n\n| | | 6.属于四类"]),
  oneCellALine(EXAMPLE).replace("（四）无法提供", "— 3 —\n（四）无法提供"),
  // A sentence that counts what the table has.
  example(["2023年未收取", "重复申请0件，予以公开5件。2023年未收取"]),
];

testRule(tableMissing, {
  valid: [
    "",
    ...WHOLE,
    // Without its heading the section is what is missing.
    without("四、政府信息", "五、存在"),
    // A table in another section has been put in the wrong place.
    tableMisplaced.bad,
  ],
  invalid: [
    {
      text: without("| 行政复议", "五、存在").replace(
        "四、政府信息公开行政复议、行政诉讼情况",
        "⟦四、政府信息公开行政复议、行政诉讼情况⟧",
      ),
      messages: ["第四部分缺复议诉讼情况表。"],
      fixed: without("| 行政复议", "五、存在").replace(
        "行政诉讼情况\n\n",
        `行政诉讼情况\n\n${BLANK_LITIGATION}\n`,
      ),
    },
    {
      // An image cannot be read; a heading at the end of the text has no line end.
      text: "云溪镇2023年政府信息公开工作年度报告\n![截图](a.png)\n⟦四、政府信息公开行政复议、行政诉讼情况⟧",
      messages: ["第四部分缺复议诉讼情况表。"],
      fixed: `云溪镇2023年政府信息公开工作年度报告\n![截图](a.png)\n四、政府信息公开行政复议、行政诉讼情况\n\n${BLANK_LITIGATION}`,
    },
  ],
});

const LITIGATION = EXAMPLE.slice(EXAMPLE.indexOf("| 行政复议"), EXAMPLE.indexOf("五、存在"));

testRule(tableMisplaced, {
  valid: ["", ...WHOLE, example(["四、政府信息公开行政复议、行政诉讼情况\n\n", ""])],
  invalid: [
    {
      text: example(
        [LITIGATION, ""],
        [
          "六、其他需要报告的事项\n\n",
          `六、其他需要报告的事项\n\n${LITIGATION.replace("行政复议", "⟦行政复议⟧")}`,
        ],
      ),
      messages: ["复议诉讼情况表在第六部分，应在第四部分。"],
      cells: [undefined],
    },
  ],
});

/** An HTML report whose rows of （四）无法提供 begin as given. */
function merged(...rows: readonly string[]): string {
  const zeros = "<td>0</td>".repeat(7);
  return asHtml(EXAMPLE).replace(
    /(?:<tr><td><\/td><td>(?:（四）无法提供)?<\/td><td>(?:1.本机关|2.没有|3.补正).*\n)+/,
    rows.map((row) => `${row}${zeros}</tr>\n`).join(""),
  );
}

testRule(rowMissing, {
  valid: ["", ...WHOLE, tableMissing.bad],
  invalid: [
    {
      // A row of the place's own does not stand for it.
      text: example(["| 行政强制 | 0 |  |  |", "| 政策解读材料 | 7 |  |  |"]).replace(
        "| 行政事业性收费",
        "| ⟦行政事业性收费⟧",
      ),
      messages: ["缺“行政强制”行，没有发生的也要填 0。"],
      fixed: example(["| 行政强制 | 0 |  |  |", "| 行政强制 | 0 |  |  |\n| 政策解读材料 | 7 |  |  |"]),
    },
    {
      text: example([REPEATED, ""], ["3.要求提供公开出版物", "3.⟦要求提供公开出版物⟧"]),
      messages: ["缺“2.重复申请”行，没有发生的也要填 0。"],
      cells: ["requests.repeated"],
      fixed: EXAMPLE,
    },
    {
      // The first row of a group: its group cell must come to stand in the new row.
      text: example(
        ["| | （四）无法提供 | 1.本机关不掌握相关政府信息 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |\n", ""],
        ["| | | 2.没有现成", "| | （四）无法提供 | 2.没有现成"],
        ["2.没有现成信息需要另行制作", "2.⟦没有现成信息需要另行制作⟧"],
      ),
      messages: ["缺“1.不掌握相关信息”行，没有发生的也要填 0。"],
      fixed: example([
        "1.本机关不掌握相关政府信息 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |",
        `1.本机关不掌握相关政府信息 | ${ZEROS}`,
      ]),
    },
    {
      // Three rows in a row are one mistake.
      text: without("| | | 6.属于四类", "| | （四）无法提供").replace(
        "本机关不掌握相关政府信息",
        "⟦本机关不掌握相关政府信息⟧",
      ),
      messages: ["缺 3 行：“6.属于四类过程性信息”至“8.属于行政查询事项”。"],
    },
    {
      text: oneCellALine(example([REPEATED, ""])).replace("要求提供公开出版物", "⟦要求提供公开出版物⟧"),
      messages: ["缺“2.重复申请”行，没有发生的也要填 0。"],
      fixed: oneCellALine(EXAMPLE),
    },
    {
      text: asHtml(example([REPEATED, ""])).replace("要求提供公开出版物", "⟦要求提供公开出版物⟧"),
      messages: ["缺“2.重复申请”行，没有发生的也要填 0。"],
      fixed: asHtml(EXAMPLE),
    },
    // A row in fewer groups than the one above it has its label further to the left.
    ...[(text: string) => text, withTabs, asHtml].map((layout) => ({
      text: layout(example([TOTAL, ""], ["四、结转下年度继续办理", "四、⟦结转下年度继续办理⟧"])),
      messages: ["缺“（七）总计”行，没有发生的也要填 0。"],
      fixed: layout(example([TOTAL, `| | （七）总计 |  | ${ZEROS}\n`])),
    })),
    {
      text: example([CARRIED, ""], ["（七）总计", "（七）⟦总计⟧"]),
      messages: ["缺“四、结转下年度”行，没有发生的也要填 0。"],
      fixed: example([CARRIED, `| 四、结转下年度继续办理 |  | | ${ZEROS}\n`]),
    },
    {
      // And in HTML with merged cells, where it spans more columns.
      text: mergedRequests()
        .replace(/<tr><td colspan="2">（七）总计.*\n/, "")
        .replace('rowspan="22"', 'rowspan="21"')
        .replace("四、结转下年度继续办理", "四、⟦结转下年度继续办理⟧"),
      messages: ["缺“（七）总计”行，没有发生的也要填 0。"],
      fixed: mergedRequests(),
    },
    {
      // Merged group cells come to span one row more; before a group's first row, the new row takes them over.
      text: merged(
        "<tr><td rowspan=2>（四）无法提供</td><td>2.⟦没有现成信息需要另行制作⟧</td>",
        "<tr><td>3.补正后申请内容仍不明确</td>",
      ),
      messages: ["缺“1.不掌握相关信息”行，没有发生的也要填 0。"],
      fixed: merged(
        "<tr><td rowspan=3>（四）无法提供</td><td>1.本机关不掌握相关政府信息</td>",
        "<tr><td>2.没有现成信息需要另行制作</td>",
        "<tr><td>3.补正后申请内容仍不明确</td>",
      ),
    },
    {
      text: example(["| 行政强制 | 0 |  |  |\n", ""], ["| 行政事业性收费 |", "| ⟦行政事业性收费⟧ |"]),
      messages: ["缺“行政强制”行，没有发生的也要填 0。"],
      fixed: EXAMPLE,
    },
  ],
});

testRule(rowDuplicate, {
  // 总计, 其他 and the column names come several times by right. A row under another row's name is no repetition.
  valid: ["", ...WHOLE, example(["2.重复申请", "2.要求提供公开出版物"])],
  invalid: [
    {
      text: example([REPEATED, REPEATED + REPEATED.replace("重复申请", "⟦重复申请⟧")]),
      messages: ["“2.重复申请”行重复，应只有一行。"],
    },
    {
      // Under a number that no row is missing for.
      text: example([REPEATED, `${REPEATED}| | | 6.⟦重复申请⟧ | ${ZEROS}\n`]),
      messages: ["“2.重复申请”行重复，应只有一行。"],
    },
    {
      // The second one has other numbers.
      text: example([
        "| | （七）总计 |",
        "| | （一）⟦予以公开⟧ | | 9 | 0 | 0 | 0 | 0 | 0 | 9 |\n| | （七）总计 |",
      ]),
      messages: ["“（一）予以公开”行重复，应只有一行。"],
    },
  ],
});

testRule(rowMisordered, {
  valid: ["", ...WHOLE, rowDuplicate.bad, rowMissing.bad],
  invalid: [
    {
      text: example(
        [REPEATED, ""],
        [
          `| | | 5.要求行政机关确认或重新出具已获取信息 | ${ZEROS}\n`,
          `| | | 5.要求行政机关确认或重新出具已获取信息 | ${ZEROS}\n${REPEATED.replace("重复申请", "⟦重复申请⟧")}`,
        ],
      ),
      messages: ["“2.重复申请”行次序不对，应在“1.信访举报投诉类申请”之后。"],
    },
    {
      text: example([
        "| 行政处罚 | 12 |  |  |\n| 行政强制 | 0 |  |  |",
        "| ⟦行政强制⟧ | 0 |  |  |\n| 行政处罚 | 12 |  |  |",
      ]),
      messages: ["“行政强制”行次序不对，应在“行政处罚”之后。"],
    },
  ],
});

testRule(rowUnknown, {
  valid: [
    "",
    ...WHOLE,
    // As many unknown labels as rows are missing: they are those rows, badly named.
    example(["2.重复申请", "2.多次提出同一申请"]),
  ],
  invalid: [
    {
      text: example([REPEATED, `${REPEATED}| | | ⟦其中网上申请⟧ | ${ZEROS}\n`]),
      messages: ["“其中网上申请”不是规定的行，应删去或改名。"],
    },
    {
      text: oneCellALine(example([REPEATED, `${REPEATED}| | | ⟦当面申请⟧ | ${ZEROS}\n`])),
      messages: ["“当面申请”不是规定的行，应删去或改名。"],
    },
  ],
});

testRule(rowMisgrouped, {
  valid: [
    "",
    ...WHOLE,
    // Without group cells there is nothing to be said.
    EXAMPLE.replace(/（[三四五六]）(?:不予公开|无法提供|不予处理|其他处理)(?= \|)/g, ""),
  ],
  invalid: [
    {
      text: example(
        ["| | （五）不予处理 | 1.信访举报投诉类申请", "| | | 1.⟦信访举报投诉类申请⟧"],
        ["| | | 2.重复申请", "| | （五）不予处理 | 2.重复申请"],
      ),
      messages: ["“1.信访举报投诉类申请”归在“（四）无法提供”，应归在“（五）不予处理”。"],
    },
    {
      text: example(
        ["| | （四）无法提供 | 1.本机关不掌握", "| | | 1.本机关不掌握"],
        ["| | | 8.属于行政查询事项", "| | （四）无法提供 | 8.⟦属于行政查询事项⟧"],
      ),
      messages: ["“8.属于行政查询事项”归在“（四）无法提供”，应归在“（三）不予公开”。"],
    },
  ],
});

/** The lines of the requests table without one of their cells. */
function withoutColumn(at: number): string {
  return EXAMPLE.replace(/(?<=三、收到.*\n\n)(?:\|.*\n)+/, (table) =>
    table.replace(/^.*$/gm, (line) =>
      line
        .split("|")
        .filter((_, i) => i !== at)
        .join("|"),
    ),
  );
}

testRule(columnMissing, {
  valid: [
    "",
    ...WHOLE,
    // A garbled header over values that are all there.
    example(["| 商业企业 |", "| |"]),
    // One row too short is that row's fault.
    rowCellCount.bad,
    // Rows left blank.
    example([`2.重复申请 | ${ZEROS}`, "2.重复申请 | | | | | | | |"]),
  ],
  invalid: [
    {
      text: withoutColumn(6).replace("本年新收政府信息公开申请数量", "⟦本年新收政府信息公开申请数量⟧"),
      messages: ["申请情况表缺“科研机构”列，没有发生的也要填 0。"],
    },
    {
      text: oneCellALine(withoutColumn(8)).replace(
        "本年新收政府信息公开申请数量",
        "⟦本年新收政府信息公开申请数量⟧",
      ),
      messages: ["申请情况表缺“法律服务机构”列，没有发生的也要填 0。"],
    },
    {
      text: example(
        ["本年废止件数 | 现行有效件数 |", "现行有效件数 |"],
        ["| 规章 | 0 | 0 | 0 |", "| ⟦规章⟧ | 0 | 0 |"],
        ["| 行政规范性文件 | 1 | 0 | 3 |", "| 行政规范性文件 | 1 | 3 |"],
      ),
      messages: ["主动公开情况表缺“本年废止件数”列，没有发生的也要填 0。"],
    },
  ],
});

const NEW = "| 一、本年新收政府信息公开申请数量 | | | 5 | 2 | 0 | 0 | 0 | 0 | 7 |";

const GLUED = (row: string, numbers: string) => `“${row}”行的行名连着数字“${numbers}”，应拆开。`;

testRule(rowCellCount, {
  valid: [
    "",
    ...WHOLE,
    // A whole column short is one finding, not one a row.
    columnMissing.bad,
    // A number split over two cells is another rule's.
    example([NEW, NEW.replace("5 | 2", "1 | 5 | 2").replace("7", "17")]),
    // Padded on either side.
    example([NEW, `${NEW} | | |`]),
  ],
  invalid: [
    {
      text: example(["二、上年结转政府信息公开申请数量 | | | 1 |", "二、⟦上年结转政府信息公开申请数量 1⟧ |"]),
      messages: [GLUED("二、上年结转", "1")],
      cells: ["requests.carriedOver"],
      fixed: example(["申请数量 | | | 1 |", "申请数量 | 1 |"]),
    },
    {
      // With nothing left in its cells the row is there all the same.
      text: example(
        ["| 行政许可 | 46 |", "| ⟦行政许可46⟧ |"],
        ["行政规范性文件 | 1 | 0 |", "⟦行政规范性文件 1 0⟧ |"],
      ),
      messages: [GLUED("行政规范性文件", "1 0"), GLUED("行政许可", "46")],
      fixed: EXAMPLE,
    },
    {
      text: example([NEW, NEW.replace("本年新收政府信息公开申请数量", "⟦$&⟧").replace("| 7 |", "| 7 | 7 |")]),
      messages: ["“一、本年新收”行填了 8 个数，应有 7 个。"],
    },
    {
      text: oneCellALine(example([`2.重复申请 | ${ZEROS}`, "2.⟦重复申请⟧ | 0 | 0 | 0 |"])),
      messages: ["“2.重复申请”行填了 3 个数，应有 7 个。"],
    },
    {
      text: oneCellALine(example([`2.重复申请 | ${ZEROS}`, "2.⟦重复申请⟧ |"])),
      messages: ["“2.重复申请”行没有填数，应有 7 个。"],
    },
    {
      text: example(
        ["| 1 | 0 | 0 | 0 | 1 | 0 | 0 |", "| ⟦1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 |"],
        ["0 | 0 |\n\n五、", "0 | 0⟧ |\n\n五、"],
      ),
      messages: ["复议诉讼情况表填了 16 个数，应有 15 个。"],
    },
  ],
});

describe("a picture instead of a table", () => {
  const section = without("| 行政复议", "五、存在");
  const instead = (picture: string) => section.replace("行政诉讼情况\n", `行政诉讼情况\n\n${picture}\n\n`);
  const found = (text: string) =>
    [...tableMissing.check(parseReport(text))].map(({ message, why }) => ({ message, why }));
  const why = (pictures: string) =>
    `“政府信息公开行政复议、行政诉讼情况”一节的内容是格式文件规定的表，不能只有标题或文字。${pictures}，应改成文字表格。`;

  test.each([
    "![](table.png)",
    "![复议诉讼](a/b.jpg)",
    '<img src="table.png">',
    "［图片］",
    "［图片］\n\n［图片］",
  ])("%s is told as such", (picture) => {
    expect(found(instead(picture))).toEqual([
      {
        message: "第四部分缺复议诉讼情况表，只有图片。",
        why: why("这里有图片而没有表：图片里的数本工具和读屏软件都读不到"),
      },
    ]);
  });

  test.each(["", "见附图。", "［图］"])("no picture: %s", (text) => {
    expect(found(instead(text))).toEqual([
      { message: "第四部分缺复议诉讼情况表。", why: why("表格如果是图片，本工具和读屏软件都读不到") },
    ]);
  });

  test("a picture in another section says nothing of this one", () => {
    expect(found(section.replace("一、总体情况\n", "一、总体情况\n［图片］\n"))).toHaveLength(1);
    expect(found(section.replace("一、总体情况\n", "一、总体情况\n［图片］\n"))[0]!.message).toBe(
      "第四部分缺复议诉讼情况表。",
    );
  });

  test("a picture beside the table harms nobody", () => {
    expect(found(EXAMPLE.replace("行政诉讼情况\n", "行政诉讼情况\n\n［图片］\n\n"))).toEqual([]);
  });

  test.each(["［图片］", "［图片］\n［图片］\n［图片］"])("pictures may stand anywhere: %s", (picture) => {
    const lines = EXAMPLE.split("\n");
    for (let at = 0; at <= lines.length; at++) {
      // Between two rows of a table no paragraph stands.
      if (lines[at]?.startsWith("|") && lines[at - 1]?.startsWith("|")) continue;
      const text = [...lines.slice(0, at), picture, ...lines.slice(at)].join("\n");
      expect(check(text).map(({ rule }) => `${rule} at ${at}`)).toEqual([]);
    }
  });
});
