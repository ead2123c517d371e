import type { Diagnostic, Finding, Fix, Severity } from "./findings/finding";
import type { CatalogueEntry, Category, Rule } from "./findings/rule";
import { isSafe } from "./findings/safety";
import { hasNoLines } from "./report/describe";
import { parseReport } from "./report/recognise";
import type { Report } from "./report/report";
import { reportRules, ruleIds, suppressionRules } from "./rules/index";
import type { Settings } from "./settings/settings";
import { parseSettings } from "./settings/settingsSchema";
import { readComments } from "./suppression/comments";
import type { Fingerprint } from "./suppression/fingerprint";
import { applyComments, applyEntries } from "./suppression/suppress";
import { applyEdits, type Span } from "./text/text";

/** Rules of these categories need sections and tables of a known standard. */
const NEEDS_STANDARD = new Set<Category>([
  "sections",
  "tables",
  "labels",
  "cells",
  "arithmetic",
  "disclosure",
  "prose",
  "content",
]);
/** Where the tables follow another standard, that is the one thing said of them. */
const NEEDS_OWN_TABLES = new Set<Category>(["tables", "labels", "cells", "arithmetic", "disclosure"]);
/** Fixes can uncover more to fix; sound ones settle well before this. */
const MOST_ROUNDS = 5;
/** Rules of these categories read lines: of a text that was run together into one they have nothing to say. */
const NEEDS_LINES = new Set<Category>([
  "sections",
  "prose",
  "content",
  "typography",
  "privacy",
  "extraction",
]);
/** Nobody reads more findings of a rule, and a table of a hundred thousand rows of its own would give as many. */
const MOST_FINDINGS = 500;

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
  return inspect(report, settings).diagnostics;
}

/** What is found in a report, and which of the places to be left alone are not there any more. */
export interface Inspection<E extends Fingerprint> {
  readonly diagnostics: Diagnostic[];
  /** What the rules found before anything was suppressed. */
  readonly found: readonly Diagnostic[];
  /** Entries whose rule was checked and did not find them. */
  readonly stale: readonly E[];
}

/** What is left alone in a report, and whether its own comments count. */
export interface Ignored<E extends Fingerprint = Fingerprint> {
  readonly entries?: readonly E[];
  /** False: as if there were neither comments nor entries. */
  readonly suppress?: boolean;
}

/** Checks a report already read, without what its comments and the given entries suppress. */
export function inspect<E extends Fingerprint>(
  report: Report,
  settings: Settings = {},
  { entries = [], suppress = true }: Ignored<E> = {},
): Inspection<E> {
  if (!report.recognition.isReport) return { diagnostics: [], found: [], stale: [] };
  const found = findings(report, settings);
  if (!suppress) return { diagnostics: found, found, stale: [] };
  const comments = readComments(report.text);
  if (comments.length === 0 && entries.length === 0) return { diagnostics: found, found, stale: [] };
  // Entries first: they were written of what the rules find, of which a comment may have taken some.
  const byEntries = applyEntries(found, entries, report.text);
  const byComments = applyComments(byEntries.left, comments, report);
  const ran = new Set(reportRules.filter((rule) => isChecked(rule, report, settings)).map(({ id }) => id));
  const diagnostics = [...byComments.left];
  if (comments.length > 0) {
    const names = comments.flatMap(({ reach, rules }) => (reach === undefined ? [] : rules));
    const unused = new Set(names.filter((name) => ran.has(name.id) && !byComments.used.has(name)));
    const suppressions = { text: report.text, comments, unused, ruleIds };
    for (const rule of suppressionRules) {
      if (settings.rules?.[rule.id] !== "off")
        tell(rule, () => rule.check(suppressions), report.text, settings, diagnostics);
    }
    diagnostics.sort(inOrder);
  }
  const stale = entries.filter((entry) => ran.has(entry.rule) && !byEntries.used.has(entry));
  return { diagnostics, found, stale };
}

/** What the rules find, in the order of the text, before anything is suppressed. */
function findings(report: Report, settings: Settings): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const rule of reportRules)
    if (isChecked(rule, report, settings)) tell(rule, () => rule.check(report), report.text, settings, found);
  return found.sort(inOrder);
}

/** Whether a rule has its say on a report. */
function isChecked(rule: Rule, report: Report, settings: Settings): boolean {
  if (settings.rules?.[rule.id] === "off") return false;
  if (NEEDS_LINES.has(rule.category) && hasNoLines(report)) return false;
  if (report.standard === undefined) return !NEEDS_STANDARD.has(rule.category);
  return report.standard === report.tableStandard || !NEEDS_OWN_TABLES.has(rule.category);
}

function inOrder(a: Diagnostic, b: Diagnostic): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

/** Adds what a rule finds, under the severity that it has here. A broken rule costs its own findings only, and is seen. */
function tell(
  rule: CatalogueEntry,
  check: () => Iterable<Finding & { readonly severity?: Severity }>,
  text: string,
  settings: Settings,
  diagnostics: Diagnostic[],
): void {
  const set = settings.rules?.[rule.id] as Severity | undefined;
  try {
    let count = 0;
    for (const { span, message, why, cell, related, fixes: asked, severity } of check()) {
      const grave = set ?? severity ?? rule.severity;
      if (++count > MOST_FINDINGS) {
        const more = `${rule.id} 一项已报告 ${MOST_FINDINGS} 处，此处以后的不再逐一列出；改正以后请再检查一次。`;
        diagnostics.push({ span, message: more, rule: rule.id, severity: grave });
        break;
      }
      const fixes = asked?.map((fix) => judged(text, span, fix));
      diagnostics.push({ span, message, why, cell, related, fixes, rule: rule.id, severity: grave });
    }
  } catch (error) {
    console.error(`[disclosure-lint] ${rule.id}`, error);
    const message = `规则 ${rule.id} 运行出错，未能检查此项：${error instanceof Error ? error.message : String(error)}`;
    diagnostics.push({ span: { start: 0, end: 0 }, message, rule: rule.id, severity: "info" });
  }
}

/** A fix that its rule calls safe, and that the law does not, is one to be chosen. */
function judged(text: string, span: Span, fix: Fix): Fix {
  const { title, edits } = fix;
  return { title, safe: fix.safe && isSafe(text, span, fix), edits };
}

/** Options of {@link fixAll}. What is suppressed is not fixed. */
export interface CheckOptions extends Ignored {
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
  let { diagnostics } = inspect(parseReport(fixed, checked), checked, options);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const applied = chooseFixes(diagnostics, options.unsafe === true);
    const next = applyEdits(
      fixed,
      applied.flatMap((fix) => fix.edits),
    );
    if (next === fixed) break;
    fixed = next;
    fixes += applied.length;
    ({ diagnostics } = inspect(parseReport(fixed, checked), checked, options));
  }
  return { text: fixed, fixes, diagnostics };
}

/** One fix a diagnostic, leaving out those that touch what an earlier one touches: edits that overlap or adjoin. */
export function chooseFixes(diagnostics: readonly Diagnostic[], unsafe: boolean): Fix[] {
  const fixes = diagnostics.flatMap(
    ({ fixes }) => fixes?.find((candidate) => candidate.safe) ?? (unsafe ? fixes?.[0] : undefined) ?? [],
  );
  let last = 0;
  for (const { edits } of fixes) for (const { span } of edits) last = Math.max(last, span.end);
  /** 1 for each offset that an edit chosen covers, its end among them. */
  const taken = new Uint8Array(last + 1);
  return fixes.filter(({ edits }) => {
    if (edits.some(({ span: { start, end } }) => taken.subarray(start, end + 1).includes(1))) return false;
    for (const { span } of edits) taken.fill(1, span.start, span.end + 1);
    return true;
  });
}
