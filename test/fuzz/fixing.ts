import { checkReport, chooseFixes, fixAll } from "../../server/src/check";
import { extract, extractReport } from "../../server/src/extract";
import { parseReport } from "../../server/src/report/recognise";
import type { Diagnostic, Fix } from "../../server/src/rule";
import { applyEdits, type Edit, type Span, withoutOverlaps } from "../../server/src/text";
import { misplaced, quote, type Subject, sample } from "./subject";

/* What must hold of fixes. */

/** Safe fixes uncover others, but no more often than this. */
const MOST_ROUNDS = 3;

/** Each fix by itself leaves a text as whole as it was, and its finding is gone. */
export function* fixes(subject: Subject): Iterable<string> {
  const { text, settings, diagnostics, random, tries } = subject;
  const all = diagnostics.flatMap((diagnostic) => (diagnostic.fixes ?? []).map((fix) => ({ diagnostic, fix })));
  for (const { diagnostic, fix } of sample(all, tries, random)) {
    const { rule } = diagnostic;
    const complaint = editFault(fix.edits, text);
    if (complaint !== undefined) {
      yield `${rule}: ${complaint}`;
      continue;
    }
    const fixed = applyEdits(text, fix.edits);
    if (fixed === text) yield `${rule}: “${fix.title}” changes nothing`;
    // Of several findings of one rule at one place, such as missing sections, each says something else.
    const hasTwin = diagnostics.some((it) => it !== diagnostic && it.rule === rule && overlaps(it.span, diagnostic.span));
    const left = checkReport(parseReport(fixed, settings), settings).find(
      (it) => isSame(it, diagnostic, fix) && (!hasTwin || it.message === diagnostic.message),
    );
    if (left !== undefined) yield `${rule}: reported again after “${fix.title}”, ${quote(fixed, left.span)}`;
  }
}

/** Whether a finding in the fixed text is the one that the fix was for. */
function isSame(after: Diagnostic, before: Diagnostic, { edits }: Fix): boolean {
  if (after.rule !== before.rule || after.cell !== before.cell) return false;
  const start = moved(before.span.start, edits, "start");
  const end = moved(before.span.end, edits, "end");
  if (before.span.start === before.span.end) return after.message === before.message;
  return after.span.start < end && start < after.span.end;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Where an offset stands after some edits; one inside an edit moves to that one's start or end. */
function moved(offset: number, edits: readonly Edit[], side: "start" | "end"): number {
  let by = 0;
  for (const { span, text } of edits) {
    if (span.end < offset || (span.end === offset && side === "end")) by += text.length - (span.end - span.start);
    else if (span.start < offset) by += side === "start" ? span.start - offset : span.start + text.length - offset;
  }
  return offset + by;
}

/** What is wrong with edits: where they stand, what they leave behind. */
export function editFault(edits: readonly Edit[], text: string): string | undefined {
  if (edits.length === 0) return "no edit";
  for (const { span } of edits) {
    const fault = misplaced(span, text);
    if (fault !== undefined) return `edit at ${fault}`;
  }
  if (withoutOverlaps(edits).length < edits.length) return "edits overlap";
  const after = applyEdits(text, edits);
  if (!loneSurrogates(text) && loneSurrogates(after)) return "half a character is left";
  return lineEndFault(edits, text);
}

function loneSurrogates(text: string): boolean {
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** New lines end as the lines of the text do; a text that mixes line ends may get any of its own. */
function lineEndFault(edits: readonly Edit[], text: string): string | undefined {
  const own = new Set(text.match(/\r\n|\r|\n/g));
  if (own.size === 0) return undefined;
  const other = edits.flatMap((edit) => edit.text.match(/\r\n|\r|\n/g) ?? []).find((it) => !own.has(it));
  return other === undefined ? undefined : `line ends ${JSON.stringify(other)}, not ${JSON.stringify([...own])}`;
}

/** Safe fixes settle, together with whatever they uncover, and no number becomes another. */
export function* safeFixes({ text, settings, report, diagnostics }: Subject): Iterable<string> {
  let fixed = text;
  let found: readonly Diagnostic[] = diagnostics;
  const rules: string[] = [];
  for (let round = 0; round <= MOST_ROUNDS; round++) {
    const chosen = chooseFixes(found, false);
    if (chosen.length === 0) break;
    const left = found.filter((it) => it.fixes?.some((fix) => chosen.includes(fix)));
    rules.push(left.map(({ rule }) => rule).join(", "));
    const next = applyEdits(fixed, chosen.flatMap(({ edits }) => edits));
    if (next === fixed) break;
    if (round === MOST_ROUNDS) {
      yield `not settled in ${MOST_ROUNDS} rounds: ${rules.at(-1)}`;
      return;
    }
    const complaint = editFault(chosen.flatMap(({ edits }) => edits), fixed);
    if (complaint !== undefined) yield `together: ${complaint} (${rules.at(-1)})`;
    fixed = next;
    found = checkReport(parseReport(fixed, settings), settings);
  }
  if (fixed === text) return;
  const before = values(extractReport(report).cells);
  const after = values(extract(fixed, settings).cells);
  if (before !== after) yield `numbers change: ${firstDifference(before, after)} by ${rules.join("; ")}`;
  if (fixAll(text, settings).text !== fixed) yield "fixAll ends elsewhere";
}

/** The numbers in the order of the text. Full width, thousands marks and leading zeros are no part of them. */
function values(cells: Readonly<Record<string, { readonly value: number | null; readonly span: Span }>>): string {
  return Object.values(cells)
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ value }) => value)
    .join(" ");
}

function firstDifference(before: string, after: string): string {
  const [a, b] = [before.split(" "), after.split(" ")];
  const at = a.findIndex((value, index) => value !== b[index]);
  return `${a.length} and ${b.length} numbers, ${a[at]} and ${b[at]} at ${at}`;
}

/** All fixes together, skeletons and guesses among them: nothing is promised but that it ends, in a whole text. */
export function* allFixes({ text, settings }: Subject): Iterable<string> {
  const { text: fixed, fixes } = fixAll(text, settings, { unsafe: true });
  if (fixes === 0 && fixed !== text) yield "changed without a fix";
  if (!loneSurrogates(text) && loneSurrogates(fixed)) yield "half a character is left";
}
