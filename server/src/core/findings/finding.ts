import type { Edit, Span } from "../text/text";

/** How grave a finding is; `off` in settings switches a rule off. */
export type Severity = "error" | "warning" | "info";

/**
 * What a safe fix takes out of the text besides what is folded away:
 * `repetition` what stands beside it as well;
 * `line` lines that are no part of the report;
 * `spelling` slips in a name, which is put right;
 * `name` a name that is known to stand for another;
 * `number` the number of a row or section;
 * `notation` another way of writing the same value.
 */
export type Taking = "repetition" | "line" | "spelling" | "name" | "number" | "notation";

/**
 * A titled remedy. A safe one cannot change what the report says, and is what "fix all" applies. Rules ask for it, and say
 * what it takes out; `isSafe` has the last word.
 */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  readonly takes?: Taking | undefined;
  /** One of several explanations, all of which make the sums hold: only a person can tell which, it is never applied in bulk. */
  readonly isCandidate?: boolean | undefined;
}

/** Another place that explains a finding: an operand of the equation, the first of two headings. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What a rule yields: one fault at one place. */
export interface Finding {
  readonly span: Span;
  /** What is written and what it should be, in one line: what a list of findings shows. */
  readonly message: string;
  /**
   * Why, in whole sentences: the equation with its sums, what was compared. Shown where there is room: hover, page,
   * `--verbose`. Where it is missing, what the catalogue says of the rule is all there is to say.
   */
  readonly why?: string | undefined;
  /** Key of the cell, row or group that is meant, such as `requests.newReceived.total` or `litigation.review`. */
  readonly cell?: string | undefined;
  readonly related?: readonly Related[] | undefined;
  /** Best remedy first. */
  readonly fixes?: readonly Fix[] | undefined;
}

/** A finding with the rule that made it and the severity it has under the settings. */
export interface Diagnostic extends Finding {
  readonly rule: string;
  readonly severity: Severity;
}
