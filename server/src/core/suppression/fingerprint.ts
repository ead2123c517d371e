import type { Diagnostic } from "../findings/finding";
import { fold } from "../text/normalise";

/**
 * What tells a finding from all others of a report, whatever is written elsewhere in it: the rule, and the cell with
 * what stands in it, or the sentence with the part that is meant. No line, no message: these change with other places.
 */
export interface Fingerprint {
  readonly rule: string;
  /** Key of the cell, where the finding is about one. */
  readonly cell?: string | undefined;
  /** The sentence or table cell as written, without space; left out where the cell's key says enough. */
  readonly sentence?: string | undefined;
  /** The text that is meant. */
  readonly text: string;
  /** Counted from 1, where several findings have all of this in common; 1 is left out. */
  readonly nth?: number | undefined;
}

/** Longer ones are cut: enough to know them by. */
const LONGEST = 120;

/** The fingerprints of findings in the order of the text. */
export function fingerprintsOf(text: string, diagnostics: readonly Diagnostic[]): Fingerprint[] {
  const counts = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const print = fingerprintOf(text, diagnostic);
    const key = keyOf(print);
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    return nth === 1 ? print : { ...print, nth };
  });
}

function fingerprintOf(text: string, { rule, cell, span }: Diagnostic): Fingerprint {
  const meant = plain(text, span.start, span.end);
  if (cell !== undefined) return { rule, cell, text: meant };
  let start = span.start;
  let end = span.end;
  const first = Math.max(0, start - LONGEST);
  const last = Math.min(text.length, end + LONGEST);
  while (start > first && !isBound(text, start - 1)) start--;
  if (!isBound(text, end - 1) || span.start === span.end) while (end < last && !isBound(text, end)) end++;
  return { rule, sentence: plain(text, start, end), text: meant };
}

function isBound(text: string, at: number): boolean {
  return "。！？；\n\r\t|<>".includes(text.charAt(at) || "\n");
}

/** Without space and differences of width, so that it survives another wrapping. */
function plain(text: string, start: number, end: number): string {
  return fold(text.slice(start, Math.min(end, start + 2 * LONGEST))).slice(0, LONGEST);
}

/** Two fingerprints are of one finding where this is the same. */
export function keyOf({ rule, cell = "", sentence = "", text, nth = 1 }: Fingerprint): string {
  return JSON.stringify([rule, cell, sentence, text, nth]);
}
