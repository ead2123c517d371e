import {
  commands,
  type Disposable,
  Range,
  type Tab,
  TabInputCustom,
  TabInputText,
  type TextDocument,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { readWhole } from "../reading";
import { isFileText, originalOf, textAddress } from "./address";
import { isSame } from "./bytes";
import type { FileTexts } from "./fileSystem";

/** Where a text is seen: as a text, or as a page. */
interface Shown {
  readonly tab: Tab;
  readonly uri: Uri;
  /** The page's editor; undefined for the text. */
  readonly page: string | undefined;
}

/**
 * Texts go with their files, with all that was typed: of a file that is renamed or deleted the editor moves and closes only
 * what is open under the file's own address.
 */
export function registerMoved(texts: FileTexts): Disposable[] {
  return [
    workspace.onDidRenameFiles(async ({ files }) => {
      for (const { oldUri, newUri } of files)
        for (const shown of shownBelow(oldUri)) {
          const rest = originalOf(shown.uri).path.slice(oldUri.path.length);
          await follow(shown, textAddress(newUri.with({ path: newUri.path + rest })), texts);
        }
    }),
    workspace.onDidDeleteFiles(async ({ files }) => {
      // What was typed and not saved stays open, so that it can be saved elsewhere.
      const gone = files.flatMap(shownBelow).filter(({ tab }) => !tab.isDirty);
      await window.tabGroups.close(gone.map(({ tab }) => tab));
    }),
  ];
}

/** The texts of a file, or of all files of a folder. */
function shownBelow(changed: Uri): Shown[] {
  const isBelow = ({ uri }: Shown) => `${originalOf(uri)}/`.startsWith(`${changed}/`);
  return window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(shownIn)).filter(isBelow);
}

function shownIn(tab: Tab): Shown[] {
  const { input } = tab;
  const isShown = input instanceof TabInputText || input instanceof TabInputCustom;
  if (!isShown || !isFileText(input.uri)) return [];
  return [{ tab, uri: input.uri, page: input instanceof TabInputCustom ? input.viewType : undefined }];
}

async function follow(shown: Shown, to: Uri, texts: FileTexts): Promise<void> {
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === shown.uri.toString());
  const isTyped = document?.isDirty === true;
  if (isTyped && !(await carry(document, to, texts))) return;
  await show(shown, to);
  if (!isTyped) await close(shown);
  else {
    // What was typed is in the other document now: the question whether to save it here has no answer.
    await show(shown, shown.uri);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}

/** The editor may make its tabs anew whenever one is opened: the one that was known counts no more then. */
async function close({ tab, uri, page }: Shown): Promise<void> {
  const isIt = (it: Shown) =>
    it.uri.toString() === uri.toString() &&
    it.page === page &&
    it.tab.group.viewColumn === tab.group.viewColumn;
  const now = window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(shownIn)).filter(isIt);
  await window.tabGroups.close(
    now.map((it) => it.tab),
    true,
  );
}

/**
 * Gives what was typed to the document of the new address; false where the file is not the one any more that it was typed
 * into, whose text would go over another program's work.
 */
async function carry(document: TextDocument, to: Uri, texts: FileTexts): Promise<boolean> {
  const before = await texts.baseOf(document.uri);
  // What was read before, however large, is read again.
  const after = await readWhole(originalOf(to), Number.POSITIVE_INFINITY).catch(() => undefined);
  if (before === undefined || after === undefined || !isSame(before, after)) return false;
  const moved = await workspace.openTextDocument(to);
  const edit = new WorkspaceEdit();
  edit.replace(to, new Range(0, 0, moved.lineCount, 0), document.getText());
  return workspace.applyEdit(edit);
}

function show({ tab, page }: Shown, uri: Uri): Thenable<unknown> {
  const options = { viewColumn: tab.group.viewColumn, preview: false };
  return page === undefined
    ? window.showTextDocument(uri, options)
    : commands.executeCommand("vscode.openWith", uri, page, options);
}
