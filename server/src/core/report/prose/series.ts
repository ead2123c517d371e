import { readChinese, toChinese } from "../../text/numeral";
import type { Ordinal } from "../../text/ordinal";
import { allMatches } from "../../text/text";
import type { Passage } from "./prose";

/*
 * Numbers in running text: 一是…；二是…, 一要…，二要…, 第一，…第二，…, 其一…其二…. Each kind of word counts for itself; a series may
 * stand within another, and what stands under another heading is one of its own.
 */

/** A number of a series: the numeral, and the word that it stands in: `二是`, `第二`. */
export interface SeriesItem {
  readonly ordinal: Ordinal;
  readonly word: string;
}

/** A number that does not count on from the one before. */
export interface SeriesSlip {
  readonly kind: "gap" | "duplicate";
  readonly expected: number;
  /** The number before it; undefined where the series starts with it. */
  readonly before: SeriesItem | undefined;
  /** It, and those of its series that follow. */
  readonly items: readonly SeriesItem[];
}

/** Words that number, in front of a clause: 统一是 and 三要素 are none. */
const NUMBER =
  /(?<=^|[。;:,、!?)"])(?:(?<mark>[第其])(?<numeral>[一二三四五六七八九十]{1,2})(?:是|(?=[,:])|、(?![一二三四五六七八九十第]))|(?<own>[一二三四五六七八九十]{1,2})(?:是|要(?![素点件求闻务领旨害紧道])))/g;

interface Found extends SeriesItem {
  readonly kind: string;
  readonly value: number;
  readonly passage: Passage;
  /** Its paragraph begins with it. */
  readonly isFirst: boolean;
  readonly scope: Scope;
  /** Where it stands in the text of its scope. */
  readonly from: number;
  readonly to: number;
}

/** What stands under one heading. */
interface Scope {
  text: string;
}

function numbersIn(passages: readonly Passage[]): Found[] {
  const found: Found[] = [];
  let scope: Scope = { text: "" };
  let section = -1;
  for (const passage of passages) {
    const { text, heading } = passage;
    if (heading !== undefined || passage.section !== section) scope = { text: "" };
    ({ section } = passage);
    const before = scope.text.length;
    scope.text += text;
    for (const { index, 0: all, groups } of allMatches(text, NUMBER)) {
      const { mark = "", numeral = groups!.own! } = groups!;
      const value = readChinese(numeral) ?? 0;
      const start = index + mark.length;
      const ordinal = {
        ...passage.span(start, start + numeral.length),
        text: numeral,
        value,
        style: CHINESE,
      };
      const word = all.replace("、", "");
      const [from, to] = [before + index, before + index + all.length];
      const kind = mark || word.at(-1)!;
      found.push({ ordinal, word, kind, value, passage, isFirst: index === 0, scope, from, to });
    }
  }
  return found;
}

const CHINESE = "chinese" as const;
/** Nobody nests more; of lists one after another the older are over. */
const MOST_OPEN = 6;

interface Series {
  readonly first: Found;
  last: Found;
  slip?: { kind: SeriesSlip["kind"]; expected: number; before: Found | undefined; items: Found[] };
}

/** The first slip of each series, in the order of the text. */
export function seriesSlips(passages: readonly Passage[]): SeriesSlip[] {
  let open: Series[] = [];
  const all: Series[] = [];
  for (const number of numbersIn(passages)) {
    open = open.filter(({ first }) => first.scope === number.scope);
    const series = goingOn(open, number);
    if (series === undefined) {
      const started: Series = { first: number, last: number };
      open = [...open.slice(1 - MOST_OPEN), started];
      all.push(started);
      continue;
    }
    open.length = open.indexOf(series) + 1;
    count(series, number);
    series.last = number;
  }
  return all
    .flatMap(({ slip }) => slip ?? [])
    .sort((a, b) => a.items[0]!.ordinal.start - b.items[0]!.ordinal.start);
}

/** The innermost series that waits for the number; where none does, the innermost that it can be a slip of. */
function goingOn(open: readonly Series[], number: Found): Series | undefined {
  const { kind, value, passage, isFirst, scope, from } = number;
  const ofKind = open.filter(({ first }) => first.kind === kind);
  const waiting = ofKind.findLast(({ last }) => last.value + 1 === value);
  const nearest = ofKind.at(-1);
  if (waiting !== undefined || nearest === undefined) return waiting;
  // 一是…；一是… repeats the number; behind anything but a semicolon, another series begins.
  if (value === 1) {
    const isListed = nearest.last.value === 1 && !isFirst && scope.text[from - 1] === ";";
    return isListed ? nearest : undefined;
  }
  return nearest.last.passage === passage || isFirst ? nearest : undefined;
}

function count(series: Series, number: Found): void {
  const { first, last, slip } = series;
  const { value, passage, scope } = number;
  const expected = last.value + 1;
  const since = scope.text.slice(last.to, number.from);
  if (slip !== undefined) slip.items.push(number);
  else if (value > expected && !isSaid(since, expected))
    series.slip = { kind: "gap", expected, before: last, items: [number] };
  else if (value < expected && !isSaid(since, value - 1))
    series.slip = { kind: "duplicate", expected, before: last, items: [number] };
  else if (first === last && first.value > 1 && first.passage === passage && !startsElsewhere(first))
    series.slip = { kind: "gap", expected: 1, before: undefined, items: [first, number] };
}

/** A sentence or two. */
const NEAR = 300;

/** What stands in front of a series that starts late starts it in other words. */
function startsElsewhere({ scope, from, value }: Found): boolean {
  return isSaid(scope.text.slice(Math.max(0, from - NEAR), from), value - 1);
}

/** Another word stands for the number: 首先, 第一, 一、, （一）, 1.. */
function isSaid(text: string, value: number): boolean {
  const [chinese, digits] = [toChinese(value), String(value)];
  if (value === 1 && FIRSTLY.test(text)) return true;
  return (
    AFTER.some((mark) => text.includes(chinese + mark) || text.includes(digits + mark)) ||
    text.includes(`第${chinese}`) ||
    text.includes(`其${chinese}`) ||
    text.includes(String.fromCharCode(0x245f + value))
  );
}

const FIRSTLY = /首先|[—-]是|主要是/;
const AFTER = ["是", "要", "、", ",", ".", ")", "来", "则", "方面"];
