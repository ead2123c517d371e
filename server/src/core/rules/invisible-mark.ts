import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { UNSEEN_ENTITY } from "../text/entity";
import { hasInvisible, isInvisible } from "../text/normalise";
import { allMatches, type Edit, type Span } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { safeFix, summarised } from "./support/traces";

export const invisibleMark: Rule = {
  id: "invisible-mark",
  category: "extraction",
  title: "有看不见的字符",
  why: "零宽空格、文字方向标记、软连字符等不占位置、看不见，是从网页或表格软件复制时带进来的；本工具读数时略过它们，别的系统会把“5”读成文字，检索也会断开。",
  whenOff: "文本另有程序清理这些字符时。",
  severity: "info",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 12\u200b |"),
  good: EXAMPLE,

  *check({ text }) {
    if (!hasInvisible(text) && !text.includes("&")) return;
    const found = marksIn(text);
    yield* summarised(found, {
      one: (mark) => told(text, mark),
      edits,
      many: (count) => `有 ${count} 处看不见的字符，应删去。`,
      title: (count) => `删去 ${count} 处看不见的字符`,
    });
  },
};

/** Marks in a row are one finding. */
function marksIn(text: string): Span[] {
  const found: Span[] = [];
  const all = [...characters(text), ...entities(text)].sort((a, b) => a.start - b.start);
  for (const { start, end } of all) {
    const last = found.at(-1);
    if (last?.end === start) found[found.length - 1] = { start: last.start, end };
    else found.push({ start, end });
  }
  return found.filter((mark) => !joinsEmoji(text, mark));
}

/** Those that are shown, or rather not: none in a tag, and no byte order mark, which says in front of a text how it is encoded. */
function characters(text: string): Span[] {
  const found: Span[] = [];
  let isTag = false;
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 60) isTag = /[a-z/!]/i.test(text[at + 1] ?? "");
    else if (code === 62) isTag = false;
    else if (!isTag && isInvisible(code)) found.push({ start: at, end: at + 1 });
  }
  return found;
}

function entities(text: string): Span[] {
  return allMatches(text, UNSEEN_ENTITY).map(({ index, 0: entity }) => ({
    start: index,
    end: index + entity.length,
  }));
}

/** Between emoji a joiner makes one of two. */
function joinsEmoji(text: string, { start }: Span): boolean {
  return text[start] === "\u200d" && /[\ud800-\udfff]|\ufe0f/.test(text[start - 1] ?? "");
}

function edits({ start, end }: Span): Edit[] {
  return [{ span: { start, end }, text: "" }];
}

function codeOf(text: string, { start }: Span): string {
  const code = text.charCodeAt(start);
  return code === 38
    ? text.slice(start, text.indexOf(";", start) + 1)
    : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function told(text: string, mark: Span): Finding {
  return {
    span: mark,
    message: "这里有看不见的字符，应删去。",
    why: `这样的字符（如 ${codeOf(text, mark)}）是从网页或表格软件复制时带进来的。本工具读数时略过它们，别的系统会把数读成文字，检索也会断开。`,
    fixes: [safeFix("删去看不见的字符", edits(mark))],
  };
}
