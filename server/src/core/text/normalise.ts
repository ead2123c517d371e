import { SIMPLIFIED } from "./traditional";
import traditional from "./traditional.json";

/*
 * Folding: what does not matter when labels and titles are compared. Spaces, wraps, marks that nobody sees, Markdown
 * marks, the width of brackets and letters, the style of quotes, traditional characters. Folded text is for comparing
 * only; what is stored, shown and edited is always the text as written.
 */

/**
 * Marks that take no room and that nobody sees: zero-width spaces and joiners, marks of the direction of writing, the soft
 * hyphen, the byte order mark in the middle of a text, the end of a cell in Word.
 */
const INVISIBLE =
  "\u0007\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff";
const IS_INVISIBLE = codeUnits(INVISIBLE);

/** A mark that takes no room and that nobody sees. */
export function isInvisible(code: number): boolean {
  return IS_INVISIBLE[code] === 1;
}

const ANY_INVISIBLE = new RegExp(`[${INVISIBLE}]`);

/** Quick to tell of most texts. */
export function hasInvisible(text: string): boolean {
  return ANY_INVISIBLE.test(text);
}

/** The text without the marks that nobody sees. */
export function visible(text: string): string {
  let seen = "";
  for (let at = 0; at < text.length; at++) if (!isInvisible(text.charCodeAt(at))) seen += text[at];
  return seen;
}

/** Folded code unit by code unit; 0 drops it. A table, because folding is most of what reading a report costs. */
const FOLD = buildTable();

function buildTable(): Uint16Array {
  const table = new Uint16Array(65536);
  for (let code = 0; code < 65536; code++) table[code] = code;
  for (let code = 0xff01; code <= 0xff5e; code++) table[code] = code - 0xfee0;
  const map = (from: string, to: string) => {
    for (const char of from) table[char.charCodeAt(0)] = to === "" ? 0 : to.charCodeAt(0);
  };
  map(" \t\r\n\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", "");
  map("\u2028\u2029\u202f\u205f\u3000", "");
  map(INVISIBLE, "");
  map("*_`\\#＊＿", "");
  map("“”„‟‘’‚‛「」『』＂＇'", '"');
  map("︵﹙", "(");
  map("︶﹚", ")");
  map("﹒", ".");
  map("︰", ":");
  for (const [char, simplified] of SIMPLIFIED) table[char.charCodeAt(0)] = simplified.charCodeAt(0);
  // In the words of labels there is no doubt, even of characters that simplified texts have as well.
  for (let i = 0; i < traditional.pairs.length; i += 2) {
    table[traditional.pairs.charCodeAt(i)] = traditional.pairs.charCodeAt(i + 1);
  }
  return table;
}

/**
 * Length of a pinyin annotation such as `(xiàn)` that starts at an opening bracket: lower-case Latin letters, tone
 * marks among them, and the closing bracket. 0 where there is none. Web pages turned to traditional characters have
 * one after every other word.
 */
function pinyinLength(text: string, at: number, end = text.length): number {
  for (let i = at + 1; i < at + 9 && i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 41 || code === 0xff09) return i > at + 1 ? i + 1 - at : 0;
    if (!((code >= 97 && code <= 122) || (code >= 0xe0 && code <= 0x1dc))) return 0;
  }
  return 0;
}

/** What a code unit is folded to; 0 where it is dropped. */
export function foldUnit(code: number): number {
  return FOLD[code]!;
}

/** Text folded for comparison; see above for what is dropped and what is made alike. */
export function fold(text: string): string {
  let from = 0;
  while (from < text.length && isKept(text.charCodeAt(from))) from++;
  if (from === text.length) return text;
  return text.slice(0, from) + textOf(foldedUnits(text, from));
}

function isKept(code: number): boolean {
  return FOLD[code] === code && code !== OPENING_BRACKET && code !== 0;
}

const OPENING_BRACKET = 40;

/** Folded text, and for each of its code units the index in `text` it came from (one more for the end). */
export function foldWithMap(text: string): { folded: string; map: readonly number[] } {
  const map: number[] = [];
  const folded = textOf(foldedUnits(text, 0, map));
  map.push(text.length);
  return { folded, map };
}

/** The code units that a text is folded to from a place on; where each stands in it is added to `map`. */
function foldedUnits(text: string, from: number, map?: number[]): number[] {
  const units: number[] = [];
  for (let at = from; at < text.length; at++) {
    const unit = FOLD[text.charCodeAt(at)]!;
    const pinyin = unit === OPENING_BRACKET ? pinyinLength(text, at) : 0;
    if (pinyin > 0) at += pinyin - 1;
    else if (unit !== 0) {
      units.push(unit);
      map?.push(at);
    }
  }
  return units;
}

/** More than a call takes as arguments are put together piece by piece. */
const MOST_ARGUMENTS = 4096;

/** A text of code units, in one piece: who reads it character by character reads no chain of slices. */
function textOf(units: readonly number[]): string {
  if (units.length <= MOST_ARGUMENTS) return String.fromCharCode(...units);
  let text = "";
  for (let from = 0; from < units.length; from += MOST_ARGUMENTS)
    text += String.fromCharCode(...units.slice(from, from + MOST_ARGUMENTS));
  return text;
}

/** A table that tells code units in a text from all others: faster than a set where every character is asked about. */
export function codeUnits(text: string): Uint8Array {
  const table = new Uint8Array(65536);
  for (let i = 0; i < text.length; i++) table[text.charCodeAt(i)] = 1;
  return table;
}

/** A Chinese character of the block that texts in use are written with. */
export function isHanzi(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

/** Whether a part of a text is nothing but white space. */
export function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

/** White space as cells and lines are trimmed of it: blanks, tabs, wide spaces, marks that nobody sees. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13) || code === 7;
  if (code < 0xa0 || (code > 0x3000 && code < 0xfeff)) return false;
  if (code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a) || isInvisible(code))
    return true;
  return code === 0x1680 || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f;
}
