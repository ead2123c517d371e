import { t } from "@vscode/l10n";
import {
  commands,
  type QuickPickItem,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type AgencyParams,
  type AgencyProposal,
  agencyMethod,
  type EarlierReport,
  type EarlierReportsParams,
  earlierReportsMethod,
  type NamedText,
  type NewReportAnswer,
  type NewReportParams,
  newReportMethod,
  type ReportForm,
} from "../../server/src/lsp/protocol";
import type { CarriedMarks } from "./carried";
import { currentFolder, fileText, textsIn } from "./neighbours";
import { said } from "./said";

const firstYear = 2019;
const steps = 4;
const title = (step: number) => t("新建年度报告（{0}/{1}）", step, steps);

/** For the walkthrough: a report was really made. */
const madeContext = "disclosureLint.madeReport";

const extensions: Readonly<Record<ReportForm, string>> = { markdown: "md", text: "txt", html: "html" };

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
  const reading = folder ? textsIn(folder) : Promise.resolve([]);
  const year = given.year ?? (await askYear());
  if (year === undefined) return;
  const candidates = await reading;
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
  const document = await openUnsaved(folder, `${fileNameOf(made.title)}.${extensions[form]}`, made.text);
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
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const text = await fileText(uri);
  const candidates = text === undefined ? [] : [{ name, text }];
  const found = await client.sendRequest<EarlierReport[]>(earlierReportsMethod, { ...params, candidates });
  if (found.length > 0) return candidates[0];
  const message = t("“{0}”读不了，或者不是 {1} 年的年度报告。", name, params.year - 1);
  window.showErrorMessage(said(message));
  return undefined;
}

async function askForm(): Promise<ReportForm | undefined> {
  const items: Choice<ReportForm>[] = [
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

/** Opens a text that is saved as a file of this name, without a question; where there is no folder the user chooses one. */
async function openUnsaved(
  folder: Uri | undefined,
  name: string,
  text: string,
): Promise<TextDocument | undefined> {
  const wanted = folder ? Uri.joinPath(folder, name) : await askPlace(name);
  if (wanted === undefined) return undefined;
  const document = await workspace.openTextDocument(await freeAddress(wanted));
  const edit = new WorkspaceEdit();
  // An address that was used before may bring back what was there.
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  await workspace.applyEdit(edit);
  await window.showTextDocument(document, { preview: false });
  return document;
}

async function askPlace(name: string): Promise<Uri | undefined> {
  const home = typeof process === "object" ? (process.env.HOME ?? process.env.USERPROFILE) : undefined;
  return window.showSaveDialog({
    title: t("新报告放在哪里"),
    defaultUri: home === undefined ? Uri.file(`/${name}`) : Uri.joinPath(Uri.file(home), name),
  });
}

/** The address of what is not saved yet, under a name that no file and no open document has. */
async function freeAddress(wanted: Uri): Promise<Uri> {
  const [, stem, extension] = /^(.*)(\.[^.]*)$/.exec(wanted.path)!;
  for (let copy = 1; ; copy++) {
    const path = copy === 1 ? wanted.path : `${stem}（${copy}）${extension}`;
    const uri = wanted.with({ scheme: "untitled", path });
    const isOpen = workspace.textDocuments.some((document) => document.uri.path === path);
    if (!isOpen && !(await exists(wanted.with({ path })))) return uri;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
