import { manualText, ruleDocument } from "../../core/manual";
import { rules } from "../../core/rules/index";
import type { ManualParams } from "../protocol";

/** The manual is read without any report. */
export function handleManual({ rule: id }: ManualParams): string | null {
  if (id === undefined) return manualText(rules);
  const rule = rules.find((candidate) => candidate.id === id);
  return rule ? ruleDocument(rule) : null;
}
