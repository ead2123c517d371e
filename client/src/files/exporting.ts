import { t } from "@vscode/l10n";
import { commands, type Disposable, Uri, window, workspace } from "vscode";
import type { ConvertParams, ReportName } from "../../../server/src/lsp/protocol";
import { activeDocument } from "../activeReport";
import { findLastYear } from "../page/lastYear";
import { pageName } from "../page/pageName";
import type { PageServices } from "../page/pageView";
import { readWhole } from "../reading";
import { said } from "../said";
import { folderOf, isFileText, nameOf, originalOf, textAddress } from "./address";
import { fromBase64 } from "./bytes";
import type { FileService } from "./fileService";

/*
 * What a report can be made into: a copy with comments, a Word file, a Markdown text; and held against last year's.
 */

const largest = 64 * 1024 * 1024;

export function registerExporting(services: PageServices, service: FileService): Disposable[] {
  const on = (name: string, run: (uri: Uri) => Promise<void>) =>
    commands.registerCommand(`disclosureLint.${name}`, async (given?: unknown) => {
      const uri = given instanceof Uri ? given : activeDocument();
      if (uri) await run(isWordFile(uri) ? textAddress(uri) : uri);
      else window.showInformationMessage(t("请先打开一份年度报告。"));
    });
  return [
    on("review", (uri) => review(service, uri)),
    on("exportWord", (uri) => exportWord(service, uri)),
    on("toMarkdown", (uri) => toMarkdown(service, uri)),
    on("compareLastYear", (uri) => compareLastYear(services, uri)),
    commands.registerCommand("disclosureLint.importPdf", () => importPdf(service)),
  ];
}

const isWordFile = (uri: Uri) => !isFileText(uri) && /\.(?:docx|docm|pdf|xlsx)$/i.test(uri.path);

/** 批注稿: of the file as it is saved. */
async function review(service: FileService, uri: Uri): Promise<void> {
  const original = originalOf(uri);
  if (!/\.doc[xm]$/i.test(nameOf(original))) {
    window.showInformationMessage(t("只有 Word 文件能加批注：请先导出 Word。"));
    return;
  }
  const document = workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  if (document?.isDirty && !(await document.save())) return;
  const author = t("年度报告检查");
  const answer = await service.review(original, await readWhole(original, largest), author);
  if ("refusal" in answer) return complain(t("没有做批注稿：{0}。", answer.refusal));
  if (answer.comments === 0) {
    window.showInformationMessage(t("没有发现问题，不用做批注稿。"));
    return;
  }
  const name = nameOf(original).replace(/(\.doc[xm])$/i, "（批注稿）$1");
  const file = await save(folderOf(uri), name, fromBase64(answer.bytes), t("批注稿"));
  if (file)
    sayDone(
      file,
      t("已写好“{0}”：{1} 条批注，其中 {2} 处已用修订改好。", nameOf(file), answer.comments, answer.mended),
    );
}

async function exportWord(service: FileService, uri: Uri): Promise<void> {
  const answer = await service.convert(await conversionOf(uri, "docx"));
  if ("refusal" in answer) return complain(t("没有导出：{0}。", answer.refusal));
  const file = await save(
    folderOf(uri),
    fileName(answer.name, "docx", nameOf(uri)),
    fromBase64(answer.bytes),
    t("导出 Word"),
  );
  if (file) sayDone(file, t("已导出“{0}”，版式按公文格式。", nameOf(file)));
}

/** As a new text, which has its name when it is saved. */
async function toMarkdown(service: FileService, uri: Uri): Promise<void> {
  const answer = await service.convert(await conversionOf(uri, "markdown"));
  if ("refusal" in answer) return complain(t("没有转换：{0}。", answer.refusal));
  const name = fileName(answer.name, "md", nameOf(uri));
  const place = Uri.joinPath(folderOf(uri), name).with({ scheme: "untitled", query: "", fragment: "" });
  const document = await workspace.openTextDocument(place);
  const editor = await window.showTextDocument(document, { preview: false });
  await editor.edit((edit) =>
    edit.insert(document.positionAt(0), new TextDecoder().decode(fromBase64(answer.bytes))),
  );
}

/** 导入 PDF: as a new report in Markdown. */
async function importPdf(service: FileService): Promise<void> {
  const filters = { PDF: ["pdf"] };
  const chosen = await window.showOpenDialog({ title: t("导入 PDF"), filters });
  if (chosen?.[0]) await toMarkdown(service, textAddress(chosen[0]));
}

async function compareLastYear({ client, statuses }: PageServices, uri: Uri): Promise<void> {
  const running = client();
  const year = statuses.of(uri.toString())?.year ?? null;
  const found = running && (await findLastYear(running, uri, { year }));
  if (!found) {
    window.showInformationMessage(t("同一个文件夹里没有找到这个机关上一年的年度报告。"));
    return;
  }
  const file = Uri.joinPath(folderOf(uri), found.name);
  const before = isWordFile(file) ? textAddress(file) : file;
  await commands.executeCommand("vscode.diff", before, uri, t("{0} 与 {1}", found.name, nameOf(uri)));
}

async function conversionOf(uri: Uri, to: ConvertParams["to"]): Promise<ConvertParams> {
  const document = await workspace.openTextDocument(uri);
  const isText = !isFileText(uri);
  return {
    uri: originalOf(uri).toString(),
    text: document.getText(),
    isMarkdown: isText && document.languageId === "markdown",
    isWrapped: isText,
    to,
  };
}

/** Who reports on which year; never the name of the report itself. */
function fileName(name: ReportName, ending: string, reportName: string): string {
  const page = pageName(name, "").replace(/\.html$/, "");
  const isTaken = `${page}.${ending}`.toLowerCase() === reportName.toLowerCase();
  return `${page}${isTaken ? t("（新）") : ""}.${ending}`;
}

async function save(folder: Uri, name: string, bytes: Uint8Array, title: string): Promise<Uri | undefined> {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  const defaultUri = Uri.joinPath(folder, name);
  const file = await window.showSaveDialog({ title, defaultUri, filters: { [ending]: [ending] } });
  if (!file) return undefined;
  try {
    await workspace.fs.writeFile(file, bytes);
    return file;
  } catch (error) {
    complain(t("没有保存：{0}", (error as Error).message));
    return undefined;
  }
}

async function sayDone(file: Uri, message: string): Promise<void> {
  const open = t("打开");
  const chosen = await window.showInformationMessage(said(message), open);
  if (chosen === open) await commands.executeCommand("vscode.open", file);
}

function complain(message: string): void {
  window.showErrorMessage(said(message));
}
