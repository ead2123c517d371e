import { addKind, CHAR, kindsOf } from "../text/characters";

/*
 * The one pass over every character of a text: where lines end, what the characters of each line are, and which traces
 * the text may have. Everything that looks for something rare asks here first, and most of it has nothing to do.
 */

/** What a text may have in it that takes several characters to tell, as bits. */
export const TRACE = {
  /** Eleven digits or more in a row, or in groups of four. */
  longNumber: 1,
  /** Eight pipes or more with no more than a blank between them. */
  pipeRun: 2,
  /** Watched words, see {@link watchWords}. */
  nonstandardWord: 4,
  webChrome: 8,
  placeholder: 16,
} as const;

/** Digits in a row that number nobody. */
const MOST_PLAIN_DIGITS = 10;
const FEWEST_PIPES = 8;

/** Watched words by their first characters, with the trace that each is. */
const WATCHED = new Map<number, (readonly [word: string, trace: number])[]>();

/** Has the pass over the text watch for words of two characters or more as well; for rules, when they are loaded. */
export function watchWords(words: readonly string[], trace: number): void {
  for (const word of words) {
    const first = word.charCodeAt(0);
    const known = WATCHED.get(first);
    if (known === undefined) WATCHED.set(first, [[word, trace]]);
    else known.push([word, trace]);
    addKind(word[0]!, CHAR.watched);
  }
}

function watchedAt(text: string, at: number): number {
  if (at + 1 === text.length) return 0;
  let traces = 0;
  const next = text.charCodeAt(at + 1);
  for (const [word, trace] of WATCHED.get(text.charCodeAt(at))!)
    if (word.charCodeAt(1) === next && text.startsWith(word, at)) traces |= trace;
  return traces;
}

/** What one pass over a text tells. */
export interface Scan {
  /** `LINE_SIZE` numbers for each line: its start, its end without line end, what its characters are, its first border. */
  readonly lines: Int32Array;
  /** How many numbers of it are in use. */
  readonly size: number;
  /** Where pipes and tabs stand, in order; behind the last of them the length of the text. */
  readonly borders: Int32Array;
  /** What the characters are, as bits of `CHAR`. */
  readonly kinds: number;
  /** Bits of {@link TRACE}. */
  readonly traces: number;
}

/** Numbers that a line takes in {@link Scan.lines}. */
export const LINE_SIZE = 4;

/** Kept between calls: most texts have a few hundred lines. The lines of a scan are read before the next one. */
let buffer: Int32Array = new Int32Array(LINE_SIZE * 2048);
let borderBuffer: Int32Array = new Int32Array(4096);
/** What needs more than a note that it is there. */
const NOTED = CHAR.lineEnd | CHAR.digit | CHAR.pipe | CHAR.tab | CHAR.watched;

/** Reads a text once. A line ends after `\n`, `\r\n` or a lone `\r`, as in LSP. */
export function scan(text: string): Scan {
  const { length } = text;
  let lines = buffer;
  let size = 0;
  let borders = borderBuffer;
  let bordered = 0;
  let firstBorder = 0;
  let traces = 0;
  let all = 0;
  let kinds = 0;
  let start = 0;
  let digitsFrom = -1;
  let lastDigit = -2;
  let pipes = 0;
  let lastPipe = -3;
  for (let at = 0; at <= length; at++) {
    const kind = at < length ? kindsOf(text.charCodeAt(at)) : CHAR.lineEnd;
    kinds |= kind;
    if ((kind & NOTED) === 0) continue;
    if ((kind & CHAR.digit) !== 0) {
      if (lastDigit !== at - 1) {
        if (lastDigit === at - 2 && at - digitsFrom > 4 && isGroupMark(text.charCodeAt(at - 1)))
          traces |= TRACE.longNumber;
        digitsFrom = at;
      } else if (at - digitsFrom >= MOST_PLAIN_DIGITS) traces |= TRACE.longNumber;
      lastDigit = at;
    } else if ((kind & (CHAR.pipe | CHAR.tab)) !== 0) {
      if (bordered === borders.length) borders = grownBorders(borders);
      borders[bordered++] = at;
      if ((kind & CHAR.tab) !== 0) continue;
      pipes =
        lastPipe === at - 1 || (lastPipe === at - 2 && isBlank(text.charCodeAt(at - 1))) ? pipes + 1 : 1;
      lastPipe = at;
      if (pipes >= FEWEST_PIPES) traces |= TRACE.pipeRun;
    } else if ((kind & CHAR.watched) !== 0) traces |= watchedAt(text, at);
    else {
      if (size === lines.length) lines = grownLines(lines);
      lines[size] = start;
      lines[size + 1] = at;
      lines[size + 2] = kinds & ~CHAR.lineEnd;
      lines[size + 3] = firstBorder;
      size += LINE_SIZE;
      firstBorder = bordered;
      all |= kinds;
      kinds = 0;
      if (at + 1 < length && text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) at++;
      start = at + 1;
    }
  }
  if (bordered === borders.length) borders = grownBorders(borders);
  borders[bordered] = length;
  return { lines, size, borders, kinds: all, traces };
}

function isGroupMark(code: number): boolean {
  return code === 32 || code === 45;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function grownLines(lines: Int32Array): Int32Array {
  const larger = twice(lines);
  // A text of millions of lines is read once; its buffer goes with it.
  if (larger.length <= MOST_KEPT) buffer = larger;
  return larger;
}

function grownBorders(borders: Int32Array): Int32Array {
  const larger = twice(borders);
  if (larger.length <= MOST_KEPT) borderBuffer = larger;
  return larger;
}

const MOST_KEPT = 262_144;

function twice(numbers: Int32Array): Int32Array {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
