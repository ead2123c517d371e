import { t } from "@vscode/l10n";
import {
  commands,
  type Disposable,
  languages,
  type QuickPickItem,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { type ConvertAnswer, type ConvertParams, fromBase64 } from "../../../server/src/lsp/protocol";
import { activeDocument } from "../activeReport";
import { placeOf } from "../neighbours";
import { askPage } from "../page/ask";
import { findLastYear } from "../page/lastYear";
import { fileNameFor, reviewedName } from "../page/pageName";
import type { PageServices } from "../page/pageView";
import { readWhole } from "../reading";
import { openUnsaved } from "../unsaved";
import { isFileText, nameOf, originalOf } from "./address";
import type { FileService } from "./fileService";
import { documentOf, hasWordName, largestFile } from "./kinds";
import { compare } from "./opening";
import { complain, offerFile, saveAs } from "./saving";

/*
 * What a report can be made into: a copy with comments, a Word file, a Markdown text; and held against last year's. Each
 * command takes the report's address and where to write, and asks for what it is not given.
 */

/** What a command was given: a document, and the file to be written. */
interface Given {
  readonly uri: Uri;
  readonly target: Uri | undefined;
}

export function registerExporting(services: PageServices, service: FileService): Disposable[] {
  const on = (name: string, run: (given: Given) => Promise<void>) =>
    commands.registerCommand(`disclosureLint.${name}`, async (given?: unknown, to?: unknown) => {
      const uri = given instanceof Uri ? given : activeDocument();
      if (uri) await run({ uri: documentOf(uri), target: to instanceof Uri ? to : undefined });
      else window.showInformationMessage(t("请先打开一份年度报告。"));
    });
  return [
    on("review", (given) => review(service, given)),
    on("exportWord", (given) => convert(service, given, "docx")),
    on("toMarkdown", (given) => convert(service, given, "markdown")),
    on("compareLastYear", ({ uri }) => compareLastYear(services, uri)),
    commands.registerCommand("disclosureLint.importPdf", (given?: unknown, to?: unknown) =>
      importPdf(service, given instanceof Uri ? given : undefined, to instanceof Uri ? to : undefined),
    ),
  ];
}

// ── 批注稿 ──

/** Of the file as it is saved. */
async function review(service: FileService, { uri, target }: Given): Promise<void> {
  const original = originalOf(uri);
  if (!isFileText(uri) || !hasWordName(nameOf(original))) return offerWord(uri);
  if (!(await isSaved(uri))) return complain(t("没有做批注稿：这里的改动还没有保存。"));
  const author = t("年度报告检查");
  const answer = await service.review(original, await readWhole(original, largestFile), author);
  if ("refusal" in answer) return complain(t("没有做批注稿：{0}。", answer.refusal));
  if (answer.comments === 0) {
    window.showInformationMessage(t("没有发现问题，不用做批注稿。"));
    return;
  }
  const file = await saveAs({
    report: uri,
    bytes: fromBase64(answer.bytes),
    name: reviewedName(nameOf(original)),
    title: t("批注稿"),
    kind: t("Word 文件"),
    target,
  });
  const { comments, mended } = answer;
  if (file)
    void offerFile(
      file,
      t("已写好“{0}”：{1} 条批注，其中 {2} 处已用修订改好。", nameOf(file), comments, mended),
    );
}

async function offerWord(uri: Uri): Promise<void> {
  const word = t("导出 Word");
  const chosen = await window.showInformationMessage(
    t("只有 Word 文件能加批注：先导出 Word，再做批注稿。"),
    word,
  );
  if (chosen === word) await commands.executeCommand("disclosureLint.exportWord", uri);
}

/** Saves what was changed; why that did not go, the editor says. */
async function isSaved(uri: Uri): Promise<boolean> {
  const document = workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  return !document?.isDirty || document.save();
}

// ── 导出 Word, 转成 Markdown, 导入 PDF ──

async function convert(service: FileService, { uri, target }: Given, to: "docx" | "markdown"): Promise<void> {
  const answer = await converted(service, uri, to);
  if ("refusal" in answer)
    return complain(
      to === "docx" ? t("没有导出：{0}。", answer.refusal) : t("没有转换：{0}。", answer.refusal),
    );
  const name = fileNameFor(answer.name, to === "docx" ? "docx" : "md", nameOf(uri));
  const bytes = fromBase64(answer.bytes);
  const folder = placeOf(uri);
  if (to === "markdown" && target === undefined)
    return openMarkdown(folder && Uri.joinPath(folder, name), bytes);
  const isWord = to === "docx";
  const title = isWord ? t("导出 Word") : t("转成 Markdown");
  const file = await saveAs({
    report: uri,
    bytes,
    name,
    title,
    kind: isWord ? t("Word 文件") : "Markdown",
    target,
  });
  if (!file) return;
  const done = isWord ? t("已导出“{0}”，版式按公文格式。", nameOf(file)) : t("已转成“{0}”。", nameOf(file));
  void offerFile(file, done);
}

/** The text in another form, or why there is none. */
async function converted(service: FileService, uri: Uri, to: ConvertParams["to"]): Promise<ConvertAnswer> {
  try {
    return await service.convert(conversionOf(await workspace.openTextDocument(uri), to));
  } catch (error) {
    return { refusal: (error as Error).message };
  }
}

function conversionOf(document: TextDocument, to: ConvertParams["to"]): ConvertParams {
  const isText = !isFileText(document.uri);
  return {
    uri: originalOf(document.uri).toString(),
    text: document.getText(),
    isMarkdown: isText && document.languageId === "markdown",
    isWrapped: isText,
    to,
  };
}

/** As a new text, which has its name when it is saved. */
async function openMarkdown(place: Uri | undefined, bytes: Uint8Array): Promise<void> {
  const content = new TextDecoder().decode(bytes);
  if (place === undefined) {
    const document = await workspace.openTextDocument({ language: "markdown", content });
    await window.showTextDocument(document, { preview: false });
  } else {
    const document = await openUnsaved(place, content);
    if (document.languageId !== "markdown") await languages.setTextDocumentLanguage(document, "markdown");
  }
  window.showInformationMessage(t("已转成 Markdown，还没有保存：按 Ctrl+S 保存。"));
}

interface Form extends QuickPickItem {
  readonly to: "docx" | "markdown";
}

/** 导入 PDF: as a new report, to be changed. */
async function importPdf(
  service: FileService,
  given: Uri | undefined,
  target: Uri | undefined,
): Promise<void> {
  const title = t("导入 PDF");
  const filters = { PDF: ["pdf"] };
  const pdf = given ?? (await window.showOpenDialog({ title, openLabel: t("导入"), filters }))?.[0];
  if (!pdf) return;
  const forms: Form[] = [
    { label: "Word", description: ".docx", detail: t("版式按公文格式，可以用 Word 改"), to: "docx" },
    { label: "Markdown", description: ".md", detail: t("是文字，在这里改"), to: "markdown" },
  ];
  const placeHolder = t("导入成哪种文件？");
  const form = target
    ? forms[hasWordName(nameOf(target)) ? 0 : 1]
    : await window.showQuickPick(forms, { title, placeHolder });
  if (form) await convert(service, { uri: documentOf(pdf), target }, form.to);
}

// ── 与上年比较 ──

async function compareLastYear({ client }: PageServices, uri: Uri): Promise<void> {
  const running = client();
  const page = await askPage(running, uri, {});
  if (!running || !page) {
    window.showInformationMessage(t("请先打开一份年度报告。"));
    return;
  }
  const found = await findLastYear(running, uri, page);
  const folder = placeOf(uri);
  if (!found || !folder) {
    window.showInformationMessage(t("同一个文件夹里没有找到这个机关上一年的年度报告。"));
    return;
  }
  const before = documentOf(Uri.joinPath(folder, found.name));
  await compare(before, uri, t("{0} 与 {1}", found.name, nameOf(uri)));
}
