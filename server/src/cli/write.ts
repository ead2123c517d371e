import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { errorText, FileError } from "./errors";

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
export function replaceFile({ path, root, before, after }: Replacement): void {
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
    throw error instanceof FileError ? error : new FileError(`写不了：${errorText(error)}；原文件未动`);
  }
  syncFolder(dirname(target));
}

/** The file itself, behind any links: writing to the link would replace the link by a file. */
function realTarget(path: string, root: string): string {
  const target = realpathSync(path);
  const within = relative(root, target);
  if (within === ".." || within.startsWith(`..${sep}`) || isAbsolute(within)) {
    throw new FileError(`没有写：符号链接指向给定文件夹以外的 ${target}`);
  }
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
    keepOwner(file, like);
    fchmodSync(file, like.mode & 0o7777);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Where the owner cannot be kept (only root may give files away), the file belongs to who runs this. */
function keepOwner(file: number, like: Stats): void {
  if (process.getuid?.() === like.uid && process.getgid?.() === like.gid) return;
  try {
    fchownSync(file, like.uid, like.gid);
  } catch {
    // As any editor that saves by renaming does.
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
