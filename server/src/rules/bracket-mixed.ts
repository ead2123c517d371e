import type { Paragraph } from "../report/prose";
import type { Finding, Rule } from "../rule";
import { exampleWith } from "./support/example";
import { hasTrace, replace, safeFix, spanOf, summarised, TRACE } from "./support/traces";

export const bracketMixed: Rule = {
  id: "bracket-mixed",
  category: "typography",
  title: "全角、半角括号混用",
  why: "《标点符号用法》（GB/T 15834）规定中文里的括号用全角。同一篇里全角、半角混用，多半是粘贴或输入法切换所致。通篇都用半角括号的不在此列。",
  whenOff: "文中的半角括号是有意使用的，例如照录系统里的名称。",
  severity: "info",
  bad: exampleWith("信息120条", "信息（含转载)120条"),
  good: exampleWith("信息120条", "信息（含转载）120条"),

  *check(report) {
    if (!hasTrace(report, TRACE.wideBracket) || !hasTrace(report, TRACE.narrowBracket)) return;
    const found: Finding[] = [];
    for (const line of report.paragraphs) {
      if (!line.text.includes("(") && !line.text.includes(")")) continue;
      for (const pair of pairsIn(line.text)) {
        const isWide = line.text[pair.open] === "（" && line.text[pair.close] === "）";
        if (!isWide && HANZI.test(line.text.slice(pair.open, pair.close))) found.push(narrow(line, pair));
      }
    }
    if (found.length === 0) return;
    const hasWide = report.paragraphs.some(
      ({ text }) =>
        text.includes("（") &&
        pairsIn(text).some(({ open, close }) => text[open] === "（" && text[close] === "）"),
    );
    // Brackets in tables are a matter of labels: only running text tells which width the text is in.
    const kept = hasWide ? found : found.filter(({ span }) => isMixed(report.text, span.start, span.end));
    yield* summarised(
      kept,
      (count) => `全文括号以全角为准，有${count}处用了半角括号，应统一为全角。`,
      (count) => `把${count}处半角括号改为全角`,
    );
  },
};

const HANZI = /[\u4e00-\u9fff]/;

const OPENING = 1;
const CLOSING = 2;
const SIDES = new Uint8Array(65536);
for (const char of "（(") SIDES[char.charCodeAt(0)] = OPENING;
for (const char of "）)") SIDES[char.charCodeAt(0)] = CLOSING;

interface Pair {
  readonly open: number;
  readonly close: number;
}

/** Brackets that belong together, of any width. */
function pairsIn(text: string): Pair[] {
  const pairs: Pair[] = [];
  const opened: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const side = SIDES[text.charCodeAt(i)]!;
    if (side === OPENING) opened.push(i);
    else if (side === CLOSING) {
      const open = opened.pop();
      if (open !== undefined) pairs.push({ open, close: i });
    }
  }
  return pairs.sort((a, b) => a.open - b.open);
}

function isMixed(text: string, start: number, end: number): boolean {
  return (text[start] === "（") !== (text[end - 1] === "）");
}

function narrow(line: Paragraph, { open, close }: Pair): Finding {
  const edits = [
    ...(line.text[open] === "(" ? replace(line, open, open + 1, "（") : []),
    ...(line.text[close] === ")" ? replace(line, close, close + 1, "）") : []),
  ];
  const written = line.text.slice(open, close + 1);
  const shown = written.length > 20 ? `${written.slice(0, 9)}…${written.slice(-9)}` : written;
  return {
    span: spanOf(line, open, close + 1),
    message: `“${shown}”用了半角括号，与全文的全角括号不一致，应改为全角。`,
    fixes: [safeFix("改为全角括号", edits)],
  };
}
