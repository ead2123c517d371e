import { preview, standalonePage } from "../../features/preview/preview";
import { chooseLastYear } from "../../features/writing/lastYear";
import type { LastYearAnswer, LastYearParams, PreviewAnswer, PreviewParams } from "../protocol";
import type { ReportSnapshot } from "../snapshot";

/*
 * Nothing is kept between previews: the client names last year's report with each request, having asked once which of
 * the neighbouring files it is.
 */

export function handleLastYear(
  { report, settings }: ReportSnapshot,
  { candidates }: LastYearParams,
): LastYearAnswer {
  const lastYear = chooseLastYear(candidates, report, settings);
  return lastYear ? { name: lastYear.name } : null;
}

export function handlePreview(
  { document, report, diagnostics, settings }: ReportSnapshot,
  { lastYear, style }: PreviewParams,
): PreviewAnswer | null {
  const title = report.title?.text ?? "政府信息公开工作年度报告";
  const before = lastYear && chooseLastYear([lastYear], report, settings);
  const body = preview(report, diagnostics, { marks: style === undefined, lastYear: before });
  return {
    version: document.version,
    html: style === undefined ? body : standalonePage(body, { title, style }),
    title,
    year: report.year ?? null,
    agency: report.agency ?? null,
  };
}
