import type { Report } from "../report/report";
import type { Settings } from "../settings/settings";
import type { Finding, Severity } from "./finding";

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
 * What the catalogue says of a check. `bad` is a smallest text that has the fault exactly once, `good` the same text
 * without it; both are tests, and the example in the manual.
 */
export interface CatalogueEntry {
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
  readonly bad: string;
  readonly good: string;
  /** Settings without which the rule has nothing to say: what a place asks for. The examples are read with them. */
  readonly needs?: Settings;
}

/** One check of a report, which it only reads: it sees no other rule and no settings. */
export interface Rule extends CatalogueEntry {
  /** A finding may carry its own severity where the catalogue lists two. */
  check(report: Report): Iterable<Finding & { readonly severity?: Severity }>;
}
