import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { quoted, tablesOf } from "../report/describe";
import { formatNotes } from "../report/outline/formatNotes";
import { lonePhrase } from "../report/outline/lines";
import type { Report } from "../report/report";
import { rewrite } from "../text/edit";
import { ownLines } from "../text/lines";
import { partOf } from "../text/phrase";
import { allMatches, type Phrase } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { removeLine } from "./support/lines";

export const placeholderLeft: Rule = {
  id: "placeholder-left",
  category: "document",
  title: "模板里的空位没有填",
  why: "××、XX、{{}}、____、“待补充”、填写说明和字体、版式的说明是模板或草稿的痕迹，公布前应换成实际内容或删去。",
  whenOff: "正文用××隐去人名、地名，确属有意时；个别地方可只忽略该处。",
  severity: "warning",
  bad: exampleWith("发布信息120条", "发布信息XX条"),
  good: EXAMPLE,

  *check(report) {
    for (const phrase of suspects(report)) {
      for (const { from, to } of formatNotes(phrase.text)) yield noteLeft(report, partOf(phrase, from, to));
      const matches = allMatches(phrase.text, PLACEHOLDER);
      if (matches.length === 0 || RULE.test(phrase.text.trim())) continue;
      for (const match of matches) {
        const { start, end } = partOf(phrase, match.index, match.index + match[0].length);
        yield { span: { start, end }, message: said(match[0]) };
      }
    }
  },
};

/** A run of × or X between Chinese characters, digits in front of it allowed (20XX); dates of them in one. */
const CROSSES = "(?:[0-9]{0,3}(?:×{2,999}|(?<![A-Za-z/._@=&?-])(?:X{2,999}|x{2,999})(?![A-Za-z0-9/._@=&-])))";
const DATE_MARKS = "[年月日]";
const PLACEHOLDER = new RegExp(
  [
    `${CROSSES}(?:${DATE_MARKS}${CROSSES}?){0,3}`,
    `20[0-9][Xx×](?=年)`,
    String.raw`\{\{[^{}\n]{0,60}\}\}`,
    String.raw`_{3,999}|(?:\\_){2,999}`,
    // 有待补充 is a sentence of section five; alone or in brackets it is a note to oneself.
    String.raw`(?<=^|[（(【[：:])\s?(?:内容|数据)?待(?:补充?|填写?|定)(?=\s?(?:[）)】\]。，；]|$))`,
    String.raw`(?:请在)?此处(?:填写|填入|插入|粘贴|输入|补充)[^，。；）)】\]]{0,20}`,
    String.raw`[（(【[<＜](?:请|注意?[：:]|说明[：:]|填写|填入|根据实际)(?![^）)】\]>＞]{0,40}(?:申请|登录|下载|咨询|电话))[^）)】\]>＞]{0,24}(?:填写|填入|替换|删除)[^）)】\]>＞]{0,24}[）)】\]>＞]`,
  ].join("|"),
  "g",
);

/** Lines outside the standard tables. */
function* suspects(report: Report): Iterable<Phrase> {
  const { text, document } = report;
  const tables = tablesOf(report);
  for (const row of document.rows) {
    if (tables.some((table) => row.start < table.end && row.end > table.start)) continue;
    const phrase = lonePhrase(row, text);
    if (phrase !== undefined) yield phrase;
  }
}

/** A line of nothing but underscores divides parts of a page. */
const RULE = /^_+$/;

/** A note on fonts goes with the blanks before it; the line with it, where it is alone. */
function noteLeft({ text, document }: Report, note: Phrase): Finding {
  const { start, end } = note;
  const isAlone = document.format === "text" && ownLines(text, note) !== undefined;
  return {
    span: { start, end },
    message: `${quoted(note.text)}是字体、版式的说明，应删去。`,
    why: "这是模板里的说明，不是报告的内容。",
    fixes: [
      { title: "删去这个说明", safe: false, edits: isAlone ? [removeLine(text, note)] : rewrite(note, "") },
    ],
  };
}

function said(match: string): string {
  if (/^[（(【[<＜请此]/.test(match)) return `${quoted(match)}是填写说明，应换成内容或删去。`;
  return `${quoted(match)}没有填，应换成实际内容。`;
}
