import type { Document } from "../../document/document";
import { foldWithMap } from "../../text/normalise";
import { partOf } from "../../text/phrase";
import { allMatches, type Phrase, type Span } from "../../text/text";
import { lonePhrase } from "./lines";

/* The statistical period, and the year that the first sentences speak of. */

/** The statistical period as stated. Dates are `YYYY-MM-DD`; nothing says that they exist. */
export interface Period extends Span {
  readonly from: string;
  readonly to: string;
  /** The two dates as written; the second may leave out its year. */
  readonly first: Phrase;
  readonly last: Phrase;
}

/*
 * Dates without spaces: `2023年1月1日起至2023年12月31日`, `2023.1.1-12.31`. Where marks were lost, 20231月1日 and
 * 2023年1231日 are read; a year that is short of a digit is read as it is written. All are for a rule to tell.
 */
const FROM_TO =
  /((?:\d{3,5}年|20\d\d[./-]|20\d\d(?=\d{1,2}月|\d{2,4}日))(?:\d{1,2}(?:月|[./-])\d{1,2}日?|\d{2,4}日))((?:起|开始|零时|0时)?,?(?:至|到|--?|——?|–|~))((?:\d{3,5}年|20\d\d[./-]|20\d\d(?=\d{1,2}月|\d{2,4}日)|[同当本]年)?(?:\d{1,2}(?:月|[./-])\d{1,2}日?|\d{2,4}日))/g;
const PERIOD_WORDS = /统计|期限|时限|时段|周期|区间|期间|时间|数据|报告期/;
/** A period is searched for in so much text. */
const PERIOD_ROOM = 4000;

/** The statistical period: a range of dates that is called one or is a whole year, in front of the sections any range. */
export function findPeriod(document: Document, preface: number, sectionEnd: number): Period | undefined {
  return periodIn(document, 0, preface, true) ?? periodIn(document, preface, sectionEnd, false);
}

function periodIn(document: Document, from: number, to: number, isPreface: boolean): Period | undefined {
  const text = joined(document, from, Math.min(to, from + PERIOD_ROOM));
  if (text === undefined || !text.text.includes("20")) return undefined;
  const { folded, map } = foldWithMap(text.text);
  let first: Period | undefined;
  for (const match of allMatches(folded, FROM_TO)) {
    const period = toPeriod(text, match, map);
    const sentence = folded.slice(
      folded.lastIndexOf("。", match.index) + 1,
      match.index + match[0].length + 12,
    );
    if (PERIOD_WORDS.test(sentence) || yearOfPeriod(period) !== undefined) return period;
    if (isPreface) first ??= period;
  }
  return first;
}

/** The lines between two places as one text. */
function joined({ rows, text }: Document, from: number, to: number): Phrase | undefined {
  const pieces: Phrase[] = [];
  for (const row of rows) {
    if (row.end <= from) continue;
    if (row.start >= to) break;
    const phrase = lonePhrase(row, text);
    if (phrase !== undefined) pieces.push(clipped(phrase, from, to));
  }
  const [first] = pieces;
  return first === undefined
    ? undefined
    : {
        text: pieces.map((piece) => piece.text).join(""),
        start: first.start,
        end: pieces.at(-1)!.end,
        pieces,
      };
}

/** Of a line that reaches over the bounds only what is between them; one with markup in it is taken whole. */
function clipped(phrase: Phrase, from: number, to: number): Phrase {
  const { start, end } = phrase;
  if ((start >= from && end <= to) || phrase.text.length !== end - start) return phrase;
  return partOf(phrase, Math.max(from - start, 0), Math.min(to, end) - start);
}

function toPeriod(text: Phrase, range: RegExpExecArray, map: ArrayLike<number>): Period {
  const [, first, between, last] = range as unknown as [string, string, string, string];
  const lastStart = range.index + first.length + between.length;
  const part = (from: number, length: number) => partOf(text, map[from]!, map[from + length - 1]! + 1);
  const [year, ...day] = numbersOf(first);
  const [lastYear, ...lastDay] = numbersOf(last);
  const [from, to] = [part(range.index, first.length), part(lastStart, last.length)];
  return {
    from: padded(year!, day),
    to: padded(lastYear ?? year!, lastDay),
    first: from,
    last: to,
    start: from.start,
    end: to.end,
  };
}

const DATE =
  /^(?:(\d{3,5})年|(20\d\d)[./-]?|[同当本]年)?(?:(\d{1,2})(?:月|[./-])(\d{1,2})|(\d{1,2}?)(\d{1,2})日)/;

/** Year, month and day; the year is undefined where it is left out. */
function numbersOf(date: string): [string | undefined, string, string] {
  const [, year, bare, month, day, joinedMonth, joinedDay] = DATE.exec(date)!;
  return [year ?? bare, month ?? joinedMonth!, day ?? joinedDay!];
}

/** The year that a period covers whole; undefined where it covers none. */
export function yearOfPeriod({ from, to }: Period): number | undefined {
  const [year] = from.split("-");
  return /^20\d\d$/.test(year!) && from === `${year}-01-01` && to === `${year}-12-31`
    ? Number(year)
    : undefined;
}

/** The year that a period ends in; undefined where none is written that can be. */
export function yearOf(period: Period | undefined): number | undefined {
  const year = period?.to.split("-")[0];
  return year !== undefined && /^20\d\d$/.test(year) ? Number(year) : undefined;
}

function padded(year: string, day: readonly string[]): string {
  return [year, ...day.map((digits) => digits.padStart(2, "0"))].join("-");
}

/** The year that the first sentences speak of: 2022年，我镇…; undefined where they name none. */
export function openingYear(text: string, from: number, to: number): number | undefined {
  const match = /(20\d\d) ?年/.exec(text.slice(from, Math.min(to, from + 120)));
  return match === null ? undefined : Number(match[1]);
}
