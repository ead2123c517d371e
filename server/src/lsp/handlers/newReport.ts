import { chooseLastYear } from "../../features/writing/lastYear";
import { newReport } from "../../features/writing/newReport";
import type { AgencyProposal, NewReportAnswer, NewReportParams } from "../protocol";

export function handleAgency({ year, candidates }: NewReportParams): AgencyProposal {
  const agency = chooseLastYear(candidates, { agency: undefined, year })?.report.agency;
  return agency === undefined ? {} : { agency };
}

export function handleNewReport({ agency, year, candidates }: NewReportParams): NewReportAnswer | null {
  const lastYear = chooseLastYear(candidates, { agency, year });
  const made = newReport({ agency: agency ?? "", year, format: "markdown", lastYear: lastYear?.report });
  if (made === undefined) return null;
  return { ...made, ...(made.carried.length > 0 && { lastYear: lastYear!.name }) };
}
