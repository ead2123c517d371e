import type { Report } from "../../report/report";
import { fold } from "../../text/normalise";
import { leadingOrdinal } from "../../text/ordinal";
import { firstAt, type Phrase } from "../../text/text";

/** The rest of a label is looked for this far away: its lines, and the values between them. */
const FAR = 240;
/** Shorter pieces are found in any text. */
const SHORTEST = 2;

/**
 * Whether a text is a piece of a label that a page's layout has cut, and its other pieces stand above and below: the label is
 * not wrong then, and to write it in the place of the piece would double the others.
 */
export function isFragment({ document, text }: Report, written: Phrase, label: string): boolean {
  const { rows } = document;
  const row = rows[firstAt(rows, ({ end }) => end > written.start)];
  if (row?.kind !== "line") return false;
  const own = written.text.slice(leadingOrdinal(written.text)?.after ?? 0).trimEnd();
  const piece = fold(own.replace(/^.*\s/s, ""));
  const whole = fold(label);
  // As long as the label, with a blank in it: 其它 法律行政法规禁止公开 is no piece.
  if (fold(own).length === whole.length) return false;
  const at = whole.indexOf(piece);
  if (at < 0 || piece.length < SHORTEST || piece.length === whole.length) return false;
  const head = whole.slice(0, at);
  const tail = whole.slice(at + piece.length);
  const above = textsIn(text.slice(Math.max(0, written.start - FAR), written.start));
  const below = textsIn(text.slice(written.end, written.end + FAR));
  return (
    (head === "" || above.some((it) => head.endsWith(it))) &&
    (tail === "" || below.some((it) => tail.startsWith(it)))
  );
}

/** What blanks divide, without numbers in front. */
function textsIn(text: string): string[] {
  return text
    .split(/\s/)
    .map((it) => fold(it.slice(leadingOrdinal(it)?.after ?? 0)))
    .filter((it) => it !== "");
}
