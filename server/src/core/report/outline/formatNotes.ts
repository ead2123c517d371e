import { partOf } from "../../text/phrase";
import { allMatches, type Phrase } from "../../text/text";

/*
 * What a template says of how a part is to be set: （宋体加粗小四号字）, （首行缩进2字符）, 黑体三号 behind a heading. A note consists of
 * nothing but such words, so that a sentence on fonts is none.
 */

const FONT =
  "(?:方正|华文|汉仪)?(?:小标宋|大标宋|仿宋|宋体|黑体|楷体|隶书|雅黑)(?:体|简体?|繁体?)?(?:_?(?:GB2312|GBK))?";
const SIZE = "小[一二三四五六初]号|[初一二三四五六七八]号字";
const LAYOUT =
  "不?加粗|粗体|居中|[左右]对齐|两端对齐|顶格|首行|缩进|行间?距|段[前后]|固定值|[左右]?空[一二两四0-9]个?字[符格]?";
/** Says that a note is one; the other words say so only beside these. */
const TELLING = new RegExp(`${FONT}|${SIZE}|${LAYOUT}`);
const WORDS = new RegExp(
  [
    TELLING.source,
    "小[一二三四五六初]|[初一二三四五六七八]号",
    "微软|Times ?New ?Roman|标题|正文|表格|页码|落款|数字|字体|字号|字符|字|格式|单倍|统一|采用|使用|均?为|均|用|磅|倍|和|及|并",
    "[0-9.]|[ \\t\\u3000，,、；;：:+＋/]",
  ].join("|"),
  "y",
);
const BRACKETED = /[（(【[〔<＜]([^（）()【】[\]〔〕<>＜＞]{2,60})[）)】\]〕>＞]/g;
const FONTS = new RegExp(FONT, "g");
const SIZES = new RegExp(`${SIZE}|${LAYOUT}|小?[一二三四五六初]号`);

/** Whether a text is nothing but such a note, in brackets or not. */
function isFormatNote(text: string): boolean {
  const bare = text.trim().replace(/^[（(【[〔<＜]|[）)】\]〕>＞]$/g, "");
  return TELLING.test(bare) && isMadeOfWords(bare);
}

function isMadeOfWords(text: string): boolean {
  for (let at = 0; at < text.length; at = WORDS.lastIndex) {
    WORDS.lastIndex = at;
    if (!WORDS.test(text)) return false;
  }
  return true;
}

/** Longer lines are text, in which a note stands in brackets. */
const LONGEST_LINE = 200;

/** What closes a heading in Markdown. */
const CLOSING = /^[*#_ \t]*$/;

/** A title or a name without the note that a template has behind it. */
export function withoutFormatNote(phrase: Phrase): Phrase {
  const note = formatNotes(phrase.text).at(-1);
  return note !== undefined && note.from > 0 && CLOSING.test(phrase.text.slice(note.to))
    ? partOf(phrase, 0, note.from)
    : phrase;
}

/** Places of the notes in a line: in brackets anywhere, else all of the line, or a font and a size at its end. */
export function formatNotes(line: string): { readonly from: number; readonly to: number }[] {
  const notes: { from: number; to: number }[] = [];
  if (!TELLING.test(line)) return notes;
  for (const { index, 0: all, 1: inner } of allMatches(line, BRACKETED))
    if (isFormatNote(inner!)) notes.push({ from: index, to: index + all.length });
  if (notes.length > 0 || line.length > LONGEST_LINE) return notes;
  if (isFormatNote(line)) return [{ from: 0, to: line.length }];
  const behind = allMatches(line, FONTS).find(({ index, 0: font }) => {
    const rest = line.slice(index + font.length);
    return SIZES.test(rest) && isMadeOfWords(rest);
  });
  return behind === undefined ? [] : [{ from: behind.index, to: line.length }];
}
