import type { Diagnostic, Severity } from "../../core/findings/finding";
import { fingerprintsOf, keyOf } from "../../core/suppression/fingerprint";

/** Numbers of findings by what tells them apart, those of findings that are gone included. */
export type FindingNumbers = Readonly<Record<string, number>>;

const GRAVITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * A number from 1 for each finding, in the order of the findings, which is that of the text. A finding keeps the number that
 * is `known`; new ones get the next, the worst first, then by place. `numbers` is what is known from now on.
 */
export function numberFindings(
  text: string,
  diagnostics: readonly Diagnostic[],
  known: FindingNumbers = {},
): { readonly own: readonly number[]; readonly numbers: FindingNumbers } {
  const keys = keysOf(text, diagnostics);
  const numbers = new Map(Object.entries(known));
  let next = Math.max(0, ...numbers.values()) + 1;
  const order = diagnostics.map(({ severity }, at) => ({ at, gravity: GRAVITY[severity] }));
  order.sort((a, b) => a.gravity - b.gravity || a.at - b.at);
  for (const { at } of order) if (!numbers.has(keys[at]!)) numbers.set(keys[at]!, next++);
  return { own: keys.map((key) => numbers.get(key)!), numbers: Object.fromEntries(numbers) };
}

/** A finding on a cell stays the same whatever is written in the cell: another wrong number is no other finding. */
function keysOf(text: string, diagnostics: readonly Diagnostic[]): string[] {
  const counts = new Map<string, number>();
  return fingerprintsOf(text, diagnostics).map((print) => {
    const key =
      print.cell === undefined ? keyOf(print) : keyOf({ rule: print.rule, cell: print.cell, text: "" });
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key} ${count}`;
  });
}
