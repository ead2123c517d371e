import type { Rule } from "../findings/rule";
import { formatNotes } from "../report/outline/formatNotes";
import type { Paragraph } from "../report/prose/prose";
import type { Report } from "../report/report";
import { CHAR, kindsOf } from "../text/characters";
import { codeUnits } from "../text/normalise";
import { characterStart, firstAt } from "../text/text";
import { breaksForSure, startsAnew } from "./support/breaks";
import { exampleWith } from "./support/example";
import { proseLines, spanOf } from "./support/traces";

export const paragraphUnended: Rule = {
  id: "paragraph-unended",
  category: "typography",
  title: "段末没有标点",
  why: "一段话末尾应有句号等标点；没有的，可能是漏写了标点，也可能是后面丢了字。",
  whenOff: "本单位习惯列表项末尾不加标点时。",
  severity: "info",
  bad: exampleWith("推进政府信息公开。", "推进政府信息公开，成效明显"),
  good: exampleWith("推进政府信息公开。", "推进政府信息公开，成效明显。"),

  *check(report) {
    const paragraphs = proseLines(report);
    const left: Unended[] = [];
    for (let at = 0; at < paragraphs.length; at++)
      if (isUnended(paragraphs[at]!)) left.push({ line: paragraphs[at]!, next: paragraphs[at + 1] });
    if (left.length === 0) return;
    const wraps = new Set(left.filter(({ line, next }) => isBeforeAnother(report, line, next)));
    const widest = wraps.size === 0 ? 0 : widestOf(paragraphs);
    const lengths = [...wraps].map(({ line }) => line.text.length).sort((a, b) => a - b);
    for (const each of left) {
      const { line, next } = each;
      if (goesOn(report, line, next)) continue;
      if (wraps.has(each) && (isCommon(lengths, line.text.length) || line.text.length >= widest * FULL))
        continue;
      const { text } = line;
      const from = characterStart(text, Math.max(0, text.length - 8));
      yield {
        span: spanOf({ line, from, to: text.length }),
        message: `段末“${text.slice(characterStart(text, text.length - 4))}”后面没有标点，可能还丢了字。`,
        why: "一段话末尾应有句号等标点。没有丢字的，补上句号；丢了的，把字补全。",
      };
    }
  },
};

/** A paragraph without a mark at its end, and the one behind it. */
interface Unended {
  readonly line: Paragraph;
  readonly next: Paragraph | undefined;
}

/** A sentence or more: shorter ones may be titles. */
const SHORTEST = 16;
/** Lines of a wrapped text are about as long as each other; one with a heading in front is longer. */
const FULL = 0.6;
/** Lines of one wrapped paragraph differ by no more: a mark may hang over the edge. */
const ABOUT = 2;

/** A Chinese character, a digit, or what closes a part of a sentence. */
function mayBeCut(code: number): boolean {
  return (kindsOf(code) & (CHAR.hanzi | CHAR.digit)) !== 0 || CLOSING[code] === 1;
}

const CLOSING = codeUnits("）)”》%％");

function isUnended({ text, heading }: Paragraph): boolean {
  if (text.length < SHORTEST || !mayBeCut(text.charCodeAt(text.length - 1))) return false;
  // A sentence has been going on: a stop, and none just in front of what a bracket adds.
  if (!(heading === undefined ? /[，。；,;]/ : /[。；]/).test(text) || /[。！？][”）)》]+$/.test(text))
    return false;
  return !LABEL.test(text) && !endsInAddress(text) && formatNotes(text).at(-1)?.to !== text.length;
}

/** Captions and the like are lines by right. */
const LABEL = /^(?:附件?|注|备注|来源|地址|联系|电话|传真|邮箱|网址|图\d|表\d|（?单位)/;

/** The address of a page or a mailbox. */
function endsInAddress(text: string): boolean {
  const [word] = /(?<![!-~])[!-~]+$/.exec(text) ?? [""];
  return /https?:|www\.|@/.test(word);
}

/** Another of the lengths, in order, is about the same. */
function isCommon(lengths: readonly number[], length: number): boolean {
  const first = firstAt(lengths, (other) => other >= length - ABOUT);
  return (lengths[first + 1] ?? Number.POSITIVE_INFINITY) <= length + ABOUT;
}

const widestOf = (paragraphs: readonly Paragraph[]): number =>
  paragraphs.reduce((most, { text }) => Math.max(most, text.length), 0);

/** The next line of the same section stands right below, or after a blank line only. */
function isFollowed({ document }: Report, line: Paragraph, next: Paragraph | undefined): next is Paragraph {
  if (next === undefined || next.section !== line.section || document.format !== "text") return false;
  return next.heading === undefined && next.row === line.row + 1 && document.rows[line.row]!.level === 0;
}

/** Right above another line, as lines of a wrapped paragraph are. */
function isBeforeAnother(report: Report, line: Paragraph, next: Paragraph | undefined): boolean {
  return isFollowed(report, line, next) && !report.document.rows[next.row]!.apart;
}

/** A page ends between two lines of one section. */
function isPageNumberBetween(
  { document: { pageNumbers } }: Report,
  line: Paragraph,
  next: Paragraph,
): boolean {
  const place = pageNumbers[firstAt(pageNumbers, ({ start }) => start >= line.end)];
  return place !== undefined && place.end <= next.start && next.section === line.section;
}

/** The sentence goes on in the next line; after a blank line, another rule tells of that. */
function goesOn(report: Report, line: Paragraph, next: Paragraph | undefined): boolean {
  if (breaksForSure(line.text) && next !== undefined) return true;
  if (next !== undefined && isPageNumberBetween(report, line, next)) return !startsAnew(next.text);
  if (!isFollowed(report, line, next)) return false;
  return !startsAnew(next.text) && /[\u4e00-\u9fff]$/.test(line.text);
}
