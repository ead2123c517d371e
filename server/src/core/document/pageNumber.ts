import { codeUnits, isSpace } from "../text/normalise";

/* Lines of nothing but a page's number, which come with what is copied out of a paged file. */

/** Longer lines are none. */
const LONGEST = 24;
const DASH = "[-—–－―─·•~]";
const PAGE = new RegExp(
  `^(?:${DASH}{1,2} ?\\d{1,3} ?${DASH}{1,2}|第 ?\\d{1,3} ?页(?:[ ,，/]{0,20}共 ?\\d{1,3} ?页)?|\\d{1,3} ?/ ?共? ?\\d{1,3} ?页|\\d{1,3}/\\d{1,3}|[Pp]age \\d{1,3}(?: of \\d{1,3})?)$`,
);

/** What a page number ends with, in Chinese or between dashes. */
const ENDS = codeUnits("页-—–－―─·•~");

/**
 * Whether the line between two offsets, trimmed, is a page's number: `- 2 -`, `第2页 共5页`. A bare numeral is none: it may be a
 * cell.
 */
export function isPageNumber(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST) return false;
  const isEnglish = text[start] === "P" || text[start] === "p";
  // 3/8; digits alone are most of a table.
  const isFraction =
    end - start < 8 && isDigit(text.charCodeAt(end - 1)) && text.slice(start, end).includes("/");
  return (
    (isEnglish || isFraction || ENDS[text.charCodeAt(end - 1)] === 1) && PAGE.test(text.slice(start, end))
  );
}

/** Of a page's numeral. */
const MOST_DIGITS = 3;

/**
 * Where lines of nothing but a numeral stand that number the pages: one in front of each form feed, or one behind each, every
 * one by one greater than that before. A numeral by itself may be a cell, and a single one is taken for that.
 */
export function numberedPages(text: string): ReadonlySet<number> {
  const feeds: number[] = [];
  for (let at = text.indexOf("\f"); at >= 0; at = text.indexOf("\f", at + 1)) feeds.push(at);
  if (feeds.length < 2) return NO_PAGES;
  const before = feeds.map((feed, at) => numeralBefore(text, feed, feeds[at - 1] ?? -1));
  const after = feeds.map((feed, at) => numeralAfter(text, feed, feeds[at + 1] ?? text.length));
  return new Set([...counting(text, before), ...counting(text, after)]);
}

const NO_PAGES: ReadonlySet<number> = new Set();

/** Where numerals start that count one by one; the first or last page may have none. */
function counting(text: string, found: readonly (number | undefined)[]): readonly number[] {
  const inner = found.slice(found[0] === undefined ? 1 : 0, found.at(-1) === undefined ? -1 : undefined);
  const numbers = inner.map((at) => (at === undefined ? Number.NaN : Number.parseInt(text.slice(at), 10)));
  const counts = numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1);
  return counts && inner.length > 1 ? inner.filter((at) => at !== undefined) : [];
}

function numeralBefore(text: string, feed: number, from: number): number | undefined {
  let to = feed;
  while (to > from + 1 && isSpace(text.charCodeAt(to - 1))) to--;
  let at = to;
  while (at > from + 1 && isDigit(text.charCodeAt(at - 1))) at--;
  return isLone(text, at, to) ? at : undefined;
}

function numeralAfter(text: string, feed: number, end: number): number | undefined {
  let at = feed + 1;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  let to = at;
  while (to < end && isDigit(text.charCodeAt(to))) to++;
  return isLone(text, at, to) ? at : undefined;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The numeral is all that its line has. */
function isLone(text: string, at: number, to: number): boolean {
  if (to === at || to - at > MOST_DIGITS) return false;
  let start = at;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  let end = to;
  while (end < text.length && isBlank(text.charCodeAt(end))) end++;
  return isBreak(text, start - 1) && isBreak(text, end);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0x3000;
}

function isBreak(text: string, at: number): boolean {
  return at < 0 || at >= text.length || "\n\r\f".includes(text[at]!);
}
