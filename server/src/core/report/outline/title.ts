import type { Document } from "../../document/document";
import { fold, foldWithMap } from "../../text/normalise";
import { readChinese } from "../../text/numeral";
import { offsetIn, partOf } from "../../text/phrase";
import { allMatches, type Phrase, type Span } from "../../text/text";
import { lonePhrase } from "./lines";

/*
 * What stands around the sections: title, statistical period, signature and date, and the year they speak of.
 */

/** The line with the report's name, without Markdown marks. It may be wrapped over two lines. */
export interface Title extends Phrase {
  readonly year: number | undefined;
  /** The year's four digits and what follows of 年, 年度. */
  readonly yearSpan: Span | undefined;
  readonly agency: string | undefined;
}

/** The statistical period as stated. Dates are `YYYY-MM-DD`; nothing says that they exist. */
export interface Period extends Span {
  readonly from: string;
  readonly to: string;
  /** The two dates as written; the second may leave out its year. */
  readonly first: Phrase;
  readonly last: Phrase;
}

/** The date that a report is signed with; some name a month only. Nothing says that it exists. */
export interface SignedDate extends Phrase {
  readonly year: number;
  readonly month: number;
  readonly day: number | undefined;
}

/** Agency and date that the report is signed with, in its last lines; the date may stand under the title. */
export interface Signature {
  readonly agency: string | undefined;
  readonly date: SignedDate | undefined;
  /** Where the signature starts; the end of the text where there is none. */
  readonly start: number;
}

const LONGEST_TITLE = 70;
/** Rows searched for a title where there is no heading to stop at. */
const MOST_ROWS = 12;

/** The title among the rows before the first section, be it on one line or wrapped over two. */
export function findTitle(document: Document, firstHeadingRow: number): Title | undefined {
  const end = firstHeadingRow < 0 ? Math.min(document.rows.length, MOST_ROWS) : firstHeadingRow;
  let best: { phrase: Phrase; score: number; row: number } | undefined;
  for (let at = 0; at < end; at++) {
    const phrase = titleLine(document, at);
    if (phrase === undefined) continue;
    for (const candidate of [phrase, wrapped(document, at, end)]) {
      if (candidate === undefined) continue;
      const score = titleScore(fold(candidate.text));
      if (score > (best?.score ?? 0)) best = { phrase: candidate, score, row: at };
    }
  }
  return best && toTitle(best.phrase, agencyAbove(document, best.row));
}

function titleLine(document: Document, at: number): Phrase | undefined {
  const phrase = lonePhrase(document.rows[at]!, document.text);
  return phrase !== undefined && phrase.text.length <= LONGEST_TITLE && !/[。；;]/.test(phrase.text)
    ? phrase
    : undefined;
}

/** The line and the next one together, where the report's name breaks off in the middle, or its year follows. */
function wrapped(document: Document, at: number, end: number): Phrase | undefined {
  const first = titleLine(document, at);
  if (first === undefined || at + 1 >= end || !/政府信|信息|年度|\d{4}|政务/.test(first.text))
    return undefined;
  const second = titleLine(document, at + 1);
  if (second === undefined || second.text.length > 24) return undefined;
  const name = fold(first.text);
  const rest = fold(second.text);
  const goesOn = isName(name)
    ? !/20\d\d/.test(name) && /^\(20\d\d年?度?\)$/.test(rest)
    : rest.endsWith("报告");
  return goesOn
    ? { text: first.text + second.text, start: first.start, end: second.end, pieces: [first, second] }
    : undefined;
}

function isName(folded: string): boolean {
  return /年度报告|年报/.test(folded);
}

/** 0 for a line that is no title; more the more it says. Menus of web pages name the report too. */
function titleScore(folded: string): number {
  const isNamed =
    /(?:年度?报告|年报)(?:\(.{1,12}\))?(?:全文|正文)?$/.test(folded) ||
    /政府信息公开工作(?:情况)?的?报告$(?<=20\d\d.*)/.test(folded);
  if (!isNamed || /[>»|]/.test(folded)) return 0;
  if (/^(?:关于|转发)|通知|方案|指南|解读|说明$/.test(folded)) return 0;
  let score = 0;
  if (/信息公开|政务公开/.test(folded)) score += 2;
  if (/20\d\d/.test(folded)) score += 2;
  if (score === 0) return 0;
  return score + (folded.length > 14 ? 1 : 0);
}

function toTitle(phrase: Phrase, above: string | undefined): Title {
  const { folded, map } = foldWithMap(phrase.text);
  const match = /(20\d\d)(年度|年)?/.exec(folded) ?? undefined;
  const from = match?.index ?? folded.length;
  const before = match === undefined ? "" : folded.slice(0, from);
  const after = match === undefined ? folded : folded.slice(from + match[0].length);
  const body = /^(.{0,30}?)(?:政府信息|信息公开|政务)/.exec(after)?.[1] ?? "";
  const agency = cleanAgency(before) ?? cleanAgency(body) ?? above;
  const { text, start, end, pieces } = phrase;
  return {
    text,
    start,
    end,
    pieces,
    year: match && Number(match[1]),
    yearSpan: match && {
      start: offsetIn(phrase, map[from]!),
      end: offsetIn(phrase, map[from + match[0].length - 1]!) + 1,
    },
    agency,
  };
}

function cleanAgency(text: string): string | undefined {
  const name = text.replace(/^[#\s、.,:-]+/, "").replace(/(?<![的关于在:,])[的关于在:,]+$/, "");
  return name.length >= 2 && name.length <= 40 && !/信息公开|年度/.test(name) ? name : undefined;
}

const ORGANISATION = /(?:政府|办公室|委员会|管委会|街道|办事处|[局厅委办处会院署队社镇乡县区市站馆所中心])$/;

function agencyAbove(document: Document, row: number): string | undefined {
  const phrase = row > 0 ? titleLine(document, row - 1) : undefined;
  return phrase === undefined ? undefined : agencyName(phrase.text);
}

/** The text as the name of an agency, if it reads like one. */
function agencyName(text: string): string | undefined {
  const name = fold(text)
    .replace(/^(?:编制|报告|填报|发布|公开)?(?:单位|机关|机构)(?:名称)?:/, "")
    .replace(/\((?:公章|盖章|印章|章)\)$/, "");
  return name.length >= 3 && name.length <= 30 && ORGANISATION.test(name) && !/[,。:;]/.test(name)
    ? name
    : undefined;
}

/** Dates without spaces: `2023年1月1日起至2023年12月31日`, `2023.1.1-12.31`. */
const FROM_TO =
  /20\d\d(?:年|[./-])\d{1,2}(?:月|[./-])\d{1,2}日?(?:起|开始|零时|0时)?,?(?:至|到|--?|——?|–|~)(?:20\d\d(?:年|[./-])|[同当本]年)?\d{1,2}(?:月|[./-])\d{1,2}日?/g;
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
    const period = toPeriod(text, match[0], match.index, map);
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

/** Where the first date ends and the second begins. */
const BETWEEN =
  /(?:起|开始|零时|0时)?,?(?:至|到|--?|——?|–|~)(?=(?:20|[同当本]年|\d{1,2}(?:月|[./-])\d{1,2}日?$))/;

function toPeriod(text: Phrase, range: string, at: number, map: ArrayLike<number>): Period {
  const between = BETWEEN.exec(range)!;
  const firstEnd = between.index;
  const lastStart = firstEnd + between[0].length;
  const part = (from: number, to: number) => partOf(text, map[at + from]!, map[at + to - 1]! + 1);
  const [year, month, day] = range.slice(0, firstEnd).match(/\d+/g)!;
  const last = range.slice(lastStart).match(/\d+/g)!;
  const [lastMonth, lastDay] = last.slice(-2);
  const first = part(0, firstEnd);
  const second = part(lastStart, range.length);
  return {
    from: padded(year!, month!, day!),
    to: padded(last.length > 2 ? last[0]! : year!, lastMonth!, lastDay!),
    first,
    last: second,
    start: first.start,
    end: second.end,
  };
}

/** The year that a period covers whole; undefined where it covers none. */
export function yearOfPeriod({ from, to }: Period): number | undefined {
  const year = from.slice(0, 4);
  return from === `${year}-01-01` && to === `${year}-12-31` ? Number(year) : undefined;
}

function padded(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** The year that the first sentences speak of: 2022年，我镇…; undefined where they name none. */
export function openingYear(text: string, from: number, to: number): number | undefined {
  const match = /(20\d\d) ?年/.exec(text.slice(from, Math.min(to, from + 120)));
  return match === null ? undefined : Number(match[1]);
}

/** Dates that end a line: 2024年1月15日, 2024.1.15, 二〇二四年一月十五日, 2024年1月. */
const DATES = [
  /(20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?\)?$/,
  /^(20\d\d)[./-](\d{1,2})[./-](\d{1,2})$/,
  /(二[〇○零]二[〇○零一二三四五六七八九])年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?\)?$/,
];
/** What may stand in front of the date on its line, besides the agency. */
const BEFORE_DATE = /^(?:\(|(?:(?:发布|成文|印发|编制|填报|报告)?(?:日期|时间)):?)?$/;
const LONGEST_LINE = 60;
/** Rows at the end that hold the signature; where a web page has more below it, the date is looked for further up. */
const LAST_ROWS = 5;
const MOST_SIGNATURE_ROWS = 60;

interface DatedLine {
  readonly date: SignedDate;
  /** What stands in front of it, folded. */
  readonly before: string;
}

function datedLine(phrase: Phrase): DatedLine | undefined {
  if (phrase.text.length > LONGEST_LINE || !/[\d日月]\s*(?:[)）]\s*)?$/.test(phrase.text)) return undefined;
  const { folded, map } = foldWithMap(phrase.text);
  for (const pattern of DATES) {
    const match = pattern.exec(folded);
    if (match === null) continue;
    const before = folded.slice(0, match.index);
    if (!BEFORE_DATE.test(before) && agencyName(before) === undefined) return undefined;
    const [year, month, day] = match.slice(1).map(numberIn);
    const end = folded.endsWith(")") ? folded.length - 1 : folded.length;
    const place = partOf(phrase, map[match.index]!, map[end - 1]! + 1);
    const { text, start, end: stop, pieces } = place;
    return { date: { text, start, end: stop, pieces, year: year!, month: month!, day }, before };
  }
  return undefined;
}

function numberIn(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : /\d/.test(digits) ? Number(digits) : readChinese(digits);
}

/** Reads the last lines: those after the last heading, which stands in `lastHeading`. */
export function findSignature(document: Document, lastHeading: number): Signature {
  const { rows, text } = document;
  let agency: string | undefined;
  let date: SignedDate | undefined;
  let start = text.length;
  let dateRow = -1;
  const least = Math.max(lastHeading + 1, rows.length - MOST_SIGNATURE_ROWS, 0);
  let lowest = Math.max(rows.length - LAST_ROWS, 0);
  for (let at = rows.length - 1; at >= Math.min(least, lowest); at--) {
    if (at < lowest && date !== undefined) break;
    const phrase = lonePhrase(rows[at]!, text);
    if (phrase === undefined || phrase.text.length > LONGEST_LINE) continue;
    const dated = date === undefined ? datedLine(phrase) : undefined;
    if (dated !== undefined) {
      ({ date } = dated);
      start = phrase.start;
      agency ??= agencyName(dated.before);
      // The agency stands above its date.
      lowest = Math.max(Math.min(lowest, at - 2), 0);
      dateRow = at;
    } else if (agency === undefined && at >= lowest) {
      agency = agencyName(phrase.text) ?? (at === dateRow - 1 ? anyName(phrase.text) : undefined);
      if (agency !== undefined) start = phrase.start;
    }
  }
  return { agency, date, start };
}

/** A short line right above the date is who signs, whatever it is called. */
function anyName(text: string): string | undefined {
  const name = text.length > 30 ? "" : fold(text);
  const isName =
    name.length >= 4 && !/[,。:;!?、\d]|事项|报告|情况|[无没]|[一二三四五六七八九十]是/.test(name);
  return isName ? name : undefined;
}

/** A date on a line of its own between title and first section, where the last lines have none. */
export function dateUnderTitle(document: Document, firstHeadingRow: number): SignedDate | undefined {
  for (let at = 1; at < Math.min(firstHeadingRow, MOST_ROWS); at++) {
    const phrase = lonePhrase(document.rows[at]!, document.text);
    const dated = phrase && datedLine(phrase);
    if (dated !== undefined && dated.before.length <= 1) return dated.date;
  }
  return undefined;
}

/** A report on a year is signed in the months after it; one signed in autumn was signed before its year was over. */
export function signedYear({ date }: Signature): number | undefined {
  return date && (date.month >= 10 ? date.year : date.year - 1);
}
