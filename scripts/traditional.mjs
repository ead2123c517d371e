// Writes server/src/traditional.json: traditional characters and the simplified ones they stand for, for the
// characters that labels, titles and dates of reports are made of. Run through scripts/generate.mjs.
import { readFileSync } from "node:fs";
import * as OpenCC from "opencc-js/t2cn";

const WORDS =
  "年度报告政府信息公开工作总体统计期限时间周期自起至止月日镇乡县区市省厅局委办街道人民政府机关单位关于附件暂无没有说明其他应当需要事项问题改进措施存在主要不足复议诉讼";

/** The table as JSON text. */
export function traditionalTable() {
  const chars = new Set(WORDS);
  for (const id of ["2019", "2021"]) {
    for (const char of readFileSync(new URL(`../server/src/standard/${id}.json`, import.meta.url), "utf8")) {
      if (char >= "\u4e00" && char <= "\u9fff") chars.add(char);
    }
  }
  const convert = OpenCC.Converter({ from: "t", to: "cn" });
  let pairs = "";
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const char = String.fromCharCode(code);
    const simple = convert(char);
    if (simple !== char && simple.length === 1 && chars.has(simple) && !chars.has(char))
      pairs += char + simple;
  }
  return `${JSON.stringify({ pairs })}\n`;
}
