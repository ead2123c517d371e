import type { Document, Row } from "../../document/document";
import { fold, foldWithMap } from "../../text/normalise";
import { offsetIn, partOf } from "../../text/phrase";
import { firstAt, type Phrase, type Span } from "../../text/text";
import { agencyName } from "./agency";
import { withoutFormatNote } from "./formatNotes";
import { lonePhrase } from "./lines";

/*
 * The report's name, in front of the sections. A web page has a name of its own above it, often without the agency,
 * and the agency may stand on a line next to the name: of all lines that can be the title the most complete is it.
 */

/** The line with the report's name, without Markdown marks and without 标题: in front. It may be wrapped over lines. */
export interface Title extends Phrase {
  readonly year: number | undefined;
  /** The year's four digits and what follows of 年, 年度. */
  readonly yearSpan: Span | undefined;
  readonly agency: string | undefined;
  /** The agency stands in the title itself, and not on a line of its own. */
  readonly namesAgency: boolean;
}

const LONGEST_TITLE = 70;
/** Rows searched for a title where there is no heading to stop at. */
export const MOST_ROWS = 12;
/** Lines that a title may be wrapped over. */
const MOST_LINES = 3;

/**
 * The most complete title among the rows before the first section; of a page's links only where nothing else is one. Of equals the first is taken; of those of several
 * years the last, for a page lists other years' reports above its own.
 */
export function findTitle(document: Document, firstHeadingRow: number): Title | undefined {
  const end = firstHeadingRow < 0 ? Math.min(document.rows.length, MOST_ROWS) : firstHeadingRow;
  return titleBetween(document, 0, end);
}

/** The same among the rows from one on and in front of another. */
export function titleBetween(document: Document, from: number, end: number): Title | undefined {
  if (document.menus.length === 0) return bestTitle(document, from, end, () => true);
  const isShown = (row: number) => !isInMenu(document, row);
  return bestTitle(document, from, end, isShown) ?? bestTitle(document, from, end, () => true);
}

/** The row leads elsewhere: what it names is another page's. */
function isInMenu({ rows, menus }: Document, row: number): boolean {
  const { start, end } = rows[row]!;
  const menu = menus[firstAt(menus, (it) => it.end >= end)];
  return menu !== undefined && menu.start <= start;
}

function bestTitle(
  document: Document,
  from: number,
  end: number,
  isAsked: (row: number) => boolean,
): Title | undefined {
  let best: Title | undefined;
  let bestScore = 0;
  for (let at = from; at < end; at++) {
    if (!isAsked(at)) continue;
    for (let lines = 1; lines <= MOST_LINES && at + lines <= end; lines++) {
      const phrase = titleLines(document, at, lines);
      const score = phrase === undefined ? 0 : titleScore(foldTitle(phrase.text));
      if (score === 0) continue;
      const title = toTitle(phrase!, agencyNextTo(document, at, lines));
      const complete = score + (title.agency === undefined ? 0 : title.namesAgency ? 2 : 1);
      const isOfOtherYear = title.year !== best?.year;
      if (complete > bestScore || (complete === bestScore && isOfOtherYear))
        [best, bestScore] = [title, complete];
    }
  }
  return best;
}

/** So many lines together, as far as a title can be wrapped over them. */
function titleLines(document: Document, at: number, lines: number): Phrase | undefined {
  const pieces: Phrase[] = [];
  for (let row = at; row < at + lines; row++) {
    const line = titleLine(document.rows[row]!, document.text);
    if (line === undefined) return undefined;
    pieces.push(line);
  }
  const [first] = pieces;
  if (lines === 1) return first;
  const text = pieces.map((piece) => piece.text).join("");
  return text.length <= LONGEST_TITLE && goesOn(pieces.map((piece) => foldTitle(piece.text)))
    ? { text, start: first!.start, end: pieces.at(-1)!.end, pieces }
    : undefined;
}

/** What a page's list of data writes in front of the title, and of what kind the page is: 【文字版】. */
const CAPTION =
  /^(?:【(?:标题|名称|(?:文字|图文|网页|电子|文本)版?|全文|正文|公告|公开|年报)】|(?:(?:文件|信息|文章|公文|文档)?(?:标题|名称|题名|题目)):)/;
const CAPTION_CELL = /^(?:文件|信息|文章|公文|文档)?(?:标题|名称|题名|题目):?$/;
/** What it writes behind it, on the same line. */
const DATA_BEHIND =
  /(?:索引号|文号|来源|作者|编辑|字体|字号|浏览|点击|阅读|(?:发布|成文|生成|公开|发文)(?:日期|时间|机构|机关|单位)):/;

function titleLine(row: Row, text: string): Phrase | undefined {
  const whole = lonePhrase(row, text) ?? cellBehindCaption(row);
  if (whole === undefined || whole.text.length > 2 * LONGEST_TITLE) return undefined;
  // How it is to be set, which a template says behind it, is no part of the title.
  const phrase = withoutFormatNote(whole);
  const { folded, map } = foldWithMap(phrase.text);
  const from = CAPTION.exec(folded)?.[0].length ?? 0;
  const to = DATA_BEHIND.exec(folded)?.index ?? folded.length;
  const line =
    from === 0 && to === folded.length
      ? phrase
      : from < to
        ? partOf(phrase, map[from]!, map[to - 1]! + 1)
        : undefined;
  return line !== undefined && line.text.length <= LONGEST_TITLE && !/[。；;]/.test(line.text)
    ? line
    : undefined;
}

/** Of a table of a page's data the cell behind 名称. */
function cellBehindCaption({ cells }: Row): Phrase | undefined {
  const at = cells.findIndex(({ text }) => CAPTION_CELL.test(fold(text)));
  return at < 0 ? undefined : cells[at + 1];
}

/** The report's name breaks off in the middle, or its year follows. */
function goesOn(lines: readonly string[]): boolean {
  const [first, ...rest] = lines as [string, ...string[]];
  if (rest.some((line) => line.length > 24 || line.length === 0)) return false;
  const following = rest.join("");
  // One year is the title's, several are a list to choose from.
  if ((lines.join("").match(/20\d\d/g) ?? []).length > 1) return false;
  if (isName(first)) return !/20\d\d/.test(first) && /^\(?20\d\d年?度?\)?$/.test(following);
  if (!/政府信|信息|年度|\d{4}|政务/.test(first) || rest.slice(0, -1).some(isName)) return false;
  return NAME_END.test(following) && !(titleScore(following) > 0 && /20\d\d/.test(following));
}

function isName(folded: string): boolean {
  return NAME_END.test(folded) && /信息公开|政务公开|年度|年报/.test(folded);
}

/** What a report's name ends with. */
const NAME_END = /(?:报告|年报|总结)(?:\([^()]{1,12}\))?(?:全文|正文|文字版)?$/;
const YEARLY = /年度?(?:工作)?(?:情况)?的?(?:报告|总结)|年报/;
const OF_DISCLOSURE = /信息公开|政务公开/;
/** Sentences that name a report, and papers about reports. */
const NO_TITLE =
  /^(?:[上下]一[篇条]|关于(?:做好|报送|公布|印发|开展|编制|发布|公开|填报|上报)|转发|根据|按照|依据|现[将公向发予就]|特[此向]|本报告|本年报)|通知|方案|指南|解读|说明$|(?:自查|整改|考核|调研|评估|审计|检查|述职)(?:工作)?(?:情况)?的?报告|[>»|,]/;

const CHINESE_YEAR = /二[〇○零][〇○零一二三四五六七八九]{2}(?=年)/;

/** Folded, a year that is written 二〇二二 in as many digits. */
export function foldTitle(text: string): string {
  return fold(text).replace(CHINESE_YEAR, (year) =>
    [...year].map((digit) => Math.max("〇一二三四五六七八九".indexOf(digit), 0)).join(""),
  );
}

/** 0 for a line that is no title; more the more it says. Menus of web pages name the report too. */
function titleScore(folded: string): number {
  if (!NAME_END.test(folded) || NO_TITLE.test(folded)) return 0;
  const hasYear = /20\d\d/.test(folded);
  const isOfDisclosure = OF_DISCLOSURE.test(folded);
  if (!YEARLY.test(folded) && !(hasYear && isOfDisclosure)) return 0;
  const score = (isOfDisclosure ? 2 : 0) + (hasYear ? 2 : 0);
  return score === 0 ? 0 : score + (folded.length > 14 ? 1 : 0);
}

function toTitle(phrase: Phrase, nextTo: string | undefined): Title {
  const { map } = foldWithMap(phrase.text);
  const folded = foldTitle(phrase.text);
  const match = /(20\d\d)(年度|年)?/.exec(folded) ?? undefined;
  const from = match?.index ?? folded.length;
  const behind = match === undefined ? "" : folded.slice(from + match[0].length);
  const own = agencyIn(folded.slice(0, from)) ?? agencyIn(behind);
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
    agency: own ?? nextTo,
    namesAgency: own !== undefined,
  };
}

/** What stands in front of the report's own name. */
const BEFORE_NAME = /^(.*?)(?:政府信息|政务信息|信息公开|政务公开|年度|年报|工作(?:报告|总结)|报告|总结)/;

/** The agency in a part of a title. */
function agencyIn(part: string): string | undefined {
  const name = (BEFORE_NAME.exec(part)?.[1] ?? part)
    .replace(/^[#\s、.,:()【】-]+/, "")
    .replace(/^关于/, "")
    .replace(/(?:本级)?(?:关于|[的在于:,(]){0,3}$/, "")
    // 望溪县人民政府信息公开…: the two names share 政府.
    .replace(/人民$/, "人民政府");
  return name.length >= 2 && name.length <= 40 && !/[()0-9]/.test(name) ? name : undefined;
}

/** The agency on the line above a title, else on the line below it. */
function agencyNextTo(document: Document, row: number, lines: number): string | undefined {
  for (const at of [row - 1, row + lines]) {
    const other = document.rows[at];
    const phrase = other && lonePhrase(other, document.text);
    const name = phrase && agencyName(phrase.text);
    if (name !== undefined) return name;
  }
  return undefined;
}
