import type { Severity } from "../../server/src/core/findings/finding";
import type { Draft } from "./draft";
import type { Ability, Layout, Noise } from "./layouts";
import type { Filling, ReportModel, StandardId } from "./model";
import type { Random } from "./random";

/** Where a finding must stand. A name alone means exactly there. */
export type Place =
  | string
  /** Exactly at one of these. */
  | { readonly anyOf: readonly string[] }
  /** Somewhere inside the one or all of these together. */
  | { readonly within: readonly string[] }
  /** After the first and before the second; undefined is an end of the text. */
  | { readonly between: readonly [string | undefined, string | undefined] }
  /** Anywhere among places whose names start so. */
  | { readonly among: string }
  /** Where the text reads so, spaces and the width of marks left aside. */
  | { readonly reads: string }
  /** Where this context stands, between its ⟦marks⟧; brackets and commas may be half-width. */
  | { readonly marked: string }
  | "first-line";

export interface Expected {
  readonly rule: string | readonly string[];
  readonly severity: Severity;
  readonly place: Place;
  /** Key that the finding must carry; several where the catalogue leaves the choice. */
  readonly cell?: string | readonly string[];
}

/**
 * What the first fixes do, applied together: `text` restores the clean text to the letter, `folded` but for white
 * space, `silent` leaves nothing to report, `clean` removes the finding, `none` there is no fix, `any` left open.
 */
export type FixMode = "text" | "folded" | "silent" | "clean" | "none" | "any";

export interface Injection {
  readonly expected: readonly Expected[];
  readonly fix: FixMode;
  /** Whether the fix is one that "fix all" applies. */
  readonly safe?: boolean;
}

export interface Setting {
  readonly model: ReportModel;
  readonly random: Random;
  readonly layout: Layout;
}

/** One way to spoil a report. */
export interface Fault {
  readonly id: string;
  readonly rule: string;
  readonly needs?: readonly Ability[];
  readonly standards?: readonly StandardId[];
  /** Noise that would hide the fault, or be taken for it, is set so. */
  readonly noise?: Partial<Noise>;
  /** How many numbers the report has; many where nothing else is said. */
  readonly filling?: Filling;
  /** Spoils the draft and tells what must be found; undefined where the draft's numbers do not lend themselves. */
  apply(draft: Draft, setting: Setting): Injection | undefined;
}

const SEVERITY: Record<string, Severity> = {
  "title-missing": "warning",
  "title-nonstandard": "warning",
  "standard-mismatch": "error",
  "section-missing": "error",
  "section-duplicate": "error",
  "section-misordered": "error",
  "section-misnumbered": "error",
  "section-title-nonstandard": "warning",
  "section-inline": "info",
  "section-empty": "error",
  "numbering-gap": "warning",
  "numbering-duplicate": "warning",
  "table-missing": "error",
  "table-misplaced": "error",
  "row-missing": "error",
  "row-duplicate": "warning",
  "row-misordered": "warning",
  "row-unknown": "warning",
  "row-misgrouped": "warning",
  "column-missing": "error",
  "row-cell-count": "error",
  "row-label-nonstandard": "warning",
  "group-label-nonstandard": "warning",
  "column-label-nonstandard": "warning",
  "row-number-wrong": "warning",
  "cell-blank": "warning",
  "cell-placeholder": "warning",
  "cell-not-number": "error",
  "cell-not-integer": "error",
  "cell-negative": "error",
  "cell-fullwidth": "warning",
  "cell-thousands": "info",
  "cell-unit": "info",
  "cell-ocr": "warning",
  "cell-split": "warning",
  "cell-chinese-numeral": "warning",
  "cell-leading-zero": "info",
  "row-total": "error",
  "result-total": "error",
  balance: "error",
  "litigation-total": "error",
  "cell-suspect": "error",
  "column-swap": "error",
  "total-only": "error",
  "row-shift": "warning",
  "prose-mismatch": "warning",
  "prose-sum": "warning",
  "prose-percentage": "warning",
  "prose-contradiction": "warning",
  "all-finished": "warning",
  "fee-unreported": "warning",
  "fee-conflict": "warning",
  "year-conflict": "error",
  "period-missing": "warning",
  "period-wrong": "error",
  "signature-missing": "info",
  "date-missing": "info",
  "date-early": "warning",
  "date-late": "warning",
  "date-invalid": "error",
  "law-misnamed": "warning",
  "placeholder-left": "warning",
  "disclosed-exceeds-total": "warning",
  "fee-unit": "warning",
  "procurement-unit": "warning",
  "regulation-maker": "warning",
  "aspect-missing": "info",
  "problems-thin": "warning",
  "bracket-mixed": "info",
  "bracket-unbalanced": "warning",
  "mark-doubled": "warning",
  "word-doubled": "warning",
  "space-stray": "info",
  "traditional-character": "info",
  "word-nonstandard": "info",
  "paragraph-unended": "info",
  "id-number": "error",
  "mobile-number": "warning",
  "bank-card": "warning",
  "pinyin-annotation": "info",
  "web-chrome": "info",
  "pipe-run": "info",
  mojibake: "warning",
  "page-number": "info",
  "paragraph-broken": "info",
};

export const expect = (rule: string, place: Place, more: Partial<Expected> = {}): Expected => ({
  rule,
  severity: SEVERITY[rule]!,
  place,
  ...more,
});

export const one = (expected: Expected, fix: FixMode, safe?: boolean): Injection => ({
  expected: [expected],
  fix,
  safe,
});

export const define = (
  rule: string,
  variant: string,
  apply: Fault["apply"],
  limits: Pick<Fault, "needs" | "standards" | "noise" | "filling"> = {},
): Fault => ({ id: variant ? `${rule}/${variant}` : rule, rule, apply, ...limits });
