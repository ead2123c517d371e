/** Numbers as people write them: 十二, 二〇二四, １２３. */

const DIGITS = new Map(
  [..."零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖"].map((char, i) => [
    char,
    [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9][i]!,
  ]),
);
const UNITS = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1000],
  ["拾", 10],
  ["佰", 100],
  ["仟", 1000],
]);

/** The value of a Chinese numeral, positional (二〇二四) or with units (两千零二十四); undefined for anything else. */
export function readChinese(text: string): number | undefined {
  if (text === "") return undefined;
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let positional = true;
  for (const char of text) {
    const value = DIGITS.get(char);
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0 && !positional) return undefined;
      digit = positional && digit !== undefined ? digit * 10 + value : value;
      continue;
    }
    positional = false;
    const unit = UNITS.get(char);
    if (unit !== undefined) {
      section += (digit ?? (unit === 10 && section === 0 ? 1 : Number.NaN)) * unit;
    } else if (char === "万" || char === "萬") {
      total = (total + section + (digit ?? 0)) * 10000;
      section = 0;
    } else if (char === "亿" || char === "億") {
      total = (total + section + (digit ?? 0)) * 100000000;
      section = 0;
    } else {
      return undefined;
    }
    digit = undefined;
  }
  const result = total + section + (digit ?? 0);
  return Number.isNaN(result) ? undefined : result;
}

const CHINESE = "零一二三四五六七八九";

/** 1 to 99 as in headings: 12 → 十二. */
export function toChinese(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return (
    (tens > 1 ? CHINESE[tens] : "") + (tens > 0 ? "十" : "") + (ones > 0 || tens === 0 ? CHINESE[ones] : "")
  );
}
