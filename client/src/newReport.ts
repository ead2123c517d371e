import { t } from "@vscode/l10n";
import { commands, type QuickPickItem, type TextDocument, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type AgencyParams,
  type AgencyProposal,
  agencyMethod,
  type EarlierReport,
  type EarlierReportsParams,
  earlierReportsMethod,
  fromBase64,
  type NamedText,
  type NewReportAnswer,
  type NewReportParams,
  newReportMethod,
  type ReportForm,
} from "../../server/src/lsp/protocol";
import type { CarriedMarks } from "./carried";
import { nameOf } from "./files/address";
import { FileService } from "./files/fileService";
import { documentOf } from "./files/kinds";
import { currentFolder, fileText, textsIn } from "./neighbours";
import { pageType } from "./page/pageEditor";
import { said } from "./said";
import { freeAddress, openUnsaved } from "./unsaved";

const firstYear = 2019;
const steps = 4;
const title = (step: number) => t("新建年度报告（{0}/{1}）", step, steps);

/** For the walkthrough: a report was really made. */
const madeContext = "disclosureLint.madeReport";

const extensions: Readonly<Record<ReportForm, string>> = {
  docx: "docx",
  markdown: "md",
  text: "txt",
  html: "html",
};

/** What a keyboard shortcut or another extension may give with the command; what is missing is asked for. */
interface Given {
  readonly year?: number;
  readonly agency?: string;
  /** Name of last year's report in the same folder; null where there is none to start from. */
  readonly lastYear?: string | null;
  readonly form?: ReportForm;
}

/** Asks for year, agency, last year's report and form, and opens a report to be filled in. */
export async function openNewReport(
  client: BaseLanguageClient,
  marks: CarriedMarks,
  given: Given = {},
): Promise<void> {
  const folder = currentFolder();
  const year = given.year ?? (await askYear());
  if (year === undefined) return;
  const service = new FileService(async () => client);
  const candidates = folder ? await textsIn(folder, { service, year: year - 1 }) : [];
  const agency = given.agency ?? (await askAgency(client, { year, candidates }));
  if (agency === undefined) return;
  const lastYear =
    given.lastYear === undefined
      ? await askLastYear(client, { agency, year, candidates })
      : (candidates.find(({ name }) => name === given.lastYear) ?? null);
  if (lastYear === undefined) return;
  const form = given.form ?? (await askForm());
  if (form === undefined) return;
  const params: NewReportParams = { agency, year, form, ...(lastYear && { lastYear }) };
  const made = await client.sendRequest<NewReportAnswer | null>(newReportMethod, params);
  if (made === null) {
    window.showErrorMessage(t("没有新建：检查服务没有给出 {0} 年度的报告。", year));
    return;
  }
  const document = await open(folder, form, made).catch((error: Error) => {
    window.showErrorMessage(said(t("没有新建：{0}", error.message)));
    return undefined;
  });
  if (document === undefined) return;
  marks.mark(document, made.carried);
  commands.executeCommand("setContext", madeContext, true);
  if (lastYear && made.carried.length > 0) {
    const count = made.carried.length;
    const message = t("已从上年报告“{0}”带入 {1} 处，都标在文中，请核对后确认。", lastYear.name, count);
    window.showInformationMessage(said(message));
  }
}

// ── What is asked ──

async function askYear(): Promise<number | undefined> {
  const thisYear = new Date().getFullYear();
  const answer = await window.showInputBox({
    title: title(1),
    prompt: t("报告哪一年的工作？"),
    value: String(thisYear - 1),
    ignoreFocusOut: true,
    validateInput: (value) =>
      isYear(value, thisYear) ? undefined : t("应为 {0} 至 {1} 之间的年份", firstYear, thisYear),
  });
  return answer === undefined ? undefined : Number(answer.trim());
}

function isYear(value: string, thisYear: number): boolean {
  const text = value.trim();
  return /^\d{4}$/.test(text) && Number(text) >= firstYear && Number(text) <= thisYear;
}

/** Proposes the agency of last year's report, where it is the only one. */
async function askAgency(client: BaseLanguageClient, params: AgencyParams): Promise<string | undefined> {
  const proposal = await client.sendRequest<AgencyProposal>(agencyMethod, params);
  const answer = await window.showInputBox({
    title: title(2),
    prompt: t("编制机关的全称，用在标题和落款"),
    placeHolder: t("如：云溪镇人民政府"),
    value: proposal.agency ?? "",
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === "" || value.trim().length > 60 ? t("请写编制机关的全称（60 字以内）") : undefined,
  });
  return answer?.trim();
}

interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

/** Last year's report: one of the folder, the agency's own first, or another file; null for none. */
async function askLastYear(
  client: BaseLanguageClient,
  params: EarlierReportsParams,
): Promise<NamedText | null | undefined> {
  const found = await client.sendRequest<EarlierReport[]>(earlierReportsMethod, params);
  const reports = found.map((report): Choice<EarlierReport | null | "file"> => {
    return { label: report.name, description: report.agency ?? "", value: report };
  });
  const none = { label: t("不带入"), description: t("各格都空着"), value: null };
  const file = { label: t("选择文件…"), value: "file" as const };
  const isProposed = found[0]?.isSame === true;
  const chosen = await window.showQuickPick(
    isProposed ? [...reports, none, file] : [none, ...reports, file],
    {
      title: title(3),
      placeHolder: t("从哪份上年报告带入结转和现行有效件数？"),
      ignoreFocusOut: true,
    },
  );
  if (chosen === undefined) return undefined;
  if (chosen.value === null) return null;
  if (chosen.value === "file") return (await chooseFile(client, params)) ?? askLastYear(client, params);
  const { name } = chosen.value;
  return params.candidates.find((candidate) => candidate.name === name);
}

/** A file of anywhere; undefined where none is chosen, or it is no report on the year before, which is said. */
async function chooseFile(
  client: BaseLanguageClient,
  params: EarlierReportsParams,
): Promise<NamedText | undefined> {
  const [uri] = (await window.showOpenDialog({ title: t("上年报告"), openLabel: t("带入") })) ?? [];
  if (uri === undefined) return undefined;
  const name = nameOf(uri);
  const text = await fileText(uri, new FileService(async () => client));
  const candidates = text === undefined ? [] : [{ name, text }];
  const found = await client.sendRequest<EarlierReport[]>(earlierReportsMethod, { ...params, candidates });
  if (found.length > 0) return candidates[0];
  const message = t("“{0}”读不了，或者不是 {1} 年的年度报告。", name, params.year - 1);
  window.showErrorMessage(said(message));
  return undefined;
}

async function askForm(): Promise<ReportForm | undefined> {
  const items: Choice<ReportForm>[] = [
    { label: "Word", description: ".docx", detail: t("版式按公文格式，在页面上填"), value: "docx" },
    { label: "Markdown", description: ".md", detail: t("标题和表格有标记，可以预览"), value: "markdown" },
    { label: t("文本"), description: ".txt", detail: t("标题没有标记，适合粘贴到别处"), value: "text" },
    { label: t("网页"), description: ".html", detail: t("表格有合并的格，可以直接公布"), value: "html" },
  ];
  const chosen = await window.showQuickPick(items, {
    title: title(4),
    placeHolder: t("报告写成哪种文件？"),
    ignoreFocusOut: true,
  });
  return chosen?.value;
}

// ── The document ──

/** Without what file names must not have. */
const fileNameOf = (text: string) => text.replace(/[\\/:*?"<>|\r\n]/g, "");

/** The new report, in an editor; undefined where the user did not say where it is to be. */
async function open(folder: Uri | undefined, form: ReportForm, made: NewReportAnswer) {
  const name = `${fileNameOf(made.title)}.${extensions[form]}`;
  const wanted = folder ? Uri.joinPath(folder, name) : await askPlace(name);
  if (wanted === undefined) return undefined;
  return made.bytes === undefined
    ? openUnsaved(wanted, made.text)
    : openWritten(wanted, fromBase64(made.bytes));
}

/** A Word file is there before it is filled in. */
async function openWritten(wanted: Uri, bytes: Uint8Array): Promise<TextDocument> {
  const file = await freeAddress(wanted);
  await workspace.fs.writeFile(file, bytes);
  const address = documentOf(file);
  await commands.executeCommand("vscode.openWith", address, pageType, { preview: false });
  return workspace.openTextDocument(address);
}

async function askPlace(name: string): Promise<Uri | undefined> {
  const home = typeof process === "object" ? (process.env.HOME ?? process.env.USERPROFILE) : undefined;
  return window.showSaveDialog({
    title: t("新报告放在哪里"),
    defaultUri: home === undefined ? Uri.file(`/${name}`) : Uri.joinPath(Uri.file(home), name),
  });
}
