/** What the names of files that are made of a report are made of. */
export interface Published {
  readonly title: string;
  readonly year: number | null;
  readonly agency: string | null;
}

const LONGEST = 80;

/**
 * The file name of a published page: who reports on which year, as such pages are called, else the report's own title.
 * Never that of the report itself, which it would take the place of.
 */
export function pageName(report: Published, reportName: string): string {
  return freeName(report, "html", reportName, "（公布）");
}

/** The same of a file of another kind; `ending` without a dot. */
export function fileNameFor(report: Published, ending: string, reportName: string): string {
  return freeName(report, ending, reportName, "（新）");
}

/** The name of a copy with comments. */
export function reviewedName(name: string): string {
  return name.replace(/(\.\w+)$/, "（批注稿）$1");
}

function freeName({ title, year, agency }: Published, ending: string, taken: string, mark: string): string {
  const full = agency !== null && year !== null ? `${agency}${year}年政府信息公开工作年度报告` : title;
  const name = full.replace(/[\s\p{Cc}\\/:*?"<>|]/gu, "").slice(0, LONGEST) || "政府信息公开工作年度报告";
  const isTaken = taken.toLowerCase() === `${name}.${ending}`.toLowerCase();
  return isTaken ? `${name}${mark}.${ending}` : `${name}.${ending}`;
}
