import type { Document } from "../../document/document";
import { fold, foldWithMap } from "../../text/normalise";
import { readChinese } from "../../text/numeral";
import { partOf } from "../../text/phrase";
import type { Phrase } from "../../text/text";
import { agencyName } from "./agency";
import { withoutFormatNote } from "./formatNotes";
import { lonePhrase } from "./lines";
import { MOST_ROWS } from "./title";

/* Agency and date that a report is signed with. */

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
    const line = lonePhrase(rows[at]!, text);
    if (line === undefined || line.text.length > LONGEST_LINE) continue;
    const phrase = withoutFormatNote(line);
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
