import { rewrite } from "../../edit";
import { partOf } from "../../report/phrase";
import type { Paragraph } from "../../report/prose";
import type { Report } from "../../report/report";
import type { Finding, Fix } from "../../rule";
import type { Edit, Phrase, Span } from "../../text";
import traditional from "../../traditional.json";
import { oncePerReport } from "./once";

/*
 * What rules on typography, privacy and extraction share. One pass over the text tells which of their traces it may
 * have at all; most reports have few, and the rules on the others have nothing to do.
 */

/** Kinds of traces, as bits. */
export const TRACE = {
  wideBracket: 1,
  narrowBracket: 2,
  traditional: 4,
  doubledMark: 8,
  doubledWord: 16,
  space: 32,
  digits: 64,
  strange: 128,
  toned: 256,
  badWord: 512,
  chrome: 1024,
} as const;

/** Equal traces from this many on are told in one finding. */
const MANY = 5;
/** Digits in a row that may be a number of a person. */
const MOST_PLAIN_DIGITS = 10;

/** What a character is to the pass over the text. */
const OTHER = 0;
const HANZI = 1;
const OLD = 2;
const MARK = 3;
const STOP = 4;
const WIDE = 5;
const NARROW = 6;
const SPACE = 7;
const DIGIT = 8;
const LINE_END = 9;
const STRANGE = 10;
const TONED = 11;

/** Latin letters with the tone marks of pinyin. */
export const TONES = "àáāǎèéēěêìíīǐòóōǒùúūǔüǘǚǜǖńňǹḿ";

/** The simplified character for a traditional one. */
export const SIMPLIFIED: ReadonlyMap<string, string> = readTable();
const KIND = buildKinds();

function readTable(): Map<string, string> {
  const table = new Map<string, string>();
  for (const pairs of [traditional.pairs, traditional.others]) {
    for (let i = 0; i < pairs.length; i += 2)
      if (!traditional.valid.includes(pairs[i]!)) table.set(pairs[i]!, pairs[i + 1]!);
  }
  return table;
}

function buildKinds(): Uint8Array {
  const kinds = new Uint8Array(65536);
  kinds.fill(HANZI, 0x4e00, 0xa000);
  kinds.fill(STRANGE, 0xe000, 0xf900);
  const set = (chars: string, kind: number) => {
    for (const char of chars) kinds[char.charCodeAt(0)] = kind;
  };
  for (const char of SIMPLIFIED.keys()) kinds[char.charCodeAt(0)] = OLD;
  set("《》“”〈〉〔〕【】", MARK);
  set("。，、；：,", STOP);
  set("（）", WIDE);
  set("()", NARROW);
  set(" \t\u00a0\u3000\u2002\u2003", SPACE);
  set("0123456789０１２３４５６７８９", DIGIT);
  set("\n\r", LINE_END);
  // What decoding leaves of characters that it does not know, and of the two commonest wrong decodings.
  set("\ufffd锟锛銆烫Ãæåç", STRANGE);
  set(TONES, TONED);
  return kinds;
}

/** Words by their first characters, with the trace that each is. */
const WORDS: (readonly [word: string, trace: number])[][] = [[]];
/** Index into `WORDS` for characters that one of them starts with, 0 for all others. */
const STARTS = new Uint8Array(65536);

/** Has the pass over the text look for words as well; for rules, when they are loaded. */
export function traceWords(words: readonly string[], trace: number): void {
  for (const word of words) {
    const first = word.charCodeAt(0);
    if (STARTS[first] === 0) STARTS[first] = WORDS.push([]) - 1;
    WORDS[STARTS[first]!]!.push([word, trace]);
  }
}

function wordsAt(text: string, at: number): number {
  let traces = 0;
  for (const [word, trace] of WORDS[STARTS[text.charCodeAt(at)]!]!)
    if (text.charCodeAt(at + 1) === word.charCodeAt(1) && text.startsWith(word, at)) traces |= trace;
  return traces;
}

const tracesOf = oncePerReport(({ text }) => tracesIn(text));

/** Whether the text may have one of the traces, given as bits of {@link TRACE}. */
export function hasTrace(report: Report, trace: number): boolean {
  return (tracesOf(report) & trace) !== 0;
}

/** Longest word that is looked for twice in a row. */
export const LONGEST_DOUBLED = 4;
const recent = new Uint16Array(8);

function tracesIn(text: string): number {
  let traces = 0;
  /** Chinese characters in a row, line ends left out. */
  let run = 0;
  let digits = 0;
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = KIND[code]!;
    if (STARTS[code] !== 0) traces |= wordsAt(text, i);
    if (kind === HANZI || kind === OLD) {
      if (kind === OLD) traces |= TRACE.traditional;
      if (run > 2 && isAgain(code, run) && isDoubled(code, run)) traces |= TRACE.doubledWord;
      recent[run++ & 7] = code;
      digits = 0;
      before = kind;
      continue;
    }
    if (kind !== LINE_END) run = 0;
    if (kind === DIGIT) {
      if (++digits > MOST_PLAIN_DIGITS) traces |= TRACE.digits;
    } else {
      digits = 0;
      if (kind === SPACE) {
        if (before !== OTHER && before !== LINE_END) traces |= TRACE.space;
      } else if (kind >= MARK && kind <= NARROW) {
        if (kind === WIDE) traces |= TRACE.wideBracket;
        else if (kind === NARROW) traces |= TRACE.narrowBracket;
        if (before === kind && (kind === STOP || code === text.charCodeAt(i - 1)))
          traces |= TRACE.doubledMark;
      } else if (kind === STRANGE) traces |= TRACE.strange;
      else if (kind === TONED) traces |= TRACE.toned;
    }
    before = kind;
  }
  return traces;
}

/** The character stood a word's length before: few do. */
function isAgain(code: number, run: number): boolean {
  return recent[(run - 2) & 7] === code || recent[(run - 3) & 7] === code || recent[(run - 4) & 7] === code;
}

/** Whether a character ends a word that stands twice; `run` characters stand before it. */
function isDoubled(code: number, run: number): boolean {
  for (let length = 2; length <= LONGEST_DOUBLED && length * 2 - 1 <= run; length++) {
    if (recent[(run - length) & 7] !== code) continue;
    let same = 1;
    while (same < length && recent[(run - same) & 7] === recent[(run - same - length) & 7]) same++;
    if (same === length) return true;
  }
  return false;
}

/** Running text without what may be the head of a table that was not read as one: there, a sentence has a full stop. */
export const proseLines: (report: Report) => readonly Paragraph[] = oncePerReport((report) =>
  report.paragraphs.filter((line) => !isInTable(report, { section: line.section, raw: line.text })),
);

/** Words in the section of a table that make no sentence. */
export function isInTable(report: Report, { section, raw }: { section: number; raw: string }): boolean {
  return report.sections[section]?.spec.table !== undefined && !raw.includes("。");
}

/** Place of the first traditional character at or after a place; the length of the text where there is none. */
export function nextTraditional(text: string, from: number): number {
  let at = from;
  while (at < text.length && KIND[text.charCodeAt(at)] !== OLD) at++;
  return at;
}

/** Edits that replace a part of a line, and leave what markup stands in it. */
export function replace(line: Phrase, from: number, to: number, text: string): Edit[] {
  return rewrite(partOf(line, from, to), text);
}

/** Place of a part of a line. */
export function spanOf(line: Phrase, from: number, to: number): Span {
  const { start, end } = partOf(line, from, to);
  return { start, end };
}

/** A fix that makes the edits, and does not change what the report says. */
export function safeFix(title: string, edits: readonly Edit[]): Fix {
  return { title, safe: true, edits };
}

/** Lines of running text in which the pattern may find something. */
export function* matchesIn(
  paragraphs: readonly Paragraph[],
  pattern: RegExp,
): Iterable<{ line: Paragraph; match: RegExpExecArray; from: number; to: number }> {
  for (const line of paragraphs) {
    for (const match of line.text.matchAll(pattern)) {
      yield { line, match, from: match.index, to: match.index + match[0].length };
    }
  }
}

/** Few findings as they are; five or more in one, at the first, that mends all of them. */
export function* summarised(
  found: readonly Finding[],
  say: (count: number) => string,
  title: (count: number) => string,
): Iterable<Finding> {
  if (found.length < MANY) {
    yield* found;
    return;
  }
  const { length } = found;
  const fixes = found.flatMap(({ fixes }) => fixes?.[0] ?? []);
  const edits = fixes.flatMap((fix) => fix.edits);
  const safe = fixes.every((fix) => fix.safe);
  yield {
    span: found[0]!.span,
    message: say(length),
    ...(edits.length > 0 && { fixes: [{ title: title(length), safe, edits }] }),
  };
}
