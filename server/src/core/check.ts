import type { Diagnostic, Finding, Fix, Severity } from "./findings/finding";
import type { CatalogueEntry, Category, Rule } from "./findings/rule";
import { isSafe } from "./findings/safety";
import { hasNoLines } from "./report/describe";
import { parseReport } from "./report/recognise";
import type { Report } from "./report/report";
import { reportRules, ruleIds, suppressionRules } from "./rules/index";
import type { Settings } from "./settings/settings";
import { parseSettings } from "./settings/settingsSchema";
import type { WriteOptions } from "./source/source";
import { readComments } from "./suppression/comments";
import type { Fingerprint } from "./suppression/fingerprint";
import { applyComments, applyEntries } from "./suppression/suppress";
import { applyEdits, type Edit, type Span } from "./text/text";

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
        const more = `“${rule.title}”已报告 ${MOST_FINDINGS} 处，其余不再列出。`;
        const after = "此处以后还有，没有逐一列出；改正以后再检查一次。";
        diagnostics.push({ span, message: more, why: after, rule: rule.id, severity: grave });
        break;
      }
      const fixes = asked?.map((fix) => judged(text, span, fix));
      diagnostics.push({ span, message, why, cell, related, fixes, rule: rule.id, severity: grave });
    }
  } catch (error) {
    console.error(`[disclosure-lint] ${rule.id}`, error);
    const message = `“${rule.title}”运行出错，没有检查这一项。`;
    const why = `这是本工具的差错，不是报告的：${error instanceof Error ? error.message : String(error)}`;
    diagnostics.push({ span: { start: 0, end: 0 }, message, why, rule: rule.id, severity: "info" });
  }
}

/** A fix that its rule calls safe, and that the law does not, is one to be chosen. */
function judged(text: string, span: Span, fix: Fix): Fix {
  const { title, edits, isCandidate } = fix;
  const safe = fix.safe && isSafe(text, span, fix);
  return { title, safe, edits, ...(isCandidate && { isCandidate }) };
}

/** Options of {@link fixAll}. What is suppressed is not fixed. */
export interface CheckOptions extends Ignored {
  /** Also apply each diagnostic's first fix that is not safe, but for candidates: these a person chooses from. */
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
  const { source, fixes, diagnostics } = fixSource(plainText(text), settings, options);
  return { text: source.text, fixes, diagnostics };
}

/** What can be fixed: a text that takes changes, or says why not. A file is one, see `Source`. */
export interface Fixable<S> {
  readonly text: string;
  write(
    changes: readonly (readonly Edit[])[],
    options: WriteOptions,
  ): {
    readonly source: S;
    readonly refused: readonly { readonly change: readonly Edit[]; readonly reason: string }[];
  };
}

interface PlainText extends Fixable<PlainText> {}

function plainText(text: string): PlainText {
  return { text, write: (changes) => ({ source: plainText(applyEdits(text, changes.flat())), refused: [] }) };
}

/** A fix to be applied, and what it is for. */
interface ChosenFix {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** A fix that a file could not take, and why, in a Chinese clause. */
export interface RefusedFix extends ChosenFix {
  readonly reason: string;
}

/** A file after fixing; `refused` are fixes that it could not take, of findings that are among `diagnostics` still. */
export interface FixSourceResult<S> {
  readonly source: S;
  readonly fixes: number;
  readonly refused: readonly RefusedFix[];
  readonly diagnostics: Diagnostic[];
}

/** Applies fixes to a file until none is left that it takes. Throws `SettingsError` as {@link check} does. */
export function fixSource<S extends Fixable<S>>(
  source: S,
  settings?: Settings,
  options: CheckOptions & WriteOptions = {},
): FixSourceResult<S> {
  const checked = parseSettings(settings);
  let fixed = source;
  let fixes = 0;
  let refused: readonly RefusedFix[] = [];
  let { diagnostics } = inspect(parseReport(fixed.text, checked), checked, options);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = chosenFrom(diagnostics, options.unsafe === true);
    if (chosen.length === 0) break;
    const changes = chosen.map(({ fix }) => fix.edits);
    const written = fixed.write(changes, options);
    // What was refused beside others may be taken alone, and is asked for again until nothing else is left.
    if (written.source.text === fixed.text) {
      refused = written.refused.map(({ change, reason }) => ({
        ...chosen[changes.indexOf(change)]!,
        reason,
      }));
      break;
    }
    fixed = written.source;
    fixes += chosen.length - written.refused.length;
    ({ diagnostics } = inspect(parseReport(fixed.text, checked), checked, options));
  }
  return { source: fixed, fixes, refused, diagnostics };
}

/** One fix a diagnostic, leaving out those that touch what an earlier one touches: edits that overlap or adjoin. */
export function chooseFixes(diagnostics: readonly Diagnostic[], unsafe: boolean): Fix[] {
  return chosenFrom(diagnostics, unsafe).map(({ fix }) => fix);
}

function chosenFrom(diagnostics: readonly Diagnostic[], unsafe: boolean): ChosenFix[] {
  const chosen = diagnostics.flatMap((diagnostic) => {
    const { fixes } = diagnostic;
    const fix =
      fixes?.find(({ safe }) => safe) ??
      (unsafe ? fixes?.find(({ isCandidate }) => isCandidate !== true) : undefined);
    return fix === undefined ? [] : [{ diagnostic, fix }];
  });
  let last = 0;
  for (const { fix } of chosen) for (const { span } of fix.edits) last = Math.max(last, span.end);
  /** 1 for each offset that an edit chosen covers, its end among them. */
  const taken = new Uint8Array(last + 1);
  return chosen.filter(({ fix: { edits } }) => {
    if (edits.some(({ span: { start, end } }) => taken.subarray(start, end + 1).includes(1))) return false;
    for (const { span } of edits) taken.fill(1, span.start, span.end + 1);
    return true;
  });
}
