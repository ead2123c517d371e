import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, extname, isAbsolute, join, resolve } from "node:path";
import { errorText, FileError } from "./errors";

/** The name of standard input on the command line. */
export const STDIN = "-";

/** Texts larger than this are refused: no report comes near, and the process must not run out of memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Endings of the files that are looked at in folders. */
export const TEXT_EXTENSIONS: readonly string[] = [".md", ".markdown", ".txt", ".html", ".htm"];

/** A file to be looked at. */
export interface Source {
  /** As the user gave it; for what a folder holds, joined to the folder as given. */
  readonly path: string;
  /** Real path of the folder that the user pointed at; a file outside it is never written. */
  readonly root: string;
}

/** One argument: where its files come from. */
export interface Input {
  readonly argument: string;
  /** The user named this very file, so what is odd about it is worth a line. */
  readonly isNamed: boolean;
  readonly sources: AsyncIterable<Source> | Iterable<Source>;
}

/**
 * What an argument stands for. A path that exists is taken literally, whatever characters it has. `complain` takes
 * what could not be read on the way, as a folder without permission. Throws a {@link FileError} for a missing file.
 */
export function inputOf(argument: string, complain: (line: string) => void): Input {
  if (argument === STDIN) return { argument, isNamed: true, sources: [{ path: STDIN, root: "" }] };
  const stat = statOf(argument);
  if (stat?.isDirectory()) {
    return { argument, isNamed: false, sources: walk(argument, realpathSync(argument), complain) };
  }
  if (!stat && isGlob(argument)) return { argument, isNamed: false, sources: matches(argument) };
  if (!stat) throw new FileError(missing(argument));
  return { argument, isNamed: true, sources: [{ path: argument, root: realpathSync(dirname(argument)) }] };
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new FileError(errorText(error));
  }
}

function missing(path: string): string {
  try {
    lstatSync(path);
    return "符号链接指向的文件不存在";
  } catch {
    return "没有这个文件或文件夹";
  }
}

/** The texts below a folder, in a fixed order. Folders behind symbolic links are left out: they may form a circle. */
function* walk(folder: string, root: string, complain: (line: string) => void): Generator<Source> {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(folder);
  } catch (error) {
    complain(`${folder}：读不了文件夹：${errorText(error)}`);
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path, root, complain);
    else if (hasTextExtension(path) && (entry.isFile() || isLinkToFile(path))) yield { path, root };
  }
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isLinkToFile(path: string): boolean {
  return lstatSync(path).isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function hasTextExtension(path: string): boolean {
  return TEXT_EXTENSIONS.includes(extname(path).toLowerCase());
}

function isGlob(argument: string): boolean {
  return /[*?[{]|[!+@]\(/.test(argument);
}

async function* matches(argument: string): AsyncGenerator<Source> {
  // Loaded only where it is needed: most runs name files or folders.
  const { glob } = await import("tinyglobby");
  const pattern = process.platform === "win32" ? argument.replaceAll("\\", "/") : argument;
  const paths = await glob(pattern, {
    absolute: isAbsolute(pattern),
    ignore: ["**/node_modules/**"],
    // A pattern does not lead out of the tree it stands in, nor round a circle.
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  // A pattern that ends in an extension of its own says what it means; any other also matches pictures and the like.
  const chosen = /\.[\p{L}\p{N}]+$/u.test(pattern) ? paths : paths.filter(hasTextExtension);
  const root = realpathSync(folderOf(pattern));
  for (const path of chosen.sort()) yield { path, root };
}

/** The folder that a pattern starts from: all before its first segment with a wildcard. */
function folderOf(pattern: string): string {
  const segments = pattern.split("/");
  const literal = segments.slice(0, segments.findIndex(isGlob)).join("/");
  if (literal === "") return isAbsolute(pattern) ? "/" : ".";
  return statOf(literal) ? literal : ".";
}

/** What tells two names of one file apart from two files. */
export function identity(path: string): string {
  if (path === STDIN) return STDIN;
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** The bytes of a file or of standard input; throws a {@link FileError} that says why it cannot be read. */
export async function read(path: string): Promise<Uint8Array> {
  try {
    return path === STDIN ? await readStdin() : readPath(path);
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(`读不了：${errorText(error)}`);
  }
}

function readPath(path: string): Uint8Array {
  const stat = statSync(path);
  // A pipe is welcome (`check <(…)`); a device such as /dev/zero has no end.
  if (!stat.isFile() && !stat.isFIFO()) throw new FileError("不是普通文件");
  if (stat.size > MAX_BYTES) throw tooLarge();
  return readFileSync(path);
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): FileError {
  return new FileError(`文件过大，超过 ${MAX_BYTES / 1024 / 1024} MB`);
}
