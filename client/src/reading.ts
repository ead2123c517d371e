import { t } from "@vscode/l10n";
import { FileType, Uri, workspace } from "vscode";

/*
 * Files are read through the editor, so that those of virtual and web workspaces are read as well; never those that are
 * larger than any of their kind, nor, while the workspace is not trusted, those that stand outside of its folders.
 */

/** The bytes of a file. Throws an error that says why it is not read; `FileSystemError` where it cannot be. */
export async function readBytes(address: Uri, most: number): Promise<Uint8Array> {
  const uri = plain(address);
  await refuseOutside(uri);
  return readWhole(uri, most);
}

/** The same of a file that the user has opened, wherever it is. */
export async function readWhole(uri: Uri, most: number): Promise<Uint8Array> {
  const { type, size } = await workspace.fs.stat(uri);
  // A pipe that nobody writes to would never be read to its end.
  if (!(type & FileType.File)) throw new Error(t("不是普通文件"));
  if (size > most) throw new Error(t("文件过大"));
  return workspace.fs.readFile(uri);
}

/** What a folder has, likewise. */
export async function listFolder(address: Uri): Promise<[string, FileType][]> {
  const folder = plain(address);
  await refuseOutside(folder);
  return workspace.fs.readDirectory(folder);
}

/** Without `..`, behind which another folder could be meant once links are followed. */
const plain = (uri: Uri) => Uri.joinPath(uri, ".");

/**
 * Throws for what an untrusted workspace must not get at. The editor does not say where a link leads, so none is followed
 * below the workspace folder.
 */
async function refuseOutside(uri: Uri): Promise<void> {
  if (workspace.isTrusted) return;
  const folder = workspace.getWorkspaceFolder(uri)?.uri;
  if (folder === undefined) throw new Error(t("它在工作区文件夹之外，而工作区不受信任"));
  let at = folder;
  for (const name of uri.path.slice(folder.path.length).split("/")) {
    if (name === "") continue;
    at = Uri.joinPath(at, name);
    if ((await workspace.fs.stat(at)).type & FileType.SymbolicLink)
      throw new Error(t("它是符号链接，或在符号链接之后，而工作区不受信任"));
  }
}
