import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { codeUnits } from "../text/normalise";
import type { Phrase } from "../text/text";
import { SIMPLIFIED } from "../text/traditional";
import { EXAMPLE, exampleWith } from "./support/example";
import { replace, type Slip, safeFix, spanOf, summarised, textCells } from "./support/traces";

export const traditionalCharacter: Rule = {
  id: "traditional-character",
  category: "typography",
  title: "用了繁体字",
  why: "《国家通用语言文字法》第九条规定，国家机关以规范汉字为公务用字。个别繁体字多半来自扫描识别，通篇繁体多半是存了网站的繁体版。",
  whenOff: "检查的是网站繁体版的文本。",
  severity: "info",
  bad: exampleWith("围绕群众关切", "圍绕群众关切"),
  good: EXAMPLE,

  *check(report) {
    const found: Slip[] = [];
    for (const cell of textCells(report)) collect(cell, found);
    yield* summarised(found, {
      one: told,
      edits: replace,
      many: (count) => `有 ${count} 处繁体字，应改为简体字。`,
      title: (count) => `把 ${count} 处繁体字改为简体字`,
    });
  },
};

const IS_TRADITIONAL = codeUnits([...SIMPLIFIED.keys()].join(""));

/** Traditional characters in a row are one finding. */
function collect(line: Phrase, found: Slip[]): void {
  const { text } = line;
  for (let from = 0; from < text.length; from++) {
    if (IS_TRADITIONAL[text.charCodeAt(from)] === 0) continue;
    let to = from + 1;
    while (to < text.length && IS_TRADITIONAL[text.charCodeAt(to)] === 1) to++;
    if (isLanguageLink(text, from, to)) {
      from = to;
      continue;
    }
    let simple = SIMPLIFIED.get(text[from]!)!;
    for (let at = from + 1; at < to; at++) simple += SIMPLIFIED.get(text[at]!)!;
    found.push({ line, from, to, text: simple });
    from = to;
  }
}

/** What a site calls its version in the other characters. */
const LINK = /^(?:网站|切换到?|中文)?(?:繁[體体]|[簡简][體体]|正[體体])(?:中文|字)?(?:版|网|站)?$/;
const SEPARATOR = codeUnits(" \t\u00a0\u3000|｜/／·•-[]【】()（）<>");

/** The name of a site's version, between separators, is a link of the page and no word of the report. */
function isLanguageLink(text: string, from: number, to: number): boolean {
  let start = from;
  while (start > 0 && from - start < 8 && SEPARATOR[text.charCodeAt(start - 1)] === 0) start--;
  let end = to;
  while (end < text.length && end - to < 8 && SEPARATOR[text.charCodeAt(end)] === 0) end++;
  return LINK.test(text.slice(start, end));
}

function told(slip: Slip): Finding {
  const written = slip.line.text.slice(slip.from, slip.to);
  return {
    span: spanOf(slip),
    message: `“${written}”是繁体字，应为“${slip.text}”。`,
    fixes: [safeFix(`改为“${slip.text}”`, replace(slip))],
  };
}
