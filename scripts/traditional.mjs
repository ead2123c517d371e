// Writes server/src/core/text/traditional.json: traditional characters and the simplified ones they stand for. `pairs` are those
// of the characters that labels, titles and dates of reports are made of, for folding; `others` those of all common
// characters, and `valid` those among `pairs` that are good simplified characters as well, for the rule
// traditional-character. Run through scripts/generate.mjs.
import { readFileSync } from "node:fs";
import * as OpenCC from "opencc-js/t2cn";

const WORDS =
  "年度报告政府信息公开工作总体统计期限时间周期自起至止月日镇乡县区市省厅局委办街道人民政府机关单位关于附件暂无没有说明其他应当需要事项问题改进措施存在主要不足复议诉讼";
/** Characters that names of people and places are written with, by the list of standard characters of 2013. */
const NAMES = new Set("昇陞甯邨濛谿於");

/** The table as JSON text. */
export function traditionalTable() {
  const chars = new Set(WORDS);
  for (const id of ["2019", "2021"]) {
    for (const char of readFileSync(
      new URL(`../server/src/core/standard/${id}.json`, import.meta.url),
      "utf8",
    )) {
      if (char >= "\u4e00" && char <= "\u9fff") chars.add(char);
    }
  }
  const simplified = gb2312(0xb0, 0xf7);
  // In the old set for the sake of a surname.
  simplified.delete("後");
  const common = gb2312(0xb0, 0xd7);
  const convert = OpenCC.Converter({ from: "t", to: "cn" });
  const table = { pairs: "", others: "", valid: "" };
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const char = String.fromCharCode(code);
    const simple = convert(char);
    if (simple === char || simple.length !== 1) continue;
    const isGood = simplified.has(char) || NAMES.has(char);
    if (chars.has(simple) && !chars.has(char)) {
      table.pairs += char + simple;
      if (isGood) table.valid += char;
    } else if (!isGood && common.has(simple)) table.others += char + simple;
  }
  return `${JSON.stringify(table)}\n`;
}

/**
 * Chinese characters of GB 2312 with a first byte in these bounds: all that simplified text is written with.
 * @param {number} first
 * @param {number} last
 */
function gb2312(first, last) {
  const decoder = new TextDecoder("gbk");
  const chars = new Set();
  for (let high = first; high <= last; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) chars.add(decoder.decode(Uint8Array.of(high, low)));
  }
  return chars;
}
