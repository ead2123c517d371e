import type { Rule } from "../findings/rule";
import type { Report } from "../report/report";
import { CHAR, kindsOf } from "../text/characters";
import { isDate } from "../text/date";
import { codeUnits, isSpace } from "../text/normalise";
import { readChinese } from "../text/numeral";
import type { Span } from "../text/text";
import { narrowDigits } from "../text/value";
import { EXAMPLE, exampleWith } from "./support/example";

export const dateInvalid: Rule = {
  id: "date-invalid",
  category: "document",
  title: "日期不存在",
  why: "日历上没有这一天，是笔误，要对照原件改正。",
  whenOff: "一般不必关闭。",
  severity: "error",
  bad: exampleWith("2024年1月15日", "2024年1月32日"),
  good: EXAMPLE,

  *check(report) {
    for (const date of datesIn(report)) {
      if (isDate(date.year, date.month, date.day)) continue;
      const { start, end } = date;
      yield { span: { start, end }, message: `日历上没有“${report.text.slice(start, end)}”这一天。` };
    }
  },
};

interface WrittenDate extends Span {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
}

/** Dates with 月 and 日 anywhere in the text, and the signing date however it is written. */
function* datesIn({ text, period, signature }: Report): Iterable<WrittenDate> {
  const { date } = signature;
  if (date?.day !== undefined && !date.text.includes("月")) yield { ...date, day: date.day };
  for (let at = text.indexOf("月"); at >= 0; at = text.indexOf("月", at + 1)) {
    const found = dateAround(text, at);
    // What is wrong with the statistical period has its own rule.
    if (found !== undefined && !(period && found.start < period.end && found.end > period.start)) yield found;
  }
}

/** Reads the date that has its 月 at `month`: `2月30日`, `2024年 2 月 30 日`, `二月三十日`. */
function dateAround(text: string, month: number): WrittenDate | undefined {
  const before = numeralBefore(text, month);
  const after = before && numeralAfter(text, month + 1);
  if (before === undefined || after === undefined || isLunar(text, before.start)) return undefined;
  const close = skipForward(text, after.end);
  if (text[close] !== "日" && text[close] !== "号") return undefined;
  const year = yearBefore(text, before.start);
  return {
    year: year?.value,
    month: before.value,
    day: after.value,
    start: year?.start ?? before.start,
    end: close + 1,
  };
}

interface Numeral extends Span {
  readonly value: number;
}

/** The kinds of numeral that a character can belong to. */
const NO_NUMERAL = 0;
const DIGITS = 1;
const CHINESE = 2;
const IS_CHINESE = codeUnits("一二三四五六七八九十");

function numeralKind(text: string, at: number): number {
  if (at < 0 || at >= text.length) return NO_NUMERAL;
  const code = text.charCodeAt(at);
  if ((kindsOf(code) & CHAR.digit) !== 0) return DIGITS;
  return IS_CHINESE[code] === 1 ? CHINESE : NO_NUMERAL;
}

function numeralBefore(text: string, at: number): Numeral | undefined {
  const end = skipBack(text, at);
  const kind = numeralKind(text, end - 1);
  if (kind === NO_NUMERAL) return undefined;
  let start = end - 1;
  while (end - start < 4 && numeralKind(text, start - 1) === kind) start--;
  // 2.5月 and 三个月 are no months; more than two digits are something else.
  return end - start > 2 || text[start - 1] === "." ? undefined : numeral(text, start, end);
}

function numeralAfter(text: string, at: number): Numeral | undefined {
  const start = skipForward(text, at);
  const kind = numeralKind(text, start);
  if (kind === NO_NUMERAL) return undefined;
  let end = start + 1;
  while (end - start < 5 && numeralKind(text, end) === kind) end++;
  return end - start > 3 ? undefined : numeral(text, start, end);
}

function numeral(text: string, start: number, end: number): Numeral | undefined {
  const written = text.slice(start, end);
  const isChinese = numeralKind(text, start) === CHINESE;
  const value = isChinese ? readChinese(written) : Number(narrowDigits(written));
  return value === undefined || Number.isNaN(value) ? undefined : { value, start, end };
}

function yearBefore(text: string, at: number): Numeral | undefined {
  const mark = skipBack(text, at);
  if (text[mark - 1] !== "年") return undefined;
  const end = skipBack(text, mark - 1);
  const written = narrowDigits(text.slice(Math.max(end - 4, 0), end));
  const year = /^\d{4}$/.test(written) ? Number(written) : (readChinese(written) ?? 0);
  return year > 1000 && year < 3000 ? { value: year, start: end - 4, end } : undefined;
}

/** Months of the old calendar may have thirty days, the second too. */
function isLunar(text: string, at: number): boolean {
  return /[农阴旧農陰舊][历曆]/.test(text.slice(Math.max(at - 8, 0), at));
}

function skipBack(text: string, at: number): number {
  let index = at;
  while (index > 0 && at - index < 2 && isSpace(text.charCodeAt(index - 1))) index--;
  return index;
}

function skipForward(text: string, at: number): number {
  let index = at;
  while (index < text.length && index - at < 2 && isSpace(text.charCodeAt(index))) index++;
  return index;
}
