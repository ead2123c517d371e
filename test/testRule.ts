import { describe, expect, test } from "vitest";
import type { Finding, Severity } from "../server/src/core/findings/finding";
import type { Rule } from "../server/src/core/findings/rule";
import { parseReport } from "../server/src/core/report/recognise";
import { EXAMPLE } from "../server/src/core/rules/support/example";
import { applyEdits } from "../server/src/core/text/text";

/*
 * A rule is tested on report text with ⟦marks⟧ where its findings belong. The marks are taken out, the rule is run,
 * its findings are written back as marks, and the two texts are compared.
 */

export interface Invalid {
  /** Marked text. */
  readonly text: string;
  readonly messages: readonly string[];
  /** What the findings say of why, where that is more than the catalogue says. */
  readonly whys?: readonly (string | undefined)[];
  /** The text after each finding's first fix; given exactly when there is one. */
  readonly fixed?: string;
  /** What the findings are about, where that is not plain from the marks. */
  readonly cells?: readonly (string | undefined)[];
  /** Given where a rule knows more than one severity. */
  readonly severities?: readonly Severity[];
}

export function testRule(
  rule: Rule,
  { valid, invalid }: { valid: readonly string[]; invalid: readonly Invalid[] },
): void {
  describe(rule.id, () => {
    test.each(valid.map((text, i) => [i, text]))("valid %i", (_, text) => {
      expect(mark(text as string, run(rule, text as string))).toBe(text);
    });
    test.each(invalid.map((sample, i) => [i, sample] as const))(
      "invalid %i",
      (_, { text, messages, whys, fixed, cells, severities }) => {
        const plain = text.replace(/[⟦⟧]/g, "");
        const findings = run(rule, plain);
        expect(mark(plain, findings)).toBe(text);
        expect(findings.map(({ message }) => message)).toEqual(messages);
        if (whys !== undefined) expect(findings.map(({ why }) => why)).toEqual(whys);
        if (cells !== undefined) expect(findings.map(({ cell }) => cell)).toEqual(cells);
        expect(findings.map(({ severity }) => severity ?? rule.severity)).toEqual(
          severities ?? findings.map(() => rule.severity),
        );
        const edits = findings.flatMap(
          ({ fixes }) => fixes?.find((fix) => fix.isCandidate !== true)?.edits ?? [],
        );
        expect(edits.length > 0 ? applyEdits(plain, edits) : undefined).toBe(fixed);
        if (fixed !== undefined) expect(run(rule, fixed), "fixed text has no finding left").toEqual([]);
      },
    );
  });
}

/** Runs one rule on a text that is taken for a report. */
export function run(rule: Rule, text: string): (Finding & { readonly severity?: Severity })[] {
  const report = parseReport(text, { assumeReport: true });
  return [...rule.check(report)].sort((a, b) => a.span.start - b.span.start);
}

function mark(text: string, findings: readonly Finding[]): string {
  return applyEdits(
    text,
    findings.map(({ span }) => ({ span, text: `⟦${text.slice(span.start, span.end)}⟧` })),
  );
}

/** The example report with changes, each a pair of what stands there and what to put in its place. */
export function example(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`not in the example: ${from}`);
    return text.replace(from, () => to);
  }, EXAMPLE);
}
