import { checkReport } from "../../server/src/core/check";
import type { Diagnostic } from "../../server/src/core/findings/finding";
import { parseReport } from "../../server/src/core/report/recognise";
import type { Report } from "../../server/src/core/report/report";
import type { Settings } from "../../server/src/core/settings/settings";
import { parseSettings } from "../../server/src/core/settings/settingsSchema";
import type { Span } from "../../server/src/core/text/text";
import { createRandom, type Random } from "../generator/random";

/** A text as read and checked, for properties to look at. */
export interface Subject {
  readonly text: string;
  readonly settings: Settings;
  readonly report: Report;
  readonly diagnostics: readonly Diagnostic[];
  /** Chooses where a property does not look at everything. */
  readonly random: Random;
  /** Places that editors may ask about. */
  readonly offsets: readonly number[];
  /** Fixes, settings and the like that a property tries; more than there are: all. */
  readonly tries: number;
}

/** How much of a text is looked at: little while looking for texts that break something, most of it once one is known. */
export interface Effort {
  readonly seed: number;
  readonly offsets: number;
  readonly tries: number;
}

export const THOROUGH: Omit<Effort, "seed"> = { offsets: 30, tries: 6 };

/** Whatever the text, it is checked: most of what is made up here is not taken for a report. */
export function read(text: string, effort: Effort, year?: number): Subject {
  const settings = parseSettings({ assumeReport: true, ...(year !== undefined && { year }) });
  const report = parseReport(text, settings);
  const diagnostics = checkReport(report, settings);
  const random = createRandom(effort.seed);
  const offsets = chooseOffsets(text.length, diagnostics, random, effort.offsets);
  return { text, settings, report, diagnostics, random, offsets, tries: effort.tries };
}

function chooseOffsets(
  length: number,
  diagnostics: readonly Diagnostic[],
  random: Random,
  most: number,
): number[] {
  if (most > length) return Array.from({ length: length + 1 }, (_, at) => at);
  const bounds = sample(diagnostics, most / 2, random).flatMap(({ span }) => [span.start, span.end]);
  return [0, length, ...bounds, ...Array.from({ length: most }, () => random.int(0, length))];
}

/** Some of the items, or all where there are no more. */
export function sample<T>(items: readonly T[], most: number, random: Random): readonly T[] {
  return items.length <= most ? items : Array.from({ length: Math.ceil(most) }, () => random.pick(items));
}

/** What is wrong with a span, if anything. */
export function outside({ start, end }: Span, text: string): string | undefined {
  const isGood =
    Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
  return isGood ? undefined : `${start}–${end} of ${text.length}`;
}

/** The same for a span that editors get to see: it does not begin or end in the middle of a character or a line end. */
export function misplaced(span: Span, text: string): string | undefined {
  const fault = outside(span, text);
  if (fault !== undefined) return fault;
  const { start, end } = span;
  const at = [start, end].find((offset) => isInside(text, offset));
  return at === undefined ? undefined : `${start}–${end} splits a character or line end at ${at}`;
}

/** The middle of a surrogate pair or of CR LF: no editor has such a place. */
export function isInside(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (before === 13 && after === 10) return true;
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

/** A part of a text, for a complaint. */
export function quote(text: string, { start, end }: Span): string {
  return JSON.stringify(text.slice(start, Math.min(end, start + 40)));
}
