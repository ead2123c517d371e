/** What the name of a published page is made of. */
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
export function pageName({ title, year, agency }: Published, reportName: string): string {
  const full = agency !== null && year !== null ? `${agency}${year}年政府信息公开工作年度报告` : title;
  const name = full.replace(/[\s\p{Cc}\\/:*?"<>|]/gu, "").slice(0, LONGEST) || "政府信息公开工作年度报告";
  const isTaken = reportName.toLowerCase() === `${name}.html`.toLowerCase();
  return isTaken ? `${name}（公布）.html` : `${name}.html`;
}
