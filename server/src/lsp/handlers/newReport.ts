import { openSource } from "../../core/open";
import { parseReport } from "../../core/report/recognise";
import { convertPage } from "../../features/converting/convertPage";
import { chooseLastYear, earlierReports } from "../../features/writing/lastYear";
import { carriedNumbers, type NewReport, newReport, reportTitle } from "../../features/writing/newReport";
import {
  type AgencyParams,
  type AgencyProposal,
  type EarlierReport,
  type EarlierReportsParams,
  type NewReportAnswer,
  type NewReportParams,
  toBase64,
} from "../protocol";
import { type FileLoaders, writerFor } from "./files";

export function handleAgency({ year, candidates }: AgencyParams): AgencyProposal {
  const agency = chooseLastYear(candidates, { agency: undefined, year })?.report.agency;
  return agency === undefined ? {} : { agency };
}

export function handleEarlierReports({ candidates, ...wanted }: EarlierReportsParams): EarlierReport[] {
  return earlierReports(candidates, wanted).map(({ name, report, isSame }) => ({
    name,
    agency: report.agency ?? null,
    isSame,
  }));
}

/** Null for a year without a standard, and for a Word file where none can be written. */
export async function handleNewReport(
  loaders: FileLoaders,
  { agency, year, form, lastYear }: NewReportParams,
): Promise<NewReportAnswer | null> {
  const before = lastYear && parseReport(lastYear.text);
  const format = form === "docx" ? "markdown" : form;
  const wanted: NewReport = { agency, year, format, lastYear: before };
  const made = newReport(wanted);
  if (made === undefined) return null;
  const title = reportTitle(wanted);
  if (form !== "docx") return { title, text: made.text, carried: made.carriedNumbers };
  const bytes = await wordFile(made.text, loaders);
  if (bytes === undefined) return null;
  const { text } = await openSource(bytes, loaders);
  return { title, text, bytes: toBase64(bytes), carried: carriedNumbers(wanted, text) };
}

/** A Markdown report as a Word file. */
async function wordFile(text: string, loaders: FileLoaders): Promise<Uint8Array | undefined> {
  const settings = { assumeReport: true };
  const page = { text, settings, isMarkdown: true, isWrapped: false };
  const converted = await convertPage(page, writerFor("docx", loaders));
  return "content" in converted && typeof converted.content !== "string" ? converted.content : undefined;
}
