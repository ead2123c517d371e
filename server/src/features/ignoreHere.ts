import type { Diagnostic } from "../rule";
import { type Fingerprint, fingerprintsOf } from "../suppression/fingerprint";
import type { IgnoreEntry } from "../suppression/ignoreText";
import type { Span } from "../text";

/** A finding, and the entry of the side file that would leave it alone, but for the reason. */
export interface Ignorable {
  readonly diagnostic: Diagnostic;
  readonly entry: Omit<IgnoreEntry, "reason">;
}

/**
 * The findings in `range` that may be left alone: those that are shown. `found` is everything found in the text, that
 * which is ignored already included: equal findings are counted.
 */
export function ignorables(
  text: string,
  file: string,
  found: readonly Diagnostic[],
  shown: readonly Diagnostic[],
  range: Span,
): Ignorable[] {
  const isHere = ({ span }: Diagnostic) => span.start <= range.end && range.start <= span.end;
  const shownHere = shown.filter(isHere);
  if (shownHere.length === 0) return [];
  const prints: Fingerprint[] = fingerprintsOf(text, found);
  return found.flatMap((diagnostic, index) => {
    const isShown = isHere(diagnostic) && shownHere.some((other) => isSame(other, diagnostic));
    return isShown ? [{ diagnostic, entry: { file, ...prints[index]! } }] : [];
  });
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.rule === b.rule && a.span.start === b.span.start && a.span.end === b.span.end && a.cell === b.cell;
}
