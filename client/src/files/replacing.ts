import { t } from "@vscode/l10n";
import { FileType, Uri, workspace } from "vscode";
import { nameOf } from "./address";
import { digestOf, isSame } from "./bytes";
import { keeperOf, locksOf } from "./locks";
import { reasonOf } from "./reasons";

/** A file could not be written and is as it was: why, as a clause without a full stop. */
export class NotWritten extends Error {}

/**
 * Puts other bytes in the place of a file: it is the old one or the new one whole, whatever happens. `before` is what the
 * file holds. Throws {@link NotWritten}.
 */
export async function putInPlace(uri: Uri, bytes: Uint8Array, before: Uint8Array): Promise<void> {
  const { type, permissions = 0 } = await workspace.fs.stat(uri).then(undefined, refuse);
  // Files that are merely locked against writing have a bit of their own, which the API has no name for.
  if (permissions !== 0) throw new NotWritten(t("文件是只读的"));
  // What is put in a link's place would be a file of its own.
  if (type & FileType.SymbolicLink) await writeThrough(uri, bytes, before);
  else await replace(uri, bytes, before);
}

/** By way of a draft beside it. The editor deletes a file before another is put in its place, so that it may be gone. */
async function replace(uri: Uri, bytes: Uint8Array, before: Uint8Array): Promise<void> {
  const draft = await draftOf(uri);
  try {
    await workspace.fs.writeFile(draft, bytes);
    if (!isSame(await workspace.fs.readFile(draft), bytes)) throw new NotWritten(t("磁盘空间不够"));
    await workspace.fs.rename(draft, uri, { overwrite: true });
  } catch (error) {
    if (await isThere(uri)) await remove(draft);
    else await putBack(uri, draft, before);
    refuse(error);
  }
}

/** The draft holds the new file and stays where even the old one cannot be written. */
async function putBack(uri: Uri, draft: Uri, before: Uint8Array): Promise<void> {
  try {
    await workspace.fs.writeFile(uri, before);
  } catch {
    throw new NotWritten(t("原文件没能放回去，新写的在同一个文件夹里，名为“{0}”", nameOf(draft)));
  }
  await remove(draft);
}

async function writeThrough(uri: Uri, bytes: Uint8Array, before: Uint8Array): Promise<void> {
  try {
    await workspace.fs.writeFile(uri, bytes);
    if (!isSame(await workspace.fs.readFile(uri), bytes)) throw new NotWritten(t("磁盘空间不够"));
  } catch (error) {
    const now = await workspace.fs.readFile(uri).then(undefined, () => undefined);
    if (now === undefined || !isSame(now, before)) await workspace.fs.writeFile(uri, before);
    refuse(error);
  }
}

/** A name that is short: that of the file may be as long as names can be. */
async function draftOf(uri: Uri): Promise<Uri> {
  const digest = await digestOf(new TextEncoder().encode(nameOf(uri)));
  return Uri.joinPath(uri, "..", `.${digest.slice(0, 16)}.draft`);
}

const isThere = (uri: Uri) =>
  workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );

const remove = (uri: Uri) => workspace.fs.delete(uri).then(undefined, () => undefined);

function refuse(error: unknown): never {
  throw error instanceof NotWritten ? error : new NotWritten(reasonOf(error));
}

/** What a program keeps beside a file that is open in it, or has left there. */
export interface Lock {
  readonly program: string;
  /** Since when, in milliseconds. */
  readonly since: number;
  /** What tells it from any later one. */
  readonly id: string;
}

/** The lock of a file; undefined where it is open in no other program. */
export async function lockBeside(uri: Uri): Promise<Lock | undefined> {
  for (const name of locksOf(nameOf(uri))) {
    const lock = Uri.joinPath(uri, "..", name);
    const stat = await workspace.fs.stat(lock).then(undefined, () => undefined);
    if (stat === undefined) continue;
    return { program: keeperOf(name), since: stat.mtime, id: `${lock.toString()} ${stat.mtime}` };
  }
  return undefined;
}
