import { expect, test } from "vitest";
import { cellBlank } from "../../server/src/core/rules/cell-blank";
import { cellChineseNumeral } from "../../server/src/core/rules/cell-chinese-numeral";
import { cellFullwidth } from "../../server/src/core/rules/cell-fullwidth";
import { cellLeadingZero } from "../../server/src/core/rules/cell-leading-zero";
import { cellNegative } from "../../server/src/core/rules/cell-negative";
import { cellNotInteger } from "../../server/src/core/rules/cell-not-integer";
import { cellNotNumber } from "../../server/src/core/rules/cell-not-number";
import { cellOcr } from "../../server/src/core/rules/cell-ocr";
import { cellPlaceholder } from "../../server/src/core/rules/cell-placeholder";
import { cellSplit } from "../../server/src/core/rules/cell-split";
import { cellThousands } from "../../server/src/core/rules/cell-thousands";
import { cellUnit } from "../../server/src/core/rules/cell-unit";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { asHtml, DISCLOSURE_2019, oneCellALine, withTabs } from "../samples";
import { example, run, testRule } from "../testRule";

/** Tables of sound values: signed changes, amounts with a fraction or with their unit where the column has none. */
const SOUND = ["", EXAMPLE, oneCellALine(EXAMPLE), withTabs(EXAMPLE), asHtml(EXAMPLE), DISCLOSURE_2019];

/** The example with something in the cell of 行政处罚. */
function penalties(value: string): string {
  return example(["| 行政处罚 | 12 |", `| 行政处罚 | ${value} |`]);
}

/** The example with something in the cell of fees. */
function fees(value: string): string {
  return example(["| 1.5 |", `| ${value} |`]);
}

const NEW = "一、本年新收政府信息公开申请数量 | | | 5 | 2 | 0 | 0 | 0 | 0 | 7 |";
const REPEATED = "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |";
const PENALTIES = "“行政处罚”行“本年处理决定数量”";

testRule(cellBlank, {
  valid: [
    ...SOUND,
    // Pads even out the columns of other blocks.
    example(["| 46 |  |  |", "| 46 |"]),
    // A row with nothing but a total is another rule's finding.
    example([REPEATED, "2.重复申请 | | | | | | | 1 |"]),
    // A dash is no blank.
    penalties("/"),
  ],
  invalid: [
    {
      // A litigation table with nothing filled in is still a table.
      text: example([
        "| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        `|⟦ ⟧|${" |".repeat(14)}`,
      ]),
      messages: ["复议诉讼情况表 15 个数都空着，没有发生的填 0。"],
      cells: ["litigation.review.upheld"],
      fixed: example([
        "| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        `|${" 0 |".repeat(15)}`,
      ]),
    },
    {
      text: penalties("").replace("行政处罚 |  |", "行政处罚 |⟦  ⟧|"),
      messages: [`${PENALTIES}空着，没有发生的填 0。`],
      cells: ["disclosure.punishment.decisions"],
      fixed: penalties("0"),
    },
    {
      text: example([REPEATED, "2.重复申请 | 0 |⟦ ⟧| 0 | 0 |⟦⟧| 0 | 0 |"]),
      messages: [
        "“2.重复申请”行“商业企业”空着，没有发生的填 0。",
        "“2.重复申请”行“法律服务机构”空着，没有发生的填 0。",
      ],
      fixed: EXAMPLE,
    },
    {
      text: asHtml(EXAMPLE).replace("<td>12</td>", "<td>⟦&nbsp;⟧</td>"),
      messages: [`${PENALTIES}空着，没有发生的填 0。`],
      fixed: asHtml(EXAMPLE).replace("<td>12</td>", "<td>0</td>"),
    },
    {
      text: withTabs(EXAMPLE).replace("\t5\t2\t0", "\t5\t⟦⟧\t0"),
      messages: ["“一、本年新收”行“商业企业”空着，可能漏填了 2。"],
      whys: ["填 2，“一、本年新收”行、“商业企业”列的等式才成立。"],
      fixed: withTabs(EXAMPLE),
    },
    {
      // A total beside numbers is never 0.
      text: example(["予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | 5 |", "予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 |⟦ ⟧|"]),
      messages: ["“（一）予以公开”行“总计”空着，应为 5。"],
      fixed: EXAMPLE,
    },
    {
      // The same where the zeros beside it are blank as well.
      text: example(["予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | 5 |", "予以公开 | | 4 | 1 |⟦ ⟧|⟦⟧| 0 | 0 |⟦ ⟧|"]),
      messages: [
        "“（一）予以公开”行“科研机构”空着，没有发生的填 0。",
        "“（一）予以公开”行“社会公益组织”空着，没有发生的填 0。",
        "“（一）予以公开”行“总计”空着，应为 5。",
      ],
      fixed: EXAMPLE,
    },
    {
      // The sum of a column.
      text: example([
        "（七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 8 |",
        "（七）总计 | | 6 |⟦ ⟧| 0 | 0 | 0 | 0 | 8 |",
      ]),
      messages: ["“（七）总计”行“商业企业”空着，应为 2。"],
      whys: ["总计是本列各项办理结果之和 1+1=2。"],
      fixed: EXAMPLE,
    },
    {
      text: example(["| 1 | 0 | 0 | 0 | 1 | 0 | 0 |", "| 1 | 0 | 0 | 0 |⟦ ⟧| 0 | 0 |"]),
      messages: ["“行政复议”的“总计”空着，应为 1。"],
      fixed: EXAMPLE,
    },
    {
      // One equation does not tell what is missing, only that 0 is not it.
      text: example(["| 1 | 0 | 0 | 0 | 1 | 0 | 0 |", "| 0 |⟦ ⟧| 0 |⟦ ⟧| 1 | 0 | 0 |"]),
      messages: [
        "“行政复议”的“结果纠正”空着，按 0 算不平，可能漏填。",
        "“行政复议”的“尚未审结”空着，按 0 算不平，可能漏填。",
      ],
    },
    {
      // The values across a page break from their label.
      text: withTabs(EXAMPLE).replace("规章\t0\t0\t0", "规章\t\t\t\n\n\t0\t0\t⟦⟧"),
      messages: ["“规章”行“现行有效件数”空着，没有发生的填 0。"],
      cells: ["disclosure.regulations.valid"],
      fixed: withTabs(EXAMPLE).replace("规章\t0\t0\t0", "规章\t\t\t\n\n\t0\t0\t0"),
    },
    {
      // Over half of a table: one finding that fills them all.
      text: example(["| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 |", "| 1 |⟦ ⟧| | | 1 | | | | | |"]),
      messages: ["复议诉讼情况表 15 个数有 8 个空着，没有发生的填 0。"],
      cells: ["litigation.review.corrected"],
      fixed: EXAMPLE,
    },
  ],
});

testRule(cellPlaceholder, {
  valid: [...SOUND, penalties(""), penalties("无数据")],
  invalid: [
    ...["/", "-", "—", "——", "无", "N/A", "／"].map((sign) => ({
      text: penalties(`⟦${sign}⟧`),
      messages: [`${PENALTIES}填了“${sign}”，没有发生的填 0。`],
      fixed: penalties("0"),
    })),
    {
      text: oneCellALine(EXAMPLE).replace("行政强制\n0", "行政强制\n⟦—⟧"),
      messages: ["“行政强制”行“本年处理决定数量”填了“—”，没有发生的填 0。"],
      fixed: oneCellALine(EXAMPLE),
    },
  ],
});

testRule(cellNotNumber, {
  valid: [
    ...SOUND,
    // What can be read has rules of its own.
    ...["", "/", "12件", "１２", "十二", "1,234", "O", "012", "-12", "1.2"].map(penalties),
  ],
  invalid: [
    { text: penalties("⟦若干⟧"), messages: [`${PENALTIES}填了“若干”，应为数字。`] },
    { text: penalties("⟦12（含委托）⟧"), messages: [`${PENALTIES}填了“12（含委托）”，应为数字。`] },
    {
      text: example([NEW, NEW.replace("| 5 | 2 |", "| 5 | ⟦见附件⟧ |")]),
      messages: ["“一、本年新收”行“商业企业”填了“见附件”，应为数字。"],
    },
    {
      text: oneCellALine(EXAMPLE).replace(
        "二、上年结转政府信息公开申请数量\n1\n0",
        "二、上年结转政府信息公开申请数量\n1\n⟦不详⟧",
      ),
      messages: ["“二、上年结转”行“商业企业”填了“不详”，应为数字。"],
    },
  ],
});

testRule(cellNotInteger, {
  valid: [...SOUND, fees("0.03"), penalties("12.")],
  invalid: [
    { text: penalties("⟦1.2⟧"), messages: [`${PENALTIES}填了 1.2，应为整数。`] },
    {
      text: example([NEW, NEW.replace("| 7 |", "| ⟦7.5⟧ |")]),
      messages: ["“一、本年新收”行“总计”填了 7.5，应为整数。"],
    },
    {
      text: DISCLOSURE_2019.replace("| 31 | 减1 | 6 |", "| 31 | ⟦-1.5⟧ | 6 |"),
      messages: ["“行政处罚”行“本年增/减”填了 -1.5，应为整数。"],
    },
  ],
});

testRule(cellNegative, {
  // 本年增/减 is signed, in any way.
  valid: [...SOUND, penalties("-"), DISCLOSURE_2019.replace("减1", "↓12")],
  invalid: [
    { text: penalties("⟦-12⟧"), messages: [`${PENALTIES}填了 -12，不应小于 0。`] },
    {
      text: fees("⟦－1.5⟧"),
      messages: ["“行政事业性收费”行“本年收费金额”填了“－1.5”，不应小于 0。"],
    },
    {
      // The column beside it is not signed.
      text: DISCLOSURE_2019.replace("| 14 | -3 | 25 |", "| ⟦-14⟧ | -3 | 25 |"),
      messages: ["“行政许可”行“上一年项目数量”填了 -14，不应小于 0。"],
    },
  ],
});

testRule(cellFullwidth, {
  valid: [...SOUND, penalties("十二"), example(["发布信息120条", "发布信息１２０条"])],
  invalid: [
    {
      text: penalties("⟦１２⟧"),
      messages: [`${PENALTIES}填了“１２”，应为半角的 12。`],
      fixed: EXAMPLE,
    },
    {
      text: fees("⟦１．5⟧"),
      messages: ["“行政事业性收费”行“本年收费金额”填了“１．5”，应为半角的 1.5。"],
      fixed: EXAMPLE,
    },
    {
      text: example([NEW, NEW.replace("| 5 | 2 |", "| ⟦５⟧ | ⟦２⟧ |")]),
      messages: [
        "“一、本年新收”行“自然人”填了“５”，应为半角的 5。",
        "“一、本年新收”行“商业企业”填了“２”，应为半角的 2。",
      ],
      fixed: EXAMPLE,
    },
  ],
});

testRule(cellThousands, {
  valid: [...SOUND, penalties("1234"), penalties("12,34"), example(["发布信息120条", "发布信息1,120条"])],
  invalid: [
    {
      text: penalties("⟦1,234⟧"),
      messages: [`${PENALTIES}填了“1,234”，应为 1234。`],
      fixed: penalties("1234"),
    },
    {
      text: fees("⟦12，345.67⟧"),
      messages: ["“行政事业性收费”行“本年收费金额”填了“12，345.67”，应为 12345.67。"],
      fixed: fees("12345.67"),
    },
  ],
});

testRule(cellUnit, {
  // 采购总金额 (2019) has no unit of its own: the cell must say it.
  valid: [...SOUND, DISCLOSURE_2019.replace("36.8万元", "368000元"), penalties("若干件")],
  invalid: [
    {
      text: penalties("⟦12件⟧"),
      messages: [`${PENALTIES}填了“12件”，应只填数字 12。`],
      severities: ["info"],
      fixed: EXAMPLE,
    },
    {
      text: example([NEW, NEW.replace("| 7 |", "| ⟦7 件⟧ |")]),
      messages: ["“一、本年新收”行“总计”填了“7 件”，应只填数字 7。"],
      severities: ["info"],
      fixed: EXAMPLE,
    },
    {
      text: fees("⟦1.5万元⟧"),
      messages: ["“行政事业性收费”行“本年收费金额”填了“1.5万元”，应只填数字 1.5。"],
      severities: ["info"],
      fixed: EXAMPLE,
    },
    {
      // Only the writer knows which is wrong: no fix.
      text: fees("⟦15000元⟧"),
      messages: ["“行政事业性收费”行“本年收费金额”填了“15000元”，应换算成万元。"],
      severities: ["warning"],
    },
  ],
});

testRule(cellOcr, {
  valid: [...SOUND, penalties("U盘"), penalties("无"), penalties("一")],
  invalid: [
    {
      text: example([NEW, NEW.replace("| 2 | 0 |", "| 2 | ⟦U⟧ |")]),
      messages: ["“一、本年新收”行“科研机构”填了“U”，可能应为 0。"],
      fixed: EXAMPLE,
    },
    {
      // Several, and in both readings.
      text: example(
        [REPEATED, "2.重复申请 | 0 | ⟦o⟧ | ⟦〇⟧ | 0 | 0 | 0 | 0 |"],
        ["二、上年结转政府信息公开申请数量 | | | 1 |", "二、上年结转政府信息公开申请数量 | | | ⟦l⟧ |"],
      ),
      messages: [
        "“二、上年结转”行“自然人”填了“l”，可能应为 1。",
        "“2.重复申请”行“商业企业”填了“o”，可能应为 0。",
        "“2.重复申请”行“科研机构”填了“〇”，可能应为 0。",
      ],
      fixed: EXAMPLE,
    },
    {
      // The row does not add up with it: no fix.
      text: example([NEW, NEW.replace("| 2 | 0 |", "| 2 | ⟦1l⟧ |")]),
      messages: ["“一、本年新收”行“科研机构”填了“1l”，可能应为 11。"],
      whys: ["像是扫描件转成文字时认错了。按 11 算，它所在的等式不成立。究竟是几，要对照原件才知道。"],
    },
  ],
});

const SPLIT = example(
  [NEW, NEW.replace("| 2 |", "| 12 |").replace("| 7 |", "| 17 |")],
  ["| 4 | 1 | 0 | 0 | 0 | 0 | 5 |", "| 4 | 11 | 0 | 0 | 0 | 0 | 15 |"],
  ["| 6 | 2 | 0 | 0 | 0 | 0 | 8 |", "| 6 | 12 | 0 | 0 | 0 | 0 | 18 |"],
);

testRule(cellSplit, {
  valid: [
    ...SOUND,
    SPLIT,
    // No pair of cells makes the row add up, or two do.
    example([NEW, NEW.replace("| 5 |", "| 5 | 9 |")]),
    example([REPEATED, "2.重复申请 | 1 | 1 | 1 | 0 | 0 | 0 | 0 | 12 |"]),
  ],
  invalid: [
    {
      text: SPLIT.replace("| 5 | 12 |", "| 5 | ⟦1 | 2⟧ |"),
      messages: ["“一、本年新收”行的 1 和 2 应合为一个数 12。"],
      whys: ["这一行多了一个数；1 和 2 合为 12，个数就对了，六类申请人之和也正好等于总计。"],
      cells: ["requests.newReceived.enterprise"],
      fixed: SPLIT,
    },
    {
      text: oneCellALine(SPLIT).replace("0\n0\n17\n", "0\n0\n⟦1\n7⟧\n"),
      messages: ["“一、本年新收”行的 1 和 7 应合为一个数 17。"],
      cells: ["requests.newReceived.total"],
      fixed: oneCellALine(SPLIT),
    },
  ],
});

testRule(cellChineseNumeral, {
  valid: [...SOUND, example(["发布信息120条", "发布信息一百二十条"])],
  invalid: [
    {
      text: penalties("⟦十二⟧"),
      messages: [`${PENALTIES}填了“十二”，应为 12。`],
      fixed: EXAMPLE,
    },
    {
      text: example(
        [NEW, NEW.replace("| 2 |", "| ⟦两件⟧ |")],
        [REPEATED, REPEATED.replace("0 | 0", "0 | ⟦零⟧")],
      ),
      messages: [
        "“一、本年新收”行“商业企业”填了“两件”，应为 2。",
        "“2.重复申请”行“商业企业”填了“零”，应为 0。",
      ],
      fixed: EXAMPLE,
    },
  ],
});

testRule(cellLeadingZero, {
  valid: [...SOUND, fees("0.5"), fees("0"), example(["2024年1月15日", "2024年01月05日"])],
  invalid: [
    {
      text: penalties("⟦012⟧"),
      messages: [`${PENALTIES}填了 012，应为 12。`],
      fixed: EXAMPLE,
    },
    {
      text: example([REPEATED, REPEATED.replace("0 | 0", "0 | ⟦00⟧")]),
      messages: ["“2.重复申请”行“商业企业”填了 00，应为 0。"],
      fixed: EXAMPLE,
    },
  ],
});

test("a table with dashes for zeros throughout is one finding", () => {
  const from = EXAMPLE.indexOf("一、本年新收");
  const dashed = (row: string) => row.replace(/\| 0(?= \|)/g, "| -").replace(/\| 0(?= \|)/g, "| -");
  const text =
    EXAMPLE.slice(0, from) +
    dashed(EXAMPLE.slice(from, EXAMPLE.indexOf("四、政府"))) +
    EXAMPLE.slice(EXAMPLE.indexOf("四、政府"));
  expect(run(cellPlaceholder, text).map(({ message }) => message)).toEqual([
    "申请情况表 175 个数有 158 个写成“-”一类，没有发生的填 0。",
  ]);
});
