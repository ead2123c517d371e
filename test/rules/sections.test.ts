import { numberingDuplicate } from "../../server/src/core/rules/numbering-duplicate";
import { numberingGap } from "../../server/src/core/rules/numbering-gap";
import { sectionDuplicate } from "../../server/src/core/rules/section-duplicate";
import { sectionEmpty } from "../../server/src/core/rules/section-empty";
import { sectionInline } from "../../server/src/core/rules/section-inline";
import { sectionMisnumbered } from "../../server/src/core/rules/section-misnumbered";
import { sectionMisordered } from "../../server/src/core/rules/section-misordered";
import { sectionMissing } from "../../server/src/core/rules/section-missing";
import { sectionTitleNonstandard } from "../../server/src/core/rules/section-title-nonstandard";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { asHtml, BLANK_LITIGATION, halfWidth, oneCellALine, without, withTabs } from "../samples";
import { example, testRule } from "../testRule";

/** Texts in which every section is where it belongs, with all that looks like a heading and is none. */
const SOUND = [
  EXAMPLE,
  // The rows 一、二、三、四 of the requests table are no headings, whatever the layout.
  oneCellALine(EXAMPLE),
  withTabs(EXAMPLE),
  asHtml(EXAMPLE),
  halfWidth(EXAMPLE),
  EXAMPLE.replaceAll("\n", "\r\n"),
  // The preface names all sections.
  example([
    "所列数据",
    "内容包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。所列数据",
  ]),
  example([
    "所列数据",
    "全文由一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项组成。所列数据",
  ]),
  // A table of contents.
  example([
    "本报告根据",
    "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n\n本报告根据",
  ]),
  example([
    "本报告根据",
    "目录\n第一部分 总体情况……1\n第二部分 主动公开政府信息情况……2\n第三部分 收到和处理政府信息公开申请情况……3\n\n本报告根据",
  ]),
  // The preface lists the sections line by line.
  example([
    "所列数据",
    "报告由六部分组成：\n一、总体情况；\n二、主动公开政府信息情况；\n三、收到和处理政府信息公开申请情况；\n四、政府信息公开行政复议、行政诉讼情况；\n五、存在的主要问题及改进情况；\n六、其他需要报告的事项。\n所列数据",
  ]),
  // Other ways to number them.
  EXAMPLE.replace(/^([一二三四五六])、(?=[^|]*$)/gm, "第$1部分 "),
  EXAMPLE.replace(/^([一二三四五六])、(?=[^|]*$)/gm, "$1．"),
  // Markdown headings without numbers, spaces within a title.
  EXAMPLE.replace(/^[一二三四五六]、(?=[^|]*$)/gm, "## "),
  EXAMPLE.replace("五、存在的主要问题", "五、存在的 主要问题"),
  // Sub-headings under 一 that share words with the sections.
  example(["（二）依申请公开。依法", "（二）收到和处理政府信息公开申请情况。依法"]),
];

const OTHER = "六、其他需要报告的事项";

const PROBLEM_TEXT =
  "一是政策解读形式不够丰富，图解较少；二是公开目录更新不够及时。下一步将逐件配发图解，按季度更新目录。";

testRule(sectionMissing, {
  valid: SOUND,
  invalid: [
    {
      // Without heading or text: inserted before the signature.
      text: without("六、其他", "云溪镇人民政府\n").replace("云溪镇人民政府\n", "⟦云溪镇人民政府⟧\n"),
      messages: [`缺“${OTHER}”。没有内容也要留标题。`],
      fixed: example([
        "2023年未收取信息处理费。",
        "2023年发出收费通知××件，总金额××元，实际收取信息处理费××元。",
      ]),
    },
    {
      // What belongs under it stands at the end of the section before.
      text: example(
        ["六、其他需要报告的事项\n\n2023年未收取", "2023年未收取"],
        ["2023年未收取信息处理费。", "⟦2023年未收取信息处理费。⟧"],
      ),
      messages: [`缺标题“${OTHER}”，内容接在了上一节末尾。`],
      fixed: example(["六、其他需要报告的事项\n\n", "六、其他需要报告的事项\n"]),
    },
    {
      text: example([
        "按季度更新目录。\n\n六、其他需要报告的事项\n\n2023年未收取信息处理费。",
        "按季度更新目录。⟦暂无其他需要说明的事项。⟧",
      ]),
      messages: [`缺标题“${OTHER}”，内容接在了上一节末尾。`],
      fixed: example([
        "\n\n六、其他需要报告的事项\n\n2023年未收取信息处理费。",
        "\n六、其他需要报告的事项\n暂无其他需要说明的事项。",
      ]),
    },
    {
      // The sections after it were numbered as if it had never been: one finding, and the fix numbers them again.
      text: example(
        ["五、存在的主要问题及改进情况\n\n", ""],
        ["六、其他需要", "五、其他需要"],
        [PROBLEM_TEXT, `⟦${PROBLEM_TEXT}⟧`],
      ),
      messages: ["缺标题“五、存在的主要问题及改进情况”，内容接在了上一节末尾。"],
      fixed: example(["五、存在的主要问题及改进情况\n\n", "五、存在的主要问题及改进情况\n"]),
    },
    {
      // With sub-headings of its own; a note on the table before it stays with the table.
      text: example([
        `五、存在的主要问题及改进情况\n\n${PROBLEM_TEXT}`,
        "注：复议案件均为上年收到。\n\n⟦（一）主要问题⟧\n\n解读形式单一。\n\n（二）改进情况\n\n将丰富形式。",
      ]),
      messages: ["缺标题“五、存在的主要问题及改进情况”，内容接在了上一节末尾。"],
      fixed: example([
        `五、存在的主要问题及改进情况\n\n${PROBLEM_TEXT}`,
        "注：复议案件均为上年收到。\n\n五、存在的主要问题及改进情况\n（一）主要问题\n\n解读形式单一。\n\n（二）改进情况\n\n将丰富形式。",
      ]),
    },
    {
      // Nothing of it is there.
      text: example(
        [`五、存在的主要问题及改进情况\n\n${PROBLEM_TEXT}\n\n`, ""],
        ["六、其他需要报告的事项", "⟦六、其他需要报告的事项⟧"],
      ),
      messages: ["缺“五、存在的主要问题及改进情况”。没有内容也要留标题。"],
      fixed: example([
        `五、存在的主要问题及改进情况\n\n${PROBLEM_TEXT}\n\n`,
        "五、存在的主要问题及改进情况\n",
      ]),
    },
    {
      // Section one without its heading: what heads an aspect is told from the preface.
      text: example(["一、总体情况\n\n2023年，云溪镇围绕群众关切推进政府信息公开。\n\n", ""]).replace(
        "（一）主动公开。全年通过镇政府网站发布信息120条。",
        "⟦（一）主动公开。全年通过镇政府网站发布信息120条。⟧",
      ),
      messages: ["缺标题“一、总体情况”，内容接在了前言后面。"],
      fixed: example(["一、总体情况\n\n2023年，云溪镇围绕群众关切推进政府信息公开。\n\n", "一、总体情况\n"]),
    },
    {
      // The section's table is there: the heading goes in front of it.
      text: example(
        ["四、政府信息公开行政复议、行政诉讼情况\n\n", ""],
        [
          "| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |",
          "⟦| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |⟧",
        ],
      ),
      messages: ["缺标题“四、政府信息公开行政复议、行政诉讼情况”。"],
      fixed: example([
        "四、政府信息公开行政复议、行政诉讼情况\n\n",
        "四、政府信息公开行政复议、行政诉讼情况\n",
      ]),
    },
    {
      // Nothing of it is there: heading and blank table.
      text: without("四、政府信息", "五、存在").replace(
        "五、存在的主要问题及改进情况",
        "⟦五、存在的主要问题及改进情况⟧",
      ),
      messages: ["缺“四、政府信息公开行政复议、行政诉讼情况”和复议诉讼情况表。"],
      fixed: without("四、政府信息", "五、存在").replace(
        "五、存在的主要问题及改进情况",
        `四、政府信息公开行政复议、行政诉讼情况\n\n${BLANK_LITIGATION}\n五、存在的主要问题及改进情况`,
      ),
    },
    {
      text: asHtml(without("五、存在", "六、其他")).replace(`<p>${OTHER}</p>`, `⟦<p>${OTHER}</p>⟧`),
      messages: ["缺“五、存在的主要问题及改进情况”。没有内容也要留标题。"],
      fixed: asHtml(without("五、存在", "六、其他")).replace(
        `<p>${OTHER}</p>`,
        `<p>五、存在的主要问题及改进情况</p>\n<p>${OTHER}</p>`,
      ),
    },
  ],
});

testRule(sectionDuplicate, {
  valid: ["", ...SOUND],
  invalid: [
    {
      text: example(["六、其他需要", "五、存在的主要问题及改进情况\n\n无。\n\n六、其他需要"]).replace(
        /(五、存在的主要问题及改进情况)(?=\n\n无)/,
        "⟦$1⟧",
      ),
      messages: ["“存在的主要问题及改进情况”一节重复了，应只留一处。"],
    },
    {
      // The same section by another title.
      text: example(["六、其他需要报告的事项", "⟦六、存在问题及改进情况⟧"]),
      messages: ["“存在问题及改进情况”一节重复了，应只留一处。"],
    },
  ],
});

const PROBLEMS = EXAMPLE.slice(EXAMPLE.indexOf("五、存在"), EXAMPLE.indexOf("六、其他"));
const REQUESTS = EXAMPLE.slice(EXAMPLE.indexOf("三、收到"), EXAMPLE.indexOf("四、政府信息"));

testRule(sectionMisordered, {
  valid: [
    "",
    ...SOUND,
    // A section left out does not disturb the order of the others.
    without("三、收到", "四、政府信息"),
    // A repeated section is another rule's finding.
    example([PROBLEMS, PROBLEMS + PROBLEMS]),
  ],
  invalid: [
    {
      // The fewest that must move: one, not the three it has passed.
      text: example(
        [REQUESTS, ""],
        ["六、其他需要", `⟦三、收到和处理政府信息公开申请情况⟧${REQUESTS.slice(17)}六、其他需要`],
      ),
      messages: ["“收到和处理政府信息公开申请情况”的次序不对，应在第二部分之后。"],
    },
    {
      text: "二、主动公开政府信息情况\n另附。\n⟦一、总体情况⟧\n平稳有序。\n",
      messages: ["“总体情况”的次序不对，应在最前面。"],
    },
  ],
});

testRule(sectionMisnumbered, {
  valid: [
    "",
    ...SOUND,
    // Numbered on after a missing section: that one is reported, once.
    without("五、存在", "六、其他").replace("六、其他需要", "五、其他需要"),
    // Numbered as they stand, in the wrong order: that is reported.
    example(
      ["五、存在的主要问题及改进情况", "五、其他需要报告的事项"],
      ["六、其他需要报告的事项\n\n2", "六、存在的主要问题及改进情况\n\n2"],
    ),
  ],
  invalid: [
    {
      text: example(["六、其他需要", "⟦五⟧、其他需要"]),
      messages: ["“其他需要报告的事项”的序号写了“五”，应为“六”。"],
      fixed: EXAMPLE,
    },
    {
      // Each heading is judged by its title, not by the one before.
      text: example(["三、收到", "⟦二⟧、收到"], ["四、政府信息", "⟦三⟧、政府信息"]),
      messages: [
        "“收到和处理政府信息公开申请情况”的序号写了“二”，应为“三”。",
        "“政府信息公开行政复议、行政诉讼情况”的序号写了“三”，应为“四”。",
      ],
      fixed: EXAMPLE,
    },
    {
      text: "第⟦五⟧部分 其他需要报告的事项\n无。\n",
      messages: ["“其他需要报告的事项”的序号写了“五”，应为“六”。"],
      fixed: "第六部分 其他需要报告的事项\n无。\n",
    },
    {
      text: "## ⟦七⟧、其他需要报告的事项\n无。\n",
      messages: ["“其他需要报告的事项”的序号写了“七”，应为“六”。"],
      fixed: "## 六、其他需要报告的事项\n无。\n",
    },
  ],
});

testRule(sectionTitleNonstandard, {
  valid: ["", ...SOUND, example(["一、总体情况", "一 总体情况"])],
  invalid: [
    {
      // Behind a numeral and a space, and in front of closing marks.
      text: example(
        ["二、主动公开政府信息情况", "二 ⟦主动公开政务信息情况⟧"],
        ["五、存在的主要问题及改进情况", "## 五、⟦存在的主要问题及改情况⟧ ##"],
      ),
      messages: [
        "标题“主动公开政务信息情况”应为“主动公开政府信息情况”。",
        "标题“存在的主要问题及改情况”应为“存在的主要问题及改进情况”。",
      ],
      fixed: example(
        ["二、主动公开政府信息情况", "二 主动公开政府信息情况"],
        ["五、存在的主要问题及改进情况", "## 五、存在的主要问题及改进情况 ##"],
      ),
    },
    {
      // Far from the title, but with the numeral of the section and its table below.
      text: example(["三、收到和处理政府信息公开申请情况", "三、⟦依申请公开情况⟧"]),
      messages: ["标题“依申请公开情况”应为“收到和处理政府信息公开申请情况”。"],
      fixed: EXAMPLE,
    },
    {
      text: example(["五、存在的主要问题及改进情况", "五、⟦存在的主要问题及改情况⟧"]),
      messages: ["标题“存在的主要问题及改情况”应为“存在的主要问题及改进情况”。"],
      severities: ["warning"],
      fixed: EXAMPLE,
    },
    {
      // Variants that published reports have.
      text: example(
        ["二、主动公开政府信息情况", "二、⟦行政机关主动公开政府信息的情况⟧"],
        ["四、政府信息公开行政复议、行政诉讼情况", "四、⟦政府信息公开行政复议和行政诉讼情况⟧"],
      ),
      messages: [
        "标题“行政机关主动公开政府信息的情况”应为“主动公开政府信息情况”。",
        "标题“政府信息公开行政复议和行政诉讼情况”应为“政府信息公开行政复议、行政诉讼情况”。",
      ],
      severities: ["info", "info"],
      fixed: EXAMPLE,
    },
    {
      // With the right numeral in the right place, half of the title is enough.
      text: example(["六、其他需要报告的事项", "六、⟦需要报告的其他事项⟧"]),
      messages: ["标题“需要报告的其他事项”应为“其他需要报告的事项”。"],
      severities: ["warning"],
      fixed: EXAMPLE,
    },
    {
      text: "<h2>一、总体情况</h2><p>平稳。</p><h2>二、⟦主动公开<b>政府</b>信息状况⟧</h2>",
      messages: ["标题“主动公开政府信息状况”应为“主动公开政府信息情况”。"],
      severities: ["warning"],
      fixed: "<h2>一、总体情况</h2><p>平稳。</p><h2>二、主动公开<b>政府</b>信息情况</h2>",
    },
  ],
});

testRule(sectionInline, {
  valid: [
    "",
    ...SOUND,
    // See placeholder-left.
    "六、其他需要报告的事项（黑体三号）\n无。\n",
    "六、其他需要报告的事项 黑体，小三号\n无。\n",
    "## **六、其他需要报告的事项（黑体三号）** ##\n\n无。\n",
    "<h2>六、其他需要报告的事项（黑体三号）</h2>\n<p>无。</p>\n",
    "六、其他需要报告的事项：\n无。\n",
    "六、其他需要报告的事项。\n无。\n",
  ],
  invalid: [
    {
      text: "⟦六、其他需要报告的事项⟧。无。\n",
      messages: ["标题“其他需要报告的事项”与正文同行，应单独成行。"],
      fixed: "六、其他需要报告的事项\n。无。\n",
    },
    {
      text: "⟦六、其他需要报告的事项⟧无\n",
      messages: ["标题“其他需要报告的事项”与正文同行，应单独成行。"],
      fixed: "六、其他需要报告的事项\n无\n",
    },
    {
      // In the middle of a paragraph: breaks on both sides.
      text: "一、总体情况\n平稳有序。⟦二、主动公开政府信息情况⟧ 本年无变化。\n",
      messages: ["标题“主动公开政府信息情况”与正文同行，应单独成行。"],
      fixed: "一、总体情况\n平稳有序。\n二、主动公开政府信息情况\n本年无变化。\n",
    },
    {
      text: "一、总体情况\r\n平稳有序。 ⟦五、存在的主要问题及改进情况⟧\r\n无。\r\n",
      messages: ["标题“存在的主要问题及改进情况”与正文同行，应单独成行。"],
      fixed: "一、总体情况\r\n平稳有序。\r\n五、存在的主要问题及改进情况\r\n无。\r\n",
    },
    {
      text: "<p>⟦六、其他需要报告的事项⟧ 无。</p>\n",
      messages: ["标题“其他需要报告的事项”与正文同行，应单独成行。"],
      fixed: "<p>六、其他需要报告的事项<br>无。</p>\n",
    },
  ],
});

testRule(sectionEmpty, {
  valid: [
    "",
    ...SOUND,
    "一、总体情况\n平稳。\n六、其他需要报告的事项\n无。\n",
    "六、其他需要报告的事项：无。\n",
    // Tables have their own rule.
    "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n",
  ],
  invalid: [
    {
      text: "⟦一、总体情况⟧\n\n二、主动公开政府信息情况\n",
      messages: ["“总体情况”一节没有内容，应补充。"],
      severities: ["error"],
      fixed:
        "一、总体情况\n\n（一）主动公开。\n\n（二）依申请公开。\n\n（三）政府信息管理。\n\n（四）政府信息公开平台建设。\n\n（五）监督保障。\n\n二、主动公开政府信息情况\n",
    },
    {
      // Agency and date are no content.
      text: "⟦五、存在的主要问题及改进情况⟧\n——\n⟦六、其他需要报告的事项⟧\n\n云溪镇人民政府\n2024年1月15日\n",
      messages: [
        "“存在的主要问题及改进情况”一节没有内容，应补充。",
        "“其他需要报告的事项”一节没有内容，没有事项也要写明。",
      ],
      severities: ["error", "warning"],
      fixed:
        "五、存在的主要问题及改进情况\n\n（一）存在的主要问题。\n\n（二）改进情况。\n——\n六、其他需要报告的事项\n\n2023年未收取信息处理费，无其他需要报告的事项。\n\n云溪镇人民政府\n2024年1月15日\n",
    },
    {
      text: "<h2>⟦六、其他需要报告的事项⟧</h2>\n<p>&nbsp;</p>\n",
      messages: ["“其他需要报告的事项”一节没有内容，没有事项也要写明。"],
      severities: ["warning"],
      fixed: "<h2>六、其他需要报告的事项</h2>\n<p>无其他需要报告的事项。</p>\n<p>&nbsp;</p>\n",
    },
  ],
});

const NUMBERED = [
  "",
  ...SOUND,
  "一、总体情况\n（一）主动公开。\n1.网站。\n2.公开栏。\n（二）依申请公开。\n1.渠道。\n2.答复。\n", // Each level counts from one.
  "五、存在的主要问题及改进情况\n（一）主要问题\n1.更新慢。\n2.图解少。\n（二）改进情况\n1.按季更新。\n",
  "一、总体情况\n（一）主动公开。\n5.15政务公开日期间集中宣传。\n1.2万人次到场。\n（二）依申请公开。\n", // A date and an amount.
  "一、总体情况\n1.2023年发布信息12条。\n2.2023年答复申请3件。\n",
  "一、总体情况\n（一）主动公开。\n2023年发布12条。（二）依申请公开。无。\n（三）平台建设。\n", // A lost line break.
  "一、总体情况\n①网站。\n②公开栏。\n③短信。\n",
  "一、总体情况\n（一）主动公开。\n二、主动公开政府信息情况\n（一）规章。\n（二）规范性文件。\n", // Each section counts from one.
  "一、总体情况\n一是更新目录。\n二是培训人员。\n", // Words, no numbers of headings.
];

/** The example with another section five, of which nothing but the series counts. */
const problems = (text: string) =>
  example([EXAMPLE.slice(EXAMPLE.indexOf("一是政策解读"), EXAMPLE.indexOf("\n\n六、")), text]);
/** Series in running text that count right, and words that look like their numbers. */
const SERIES = [
  "一是解读单一。下一步将加强培训。",
  "一是解读单一；二是培训不够。下一步：一是加强解读；二是加强培训；三是加强互动。",
  "一是解读单一，二要加强；三是更新。",
  "首先是解读单一；二是更新慢；三是培训少。",
  "问题有一是解读少；二是更新慢；三是培训少。",
  "一方面解读少，二是更新慢，三是培训少。",
  "标准统一是关键，问题之一是更新慢；二是培训少。",
  "一是做好公开。一是及时，二是准确。二是做好解读。",
  "一是做好公开：一要及时，二要准确。\n\n二是做好解读。一是图解，二是视频，三是访谈。\n\n三是改进。",
  "一是解读少。\n\n具体情况见网站。\n\n二是更新慢。",
  "第一、二季度更新慢，第三、四季度改进。",
  "第一产业、第二产业、第三产业信息公开不足。",
  "（一）存在问题。一是解读少；二是更新慢。\n\n（二）改进措施。一是加强解读；二是加强更新。",
  "三要素不齐，五要件不全。",
  "解读不够，二是更新慢。",
].map(problems);
const gap = (expected: string, found: string) => `序号写了“${found}”，应为“${expected}”。`;

testRule(numberingGap, {
  valid: [...SERIES, ...NUMBERED, "一、总体情况\n（一）主动公开。\n（一）依申请公开。\n"],
  invalid: [
    {
      text: "一、总体情况\n（一）主动公开。\n（⟦三⟧）依申请公开。\n（四）平台建设。\n",
      messages: ["序号写了“三”，应为“二”。"],
      fixed: "一、总体情况\n（一）主动公开。\n（二）依申请公开。\n（三）平台建设。\n",
    },
    {
      text: "一、总体情况\n(1)更新网站。\n(⟦3⟧)更换公开栏。\n",
      messages: ["序号写了“3”，应为“2”。"],
      fixed: "一、总体情况\n(1)更新网站。\n(2)更换公开栏。\n",
    },
    {
      text: "一、总体情况\n（⟦二⟧）依申请公开。\n",
      messages: ["序号写了“二”，应为“一”。"],
      fixed: "一、总体情况\n（一）依申请公开。\n",
    },
    {
      // Bold and escaped, as Markdown is written.
      text: "## 一、总体情况\n\n1\\. 更新网站。\n\n⟦3⟧\\. 更换公开栏。\n",
      messages: ["序号写了“3”，应为“2”。"],
      fixed: "## 一、总体情况\n\n1\\. 更新网站。\n\n2\\. 更换公开栏。\n",
    },
    {
      // One slip, one finding.
      text: problems("问题主要有：一是解读形式单一；⟦三⟧是培训不够；三是互动不足。"),
      messages: [gap("二是", "三是")],
      fixed: problems("问题主要有：一是解读形式单一；二是培训不够；三是互动不足。"),
    },
    {
      text: problems("一是解读单一。\n\n⟦三⟧是培训不够。\n\n四是互动不足。"),
      messages: [gap("二是", "三是")],
      fixed: problems("一是解读单一。\n\n二是培训不够。\n\n三是互动不足。"),
    },
    {
      text: problems("一是做好公开：一要及时，⟦三⟧要准确；二是做好解读。第一，解读不足；第⟦三⟧，培训不够。"),
      messages: [gap("二要", "三要"), gap("第二", "第三")],
      fixed: problems("一是做好公开：一要及时，二要准确；二是做好解读。第一，解读不足；第二，培训不够。"),
    },
    {
      text: problems("⟦二⟧是解读不足；三是培训不够。"),
      messages: [gap("一是", "二是")],
      fixed: problems("一是解读不足；二是培训不够。"),
    },
    {
      text: asHtml(problems("其一，解读不足；其⟦三⟧，培训不够。")),
      messages: [gap("其二", "其三")],
      fixed: asHtml(problems("其一，解读不足；其二，培训不够。")),
    },
    {
      text: "一、总体情况\n①网站。\n⟦③⟧短信。\n",
      messages: ["序号写了“③”，应为“②”。"],
      fixed: "一、总体情况\n①网站。\n②短信。\n",
    },
  ],
});

testRule(numberingDuplicate, {
  valid: [...SERIES, ...NUMBERED, "一、总体情况\n（一）主动公开。\n（三）依申请公开。\n"],
  invalid: [
    {
      text: "一、总体情况\n（一）主动公开。\n（⟦一⟧）依申请公开。\n（二）平台建设。\n",
      messages: ["序号“一”重复了，应为“二”。"],
      fixed: "一、总体情况\n（一）主动公开。\n（二）依申请公开。\n（三）平台建设。\n",
    },
    {
      text: problems(
        "一是解读单一；二是培训不够；⟦二⟧是互动不足；三是更新慢。下一步，一是加强解读，二是改进。",
      ),
      messages: ["序号“二是”重复了，应为“三是”。"],
      fixed: problems(
        "一是解读单一；二是培训不够；三是互动不足；四是更新慢。下一步，一是加强解读，二是改进。",
      ),
    },
    {
      text: problems("一是解读单一；⟦一⟧是培训不够；三是互动不足。"),
      messages: ["序号“一是”重复了，应为“二是”。"],
      fixed: problems("一是解读单一；二是培训不够；三是互动不足。"),
    },
    {
      text: "一、总体情况\n1、更新网站。\n2、更换公开栏。\n⟦2⟧、培训人员。\n",
      messages: ["序号“2”重复了，应为“3”。"],
      fixed: "一、总体情况\n1、更新网站。\n2、更换公开栏。\n3、培训人员。\n",
    },
  ],
});
