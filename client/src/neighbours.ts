import { FileType, Uri, window, workspace } from "vscode";
import type { Candidate } from "../../server/src/features/lastYear";
import { listFolder, readBytes } from "./reading";

const TEXT = /\.(?:md|markdown|txt|html?)$/i;
/** A folder of hundreds of reports is a reviewer's, and last year's report is not looked for there for minutes. */
const MOST_FILES = 300;
const MOST_BYTES = 2_000_000;

/** The folder of the active editor's file, else the first of the workspace. */
export function currentFolder(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  if (document && document.uri.scheme !== "untitled") return Uri.joinPath(document.uri, "..");
  return workspace.workspaceFolders?.[0]?.uri;
}

/** The texts of a folder, not of those below it; what cannot be read is left out. */
export async function textsIn(folder: Uri): Promise<Candidate[]> {
  const entries = await listFolder(folder).catch(() => []);
  const names = entries.flatMap(([name, type]) => (type & FileType.File && TEXT.test(name) ? [name] : []));
  const read = names.sort().slice(0, MOST_FILES);
  const texts = await Promise.all(read.map((name) => textOf(Uri.joinPath(folder, name))));
  return texts.flatMap((text, at) => (text === undefined ? [] : [{ name: read[at]!, text }]));
}

async function textOf(uri: Uri): Promise<string | undefined> {
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
