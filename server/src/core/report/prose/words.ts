import { codeUnits } from "../../text/normalise";
import { readChinese } from "../../text/numeral";
import { vocabulary } from "./vocabulary";

/*
 * The words in which reports state numbers, found in one pass over folded text: what is counted, of whom, when, and
 * the words that say a number is about something else. Longest word first, so that `不予处理` is never `处理`.
 */

/** What a word says about the number near it. */
export type Tag = keyof typeof LISTS | "number" | "year" | "month" | "percent" | "break";

/** A word, number or mark in folded text. */
export class Token {
  constructor(
    readonly tag: Tag,
    /** Number of the tag, see {@link tagSet}. */
    readonly id: number,
    readonly start: number,
    readonly end: number,
    /** The word as folded; for a break its mark, for a number its unit. */
    readonly text: string,
    readonly number: Quantity | undefined,
  ) {}
}

/** How exact a stated number is. */
export type Bound = "exact" | "atLeast" | "atMost" | "about";

/** A number as people state it. */
export interface Quantity {
  readonly value: number;
  readonly bound: Bound;
  /** Digits after the point. */
  readonly decimals: number;
}

/** A row of the requests table, or a group of its rows. */
export type RowName = keyof typeof vocabulary.rows;

/** The words of each tag, as vocabulary.ts has them. */
const LISTS = { ...vocabulary.rows, ...vocabulary.words };

const TAG_NAMES = [...Object.keys(LISTS), "number", "year", "month", "percent", "break"] as Tag[];
const TAG_IDS: ReadonlyMap<Tag, number> = new Map(TAG_NAMES.map((tag, id) => [tag, id]));
const idOf = (tag: Tag): number => TAG_IDS.get(tag)!;

/** Some tags: 1 at the number of each. Made once, and asked of every word. */
export type TagSet = Uint8Array;

/** The tags, and those of other sets. */
export function tagSet(...tags: readonly (Tag | TagSet)[]): TagSet {
  const set = new Uint8Array(TAG_NAMES.length);
  for (const tag of tags) {
    if (typeof tag === "string") set[idOf(tag)] = 1;
    else for (let id = 0; id < tag.length; id++) if (tag[id] === 1) set[id] = 1;
  }
  return set;
}

/** Whether the word has one of the tags. */
export function isOne(word: Token, tags: TagSet): boolean {
  return tags[word.id] === 1;
}

/** Whether one of the words has one of the tags. */
export function has(words: readonly Token[], tags: TagSet): boolean {
  for (let i = 0; i < words.length; i++) if (isOne(words[i]!, tags)) return true;
  return false;
}

/** Whether one of the words has the tag. */
export function hasTag(words: readonly Token[], tag: Tag): boolean {
  for (let i = 0; i < words.length; i++) if (words[i]!.tag === tag) return true;
  return false;
}

/** The words as a tree, one character a step: of several that start at a place the longest is found. */
interface Node {
  readonly next: Map<number, Node>;
  /** The word that is whole here, if any. */
  word?: { readonly text: string; readonly tag: Tag; readonly id: number };
}

const TREE = growTree();

function growTree(): Node {
  const tree: Node = { next: new Map() };
  for (const [tag, { words }] of Object.entries(LISTS) as [Tag, { words: string[] }][]) {
    for (const text of words.flatMap((line) => line.split(" "))) {
      let node = tree;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        const known = node.next.get(code) ?? { next: new Map() };
        node.next.set(code, known);
        node = known;
      }
      node.word = { text, tag, id: idOf(tag) };
    }
  }
  return tree;
}

const BREAKS = ",;:、()。!?";
const DIGITS = "0123456789";
const NUMERALS = "零〇一二两三四五六七八九十百千万亿";
const IS_BREAK = codeUnits(BREAKS);
const IS_DIGIT = codeUnits(DIGITS);
const IS_NUMERAL = codeUnits(NUMERALS);

/** Units of what is counted; the longer first. */
const UNITS = [
  "个部分",
  "个方面",
  "件次",
  "人次",
  "万元",
  "亿元",
  "件",
  "宗",
  "份",
  "起",
  "条",
  "例",
  "项",
  "次",
  "个",
  "篇",
  "期",
  "人",
  "场",
  "家",
  "部",
  "封",
  "元",
  "户",
  "名",
  "批",
  "类",
  "款",
  "本",
  "册",
  "张",
  "幅",
  "则",
  "笔",
  "位",
];
const IS_UNIT = codeUnits(UNITS.map((unit) => unit[0]).join(""));
/** Before a numeral these make it an ordinal, a pronoun or an idiom: 第三件, 每一件, 同一件. */
const NO_COUNT = codeUnits("第每同任某逐唯数几这那");
const MULTIPLES: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10000, 亿: 100000000 };

/** What a word, a number or a mark can start with: most characters are none of these, and are passed over at once. */
const STARTS = codeUnits(`《${BREAKS}${DIGITS}${NUMERALS}${String.fromCharCode(...TREE.next.keys())}`);

/** Finds the words, numbers and marks of a part of folded text. */
export function readWords(text: string, from: number, to: number): Token[] {
  const tokens: Token[] = [];
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    if (STARTS[code] === 0) {
      at++;
      continue;
    }
    const token = code === TITLE_OPEN ? titleAt(text, at, to) : tokenAt(text, at, code, to);
    if (token !== undefined) {
      tokens.push(token);
      at = token.end;
      continue;
    }
    at++;
    // Digits that are no number are passed over whole: 12 of 0599-12件 starts nothing.
    const run = IS_DIGIT[code] === 1 ? IS_DIGIT : IS_NUMERAL[code] === 1 ? IS_NUMERAL : undefined;
    while (run !== undefined && at < to && run[text.charCodeAt(at)] === 1) at++;
  }
  return tokens;
}

const TITLE_OPEN = 0x300a;
/** Longer names of laws are none: a mark was left open. */
const LONGEST_NAME = 60;

/** The name of a law or a booklet in 《》 says nothing of its own; one that is not closed is its mark alone. */
function titleAt(text: string, at: number, to: number): Token {
  const close = text.slice(at, Math.min(to, at + LONGEST_NAME)).indexOf("》");
  return newToken("neutral", NEUTRAL, at, close < 0 ? at + 1 : at + close + 1, "《");
}

function tokenAt(text: string, at: number, code: number, to: number): Token | undefined {
  if (IS_BREAK[code] === 1) return newToken("break", BREAK, at, at + 1, text[at]!);
  if (IS_DIGIT[code] === 1) return digitsAt(text, at, to) ?? wordAt(text, at, to);
  const word = wordAt(text, at, to);
  if (word !== undefined || IS_NUMERAL[code] === 0) return word;
  return chineseAt(text, at, to);
}

const [NEUTRAL, NUMBER, YEAR, MONTH, PERCENT, BREAK] = (
  ["neutral", "number", "year", "month", "percent", "break"] as const
).map(idOf) as [number, number, number, number, number, number];

function newToken(tag: Tag, id: number, start: number, end: number, text: string, number?: Quantity): Token {
  return new Token(tag, id, start, end, text, number);
}

function wordAt(text: string, at: number, to: number): Token | undefined {
  let found: Node["word"];
  let node = TREE.next.get(text.charCodeAt(at));
  for (let end = at + 1; node !== undefined; end++) {
    found = node.word ?? found;
    node = end < to ? node.next.get(text.charCodeAt(end)) : undefined;
  }
  return found && newToken(found.tag, found.id, at, at + found.text.length, found.text);
}

function digitsAt(text: string, at: number, to: number): Token | undefined {
  if (at > 0 && text[at - 1] === "第") return undefined;
  let end = at;
  let digits = "";
  let decimals = 0;
  for (; end < to; end++) {
    const code = text.charCodeAt(end);
    if (IS_DIGIT[code] === 1) digits += text[end];
    else if (code !== 44 || !isGroup(text, end, at, to)) break;
  }
  if (text[end] === "." && IS_DIGIT[text.charCodeAt(end + 1)] === 1 && end + 1 < to) {
    let point = end + 1;
    while (point < to && IS_DIGIT[text.charCodeAt(point)] === 1) point++;
    decimals = point - end - 1;
    digits += text.slice(end, point);
    end = point;
  }
  if (digits.length === 4 && decimals === 0 && text[end] === "年" && digits.startsWith("20")) {
    const stop = text[end + 1] === "度" ? end + 2 : end + 1;
    return newToken("year", YEAR, at, stop, digits, { value: Number(digits), bound: "exact", decimals });
  }
  if (digits.length <= 2 && text[end] === "月") return monthAt(text, at, end + 1, Number(digits));
  return measured(text, at, end, to, Number(digits), decimals);
}

/** A comma with three digits behind it, and one to three before: 1,234. */
function isGroup(text: string, comma: number, start: number, to: number): boolean {
  const before = comma - Math.max(start, text.lastIndexOf(",", comma - 1) + 1);
  if (before < 1 || before > 3 || comma + 3 >= to) return false;
  for (let i = 1; i <= 3; i++) if (IS_DIGIT[text.charCodeAt(comma + i)] === 0) return false;
  return IS_DIGIT[text.charCodeAt(comma + 4)] === 0;
}

/** A month; a date is none, 截至12月底 and 1至12月 are the year. */
function monthAt(text: string, start: number, end: number, value: number): Token | undefined {
  if (IS_DIGIT[text.charCodeAt(end)] === 1) return undefined;
  if (value === 12 && "至到-—~–".includes(text[start - 1] ?? "?")) return undefined;
  if (
    value === 12 &&
    /^[底末]/.test(text.slice(end)) &&
    /截[至止到](?:20\d\d年)?$/.test(text.slice(Math.max(0, start - 8), start))
  )
    return undefined;
  if (value === 1 && /^[至到—~–-](?:20\d\d年)?12月/.test(text.slice(end, end + 9))) return undefined;
  return newToken("month", MONTH, start, end, text.slice(start, end));
}

function chineseAt(text: string, at: number, to: number): Token | undefined {
  let end = at;
  while (end < to && IS_NUMERAL[text.charCodeAt(end)] === 1) end++;
  if (end - at > 12) return undefined;
  if (at > 0 && NO_COUNT[text.charCodeAt(at - 1)] === 1) return undefined;
  const value = readChinese(text.slice(at, end));
  if (value === undefined) return undefined;
  const found = measured(text, at, end, to, value, 0);
  // 一件事 is a service, 一项项 each one.
  return found !== undefined && "事一".includes(text[found.end] ?? "?") ? undefined : found;
}

/** The number with what may follow: a multiple, 余 or 多, the end of a range, and the unit it counts in. */
function measured(
  text: string,
  start: number,
  from: number,
  to: number,
  plain: number,
  decimals: number,
): Token | undefined {
  let at = from;
  let value = plain;
  let bound = boundBefore(text, start);
  if (IS_DIGIT[text.charCodeAt(from - 1)] === 1 && MULTIPLES[text[at] ?? ""] !== undefined) {
    value = Math.round(value * MULTIPLES[text[at]!]! * 100) / 100;
    at++;
  }
  if (text[at] === "余" || text[at] === "多") {
    bound = "atLeast";
    at++;
    if (text[at] === "万") {
      value *= 10000;
      at++;
    }
  }
  if (at < to && text[at] === "%")
    return newToken("percent", PERCENT, start, at + 1, "%", { value, bound, decimals });
  if (isRange(text, start, at, to)) return undefined;
  const unit = IS_UNIT[text.charCodeAt(at)] === 1 ? UNITS.find((it) => text.startsWith(it, at)) : undefined;
  if (unit === undefined) return bare(text, start, at, { value, bound, decimals });
  at += unit.length;
  if (text[at] === "余" || text.startsWith("以上", at)) bound = "atLeast";
  else if (text.startsWith("以下", at) || text.startsWith("以内", at)) bound = "atMost";
  else if (text.startsWith("左右", at)) bound = "about";
  return newToken("number", NUMBER, start, at, unit === "件次" ? "件" : unit, { value, bound, decimals });
}

/** 申请数量为12: a number without unit that ends its clause counts what stands before it. */
function bare(text: string, start: number, end: number, quantity: Quantity): Token | undefined {
  const next = text[end] ?? "。";
  const before = text.slice(Math.max(0, start - 6), start);
  const counts =
    /(?:数量|件数|总数|总量|申请量|受理量)(?:均?为|是|:)?$|(?:申请|诉讼|复议)(?:数|均?为)+$/.test(before);
  return counts && ",;。、)\n".includes(next)
    ? newToken("number", NUMBER, start, end, "", quantity)
    : undefined;
}

/** 10至15件, and the 15 in it. */
function isRange(text: string, start: number, end: number, to: number): boolean {
  const sign = "-—–~至到";
  const forward = end < to && sign.includes(text[end]!) && IS_DIGIT[text.charCodeAt(end + 1)] === 1;
  return (
    forward || (start > 1 && sign.includes(text[start - 1]!) && IS_DIGIT[text.charCodeAt(start - 2)] === 1)
  );
}

/** Words before a number, the longer first: 不超过 is no 超过. */
const BOUNDS = Object.entries({
  超过: "atLeast",
  超: "atLeast",
  逾: "atLeast",
  至少: "atLeast",
  不少于: "atLeast",
  不低于: "atLeast",
  突破: "atLeast",
  大于: "atLeast",
  多于: "atLeast",
  近: "atMost",
  不足: "atMost",
  不到: "atMost",
  不超过: "atMost",
  接近: "atMost",
  少于: "atMost",
  低于: "atMost",
  至多: "atMost",
  约: "about",
  约为: "about",
  大概: "about",
} satisfies Record<string, Bound>).sort(([a], [b]) => b.length - a.length);
const BOUND_ENDS = codeUnits(BOUNDS.map(([word]) => word.at(-1)).join(""));

function boundBefore(text: string, start: number): Bound {
  if (start === 0 || BOUND_ENDS[text.charCodeAt(start - 1)] === 0) return "exact";
  const before = text.slice(Math.max(0, start - 3), start);
  return BOUNDS.find(([word]) => before.endsWith(word))?.[1] ?? "exact";
}
