import { parseReport } from "../../core/report/recognise";
import { chooseLastYear, earlierReports } from "../../features/writing/lastYear";
import { newReport, reportTitle } from "../../features/writing/newReport";
import type {
  AgencyParams,
  AgencyProposal,
  EarlierReport,
  EarlierReportsParams,
  NewReportAnswer,
  NewReportParams,
} from "../protocol";

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

export function handleNewReport({ agency, year, form, lastYear }: NewReportParams): NewReportAnswer | null {
  const before = lastYear && parseReport(lastYear.text);
  const made = newReport({ agency, year, format: form, lastYear: before });
  return made
    ? { title: reportTitle({ agency, year }), text: made.text, carried: made.carriedNumbers }
    : null;
}
