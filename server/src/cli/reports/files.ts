import { type Dirent, fstatSync, lstatSync, readdir, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { kindOf } from "../../core/source/kind";
import { readBounded, tooLarge } from "../../project/disk/boundedFile";
import { UnfitFile } from "../../project/projectFiles";
import { errorText, FileError } from "../terminal/errors";

/** The name of standard input on the command line. */
export const STDIN = "-";

/** Texts larger than this are refused: no report comes near, and the process must not run out of memory. */
const MOST_OF_TEXT = 16 * 1024 * 1024;
/** Documents bring pictures. */
const MOST_OF_DOCUMENT = 64 * 1024 * 1024;

const DOCUMENTS: readonly string[] = [".docx", ".docm", ".pdf", ".xlsx"];
/** Endings of the files that are looked at in folders. */
export const EXTENSIONS: readonly string[] = [...DOCUMENTS, ".md", ".markdown", ".txt", ".html", ".htm"];
/**
 * Endings of files that may well be reports and as a rule cannot be read: in folders they are named, with the way out. Some
 * hold a web page under such a name, and are read.
 */
const UNREADABLE: readonly string[] = [".doc", ".wps", ".xls", ".et", ".rtf", ".ofd", ".odt"];

/** A file to be looked at. */
export interface FoundFile {
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
  /** In place of a folder that cannot be read stands the line that says so. */
  readonly found: AsyncIterable<Found> | Iterable<Found>;
}

type Found = FoundFile | string;

/**
 * What an argument stands for. A path that exists is taken literally, whatever characters it has. Throws a
 * {@link FileError} for a missing file.
 */
export function inputOf(argument: string): Input {
  if (argument === STDIN) return { argument, isNamed: true, found: [{ path: STDIN, root: "" }] };
  const stat = statOf(argument);
  if (stat?.isDirectory()) return { argument, isNamed: false, found: walk(argument, realpathSync(argument)) };
  if (!stat && isGlob(argument)) return { argument, isNamed: false, found: matches(argument) };
  if (!stat) throw new FileError(missing(argument));
  return { argument, isNamed: true, found: [{ path: argument, root: realpathSync(dirname(argument)) }] };
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
    return path.includes(UNDECODED) ? "文件名不是 UTF-8 编码，打不开；请先改名" : "没有这个文件或文件夹";
  }
}

/** What Node puts for bytes of a name that are no UTF-8, as in archives unpacked from GBK; no such path leads back. */
const UNDECODED = "\uFFFD";

/** The files below a folder that may be reports, in a fixed order. Folders behind symbolic links are left out: they may form a circle. */
function* walk(folder: string, root: string): Generator<Found> {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(folder);
  } catch (error) {
    yield unreadable(folder, error);
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path, root);
    else if (mayBeReport(path) && (entry.isFile() || (entry.isSymbolicLink() && mayBeFile(path))))
      yield { path, root };
  }
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A link that leads nowhere, or round in a circle, is passed on: who reads it says so, and the rest is still read. */
function mayBeFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return true;
  }
}

/** By its ending. */
function mayBeReport(path: string): boolean {
  const extension = extname(path).toLowerCase();
  return (EXTENSIONS.includes(extension) || UNREADABLE.includes(extension)) && !isLock(path);
}

/** Whether a file is called as those of programs that write documents, whatever is in it. */
export function isCalledDocument(path: string): boolean {
  const extension = extname(path).toLowerCase();
  return DOCUMENTS.includes(extension) || UNREADABLE.includes(extension);
}

/** What Word (`~$`), WPS and LibreOffice (`.~`) keep beside a file that is open in them. */
export function isLock(path: string): boolean {
  return /^(?:~\$|\.~)/.test(basename(path));
}

function isGlob(argument: string): boolean {
  return /[*?[{]|[!+@]\(/.test(argument);
}

async function* matches(argument: string): AsyncGenerator<Found> {
  // Loaded only where it is needed: most runs name files or folders.
  const { glob } = await import("tinyglobby");
  const pattern = process.platform === "win32" ? argument.replaceAll("\\", "/") : argument;
  const shown = (folder: string) => (isAbsolute(pattern) ? resolve(folder) : relative("", folder) || ".");
  const complaints: string[] = [];
  const paths = await glob(pattern, {
    absolute: isAbsolute(pattern),
    ignore: ["**/node_modules/**"],
    // A pattern does not lead out of the tree it stands in, nor round a circle.
    followSymbolicLinks: false,
    expandDirectories: false,
    fs: { readdir: listing(shown, (line) => complaints.push(line)) },
  });
  yield* complaints;
  // A pattern that ends in an extension of its own says what it means; any other also matches pictures and the like.
  const isExact = /\.[\p{L}\p{N}]+$/u.test(pattern);
  const chosen = paths.filter((path) => (isExact ? !isLock(path) : mayBeReport(path)));
  const root = realpathSync(folderOf(pattern));
  for (const path of chosen.sort()) yield { path, root };
}

/**
 * Reads folders for the glob library, which leaves out in silence what it cannot read, and links with it: one that is
 * no link to a folder, nor to a pipe that never sends anything, is a file here as in a folder that is named.
 */
function listing(shown: (folder: string) => string, complain: (line: string) => void): typeof readdir {
  const read = (folder: string, _: object, done: (error: Error | null, entries?: unknown) => void) =>
    readdir(folder, { withFileTypes: true }, (error, entries) => {
      if (!error)
        return done(
          null,
          entries.map((entry) => throughLink(folder, entry)),
        );
      if (error.code !== "ENOENT" && error.code !== "ENOTDIR") complain(unreadable(shown(folder), error));
      done(error);
    });
  return read as typeof readdir;
}

function throughLink(folder: string, entry: Dirent) {
  const { name } = entry;
  if (!entry.isSymbolicLink() || !mayBeFile(join(folder, name))) return entry;
  return { name, isFile: () => true, isDirectory: () => false, isSymbolicLink: () => false };
}

function unreadable(folder: string, error: unknown): string {
  return `${folder}：读不了文件夹：${errorText(error)}`;
}

/** The folder that a pattern starts from: all before its first segment with a wildcard. */
function folderOf(pattern: string): string {
  const segments = pattern.split("/");
  const literal = segments.slice(0, segments.findIndex(isGlob)).join("/");
  if (literal === "") return isAbsolute(pattern) ? "/" : ".";
  return statOf(literal) ? literal : ".";
}

/** How many files of a folder are read ahead of their turn at once, and how many bytes of each at most. */
const AHEAD = 16;
const MOST_AHEAD = 1024 * 1024;

/** A file, and its bytes where they were read ahead. */
export interface Ahead {
  readonly file: FoundFile;
  readonly bytes: Promise<Uint8Array | undefined> | undefined;
}

/**
 * What was found, in its order. While some files are looked at, the next ones are read: the disk is not waited for. One
 * that is large, or cannot be read, has its turn as if nobody had tried.
 */
export async function* readingAhead({ isNamed, found }: Input): AsyncGenerator<Ahead | string> {
  let ready: (Ahead | string)[] = [];
  let next: (Ahead | string)[] = [];
  for await (const it of found) {
    if (typeof it === "string") next.push(it);
    else next.push({ file: it, bytes: isNamed ? undefined : readSmall(it.path) });
    if (next.length < AHEAD) continue;
    yield* ready;
    ready = next;
    next = [];
  }
  yield* ready;
  yield* next;
}

function readSmall(path: string): Promise<Uint8Array | undefined> {
  return readBounded(path, { most: MOST_AHEAD }).catch(() => undefined);
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

/** Whether a real path is that of a folder or of something in it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * The bytes of a file or of standard input; throws a {@link FileError} that says why it cannot be read. A pipe is
 * welcome where it is named (`check <(…)`); nobody waits for one that was come upon.
 */
export async function read(path: string, isNamed: boolean): Promise<Uint8Array> {
  try {
    if (path === STDIN) return await readStdin();
    const most = isCalledDocument(path) ? MOST_OF_DOCUMENT : MOST_OF_TEXT;
    const bytes = await readBounded(path, { most, pipes: isNamed });
    refuseLongText(bytes);
    return bytes;
  } catch (error) {
    if (error instanceof UnfitFile) throw new FileError(error.message);
    const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new FileError(`读不了：${isGone ? missing(path) : errorText(error)}`);
  }
}

async function readStdin(): Promise<Uint8Array> {
  // Node takes a folder for an empty text.
  if (fstatSync(0).isDirectory()) throw new UnfitFile("这是文件夹，不是文件");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    chunks.push(chunk);
    // A stream has no name, and no end that could be waited for: its first bytes tell what it is.
    const most = kindOf(chunks[0]!) === "text" ? MOST_OF_TEXT : MOST_OF_DOCUMENT;
    if (size > most) throw tooLarge(most);
  }
  return Buffer.concat(chunks);
}

/** What the name let through as a document. */
function refuseLongText(bytes: Uint8Array): void {
  if (bytes.length > MOST_OF_TEXT && kindOf(bytes) === "text") throw tooLarge(MOST_OF_TEXT);
}
