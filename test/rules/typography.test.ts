import { bracketMixed } from "../../server/src/core/rules/bracket-mixed";
import { bracketUnbalanced } from "../../server/src/core/rules/bracket-unbalanced";
import { markDoubled } from "../../server/src/core/rules/mark-doubled";
import { paragraphUnended } from "../../server/src/core/rules/paragraph-unended";
import { spaceStray } from "../../server/src/core/rules/space-stray";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { traditionalCharacter } from "../../server/src/core/rules/traditional-character";
import { wordDoubled } from "../../server/src/core/rules/word-doubled";
import { wordNonstandard } from "../../server/src/core/rules/word-nonstandard";
import { asHtml, halfWidth } from "../samples";
import { testRule } from "../testRule";

const S = "一、总体情况\n";

testRule(bracketMixed, {
  valid: [
    "",
    EXAMPLE,
    halfWidth(EXAMPLE),
    // All half-width is how some texts are extracted.
    `${S}公开了财政预算(含三公经费)和重大项目(含进度)。\n`,
    // What is in Latin or a number is no matter of Chinese punctuation.
    `${S}网站（含移动端）改版(https://gov.example.cn)，编号(12)不变。\n`,
    // Without its other half it is unbalanced, which another rule says.
    `${S}网站（含移动端）改版(含论坛。\n`,
    `${S}按国办公开办函〔2021〕30号和云政发（2022）12号执行。\n`,
  ],
  invalid: [
    {
      // The year of a document's number has brackets of its own.
      text: `${S}按国办公开办函⟦[2021]⟧30号和云政发⟦【2022】⟧12号执行。\n`,
      messages: ["文号“[2021]30号”的年份应用“〔〕”括起。", "文号“【2022】12号”的年份应用“〔〕”括起。"],
      fixed: `${S}按国办公开办函〔2021〕30号和云政发〔2022〕12号执行。\n`,
    },
    {
      text: `${S}网站（含移动端）改版⟦(含论坛)⟧。\n`,
      messages: ["“(含论坛)”用了半角括号，应改为全角。"],
      fixed: `${S}网站（含移动端）改版（含论坛）。\n`,
    },
    {
      // The two halves differ: wrong wherever it stands.
      text: `${S}网站改版⟦（含论坛)⟧。\n`,
      messages: ["“（含论坛)”用了半角括号，应改为全角。"],
      fixed: `${S}网站改版（含论坛）。\n`,
    },
    {
      text: `${S}网站（甲）和⟦(乙)⟧、(丙)、(丁)、(戊)、(己)。\n`,
      messages: ["有 5 处半角括号，应改为全角。"],
      fixed: `${S}网站（甲）和（乙）、（丙）、（丁）、（戊）、（己）。\n`,
    },
  ],
});

const OPEN = (mark: string, other: string) => `“${mark}”后面没有“${other}”，应补上，或删去这一半。`;
const CLOSE = (mark: string) => `“${mark}”前面没有另一半，应补上，或删去这一半。`;

testRule(bracketUnbalanced, {
  valid: [
    "",
    EXAMPLE,
    `${S}1)公开目录;2)公开指南。\n（1）制度。a)考核。\n`,
    // Buttons of a web page whose pictures were lost.
    `【打印】 【字体:\n${S}推进公开。\n`,
    // A mark too many is doubled.
    `${S}根据《《中华人民共和国政府信息公开条例》编制。\n`,
    // Wrapped inside the brackets.
    `${S}本年度围绕重点工作，公开了财政预算和决算（含部门所属\n单位的三公经费）以及其他信息。\n`,
    `${S}按照《信息\n公开办法》编制。\n`,
    // Widths may differ.
    `${S}网站改版（含论坛)。\n`,
    // What a wrong decoding left was no bracket.
    `${S}政府信息公開申請?zhí)崞鸬男姓?fù)議。\n`,
  ],
  invalid: [
    { text: `${S}网站改版⟦（⟧含论坛。\n`, messages: [OPEN("（", "）")] },
    { text: `${S}网站改版含论坛⟦）⟧，运行平稳。\n`, messages: [CLOSE("）")] },
    { text: `${S}根据⟦《⟧政府信息公开条例编制。\n\n运行平稳。\n`, messages: [OPEN("《", "》")] },
    { text: asHtml(`${S}网站改版⟦（⟧含论坛。\n`), messages: [OPEN("（", "）")] },
  ],
});

const DOUBLED = (written: string, kept: string) => `“${written}”重复了，应为“${kept}”。`;

testRule(markDoubled, {
  valid: [
    "",
    EXAMPLE,
    `${S}更新及时……方便查询——群众满意。\n`,
    // Brackets in brackets.
    `${S}《《条例》实施办法》已修订，见附件（（一）至（三））。\n`,
    `${S}看看ftp,,a。\n`,
  ],
  invalid: [
    {
      text: `${S}根据⟦《《⟧中华人民共和国政府信息公开条例》编制⟦。。⟧\n`,
      messages: [DOUBLED("《《", "《"), DOUBLED("。。", "。")],
      fixed: `${S}根据《中华人民共和国政府信息公开条例》编制。\n`,
    },
    {
      text: `${S}更新及时⟦,，⟧方便查询⟦，。⟧\n`,
      messages: [DOUBLED(",，", "，"), DOUBLED("，。", "。")],
      fixed: `${S}更新及时，方便查询。\n`,
    },
    {
      text: `${S}甲⟦，，⟧乙，，丙，，丁，，戊，，己。\n`,
      messages: ["有 5 处标点重复，各应只留一个。"],
      fixed: `${S}甲，乙，丙，丁，戊，己。\n`,
    },
  ],
});

testRule(wordDoubled, {
  valid: [
    "",
    EXAMPLE,
    `${S}认认真真、一步一步、一件一件、方方面面地做，进一步一步到位。\n`,
    `${S}进一步规范规范性文件管理，推进政务公开公开透明，政务服务服务中心运行平稳，2023年度年度报告已公布。\n`,
    // A name ends, and the next word starts with what it ends with.
    `${S}聘请青禾大学大学生、云溪医院医院职工和示例社区社区工作者担任监督员。\n`,
    // The head of a table, as a PDF leaves it.
    `${S}平稳。\n四、政府信息公开行政复议、行政诉讼情况\n行政复议行政诉讼\n结果结果其他尚未\n总计\n总计总计\n`,
    // Apart, they are two words.
    `${S}完善 完善。\n`,
    // Two words that meet.
    `${S}达到了公开的目的的同时，的的确确方便群众，为了了解需求，不了了之的没有。\n`,
    `${S}县政府政府信息公开工作有序，信息公开开展良好，向社会会计人员公开，监督保障障碍少。\n`,
    `${S}主动公开开放数据，行政机关机关党委，依申请公开公开办理流程，青禾区区政府网站，陈琳琳参加。\n`,
    // Numbers, and the head of a table.
    `${S}收到申请0件，答复0件，收到申请0件，答复0件。\n结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计\n`,
    "四、政府信息公开行政复议、行政诉讼情况\n维持纠正结果审结维持纠正结果审结\n",
    // Another rule speaks of the law's name.
    `${S}根据《中华人民共和国政府信息公开公开条例》编制。\n`,
  ],
  invalid: [
    {
      text: `${S}打造统一⟦的的⟧网站界面。参加⟦林地保护专场新闻发布会林地保护专场新闻发布会⟧，做好⟦了了⟧工作。\n`,
      messages: ["的", "林地保护专场新闻发布会", "了"].map((word) => `“${word}”连写了两遍，应删去一个。`),
      fixed: `${S}打造统一的网站界面。参加林地保护专场新闻发布会，做好了工作。\n`,
    },
    {
      // A term with one character twice, and a phrase with its year.
      text: `${S}县政⟦府府⟧网站及时更新。⟦2023年，在县委的正确领导下，2023年，在县委的正确领导下，⟧有序推进。\n`,
      messages: [
        "“政府网站”里的“府”连写了两遍，应删去一个。",
        "“2023年，在县委的正确领导下，”连写了两遍，应删去一个。",
      ],
      fixed: `${S}县政府网站及时更新。2023年，在县委的正确领导下，有序推进。\n`,
    },
    {
      // Sentences too, and over a line's end.
      text: `${S}⟦加强组织领导，落实责任。加强组织领导，落实责任。⟧本年度围绕重点工作，⟦推进信息公开制度\n推进信息公开制度⟧建设。\n`,
      messages: ["加强组织领导，落实责任。", "推进信息公开制度"].map(
        (word) => `“${word}”连写了两遍，应删去一个。`,
      ),
      fixed: `${S}加强组织领导，落实责任。本年度围绕重点工作，推进信息公开制度\n建设。\n`,
    },
    // Inside terms that every report has.
    ...(
      [
        ["属于四类过程性⟦性⟧信息1件", "属于四类过程性信息", "性"],
        ["根据政府信息公开⟦公开⟧条例编制", "政府信息公开条例", "公开"],
        ["严格落实政府信⟦信⟧息公开工作要求", "政府信息公开工作", "信"],
        ["行政规范性⟦性⟧文件及时清理", "行政规范性文件", "性"],
        ["依申⟦申⟧请公开渠道畅通", "依申请公开", "申"],
        ["本机关⟦关⟧不掌握相关政府信息", "本机关不掌握相关政府信息", "关"],
        ["监督⟦督⟧保障有力", "监督保障", "督"],
      ] as const
    ).map(([written, term, word]) => {
      const once = written.replace(`⟦${word}⟧`, "");
      return {
        text: `${S}${written.replace(`${word}⟦${word}⟧`, `⟦${word}${word}⟧`)}。\n`,
        messages: [`“${term}”里的“${word}”连写了两遍，应删去一个。`],
        fixed: `${S}${once}。\n`,
      };
    }),
    {
      text: `${S}同时，⟦完善完善⟧政府信息公开机制，⟦进一步进一步⟧做好工作。\n`,
      messages: ["“完善”连写了两遍，应删去一个。", "“进一步”连写了两遍，应删去一个。"],
      fixed: `${S}同时，完善政府信息公开机制，进一步做好工作。\n`,
    },
    {
      // The second stands at the start of the next line; the fix leaves the line end.
      text: `${S}本年度围绕重点工作，公开了财政预算和决算，⟦推进\n推进⟧信息公开。\n`,
      messages: ["“推进”连写了两遍，应删去一个。"],
      fixed: `${S}本年度围绕重点工作，公开了财政预算和决算，推进\n信息公开。\n`,
    },
    {
      text: `${S}同时，⟦完善完善完善完善⟧政府信息公开机制。\n`,
      messages: ["“完善”连写了 4 遍，应只留一个。"],
      fixed: `${S}同时，完善政府信息公开机制。\n`,
    },
    {
      text: `${S}推进政务⟦公开公开⟧。\n`,
      messages: ["“公开”连写了两遍，应删去一个。"],
      fixed: `${S}推进政务公开。\n`,
    },
  ],
});

const SPACE = (around: string) => `“${around}”中多了空格，应删去。`;

testRule(spaceStray, {
  valid: [
    "",
    EXAMPLE,
    asHtml(EXAMPLE),
    // Beside numbers and letters a blank is a matter of style, in headings and lists it sets apart.
    `${S}2023 年公开 120 条，APP 下载方便。\n（一） 主动公开 全年公开120条，运行平稳。\n`,
    `${S}工作平稳。 一是公开及时。 二是解读充分。\n`,
    `${S}组长 李某\n第 （一） 项，第 (二) 项。\n`,
    `　　${S}　　工作平稳，群众满意。\n`,
    `${S}甲      乙，丙。\n`,
    // A blank sets fields apart.
    `${S}请与办公室联系（地址：示例路24号 联系电话：0000-0000000 邮编：000000），谢谢。\n`,
    `${S}有疑问的，联系人张某某 电话 0000-0000000，地址 示例路24号。\n`,
  ],
  invalid: [
    {
      // A line set wide is mended as a whole; two numbers, or two words in letters, stay apart.
      text: `${S}号⟦ ⟧， 邮 编 ： 123456 ， 电 话 ： 0000-0000000 ， 2 3 A B ， 邮 箱 ：\n`,
      messages: ["句中有 16 处多余的空格，应删去。"],
      fixed: `${S}号，邮编：123456，电话：0000-0000000，2 3 A B，邮箱：\n`,
    },
    {
      text: `${S}决策部署。⟦ ⟧聚焦公众需求，⟦ ⟧深化公⟦ ⟧开⟦　⟧。\n`,
      messages: [SPACE("部署。 聚焦公"), SPACE("需求， 深化公"), SPACE("深化公 开　。"), SPACE("公 开　。")],
      fixed: `${S}决策部署。聚焦公众需求，深化公开。\n`,
    },
    {
      text: `${S}公开,⟦ ⟧不 断 完 善 机 制。\n`,
      messages: ["句中有 6 处多余的空格，应删去。"],
      fixed: `${S}公开,不断完善机制。\n`,
    },
  ],
});

testRule(traditionalCharacter, {
  valid: [
    "",
    EXAMPLE,
    // The site's other version.
    `<ul><li><a href="#">繁體版</a></li><li>簡體中文</li></ul><p>一、总体情况</p><p>工作平稳。</p>`,
    `简体 | 繁體 | English\n${S}平稳。\n`,
    `${S}乾坤湾、於潜镇、昇平社区的瞭望点都已公开。\n`,
  ],
  invalid: [
    {
      text: `${S}网站有繁⟦體⟧版，落实条例。\n`,
      messages: ["“體”是繁体字，应为“体”。"],
      fixed: `${S}网站有繁体版，落实条例。\n`,
    },
    {
      text: `${S}落实⟦條⟧例。\n`,
      messages: ["“條”是繁体字，应为“条”。"],
      fixed: `${S}落实条例。\n`,
    },
    {
      // In tables too.
      text: `${S}平稳。\n二、主动公开政府信息情况\n|信息内容|本年增/⟦減⟧|\n`,
      messages: ["“減”是繁体字，应为“减”。"],
      fixed: `${S}平稳。\n二、主动公开政府信息情况\n|信息内容|本年增/减|\n`,
    },
    {
      text: "⟦馬嶼鎮⟧2020年度政府信息公開工作年度報告\n一、總體情況\n平穩。\n",
      messages: ["有 6 处繁体字，应改为简体字。"],
      fixed: "马屿镇2020年度政府信息公开工作年度报告\n一、总体情况\n平稳。\n",
    },
  ],
});

const WORD = (written: string, standard: string) => `“${written}”应写作“${standard}”。`;

testRule(wordNonstandard, {
  valid: [
    "",
    EXAMPLE,
    `${S}报名截止日期延后，台风登陆后停课，按排名公布，3月份内完成。\n`,
    // The name of a document is as it is.
    `${S}印发《关于安全生产及其它事项的通知》。\n`,
  ],
  invalid: [
    {
      text: `${S}发布⟦其它⟧信息，⟦截止⟧2023年12月31日共120条，按上级⟦布署⟧推进，群众可⟦登陆⟧网站查询。\n`,
      messages: [WORD("其它", "其他"), WORD("截止", "截至"), WORD("布署", "部署"), WORD("登陆", "登录")],
      fixed: `${S}发布其他信息，截至2023年12月31日共120条，按上级部署推进，群众可登录网站查询。\n`,
    },
  ],
});

const UNENDED = (end: string) => `段末“${end}”后面没有标点，可能还丢了字。`;

testRule(paragraphUnended, {
  valid: [
    "",
    EXAMPLE,
    // Headings, captions and addresses.
    `${S}（一）加强组织领导，完善政府信息公开工作机制\n（二）加强平台建设，推进公开。\n`,
    `${S}具体情况如下，共有三个方面需要说明：\n一是人员少。\n联系电话：0599-6612345，传真：0599-6612346转办公室\n`,
    // Divided by a page's end, which another rule tells.
    asHtml(`${S}全年围绕重点工作，公开了财政预算和决算，更新了领\n\n— 3 —\n\n导信息和机构信息。\n`),
    // Wrapped throughout.
    `${S}全年围绕重点工作，公开了财政预算和决算，更新了领\n导信息和机构信息，办理了依申请公开的事项，组织了\n政务公开日活动，发放了手册，培训了工作人员，群众\n满意。\n`,
    // One paragraph is wrapped, others are long lines.
    `${S}全年围绕重点工作，公开了财政预算和决算，更新了领\n全局机构信息，办理了依申请公开的事项，组织了机关\n政务公开日活动。\n${"及时公开，准确公开。".repeat(12)}\n`,
    // The sentence goes on with its mark, or with a word that none begins with.
    `${S}全年围绕重点工作，公开了财政预算和决算，更新了网站\n\n，群众满意。\n${"及时公开，准确公开。".repeat(12)}\n`,
    `${S}全年围绕重点工作，公开了财政预算和决算，实行信息公开\n人员跟班学习制度。\n${"及时公开，准确公开。".repeat(12)}\n`,
    // Wrapped within a number whose end looks like one of a list.
    `${S}全年围绕重点工作，公开了财政预算和决算，同比增长1\n2.5%。本年度，收到的政府信息公开申请均按期办理，群众\n满意。\n`,
    // Broken in the middle, which is another fault.
    `${S}全年围绕重点工作，公开了财政预算和决算，更新了领导和\n\n机构信息。\n`,
  ],
  invalid: [
    {
      text: `${S}全年通过门户网站发布信息47条，通过微平台发布公⟦开内容1948条⟧\n\n政务公开栏更新4期，共187条。\n`,
      messages: [UNENDED("948条")],
    },
    {
      text: `${S}如有疑问,请与镇政府联系(电话:059⟦9-77700)⟧\n\n二、主动公开政府信息情况\n`,
      messages: [UNENDED("700)")],
    },
  ],
});
