import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { Paragraph } from "../report/prose/prose";
import { EXAMPLE, exampleWith } from "./support/example";
import { matchesIn, replace, type Slip, safeFix, spanOf, summarised } from "./support/traces";

export const markDoubled: Rule = {
  id: "mark-doubled",
  category: "typography",
  title: "标点重复",
  why: "句号、逗号、书名号等连写两个，多半是多敲了一下，或改动后忘了删。",
  whenOff: "文中有意连用标点（如引用原文）较多时。",
  severity: "warning",
  bad: exampleWith("根据《中华", "根据《《中华"),
  good: EXAMPLE,

  *check(report) {
    const found: Slip[] = [];
    let reading: Paragraph | undefined;
    let paired: ReadonlySet<number> = new Set();
    for (const { line, match, from, to } of matchesIn(report.paragraphs, DOUBLED)) {
      const text = keptOf(match[0]);
      if (IS_BRACKET.test(text)) {
        if (line !== reading) paired = pairedIn(line.text);
        reading = line;
        // Brackets inside brackets stand twice by right: as many are opened as closed.
        if (paired.has(CLOSING.has(text) ? from : to - 1)) continue;
      }
      found.push({ line, from, to, text });
    }
    yield* summarised(found, {
      one: told,
      edits: replace,
      many: (count) => `有 ${count} 处标点重复，各应只留一个。`,
      title: (count) => `改正 ${count} 处重复的标点`,
    });
  },
};

/** One mark twice or more; stops of two kinds in a row. Half-width commas count after Chinese text only. */
const DOUBLED =
  /([《》〈〉〔〕【】“”（）])\1+|[。，、；：]{2,}|(?<=[\u4e00-\u9fff”》）)])(?:,{2,}|,[。，、；：]|[。，、；：],)/g;
const IS_BRACKET = /[《》〈〉〔〕【】“”（）]/;
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["《", "》"],
  ["〈", "〉"],
  ["〔", "〕"],
  ["【", "】"],
  ["“", "”"],
  ["（", "）"],
]);

/** The weightiest of the marks: a full stop ends the sentence whatever else stands there. */
function keptOf(marks: string): string {
  for (const mark of "。；：，、") if (marks.includes(mark)) return mark;
  return marks[0]!;
}

/** Places of all brackets that have their other half in the text; each kind for itself. */
function pairedIn(text: string): Set<number> {
  const paired = new Set<number>();
  const open = new Map([...CLOSING.values()].map((closing) => [closing, [] as number[]]));
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    const closing = CLOSING.get(mark);
    if (closing !== undefined) open.get(closing)!.push(at);
    const other = open.get(mark)?.pop();
    if (other !== undefined) paired.add(other).add(at);
  }
  return paired;
}

function told(slip: Slip): Finding {
  return {
    span: spanOf(slip),
    message: `“${slip.line.text.slice(slip.from, slip.to)}”重复了，应为“${slip.text}”。`,
    fixes: [safeFix(`改为“${slip.text}”`, replace(slip))],
  };
}
