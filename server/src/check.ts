import { parseReport } from "./report/recognise";
import type { Report } from "./report/report";
import type { Diagnostic, Fix, Rule, Severity } from "./rule";
import { rules } from "./rules/index";
import { parseSettings, type Settings } from "./settings";
import { applyEdits, type Span } from "./text";

/** Rules of these categories need sections and tables of a known standard. */
const NEEDS_STANDARD = new Set(["sections", "tables", "labels", "cells", "arithmetic"]);
/** Where the tables follow another standard, that is the one thing said of them. */
const NEEDS_OWN_TABLES = new Set(["tables", "labels", "cells", "arithmetic"]);
/** Fixes can uncover more to fix; sound ones settle well before this. */
const MOST_ROUNDS = 5;

/**
 * Checks a text. Diagnostics come in the order of the text; a text that is no disclosure report has none. Throws
 * `SettingsError` for settings that do not fit the schema, nothing else.
 */
export function check(text: string, settings?: Settings): Diagnostic[] {
  const checked = parseSettings(settings);
  return checkReport(parseReport(text, checked), checked);
}

/** Checks a report already read. */
export function checkReport(report: Report, settings: Settings = {}): Diagnostic[] {
  if (!report.recognition.isReport) return [];
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
    const set = settings.rules?.[rule.id];
    if (set === "off" || !applies(rule, report)) continue;
    runRule(rule, report, set, diagnostics);
  }
  return diagnostics.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function applies(rule: Rule, report: Report): boolean {
  if (report.standard === undefined) return !NEEDS_STANDARD.has(rule.category);
  return report.standard === report.tableStandard || !NEEDS_OWN_TABLES.has(rule.category);
}

/** A broken rule costs its own findings only, and is seen. */
function runRule(rule: Rule, report: Report, set: Severity | undefined, diagnostics: Diagnostic[]): void {
  try {
    for (const finding of rule.check(report)) {
      diagnostics.push({ ...finding, rule: rule.id, severity: set ?? finding.severity ?? rule.severity });
    }
  } catch (error) {
    console.error(`[disclosure-lint] ${rule.id}`, error);
    const message = `规则 ${rule.id} 运行出错，未能检查此项：${error instanceof Error ? error.message : String(error)}`;
    diagnostics.push({ span: { start: 0, end: 0 }, message, rule: rule.id, severity: "info" });
  }
}

/** Options of {@link fixAll}. */
export interface CheckOptions {
  /** Also apply each diagnostic's first fix that is not safe. */
  readonly unsafe?: boolean;
}

/** The text after fixing, how many fixes were applied, and what is left to report. */
export interface FixAllResult {
  readonly text: string;
  readonly fixes: number;
  readonly diagnostics: Diagnostic[];
}

/** Applies fixes until none is left: safe ones, which cannot change what the report says, unless told otherwise. */
export function fixAll(text: string, settings?: Settings, options: CheckOptions = {}): FixAllResult {
  const checked = parseSettings(settings);
  let fixed = text;
  let fixes = 0;
  let diagnostics = checkReport(parseReport(fixed, checked), checked);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const applied = chooseFixes(diagnostics, options.unsafe === true);
    const next = applyEdits(
      fixed,
      applied.flatMap((fix) => fix.edits),
    );
    if (next === fixed) break;
    fixed = next;
    fixes += applied.length;
    diagnostics = checkReport(parseReport(fixed, checked), checked);
  }
  return { text: fixed, fixes, diagnostics };
}

/** One fix a diagnostic, leaving out those that touch what an earlier one touches. */
export function chooseFixes(diagnostics: readonly Diagnostic[], unsafe: boolean): Fix[] {
  const chosen: Fix[] = [];
  const taken: Span[] = [];
  for (const { fixes } of diagnostics) {
    const fix = fixes?.find((candidate) => candidate.safe) ?? (unsafe ? fixes?.[0] : undefined);
    if (fix === undefined || fix.edits.some(({ span }) => touches(taken, span))) continue;
    chosen.push(fix);
    for (const { span } of fix.edits) taken.splice(placeIn(taken, span.start), 0, span);
  }
  return chosen;
}

/** Whether a span overlaps or adjoins one of those taken, which are in order and apart from each other. */
function touches(taken: readonly Span[], span: Span): boolean {
  const at = placeIn(taken, span.start);
  return (
    (taken[at - 1]?.end ?? -1) >= span.start || (taken[at]?.start ?? Number.POSITIVE_INFINITY) <= span.end
  );
}

/** Index of the first span that starts at or after an offset. */
function placeIn(spans: readonly Span[], start: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
