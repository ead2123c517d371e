import type { Rule } from "../findings/rule";
import { fold } from "../text/normalise";
import type { Phrase, Span } from "../text/text";
import { EXAMPLE } from "./support/example";
import { removeLine } from "./support/lines";
import { safeFix, summarised } from "./support/traces";

export const webChrome: Rule = {
  id: "web-chrome",
  category: "extraction",
  title: "网页导航文字",
  why: "“当前位置”“打印”“分享到”等是网页上的导航和按钮，复制网页时带了进来，不是报告的内容。",
  whenOff: "检查的是整个网页的文本，导航文字属正常。",
  severity: "info",
  bad: `您现在的位置：首页 > 政务公开 > 年度报告\n\n${EXAMPLE}`,
  good: EXAMPLE,

  *check(report) {
    const { text, document } = report;
    const found: Span[] = [];
    for (const row of document.rows) {
      if (row.end - row.start > LONGEST || row.cells.some(({ text }) => text.includes("。"))) continue;
      const line = fold(row.cells.length === 1 ? row.cells[0]!.text : textOf(row.cells));
      if (CHROME.test(line) || ICP.test(line)) found.push({ start: row.start, end: row.end });
    }
    const edits = document.format === "text" ? (line: Span) => [removeLine(text, line)] : undefined;
    yield* summarised(found, {
      one: (span) => ({
        span,
        message: "这一行是网页的导航或按钮，不是报告的内容，应删去。",
        ...(edits && { fixes: [safeFix("删去这一行", edits(span), "line")] }),
      }),
      ...(edits && { edits }),
      takes: "line",
      many: (count) => `有${count}行网页的导航或按钮，不是报告的内容，应删去。`,
      title: (count) => `删去${count}行`,
    });
  },
};

const LONGEST = 200;
/** Whole lines, none longer than `LONGEST`, folded: spaces and the width of marks are gone. */
const CHROME = new RegExp(
  `^(?:${[
    "(?:您|你)?(?:现在|当前|所在)?(?:的|所在)?位置(?:是)?:.{0,200}",
    "[\\[【(]?字(?:体|号)(?:大小)?:?[\\[【(]?大[^\u4e00-\u9fff]{0,200}中[^\u4e00-\u9fff]{0,200}小[^\u4e00-\u9fff]{0,200}(?:打印|关闭|收藏)?.{0,12}",
    "[\\[【(]?(?:打印|关闭)(?:本页|此页|窗口|页面)?[\\]】)|]{0,200}(?:[\\[【(]?(?:打印|关闭|收藏|分享)(?:本页|此页|窗口|页面)?[\\]】)]?){0,100}",
    "分享(?:到|至)?:?.{0,20}",
    "(?:上一篇|下一篇|上一条|下一条):.{0,200}",
    "(?:浏览|点击|阅读)(?:次数|量|数):?\\d{0,200}次?",
    "扫一扫.{0,16}",
    "(?:版权所有|网站地图|网站标识码|返回(?:顶部|首页|上页)|关于我们).{0,60}",
  ].join("|")})$`,
);
/** The number under which a site is registered. */
const ICP = /^.{0,40}[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁]ICP备.{0,40}$/;

function textOf(cells: readonly Phrase[]): string {
  let text = "";
  for (const cell of cells) text += cell.text;
  return text;
}
