import type { Diagnostic } from "../findings/finding";
import type { Report } from "../report/report";
import { firstAt, lineStarts, type Span } from "../text/text";
import type { RuleName, SuppressionComment } from "./comments";
import { type Fingerprint, fingerprintsOf, keyOf } from "./fingerprint";
import { reachOf } from "./reach";

/** What is left of findings, and which names of rules in comments suppressed something. */
export interface Commented {
  readonly left: readonly Diagnostic[];
  readonly used: ReadonlySet<RuleName>;
}

/** Takes out what comments suppress. Findings are in the order of the text; of comments on one the first counts. */
export function applyComments(
  diagnostics: readonly Diagnostic[],
  comments: readonly SuppressionComment[],
  report: Report,
): Commented {
  const used = new Set<RuleName>();
  if (comments.length === 0) return { left: diagnostics, used };
  const lines = lineStarts(report.text);
  const suppressed = new Set<Diagnostic>();
  const byRule = new Map<string, Untaken>();
  for (const rule of new Set(diagnostics.map(({ rule }) => rule)))
    byRule.set(rule, new Untaken(diagnostics.filter((diagnostic) => diagnostic.rule === rule)));
  for (const comment of comments) {
    const reach = reachOf(comment, report, lines);
    if (reach === undefined) continue;
    for (const name of comment.rules) {
      for (const diagnostic of byRule.get(name.id)?.take(reach) ?? []) {
        suppressed.add(diagnostic);
        used.add(name);
      }
    }
  }
  return { left: diagnostics.filter((diagnostic) => !suppressed.has(diagnostic)), used };
}

/** Findings in the order of the text, each of which is taken once: however often, all takings together are linear. */
class Untaken {
  /** For each finding the next that may not be taken yet. */
  private readonly next: Int32Array;

  constructor(private readonly found: readonly Diagnostic[]) {
    this.next = Int32Array.from({ length: found.length + 1 }, (_, at) => at);
  }

  /** Those that start within the bounds, the end among them. */
  take({ start, end }: Span): Diagnostic[] {
    const taken: Diagnostic[] = [];
    for (
      let at = this.from(firstAt(this.found, (it) => it.span.start >= start));
      at < this.found.length;
      at = this.from(at)
    ) {
      const diagnostic = this.found[at]!;
      if (diagnostic.span.start > end) break;
      taken.push(diagnostic);
      this.next[at] = at + 1;
    }
    return taken;
  }

  /** The first at or after a place that is not taken; the way there is made short for the next time. */
  private from(at: number): number {
    let to = at;
    while (this.next[to] !== to) to = this.next[to]!;
    for (let passed = at; passed !== to; ) {
      const further = this.next[passed]!;
      this.next[passed] = to;
      passed = further;
    }
    return to;
  }
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
