import type { Severity } from "../../server/src/core/findings/finding";
import { rules } from "../../server/src/core/rules/index";
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

const severities = new Map(rules.map(({ id, severity }) => [id, severity]));

/** A finding of the severity that the catalogue gives its rule, where nothing else is said. */
export const expect = (rule: string, place: Place, more: Partial<Expected> = {}): Expected => ({
  rule,
  severity: severities.get(rule)!,
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
