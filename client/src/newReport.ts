import { window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type AgencyProposal,
  agencyMethod,
  type NamedText,
  type NewReportAnswer,
  type NewReportParams,
  newReportMethod,
} from "../../server/src/lsp/protocol";
import { currentFolder, textsIn } from "./neighbours";
import { said } from "./said";

const title = "新建年度报告";
const firstYear = 2019;

/** What a keyboard shortcut or another extension may give with the command; what is missing is asked for. */
interface Given {
  readonly year?: number;
  readonly agency?: string;
}

/** Asks for year and agency, and opens a report to be filled in. */
export async function openNewReport(client: BaseLanguageClient, given: Given = {}): Promise<void> {
  const folder = currentFolder();
  const candidates = folder ? await textsIn(folder) : [];
  const year = given.year ?? (await askYear());
  if (year === undefined) return;
  const agency = given.agency ?? (await askAgency(client, year, candidates));
  if (agency === undefined) return;
  const params: NewReportParams = { agency, year, candidates };
  const made = await client.sendRequest<NewReportAnswer | null>(newReportMethod, params);
  if (made === null) {
    window.showErrorMessage(`没有新建：检查服务没有给出 ${year} 年度的报告。`);
    return;
  }
  const document = await workspace.openTextDocument({ language: "markdown", content: made.text });
  await window.showTextDocument(document, { preview: false });
  if (made.lastYear !== undefined)
    window.showInformationMessage(said(`已从上年报告“${made.lastYear}”带入：${made.carried.join("")}`));
}

async function askYear(): Promise<number | undefined> {
  const thisYear = new Date().getFullYear();
  const answer = await window.showInputBox({
    title: `${title}（1/2）`,
    prompt: "报告哪一年的工作？",
    value: String(thisYear - 1),
    validateInput: (value) =>
      isYear(value, thisYear) ? undefined : `应为 ${firstYear} 至 ${thisYear} 之间的年份`,
  });
  return answer === undefined ? undefined : Number(answer.trim());
}

function isYear(value: string, thisYear: number): boolean {
  const text = value.trim();
  return /^\d{4}$/.test(text) && Number(text) >= firstYear && Number(text) <= thisYear;
}

/** Proposes the agency of last year's report, where it is the only one. */
async function askAgency(
  client: BaseLanguageClient,
  year: number,
  candidates: readonly NamedText[],
): Promise<string | undefined> {
  const params: NewReportParams = { year, candidates };
  const proposal = await client.sendRequest<AgencyProposal>(agencyMethod, params);
  const answer = await window.showInputBox({
    title: `${title}（2/2）`,
    prompt: "编制机关的全称，用在标题和落款",
    placeHolder: "如：云溪镇人民政府",
    value: proposal.agency ?? "",
    validateInput: (value) =>
      value.trim() === "" || value.trim().length > 60 ? "请写编制机关的全称（60 字以内）" : undefined,
  });
  return answer?.trim();
}
