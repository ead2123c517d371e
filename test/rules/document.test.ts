import { quoted } from "../../server/src/core/report/describe";
import { dateEarly } from "../../server/src/core/rules/date-early";
import { dateInvalid } from "../../server/src/core/rules/date-invalid";
import { dateLate } from "../../server/src/core/rules/date-late";
import { dateMissing } from "../../server/src/core/rules/date-missing";
import { lawMisnamed } from "../../server/src/core/rules/law-misnamed";
import { periodMissing } from "../../server/src/core/rules/period-missing";
import { periodWrong } from "../../server/src/core/rules/period-wrong";
import { placeholderLeft } from "../../server/src/core/rules/placeholder-left";
import { signatureMissing } from "../../server/src/core/rules/signature-missing";
import { standardMismatch } from "../../server/src/core/rules/standard-mismatch";
import { EXAMPLE, EXAMPLE_2019 } from "../../server/src/core/rules/support/example";
import { titleMissing } from "../../server/src/core/rules/title-missing";
import { titleNonstandard } from "../../server/src/core/rules/title-nonstandard";
import { yearConflict } from "../../server/src/core/rules/year-conflict";
import { asHtml, DISCLOSURE_2019, halfWidth, without } from "../samples";
import { example, testRule } from "../testRule";

const TITLE = "云溪镇2023年政府信息公开工作年度报告";
const NO_TITLE = "正文之前没有标题，应写明机关、年度和“政府信息公开工作年度报告”。";

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
        "云溪镇2023年政府信息公开工作年度报告\n\n根据要求，编制云溪镇2023年政府信息公开工作年度报告。\n一、总体情况\n2023年，平稳有序。\n",
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

/** Titles as they are written, what is told of each, and what it should be, where that is known. */
const TITLES: readonly [written: string, difference: string, whole?: string][] = [
  ["云溪镇政府信息公开工作年度报告", "没有写年度", TITLE],
  // Whose report it is stands nowhere.
  ["2023年政府信息公开工作年度报告", "没有写机关名称"],
  [
    "2023年云溪镇政务公开年度报告",
    "的年份应在机关名称之后，“政务公开年度报告”应为“政府信息公开工作年度报告”",
    TITLE,
  ],
  ["2023年云溪镇政府信息公开年度报告（文字版）", "的年份应在机关名称之后，少“工作”，多“（文字版）”", TITLE],
  ["云溪镇2023年政府信息公开年度工作报告", "中“年度工作报告”应为“工作年度报告”", TITLE],
  ["云溪镇2023年政府信息公开工作总结", "中“政府信息公开工作总结”应为“政府信息公开工作年度报告”", TITLE],
  ["云溪镇2023年信息公开工作年度报告", "少“政府”", TITLE],
  ["云溪镇2023年度政府信息公开工作报告", "少“年度”", TITLE.replace("年政", "年度政")],
  ["云溪镇2023年度报告", "中“年度报告”应为“政府信息公开工作年度报告”", TITLE],
  ["云溪镇2023年政府信息公开工作年度报告全文", "多“全文”", TITLE],
];

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
    "2023年政府信息公开工作年度报告\n云溪镇人民政府\n2023年政府信息公开工作年度报告\n\n一、总体情况\n",
    "标题：云溪镇2023年政府信息公开工作年度报告 发布日期：2024-01-15\n\n一、总体情况\n",
    "云溪镇二〇二三年政府信息公开工作年度报告\n一、总体情况\n",
  ],
  invalid: [
    {
      text: "云溪镇⟦2023⟧政府信息公开工作年度报告\n\n一、总体情况\n",
      messages: ["标题“2023”后面漏了“年”，应为“2023年”。"],
      severities: ["warning"],
      fixed: "云溪镇2023年政府信息公开工作年度报告\n\n一、总体情况\n",
    },
    {
      text: "# 云溪镇⟦２０２３⟧政府信息公开工作年度报告\n\n一、总体情况\n",
      messages: ["标题“2023”后面漏了“年”，应为“2023年”。"],
      severities: ["warning"],
      fixed: "# 云溪镇２０２３年政府信息公开工作年度报告\n\n一、总体情况\n",
    },
    ...TITLES.map(([written, difference, whole]) => ({
      text: `⟦${written}⟧\n\n一、总体情况\n2023年，平稳有序。\n`,
      messages: [`标题${difference}。`],
      severities: ["info" as const],
      ...(whole === undefined ? {} : { fixed: `${whole}\n\n一、总体情况\n2023年，平稳有序。\n` }),
    })),
    {
      // The year on a line of its own belongs to the title; the agency's own line is left.
      text: "云溪镇人民政府\n⟦政府信息公开工作年度报告\n（2023年度）⟧\n\n一、总体情况\n",
      messages: ["标题的年度应在“政府信息公开”之前。"],
      severities: ["info"],
      fixed: "云溪镇人民政府\n2023年度政府信息公开工作年度报告\n\n\n一、总体情况\n",
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
    // The tables are right and the title's year is wrong: see year-conflict.
    example(["云溪镇2023年政府信息", "云溪镇2020年政府信息"]),
  ],
  invalid: [
    {
      text: DISCLOSURE_2019.replace("2020年", "2022年").replace("本年新制作数量", "⟦本年新制作数量⟧"),
      messages: ["表格是〔2019〕60号的，2022年度应用〔2021〕30号的。"],
    },
    {
      text: EXAMPLE.replaceAll("2024", "2020")
        .replaceAll("2023", "2019")
        .replace("本年制发件数", "⟦本年制发件数⟧"),
      messages: ["表格是〔2021〕30号的，2019年度应用〔2019〕60号的。"],
    },
  ],
});

const PERIOD = "2023年1月1日起至2023年12月31日";
const period = (written: string) => example([PERIOD, written]);
const dated = (date: string) => example(["2024年1月15日", date]);

/** The example with a sentence in front of the preface, and with one on how information is managed. */
const presenting = (sentence: string) => example(["本报告根据", `${sentence}本报告根据`]);
const managing = (sentence: string) => example(["（三）政府信息管理。", `（三）政府信息管理。${sentence}`]);

testRule(yearConflict, {
  valid: [
    "",
    EXAMPLE,
    EXAMPLE_2019,
    asHtml(EXAMPLE),
    // One source alone cannot conflict; of a period that is no whole year, period-wrong speaks.
    "云溪镇2023年政府信息公开工作年度报告\n一、总体情况\n平稳。\n",
    period("2022年1月1日起至2022年11月30日"),
    // Signed before its year was over, and months late.
    dated("2023年12月20日"),
    // The report's own year, another paper, and the year before where it is meant.
    presenting("现将云溪镇2023年政府信息公开工作年度报告公布如下。"),
    presenting("按照县政府2022年政府信息公开工作年度报告要求，现编制本报告。"),
    presenting("在2022年政府信息公开工作年度报告的基础上改进，编制本报告。"),
    presenting("2022年政府信息公开工作年度报告已于去年公布。现公布今年的报告。"),
    managing("2022年，云溪镇公开信息32条；2023年公开120条。"),
    managing("与2022年相比，信息增加20条。"),
    managing("2022年，在全县政务公开考核中列第2位。"),
    managing("2022年受理的申请1件于本年办结。"),
    managing("2022年以来，累计公开信息300条。"),
    managing("2022年1月制定制度3件。"),
    dated("2024年11月20日"),
    dated("2024年1月"),
  ],
  invalid: [
    {
      text: period("⟦2022年1月1日起至2022年12月31日⟧"),
      messages: ["统计期限是2022年，而标题写2023年，落款是2024年1月15日。"],
    },
    // The preface presents last year's report.
    ...[
      "现将云溪镇⟦2022⟧年政府信息公开工作年度报告公布如下。",
      "根据要求，编制了《云溪镇⟦2022⟧年度政府信息公开工作年度报告》。",
      "现向社会公布本镇⟦2021⟧年政府信息公开年度报告。",
    ].map((sentence) => ({
      text: presenting(sentence),
      messages: [`前言公布的是${/\d{4}/.exec(sentence)![0]}年度的报告，应为2023年度。`],
      severities: ["warning" as const],
    })),
    // A paragraph kept from last year's report.
    ...[
      managing("⟦2022⟧年，云溪镇公开信息32条，废止文件1件。"),
      managing("⟦2022⟧年度我镇共发布信息32条。"),
      asHtml(managing("⟦2022⟧年，全镇公开信息32条。")),
      example(["2023年未收取信息处理费", "⟦2022⟧年未收取信息处理费"]),
    ].map((text) => ({
      text,
      messages: ["这里说的是2022年的情况，报告是2023年度的。"],
      severities: ["warning" as const],
    })),
    {
      // The other two outvote the title.
      text: example(["云溪镇2023年政府信息", "云溪镇⟦2022年⟧政府信息"]),
      messages: ["标题写2022年，而统计期限是2023年，落款是2024年1月15日。"],
    },
    {
      // Signed in January of the year itself: last year's date.
      text: dated("⟦2023年1月15日⟧"),
      messages: ["落款是2023年1月15日，而标题写2023年，统计期限是2023年。"],
    },
    {
      text: "云溪镇2023年政府信息公开工作年度报告\n统计期限为⟦2024年1月1日至12月31日⟧。\n一、总体情况\n平稳。\n",
      messages: ["统计期限是2024年，而标题写2023年。"],
    },
  ],
});

const NO_PERIOD = "正文之前没有写统计期限，应为2023年1月1日至12月31日。";
const SENTENCE = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。";

testRule(periodMissing, {
  valid: [
    "",
    EXAMPLE,
    asHtml(EXAMPLE),
    halfWidth(EXAMPLE),
    period("2023年1月1日到12月31日"),
    period("2023.1.1-2023.12.31"),
    period("２０２３年１月１日起至２０２３年１２月３１日"),
    period("2023年1月1日起至2023年12\n月31日"), // Wrapped.
    period("二〇二三年一月一日至十二月三十一日"), // It is stated, if not in digits.
    example([`所列数据的统计期限自${PERIOD}止`, "数据统计期限为2023年度"]),
    example([`所列数据的统计期限自${PERIOD}止`, "数据截至2023年12月31日"]),
    // In the first section, as some reports have it.
    example([`，所列数据的统计期限自${PERIOD}止`, ""], ["推进政府信息公开。", `统计期限为${PERIOD}。`]),
  ],
  invalid: [
    {
      text: example([`，所列数据的统计期限自${PERIOD}止`, ""], ["一、总体情况", "⟦一、总体情况⟧"]),
      messages: [NO_PERIOD],
      fixed: example([`，所列数据的统计期限自${PERIOD}止。`, `。${SENTENCE}`]),
    },
    {
      // Dates of a campaign are no statistical period.
      text: "云溪镇2023年政府信息公开工作年度报告\n\n⟦一、总体情况⟧\n2023年5月1日至2023年5月31日开展宣传。\n",
      messages: [NO_PERIOD],
      fixed: `云溪镇2023年政府信息公开工作年度报告\n\n${SENTENCE}\n\n一、总体情况\n2023年5月1日至2023年5月31日开展宣传。\n`,
    },
    {
      text: "<h1>云溪镇2023年政府信息公开工作年度报告</h1>\n<h2>⟦一、总体情况⟧</h2>\n<p>平稳。</p>\n",
      messages: [NO_PERIOD],
      fixed: `<h1>云溪镇2023年政府信息公开工作年度报告</h1>\n<p>${SENTENCE}</p>\n<h2>一、总体情况</h2>\n<p>平稳。</p>\n`,
    },
    {
      // Without a year there is nothing to insert.
      text: "⟦一、总体情况⟧\n平稳。\n",
      messages: ["正文之前没有写统计期限。"],
    },
  ],
});

testRule(periodWrong, {
  valid: [
    "",
    EXAMPLE,
    EXAMPLE_2019,
    asHtml(EXAMPLE),
    period("2023年1月1日到12月31日"),
    period("2023-01-01至2023-12-31"),
    period("2022年1月1日起至2022年12月31日"), // A conflict of years.
    example(["推进政府信息公开。", "推进政府信息公开。2023年5月1日至2023年5月31日开展宣传月。"]),
  ],
  invalid: [
    {
      text: period("⟦2023年1月1日起至2023年12月20日⟧"),
      messages: ["统计期限止于 12月20日，应到 12月31日。"],
      fixed: EXAMPLE,
    },
    {
      text: period("⟦2022年1月1日起至2023年12月31日⟧"),
      messages: ["统计期限始于 2022年1月1日，应从 2023年1月1日起。"],
      fixed: EXAMPLE,
    },
    {
      // The form stays: no year where there was none, two digits where there were.
      text: period("⟦2023年1月1日到11月30日⟧"),
      messages: ["统计期限止于 11月30日，应到 12月31日。"],
      fixed: period("2023年1月1日到12月31日"),
    },
    {
      text: period("⟦2023-01-05至2023-12-31⟧"),
      messages: ["统计期限始于 1月5日，应从 1月1日起。"],
      fixed: period("2023-01-01至2023-12-31"),
    },
    {
      // A day that does not exist is wrong here first.
      text: period("⟦2023年1月1日起至2023年12月32日⟧"),
      messages: ["统计期限止于 12月32日，应到 12月31日。"],
      fixed: EXAMPLE,
    },
    {
      // The mark of the year was lost, and the period is of two years: both are told.
      text: period("⟦20231月1日起至202412月31日⟧"),
      messages: ["统计期限漏了“年”字，也不是整年，应为2023年1月1日至12月31日。"],
      severities: ["error"],
      fixed: EXAMPLE,
    },
    {
      text: period("⟦20231月1日起至202312月31日⟧"),
      messages: ["统计期限漏了“年”字，应为2023年1月1日至12月31日。"],
      severities: ["warning"],
      fixed: EXAMPLE,
    },
    {
      text: period("⟦2023年1月1日至12月31⟧"),
      messages: ["统计期限漏了“日”字，应为2023年1月1日至12月31日。"],
      severities: ["warning"],
      fixed: period("2023年1月1日至2023年12月31日"),
    },
    {
      text: period("⟦2023 11日到1231日⟧"),
      messages: ["统计期限漏了“年”、“月”字，应为2023年1月1日至12月31日。"],
      severities: ["warning"],
      fixed: period("2023年1月1日到2023年12月31日"),
    },
    {
      text: period("⟦223年1月1日起至2023年12月31日⟧"),
      messages: ["统计期限始于 223年1月1日，应从 2023年1月1日起。"],
      fixed: EXAMPLE,
    },
    {
      text: period("⟦2023年1月1日起至2023年12\n月30日⟧"),
      messages: ["统计期限止于 12月30日，应到 12月31日。"],
      fixed: period("2023年1月1日起至2023年12\n月31日"),
    },
  ],
});

testRule(signatureMissing, {
  valid: [
    "",
    EXAMPLE,
    asHtml(EXAMPLE),
    example(["云溪镇人民政府\n2024年1月15日", "云溪镇人民政府  2024年1月15日"]),
    example(["云溪镇人民政府\n2024年1月15日", "云溪镇人民政府（盖章）\n2024年1月15日"]),
    example(["云溪镇人民政府\n2024年1月15日", "云溪第一高级中学\n2024年1月15日"]),
    // More of the web page below it.
    `${EXAMPLE}\n打印本页\n关闭窗口\n上一篇：2022年年报\n下一篇：没有了\n网站地图\n联系我们\n`,
  ],
  invalid: [
    {
      text: example(["云溪镇人民政府\n2024年1月15日", "⟦2024年1月15日⟧"]),
      messages: ["报告末尾没有编制机关，应在日期前写明全称。"],
    },
    {
      text: example(
        ["2023年未收取信息处理费。", "⟦2023年未收取信息处理费。⟧"],
        ["云溪镇人民政府\n2024年1月15日\n", ""],
      ),
      messages: ["报告末尾没有编制机关，应在日期前写明全称。"],
    },
  ],
});

testRule(dateMissing, {
  valid: [
    "",
    EXAMPLE,
    asHtml(EXAMPLE),
    dated("二〇二四年一月十五日"),
    dated("2024.1.15"),
    dated("2024年1月"),
    dated("（2024年1月15日）"),
    // Under the title, as documents have it.
    example(
      ["报告\n\n本报告", "报告\n\n（2024年1月15日）\n\n本报告"],
      ["云溪镇人民政府\n2024年1月15日", "云溪镇人民政府"],
    ),
  ],
  invalid: [
    {
      text: example(["云溪镇人民政府\n2024年1月15日", "⟦云溪镇人民政府⟧"]),
      messages: ["报告末尾没有成文日期，应写明年月日。"],
    },
    {
      // A date in a sentence is not the report's.
      text: example(
        ["云溪镇人民政府\n2024年1月15日\n", ""],
        ["2023年未收取信息处理费。", "未收取信息处理费。⟦数据截至2023年12月31日。⟧"],
      ),
      messages: ["报告末尾没有成文日期，应写明年月日。"],
    },
  ],
});

testRule(dateEarly, {
  valid: [
    "",
    EXAMPLE,
    dated("2024年1月1日"),
    dated("2023年1月15日"), // The wrong year.
    example([PERIOD, "2023年1月1日起至2023年12月20日"], ["2024年1月15日", "2023年12月25日"]), // The period is wrong.
  ],
  invalid: [
    {
      text: dated("⟦2023年12月31日⟧"),
      messages: ["落款是2023年12月31日，应在2023年12月31日之后。"],
    },
    {
      text: dated("⟦二〇二三年十一月五日⟧"),
      messages: ["落款是二〇二三年十一月五日，应在2023年12月31日之后。"],
    },
  ],
});

const county = (date: string) => dated(date).replaceAll("云溪镇", "云溪县");
const bureau = (date: string) =>
  dated(date).replaceAll("云溪镇人民政府", "云溪县财政局").replaceAll("云溪镇", "云溪县财政局");

testRule(dateLate, {
  valid: [
    "",
    EXAMPLE,
    dated("2024年1月31日"),
    county("2024年3月31日"),
    bureau("2024年1月31日"),
    dated("2024年2月31日"), // No such day.
    dated("2025年1月15日"), // Another year.
    "云溪2023年政府信息公开工作年度报告\n一、总体情况\n平稳。\n2024年3月20日\n", // Whose it is does not show.
    "云溪镇2018年政府信息公开工作年度报告\n一、总体情况\n平稳。\n2019年3月20日\n", // Before the article was in force.
  ],
  invalid: [
    {
      text: dated("⟦2024年2月1日⟧"),
      messages: ["落款是2024年2月1日，公布期限是2024年1月31日。"],
    },
    {
      text: county("⟦2024年4月1日⟧"),
      messages: ["落款是2024年4月1日，公布期限是2024年3月31日。"],
    },
    {
      text: bureau("⟦2024年3月⟧"),
      messages: ["落款是2024年3月，公布期限是2024年1月31日。"],
    },
  ],
});

testRule(dateInvalid, {
  valid: [
    "",
    EXAMPLE,
    asHtml(EXAMPLE),
    dated("2024年2月29日"),
    example(["发布信息120条", "2月29日、4月30日、十二月三十一日、2月28日至30日发布信息120条"]),
    example(["发布信息120条", "农历二月三十日、三个月30日、2.5月30日、每月31日发布信息120条"]),
    period("2023年1月1日起至2023年12月32日"), // See period-wrong.
  ],
  invalid: [
    { text: dated("⟦2024年1月32日⟧"), messages: ["日历上没有“2024年1月32日”这一天。"] },
    { text: dated("⟦2024-02-30⟧"), messages: ["日历上没有“2024-02-30”这一天。"] },
    { text: dated("⟦二〇二四年二月三十日⟧"), messages: ["日历上没有“二〇二四年二月三十日”这一天。"] },
    {
      text: example(["发布信息120条", "⟦2023年 2 月 29 日⟧、⟦６月３１日⟧和⟦13月1日⟧发布信息120条"]),
      messages: [
        "日历上没有“2023年 2 月 29 日”这一天。",
        "日历上没有“６月３１日”这一天。",
        "日历上没有“13月1日”这一天。",
      ],
    },
  ],
});

const LAW = "《中华人民共和国政府信息公开条例》";
const basis = (written: string) => example([LAW, written]);
const FORMAT = "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）";

testRule(lawMisnamed, {
  valid: [
    "",
    EXAMPLE,
    "云溪镇2017年政府信息公开工作年度报告\n根据《政府信息公开工作条例》编制。\n一、总体情况\n",
    basis("《政府信息公开条例》"),
    basis(`${LAW}和《云溪县政府信息公开工作年度报告格式》`),
    basis(`${LAW}（国务院令第711号）`),
    basis(`${LAW}（2007年国务院令第492号公布，2019年国务院令第711号修订）`),
    // Other laws, and rules of a province or city.
    basis(`${LAW}、《云岭省政府信息公开办法》、《云溪市政务公开条例》、《中华人民共和国政府采购法》`),
    basis(`${LAW}、《中华人民共和国政府信息公开指南》、《优化营商环境条例》（国务院令第722号）`),
    basis(`${LAW}和${FORMAT}、国办公开办函〔2019〕61号`),
    EXAMPLE_2019.replace(LAW, "《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）"),
    basis(`${FORMAT}（原国办公开办函〔2019〕60号同时废止）`),
    // Local notices of the same name, and other letters.
    basis("《云溪县人民政府办公室关于政府信息公开工作年度报告有关事项的通知》"),
    basis(
      "《关于规范政务公开平台的通知》（国办公开办函〔2021〕31号）、国办函〔2020〕109号、国办发〔2021〕30号",
    ),
    EXAMPLE_2019.replace(
      LAW,
      "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
    ),
  ],
  invalid: [
    {
      text: basis("《⟦政府信息公开工作条例⟧》"),
      messages: ["“政府信息公开工作条例”应为《中华人民共和国政府信息公开条例》。"],
      fixed: EXAMPLE,
    },
    // The format by a wrong name.
    ...["政府信息工作年度报告", "政府信息公开年度报告", "政务信息公开工作年度报告"].map((name) => ({
      text: basis(`${LAW}和《⟦中华人民共和国${name}格式⟧》`),
      messages: ["名称写错了，应为《中华人民共和国政府信息公开工作年度报告格式》。"],
      fixed: basis(`${LAW}和《中华人民共和国政府信息公开工作年度报告格式》`),
    })),
    {
      text: basis("《《⟦中华人民共和国政务信息公开条例⟧》"),
      messages: ["“中华人民共和国政务信息公开条例”应为《中华人民共和国政府信息公开条例》。"],
      fixed: basis(`《${LAW}`),
    },
    {
      text: basis("《⟦中国人民共和国政府信息公开条例⟧》"),
      messages: ["“中国人民共和国政府信息公开条例”应为《中华人民共和国政府信息公开条例》。"],
      fixed: EXAMPLE,
    },
    {
      // Without the marks, and wrapped.
      text: basis("⟦政府信息公\n开工作条例⟧").replace("本报告根据", "编制本报告，方便公众查阅，是为了贯彻"),
      messages: ["“政府信息公开工作条例”应为《中华人民共和国政府信息公开条例》。"],
      fixed: basis("中华人民共和国政府信息公\n开条例").replace(
        "本报告根据",
        "编制本报告，方便公众查阅，是为了贯彻",
      ),
    },
    {
      text: basis(`${LAW}（国务院令第⟦492⟧号）`),
      messages: ["写了国务院令第492号，应为第711号。"],
      fixed: basis(`${LAW}（国务院令第711号）`),
    },
    {
      text: basis(`${LAW}（中华人民共和国国务院令第⟦710⟧号）`),
      messages: ["写了国务院令第710号，应为第711号。"],
      fixed: basis(`${LAW}（中华人民共和国国务院令第711号）`),
    },
    {
      text: basis("《中华人民共和国政府信息公开工作年度报告格式（试行）》（⟦国办公开办函〔2019〕60号⟧）"),
      messages: ["文号写了〔2019〕60号，2023年度应为国办公开办函〔2021〕30号。"],
      fixed: basis(FORMAT),
    },
    {
      // The notice of the trial format had another name.
      text: basis("《关于政府信息公开工作年度报告有关事项的通知》（⟦国办公开办函〔2019〕60号⟧）"),
      messages: ["文号写了〔2019〕60号，2023年度应为国办公开办函〔2021〕30号。"],
      fixed: basis(
        "《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）",
      ),
    },
    {
      text: basis("《政府信息公开工作年度报告格式⟦（试行）⟧》"),
      messages: ["名称多了“（试行）”，应删去。"],
      fixed: basis("《政府信息公开工作年度报告格式》"),
    },
    {
      text: EXAMPLE_2019.replace(LAW, "⟦国办公开办函〔2021〕30号⟧"),
      messages: ["文号写了〔2021〕30号，2020年度应为国办公开办函〔2019〕60号。"],
      fixed: EXAMPLE_2019.replace(LAW, "国办公开办函〔2019〕60号"),
    },
    ...(
      [
        ["国办公开办涵〔2021〕30号", "“国办公开办涵”，应为“国办公开办函”"],
        ["国办函〔2021〕30号", "“国办函”，应为“国办公开办函”"],
        ["国办公办函〔2021〕30号", "“国办公办函”，应为“国办公开办函”"],
        ["国办公开办函〔2021〕31号", "〔2021〕31号，2023年度应为国办公开办函〔2021〕30号"],
        ["国办公开办函〔2020〕30号", "〔2020〕30号，2023年度应为国办公开办函〔2021〕30号"],
      ] as const
    ).map(([number, said]) => ({
      text: basis(`${LAW}和⟦${number}⟧`),
      messages: [`文号写了${said}。`],
      fixed: basis(`${LAW}和国办公开办函〔2021〕30号`),
    })),
    {
      // A misspelt issuer whatever the letter.
      text: basis(`${LAW}和《关于规范政府信息公开平台有关事项的通知》（⟦国办公开办涵〔2019〕61号⟧）`),
      messages: ["文号写了“国办公开办涵”，应为“国办公开办函”。"],
      fixed: basis(`${LAW}和《关于规范政府信息公开平台有关事项的通知》（国办公开办函〔2019〕61号）`),
    },
    ...["", "（国办公开办函〔2021〕30号）"].map((number) => ({
      // The old notice by its name alone, and with the new number behind it.
      text: basis(
        `《国务院办公厅政府信息与政务公开办公室⟦关于政府信息公开工作年度报告有关事项的通知⟧》${number}`,
      ),
      messages: ["这是2019、2020年度的通知，2023年度的是〔2021〕30号。"],
      fixed: basis(
        `《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》${number}`,
      ),
    })),
  ],
});

const blank = (written: string) => `“${written}”没有填，应换成实际内容。`;
const withSentence = (sentence: string) => example(["推进政府信息公开。", `推进政府信息公开。${sentence}`]);

const note = (text: string) => `${quoted(text)}是字体、版式的说明，应删去。`;

testRule(placeholderLeft, {
  valid: [
    // Fonts and sizes that a sentence speaks of.
    withSentence("展出黑体、楷体书法作品30件，公文统一使用仿宋体，规范格式，会议室（三号）设查阅点。"),
    withSentence(
      "页面字体加粗，支持字号放大（大字版），便于老年人阅读，居中者（黑体部分为新增内容）见附件。",
    ),
    "",
    EXAMPLE,
    withSentence("网址http://www.yxz.gov.cn/xxgk/xx/XXGK/，X光机2台，XL码3件，5×7寸图册。"),
    withSentence("内容有待补充，数据待完善，名单待定后公布。"),
    withSentence("（申请人请登录网站填写申请表）（请在线填写申请）"),
    example(["五、存在", "______________\n五、存在"]), // A rule.
    example(["| 行政处罚 | 12 |", "| 行政处罚 | XX |"]), // See cell-not-number.
  ],
  invalid: [
    {
      text: withSentence("印发手册⟦XX⟧册，由⟦××⟧局负责，⟦xx⟧次。"),
      messages: [blank("XX"), blank("××"), blank("xx")],
    },
    {
      text: withSentence("⟦20XX年XX月XX日⟧、⟦202X⟧年、2023年⟦××月××日⟧开会。"),
      messages: [blank("20XX年XX月XX日"), blank("202X"), blank("××月××日")],
    },
    {
      text: withSentence("培训⟦____⟧次，⟦{{单位}}⟧牵头，阅读量（⟦待补充⟧）。"),
      messages: [blank("____"), blank("{{单位}}"), blank("待补充")],
    },
    {
      text: withSentence("⟦（请根据实际情况填写，没有的删除）⟧⟦此处填写主要做法⟧。"),
      messages: [
        "“（请根据实际情况填写，没有的删除）”是填写说明，应换成内容或删去。",
        "“此处填写主要做法”是填写说明，应换成内容或删去。",
      ],
    },
    // What the template says of fonts, in brackets, behind a heading and alone.
    ...["（宋体加粗小四号字）", "(黑体三号)", "（楷体_GB2312，加粗）", "【小标宋二号】", "（居中）"].map(
      (written) => ({
        text: example(["一、总体情况", `一、总体情况⟦${written}⟧`]),
        messages: [note(written)],
        fixed: EXAMPLE,
      }),
    ),
    // Behind the title and the name at the end, which stay what they are.
    ...["（方正小标宋简体二号）", "（二号方正小标宋简体，居中）"].map((written) => ({
      text: example([`${TITLE}\n`, `${TITLE}⟦${written}⟧\n`]),
      messages: [note(written)],
      fixed: EXAMPLE,
    })),
    ...["黑体三号", "方正小标宋简体，二号，居中"].map((written) => ({
      text: example(["一、总体情况", `一、总体情况 ⟦${written}⟧`]),
      messages: [note(written)],
      fixed: example(["一、总体情况", "一、总体情况 "]),
    })),
    // Behind a heading that is told by its title alone.
    ...["## ", "第五部分 "].map((mark) => ({
      text: example(["五、存在的主要问题及改进情况", `${mark}存在的主要问题及改进情况⟦（黑体三号）⟧`]),
      messages: [note("（黑体三号）")],
      fixed: example(["五、存在的", `${mark}存在的`]),
    })),
    ...["（仿宋三号，首行缩进2字符）", "正文用仿宋_GB2312三号字，行距固定值28磅"].map((written) => ({
      text: example(["一、总体情况\n\n", `一、总体情况\n\n⟦${written}⟧\n\n`]),
      messages: [note(written)],
      fixed: EXAMPLE,
    })),
    {
      text: asHtml(example(["一、总体情况", "一、总体情况⟦（黑体三号）⟧"])),
      messages: [note("（黑体三号）")],
      fixed: asHtml(EXAMPLE),
    },
    // To delete is the only thing asked for, and the text has no other trace of a template.
    ...["（请根据实际情况删除）", "【注意：不适用的删除】"].map((instruction) => ({
      text: withSentence(`⟦${instruction}⟧`),
      messages: [`“${instruction}”是填写说明，应换成内容或删去。`],
    })),
    {
      text: asHtml(example(["云溪镇人民政府\n", "⟦××⟧镇人民政府\n"])),
      messages: [blank("××")],
    },
  ],
});
