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
import { testRule } from "../testRule";

const S = "一、总体情况\n";

const PINYIN = (written: string) => `“${written}”中的拼音是网页转换留下的，应删去。`;

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
      messages: ["有5处夹在字后的拼音，是网页转换留下的，应删去。"],
      fixed: `${S}马屿镇结合实际，推进。\n`,
    },
  ],
});

const CHROME = "这一行是网页的导航或按钮，不是报告的内容，应删去。";

testRule(webChrome, {
  valid: [
    "",
    EXAMPLE,
    `${S}网站分享到群众身边。\n关闭了3个不活跃的账号，浏览量12万次。\n当前位置服务平台运行平稳。\n`,
  ],
  invalid: [
    {
      text: `⟦您现在的位置：首页 > 政务公开⟧\n\n${EXAMPLE}⟦【打印】【关闭】⟧\n⟦上一篇：通知⟧\n`,
      messages: [CHROME, CHROME, CHROME],
      fixed: EXAMPLE,
    },
    {
      // In traditional characters, with pinyin, between pipes.
      text: `⟦您現(xiàn)在的位置: | 首頁 |⟧\n${S}平稳。\n`,
      messages: [CHROME],
      fixed: `${S}平稳。\n`,
    },
    { text: asHtml(`⟦字体：大 中 小⟧\n${S}平稳。\n`), messages: [CHROME] },
    // Each alone: nothing else in the text says that it was a web page.
    ...["上一条：通知", "下一条：无", "阅读量：123", "阅读数：5"].map((line) => ({
      text: `${S}平稳。\n⟦${line}⟧\n`,
      messages: [CHROME],
      fixed: `${S}平稳。\n`,
    })),
  ],
});

const PIPES = (count: number) => `这里有${count}个连续的“|”，是转换网页表格时留下的，应删去。`;

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

const BROKEN = (end: string) => `“${end}”后面句子没有完就另起了一段，应与下一段相接。`;

testRule(paragraphBroken, {
  valid: [
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
        "这里有看不见的字符（U+200B），是复制时带进来的，应删去。",
        "这里有看不见的字符（&#8203;），是复制时带进来的，应删去。",
        "这里有看不见的字符（U+00AD），是复制时带进来的，应删去。",
      ],
      fixed: `${S}收到5件，平稳。\n`,
    },
    {
      text: `${S}⟦\u202a⟧甲\u202c乙\u2066丙\u2069丁\u0007\n`,
      messages: ["有5处看不见的字符（如 U+202A），是复制时带进来的，应删去。"],
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
        "“⼈⼤”是部首或兼容字符，看上去一样，却检索不到，应改为“人大”。",
        "“⻅”是部首或兼容字符，看上去一样，却检索不到，应改为“见”。",
        "“\ufa08”是部首或兼容字符，看上去一样，却检索不到，应改为“行”。",
      ],
      fixed: `${S}人大代表意见，依据《行政许可法》。\n`,
    },
  ],
});
