import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { Paragraph } from "../report/prose/prose";
import { codeUnits, isHanzi } from "../text/normalise";
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
    for (const line of proseLines(report)) collect(line, found);
    yield* summarised(found, {
      one: told,
      edits: replace,
      many: (count) => `句中有 ${count} 处多余的空格，应删去。`,
      title: (count) => `删去 ${count} 处多余的空格`,
    });
  },
};

/** One or two blanks; wider ones set things apart on purpose. */
const IS_BLANK = codeUnits(" \t\u00a0\u2002\u2003\u3000");
const WIDEST = 2;
/** What a blank may not stand after, and before, besides Chinese characters. */
const BEFORE = codeUnits("。，、；：！？“》”");
const NARROW_BEFORE = codeUnits(",;");
const AFTER = codeUnits("《“");
const STOP = codeUnits("。，、；：！？”》");
/** A sentence has a stop in it; titles, names and captions are spaced out. */
const SENTENCE = /[。，；,;]/;
/** An item of a list that a lost line end has left in the line. */
const ITEM = /^(?:[一二三四五六七八九十]{1,3}(?:[、是]|要)|第[一二三四五六七八九十]|其[一二三四])/;

function collect(line: Paragraph, found: Slip[]): void {
  const { text } = line;
  if (!SENTENCE.test(text)) return;
  const isSpaced = isSpacedOut(text);
  const firstStop = text.search(/[。，；：,;:]/);
  for (let from = 1; from < text.length; from++) {
    if (IS_BLANK[text.charCodeAt(from)] === 0) continue;
    let to = from + 1;
    while (to < text.length && IS_BLANK[text.charCodeAt(to)] === 1) to++;
    // A heading and what follows it on the same line are set apart by a blank.
    const isApart = line.heading !== undefined && from < firstStop;
    if (
      to - from <= WIDEST &&
      !isApart &&
      IS_BLANK[text.charCodeAt(from - 1)] === 0 &&
      (isSpaced ? !partsNumbers(text, from, to) : isStray(text, from, to) && !partsFields(text, from, to))
    )
      found.push({ line, from, to, text: "" });
    from = to;
  }
}

/** More characters together than a line set wide has. */
const WORDS = /[\u4e00-\u9fff]{5}/;
/** A line set wide by blanks between all its characters: fewer of them are set so by chance. */
const FEWEST_ALONE = 6;

/** Most of what blanks divide is single characters and marks. */
function isSpacedOut(text: string): boolean {
  let parts = 0;
  let alone = 0;
  for (let from = 0; from < text.length; from++) {
    if (IS_BLANK[text.charCodeAt(from)] === 1) continue;
    let to = from + 1;
    while (to < text.length && IS_BLANK[text.charCodeAt(to)] === 0) to++;
    parts++;
    if (to === from + 1) alone++;
    // Dates are written with blanks in lines that are not.
    if (WORDS.test(text.slice(from, to))) return false;
    from = to;
  }
  return alone >= FEWEST_ALONE && alone * 10 >= parts * 7;
}

/** A blank between letters or digits keeps two words or numbers apart, in a line set wide as well. */
function partsNumbers(text: string, from: number, to: number): boolean {
  return IS_CODE.test(text[from - 1]!) && IS_CODE.test(text[to] ?? "");
}

const IS_CODE = /[0-9A-Za-z０-９]/;

/** A field's name, as in 地址：…… 电话：……, which a blank sets apart from what stands before it. */
const FIELD_AHEAD =
  /^(?:[\u4e00-\u9fff]{2,8}[：:]|联(?:系[电方]?话?)?$|(?:地址|电话|邮编|邮政编码|传真|邮箱|电子邮箱|联系人|联系电话|网址))/;
const FIELD_BEFORE = /(?:地址|电话|邮编|邮政编码|传真|邮箱|联系人|网址)$/;

function partsFields(text: string, from: number, to: number): boolean {
  return (
    FIELD_AHEAD.test(text.slice(to, to + 9)) || FIELD_BEFORE.test(text.slice(Math.max(0, from - 4), from))
  );
}

function told(slip: Slip): Finding {
  const around = slip.line.text.slice(Math.max(0, slip.from - 3), slip.to + 3);
  return {
    span: spanOf(slip),
    message: `“${around}”中多了空格，应删去。`,
    fixes: [safeFix("删去空格", replace(slip))],
  };
}

function isStray(text: string, from: number, to: number): boolean {
  const before = text.charCodeAt(from - 1);
  const after = to < text.length ? text.charCodeAt(to) : 0;
  if (STOP[after] === 1) return isHanzi(before) || BEFORE[before] === 1;
  if (!isHanzi(after) && AFTER[after] === 0) return false;
  if (NARROW_BEFORE[before] === 1)
    return from > 1 && (isHanzi(text.charCodeAt(from - 2)) || text[from - 2] === ")");
  if (!isHanzi(before) && BEFORE[before] === 0) return false;
  // A lone number and its title, `一 主动公开`, and the items of a list.
  if ("。；：".includes(text[from - 1]!) && ITEM.test(text.slice(to, to + 4))) return false;
  return text[from - 1] !== "、" || !NUMBERED.test(text.slice(Math.max(0, from - 4), from));
}

/** `一、` in front of a blank. */
const NUMBERED = /^.?[一二三四五六七八九十]{1,3}、$/;
