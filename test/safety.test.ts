import { expect, test } from "vitest";
import type { Taking } from "../server/src/core/findings/finding";
import { isSafe } from "../server/src/core/findings/safety";

/* The law of safe fixes on texts of one line: ⟦what the finding stands at⟧, {what is taken out|what is put in}. */

function judge(marked: string, takes?: Taking): boolean {
  const edits = [];
  let text = "";
  let named = { start: 0, end: 0 };
  for (const part of marked.match(/⟦|⟧|\{[^|}]*\|[^}]*\}|[^⟦⟧{}]+/gs) ?? []) {
    const [, removed, put] = /^\{([^|]*)\|([^}]*)\}$/s.exec(part) ?? [];
    if (part === "⟦") named = { ...named, start: text.length };
    else if (part === "⟧") named = { ...named, end: text.length };
    else if (removed === undefined) text += part;
    else {
      edits.push({ span: { start: text.length, end: text.length + removed.length }, text: put! });
      text += removed;
    }
  }
  return isSafe(text, named, { title: "", safe: true, edits, takes });
}

const SAFE: readonly (readonly [marked: string, takes?: Taking])[] = [
  // What is folded away: blanks, marks, width, kinds of characters.
  ["公{ |}开"],
  ["公{&nbsp;|}开"],
  ["{條|条}例，{（|(}一)，{１２|12}件"],
  ["2{\u200b|}3，{&zwj;|}5"],
  ["现{(xiàn)|}有"],
  // What is only put in.
  ["其他需要报告的事项{|\n}无"],
  ["2023{|年}政府"],
  // A word that markup divides.
  ["{舉|举报}<br>{報|}"],
  ["⟦完善{完善|}⟧机制", "repetition"],
  ["⟦。{。|}⟧", "repetition"],
  ["甲\n⟦{- 2 -\n|}⟧乙", "line"],
  ["\n⟦危{机|及}“三安全一稳定”⟧ 0", "spelling"],
  ["⟦{|政府}信息{的|}公开情况⟧", "spelling"],
  ["⟦未经复议直接{诉讼|起诉}⟧", "spelling"],
  ["⟦{政府信息公开工作|}存在的主要问题及改进情况⟧", "name"],
  ["⟦国务院令第{492|711}号⟧", "name"],
  ["| ⟦{3|2}⟧.重复申请", "number"],
  ["（⟦{三|二}⟧）部分公开", "number"],
  ["| ⟦{00|}7⟧ |", "notation"],
  ["| ⟦1{,|}234⟧ |", "notation"],
];

const UNSAFE: readonly (readonly [marked: string, takes?: Taking])[] = [
  ["5{ |}3"],
  ["公{开|}"],
  ["{-|}3"],
  ["1{.|}5"],
  ["5件{无|}"],
  // Two lines that end and start with digits.
  ["共12{\n- 2 -\n|}3件", "line"],
  ["甲{- 2 -|}乙", "line"],
  ["⟦完善{机制|}⟧", "repetition"],
  ["⟦5{5|}⟧件", "repetition"],
  // What stands behind a name or in front of it is no slip in it.
  ["⟦其他需要报告的事项{无|}⟧", "spelling"],
  ["⟦上年结转政府信息公开申请数量{ 1|}⟧", "spelling"],
  ["⟦{无|}行政规范性文件⟧", "spelling"],
  // Pieces of a group's label among a label's letters.
  ["⟦法人或{年度|}其他组织⟧", "spelling"],
  ["⟦法人或{度 |}其他组织⟧", "spelling"],
  ["⟦法人或 {度|}其他组织⟧", "spelling"],
  ["⟦重复{三、 |}申请⟧", "spelling"],
  ["⟦属于{四类过程性|行政执法}案卷⟧", "spelling"],
  ["⟦行政许可{46|}⟧", "name"],
  ["3 ⟦{64|4}⟧.保护", "number"],
  ["⟦{64|4}⟧.保护", "number"],
  ["3 ⟦{3|4}⟧.保护", "number"],
  ["| ⟦{12|21}⟧ |", "notation"],
];

test.each(SAFE.map((it) => ({ it, marked: it[0] })))("$marked is safe", ({ it }) => {
  expect(judge(...it)).toBe(true);
});

test.each(UNSAFE.map((it) => ({ it, marked: it[0] })))("$marked is not", ({ it }) => {
  expect(judge(...it)).toBe(false);
});
