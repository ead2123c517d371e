import type { Report } from "./report/report";
import type { Suppressions } from "./suppression/comments";
import type { Edit, Span } from "./text";

/** How grave a finding is; `off` in settings switches a rule off. */
export type Severity = "error" | "warning" | "info";

/** A titled remedy. A safe one cannot change what the report says, and is what "fix all" applies. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** Another place that explains a finding: an operand of the equation, the first of two headings. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What a rule yields: one fault at one place. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
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

/** Groups of the catalogue, as the manual shows them. */
export type Category =
  | "document"
  | "sections"
  | "tables"
  | "labels"
  | "cells"
  | "arithmetic"
  | "disclosure"
  | "prose"
  | "content"
  | "typography"
  | "privacy"
  | "extraction"
  | "suppression";

/**
 * One check. `bad` is a smallest text that has the fault exactly once, `good` the same text without it; both are
 * tests, and the example in the manual. A rule only reads the report: it sees no other rule and no settings.
 */
export interface Rule {
  /** Names the fault; also the file name. Stable: settings and scripts use it. */
  readonly id: string;
  readonly category: Category;
  /** The fault in a few Chinese words. */
  readonly title: string;
  /** Why it is a fault, with its source: article, notice or equation. */
  readonly why: string;
  /** When to switch the rule off, in Chinese. */
  readonly whenOff?: string;
  readonly severity: Severity;
  /**
   * What a report must have in it for the rule to find anything, one of these bits of `TRAIT` at least: without it, the
   * rule is not asked. Left out where no trait tells.
   */
  readonly needs?: number;
  readonly bad: string;
  readonly good: string;
  /**
   * A finding may carry its own severity where the catalogue lists two. Rules on suppressions run after all others, and
   * are told what came of the suppressions in the text.
   */
  check(report: Report, suppressions?: Suppressions): Iterable<Finding & { readonly severity?: Severity }>;
}
