import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import type { Settings } from "../../core/settings/settings";
import { fold } from "../../core/text/normalise";

/** A file that may be the report sought. */
export interface NearbyFile {
  /** Whatever tells the file from the others: its name, its address. */
  readonly name: string;
  readonly text: string;
}

/** A candidate that is a report. */
export interface Found {
  readonly name: string;
  readonly report: Report;
}

/**
 * The same agency's report on the year before, out of files of the same folder. Where the agency is not known, there
 * must be one agency only that it can be of; of several copies the first is taken.
 */
export function chooseLastYear(
  candidates: readonly NearbyFile[],
  { agency, year }: { readonly agency: string | undefined; readonly year: number | undefined },
  settings: Settings = {},
): Found | undefined {
  if (year === undefined) return undefined;
  const earlier = reportsOn(year - 1, candidates, settings);
  if (agency !== undefined) return earlier.find(({ report }) => isSameAgency(report.agency, agency));
  const [first, ...others] = earlier;
  return others.every(({ report }) => isSameAgency(report.agency, first!.report.agency)) ? first : undefined;
}

/** The reports among the candidates that the new report can start from; those of the same agency first. */
export function earlierReports(
  candidates: readonly NearbyFile[],
  { agency, year }: { readonly agency: string; readonly year: number },
): (Found & { readonly isSame: boolean })[] {
  const found = reportsOn(year - 1, candidates, {}).map((it) => ({
    ...it,
    isSame: isSameAgency(it.report.agency, agency),
  }));
  return [...found.filter(({ isSame }) => isSame), ...found.filter(({ isSame }) => !isSame)];
}

function reportsOn(year: number, candidates: readonly NearbyFile[], settings: Settings): Found[] {
  return candidates.flatMap(({ name, text }) => {
    // Every report names the year it is about in figures; most files need not be read any further.
    if (!text.includes(String(year))) return [];
    const report = parseReport(text, { ...settings, year: undefined, assumeReport: undefined });
    return report.recognition.isReport && report.year === year ? [{ name, report }] : [];
  });
}

/** 云溪镇 and 云溪镇人民政府 are one. */
function isSameAgency(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && bareName(one) === bareName(other);
}

function bareName(agency: string): string {
  return fold(agency).replace(/(?:人民政府|人民|政府|办事处)$/, "");
}
