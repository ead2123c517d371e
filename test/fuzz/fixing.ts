import { checkReport, chooseFixes, fixAll } from "../../server/src/core/check";
import { extract, extractReport } from "../../server/src/core/extract";
import type { Diagnostic, Fix } from "../../server/src/core/findings/finding";
import { parseReport } from "../../server/src/core/report/recognise";
import { applyEdits, type Edit, type Span, withoutOverlaps } from "../../server/src/core/text/text";
import { readValue } from "../../server/src/core/text/value";
import { misplaced, quote, type Subject, sample } from "./subject";

/* What must hold of fixes. */

/** Safe fixes uncover others, but no more often than this, rounds aside in which fixes had to wait for their neighbours. */
const MOST_ROUNDS = 3;
/** What is taken out as a repetition or as an addition to a word brings together what may be one again, any number of times. */
const UNCOVERING = new Set(["word-doubled", "pinyin-annotation"]);

/** Each fix by itself leaves a text as whole as it was; a safe one takes its finding away. */
export function* fixes(subject: Subject): Iterable<string> {
  const { text, random, tries } = subject;
  for (const each of sample(fixesOf(subject), tries, random)) {
    const { diagnostic, fix } = each;
    const complaint = editFault(fix.edits, text);
    if (complaint !== undefined) yield `${diagnostic.rule}: ${complaint}`;
    else if (fix.safe) yield* staysAfter(subject, each);
  }
}

/**
 * A fix that is not safe takes its finding away as well, but only where the rest of the report is in order: a heading, a
 * row, a table put into rubble may be rubble there, and who chooses such a fix looks at it. So this is asked of generated
 * reports only, which have one fault.
 */
export function* guesses(subject: Subject): Iterable<string> {
  const unsafe = fixesOf(subject).filter(({ fix }) => !fix.safe);
  for (const each of sample(unsafe, subject.tries, subject.random)) yield* staysAfter(subject, each);
}

interface Offered {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

function fixesOf({ diagnostics }: Subject): Offered[] {
  return diagnostics.flatMap((diagnostic) => (diagnostic.fixes ?? []).map((fix) => ({ diagnostic, fix })));
}

function* staysAfter(
  { text, settings, diagnostics }: Subject,
  { diagnostic, fix }: Offered,
): Iterable<string> {
  const { rule } = diagnostic;
  const fixed = applyEdits(text, fix.edits);
  if (fixed === text) yield `${rule}: “${fix.title}” changes nothing`;
  // Of several findings of one rule at one place, such as missing sections, each says something else.
  const hasTwin = diagnostics.some(
    (it) => it !== diagnostic && it.rule === rule && overlaps(it.span, diagnostic.span),
  );
  const left = checkReport(parseReport(fixed, settings), settings).find(
    (it) => isSame(it, diagnostic, fix) && (!hasTwin || it.message === diagnostic.message),
  );
  if (left !== undefined) yield `${rule}: reported again after “${fix.title}”, ${quote(fixed, left.span)}`;
}

/** A title may have several faults; where a broken paragraph has been joined, its second part may break off as well. */
const SEVERAL = new Set(["title-nonstandard", "paragraph-broken"]);

/** Whether a finding in the fixed text is the one that the fix was for. */
function isSame(after: Diagnostic, before: Diagnostic, { edits }: Fix): boolean {
  if (after.rule !== before.rule || after.cell !== before.cell) return false;
  if (SEVERAL.has(after.rule) && after.message !== before.message) return false;
  const { start, end } = movedSpan(before.span, edits);
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
    if (span.end < offset || (span.end === offset && side === "end"))
      by += text.length - (span.end - span.start);
    else if (span.start < offset)
      by += side === "start" ? span.start - offset : span.start + text.length - offset;
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
  return other === undefined
    ? undefined
    : `line ends ${JSON.stringify(other)}, not ${JSON.stringify([...own])}`;
}

/** Safe fixes settle, together with whatever they uncover, and what is written in a cell stays the same number. */
export function* safeFixes({ text, settings, report, diagnostics }: Subject): Iterable<string> {
  let fixed = text;
  let found: readonly Diagnostic[] = diagnostics;
  const numbers = [...report.cells.values()]
    .filter(({ text: written, start, end }) => written === text.slice(start, end))
    .map(({ start, end, value }) => ({ span: { start, end }, value }));
  const rules: string[] = [];
  for (let round = 0; ; ) {
    const chosen = chooseFixes(found, false);
    const waits = found.some(
      ({ fixes }) => fixes?.some(({ safe }) => safe) && !fixes.some((fix) => chosen.includes(fix)),
    );
    const edits = chosen.flatMap((fix) => fix.edits);
    const next = applyEdits(fixed, edits);
    if (next === fixed) break;
    const by = new Set(
      found.filter((it) => it.fixes?.some((fix) => chosen.includes(fix))).map(({ rule }) => rule),
    );
    rules.push([...by].join(", "));
    const complaint = editFault(edits, fixed);
    if (complaint !== undefined) return yield `together: ${complaint} (${rules.at(-1)})`;
    const isEndless = [...by].every((rule) => UNCOVERING.has(rule));
    if (round >= MOST_ROUNDS && isEndless) return;
    if (round >= MOST_ROUNDS) return yield `not settled in ${MOST_ROUNDS} rounds: ${rules.at(-1)}`;
    for (const number of numbers) number.span = movedSpan(number.span, edits);
    fixed = next;
    found = checkReport(parseReport(fixed, settings), settings);
    if (!waits) round++;
  }
  if (fixed === text) return;
  for (const { span, value } of numbers) {
    const now = readValue(fixed.slice(span.start, span.end).trim())?.value ?? null;
    if (now !== value) yield `${value} becomes ${now} by ${rules.join("; ")}`;
  }
  if (fixAll(text, settings).text !== fixed) yield "fixAll ends elsewhere";
}

/**
 * Numbers are read as those of the same cells before and after all safe fixes; full width, thousands marks and leading
 * zeros are no part of them. Of rubble, in which rows are known by the likeness of their labels only, a mended label may
 * be read otherwise than it was guessed, so this is asked of generated reports only.
 */
export function* extraction({ text, settings, report }: Subject): Iterable<string> {
  const before = extractReport(report).cells;
  const after = extract(fixAll(text, settings).text, settings).cells;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[key], after[key]].map((cell) => (cell === undefined ? "nothing" : cell.value));
    if (was !== is) yield `fixing makes ${is} of ${was}, “${key}”`;
  }
}

function movedSpan({ start, end }: Span, edits: readonly Edit[]): Span {
  return { start: moved(start, edits, "start"), end: moved(end, edits, "end") };
}

/** All fixes together, skeletons and guesses among them: nothing is promised but that it ends, in a whole text. */
export function* allFixes({ text, settings }: Subject): Iterable<string> {
  const { text: fixed, fixes } = fixAll(text, settings, { unsafe: true });
  if (fixes === 0 && fixed !== text) yield "changed without a fix";
  if (!loneSurrogates(text) && loneSurrogates(fixed)) yield "half a character is left";
}
