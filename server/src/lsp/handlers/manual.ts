import { manualText, ruleDocument } from "../../core/manual";
import { ruleIds, ruleName, rules } from "../../core/rules/index";
import type { ManualParams, RuleNames } from "../protocol";

/** The manual is read without any report. */
export function handleManual({ rule: id }: ManualParams): string | null {
  if (id === undefined) return manualText(rules);
  const rule = rules.find((candidate) => candidate.id === id);
  return rule ? ruleDocument(rule) : null;
}

export function handleRuleNames(): RuleNames {
  return Object.fromEntries(ruleIds.map((id) => [id, ruleName(id)]));
}
