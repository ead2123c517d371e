import { UNSEEN_ENTITY } from "../text/entity";
import { fold, visible } from "../text/normalise";
import { commonEnds } from "../text/similar";
import { applyEdits, type Edit, isLineEnd, lineEndAt, lineStartAt, type Span } from "../text/text";
import { SIMPLIFIED } from "../text/traditional";
import { narrowDigits, readValue } from "../text/value";
import type { Fix, Taking } from "./finding";

/*
 * The law of safe fixes. What a fix takes out of a text is either folded away (blanks, marks, width, kinds of
 * characters) or the very thing that its rule names (`Fix.takes`); and no digit leaves, but those that number a row, a
 * section, a document or a page. A rule says what a fix is for; only here it is decided whether that is safe.
 */

/** Whether a fix leaves every number and word that a report says, but for what it rightly takes out. */
export function isSafe(text: string, named: Span, { edits, takes }: Fix): boolean {
  return keepsAll(text, named, edits, takes) || isRespelled(text, named, edits, takes);
}

function keepsAll(text: string, named: Span, edits: readonly Edit[], takes: Taking | undefined): boolean {
  /** What the edits so far have put in more than they took out: of a word that markup divides, the first part gets all. */
  let ahead = "";
  for (const edit of edits) {
    const removed = text.slice(edit.span.start, edit.span.end);
    const lost = contentOf(removed);
    const put = ahead + contentOf(edit.text);
    const left = keepsNumbers(text, edit) ? restOf(put, lost) : undefined;
    if (left !== undefined) ahead = left;
    else if (keepsNamed(text, named, edit, lost, takes)) ahead = "";
    else return false;
  }
  return true;
}

/** What of the letters put in comes behind those taken out; undefined where these are not all among them. */
function restOf(put: string, lost: string): string | undefined {
  let at = 0;
  for (const char of lost) {
    at = put.indexOf(char, at) + 1;
    if (at === 0) return undefined;
  }
  return lost === "" ? "" : put.slice(at);
}

/** An edit that takes out more than is folded away. */
function keepsNamed(text: string, named: Span, edit: Edit, lost: string, takes: Taking | undefined): boolean {
  const { span, text: inserted } = edit;
  if (lost === "" && inserted === "" && isUnseen(text.slice(span.start, span.end))) return true;
  if (takes === "line") return isLine(text, edit);
  if (takes === "number") return isNumberOf(text, edit);
  if (takes === "name" && !keepsNumbers(text, edit)) return isDocumentNumber(text, named, edit);
  if (takes === "repetition") return keepsNumbers(text, edit) && isRepeated(text, edit, lost);
  return takes === "name" && inserted !== "" && !/\d/.test(lost);
}

/** What blanks set apart is a piece of another text, of a group's label that stands beside: no letter too many. */
function dropsPiece(text: string, { span: { start, end }, text: inserted }: Edit): boolean {
  const removed = text.slice(start, end).trimEnd();
  if (contentOf(removed).length <= contentOf(inserted).length) return false;
  // What the edit writes again is not dropped, and blanks beyond it tell nothing.
  const { head, tail } = commonEnds(removed, inserted);
  const [from, to] = [start + head, start + removed.length - tail];
  return /\s/.test(text.slice(Math.max(0, from - 1), to + 1));
}

/** The edits as one: what the finding stands at, before and after. */
function isRespelled(text: string, named: Span, edits: readonly Edit[], takes: Taking | undefined): boolean {
  if (takes !== "name" && takes !== "spelling" && takes !== "notation") return false;
  if (!edits.every(({ span }) => span.start >= named.start && span.end <= named.end)) return false;
  const before = text.slice(named.start, named.end);
  const moved = edits.map(({ span, text: to }) => ({
    span: { start: span.start - named.start, end: span.end - named.start },
    text: to,
  }));
  const after = applyEdits(before, moved);
  if (takes === "notation") {
    const value = readValue(before)?.value ?? null;
    return value !== null && readValue(after)?.value === value;
  }
  if (!edits.every((edit) => keepsNumbers(text, edit))) return false;
  if (takes === "name") return contentOf(after) !== "";
  return !edits.some((edit) => dropsPiece(text, edit)) && isSpelling(contentOf(before), contentOf(after));
}

/** Nothing that the eye sees. */
function isUnseen(removed: string): boolean {
  return visible(withoutEntities(removed)) === "";
}

/** Entities of HTML that are blanks. */
const BLANK_ENTITY = /&(?:nbsp|ensp|emsp|thinsp|#160|#x0?a0);/gi;

/** The entities that are nothing but a blank, or less, as such. */
function withoutEntities(text: string): string {
  return text.includes("&") ? text.replace(UNSEEN_ENTITY, "").replace(BLANK_ENTITY, " ") : text;
}

/** What of a text is not folded away: letters, numbers, and the marks that are part of a number. */
function contentOf(text: string): string {
  let content = "";
  for (const char of fold(withoutEntities(text)))
    if (/[\p{L}\p{N}%‰+.-]/u.test(char)) content += SIMPLIFIED.get(char) ?? char;
  return content;
}

/** The numbers of a text, as the eye divides them. */
function numbersIn(text: string): readonly string[] {
  return narrowDigits(visible(withoutEntities(text))).match(/\d+/g) ?? [];
}

const isDigit = (char: string | undefined) => char !== undefined && /[0-9０-９]/.test(char);

/** The digits that stand without a break before and after an edit. */
function digitsAround(text: string, { start, end }: Span): { before: string; after: string } {
  let from = start;
  while (from > 0 && isDigit(text[from - 1])) from--;
  let to = end;
  while (to < text.length && isDigit(text[to])) to++;
  return { before: text.slice(from, start), after: text.slice(end, to) };
}

/** Every number of what an edit takes out, and of what stands beside it, is there after it: none is cut, none are joined. */
function keepsNumbers(text: string, { span, text: inserted }: Edit): boolean {
  const { before, after } = digitsAround(text, span);
  const removed = text.slice(span.start, span.end);
  return isWithin(numbersIn(before + removed + after), numbersIn(before + inserted + after));
}

/** The items of one text or list come in the other, in their order. */
function isWithin(items: ArrayLike<string>, others: ArrayLike<string>): boolean {
  let at = 0;
  for (let i = 0; i < others.length && at < items.length; i++) if (others[i] === items[at]) at++;
  return at === items.length;
}

/** The same stands beside it as well, once or more often. */
function isRepeated(text: string, { span, text: inserted }: Edit, removed: string): boolean {
  if (inserted !== "" || removed === "" || /\d/.test(removed)) return false;
  const reach = (span.end - span.start) * 2 + 16;
  const left = contentOf(text.slice(Math.max(0, span.start - reach), span.start));
  const right = contentOf(text.slice(span.end, span.end + reach));
  for (let length = 1; length <= removed.length; length++) {
    const unit = removed.slice(0, length);
    if (unit.repeat(removed.length / length) === removed)
      return left.endsWith(unit) || right.startsWith(unit);
  }
  return false;
}

/** A line of its own, whatever is in it. */
function isLine(text: string, { span }: Edit): boolean {
  const removed = text.slice(span.start, span.end);
  const start = span.start + (removed.length - removed.trimStart().length);
  const end = start + removed.trim().length;
  if (/[\r\n]/.test(text.slice(start, end))) return false;
  const isAlone =
    isBlankSeen(text.slice(lineStartAt(text, start), start)) &&
    isBlankSeen(text.slice(end, lineEndAt(text, end)));
  // What the line stood between is not run together into another number.
  return isAlone && !(isDigit(text[span.start - 1]) && isDigit(text[span.end]));
}

const isBlankSeen = (part: string) => part.replace(/^\uFEFF/, "").trim() === "";

/** A numeral as rows and sections are numbered with. */
const NUMERAL = /^(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[①-⒛㈠-㈩])$/;

/** The number of a row or section gives way to another of as many digits, and no other number stands beside it. */
function isNumberOf(text: string, { span, text: inserted }: Edit): boolean {
  const removed = text.slice(span.start, span.end);
  const { before, after } = digitsAround(text, span);
  if (before !== "" || after !== "" || !NUMERAL.test(removed) || !NUMERAL.test(inserted)) return false;
  if (isDigit(removed[0]) && removed.length !== inserted.length) return false;
  let at = span.start - 1;
  while (at >= 0 && !isLineEnd(text.charCodeAt(at)) && /[\s(（]/.test(text[at]!)) at--;
  return !isDigit(text[at]);
}

/** 国务院令第492号, 〔2019〕60号: digits of a document's number give way to digits, inside what the rule names. */
function isDocumentNumber(text: string, named: Span, { span, text: inserted }: Edit): boolean {
  if (span.start < named.start || span.end > named.end) return false;
  const { after } = digitsAround(text, span);
  const isNumber = /^\d+$/.test(narrowDigits(text.slice(span.start, span.end))) && /^\d+$/.test(inserted);
  return isNumber && /^\s*[号〕\])）]/.test(text.slice(span.end + after.length, span.end + after.length + 4));
}

/** Letters of a name that may be slips of the pen. */
const MOST_SLIPS = 2;
const LONGEST_NAME = 400;

/**
 * The same name but for a slip or two. What stands in front of it or behind it and is no part of it is no slip: 无 behind a
 * title, a value behind a label.
 */
function isSpelling(before: string, after: string): boolean {
  if (before.length > LONGEST_NAME) return false;
  const kept = keptIn(before, after);
  const lost = before.length - kept.length;
  if (lost > MOST_SLIPS || dropsWord(kept, before.length, after.length)) return false;
  const first = kept[0];
  const last = kept.at(-1);
  if (first === undefined || last === undefined) return false;
  // Where something was put in beside it, 诉讼 was meant to be 起诉.
  const gapAhead = (kept.at(-2)?.after ?? -1) + 1 < last.after;
  const gapBehind = first.after + 1 < (kept[1]?.after ?? after.length);
  const isBehind = last.after === after.length - 1 && last.before < before.length - 1 && !gapAhead;
  const isInFront = first.after === 0 && first.before > 0 && !gapBehind;
  const behind = before.slice(last.before + 1);
  const inFront = before.slice(0, first.before);
  return (
    (!isBehind || before.slice(0, last.before + 1).endsWith(behind)) &&
    (!isInFront || before.slice(first.before).startsWith(inFront))
  );
}

/** Two letters or more in one place with nothing for them: a word, and no slip. */
function dropsWord(kept: readonly Kept[], before: number, after: number): boolean {
  return [...kept, { before, after }].some((next, at) => {
    const last = kept[at - 1] ?? { before: -1, after: -1 };
    return next.before - last.before - (next.after - last.after) > 1;
  });
}

interface Kept {
  readonly before: number;
  readonly after: number;
}

/** A longest sequence of letters that two names have in common. */
function keptIn(before: string, after: string): Kept[] {
  const width = after.length + 1;
  const longest = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      longest[i * width + j] =
        before[i] === after[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const kept = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) kept.push({ before: i++, after: j++ });
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++;
    else j++;
  }
  return kept;
}
