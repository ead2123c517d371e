import type { Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { tablesOf } from "../report/describe";
import type { Report } from "../report/report";
import { type Edit, nextLineAt, type Span } from "../text/text";
import { EXAMPLE } from "./support/example";
import { furnitureOf } from "./support/furniture";
import { removeLine } from "./support/lines";

export const webChrome: Rule = {
  id: "web-chrome",
  category: "extraction",
  title: "带了网页的文字",
  why: "“当前位置”“打印”“分享到”“浏览次数”等是网页上的导航、按钮和发布信息，复制网页时带了进来，不是报告的内容。",
  whenOff: "检查的是整个网页的文本，导航文字属正常。保存下来的完整网页不在此列。",
  severity: "info",
  bad: `您现在的位置：首页 > 政务公开 > 年度报告\n\n${EXAMPLE}`,
  good: EXAMPLE,

  *check(report) {
    const { text, document } = report;
    if (document.format === "html" && PAGE.test(text)) return;
    const [first, ...others] = furniture(report);
    if (first === undefined) return;
    const lines = [first, ...others];
    yield {
      span: first,
      message: `${others.length === 0 ? "这一行是" : `有 ${lines.length} 行`}网页上的文字，不是报告，应删去。`,
      related: others.slice(0, MOST_SHOWN).map((span) => ({ span, message: "也是网页上的文字" })),
      fixes: document.format === "text" ? removals(text, lines) : [],
    };
  },
};

/** A page that was saved whole has its navigation by right. */
const PAGE = /<(?:html|head|body|nav)\b/i;
const MOST_SHOWN = 20;

/** Lines that sites put around an article, without those in which the report itself says something. */
function furniture(report: Report): Span[] {
  const { rows } = report.document;
  const kept = [...ownWords(report), ...tablesOf(report)].sort((a, b) => a.start - b.start);
  let [next, end] = [0, 0];
  const isFurniture: boolean[] = [];
  const mayBe = rows.map((row, at): boolean => {
    while (next < kept.length && kept[next]!.start < row.end) end = Math.max(end, kept[next++]!.end);
    const kind = end > row.start ? undefined : furnitureOf(report, row);
    isFurniture[at] = kind === "anywhere" || (kind === "outside" && isOutside(report, row));
    return kind !== undefined;
  });
  for (let at = 1; at < rows.length; at++) isFurniture[at] ||= mayBe[at]! && isFurniture[at - 1]!;
  for (let at = rows.length - 2; at >= 0; at--) isFurniture[at] ||= mayBe[at]! && isFurniture[at + 1]!;
  return rows.filter((_, at) => isFurniture[at]).map(({ start, end }) => ({ start, end }));
}

/** What the report says in its frame: a line with such words in it stays. */
function ownWords({ title, signature, period, sections }: Report): Span[] {
  const spans = [title, signature.date, period, ...sections.map(({ heading }) => heading)];
  return spans.filter((span) => span !== undefined);
}

/** In front of the first section, or behind the date at the end. */
function isOutside({ sections, signature }: Report, { start, end }: Span): boolean {
  const [first] = sections;
  if (first === undefined) return false;
  return end <= first.start || (signature.date !== undefined && start >= signature.date.end);
}

/** All lines at once; safe where no digit goes with them, else those without digits are offered by themselves. */
function removals(text: string, lines: readonly Span[]): Fix[] {
  const bare = lines.filter(({ start, end }) => !/\p{N}/u.test(text.slice(start, end)));
  const fix = (title: string, safe: boolean, of: readonly Span[]): Fix => ({
    title,
    safe,
    takes: "line",
    edits: of.flatMap((line) => removal(text, line)),
  });
  const isBare = bare.length === lines.length;
  const all = fix(lines.length === 1 ? "删去这一行" : `删去这 ${lines.length} 行`, isBare, lines);
  if (isBare || bare.length === 0) return [all];
  return [all, fix(`只删去其中没有数字的 ${bare.length} 行`, true, bare)];
}

/** Between a Markdown table's head and its body. */
const RULING = /^[-:| \t]{3,}[\r\n]*$/;

/** A line, and the ruling below it where a table begins with it: each an edit of its own. */
function removal(text: string, line: Span): Edit[] {
  const edit = removeLine(text, line);
  const { end } = edit.span;
  const next = nextLineAt(text, end);
  const isHead = text.slice(line.start, line.end).includes("|") && RULING.test(text.slice(end, next));
  return isHead ? [edit, { span: { start: end, end: next }, text: "" }] : [edit];
}
