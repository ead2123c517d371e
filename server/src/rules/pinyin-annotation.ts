import type { Finding, Rule } from "../rule";
import type { Phrase } from "../text";
import { EXAMPLE, exampleWith } from "./support/example";
import { hasTrace, replace, type Slip, safeFix, spanOf, summarised, TONES, TRACE } from "./support/traces";

export const pinyinAnnotation: Rule = {
  id: "pinyin-annotation",
  category: "extraction",
  title: "夹在字后的拼音",
  why: "“现(xiàn)”这样的注音是网页繁简转换留下的痕迹，不是正文。",
  whenOff: "为生僻地名、人名有意注音时。",
  severity: "info",
  bad: exampleWith("围绕群众关切", "围(wéi)绕群众关切"),
  good: EXAMPLE,

  *check(report) {
    if (!hasTrace(report, TRACE.narrowBracket | TRACE.wideBracket) || !hasTrace(report, TRACE.toned)) return;
    const found: Slip[] = [];
    for (const row of report.document.rows) for (const cell of row.cells) collect(cell, found);
    yield* summarised(found, {
      one: told,
      edits: replace,
      many: (count) => `有${count}处夹在字后的拼音，是网页转换留下的，应删去。`,
      title: (count) => `删去${count}处拼音`,
    });
  },
};

const TONED = new RegExp(`[${TONES}]`);
const PINYIN = new RegExp(`(?<=[\u3400-\u9fff])[(（]([a-z${TONES}]{1,12})[)）]`, "g");
/** One syllable without a tone mark; abbreviations and English words mostly are none. */
const SYLLABLE =
  /^(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)(?:a|ai|an|ang|ao|e|ei|en|eng|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|v|ve)$/;

function collect(line: Phrase, found: Slip[]): void {
  for (const { index, 0: whole, 1: letters } of line.text.matchAll(PINYIN)) {
    // Where a text has toned pinyin, a syllable that has no tone mark is pinyin too.
    if (TONED.test(letters!) || SYLLABLE.test(letters!))
      found.push({ line, from: index, to: index + whole.length, text: "" });
  }
}

function told(slip: Slip): Finding {
  return {
    span: spanOf(slip),
    message: `“${slip.line.text.slice(slip.from - 1, slip.to)}”中的拼音是网页转换留下的，应删去。`,
    fixes: [safeFix("删去拼音", replace(slip))],
  };
}
