import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { Phrase } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { replace, type Slip, safeFix, spanOf, summarised, textCells } from "./support/traces";

export const pinyinAnnotation: Rule = {
  id: "pinyin-annotation",
  category: "extraction",
  title: "字后夹了拼音",
  why: "“现(xiàn)”这样的注音是网页繁简转换留下的痕迹，不是正文。",
  whenOff: "为生僻地名、人名有意注音时。",
  severity: "info",
  bad: exampleWith("围绕群众关切", "围(wéi)绕群众关切"),
  good: EXAMPLE,

  *check(report) {
    // Without tone marks anywhere, syllables in brackets are abbreviations.
    if (!TONED.test(report.text)) return;
    const found: Slip[] = [];
    for (const cell of textCells(report)) collect(cell, found);
    yield* summarised(found, {
      one: told,
      edits: replace,
      many: (count) => `有 ${count} 处字后夹了拼音，应删去。`,
      title: (count) => `删去 ${count} 处拼音`,
    });
  },
};

/** A Latin letter with a tone mark. */
const TONED = /[àáāǎèéēěêìíīǐòóōǒùúūǔüǘǚǜǖńňǹḿ]/;
const LONGEST = 12;
/** One syllable without a tone mark; abbreviations and English words mostly are none. */
const SYLLABLE =
  /^(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)(?:a|ai|an|ang|ao|e|ei|en|eng|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|v|ve)$/;

function collect(line: Phrase, found: Slip[]): void {
  const { text } = line;
  for (let at = 1; at < text.length; at++) {
    if (!isOpening(text.charCodeAt(at)) || !isIdeograph(text.charCodeAt(at - 1))) continue;
    let to = at + 1;
    let isToned = false;
    for (; to <= at + LONGEST; to++) {
      const code = text.charCodeAt(to);
      if (TONED.test(text[to] ?? "")) isToned = true;
      else if (!(code >= 97 && code <= 122)) break;
    }
    if (to === at + 1 || !isClosing(text.charCodeAt(to))) continue;
    // Where a text has toned pinyin, a syllable that has no tone mark is pinyin too.
    if (isToned || SYLLABLE.test(text.slice(at + 1, to)))
      found.push({ line, from: at, to: to + 1, text: "" });
    at = to;
  }
}

function isIdeograph(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff;
}

function isOpening(code: number): boolean {
  return code === 40 || code === 0xff08;
}

function isClosing(code: number): boolean {
  return code === 41 || code === 0xff09;
}

function told(slip: Slip): Finding {
  return {
    span: spanOf(slip),
    message: `“${slip.line.text.slice(slip.from - 1, slip.to)}”夹了拼音，应删去。`,
    fixes: [safeFix("删去拼音", replace(slip))],
  };
}
