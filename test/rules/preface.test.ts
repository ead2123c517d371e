import { agencyOther } from "../../server/src/core/rules/agency-other";
import { dateEarly } from "../../server/src/core/rules/date-early";
import { noticeStale } from "../../server/src/core/rules/notice-stale";
import { partsMislisted } from "../../server/src/core/rules/parts-mislisted";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { asHtml } from "../samples";
import { example, testRule } from "../testRule";

/* What the preface and the first sentences say of the report itself. */

const BASIS = "本报告根据《中华人民共和国政府信息公开条例》编制";
/** The example with a sentence in front of the preface. */
const opening = (sentence: string) => example([BASIS, `${sentence}${BASIS}`]);
const inOverview = (sentence: string) => example(["推进政府信息公开。", `推进政府信息公开。${sentence}`]);

const SIX = [
  "总体情况",
  "主动公开政府信息情况",
  "收到和处理政府信息公开申请情况",
  "政府信息公开行政复议、行政诉讼情况",
  "存在的主要问题及改进情况",
  "其他需要报告的事项",
];
const listing = (parts: readonly string[]) => parts.join("、");
const without = (title: string) => SIX.filter((other) => other !== title);
const lacking = (title: string) => `前言说有六个部分，只列了五个，漏了“${title}”。`;
const REVIEW = "政府信息公开行政复议、行政诉讼情况";
const PROBLEMS = "存在的主要问题及改进情况";

testRule(partsMislisted, {
  valid: [
    "",
    EXAMPLE,
    opening(`本报告由${listing(SIX)}六个部分组成。`),
    opening(`本报告由${listing(SIX)}等6个部分组成。`),
    opening(`本报告共分六个部分：一、${SIX.join("；")}。`),
    // As published reports put the titles.
    opening(
      "报告由概述，主动公开，依申请公开，因政府信息公开被申请复议和提起诉讼情况，问题与不足，其他事项六部分构成。",
    ),
    opening(`报告从${listing(SIX)}等六个方面编写。`),
    opening(`全文由六部分组成，包括${listing(SIX)}等六部分组成。`),
    opening("围绕总体部署、主动公开、依申请公开、平台建设、监督保障和问题整改等六个方面推进。"),
    // What comes last may be left to 等.
    opening(`本报告由${listing(SIX.slice(0, 5))}等六个部分组成。`),
    opening(`本报告由${listing(SIX.slice(0, 3))}等部分组成。`),
    // Something else is listed: which of the six it stands for nobody knows.
    opening(`本报告由${listing(without(REVIEW))}、收费及减免情况六个部分组成。`),
    opening(`本报告由${listing(SIX)}和附件七个部分组成。`),
    // Other lists.
    opening("全年围绕财政预决算、行政许可、重大项目等六个方面主动公开，答复申请、复议情况良好。"),
    // A report of that many parts and no others: see section-missing.
    opening(`本报告由${listing(without(PROBLEMS))}五个部分组成。`).replace(`五、${PROBLEMS}\n`, ""),
    // No format asked for six parts then.
    `云溪镇2017年政府信息公开工作年度报告\n本报告由${listing(without(PROBLEMS))}五个部分组成。\n一、总体情况\n`,
  ],
  invalid: [
    { text: opening(`本报告⟦由${listing(without(REVIEW))}等六个部分组成⟧。`), messages: [lacking(REVIEW)] },
    { text: opening(`本报告⟦由${listing(without(PROBLEMS))}六部分组成⟧。`), messages: [lacking(PROBLEMS)] },
    {
      text: opening(`本报告分为⟦六个部分：${without(PROBLEMS).join("，")}⟧。`),
      messages: [lacking(PROBLEMS)],
    },
    {
      text: asHtml(opening(`本报告⟦由${listing(without(PROBLEMS))}六部分组成⟧。`)),
      messages: [lacking(PROBLEMS)],
    },
    { text: opening(`本报告⟦从${listing(without(REVIEW))}等六个方面⟧编写。`), messages: [lacking(REVIEW)] },
    {
      text: opening(`全文⟦由六部分组成，包括${listing(without(REVIEW))}等六部分组成⟧。`),
      messages: [lacking(REVIEW)],
    },
    {
      text: opening(`本报告⟦由${listing(SIX)}五个部分组成⟧。`),
      messages: ["前言说有五个部分，列出了六个。"],
    },
    {
      text: opening(`本报告⟦由${listing(without(PROBLEMS))}组成⟧。`),
      messages: [`前言列了五个部分，漏了“${PROBLEMS}”。`],
    },
  ],
});

const NOTICE = (year: string) =>
  `《云溪县人民政府办公室关于做好${year}政府信息公开工作年度报告编制和公布工作的通知》`;
const STALE = "依据的是布置2022年度报告的通知，应为2023年度的。";

testRule(noticeStale, {
  valid: [
    "",
    EXAMPLE,
    opening(`根据${NOTICE("2023年度")}要求编制本报告。`),
    opening("根据《云溪县2022年政务公开工作要点》和《关于做好年度报告工作的通知》编制本报告。"),
    // The years of the report itself differ: year-conflict tells.
    opening(`根据${NOTICE("2023年度")}要求编制本报告。`).replace("云溪镇2023年政府", "云溪镇2022年政府"),
    opening(`根据${NOTICE("2022年度")}要求编制本报告。`).replace(
      "自2023年1月1日起至2023",
      "自2022年1月1日起至2022",
    ),
    // The work of the year is on the report of the year before.
    inOverview(`印发${NOTICE("2022年度")}，指导各单位编制并公布报告。`),
    inOverview(`按照${NOTICE("2022年")}要求，各单位按时公布2022年年度报告。`),
  ],
  invalid: [
    { text: opening(`根据${NOTICE("⟦2022⟧年度")}要求，编制本报告。`), messages: [STALE] },
    {
      text: opening("按照县政府办公室关于报送⟦2022⟧年政府信息公开年度报告的通知要求，现公布本机关年度报告。"),
      messages: [STALE],
    },
    {
      text: opening("根据《关于做好政府信息公开工作⟦2022⟧年度报告编制工作的通知》，现编制本报告。"),
      messages: [STALE],
    },
    {
      // Next year's is none of its own either.
      text: opening(`依据${NOTICE("⟦2024⟧年")}，特编制本报告。`),
      messages: [STALE.replaceAll("2022", "2024")],
    },
  ],
});

const EARLY = (day: string) => `正文说${day}已公布或编成，那时全年还没有过完。`;

testRule(dateEarly, {
  valid: [
    inOverview("按时编制2023年政府信息公开年度报告，并于2024年1月15日前向社会公布。"),
    inOverview("于2023年1月15日公布2022年政府信息公开工作年度报告。"),
    inOverview("2023年1月，按时发布上一年度政府信息公开年度报告。"),
    inOverview("于2023年12月5日印发2023年政府信息公开工作年度报告编制通知。"),
    inOverview("截至2023年12月31日，公开信息120条，编制年度报告。"),
    // Another report of the year.
    inOverview("2023年2月10日，发布2023年政府工作报告，公开到村。"),
    inOverview("2023年1月20日前公布政府信息公开工作年度报告（2022年）。"),
  ],
  invalid: [
    {
      text: inOverview("按时编制2023年政府信息公开年度报告，并于⟦2023年1月15日前⟧向社会公布。"),
      messages: [EARLY("2023年1月15日前")],
    },
    {
      text: inOverview("政府信息公开工作年度报告（2023年）已于⟦2023年1月20日前⟧向社会公布。"),
      messages: [EARLY("2023年1月20日前")],
    },
    {
      text: opening("本报告于⟦2023年1月20日⟧在县政府网站公布。"),
      messages: [EARLY("2023年1月20日")],
    },
    {
      text: inOverview("⟦2023年1月15日⟧，在县政府网站公布2023年政府信息公开年度报告。"),
      messages: [EARLY("2023年1月15日")],
    },
    {
      text: inOverview("⟦2023年1月底前⟧完成2023年度政府信息公开工作年度报告的编制和发布。"),
      messages: [EARLY("2023年1月底前")],
    },
  ],
});

/** The example as the report of a body, signed by another or by itself. */
const of = (agency: string, signed = agency) =>
  EXAMPLE.replace("云溪镇2023", `${agency}2023`)
    .replace("2023年，云溪镇围绕", "2023年，围绕")
    .replace("\n云溪镇人民政府\n", `\n${signed}\n`);
const other = (own: string, named: string) => `这里写了“${named}”，报告的机关是“${own}”。`;
/** The report of a body with a sentence in front of the preface. */
const ofWith = (agency: string, sentence: string) => of(agency).replace(BASIS, `${sentence}${BASIS}`);

testRule(agencyOther, {
  valid: [
    "",
    EXAMPLE,
    // The same body, longer and shorter.
    of("青石镇", "云溪县青石镇人民政府"),
    of("云溪县教育局", "教育局"),
    of("市教育局", "临江市教育局"),
    of("云溪县人力资源和社会保障局", "云溪县人社局"),
    of("云溪县文化体育广电和旅游局", "云溪县文旅局"),
    of("云溪县发展和改革局", "云溪县发展和改革委员会"),
    of("云溪区柳桥街道", "云溪区人民政府柳桥街道办事处"),
    of("云溪市市场监督管理局", "市市场监督管理局"),
    // Another one above or below it, or its office.
    of("云溪县人民政府", "云溪县人民政府办公室"),
    of("云溪县林业局", "临江市林业局"),
    of("临江市云溪区林业局", "临江市林业局"),
    of("云溪县人民政府").replace("2023年，围绕", "2023年，青石镇围绕"),
    of("云溪县林业局").replace("2023年，围绕", "2023年，县水务局积极配合我局，围绕"),
    of("龙桥镇").replace("推进政府信息公开。", "推进政府信息公开，全年我镇共发布信息，各乡镇积极配合。"),
    // Words that only look like what a body calls itself.
    of("龙桥镇").replace("推进政府信息公开。", "推进政府信息公开，打破自我局限，我局部公开改为全面公开。"),
    of("云溪县林业局").replace(
      "推进政府信息公开。",
      "推进政府信息公开，我县各单位、我局各科室落实，促进我乡村振兴。",
    ),
    of("柳桥街道").replace("推进政府信息公开。", "推进政府信息公开，我街道各社区落实。"),
    // Issuers of notices, offices to ask, and names of the past.
    ofWith("云溪县林业局", "根据《云溪县财政局关于做好2023年政府信息公开工作年度报告的通知》，"),
    ofWith("云溪县林业局", "如有疑问，请与云溪县政务服务局联系（电话：1234567）。"),
    ofWith("云溪县林业局", "如有疑问，请与云溪县人民政府办公室联系（电话：1234567）。"),
    ofWith("云溪县自然资源局", "因机构改革，原云溪县国土资源局更名。"),
  ],
  invalid: [
    {
      text: of("云溪县青石镇", "⟦云溪县白石镇人民政府⟧"),
      messages: [other("云溪县青石镇", "云溪县白石镇人民政府")],
    },
    { text: of("云溪县林业局", "⟦望溪县林业局⟧"), messages: [other("云溪县林业局", "望溪县林业局")] },
    {
      text: of("云溪县自然资源局", "⟦云溪县国土资源局⟧"),
      messages: [other("云溪县自然资源局", "云溪县国土资源局")],
    },
    { text: of("云溪县人民政府", "⟦望溪县人民政府⟧"), messages: [other("云溪县人民政府", "望溪县人民政府")] },
    {
      text: of("青石镇人民政府").replace("2023年，围绕", "2023年，⟦白石镇⟧认真围绕"),
      messages: [other("青石镇人民政府", "白石镇")],
    },
    {
      text: ofWith("云溪县林业局", "现公布⟦云溪县水务局⟧2023年政府信息公开工作年度报告。"),
      messages: [other("云溪县林业局", "云溪县水务局")],
    },
    {
      text: ofWith("云溪县林业局", "本年度报告由⟦云溪县财政局⟧编制。"),
      messages: [other("云溪县林业局", "云溪县财政局")],
    },
    {
      text: ofWith("云溪县林业局", "如有疑问，请与⟦云溪县水务局⟧办公室联系（电话：1234567）。"),
      messages: [other("云溪县林业局", "云溪县水务局")],
    },
    {
      text: ofWith("青石镇", "如有疑问，请与⟦云溪县白石镇人民政府⟧联系（地址：新街1号）。"),
      messages: [other("青石镇", "云溪县白石镇人民政府")],
    },
    // A town that speaks of itself as a bureau does, and the other way round.
    {
      text: of("青石镇").replace("落实公开属性", "⟦我局⟧落实公开属性"),
      messages: [other("青石镇", "我局")],
    },
    {
      text: asHtml(of("柳桥街道").replace("落实公开属性", "⟦我局⟧落实公开属性")),
      messages: [other("柳桥街道", "我局")],
    },
    {
      text: of("云溪县林业局").replace("落实公开属性", "⟦我镇⟧落实公开属性"),
      messages: [other("云溪县林业局", "我镇")],
    },
  ],
});
