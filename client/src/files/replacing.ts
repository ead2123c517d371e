import { t } from "@vscode/l10n";
import { FilePermission, Uri, workspace } from "vscode";
import { nameOf } from "./address";
import { digestOf, isSame } from "./bytes";
import { keeperOf, locksOf } from "./locks";
import { reasonOf } from "./reasons";

/** A file could not be written and is as it was: why, as a clause without a full stop. */
export class NotWritten extends Error {}

/**
 * Puts other bytes into a file: it is the old one or the new one whole, whatever happens. `before` is what the file holds.
 * The new one is first written beside it, so that all of it is there while the file itself is written. It is not put in the
 * file's place, for which the editor would delete the file first: so links lead where they led, and what may not be written
 * is not. Throws {@link NotWritten}.
 */
export async function putInPlace(uri: Uri, bytes: Uint8Array, before: Uint8Array): Promise<void> {
  const { permissions = 0 } = await workspace.fs.stat(uri).then(undefined, refuse);
  if (permissions & FilePermission.Readonly) throw new NotWritten(t("文件是只读的"));
  const draft = await draftOf(uri);
  try {
    await writeWhole(draft, bytes);
  } catch (error) {
    await remove(draft);
    refuse(error);
  }
  try {
    await writeWhole(uri, bytes);
  } catch (error) {
    await putBack(uri, draft, before);
    refuse(error);
  }
  await remove(draft);
}

async function writeWhole(uri: Uri, bytes: Uint8Array): Promise<void> {
  await workspace.fs.writeFile(uri, bytes);
  if (!isSame(await workspace.fs.readFile(uri), bytes)) throw new NotWritten(t("磁盘空间不够"));
}

/** The draft stays only where the file cannot be written as it was either. */
async function putBack(uri: Uri, draft: Uri, before: Uint8Array): Promise<void> {
  const now = await workspace.fs.readFile(uri).then(undefined, () => undefined);
  try {
    if (now === undefined || !isSame(now, before)) await writeWhole(uri, before);
  } catch {
    throw new NotWritten(t("原文件没能放回去，新写的在同一个文件夹里，名为“{0}”", nameOf(draft)));
  }
  await remove(draft);
}

/** A name that is short: that of the file may be as long as names can be. */
async function draftOf(uri: Uri): Promise<Uri> {
  const digest = await digestOf(new TextEncoder().encode(nameOf(uri)));
  return Uri.joinPath(uri, "..", `.${digest.slice(0, 16)}.draft`);
}

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
