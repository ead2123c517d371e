import { t } from "@vscode/l10n";
import { commands, Uri, window, workspace } from "vscode";
import { placeOf } from "../neighbours";
import { said } from "../said";
import { nameOf, originalOf } from "./address";

/** What is made of a report, to be saved beside it. */
export interface Made {
  /** The document that it is made of. */
  readonly report: Uri;
  readonly bytes: Uint8Array;
  /** The file's name, with its ending. */
  readonly name: string;
  /** What is being done. */
  readonly title: string;
  /** What files of this kind are called. */
  readonly kind: string;
  /** Where to, if that is known: by a script, or another extension. */
  readonly target?: Uri | undefined;
}

/** Asks where to, and writes; undefined where nothing was saved, which is said unless the user wished it so. */
export async function saveAs(made: Made): Promise<Uri | undefined> {
  const file = made.target ?? (await askWhere(made));
  if (!file) return undefined;
  if (isSameFile(file, originalOf(made.report))) {
    complain(t("没有保存：“{0}”是报告本身，要另起名字。", nameOf(file)));
    return undefined;
  }
  try {
    await workspace.fs.writeFile(file, made.bytes);
    return file;
  } catch (error) {
    complain(t("没有保存：{0}", (error as Error).message));
    return undefined;
  }
}

function askWhere({ report, name, title, kind }: Made): Thenable<Uri | undefined> {
  const folder = placeOf(report);
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return window.showSaveDialog({
    title,
    saveLabel: t("保存"),
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    filters: { [kind]: [ending] },
  });
}

/** Letters count alike in the names of many file systems. */
const isSameFile = (one: Uri, other: Uri) => one.toString().toLowerCase() === other.toString().toLowerCase();

/** Says where a file is, and opens it if wished. */
export async function offerFile(file: Uri, message: string): Promise<void> {
  const open = t("打开");
  const chosen = await window.showInformationMessage(said(message), open);
  if (chosen === open) await commands.executeCommand("vscode.open", file);
}

/** Says why something was not done. */
export function complain(message: string): void {
  window.showErrorMessage(said(message));
}
