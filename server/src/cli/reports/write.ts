import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { errorText, FileError } from "../terminal/errors";
import { type FoundFile, isWithin } from "./files";

/** A file's new content, with what must still be true when it is written. */
export interface Replacement {
  readonly path: string;
  /** Real path of the folder that must hold the file, wherever symbolic links lead. */
  readonly root: string;
  /** What the file held when it was read. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Of a name, which may take 255 bytes: so many units, of three bytes at most, leave room for what is added. */
const NAME_PART = 40;

/**
 * Replaces a file's content all at once: at every moment the path holds the old or the new content in full. Throws a
 * {@link FileError}, with the file as it was, where it must not or cannot be written.
 */
export function replaceFile(replacement: Replacement): void {
  try {
    replace(replacement);
  } catch (error) {
    throw error instanceof FileError ? error : new FileError(failure(error));
  }
}

function failure(error: unknown): string {
  const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
  return isGone ? "没有写：读入之后文件不见了" : `写不了：${errorText(error)}；原文件未动`;
}

function replace({ path, root, before, after }: Replacement): void {
  const target = realTarget(path, root);
  const stat = writableStat(target);
  const draft = join(
    dirname(target),
    `.${basename(target).slice(0, NAME_PART)}.${randomBytes(6).toString("hex")}.tmp`,
  );
  try {
    writeDraft(draft, after, stat);
    // The path as well: a folder may have given way to a link that leads elsewhere.
    if (realpathSync(path) !== target || hasChanged(target, before))
      throw new FileError("读入之后文件有了改动，没有写回；请再运行一次");
    renameSync(draft, target);
  } catch (error) {
    removeQuietly(draft);
    throw error;
  }
  syncFolder(dirname(target));
}

/**
 * Writes a report into a folder, under the name that it has below the folder in which it was found. Never over a file that
 * is there. Throws a {@link FileError}, with nothing written.
 */
export function writeInto(
  folder: string,
  { path, root }: Pick<FoundFile, "path" | "root">,
  content: Uint8Array,
): void {
  // The file's own name, also where it is a link: two names are two copies. A pattern may lead out of its folder.
  const own = join(realpathSync(dirname(path)), basename(path));
  const target = join(folder, isWithin(own, root) ? relative(root, own) : basename(own));
  try {
    makeFolder(dirname(target));
  } catch (error) {
    throw new FileError(`写不了：建不了文件夹 ${dirname(target)}：${folderFailure(error)}`);
  }
  try {
    createFile(target, content);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new FileError(
      isThere ? `没有写：已有 ${target}，没有改动它` : `写不了 ${target}：${errorText(error)}`,
    );
  }
}

/** With those above it. Node's own way goes round for ever where a folder that is there takes no others, as /proc. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

function folderFailure(error: unknown): string {
  const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
  return isThere ? "已有同名的文件" : errorText(error);
}

/** Makes a file that is not there yet; where the content does not fit on the disk, nothing of it is left. */
export function createFile(path: string, content: string | Uint8Array): void {
  const file = openSync(path, "wx");
  try {
    writeFileSync(file, content);
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

/**
 * What Word, WPS or LibreOffice keeps beside a document that is open in it, there where a link leads as well; undefined
 * where there is nothing of the kind.
 */
export function lockOf(path: string): string | undefined {
  return [path, realpathSync(path)].flatMap(locksOf).find((lock) => existsSync(lock));
}

function locksOf(path: string): string[] {
  const name = basename(path);
  // Word makes the name no longer than it was, down to six characters before the ending.
  const dropped = Math.min(2, Math.max(0, basename(path, extname(path)).length - 6));
  const names = [`~$${name.slice(dropped)}`, `~$${name}`, `.~${name}`, `.~lock.${name}#`];
  return names.map((lock) => join(dirname(path), lock));
}

/** The file itself, behind any links: writing to the link would replace the link by a file. */
function realTarget(path: string, root: string): string {
  const target = realpathSync(path);
  if (!isWithin(target, root)) throw new FileError(`没有写：符号链接指向给定文件夹以外的 ${target}`);
  return target;
}

/** Renaming over a read-only file would succeed, against what its mode says; so the mode is asked first. */
function writableStat(target: string): Stats {
  const stat = statSync(target);
  if (!stat.isFile()) throw new FileError("没有写：不是普通文件");
  if ((stat.mode & 0o222) === 0 || !mayWrite(target)) throw new FileError("没有写：文件是只读的");
  return stat;
}

function mayWrite(target: string): boolean {
  try {
    accessSync(target, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function writeDraft(draft: string, content: Uint8Array, like: Stats): void {
  const file = openSync(draft, "wx", 0o600);
  try {
    for (let at = 0; at < content.length; ) at += writeSync(file, content, at);
    fchmodSync(file, keepOwner(file, like));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Gives the draft the owner and the group, and says which mode it may then have. Where the owner cannot be kept (only
 * root may give files away), the file belongs to who runs this, as with any editor that saves by renaming; a group
 * that was not meant may then do no more than anybody, and nobody runs it with rights of another.
 */
function keepOwner(file: number, { uid, gid, mode }: Stats): number {
  if (owns(file, uid, gid)) return mode & 0o7777;
  if (owns(file, fstatSync(file).uid, gid)) return mode & 0o777;
  return (mode & 0o707) | ((mode & 0o007) << 3);
}

function owns(file: number, uid: number, gid: number): boolean {
  const now = fstatSync(file);
  // Asked for nothing, some file systems still refuse.
  if (now.uid === uid && now.gid === gid) return true;
  try {
    fchownSync(file, uid, gid);
    return true;
  } catch {
    return false;
  }
}

function hasChanged(target: string, before: Uint8Array): boolean {
  return statSync(target).size !== before.length || !readFileSync(target).equals(before);
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made.
  }
}

/** Makes the renaming itself survive a power cut, on systems where a folder can be opened. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The content is safe in either file; only which of them the path names is left to the system.
  }
}
