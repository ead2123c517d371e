import type { Diagnostic } from "../../server/src/core/findings/finding";
import { check, extract, fixAll } from "../../server/src/core/index";
import { fold } from "../../server/src/core/text/normalise";
import { applyEdits, type Span } from "../../server/src/core/text/text";
import type { Expected, FixMode, Place } from "./fault";
import type { Generated, Injected, Pieces, Written } from "./index";

/** What is wrong with the core's view of a report without a fault: one line each, none where all is well. */
export function verifyClean(generated: Generated): string[] {
  const { text, spans, model, noise } = generated;
  const complaints = check(text)
    // A report in traditional characters throughout is told so once.
    .filter(({ rule }) => !(noise.traditional && rule === "traditional-character"))
    .map((diagnostic) => `unexpected ${show(diagnostic, text)}`);
  const extraction = extract(text);
  const same = (what: string, actual: unknown, expected: unknown) => {
    if (actual !== expected) complaints.push(`${what}: expected ${expected}, got ${actual}`);
  };
  same("standard", extraction.standard, model.standard.id);
  same("year", extraction.year, model.year);
  same("from", extraction.period?.from, `${model.year}-01-01`);
  same("to", extraction.period?.to, `${model.year}-12-31`);
  if (!noise.traditional) same("agency", extraction.agency, model.agency.name);
  const sections = model.standard.sections.map((section) => section.key).join();
  same("sections", extraction.sections.map((section) => section.key).join(), sections);
  same("cells", Object.keys(extraction.cells).length, model.texts.size);
  let wrong = 0;
  for (const [key, value] of model.numbers) {
    const cell = extraction.cells[key];
    const place = whole(spans.get(key)!);
    const right =
      cell && cell.value === value && cell.span.start === place.start && cell.span.end === place.end;
    if (!right && wrong++ < 2) {
      complaints.push(
        `${key}: expected ${value} at ${at(place, text)}, got ${cell && `${cell.value} at ${at(cell.span, text)}`}`,
      );
    }
  }
  if (wrong > 2) complaints.push(`… and ${wrong - 2} more cells`);
  return complaints;
}

/** What is wrong with the core's findings and fixes for a fault. */
export function verifyFault({ clean, faulty, injection, noise }: Injected): string[] {
  const diagnostics = check(faulty.text);
  const complaints: string[] = [];
  const left = [...diagnostics];
  const found: Diagnostic[] = [];
  for (const expected of injection.expected) {
    const index = left.findIndex((it) => matches(it, expected, faulty));
    if (index >= 0) found.push(...left.splice(index, 1));
    else complaints.push(`missing ${describeExpected(expected, faulty)}`);
  }
  complaints.push(...left.map((it) => `unexpected ${show(it, faulty.text)}`));
  if (complaints.length > 0) return complaints;
  const wrapped = injection.expected.some(
    ({ place }) =>
      typeof place === "string" && [clean, faulty].some(({ spans }) => (spans.get(place)?.length ?? 0) > 1),
  );
  const mode = weaken(injection.fix, wrapped, noise.labelSpaces);
  return verifyFix(mode, injection.safe, found, clean, faulty);
}

/** A label that was wrapped or spaced is not put back so: only its text can be asked for. */
function weaken(mode: FixMode, wrapped: boolean, spaced: boolean): FixMode {
  if (mode !== "text") return mode;
  return wrapped ? "any" : spaced ? "folded" : mode;
}

function verifyFix(
  mode: FixMode,
  safe: boolean | undefined,
  found: readonly Diagnostic[],
  clean: Written,
  faulty: Written,
): string[] {
  // Of candidates only a person can tell which is meant.
  const fixes = found.flatMap((it) => it.fixes?.find(({ isCandidate }) => !isCandidate) ?? []);
  if (mode === "none") return fixes.length > 0 ? [`fix not wanted: ${fixes[0]!.title}`] : [];
  if (mode === "any") return [];
  if (fixes.length < found.length) return ["no fix"];
  const complaints: string[] = [];
  if (safe !== undefined && fixes.some((fix) => fix.safe !== safe)) {
    complaints.push(`fix is ${safe ? "not safe" : "safe"}: ${fixes[0]!.title}`);
  }
  const fixed = applyEdits(
    faulty.text,
    fixes.flatMap((fix) => fix.edits),
  );
  complaints.push(...verifyFixed(mode, fixed, found, clean));
  if (safe && mode === "text") {
    const all = fixAll(faulty.text).text;
    if (all !== clean.text) complaints.push(`fixAll does not restore: ${difference(all, clean.text)}`);
  }
  return complaints;
}

function verifyFixed(mode: FixMode, fixed: string, found: readonly Diagnostic[], clean: Written): string[] {
  if (mode === "text")
    return fixed === clean.text ? [] : [`fix does not restore: ${difference(fixed, clean.text)}`];
  if (mode === "folded") {
    const [left, right] = [fixed.replace(/\s+/g, ""), clean.text.replace(/\s+/g, "")];
    return left === right ? [] : [`fix does not restore: ${difference(left, right)}`];
  }
  const after = check(fixed);
  const rules = new Set(found.map((it) => it.rule));
  const remaining = mode === "silent" ? after : after.filter((it) => rules.has(it.rule));
  return remaining.map((it) => `after the fix: ${show(it, fixed)}`);
}

function matches(diagnostic: Diagnostic, expected: Expected, written: Written): boolean {
  const rules = [expected.rule].flat();
  if (!rules.includes(diagnostic.rule) || diagnostic.severity !== expected.severity) return false;
  if (expected.cell && ![expected.cell].flat().includes(diagnostic.cell ?? "")) return false;
  return stands(diagnostic.span, expected.place, written);
}

function stands(span: Span, place: Place, written: Written): boolean {
  const { text } = written;
  if (place === "first-line") {
    // In HTML the first line is markup: any place up to the end of the first paragraph will do.
    const html = text.includes("<body>");
    const first = html
      ? written.spans.get("preface")![0]!.end
      : text.indexOf("\n", text.search(/[^\s\uFEFF]/));
    return span.end <= first;
  }
  if (typeof place === "object" && "between" in place) {
    const [after, before] = place.between.map((name) => (name ? written.spans.get(name) : undefined));
    // The next heading's line may have Markdown marks or tags after the heading.
    const lineEnd = before ? text.indexOf("\n", before[0]!.end) : text.length;
    return span.start >= (after?.[0]?.start ?? 0) && span.end <= lineEnd;
  }
  if (typeof place === "object" && "reads" in place)
    return bare(text.slice(span.start, span.end)) === bare(place.reads);
  if (typeof place === "object" && "marked" in place) return standsMarked(span, place.marked, text);
  const candidates = spansOf(place, written);
  if (typeof place === "object" && ("within" in place || "among" in place)) {
    const all = whole(candidates.flat());
    return span.start >= all.start && span.end <= all.end;
  }
  return candidates.some(
    (pieces) => span.start === pieces[0]!.start && pieces.some((it) => it.end === span.end),
  );
}

function standsMarked(span: Span, marked: string, text: string): boolean {
  const context = marked.replace(/[⟦⟧]/g, "");
  const narrow = (it: string) => it.replace(/[（）：；，]/g, (mark) => "():;,"["（）：；，".indexOf(mark)]!);
  const lines = (it: string) => (text.includes("\r\n") ? it.replaceAll("\n", "\r\n") : it);
  for (const form of [context, narrow(context)].map(lines)) {
    const from = text.indexOf(form);
    if (from < 0) continue;
    const start = from + lines(marked.slice(0, marked.indexOf("⟦"))).length;
    const end = start + lines(marked.slice(marked.indexOf("⟦") + 1, marked.indexOf("⟧"))).length;
    return span.start === start && span.end === end;
  }
  return false;
}

/** Text as it reads: without markup, spaces and the width of marks. */
const bare = (text: string): string => fold(text.replace(/<[^>]*>|&nbsp;/g, ""));

/** The places that a finding may stand at, each in its pieces. */
function spansOf(place: Place, { spans }: Written): Pieces[] {
  if (place === "first-line") return [];
  if (typeof place === "string") return [named(spans, place)];
  if ("anyOf" in place) return place.anyOf.map((name) => named(spans, name));
  if ("within" in place) return place.within.map((name) => named(spans, name));
  if ("among" in place) {
    const inTable = new RegExp(
      `^(?:(?:label|number|column|column-group|caption|corner|header):)?${place.among}\\b`,
    );
    return [...spans].filter(([name]) => inTable.test(name)).map(([, pieces]) => pieces);
  }
  return [];
}

function named(spans: Written["spans"], name: string): Pieces {
  const pieces = spans.get(name);
  if (!pieces) throw new Error(`nothing is named ${name}`);
  return pieces;
}

const whole = (pieces: Pieces): Span => ({
  start: Math.min(...pieces.map((it) => it.start)),
  end: Math.max(...pieces.map((it) => it.end)),
});

const at = ({ start, end }: Span, text: string): string =>
  `${start}–${end} ${JSON.stringify(text.slice(start, Math.min(end, start + 24)))}`;

const show = ({ rule, severity, cell, span, message }: Diagnostic, text: string): string =>
  `${rule} ${severity} ${cell ?? ""} at ${at(span, text)}: ${message.slice(0, 60)}`;

function describeExpected({ rule, severity, place, cell }: Expected, written: Written): string {
  const pieces = spansOf(place, written)[0];
  const where = pieces ? at(whole(pieces), written.text) : "";
  return `${[rule].flat().join("|")} ${severity} ${[cell ?? ""].flat().join("|")} at ${JSON.stringify(place)} ${where}`;
}

function difference(actual: string, expected: string): string {
  let from = 0;
  while (from < actual.length && actual[from] === expected[from]) from++;
  const part = (text: string) => JSON.stringify(text.slice(Math.max(0, from - 12), from + 24));
  return `${part(actual)} instead of ${part(expected)}`;
}
