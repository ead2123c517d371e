import { t } from "@vscode/l10n";
import { FilePermission, FileSystemError, FileType, Uri, workspace } from "vscode";
import { nameOf } from "./address";
import { isSame } from "./bytes";
import { locksOf } from "./locks";

/** Puts other bytes in the place of a file: it is the old one or the new one whole, whatever happens. */
export async function putInPlace(uri: Uri, bytes: Uint8Array): Promise<void> {
  const { type, permissions = 0 } = await workspace.fs.stat(uri);
  if (permissions & FilePermission.Readonly) throw FileSystemError.NoPermissions(t("没有保存：文件是只读的"));
  // What is put in a link's place would be a file of its own.
  if (type & FileType.SymbolicLink) return workspace.fs.writeFile(uri, bytes);
  const draft = Uri.joinPath(uri, "..", `.${nameOf(uri)}.draft`);
  try {
    await workspace.fs.writeFile(draft, bytes);
    if (!isSame(await workspace.fs.readFile(draft), bytes)) throw new Error(t("磁盘空间不够"));
    await workspace.fs.rename(draft, uri, { overwrite: true });
  } catch (error) {
    await Promise.resolve(workspace.fs.delete(draft)).catch(() => undefined);
    throw FileSystemError.Unavailable(t("没有保存，原文件没有动：{0}", (error as Error).message));
  }
}

/** The program in which a file is open, as what it keeps beside the file says; undefined where it is open in none. */
export async function lockBeside(uri: Uri): Promise<string | undefined> {
  for (const lock of locksOf(nameOf(uri))) {
    try {
      await workspace.fs.stat(Uri.joinPath(uri, "..", lock));
      return lock.startsWith("~$") ? "Word" : lock.startsWith(".~lock") ? "LibreOffice" : "WPS";
    } catch {
      // There is no such file.
    }
  }
  return undefined;
}
