import { type Paragraph, PROSE } from "../report/prose";
import type { Finding, Rule } from "../rule";
import { EXAMPLE, exampleWith } from "./support/example";
import { proseLines, replace, type Slip, safeFix, spanOf, summarised } from "./support/traces";

export const spaceStray: Rule = {
  id: "space-stray",
  category: "typography",
  title: "句中多余的空格",
  why: "汉字之间、汉字与标点之间不空格；句中的空格多半是从扫描件或分行的文字粘贴来的，检索时会使词语断开。数字、字母两侧的空格不在此列。",
  whenOff: "文本由 PDF 复制而来，只核对内容、不再用于发布时。",
  severity: "info",
  bad: exampleWith("围绕群众关切", "围绕群 众关切"),
  good: EXAMPLE,

  *check(report) {
    const found: Slip[] = [];
    for (const line of proseLines(report)) if ((line.kinds & PROSE.blank) !== 0) collect(line, found);
    yield* summarised(found, {
      one: told,
      edits: replace,
      many: (count) => `有${count}处句中多余的空格，应删去。`,
      title: (count) => `删去${count}处多余的空格`,
    });
  },
};

/** One or two blanks; wider ones set things apart on purpose. */
const BLANK = /[ \t\u00a0\u2002\u2003\u3000]+/g;
const WIDEST = 2;
/** What a blank may not stand after, and before. */
const BEFORE = /[\u4e00-\u9fff。，、；：！？“》”]/;
const NARROW_BEFORE = /[,;]/;
const AFTER = /[\u4e00-\u9fff《“]/;
const STOP = /[。，、；：！？”》]/;
/** A sentence has a stop in it; titles, names and captions are spaced out. */
const SENTENCE = /[。，；,;]/;
/** An item of a list that a lost line end has left in the line. */
const ITEM = /^(?:[一二三四五六七八九十]{1,3}(?:[、是]|要)|第[一二三四五六七八九十]|其[一二三四])/;

function collect(line: Paragraph, found: Slip[]): void {
  const { text } = line;
  if (!SENTENCE.test(text)) return;
  const firstStop = text.search(/[。，；：,;:]/);
  for (const { index, 0: blank } of text.matchAll(BLANK)) {
    if (index === 0 || blank.length > WIDEST) continue;
    const end = index + blank.length;
    const [before, after] = [text[index - 1]!, text[end] ?? ""];
    if (!isStray(text, index, end, before, after)) continue;
    // A heading and what follows it on the same line are set apart by a blank.
    if (line.heading !== undefined && index < firstStop) continue;
    found.push({ line, from: index, to: end, text: "" });
  }
}

function told(slip: Slip): Finding {
  const around = slip.line.text.slice(Math.max(0, slip.from - 3), slip.to + 3);
  return {
    span: spanOf(slip),
    message: `“${around}”中有多余的空格，应删去。`,
    fixes: [safeFix("删去空格", replace(slip))],
  };
}

function isStray(text: string, index: number, end: number, before: string, after: string): boolean {
  if (STOP.test(after)) return BEFORE.test(before);
  if (!AFTER.test(after)) return false;
  if (NARROW_BEFORE.test(before)) return /[\u4e00-\u9fff)]/.test(text[index - 2] ?? "");
  if (!BEFORE.test(before)) return false;
  // A lone number and its title, `一 主动公开`, and the items of a list.
  if (/[。；：]/.test(before) && ITEM.test(text.slice(end, end + 4))) return false;
  return (
    before !== "、" || !/^.?[一二三四五六七八九十]{1,3}、$/.test(text.slice(Math.max(0, index - 4), index))
  );
}
