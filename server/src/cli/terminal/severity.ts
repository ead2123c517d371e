import type { Diagnostic, Severity } from "../../core/findings/finding";

/** What `--fail-on` takes. */
export type Threshold = Severity | "never";

/** Findings by severity. */
export type Counts = Readonly<Record<Severity, number>>;

const ORDER: readonly Severity[] = ["info", "warning", "error"];

/** No findings. */
export const NO_COUNTS: Counts = { error: 0, warning: 0, info: 0 };

/** The counts with these findings added. */
export function addTo(counts: Counts, diagnostics: readonly Diagnostic[]): Counts {
  const sum = { ...counts };
  for (const { severity } of diagnostics) sum[severity]++;
  return sum;
}

/** Whether a severity is one that the run should fail on. */
export function reaches(severity: Severity, threshold: Threshold): boolean {
  return threshold !== "never" && ORDER.indexOf(severity) >= ORDER.indexOf(threshold);
}

/** Whether any of the counted findings is one that the run should fail on. */
export function anyReaches(counts: Counts, threshold: Threshold): boolean {
  return ORDER.some((severity) => counts[severity] > 0 && reaches(severity, threshold));
}

/** `1 个错误，2 个警告，0 个提示`. */
export function countsText(counts: Counts): string {
  return `${counts.error} 个错误，${counts.warning} 个警告，${counts.info} 个提示`;
}
