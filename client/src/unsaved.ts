import { Range, type TextDocument, type Uri, WorkspaceEdit, window, workspace } from "vscode";

/** Opens a text that is saved as this file, without a question, or as one of a like name where there is such a file. */
export async function openUnsaved(wanted: Uri, text: string): Promise<TextDocument> {
  const address = (await freeAddress(wanted)).with({ scheme: "untitled" });
  const document = await workspace.openTextDocument(address);
  const edit = new WorkspaceEdit();
  // An address that was used before may bring back what was there.
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  await workspace.applyEdit(edit);
  await window.showTextDocument(document, { preview: false });
  return document;
}

/** An address by this name that no file and no open document has. */
export async function freeAddress(wanted: Uri): Promise<Uri> {
  const [, stem, extension] = /^(.*)(\.[^.]*)$/.exec(wanted.path)!;
  for (let copy = 1; ; copy++) {
    const path = copy === 1 ? wanted.path : `${stem}（${copy}）${extension}`;
    const isOpen = workspace.textDocuments.some((document) => document.uri.path === path);
    if (!isOpen && !(await exists(wanted.with({ path })))) return wanted.with({ path });
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
