import traditional from "./traditional.json";

/*
 * Folding: what does not matter when labels and titles are compared. Spaces, wraps, Markdown marks, the width of
 * brackets and letters, the style of quotes, traditional characters. Folded text is for comparing only; what is
 * stored, shown and edited is always the text as written.
 */

/** Folded code unit by code unit; 0 drops it. A table, because folding is most of what reading a report costs. */
const FOLD = buildTable();
const buffer = new Uint16Array(256);

function buildTable(): Uint16Array {
  const table = new Uint16Array(65536);
  for (let code = 0; code < 65536; code++) table[code] = code;
  for (let code = 0xff01; code <= 0xff5e; code++) table[code] = code - 0xfee0;
  const map = (from: string, to: string) => {
    for (const char of from) table[char.charCodeAt(0)] = to === "" ? 0 : to.charCodeAt(0);
  };
  map(" \t\r\n\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", "");
  map("\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\u00ad", "");
  map("*_`\\#＊＿", "");
  map("“”„‟‘’‚‛「」『』＂＇'", '"');
  map("︵﹙", "(");
  map("︶﹚", ")");
  map("﹒", ".");
  map("︰", ":");
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
export function pinyinLength(text: string, at: number, end = text.length): number {
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
  const length = text.length;
  if (length > buffer.length) return foldWithMap(text).folded;
  let size = 0;
  let same = true;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const folded = FOLD[code]!;
    if (folded === 40) {
      const pinyin = pinyinLength(text, i);
      if (pinyin > 0) {
        same = false;
        i += pinyin - 1;
        continue;
      }
    }
    if (folded !== code) same = false;
    if (folded !== 0) buffer[size++] = folded;
  }
  return same ? text : String.fromCharCode.apply(null, buffer.subarray(0, size) as unknown as number[]);
}

let units = new Uint16Array(4096);
let places = new Int32Array(4096);
/** Arguments that a call takes without overflowing the stack. */
const MOST_ARGUMENTS = 4096;

/** Folded text, and for each of its code units the index in `text` it came from (one more for the end). */
export function foldWithMap(text: string): { folded: string; map: Int32Array } {
  const { length } = text;
  if (length >= places.length) {
    units = new Uint16Array(length * 2);
    places = new Int32Array(length * 2);
  }
  let size = 0;
  for (let i = 0; i < length; i++) {
    const folded = FOLD[text.charCodeAt(i)]!;
    if (folded === 0) continue;
    const pinyin = folded === 40 ? pinyinLength(text, i) : 0;
    if (pinyin > 0) {
      i += pinyin - 1;
      continue;
    }
    units[size] = folded;
    places[size++] = i;
  }
  places[size] = length;
  let folded = "";
  for (let at = 0; at < size; at += MOST_ARGUMENTS) {
    const part = units.subarray(at, Math.min(size, at + MOST_ARGUMENTS));
    folded += String.fromCharCode.apply(null, part as unknown as number[]);
  }
  return { folded, map: places.slice(0, size + 1) };
}

/** A table that tells code units in a text from all others: faster than a set where every character is asked about. */
export function codeUnits(text: string): Uint8Array {
  const table = new Uint8Array(65536);
  for (let i = 0; i < text.length; i++) table[text.charCodeAt(i)] = 1;
  return table;
}

/** White space as cells and lines are trimmed of it: blanks, tabs, wide and zero-width spaces, a byte order mark. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0xa0 || (code > 0x3000 && code < 0xfeff)) return false;
  return code === 0xa0 || code === 0x3000 || code === 0xfeff || (code >= 0x2000 && code <= 0x200b);
}
