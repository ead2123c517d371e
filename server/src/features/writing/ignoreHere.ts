import type { Diagnostic } from "../../core/findings/finding";
import { type Fingerprint, fingerprintsOf } from "../../core/suppression/fingerprint";
import type { IgnoreEntry } from "../../core/suppression/ignoreEntry";
import type { Span } from "../../core/text/text";

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
  if (!shown.some(isHere)) return [];
  const prints: Fingerprint[] = fingerprintsOf(text, found);
  const keys = new Set(shown.map(keyOf));
  return found.flatMap((diagnostic, index) =>
    isHere(diagnostic) && keys.has(keyOf(diagnostic))
      ? [{ diagnostic, entry: { file, ...prints[index]! } }]
      : [],
  );
}

/** Two findings of one check are the same where this is. */
const keyOf = ({ rule, span, cell }: Diagnostic) => `${rule} ${span.start} ${span.end} ${cell ?? ""}`;
