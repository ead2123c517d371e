import type { Report } from "../../report/report";
import { fold } from "../../text/normalise";
import { leadingOrdinal } from "../../text/ordinal";
import { firstAt, type Phrase } from "../../text/text";

/** The rest of a label is looked for this far away: its lines, and the values between them. */
const FAR = 240;
/** Characters that tell that the rest goes on there. */
const ENOUGH = 2;

/**
 * Whether a text is a piece of a label that a page's layout has cut, and its other pieces stand above and below: the label is
 * not wrong then, and to write it in the place of the piece would double the others.
 */
export function isFragment({ document, text }: Report, written: Phrase, label: string): boolean {
  const { rows } = document;
  const row = rows[firstAt(rows, ({ end }) => end > written.start)];
  if (row?.kind !== "line") return false;
  const piece = fold(written.text.slice(leadingOrdinal(written.text)?.after ?? 0).replace(/^.*\s/s, ""));
  const whole = fold(label);
  const at = whole.indexOf(piece);
  if (at < 0 || piece.length < ENOUGH || piece.length === whole.length) return false;
  const before = whole.slice(Math.max(0, at - ENOUGH), at);
  const after = whole.slice(at + piece.length, at + piece.length + ENOUGH);
  return (
    fold(text.slice(Math.max(0, written.start - FAR), written.start)).includes(before) &&
    fold(text.slice(written.end, written.end + FAR)).includes(after)
  );
}
