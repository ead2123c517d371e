import { codeUnits } from "../text/normalise";

/* Lines of nothing but a page's number, which come with what is copied out of a paged file. */

/** Longer lines are none. */
const LONGEST = 24;
const DASH = "[-—–－―─·•~]";
const PAGE = new RegExp(
  `^(?:${DASH}{1,2} ?\\d{1,3} ?${DASH}{1,2}|第 ?\\d{1,3} ?页(?:[ ,，/]{0,20}共 ?\\d{1,3} ?页)?|\\d{1,3} ?/ ?共? ?\\d{1,3} ?页|[Pp]age \\d{1,3}(?: of \\d{1,3})?)$`,
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
  return (isEnglish || ENDS[text.charCodeAt(end - 1)] === 1) && PAGE.test(text.slice(start, end));
}
