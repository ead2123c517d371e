import { CHAR, kindsOf } from "../text/characters";

/*
 * The one pass over every character of a text: where lines end, where pipes and tabs stand, and what characters each line
 * has. Who looks for something in a line asks here first whether it can be there.
 */

/** A line of a text, without its line end. */
export interface ScannedLine {
  readonly start: number;
  readonly end: number;
  /** What its characters are, as bits of `CHAR`. */
  readonly kinds: number;
  /** Index of its first border; of the next line's where it has none. */
  readonly border: number;
}

/** What one pass over a text tells. */
export interface Scan {
  readonly lines: readonly ScannedLine[];
  /** Where pipes and tabs stand, in order; behind the last of them the length of the text. */
  readonly borders: readonly number[];
  /** What the characters are, as bits of `CHAR`. */
  readonly kinds: number;
}

/** What needs more than a note that it is there. */
const NOTED = CHAR.lineEnd | CHAR.pipe | CHAR.tab;

/** Reads a text once. A line ends after `\n`, `\r\n` or a lone `\r`, as in LSP. */
export function scan(text: string): Scan {
  const { length } = text;
  const lines: ScannedLine[] = [];
  const borders: number[] = [];
  let border = 0;
  let all = 0;
  let kinds = 0;
  let start = 0;
  for (let at = 0; at <= length; at++) {
    const kind = at < length ? kindsOf(text.charCodeAt(at)) : CHAR.lineEnd;
    if ((kind & CHAR.lineEnd) === 0) kinds |= kind;
    if ((kind & NOTED) === 0) continue;
    if ((kind & CHAR.lineEnd) === 0) {
      borders.push(at);
      continue;
    }
    lines.push({ start, end: at, kinds, border });
    border = borders.length;
    all |= kinds;
    kinds = 0;
    if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) at++;
    start = at + 1;
  }
  borders.push(length);
  return { lines, borders, kinds: all };
}
