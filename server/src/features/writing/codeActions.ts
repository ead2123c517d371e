import { t } from "@vscode/l10n";
import { chooseFixes } from "../../core/check";
import type { Diagnostic, Fix } from "../../core/findings/finding";
import { rules } from "../../core/rules/index";
import type { Edit, Span } from "../../core/text/text";

/** A change that the editor offers, not yet in the protocol's words. */
export interface Action {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** What it remedies. */
  readonly diagnostics: readonly Diagnostic[];
  /** May be applied by "auto fix" without choosing. */
  readonly preferred: boolean;
}

/**
 * The quick fixes for what is found in `range`: the fixes of each finding, then, for each rule among them that has
 * several safe fixes in the text, one that applies all of these.
 */
export function quickFixes(diagnostics: readonly Diagnostic[], range: Span): Action[] {
  const here = diagnostics.filter(({ span }) => span.start <= range.end && range.start <= span.end);
  const fixable = new Set(here.filter(firstSafe).map(({ rule }) => rule));
  return [...here.flatMap(fixesOf), ...[...fixable].flatMap((rule) => fixRule(rule, diagnostics))];
}

function fixesOf(diagnostic: Diagnostic): Action[] {
  const preferred = firstSafe(diagnostic);
  return (diagnostic.fixes ?? []).map((fix) => ({
    title: fix.title,
    edits: fix.edits,
    diagnostics: [diagnostic],
    preferred: fix === preferred,
  }));
}

/** Nothing where fewer than two fixes can be applied together: the quick fix itself does that. */
function fixRule(rule: string, diagnostics: readonly Diagnostic[]): Action[] {
  const found = diagnostics.filter((it) => it.rule === rule);
  const fixes = chooseFixes(found, false);
  if (fixes.length < 2) return [];
  const name = rules.find(({ id }) => id === rule)?.title ?? rule;
  const edits = fixes.flatMap((fix) => fix.edits);
  const chosen = new Set(fixes);
  const fixed = found.filter((it) => it.fixes?.some((fix) => chosen.has(fix)));
  return [
    { title: t("修正全部“{0}”（{1}处）", name, fixes.length), edits, diagnostics: fixed, preferred: false },
  ];
}

function firstSafe({ fixes }: Diagnostic): Fix | undefined {
  return fixes?.find(({ safe }) => safe);
}
