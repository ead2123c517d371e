import { leavesOf } from "./phrase";
import { commonEnds } from "./similar";
import type { Edit, Phrase } from "./text";

/**
 * Edits that make a phrase read `replacement`: only what differs is touched, and where the phrase is pieced together
 * (wrapped lines, HTML tags in between) only its own pieces are, so that markup and line ends stay as they are.
 */
export function rewrite(phrase: Phrase, replacement: string): Edit[] {
  const { text } = phrase;
  const { head, tail } = commonEnds(text, replacement);
  const to = text.length - tail;
  const middle = replacement.slice(head, replacement.length - tail);
  if (head === to && middle === "") return [];
  return replacePart(phrase, head, to, middle);
}

/** Replaces a part of a phrase, given by indices into its text. */
function replacePart(phrase: Phrase, from: number, to: number, text: string): Edit[] {
  const edits: Edit[] = [];
  let before = 0;
  for (const leaf of leavesOf(phrase)) {
    const length = leaf.text.length;
    const start = Math.max(from - before, 0);
    const end = Math.min(to - before, length);
    // An insertion belongs to the leaf it follows, at the very start to the first.
    const inserts =
      from === to && edits.length === 0 && from - before <= length && (from - before > 0 || before === 0);
    if (start < end || inserts) {
      const verbatim = length === leaf.end - leaf.start;
      const span = verbatim
        ? { start: leaf.start + start, end: leaf.start + Math.max(end, start) }
        : { start: leaf.start, end: leaf.end };
      edits.push({ span, text: edits.length === 0 ? text : "" });
    }
    before += length;
  }
  return edits.length > 0 ? edits : [{ span: { start: phrase.end, end: phrase.end }, text }];
}

/** The label in the width of brackets and punctuation and the style of quotes of the text it goes into. */
export function inStyleOf(label: string, written: string): string {
  let result = label;
  const isNarrow = /[()]/.test(written) && !/[（）]/.test(written);
  if (isNarrow) result = result.replaceAll("（", "(").replaceAll("）", ")");
  if (!written.includes("，") && (isNarrow || written.includes(","))) result = result.replaceAll("，", ",");
  if (!written.includes("：") && (isNarrow || written.includes(":"))) result = result.replaceAll("：", ":");
  if (written.includes('"') && !/[“”]/.test(written)) result = result.replace(/[“”]/g, '"');
  return result;
}

/** Line end used in the text. */
export function lineEnd(text: string): string {
  const newline = text.indexOf("\n");
  if (newline < 0) return text.includes("\r") ? "\r" : "\n";
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
}

/** Fills a blank cell: a narrow or tight blank between two pipes is given the room that other cells have. */
export function fillBlank(source: string, blank: Phrase, value: string): Edit {
  const room = source.slice(blank.start, blank.end);
  const between = source[blank.start - 1] === "|" && source[blank.end] === "|";
  if (between) return { span: { start: blank.start, end: blank.end }, text: ` ${value} ` };
  if (room.includes("&") || /[^ ]/.test(room))
    return { span: { start: blank.start, end: blank.end }, text: value };
  // In front of a closing pipe one space stays; nothing else is needed.
  if (source[blank.end] === "|")
    return {
      span: { start: blank.start, end: blank.end },
      text: `${blank.start > 0 && room.length > 1 ? " " : ""}${value} `,
    };
  return { span: { start: blank.start, end: blank.end }, text: value };
}
