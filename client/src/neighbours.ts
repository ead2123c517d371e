import { FileType, Uri, workspace } from "vscode";
import type { NamedText } from "../../server/src/lsp/protocol";
import { activeDocument } from "./activeReport";
import { folderOf } from "./files/address";
import { listFolder, readBytes } from "./reading";

const TEXT = /\.(?:md|markdown|txt|html?)$/i;
/** A folder of hundreds of reports is a reviewer's, and last year's report is not looked for there for minutes. */
const MOST_FILES = 300;
const MOST_BYTES = 2_000_000;
/** All go to the server at once. Hundreds of reports are a tenth of this. */
const MOST_CHARACTERS = 40_000_000;
/** So many are read at a time: one by one, a folder far away would take long. */
const AT_A_TIME = 20;

/** The folder of the active editor's file, else the first of the workspace. */
export function currentFolder(): Uri | undefined {
  const uri = activeDocument();
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  if (uri && uri.scheme !== "untitled") return folderOf(uri);
  // What is not saved yet may have its place already.
  const around = folders.find(({ path }) => uri?.path.startsWith(`${path}/`));
  return around && uri ? around.with({ path: Uri.joinPath(uri, "..").path }) : folders[0];
}

/** The texts of a folder, not of those below it; what cannot be read is left out. */
export async function textsIn(folder: Uri): Promise<NamedText[]> {
  const entries = await listFolder(folder).catch(() => []);
  const names = entries.flatMap(([name, type]) => (type & FileType.File && TEXT.test(name) ? [name] : []));
  const wanted = names.sort().slice(0, MOST_FILES);
  const found: NamedText[] = [];
  let room = MOST_CHARACTERS;
  for (let at = 0; at < wanted.length; at += AT_A_TIME) {
    const read = await Promise.all(
      wanted
        .slice(at, at + AT_A_TIME)
        .map(async (name) => ({ name, text: await fileText(Uri.joinPath(folder, name)) })),
    );
    for (const { name, text } of read) {
      if (text === undefined) continue;
      room -= text.length;
      if (room < 0) return found;
      found.push({ name, text });
    }
  }
  return found;
}

/** The text of a file; undefined where it cannot be read. */
export async function fileText(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return decode(await readBytes(uri, MOST_BYTES));
  } catch {
    return undefined;
  }
}

/** UTF-8, else GB18030, as such files come from other programs. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
