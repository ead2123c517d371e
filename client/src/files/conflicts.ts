import { t } from "@vscode/l10n";
import { commands, Disposable, Uri, window, workspace } from "vscode";
import { pageType } from "../page/pageEditor";
import { said } from "../said";
import { folderOf, nameOf, originalOf } from "./address";
import { fromBase64 } from "./bytes";
import type { FileService } from "./fileService";
import type { FileTexts } from "./fileSystem";

/** Scheme of the texts of files as they are on disk now, to compare with. */
const diskScheme = "disclosure-disk";

/** What is to be done where a file was changed by another program while its text was changed here. */
export function registerConflicts(texts: FileTexts, service: FileService): Disposable {
  const asking = new Set<string>();
  const content = workspace.registerTextDocumentContentProvider(diskScheme, {
    provideTextDocumentContent: async (uri) => {
      const bytes = await texts.readFile(originalText(uri));
      return new TextDecoder().decode(bytes);
    },
  });
  const ask = async (uri: Uri) => {
    if (asking.has(uri.toString())) return;
    asking.add(uri.toString());
    try {
      await resolve(uri, texts, service);
    } finally {
      asking.delete(uri.toString());
    }
  };
  return Disposable.from(content, texts.onDidConflict(ask));
}

const originalText = (uri: Uri) => uri.with({ scheme: "disclosure-file", fragment: "" });

async function resolve(uri: Uri, texts: FileTexts, service: FileService): Promise<void> {
  const [compare, copy, reread] = [t("比较"), t("把我的改动另存一份"), t("放弃我的改动，重新读取")];
  const message = t(
    "“{0}”已被其他程序改过（可能是 Word 保存了它）。这里的改动还没有保存，也不会盖掉它。",
    nameOf(uri),
  );
  const chosen = await window.showWarningMessage(said(message), compare, copy, reread);
  const document = workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  if (!document) return;
  if (chosen === compare) {
    const disk = uri.with({ scheme: diskScheme, fragment: String(Date.now()) });
    await commands.executeCommand("vscode.diff", disk, uri, t("{0}：磁盘上的与这里的", nameOf(uri)));
  }
  if (chosen === reread) {
    await commands.executeCommand("vscode.openWith", uri, pageType);
    await commands.executeCommand("workbench.action.files.revert");
  }
  if (chosen === copy) await saveCopy(uri, document.getText(), texts, service);
}

/** The file that the text was read from, with the changes that were made here. */
async function saveCopy(uri: Uri, text: string, texts: FileTexts, service: FileService): Promise<void> {
  const before = texts.versionOf(uri) ?? (await workspace.fs.readFile(originalOf(uri)));
  const { bytes, refused } = await service.write(before, text);
  if (bytes === undefined) {
    window.showErrorMessage(said(t("没有另存：{0}。", refused[0]?.reason ?? "")));
    return;
  }
  const name = nameOf(uri).replace(/(\.\w+)$/, t("（我的改动）$1"));
  const file = await window.showSaveDialog({ defaultUri: Uri.joinPath(folderOf(uri), name) });
  if (!file) return;
  await workspace.fs.writeFile(file, fromBase64(bytes));
  window.showInformationMessage(said(t("已另存为“{0}”。", nameOf(file))));
}
