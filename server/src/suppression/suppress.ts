import type { Report } from "../report/report";
import type { Diagnostic } from "../rule";
import { lineStarts } from "../text";
import type { RuleName, SuppressionComment } from "./comments";
import { type Fingerprint, fingerprintsOf, keyOf } from "./fingerprint";
import { reachOf } from "./reach";

/** What is left of findings, and which names of rules in comments suppressed something. */
export interface Commented {
  readonly left: readonly Diagnostic[];
  readonly used: ReadonlySet<RuleName>;
}

/** Takes out what comments suppress. */
export function applyComments(
  diagnostics: readonly Diagnostic[],
  comments: readonly SuppressionComment[],
  report: Report,
): Commented {
  const used = new Set<RuleName>();
  let left = diagnostics;
  const lines = comments.length === 0 ? [] : lineStarts(report.text);
  for (const comment of comments) {
    const reach = reachOf(comment, report, lines);
    if (reach === undefined) continue;
    left = left.filter(({ rule, span }) => {
      const name = comment.rules.find(({ id }) => id === rule);
      if (name === undefined || span.start < reach.start || span.start > reach.end) return true;
      used.add(name);
      return false;
    });
  }
  return { left, used };
}

/** Takes out what a side file has entries of, and tells which of these found something. */
export function applyEntries<E extends Fingerprint>(
  diagnostics: readonly Diagnostic[],
  entries: readonly E[],
  text: string,
): { readonly left: readonly Diagnostic[]; readonly used: ReadonlySet<E> } {
  const used = new Set<E>();
  if (entries.length === 0) return { left: diagnostics, used };
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const prints = fingerprintsOf(text, diagnostics);
  const left = diagnostics.filter((_, index) => {
    const entry = byKey.get(keyOf(prints[index]!));
    if (entry === undefined) return true;
    used.add(entry);
    return false;
  });
  return { left, used };
}
