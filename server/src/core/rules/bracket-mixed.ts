import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { quoted } from "../report/describe";
import type { Paragraph } from "../report/prose/prose";
import { codeUnits } from "../text/normalise";
import type { Edit } from "../text/text";
import { exampleWith } from "./support/example";
import { wrongNumberBrackets } from "./support/numberBrackets";
import { replace, safeFix, spanOf, summarised } from "./support/traces";

export const bracketMixed: Rule = {
  id: "bracket-mixed",
  category: "typography",
  title: "括号写法不一",
  why: "《标点符号用法》（GB/T 15834）规定中文里的括号用全角。同一篇里全角、半角混用，多半是粘贴或输入法切换所致。通篇都用半角括号的不在此列。发文字号的年份用六角括号“〔〕”（GB/T 9704）。",
  whenOff: "文中的半角括号是有意使用的，例如照录系统里的名称。",
  severity: "info",
  bad: exampleWith("信息120条", "信息（含转载)120条"),
  good: exampleWith("信息120条", "信息（含转载）120条"),

  *check(report) {
    const { paragraphs } = report;
    yield* wrongNumberBrackets(paragraphs);
    const found: Mixed[] = [];
    for (const line of paragraphs) collect(line, found);
    if (found.length === 0) return;
    const isWide = ({ text }: Paragraph) => pairsIn(text).some((pair) => isWidePair(text, pair));
    // Brackets in tables are a matter of labels: only running text tells which width the text is in.
    const kept = paragraphs.some(isWide) ? found : found.filter(({ line, pair }) => isHalf(line.text, pair));
    yield* summarised(kept, {
      one: told,
      edits,
      many: (count) => `有 ${count} 处半角括号，应改为全角。`,
      title: (count) => `把 ${count} 处半角括号改为全角`,
    });
  },
};

const HANZI = /[\u4e00-\u9fff]/;

const IS_OPENING = codeUnits("（(");
const IS_CLOSING = codeUnits("）)");

interface Pair {
  readonly open: number;
  readonly close: number;
}

/** Brackets that belong together, of any width. */
function pairsIn(text: string): Pair[] {
  const pairs: Pair[] = [];
  const opened: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (IS_OPENING[code] === 1) opened.push(at);
    else if (IS_CLOSING[code] === 1) {
      const open = opened.pop();
      if (open !== undefined) pairs.push({ open, close: at });
    }
  }
  return pairs.sort((a, b) => a.open - b.open);
}

function isWidePair(text: string, { open, close }: Pair): boolean {
  return text[open] === "（" && text[close] === "）";
}

/** One bracket of the pair is wide, the other narrow. */
function isHalf(text: string, { open, close }: Pair): boolean {
  return (text[open] === "（") !== (text[close] === "）");
}

/** Brackets around Chinese of which at least one is narrow. */
interface Mixed {
  readonly line: Paragraph;
  readonly pair: Pair;
}

function collect(line: Paragraph, found: Mixed[]): void {
  const { text } = line;
  for (const pair of pairsIn(text))
    if (!isWidePair(text, pair) && HANZI.test(text.slice(pair.open, pair.close))) found.push({ line, pair });
}

function edits({ line, pair: { open, close } }: Mixed): Edit[] {
  return [
    ...(line.text[open] === "(" ? replace({ line, from: open, to: open + 1, text: "（" }) : []),
    ...(line.text[close] === ")" ? replace({ line, from: close, to: close + 1, text: "）" }) : []),
  ];
}

function told(mixed: Mixed): Finding {
  const { line, pair } = mixed;
  const written = line.text.slice(pair.open, pair.close + 1);
  return {
    span: spanOf({ line, from: pair.open, to: pair.close + 1 }),
    message: `${quoted(written)}用了半角括号，应改为全角。`,
    why: "中文里的括号用全角（GB/T 15834），这里与全文的全角括号不一致。",
    fixes: [safeFix("改为全角括号", edits(mixed))],
  };
}
