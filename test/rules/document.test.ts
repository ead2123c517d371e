import { standardMismatch } from "../../server/src/rules/standard-mismatch";
import { EXAMPLE } from "../../server/src/rules/support/example";
import { titleMissing } from "../../server/src/rules/title-missing";
import { titleNonstandard } from "../../server/src/rules/title-nonstandard";
import { asHtml, DISCLOSURE_2019, without } from "../samples";
import { example, testRule } from "../testRule";

const TITLE = "云溪镇2023年政府信息公开工作年度报告";
const NO_TITLE = "正文之前没有标题，应写明“机关名称＋YYYY年政府信息公开工作年度报告”。";

testRule(titleMissing, {
  valid: [
    "",
    "\n \n",
    EXAMPLE,
    asHtml(EXAMPLE),
    `# ${TITLE}\n\n## 一、总体情况\n`,
    // Wrapped, and under the menu of a web page.
    "首页 > 政务公开 > 年报\n\n青禾区民政局2022年政府信息\n公开工作年度报告\n\n一、总体情况\n",
  ],
  invalid: [
    {
      // The agency is the one that signed.
      text: `⟦一、总体情况⟧\n\n统计期限为2023年1月1日至2023年12月31日。\n\n云溪镇人民政府\n2024年1月15日\n`,
      messages: [NO_TITLE],
      fixed: `${TITLE}\n\n一、总体情况\n\n统计期限为2023年1月1日至2023年12月31日。\n\n云溪镇人民政府\n2024年1月15日\n`,
    },
    {
      // The preface names the report; it is no title.
      text: "⟦根据要求，编制云溪镇2023年政府信息公开工作年度报告。⟧\n一、总体情况\n2023年，平稳有序。\n",
      messages: [NO_TITLE],
      fixed:
        "××2023年政府信息公开工作年度报告\n\n根据要求，编制云溪镇2023年政府信息公开工作年度报告。\n一、总体情况\n2023年，平稳有序。\n",
    },
    {
      // Without a year there is nothing to insert.
      text: "⟦一、总体情况⟧\n平稳有序。\n",
      messages: [NO_TITLE],
    },
    {
      text: "⟦## 一、总体情况⟧\r\n2023年，平稳有序。\r\n",
      messages: [NO_TITLE],
      fixed: "# ××2023年政府信息公开工作年度报告\r\n\r\n## 一、总体情况\r\n2023年，平稳有序。\r\n",
    },
    {
      text: "<p>⟦一、总体情况⟧</p>\n<p>2023年，平稳有序。</p>\n",
      messages: [NO_TITLE],
      fixed: "<h1>××2023年政府信息公开工作年度报告</h1>\n<p>一、总体情况</p>\n<p>2023年，平稳有序。</p>\n",
    },
    {
      // A byte order mark stays first.
      text: "\ufeff⟦一、总体情况⟧\n2023年，平稳有序。\n",
      messages: [NO_TITLE],
      fixed: "\ufeff××2023年政府信息公开工作年度报告\n\n一、总体情况\n2023年，平稳有序。\n",
    },
  ],
});

testRule(titleNonstandard, {
  valid: [
    "",
    EXAMPLE,
    "一、总体情况\n", // Another rule's finding.
    "云溪镇2023年度政府信息公开工作年度报告\n一、总体情况\n",
    "**云溪镇 2023 年政府信息公开工作年度报告**\n一、总体情况\n",
    "# 雲溪鎮2023年政府信息公開工作年度報告\n一、总体情况\n",
    "云溪镇2023年政府信息\n公开工作年度报告\n一、总体情况\n",
    // The agency may have a line of its own.
    "云溪镇人民政府\n2023年政府信息公开工作年度报告\n\n一、总体情况\n",
  ],
  invalid: [
    {
      text: "云溪镇⟦2023⟧政府信息公开工作年度报告\n\n一、总体情况\n",
      messages: ["标题中“2023”后面漏了“年”字，应为“2023年”。"],
      severities: ["warning"],
      fixed: "云溪镇2023年政府信息公开工作年度报告\n\n一、总体情况\n",
    },
    {
      text: "# 云溪镇⟦２０２３⟧政府信息公开工作年度报告\n\n一、总体情况\n",
      messages: ["标题中“2023”后面漏了“年”字，应为“2023年”。"],
      severities: ["warning"],
      fixed: "# 云溪镇２０２３年政府信息公开工作年度报告\n\n一、总体情况\n",
    },
    {
      text: "⟦云溪镇政府信息公开工作年度报告⟧\n\n一、总体情况\n",
      messages: ["标题与通行写法“机关名称＋YYYY年政府信息公开工作年度报告”不同，没有写年度。"],
      severities: ["info"],
    },
    {
      // Whose report it is stands nowhere.
      text: "⟦2023年政府信息公开工作年度报告⟧\n\n一、总体情况\n",
      messages: ["标题与通行写法“机关名称＋YYYY年政府信息公开工作年度报告”不同。"],
      severities: ["info"],
    },
    {
      // The year on a line of its own belongs to the title.
      text: "云溪镇人民政府\n⟦政府信息公开工作年度报告\n（2023年度）⟧\n\n一、总体情况\n",
      messages: ["标题与通行写法“机关名称＋YYYY年政府信息公开工作年度报告”不同。"],
      severities: ["info"],
    },
    {
      text: "⟦2023年云溪镇政务公开年度报告⟧\n\n一、总体情况\n",
      messages: ["标题与通行写法“机关名称＋YYYY年政府信息公开工作年度报告”不同。"],
      severities: ["info"],
    },
  ],
});

testRule(standardMismatch, {
  valid: [
    "",
    EXAMPLE,
    DISCLOSURE_2019,
    // No tables, or too old for any of them.
    without("| 第二十条", "三、收到"),
    "云溪镇2017年政府信息公开工作年度报告\n一、总体情况\n",
    // One label of the other format is a slip of its row.
    example(["| 行政规范性文件 |", "| 规范性文件 |"]),
    DISCLOSURE_2019.replace("| 规范性文件 |", "| 行政规范性文件 |"),
  ],
  invalid: [
    {
      text: DISCLOSURE_2019.replace("2020年", "2022年").replace("本年新制作数量", "⟦本年新制作数量⟧"),
      messages: [
        "2022年度报告应使用国办公开办函〔2021〕30号《中华人民共和国政府信息公开工作年度报告格式》的表格，这里却是国办公开办函〔2019〕60号的表格（如“本年新制作数量”）。请换用正确的表格后再填数。",
      ],
    },
    {
      text: EXAMPLE.replaceAll("2024", "2020")
        .replaceAll("2023", "2019")
        .replace("本年制发件数", "⟦本年制发件数⟧"),
      messages: [
        "2019年度报告应使用国办公开办函〔2019〕60号《中华人民共和国政府信息公开工作年度报告格式（试行）》的表格，这里却是国办公开办函〔2021〕30号的表格（如“本年制发件数”）。请换用正确的表格后再填数。",
      ],
    },
  ],
});
