import { fixAll } from "../../server/src/core/check";
import { fold } from "../../server/src/core/text/normalise";
import { SIMPLIFIED } from "../../server/src/core/text/traditional";
import { narrowDigits } from "../../server/src/core/text/value";
import type { Subject } from "./subject";

/* The law of safe fixes, seen from outside: what a text says in numbers and words is all there when they are applied. */

const PAGE_NUMBER = /^[ \t\u3000]*(?:[-—–] ?\d{1,3} ?[-—–]|第 ?\d{1,3} ?页.*)[ \t\u3000]*$/gm;
/** Numbers of rows, headings and documents, which fixes put right. */
const NUMBERING =
  /(?<![\d.,])\d(?=[ \t]*[.．、)）](?!\d))|(?<=第)\d{3}(?=号)|(?<=[〕\])）])\d{1,2}(?=号)|(?<=[〔[(（])20\d\d(?=[〕\])）])/gm;

/** How often each number is in a text, leading zeros and thousands marks aside. */
export function numbersOf(text: string): Map<string, number> {
  const seen = narrowDigits(text.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, ""))
    .replace(PAGE_NUMBER, "")
    .replace(NUMBERING, " ")
    .replace(/&#?\w+;|<[^<>]*>/g, " ")
    .replace(/(?<=\d),(?=\d{3})/g, "");
  return counted(seen.match(/\d+/g)?.map((run) => run.replace(/^0+(?=\d)/, "")) ?? []);
}

/** How often each Chinese character is, but those that number things. */
export function wordsOf(text: string): Map<string, number> {
  const shown = text
    .replace(PAGE_NUMBER, "")
    .replace(/<[^<>]*>/g, "")
    .replace(/(?<=^|[\s|>(（第])[一二三四五六七八九十]{1,2}(?=[、.．)）\s])/gm, "");
  return counted(
    [...fold(shown)]
      .map((char) => SIMPLIFIED.get(char) ?? char)
      .filter((char) => /[\u4e00-\u9fff]/.test(char)),
  );
}

function counted(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** What of one is not in the other, as often as it is not. */
export function lostFrom(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  return [...before].flatMap(([item, count]) =>
    Array.from({ length: Math.max(0, count - (after.get(item) ?? 0)) }, () => item),
  );
}

/** Safe fixes keep every number that is not one of a row, a heading, a document or a page. */
export function* keeps({ text, settings }: Subject): Iterable<string> {
  const lost = lostFrom(numbersOf(text), numbersOf(fixAll(text, settings).text));
  if (lost.length > 0) yield `safe fixes lose ${lost.join(", ")}`;
}
