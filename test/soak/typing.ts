import type { TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import type { Random } from "../generator/random";
import type { EditorText } from "./text";

/*
 * What may happen to a text in an editor: mostly a few characters at one place, now and then a line or much more.
 */

/** Of all that makes a difference to the reading of reports, to line breaks and to UTF-16. */
const snippets = [
  ..."0123456789０９一二十〇，。、；：（）()“”《》|\t /-无 年月日件第条项总计表章一、",
  "本年新收",
  "总计",
  "行政许可",
  "（一）",
  "二、主动公开政府信息情况",
  "2023年",
  "１２",
  "1,234",
  "12.5万元",
  "\n",
  "\r\n",
  "\r",
  "\n\n",
  "| 0 | 0 |\n",
  "| --- | --- |\n",
  "\t0\t0\r\n",
  "<td>",
  "</td>",
  "<tr>",
  "</tr>",
  "<table>",
  "</table>",
  '<td colspan="2">',
  "<p>",
  "<!-- disclosure-lint-disable",
  "<!-- disclosure-lint-ignore cell-blank：试 -->",
  "-->",
  "&nbsp;",
  "&#x4e00;",
  "𠮷",
  "😀",
  "👨‍👩‍👧",
  "\ud842",
  "\udfb7",
  "é",
  "\u3000",
  "\u00a0",
  "\u200b",
  "\u2028",
  "\ufeff",
  "\0",
] as const;

type Change = (text: EditorText, random: Random) => TextDocumentContentChangeEvent[];

const somewhere = (text: EditorText, random: Random) => text.place(random.int(0, text.content.length));
const someLine = (text: EditorText, random: Random) => text.line(random.int(0, text.lineCount - 1));

const insert: Change = (text, random) => {
  const at = somewhere(text, random);
  return [text.replace(at, at, random.pick(snippets))];
};

const remove: Change = (text, random) => {
  const start = somewhere(text, random);
  const end = text.place(Math.min(text.content.length, start + random.int(1, 4)));
  return [text.replace(Math.min(start, end), Math.max(start, end), "")];
};

const replace: Change = (text, random) => {
  const start = somewhere(text, random);
  const end = text.place(Math.min(text.content.length, start + random.int(1, 6)));
  return [text.replace(Math.min(start, end), Math.max(start, end), random.pick(snippets))];
};

/** A number is typed over: what most editing of reports is. */
const retype: Change = (text, random) => {
  const numbers = [...text.content.matchAll(/\d+/g)];
  if (numbers.length === 0) return insert(text, random);
  const { 0: number, index } = random.pick(numbers);
  return [text.replace(index, index + number.length, String(random.int(0, 99)))];
};

const moveLine: Change = (text, random) => {
  const { start, next } = someLine(text, random);
  const line = text.content.slice(start, next);
  const taken = text.replace(start, next, "");
  const to = text.place(someLine(text, random).start);
  return [taken, text.replace(to, to, line)];
};

const copyLine: Change = (text, random) => {
  const { start, next } = someLine(text, random);
  return [text.replace(start, start, text.content.slice(start, next))];
};

const removeLines: Change = (text, random) => {
  const { start } = someLine(text, random);
  const end = text.place(Math.min(text.content.length, start + random.int(20, 200)));
  return [text.replace(start, Math.max(start, end), "")];
};

/** One character at several places at once, as with several cursors, from the end to the beginning. */
const severalCursors: Change = (text, random) => {
  const typed = random.pick(snippets);
  const places = Array.from({ length: random.int(2, 6) }, () => somewhere(text, random));
  return [...new Set(places)]
    .sort((a, b) => b - a)
    .map((at) => text.replace(text.place(at), text.place(at), typed));
};

const changeLineEnds: Change = (text, random) => {
  const to = random.pick(["\n", "\r\n"]);
  return [text.replace(0, text.content.length, text.content.replace(/\r\n|\r|\n/g, to))];
};

/** How often each happens, in a hundredth. */
const shares: readonly (readonly [number, Change])[] = [
  [26, insert],
  [20, remove],
  [10, replace],
  [30, retype],
  [5, moveLine],
  [2, copyLine],
  [1, removeLines],
  [5, severalCursors],
  [1, changeLineEnds],
];

const changes = shares.flatMap(([share, change]) => Array<Change>(share).fill(change));

/** Changes the text, and says how; sometimes in several steps at once. */
export function edit(text: EditorText, random: Random): TextDocumentContentChangeEvent[] {
  const steps = random.chance(0.05) ? random.int(2, 5) : 1;
  return Array.from({ length: steps }, () => random.pick(changes)(text, random)).flat();
}
