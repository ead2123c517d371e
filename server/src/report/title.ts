import type { Document } from "../document/document";
import { fold, foldWithMap } from "../normalise";
import type { Phrase } from "../text";
import { offsetIn } from "./phrase";
import type { Period, Signature, Title } from "./report";
import { lonePhrase } from "./sections";

/*
 * What stands around the sections: title, statistical period, signature and date, and the year they speak of.
 */

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
    /20\d\d.*政府信息公开工作(?:情况)?的?报告$/.test(folded);
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
  return {
    ...phrase,
    year: match && Number(match[1]),
    yearSpan: match && {
      start: offsetIn(phrase, map[from]!),
      end: offsetIn(phrase, map[from + match[0].length - 1]!) + 1,
    },
    agency,
  };
}

function cleanAgency(text: string): string | undefined {
  const name = text.replace(/^[#\s、.,:-]+|[的关于在:,]+$/g, "");
  return name.length >= 2 && name.length <= 40 && !/信息公开|年度/.test(name) ? name : undefined;
}

const ORGANISATION = /(?:政府|办公室|委员会|管委会|街道|办事处|[局厅委办处会院署队社镇乡县区市站馆所中心])$/;

function agencyAbove(document: Document, row: number): string | undefined {
  const phrase = row > 0 ? titleLine(document, row - 1) : undefined;
  return phrase === undefined ? undefined : agencyName(phrase.text);
}

/** The text as the name of an agency, if it reads like one. */
function agencyName(text: string): string | undefined {
  const folded = fold(text);
  return folded.length >= 3 && folded.length <= 30 && ORGANISATION.test(folded) && !/[,。:;]/.test(folded)
    ? folded
    : undefined;
}

const FROM_TO =
  /(20\d\d)[ 年./-]{1,3}(\d{1,2})[ 月./-]{1,3}(\d{1,2})(?:[ 日]{1,2})?(?:起|开始|零时|0时)?[ ,，]{0,2}(?:至|到|—{1,2}|–|-|－|~|～)[ ]?(?:(20\d\d)[ 年./-]{1,3})?(\d{1,2})[ 月./-]{1,3}(\d{1,2})/;

/** The statistical period: a range of dates before the tables. A year that its end leaves out is that of its start. */
export function findPeriod(text: string, from: number, to: number): Period | undefined {
  const part = text.slice(from, Math.min(to, from + 4000));
  const match = FROM_TO.exec(part);
  if (match === null) return undefined;
  const [whole, year, month, day, lastYear, lastMonth, lastDay] = match;
  const start = from + match.index;
  const end = start + whole.length + (text[start + whole.length] === "日" ? 1 : 0);
  return {
    from: isoDate(year!, month!, day!),
    to: isoDate(lastYear ?? year!, lastMonth!, lastDay!),
    start,
    end,
  };
}

function isoDate(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** The year that the first sentences speak of: 2022年，我镇…; undefined where they name none. */
export function openingYear(text: string, from: number, to: number): number | undefined {
  const match = /(20\d\d) ?年/.exec(text.slice(from, Math.min(to, from + 120)));
  return match === null ? undefined : Number(match[1]);
}

const DATE_LINE = /^(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?$/;

/** Reads the last few lines. */
export function findSignature(document: Document): Signature {
  let agency: string | undefined;
  let date: Signature["date"];
  let start = document.text.length;
  for (let at = document.rows.length - 1; at >= 0 && at >= document.rows.length - 5; at--) {
    const phrase = lonePhrase(document.rows[at]!, document.text);
    if (phrase === undefined || phrase.text.length > 60) continue;
    const folded = fold(phrase.text);
    const match = DATE_LINE.exec(folded) ?? DATE_LINE.exec(/20\d\d年.{3,6}日$/.exec(folded)?.[0] ?? "");
    if (match !== null && date === undefined) {
      date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
      start = phrase.start;
      agency ??= agencyName(folded.slice(0, folded.length - match[0].length));
    } else if (agency === undefined) {
      agency = agencyName(phrase.text);
      if (agency !== undefined) start = phrase.start;
    }
  }
  return { agency, date, start };
}

/** A report on a year is signed in the months after it; one signed in autumn was signed before its year was over. */
export function signedYear({ date }: Signature): number | undefined {
  return date && (date.month >= 10 ? date.year : date.year - 1);
}
