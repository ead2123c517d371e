import { codeUnits, isSpace } from "./normalise";
import { readChinese, toChinese } from "./numeral";
import { offsetIn } from "./phrase";
import type { Phrase, Span } from "./text";

/** The number in front of a heading or label. Span and text are the numeral alone: `三` of `（三）`, `2` of `2.`. */
export interface Ordinal extends Span {
  readonly text: string;
  readonly value: number;
  /** Numbers of one style count together: `一、` `（一）` `1.` `（1）` `①` … */
  readonly style: OrdinalStyle;
}

export type OrdinalStyle = "chinese" | "chinese-bracketed" | "arabic" | "arabic-bracketed" | "circled";

/** An ordinal at the start of a text, and where the text after it begins. */
export interface LeadingOrdinal {
  readonly style: OrdinalStyle;
  readonly value: number;
  /** Bounds of the numeral within the text. */
  readonly start: number;
  readonly end: number;
  /** Where what follows the ordinal and its separator begins. */
  readonly after: number;
}

const CHINESE_DIGITS = "一二三四五六七八九十";
const IS_CHINESE = codeUnits(CHINESE_DIGITS);
const MOST = 99;
/** Code units an ordinal can start with. */
const STARTS = codeUnits(`第${CHINESE_DIGITS}0123456789０１２３４５６７８９(（`);

/** Numerals with their marks in one character, by the code unit of the first: `①` `⑴` `⒈` `㈠`. */
const SINGLE: readonly { readonly first: number; readonly count: number; readonly style: OrdinalStyle }[] = [
  { first: 0x2460, count: 20, style: "circled" },
  { first: 0x2474, count: 20, style: "arabic-bracketed" },
  { first: 0x2488, count: 20, style: "arabic" },
  { first: 0x3220, count: 10, style: "chinese-bracketed" },
];

function singleAt(code: number): (typeof SINGLE)[number] | undefined {
  if (code < 0x2460 || code > 0x3229) return undefined;
  return SINGLE.find(({ first, count }) => code >= first && code < first + count);
}

/** Another number in the way that one is written: `四` for `三`, `⒋` for `⒊`. */
export function numeralLike({ text, style }: Ordinal, value: number): string {
  const single = singleAt(text.charCodeAt(0));
  if (single !== undefined) return String.fromCharCode(single.first + value - 1);
  return style.startsWith("chinese") ? toChinese(value) : String(value);
}

/** Reads `一、` `（一）` `1.` `1、` `（1）` `1）` `①` `第一部分` at the start of a text; undefined where there is none. */
export function leadingOrdinal(text: string): LeadingOrdinal | undefined {
  let at = 0;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  const first = text.charCodeAt(at);
  const single = singleAt(first);
  if (single !== undefined) {
    const value = first - single.first + 1;
    return { style: single.style, value, start: at, end: at + 1, after: skipSpace(text, at + 1) };
  }
  if (STARTS[first] !== 1) return undefined;
  if (first === 0x7b2c) return partNumber(text, at);
  const bracketed = first === 40 || first === 0xff08;
  if (bracketed) at = skipSpace(text, at + 1);
  const digit = text.charCodeAt(at);
  const chinese = at < text.length && IS_CHINESE[digit] === 1;
  if (!chinese && !(digit >= 48 && digit <= 57) && !(digit >= 0xff10 && digit <= 0xff19)) return undefined;
  let end = at + 1;
  while (end < text.length && end - at < 4 && isNumeral(text, end, chinese)) end++;
  const value = chinese
    ? (readChinese(text.slice(at, end)) ?? 0)
    : Number(text.slice(at, end).normalize("NFKC"));
  if (value < 1 || value > MOST) return undefined;
  return separated(text, { start: at, end, value, chinese, bracketed });
}

/** `第一部分`, which counts as `一、` does. */
function partNumber(text: string, at: number): LeadingOrdinal | undefined {
  const match = /^第([一二三四五六七八九十]{1,3})(?:部分|章)[\s、.：:]*/.exec(text.slice(at, at + 10));
  const value = match === null ? undefined : readChinese(match[1]!);
  if (match === null || value === undefined) return undefined;
  const start = at + 1;
  return { style: "chinese", value, start, end: start + match[1]!.length, after: at + match[0].length };
}

interface Numeral {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly chinese: boolean;
  readonly bracketed: boolean;
}

function separated(
  text: string,
  { start, end, value, chinese, bracketed }: Numeral,
): LeadingOrdinal | undefined {
  const at = skipSpace(text, end);
  const code = text.charCodeAt(at);
  const closes = code === 41 || code === 0xff09;
  if (bracketed || closes) {
    if (!closes) return undefined;
    const style = chinese ? "chinese-bracketed" : "arabic-bracketed";
    return { style, value, start, end, after: skipSpace(text, at + 1) };
  }
  if (!"、.．,，﹒\\".includes(text[at] ?? "?") || at - end > 1) return undefined;
  // An escaped point, as Markdown writers put it after a number that must not start a list.
  const separator = code === 92 ? at + 1 : at;
  if (code === 92 && text[separator] !== ".") return undefined;
  if (!chinese && !startsItem(text, separator)) return undefined;
  return { style: chinese ? "chinese" : "arabic", value, start, end, after: skipSpace(text, separator + 1) };
}

/** `5.15政务公开日` and `1.2万` are no items; `1.2023年…` is one. A comma after digits makes thousands. */
function startsItem(text: string, separator: number): boolean {
  if (",，".includes(text[separator]!)) return false;
  const next = text.charCodeAt(separator + 1);
  const isDigit = (next >= 48 && next <= 57) || (next >= 0xff10 && next <= 0xff19);
  return !isDigit || /^[0-9０-９]{4}年/.test(text.slice(separator + 1, separator + 6));
}

/** Of as many sections as a standard has. */
const SECTION_NUMERALS = "一二三四五六";

/** `一 总体情况`: a section's numeral with nothing but a space behind it. */
export function spacedNumeral(text: string): LeadingOrdinal | undefined {
  const start = skipSpace(text, 0);
  const value = SECTION_NUMERALS.indexOf(text[start] ?? "?") + 1;
  const after = skipSpace(text, start + 1);
  if (value === 0 || after === start + 1) return undefined;
  return { style: "chinese", value, start, end: start + 1, after };
}

function isNumeral(text: string, at: number, chinese: boolean): boolean {
  const code = text.charCodeAt(at);
  if (chinese) return IS_CHINESE[code] === 1;
  return (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The ordinal with its place in the report; `from` is where in the phrase's text the text began that it was read from. */
export function ordinalIn(phrase: Phrase, leading: LeadingOrdinal, from = 0): Ordinal {
  const start = from + leading.start;
  const end = from + leading.end;
  return {
    style: leading.style,
    value: leading.value,
    text: phrase.text.slice(start, end),
    start: offsetIn(phrase, start),
    end: offsetIn(phrase, end - 1) + 1,
  };
}
