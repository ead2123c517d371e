import { codeUnits, isInvisible, visible } from "./normalise";
import { readChinese } from "./numeral";

/** How a value is written. See the rules of the same names for what is made of each. */
export type ValueForm =
  | "plain"
  | "blank"
  | "placeholder"
  | "fullwidth"
  | "thousands"
  | "unit"
  | "ocr"
  | "chinese"
  | "leading-zero"
  | "text";

/** A value as read. Nothing is repaired: what cannot be read as a number is null. */
export interface ValueReading {
  readonly form: ValueForm;
  readonly value: number | null;
}

const BLANK: ValueReading = { form: "blank", value: null };
const PLACEHOLDER: ValueReading = { form: "placeholder", value: null };
const OCR: ValueReading = { form: "ocr", value: null };
/** The reading of text that stands in a value cell and is no number. */
export const TEXT: ValueReading = { form: "text", value: null };
/** Most numbers in a report: up to three digits. */
const SMALL: readonly ValueReading[] = Array.from({ length: 1000 }, (_, value) => ({ form: "plain", value }));

const PLACEHOLDERS = new Set([
  "/",
  "-",
  "—",
  "——",
  "－",
  "–",
  "--",
  "无",
  "無",
  "／",
  "\\",
  "N/A",
  "n/a",
  "NA",
  "―",
  "─",
  "一一",
  "…",
  "……",
]);
const UNITS = [
  "件次",
  "万元",
  "亿元",
  "千元",
  "件",
  "条",
  "个",
  "项",
  "次",
  "宗",
  "起",
  "元",
  "人",
  "份",
  "部",
  "例",
  "萬元",
  "億元",
  "條",
  "個",
  "項",
  "%",
  "％",
];

/** Code units a value can start with: most text is told from values by its first character. */
const STARTS = codeUnits(
  "0123456789０１２３４５６７８９+-＋－−增减升降↑↓UuOo〇○lIQ零一二三四五六七八九十两百千壹贰叁肆伍陆柒捌玖拾/／\\—–―─Nn无無…",
);

/**
 * Reads a trimmed cell: a number in any of the ways people write one, a placeholder, a blank, or letters that
 * character recognition takes for digits. Undefined for all other text.
 */
export function readValue(text: string): ValueReading | undefined {
  const length = text.length;
  if (length === 0) return BLANK;
  const first = text.charCodeAt(0);
  if (length <= 3 && first >= 48 && first <= 57) {
    const small = smallNumber(text);
    if (small >= 0) return SMALL[small];
  }
  if (STARTS[first] === 0) return isInvisible(first) ? readValue(visible(text)) : undefined;
  if (length > 20 || (first >= 0x4e00 && first <= 0x9fff && length > 12)) return undefined;
  return readNumber(text, first);
}

/** The value of up to three plain digits without a leading zero, else -1. */
function smallNumber(text: string): number {
  const { length } = text;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return length > 1 && text.charCodeAt(0) === 48 ? -1 : value;
}

function readNumber(text: string, first: number): ValueReading | undefined {
  if (first >= 48 && first <= 57) return readDigits(text);
  if (PLACEHOLDERS.has(text)) return PLACEHOLDER;
  if (isOcr(text)) return OCR;
  const narrow = narrowDigits(text);
  if (narrow !== text) {
    const reading = readValue(narrow);
    if (reading?.value != null)
      return { form: reading.form === "unit" ? "unit" : "fullwidth", value: reading.value };
  }
  const sign = "+增升↑".includes(text[0]!) ? 1 : "-减降↓−".includes(text[0]!) ? -1 : 0;
  if (sign !== 0) {
    const reading = text.length > 1 ? readDigits(text.slice(1)) : undefined;
    return reading?.value != null ? { form: reading.form, value: sign * reading.value } : undefined;
  }
  const chinese = readChinese(stripUnit(text));
  return chinese === undefined ? undefined : { form: "chinese", value: chinese };
}

/** Digits with an optional fraction, thousands separators or a unit. `text` starts with an ASCII digit. */
function readDigits(text: string): ValueReading | undefined {
  let at = 0;
  let commas = 0;
  let points = 0;
  let lastComma = -1;
  let grouped = true;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if (code === 44 || code === 0xff0c) {
      if (commas === 0 ? at > 3 : at - lastComma !== 4) grouped = false;
      if (points > 0) grouped = false;
      commas++;
      lastComma = at;
    } else if (code === 46 && points === 0) {
      if (commas > 0 && at - lastComma !== 4) grouped = false;
      points++;
    } else break;
  }
  const digits = text.slice(0, at);
  const rest = text.slice(at).trim();
  if (rest !== "") {
    if (UNITS.includes(rest)) {
      const reading = readDigits(digits.trimEnd());
      return reading && { form: "unit", value: reading.value };
    }
    if (isOcr(text)) return OCR;
    const seen = visible(text);
    if (seen !== text) return readDigits(seen);
    const narrow = narrowDigits(text);
    const reading = narrow === text ? undefined : readDigits(narrow);
    return reading?.value == null
      ? undefined
      : { form: reading.form === "unit" ? "unit" : "fullwidth", value: reading.value };
  }
  if (digits.endsWith(".") || lastComma === digits.length - 1) return undefined;
  if (commas > 0) {
    const groupedToEnd = grouped && (points > 0 || digits.length - lastComma === 4);
    return groupedToEnd ? { form: "thousands", value: Number(digits.replace(/[,，]/g, "")) } : undefined;
  }
  const leadingZero = digits.length > 1 && digits.charCodeAt(0) === 48 && digits.charCodeAt(1) !== 46;
  return { form: leadingZero ? "leading-zero" : "plain", value: Number(digits) };
}

/** Full-width digits, point, comma and signs made narrow, one unit for one. */
export function narrowDigits(text: string): string {
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const wide =
      (code >= 0xff10 && code <= 0xff19) ||
      code === 0xff0b ||
      code === 0xff0d ||
      code === 0xff0e ||
      code === 0xff0c;
    result += wide ? String.fromCharCode(code - 0xfee0) : text[i];
  }
  return result;
}

/** The text without a unit at its end. */
export function stripUnit(text: string): string {
  const unit = UNITS.find((candidate) => text.endsWith(candidate));
  return unit === undefined ? text : text.slice(0, -unit.length).trimEnd();
}

/** The unit at the end of the text, or "". */
export function unitOf(text: string): string {
  return UNITS.find((candidate) => text.endsWith(candidate)) ?? "";
}

/** Digits, and letters that character recognition takes for 0 or 1: at least one letter, at most six in all. */
function isOcr(text: string): boolean {
  if (text.length > 6) return false;
  let letters = 0;
  for (const char of text) {
    if ("UuOo〇○lIQ".includes(char)) letters++;
    else if (char < "0" || char > "9") return false;
  }
  return letters > 0;
}

/** The digits that letters of an `ocr` value most likely stand for. */
export function ocrDigits(text: string): string {
  return [...text]
    .map((char) => ("UuOo〇○Q".includes(char) ? "0" : "lI".includes(char) ? "1" : char))
    .join("");
}
