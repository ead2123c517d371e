/*
 * Numbers as a sheet shows them: by the code that their cell has, `#,##0.00`, `0.0%`, `yyyy"年"m"月"d"日"`. What a code
 * says about colours, widths and alignment is left out.
 */

/** The code of a format. */
export type NumberLook = string;

const TIME_OF_DAY = '上午/下午h"时"mm"分"';
/** Formats that have no code in the file, by their numbers, as a Chinese Excel has them. */
export const BUILT_IN: Readonly<Record<number, NumberLook>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  14: "yyyy/m/d",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy/m/d h:mm",
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: "m-d-yy",
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: TIME_OF_DAY,
  35: `${TIME_OF_DAY}ss"秒"`,
  36: 'yyyy"年"m"月"',
  37: "#,##0;-#,##0",
  38: "#,##0;-#,##0",
  39: "#,##0.00;-#,##0.00",
  40: "#,##0.00;-#,##0.00",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
  48: "##0.0E+0",
  49: "@",
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: TIME_OF_DAY,
  56: `${TIME_OF_DAY}ss"秒"`,
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** A piece of a code: letters that are shown as they are, or what stands for a part of the number. */
interface CodePiece {
  readonly kind: "text" | "digits" | "date" | "elapsed" | "general" | "percent";
  readonly text: string;
}

/** A number as it is shown. */
export function shownNumber(value: number, code: NumberLook, is1904: boolean): string {
  const sections = sectionsOf(code);
  const { section, isOwn } = sectionFor(value, sections);
  const pieces = piecesOf(section);
  if (pieces.some(({ kind }) => kind === "date" || kind === "elapsed"))
    return shownDate(value, pieces, /\[DBNum1\]/i.test(section), is1904) ?? generalNumber(value);
  const sign = value < 0 && !isOwn ? "-" : "";
  const size = Math.abs(value);
  if (pieces.some(({ kind }) => kind === "general"))
    return sign + pieces.map(({ kind, text }) => (kind === "general" ? generalNumber(size) : text)).join("");
  return shownDigits(size, pieces, sign);
}

/** A text as it is shown: a code may put something around it. */
export function shownText(text: string, code: NumberLook): string {
  const section = sectionsOf(code)[3];
  if (section === undefined || !section.includes("@")) return text;
  return piecesOf(section)
    .map((piece) => (piece.kind === "general" ? text : piece.text))
    .join("");
}

/** A number without a format: at most eleven digits. */
export function generalNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e11 || size < 1e-9)) {
    const [digits, power] = value.toExponential(5).split("e") as [string, string];
    return `${Number(digits)}E${power[0]}${power.slice(1).padStart(2, "0")}`;
  }
  const whole = Math.trunc(size).toString().length;
  return String(Number(value.toFixed(Math.max(0, Math.min(9, 10 - whole)))));
}

// ── Codes ──

/** `;` parts a code into what is for positive numbers, negative ones, zero and text. */
function sectionsOf(code: string): string[] {
  const sections = [""];
  for (const [token] of code.matchAll(TOKEN)) {
    if (token === ";") sections.push("");
    else sections[sections.length - 1] += token;
  }
  return sections;
}

const TOKEN =
  /"[^"]{0,255}"?|[\\_*][\s\S]|\[[^\]]{0,60}\]|General|G\/通用格式|AM\/PM|A\/P|上午\/下午|[\s\S]/gi;

function sectionFor(value: number, sections: readonly string[]): { section: string; isOwn: boolean } {
  for (const section of sections.slice(0, 3)) {
    const asked = /\[([<>=]{1,2})(-?[\d.]{1,20})\]/.exec(section);
    if (asked !== null && holds(value, asked[1]!, Number(asked[2]))) return { section, isOwn: true };
    if (asked !== null && section === sections.at(-1)) return { section: "General", isOwn: false };
  }
  const at = sections.length > 2 && value === 0 ? 2 : sections.length > 1 && value < 0 ? 1 : 0;
  return { section: sections[at]!, isOwn: at > 0 };
}

function holds(value: number, sign: string, limit: number): boolean {
  if (sign === "<") return value < limit;
  if (sign === ">") return value > limit;
  if (sign === "<=") return value <= limit;
  if (sign === ">=") return value >= limit;
  return sign === "<>" ? value !== limit : value === limit;
}

function piecesOf(section: string): CodePiece[] {
  const pieces: CodePiece[] = [];
  const add = (kind: CodePiece["kind"], text: string) => {
    const last = pieces.at(-1);
    // Letters of one kind belong together: `yyyy`, `#,##0`.
    const goesOn =
      last?.kind === kind && (kind === "digits" || (kind === "date" && last.text[0] === text[0]));
    if (goesOn) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  };
  const isExponential = /[0#?]E[+-]/i.test(section);
  for (const [token] of section.matchAll(TOKEN)) {
    const lower = token.toLowerCase();
    if (token.startsWith('"'))
      add("text", token.slice(1, token.endsWith('"') && token.length > 1 ? -1 : undefined));
    else if (token[0] === "\\" && token.length > 1) add("text", token[1]!);
    else if (/^[_*]./.test(token)) continue;
    else if (token.startsWith("[")) addBracket(lower, token, add);
    else if (lower === "general" || lower === "g/通用格式" || token === "@") add("general", "");
    else if (token === "%") add("percent", token);
    else if (/^(?:am\/pm|a\/p|上午\/下午)$/.test(lower)) add("date", token);
    else if (/^[0#?,]$/.test(token) || (isExponential && /^[e+-]$/.test(lower))) add("digits", token);
    else if (token === ".") add(pieces.at(-1)?.kind === "date" ? "text" : "digits", token);
    else if (/^[ymdhsae]$/.test(lower)) add("date", lower);
    else add("text", token);
  }
  return pieces;
}

function addBracket(
  lower: string,
  token: string,
  add: (kind: CodePiece["kind"], text: string) => void,
): void {
  if (/^\[(?:h{1,4}|m{1,4}|s{1,4})\]$/.test(lower)) add("elapsed", lower[1]!);
  // `[$¥-804]`: a currency, and a language.
  else if (token.startsWith("[$")) add("text", token.slice(2, -1).replace(/-[0-9A-Fa-f]{0,10}$/, ""));
}

// ── Digits ──

function shownDigits(size: number, pieces: readonly CodePiece[], sign: string): string {
  const percents = pieces.filter(({ kind }) => kind === "percent").length;
  const patterns = pieces.filter(({ kind }) => kind === "digits");
  const scaled = percents > 0 ? moved(size, 2 * percents) : size;
  // Patterns parted by letters, fractions and telephone numbers among them, share the digits in ways nobody counts with.
  const pattern = patterns.length === 1 ? patterns[0]!.text : undefined;
  let shown =
    patterns.length === 0 ? "" : pattern === undefined ? generalNumber(scaled) : patterned(scaled, pattern);
  let result = "";
  for (const { kind, text } of pieces) {
    if (kind !== "digits") result += text;
    else {
      result += shown;
      shown = "";
    }
  }
  // What is rounded to nothing has no sign.
  return (/[1-9]/.test(result) ? sign : "") + result;
}

function patterned(size: number, pattern: string): string {
  const exponent = /^(.*?)E([+-])(0{1,5})/i.exec(pattern);
  if (exponent !== null) return exponential(size, exponent[1]!, exponent[2]!, exponent[3]!.length);
  const trailing = /,{1,9}(?=\.|$)/.exec(pattern)?.[0].length ?? 0;
  const [whole = "", part = ""] = pattern.split(".");
  const decimals = part.replaceAll(",", "");
  const fixed = toFixed(size / 1000 ** trailing, decimals.length);
  const [digits = "0", rest = ""] = fixed.split(".");
  const least = whole.replace(/[^0]/g, "").length;
  const shown = (digits === "0" && least === 0 ? "" : digits).padStart(least, "0");
  const isGrouped = /[0#?],+[0#?]/.test(whole);
  const kept = trimmedDecimals(rest, decimals);
  const point = pattern.includes(".") ? "." : "";
  return (isGrouped ? shown.replace(/\B(?=(?:\d{3}){1,9}$)/g, ",") : shown) + point + kept;
}

/** `#` shows no zero at the end. */
function trimmedDecimals(digits: string, pattern: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === "0" && pattern[end - 1] !== "0") end--;
  return digits.slice(0, end);
}

/** Halves are rounded up, as they are written and not as they are stored. */
function toFixed(size: number, decimals: number): string {
  const written = String(size);
  if (written.includes("e") || decimals > 15) return size.toFixed(Math.min(decimals, 20));
  return Number(`${Math.round(Number(`${written}e${decimals}`))}e-${decimals}`).toFixed(decimals);
}

/** A number with its point moved, as it is written: 0.07 is 7 percent and not 7.000000000000001. */
function moved(size: number, places: number): number {
  const written = String(size);
  return written.includes("e") ? size * 10 ** places : Number(`${written}e${places}`);
}

function exponential(size: number, pattern: string, sign: string, least: number): string {
  const decimals = pattern.split(".")[1]?.length ?? 0;
  const [digits, power] = size.toExponential(Math.min(decimals, 15)).split("e") as [string, string];
  const shownSign = power.startsWith("-") ? "-" : sign === "+" ? "+" : "";
  return `${digits}E${shownSign}${power.slice(1).padStart(least, "0")}`;
}

// ── Dates ──

const DAY = 86_400;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = [..."日一二三四五六"];
/** The last day that a sheet can show: 9999-12-31. */
const LAST_DAY = 2_958_466;

interface Moment {
  readonly date: Date;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Of all days together. */
  readonly seconds: number;
  readonly fraction: number;
}

/** Undefined for what is no day. */
function shownDate(
  value: number,
  pieces: readonly CodePiece[],
  isChinese: boolean,
  is1904: boolean,
): string | undefined {
  if (!(value >= 0 && value < LAST_DAY)) return undefined;
  const hasFraction = pieces.some(({ kind }) => kind === "digits");
  const seconds = hasFraction ? Math.floor(value * DAY + 1e-6) : Math.round(value * DAY);
  const day = Math.floor(seconds / DAY);
  const rest = seconds - day * DAY;
  const moment: Moment = {
    date: dateOf(day, is1904),
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    seconds,
    fraction: Math.max(0, value * DAY - seconds),
  };
  const dates = pieces.filter(({ kind }) => kind === "date" || kind === "elapsed");
  const isHalfDay = pieces.some(({ text }) => text.includes("/") && /^(?:a|上)/i.test(text));
  const isLeap = !is1904 && day === 60;
  return pieces
    .map((piece) => {
      if (piece.kind === "elapsed") return elapsed(piece.text, moment);
      if (piece.kind === "digits") return fractionOf(piece.text, moment);
      if (piece.kind !== "date") return piece.text;
      const at = dates.indexOf(piece);
      const isMinute =
        piece.text.startsWith("m") &&
        (/^h/.test(dates[at - 1]?.text ?? "") || /^s/.test(dates[at + 1]?.text ?? ""));
      const shown = isMinute
        ? padded(moment.minute, piece.text.length)
        : datePart(piece.text, isLeap ? { ...moment, date: dateOf(59, false) } : moment, isHalfDay);
      return isChinese ? inChinese(shown, piece.text) : isLeap && /^d{1,2}$/.test(piece.text) ? "29" : shown;
    })
    .join("");
}

/** Excel counts a 29th of February 1900 that there never was. */
function dateOf(day: number, is1904: boolean): Date {
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(epoch + day * DAY * 1000);
}

const padded = (value: number, width: number) => String(value).padStart(Math.min(width, 2), "0");

function elapsed(unit: string, { seconds }: Moment): string {
  return String(
    unit === "h" ? Math.floor(seconds / 3600) : unit === "m" ? Math.floor(seconds / 60) : seconds,
  );
}

function fractionOf(pattern: string, { fraction }: Moment): string {
  const decimals = pattern.replace(/[^0]/g, "").length;
  return decimals === 0 ? "" : Math.min(fraction, 0.999).toFixed(Math.min(decimals, 3)).slice(2);
}

function datePart(text: string, { date, hour, second }: Moment, isHalfDay: boolean): string {
  const width = text.length;
  switch (text[0]!.toLowerCase()) {
    case "y":
    case "e": {
      const year = String(date.getUTCFullYear());
      return width > 2 || text[0] === "e" ? year : year.slice(-2);
    }
    case "m":
      if (width > 2) return MONTHS[date.getUTCMonth()]!;
      return padded(date.getUTCMonth() + 1, width);
    case "d":
      if (width > 2) return `星期${WEEKDAYS[date.getUTCDay()]}`;
      return padded(date.getUTCDate(), width);
    case "h":
      return padded(isHalfDay ? hour % 12 || 12 : hour, width);
    case "s":
      return padded(second, width);
    case "上":
      return hour < 12 ? "上午" : "下午";
    default:
      if (text.includes("/")) return hour < 12 ? "AM" : "PM";
      return `${width > 3 ? "星期" : ""}${WEEKDAYS[date.getUTCDay()]}`;
  }
}

const DIGITS = [..."〇一二三四五六七八九"];

/** `二〇二四`, `十二`. */
function inChinese(shown: string, piece: string): string {
  if (!/^\d{1,4}$/.test(shown)) return shown;
  if (/^[ye]/.test(piece)) return [...shown].map((digit) => DIGITS[Number(digit)]).join("");
  const [tens, ones] = [Math.floor(Number(shown) / 10), Number(shown) % 10];
  const ten = tens === 0 ? "" : `${tens > 1 ? DIGITS[tens] : ""}十`;
  return ten + (ones > 0 || tens === 0 ? DIGITS[ones] : "");
}
