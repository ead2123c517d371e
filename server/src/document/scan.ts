import { isSpace } from "../normalise";
import traditional from "../traditional.json";

/*
 * The one pass over every character of a text: where lines end, what kinds of characters each line has, and which traces
 * the text may have at all. Everything that looks for something rare asks here first, and most of it has nothing to do.
 */

/** What a character is, as bits; ordinary text is 0. Of a line, all that its characters are. */
export const CHAR = {
  space: 1,
  pipe: 2,
  tab: 4,
  /** `<` and `&`: what tags and entities start with. */
  markup: 8,
  lineEnd: 16,
  digit: 32,
  traditional: 64,
  strange: 128,
  toned: 256,
  wideBracket: 512,
  narrowBracket: 1024,
  /** What a watched word starts with. */
  word: 2048,
  hyphen: 4096,
} as const;

/** What a text may have in it, as bits: some of the characters' own, and what takes several characters to tell. */
export const TRACE = {
  traditional: CHAR.traditional,
  strange: CHAR.strange,
  toned: CHAR.toned,
  wideBracket: CHAR.wideBracket,
  narrowBracket: CHAR.narrowBracket,
  /** Eleven digits or more in a row, or in groups of four. */
  longNumber: 1 << 16,
  /** Eight pipes or more with no more than a blank between them. */
  pipeRun: 1 << 17,
  /** Watched words, see {@link watchWords}. */
  nonstandardWord: 1 << 18,
  webChrome: 1 << 19,
  placeholder: 1 << 20,
} as const;

/** Digits in a row that number nobody. */
const MOST_PLAIN_DIGITS = 10;
const FEWEST_PIPES = 8;

/** Latin letters with the tone marks of pinyin. */
export const TONES = "àáāǎèéēěêìíīǐòóōǒùúūǔüǘǚǜǖńňǹḿ";

/** The simplified character for a traditional one. */
export const SIMPLIFIED: ReadonlyMap<string, string> = readTable();

function readTable(): Map<string, string> {
  const table = new Map<string, string>();
  for (const pairs of [traditional.pairs, traditional.others]) {
    for (let i = 0; i < pairs.length; i += 2)
      if (!traditional.valid.includes(pairs[i]!)) table.set(pairs[i]!, pairs[i + 1]!);
  }
  return table;
}

const KINDS = buildKinds();

function buildKinds(): Uint16Array {
  const kinds = new Uint16Array(65536);
  const add = (chars: Iterable<string>, kind: number) => {
    for (const char of chars) kinds[char.charCodeAt(0)]! |= kind;
  };
  kinds.fill(CHAR.strange, 0xe000, 0xf900);
  for (let code = 0; code < 65536; code++) if (isSpace(code)) kinds[code] = CHAR.space;
  add("|", CHAR.pipe);
  add("\t", CHAR.tab);
  add("<&", CHAR.markup);
  add("\n\r", CHAR.lineEnd);
  add("0123456789０１２３４５６７８９", CHAR.digit);
  add("-", CHAR.hyphen);
  add("（）", CHAR.wideBracket);
  add("()", CHAR.narrowBracket);
  add(SIMPLIFIED.keys(), CHAR.traditional);
  // What decoding leaves of characters that it does not know, and of the two commonest wrong decodings; a swallowed bracket.
  add("\ufffd锟锛銆烫ÃÂåæçèéäï?", CHAR.strange);
  add(TONES, CHAR.toned);
  return kinds;
}

/** Watched words by their first characters, with the trace that each is. */
const WATCHED = new Map<number, (readonly [word: string, trace: number])[]>();

/** Has the pass over the text watch for words of two characters or more as well; for rules, when they are loaded. */
export function watchWords(words: readonly string[], trace: number): void {
  for (const word of words) {
    const first = word.charCodeAt(0);
    const known = WATCHED.get(first);
    if (known === undefined) WATCHED.set(first, [[word, trace]]);
    else known.push([word, trace]);
    KINDS[first]! |= CHAR.word;
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

/** Whether the character is one of a kind, given as a bit of {@link CHAR}. */
export function isKind(code: number, kind: number): boolean {
  return (KINDS[code]! & kind) !== 0;
}

/** Whether the text has a character of a kind, given as a bit of {@link CHAR}. */
export function hasKind(text: string, kind: number): boolean {
  for (let at = 0; at < text.length; at++) if (isKind(text.charCodeAt(at), kind)) return true;
  return false;
}

/** What the characters of a part of a text are, as bits of {@link CHAR}. */
export function kindsIn(text: string, from: number, to: number): number {
  let kinds = 0;
  for (let at = from; at < to; at++) kinds |= KINDS[text.charCodeAt(at)]!;
  return kinds;
}

/** The lines of a text: `LINE_SIZE` numbers each, its start, its end without line end, and what its characters are. */
export interface Scan {
  readonly lines: Int32Array;
  /** How many numbers of it are in use. */
  readonly size: number;
  /** Bits of {@link TRACE}. */
  readonly traces: number;
}

/** Numbers that a line takes in {@link Scan.lines}. */
export const LINE_SIZE = 3;

/** Kept between calls: most texts have a few hundred lines. The lines of a scan are read before the next one. */
let buffer: Int32Array = new Int32Array(LINE_SIZE * 2048);

/** Reads a text once. A line ends after `\n`, `\r\n` or a lone `\r`, as in LSP. */
export function scan(text: string): Scan {
  const { length } = text;
  let lines = buffer;
  let size = 0;
  let seen = 0;
  let kinds = 0;
  let start = 0;
  let digitsFrom = -1;
  let lastDigit = -2;
  let pipes = 0;
  let lastPipe = -3;
  for (let at = 0; at <= length; at++) {
    const kind = at < length ? KINDS[text.charCodeAt(at)]! : CHAR.lineEnd;
    if (kind === 0) continue;
    if ((kind & CHAR.lineEnd) === 0) {
      kinds |= kind;
      if ((kind & CHAR.digit) !== 0) {
        if (lastDigit !== at - 1) {
          if (lastDigit === at - 2 && at - digitsFrom > 4 && isGroupMark(text.charCodeAt(at - 1)))
            seen |= TRACE.longNumber;
          digitsFrom = at;
        } else if (at - digitsFrom >= MOST_PLAIN_DIGITS) seen |= TRACE.longNumber;
        lastDigit = at;
      } else if ((kind & CHAR.pipe) !== 0) {
        pipes =
          lastPipe === at - 1 || (lastPipe === at - 2 && isBlank(text.charCodeAt(at - 1))) ? pipes + 1 : 1;
        lastPipe = at;
        if (pipes >= FEWEST_PIPES) seen |= TRACE.pipeRun;
      } else if ((kind & CHAR.word) !== 0) seen |= watchedAt(text, at);
      continue;
    }
    if (size === lines.length) lines = grown(lines);
    lines[size] = start;
    lines[size + 1] = at;
    lines[size + 2] = kinds;
    size += LINE_SIZE;
    seen |= kinds;
    kinds = 0;
    if (at + 1 < length && text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) at++;
    start = at + 1;
  }
  return { lines, size, traces: seen };
}

function isGroupMark(code: number): boolean {
  return code === 32 || code === 45;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function grown(lines: Int32Array): Int32Array {
  const larger = new Int32Array(lines.length * 2);
  larger.set(lines);
  // A text of millions of lines is read once; its buffer goes with it.
  if (larger.length <= LINE_SIZE * 65536) buffer = larger;
  return larger;
}
