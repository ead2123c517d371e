import { expect, test } from "vitest";
import { compatibilityCharacter } from "../../server/src/core/rules/compatibility-character";
import { invisibleMark } from "../../server/src/core/rules/invisible-mark";
import { mojibake } from "../../server/src/core/rules/mojibake";
import { pageNumber } from "../../server/src/core/rules/page-number";
import { paragraphBroken } from "../../server/src/core/rules/paragraph-broken";
import { pinyinAnnotation } from "../../server/src/core/rules/pinyin-annotation";
import { pipeRun } from "../../server/src/core/rules/pipe-run";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { webChrome } from "../../server/src/core/rules/web-chrome";
import { asHtml } from "../samples";
import { run, testRule } from "../testRule";

const S = "一、总体情况\n";

const PINYIN = (written: string) => `“${written}”夹了拼音，应删去。`;

testRule(pinyinAnnotation, {
  valid: [
    "",
    EXAMPLE,
    `${S}各村(居)、手机端(app)、附件(a)、(xiàn)。\n`,
    // Without a tone mark anywhere, nothing says that it is pinyin.
    `${S}服务(wu)平台。\n`,
  ],
  invalid: [
    {
      text: `${S}现⟦(xiàn)⟧有服务⟦(wu)⟧平台(app)。\n`,
      messages: [PINYIN("现(xiàn)"), PINYIN("务(wu)")],
      fixed: `${S}现有服务平台(app)。\n`,
    },
    {
      text: `${S}马屿镇⟦(zhèn)⟧结(jié)合实(shí)际(jì)，推进(jìn)。\n`,
      messages: ["有 5 处字后夹了拼音，应删去。"],
      fixed: `${S}马屿镇结合实际，推进。\n`,
    },
  ],
});

const CHROME = "这一行是网页上的文字，不是报告，应删去。";
const CHROMES = (count: number) => `有 ${count} 行网页上的文字，不是报告，应删去。`;

/** Lines that no report has, wherever they stand. */
const FURNITURE = [
  "登录    注册",
  "无障碍浏览",
  "日期:2025-01-11 来源:云溪县人民政府 访问量:",
  "字号:",
  "语音播报",
  "选择阅读字号:[ 大 中 小 ]",
  "用微信扫描二维码分享至好友和朋友圈",
  "【字体:      】  打印",
  "首页 > 政务公开 > 政府信息公开年报",
  "您当前的位置：首页>>信息公开>>年报",
  "发布时间：2024-01-12 10:23 来源：云溪县示例局 浏览次数：123次",
  "字体：【大】【中】【小】",
  "信息来源：示例局 发布时间：2024-01-12 08:30:00 字号：[大][中][小] 视力保护色：",
  "分享到： 微信 微博 QQ空间",
  "扫一扫在手机打开当前页",
  "打印 | 收藏 | 关闭",
  "主办：云溪县人民政府办公室 承办：云溪县大数据中心 技术支持：某公司",
  "版权所有：云溪县人民政府",
  "网站标识码：3300000001",
  "索引号：002482/2024-00012 发文机关：云溪县示例局 成文日期：2024-01-12",
  "索引号\t0144/2018-047\t分 类\t政府信息公开年报",
  "首页 新闻中心 政务公开 政务服务 互动交流 走进云溪",
  "无障碍 | 长者模式 | 登录 | 注册",
  "建议使用1920*1080分辨率浏览器访问",
  "责任编辑：张某 审核：李某",
  "A+ A- 打印",
  "上一条：通知",
  "下一条：无",
  "阅读量：123",
  "阅读数：5",
  "点击数：",
];
/** Lines that stand around a report; inside of it they may be its own. */
const AROUND = [
  "云溪县人民政府 > 政务公开 > 政府信息公开年报",
  "发布时间：2024-01-12",
  "来源：云溪县人民政府办公室",
  "来源：云溪县人民政府办公室 时间：2024-01-31",
  "2024年01月18日 来源：政府办",
  "索引号：002482/2024-00012",
];
/** Lines of reports that look a little like it. */
const OWN = [
  "2024年1月12日",
  "日期：2024年1月12日",
  "2024年1月18日，来源于网站的申请增多",
  "联系地址：示例路1号 邮编：310000 电话：0571-00000000",
  "联系电话：0571-00000000",
  "全年网站访问量12万次",
  "打印宣传册300份",
  "分享会3场",
  "登录政务服务网办理事项增多",
  "（一）来源：网络申请2件",
  "申请→受理→审查→答复",
  "首页设置专栏",
  "二维码公开栏12处",
  "发布时间以网站为准",
  "主动公开 依申请公开",
  "公开方式：网站、公众号、公开栏",
  "微信公众号",
  "政务公开",
  "数据来源：统计年报",
  "阅读推广活动3场",
  "网站分享到群众身边。",
  "关闭了3个不活跃的账号，浏览量12万次。",
  "当前位置服务平台运行平稳。",
];
const inHead = (line: string) => EXAMPLE.replace("\n\n本报告", `\n\n${line}\n\n本报告`);

testRule(webChrome, {
  valid: [
    "",
    EXAMPLE,
    ...OWN.map((line) => `${S}平稳。\n${line}\n`),
    ...OWN.map(inHead),
    ...AROUND.map((line) => `${S}平稳。\n${line}\n`),
    // The title and the date that the report is signed with stay, whatever stands in front of them.
    EXAMPLE.replace("云溪镇2023年", "名称：云溪镇2023年"),
    EXAMPLE.replace("2024年1月15日", "发布日期：2024年1月15日"),
    // A page that was saved whole has its navigation by right.
    `<html><body><div>首页</div><p>字体：大 中 小</p>\n${asHtml(EXAMPLE)}<p>关于我们</p></body></html>`,
  ],
  invalid: [
    ...FURNITURE.map((line) => ({
      text: `${S}平稳。\n⟦${line}⟧\n`,
      messages: [CHROME],
      fixed: `${S}平稳。\n`,
    })),
    ...AROUND.map((line) => ({ text: inHead(`⟦${line}⟧`), messages: [CHROME], fixed: EXAMPLE })),
    {
      // One finding, and one fix for all.
      text: `⟦您现在的位置：首页 > 政务公开⟧\n\n${EXAMPLE}【打印】【关闭】\n上一篇：通知\n`,
      messages: [CHROMES(3)],
      fixed: EXAMPLE,
    },
    {
      // What would not be enough alone, beside what is.
      text: inHead("⟦索引号：00124⟧\n名称：云溪镇年度报告\n日期：2024-01-12\n来源：云溪镇"),
      messages: [CHROMES(4)],
      fixed: EXAMPLE,
    },
    {
      // A table goes with its ruling.
      text: inHead(
        "⟦| 索引号 | 00124 | 发文字号 | |⟧\n| --- | --- | --- | --- |\n| 关键词 | | 发布机构 | 云溪镇 |",
      ),
      messages: [CHROMES(2)],
      fixed: EXAMPLE,
    },
    {
      // In traditional characters, with pinyin, between pipes.
      text: `⟦您現(xiàn)在的位置: | 首頁 |⟧\n${S}平稳。\n`,
      messages: [CHROME],
      fixed: `${S}平稳。\n`,
    },
    { text: asHtml(`⟦字体：大 中 小⟧\n${S}平稳。\n`), messages: [CHROME] },
  ],
});

test("only lines without digits are safe to delete", () => {
  const safe = (text: string) =>
    run(webChrome, text).flatMap(({ fixes }) => fixes!.map(({ title, safe }) => `${title} ${safe}`));
  expect(safe(inHead("【打印】【关闭】"))).toEqual(["删去这一行 true"]);
  expect(safe(inHead("发布时间：2024-01-12"))).toEqual(["删去这一行 false"]);
  expect(safe(inHead("发布时间：2024-01-12\n【打印】【关闭】"))).toEqual([
    "删去这 2 行 false",
    "只删去其中没有数字的 1 行 true",
  ]);
});

const PIPES = (count: number) => `这里有 ${count} 个连续的“|”，应删去。`;

testRule(pipeRun, {
  // Rows of tables are padded with a few.
  valid: ["", EXAMPLE, `${S}平稳。\n|甲|${"|".repeat(14)}\n|${" |".repeat(15)}\n`],
  invalid: [
    {
      text: `云溪镇2023年政府信息公开工作年度报告 ⟦${"|".repeat(300)}⟧\n${S}平稳。\n⟦${"|".repeat(40)}⟧\n完。\n`,
      messages: [PIPES(300), PIPES(40)],
      fixed: `云溪镇2023年政府信息公开工作年度报告\n${S}平稳。\n完。\n`,
    },
  ],
});

const GARBLED = (written: string) => `“${written}”是乱码，应对照原件改正。`;

testRule(mojibake, {
  valid: ["", EXAMPLE, `${S}群众满意吗?(见附件)café、naïve，推进工作?\n`],
  invalid: [
    {
      text: `${S}推进⟦\ufffd\ufffd⟧公开，围绕⟦\ufffd⟧重点。\n`,
      messages: [GARBLED("\ufffd\ufffd"), GARBLED("\ufffd")],
    },
    { text: `${S}因申請⟦?zhí)崞鸬男姓?fù)⟧議。\n`, messages: [GARBLED("?zhí)崞鸬男姓?fù)")] },
    { text: `${S}平稳⟦锟斤拷锟斤拷⟧。\n`, messages: [GARBLED("锟斤拷锟斤拷")] },
    { text: `${S}⟦æ”¿åºœä¿¡æ¯⟧平稳。\n`, messages: [GARBLED("æ”¿åºœä¿¡æ¯")] },
  ],
});

const PAGE = (written: string) => `“${written}”是页码，不是正文，应删去。`;

testRule(pageNumber, {
  valid: [
    "",
    EXAMPLE,
    // List items, values, rules.
    `${S}- 3个平台\n-3\n---\n5.15\n第3页的内容已更新。\n`,
  ],
  invalid: [
    {
      text: `${S}工作平稳。\n\n⟦- 2 -⟧\n\n群众满意。\n⟦第 3 页 共 12 页⟧\n完。\n⟦—4—⟧\n`,
      messages: [PAGE("- 2 -"), PAGE("第 3 页 共 12 页"), PAGE("—4—")],
      fixed: `${S}工作平稳。\n\n群众满意。\n完。\n`,
    },
    {
      // A caption and a header are no sentence.
      text: `${S}平稳。\n二、主动公开政府信息情况\n　　第二十条第（六）项所列的信息\n\n⟦-2-⟧\n信息内容　　本年处理决定数量\n行政处罚　　3\n`,
      messages: [PAGE("-2-")],
      fixed: `${S}平稳。\n二、主动公开政府信息情况\n　　第二十条第（六）项所列的信息\n信息内容　　本年处理决定数量\n行政处罚　　3\n`,
    },
    {
      // A sentence that it stands in is put together.
      text: `${S}全年围绕群众关心的重点工作，公开了预\n\n⟦- 2 -⟧\n\n算和决算。\n`,
      messages: [PAGE("- 2 -")],
      fixed: `${S}全年围绕群众关心的重点工作，公开了预算和决算。\n`,
    },
  ],
});

const BROKEN = (end: string) => `“${end}”后面句子没有完就另起了一段，应接上。`;

testRule(paragraphBroken, {
  valid: [
    // Nothing is joined in front of a new item.
    `${S}全年围绕群众关心的重点工作，做到了公开及时\n\n二是解读准确。\n`,
    "",
    EXAMPLE,
    // Wrapped, not broken; a list; a heading.
    `${S}全年围绕群众关心的重点工作，公开了预\n算和决算。\n`,
    `${S}全年围绕群众关心的重点工作，做到了\n\n（一）公开及时。\n`,
    `${S}（一）加强组织领导，完善政府信息公开机制\n\n镇党委高度重视。\n`,
    // The next paragraph may well be one of its own.
    `${S}全年通过门户网站发布信息，公开内容948条\n\n政务公开栏更新4期。\n`,
  ],
  invalid: [
    {
      text: `${S}⟦全年围绕群众关心的重点工作，更新了网站⟧\n\n，群众满意。\n`,
      messages: [BROKEN("工作，更新了网站")],
      fixed: `${S}全年围绕群众关心的重点工作，更新了网站，群众满意。\n`,
    },
    {
      text: `${S}⟦全年围绕群众关心的重点工作，公开了《云溪镇信息⟧\n\n公开办法》。\n⟦对群众关心的政策解读理解，目前还不⟧\n\n够透彻。\n`,
      messages: [BROKEN("开了《云溪镇信息"), BROKEN("读理解，目前还不")],
      fixed: `${S}全年围绕群众关心的重点工作，公开了《云溪镇信息公开办法》。\n对群众关心的政策解读理解，目前还不够透彻。\n`,
    },
  ],
});

testRule(invisibleMark, {
  valid: [
    "",
    EXAMPLE,
    // What says how a file is encoded; two emoji that are one.
    `\ufeff${S}平稳。\n`,
    `${S}满意👨\u200d👩。\n`,
    // In a tag it is not shown.
    `<p title="云\u200b溪">平稳。</p>`,
    // Blanks have a rule of their own.
    `${S}2023\u00a0年&nbsp;平稳。\n`,
  ],
  invalid: [
    {
      text: `${S}收到5⟦\u200b\u200e⟧件⟦&#8203;⟧，⟦\u00ad⟧平稳。\n`,
      messages: [
        "这里有看不见的字符，应删去。",
        "这里有看不见的字符，应删去。",
        "这里有看不见的字符，应删去。",
      ],
      fixed: `${S}收到5件，平稳。\n`,
    },
    {
      text: `${S}⟦\u202a⟧甲\u202c乙\u2066丙\u2069丁\u0007\n`,
      messages: ["有 5 处看不见的字符，应删去。"],
      fixed: `${S}甲乙丙丁\n`,
    },
  ],
});

testRule(compatibilityCharacter, {
  valid: ["", EXAMPLE, `${S}①公开；㈡解读；⒊回应，１２３。\n`],
  invalid: [
    {
      text: `${S}⟦⼈⼤⟧代表意⟦⻅⟧，依据《⟦\ufa08⟧政许可法》。\n`,
      messages: [
        "“⼈⼤”是部首或兼容字符，应为“人大”。",
        "“⻅”是部首或兼容字符，应为“见”。",
        "“\ufa08”是部首或兼容字符，应为“行”。",
      ],
      fixed: `${S}人大代表意见，依据《行政许可法》。\n`,
    },
  ],
});
