import { t } from "@vscode/l10n";
import { FileSystemError, type QuickPickItem, Range, Uri, WorkspaceEdit, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type IgnoreHere,
  type ReadFileAnswer,
  type ReadFileParams,
  type RuleNames,
  readFileMethod,
  ruleNamesMethod,
  toBase64,
} from "../../server/src/lsp/protocol";
import { activeDocument } from "./activeReport";
import { originalOf } from "./files/address";
import {
  entriesIn,
  type IgnoredEntry,
  ignoreFileName,
  isSamePlace,
  withEntry,
  withoutEntries,
} from "./ignoreFile";
import { readBytes } from "./reading";
import { said } from "./said";

/** Files that have a say in how reports are checked; the server looks at them too. */
export const projectFiles = [".disclosure-lint.json", ignoreFileName];

/** Larger ones are none of ours. */
const largest = 4 * 1024 * 1024;

/** Reads for the server what it cannot read itself. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest(readFileMethod, async ({ uri }: ReadFileParams): Promise<ReadFileAnswer> => {
    try {
      return toBase64(await readBytes(client.protocol2CodeConverter.asUri(uri), largest));
    } catch {
      return null;
    }
  });
  // Not every file system of the editor tells of what is written to it.
  tellServer = (uri) =>
    client.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.code2ProtocolConverter.asUri(uri), type: changed }],
    });
  ruleNames = () => client.sendRequest<RuleNames>(ruleNamesMethod).catch(() => ({}));
}

/** `FileChangeType.Changed`. */
const changed = 2;
let tellServer: (uri: Uri) => Promise<void> = async () => undefined;
let ruleNames: () => Promise<RuleNames> = async () => ({});

/** The side file's text as the editor reads it; undefined where there is none. */
async function readText(uri: Uri): Promise<string | undefined> {
  return (await isMissing(uri).catch(() => true))
    ? undefined
    : (await workspace.openTextDocument(uri)).getText();
}

/** Whether there is no such file; throws where there is one that is not read, lest it be taken for none and overwritten. */
async function isMissing(uri: Uri): Promise<boolean> {
  try {
    await readBytes(uri, largest);
    return false;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return true;
    throw error;
  }
}

/** The quick fix 忽略此处: asks why, and writes it down. `given` is for who knows the reason already. */
export async function ignoreHere({ uri, entry, rule, message }: IgnoreHere, given?: string): Promise<void> {
  const reason =
    given ??
    (await window.showInputBox({
      title: t("忽略此处：{0}", rule),
      prompt: said(t("{0} 为什么这里不是错？", message)),
      placeHolder: t("原因（必填），写入 .disclosure-lint-ignore.json，不会随报告发布"),
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim() === "" ? t("请写明原因") : undefined),
    }));
  if (reason === undefined || reason.trim() === "") return;
  await rewrite(Uri.parse(uri), (text) => withEntry(text, { ...entry, reason: reason.trim() }));
}

interface EntryItem extends QuickPickItem {
  readonly entry: IgnoredEntry;
}

/** 重置忽略: the places that are ignored in the active report are reported again, all or those that are chosen. */
export async function resetIgnored(chosen?: "all"): Promise<void> {
  const report = activeDocument();
  const found = report && (await ignoredIn(report));
  if (!found || found.entries.length === 0) {
    window.showInformationMessage(t("这份文件没有忽略过的发现。"));
    return;
  }
  const names = await ruleNames();
  const items: EntryItem[] = found.entries.map((entry) => ({
    label: names[entry.rule] ?? entry.rule,
    description: entry.cell ?? entry.sentence ?? "",
    detail: entry.reason,
    picked: true,
    entry,
  }));
  const picked =
    chosen === "all"
      ? items
      : await window.showQuickPick(items, {
          title: t("重置忽略：选择要重新报出的发现"),
          canPickMany: true,
          ignoreFocusOut: true,
        });
  if (!picked?.length) return;
  await rewrite(found.uri, (text) =>
    withoutEntries(text ?? "", (entry) => picked.some((item) => isSamePlace(item.entry, entry))),
  );
}

/** The nearest side file above a report, and its entries of this report. */
async function ignoredIn(document: Uri): Promise<{ uri: Uri; entries: IgnoredEntry[] } | undefined> {
  const report = originalOf(document);
  const top = workspace.getWorkspaceFolder(report)?.uri.path;
  for (let folder = Uri.joinPath(report, ".."); ; folder = Uri.joinPath(folder, "..")) {
    const uri = Uri.joinPath(folder, ignoreFileName);
    const text = await readText(uri);
    if (text !== undefined) {
      const name = report.path.slice(folder.path.length).replace(/^\//, "");
      return { uri, entries: readEntries(text).filter(({ file }) => file === name) };
    }
    if (folder.path === top || folder.path === "/" || folder.path === "") return undefined;
  }
}

function readEntries(text: string): IgnoredEntry[] {
  try {
    return entriesIn(text);
  } catch {
    return [];
  }
}

/** Rewrites the side file and saves it; through the editor where it is there, so that it can be undone. */
async function rewrite(uri: Uri, change: (text: string | undefined) => string): Promise<void> {
  try {
    if (await isMissing(uri)) {
      await workspace.fs.writeFile(uri, new TextEncoder().encode(change(undefined)));
    } else {
      const document = await workspace.openTextDocument(uri);
      const text = document.getText();
      // Read in another encoding than it is in, it would be written so, and what it says be lost.
      if (text.includes("\ufffd"))
        throw new Error(t("它不是 UTF-8 编码，请先通过编码重新打开它，另存为 UTF-8"));
      const edit = new WorkspaceEdit();
      edit.replace(uri, new Range(0, 0, document.lineCount, 0), change(text));
      if (!(await workspace.applyEdit(edit)) || !(await document.save())) throw new Error(t("文件不能写"));
    }
    await tellServer(uri);
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? t("内容不是有效的 JSON，请先改正") : (error as Error).message;
    window.showErrorMessage(said(t("没有写入 {0}：{1}。", ignoreFileName, reason)));
  }
}
