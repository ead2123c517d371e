import { t } from "@vscode/l10n";
import { commands, env, UIKind, Uri, window, workspace } from "vscode";
import { nameOf } from "../files/address";
import { saveAs } from "../files/saving";
import { said } from "../said";

/*
 * The report as a page by itself: saved to be published, or printed. Printing is the browser's part; where the editor
 * cannot open a file in one, the page is saved and the user does.
 */

/** A page, the name it is published under, and the report that it is made of. */
export interface Page {
  readonly report: Uri;
  readonly html: string;
  readonly name: string;
}

/** `target`: where to, if it is not to be asked. */
export async function savePage(page: Page, target?: Uri): Promise<void> {
  const file = await write(page, t("保存为网页"), target);
  if (file) void sayDone(file, t("已保存网页“{0}”，可以公布。", nameOf(file)));
}

/** `folder` is the extension's own, for pages that go to the browser at once. */
export async function printPage(page: Page, folder: Uri): Promise<void> {
  if (isDesktop()) {
    const file = Uri.joinPath(folder, "print.html");
    await workspace.fs.createDirectory(folder);
    await workspace.fs.writeFile(file, new TextEncoder().encode(page.html));
    if (await env.openExternal(file)) {
      window.showInformationMessage(t("已在浏览器中打开，在那里打印。"));
      return;
    }
  }
  const file = await write(page, t("打印：先保存为网页"));
  if (file) void sayDone(file, t("已保存“{0}”。用浏览器打开它，在那里打印。", nameOf(file)));
}

function write({ report, html, name }: Page, title: string, target?: Uri): Promise<Uri | undefined> {
  return saveAs({ report, bytes: new TextEncoder().encode(html), name, title, kind: t("网页"), target });
}

/** Says where the page is, with the ways there that the editor has. */
async function sayDone(file: Uri, message: string): Promise<void> {
  const [open, show] = [t("打开"), t("在文件夹中显示")];
  const isLocal = isDesktop() && file.scheme === "file";
  const ways = isLocal ? [open, show] : workspace.getWorkspaceFolder(file) ? [show] : [];
  const chosen = await window.showInformationMessage(said(message), ...ways);
  if (chosen === open) await env.openExternal(file);
  if (chosen === show) await commands.executeCommand(isLocal ? "revealFileInOS" : "revealInExplorer", file);
}

/** The editor, its files and the browser are on one machine. */
const isDesktop = () => env.uiKind === UIKind.Desktop && env.remoteName === undefined;
