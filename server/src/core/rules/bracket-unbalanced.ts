import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { Passage } from "../report/prose/prose";
import { codeUnits } from "../text/normalise";
import { exampleWith } from "./support/example";
import { isInTable } from "./support/traces";

export const bracketUnbalanced: Rule = {
  id: "bracket-unbalanced",
  category: "typography",
  title: "括号、书名号不成对",
  why: "括号、书名号成对使用（GB/T 15834），缺了一半，读者看不出范围到哪里为止。",
  whenOff: "文中大量引用半括号序号（如“1）”）而不便修改时。",
  severity: "warning",
  bad: exampleWith("信息120条", "信息120条（含转载"),
  good: exampleWith("信息120条", "信息120条（含转载）"),

  *check(report) {
    /** Opened in a passage before and not closed there: a quotation may run over several, and so may wrapped lines. */
    let pending: { passage: Passage; at: number; close: string; until: number } | undefined;
    for (const [index, passage] of report.passages.entries()) {
      if (isInTable(report, passage)) continue;
      const left = unbalanced(passage.text);
      let from = 0;
      if (pending !== undefined) {
        if (left.length === 0 && passage.heading === undefined && index < pending.until) continue;
        const [first] = left;
        if (first?.isClose && passage.text[first.at] === pending.close) from = 1;
        else yield opened(pending.passage, pending.at);
        pending = undefined;
      }
      for (let i = from; i < left.length; i++) {
        const { at, isClose } = left[i]!;
        if (isClose) yield closed(passage, at);
        else if (i === left.length - 1)
          pending = { passage, at, close: PAIRS.get(passage.text[at]!)!, until: index + MOST_PASSAGES };
        else yield opened(passage, at);
      }
    }
    if (pending !== undefined) yield opened(pending.passage, pending.at);
  },
};

/** A bracket is closed within so many passages. */
const MOST_PASSAGES = 3;

/** In folded text, where brackets are half-width. Quotes are left out: extraction often makes both halves alike. */
const PAIRS = new Map([
  ["(", ")"],
  ["《", "》"],
  ["〈", "〉"],
  ["〔", "〕"],
  ["【", "】"],
]);
const IS_BRACKET = codeUnits("()《》〈〉〔〕【】");

/** What is left of a web page's buttons: 【字体：大 中 小】 whose pictures were lost. */
const OF_PAGE = /^【(?:字[体号]|[大小]|打印|关闭|分享)/;

interface Half {
  readonly at: number;
  readonly isClose: boolean;
}

/** Brackets without partner. A mark that stands twice in a row is another rule's, and counted once. */
function unbalanced(text: string): Half[] {
  const left: Half[] = [];
  const open: number[] = [];
  /** How many of those wait for each closing bracket. */
  const waiting = new Map<string, number>();
  const wait = (char: string, more: number) => waiting.set(char, (waiting.get(char) ?? 0) + more);
  for (let index = 0; index < text.length; index++) {
    if (IS_BRACKET[text.charCodeAt(index)] === 0) continue;
    const bracket = text[index]!;
    const close = PAIRS.get(bracket);
    if (close !== undefined) {
      open.push(index);
      wait(close, 1);
    } else if ((waiting.get(bracket) ?? 0) > 0) {
      for (;;) {
        const at = open.pop()!;
        const awaited = PAIRS.get(text[at]!)!;
        wait(awaited, -1);
        if (awaited === bracket) break;
        left.push({ at, isClose: false });
      }
    } else if (!isNumber(text, index) && !isGarbled(text, index)) left.push({ at: index, isClose: true });
  }
  for (const place of open) left.push({ at: place, isClose: false });
  return left
    .filter(
      ({ at, isClose }) =>
        !OF_PAGE.test(text.slice(at, at + 4)) &&
        text[isClose ? at - 1 : at + 1] !== text[at] &&
        text[isClose ? at + 1 : at - 1] !== text[at],
    )
    .sort((a, b) => a.at - b.at);
}

/** `1)`, `a)`, `一）` number the items of a list. */
function isNumber(text: string, at: number): boolean {
  return (
    text[at] === ")" &&
    /(?:^|[。;:,、)])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$/.test(
      text.slice(Math.max(0, at - 4), at),
    )
  );
}

/** What wrong decoding leaves of `申请提起` is `申請?zhí)崞`: the bracket was never one. */
function isGarbled(text: string, at: number): boolean {
  return /\?[a-z\u00e0-\u01dc]{1,8}$/.test(text.slice(Math.max(0, at - 9), at));
}

function opened(passage: Passage, at: number): Finding {
  const mark = passage.text[at]!;
  return {
    span: passage.span(at, at + 1),
    message: `“${shownAs(mark)}”后面没有“${shownAs(PAIRS.get(mark)!)}”，应补上，或删去这一半。`,
  };
}

function closed(passage: Passage, at: number): Finding {
  return {
    span: passage.span(at, at + 1),
    message: `“${shownAs(passage.text[at]!)}”前面没有另一半，应补上，或删去这一半。`,
  };
}

const shownAs = (mark: string): string => (mark === "(" ? "（" : mark === ")" ? "）" : mark);
