import { t } from "@vscode/l10n";
import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FilePermission,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Memento,
  RelativePattern,
  type TextDocument,
  type Uri,
  workspace,
} from "vscode";
import { fromBase64 } from "../../../server/src/lsp/protocol";
import { readWhole } from "../reading";
import { folderOf, isFileText, nameOf, originalOf, textKey } from "./address";
import { Bases, withPlainEnds } from "./bases";
import { isSame } from "./bytes";
import { type Failure, NotSaved } from "./failure";
import type { FileService } from "./fileService";
import { hasReadOnlyName, largestFile } from "./kinds";
import { reasonOf } from "./reasons";
import type { Refusals } from "./refusals";
import { lockBeside, NotWritten, putInPlace } from "./replacing";

/*
 * The texts of Word files, PDFs and workbooks as files of their own, so that everything the editor does with a text it does
 * with these. Read, a file becomes its text; written, its text goes back into the file as it is on disk, all of it or nothing.
 */

/** In front of the text, so that no setting makes the editor take it for another encoding. */
const MARK = "\ufeff";

export class FileTexts implements FileSystemProvider, Disposable {
  private readonly changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private readonly failures = new EventEmitter<{ readonly uri: Uri; readonly failure: Failure }>();
  /** A text was not saved; or its file was changed by another program while it was changed here. */
  readonly onDidFail = this.failures.event;
  private readonly bases: Bases;
  /** Locks that the user says are left over. */
  private readonly stale = new Set<string>();
  private readonly subscriptions: Disposable;

  constructor(
    private readonly service: FileService,
    private readonly refusals: Refusals,
    memento: Memento,
  ) {
    this.bases = new Bases(memento);
    const changed = (document: TextDocument) => isFileText(document.uri) && this.bases.changed(document);
    const opened = (document: TextDocument) => isFileText(document.uri) && this.bases.opened(document);
    workspace.textDocuments.forEach(opened);
    this.subscriptions = Disposable.from(
      this.changes,
      this.failures,
      workspace.onDidOpenTextDocument(opened),
      workspace.onDidChangeTextDocument(({ document }) => changed(document)),
      workspace.onDidSaveTextDocument(changed),
      workspace.onDidCloseTextDocument(({ uri }) => isFileText(uri) && this.closed(uri)),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  watch(uri: Uri): Disposable {
    const original = originalOf(uri);
    // Not its name as a pattern: brackets in it would be one.
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folderOf(uri), "*"));
    const told = (type: FileChangeType) => (changed: Uri) => {
      if (changed.path === original.path) void this.changed(uri, type);
    };
    watcher.onDidChange(told(FileChangeType.Changed));
    watcher.onDidCreate(told(FileChangeType.Changed));
    watcher.onDidDelete(told(FileChangeType.Deleted));
    return watcher;
  }

  /**
   * A changed text is never older than its file: the editor would tell of a conflict in its own words and offer to overwrite.
   * That is told here, by the file's bytes.
   */
  async stat(uri: Uri): Promise<FileStat> {
    const original = originalOf(uri);
    const { type, ctime, mtime, size, permissions = 0 } = await workspace.fs.stat(original);
    const isFixed =
      workspace.fs.isWritableFileSystem(original.scheme) === false || hasReadOnlyName(nameOf(original));
    const isReadOnly = isFixed || (permissions & FilePermission.Readonly) !== 0;
    const time = openTextOf(uri)?.isDirty ? 0 : mtime;
    const stat = { type: type & ~FileType.SymbolicLink, ctime, mtime: time, size };
    return isReadOnly ? { ...stat, permissions: FilePermission.Readonly } : stat;
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const original = originalOf(uri);
    const bytes = await readWhole(original, largestFile);
    const answer = await this.service.open(original, bytes);
    if ("refusal" in answer) throw FileSystemError.Unavailable(answer.refusal);
    this.bases.remember(textKey(uri), bytes, answer.text);
    return new TextEncoder().encode(MARK + answer.text);
  }

  /** The text goes into the file as it is on disk, which must still be the one that the text was made from. */
  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    try {
      const text = textOf(content);
      const bytes = await this.readFree(uri);
      const after = await this.written(uri, bytes, text);
      if (!isSame(after, bytes)) await putInPlace(originalOf(uri), after, bytes);
      this.bases.remember(textKey(uri), after, text);
      await this.bases.move(textKey(uri), after);
    } catch (error) {
      const failure = failureOf(error);
      this.failures.fire({ uri, failure });
      throw new NotSaved(failure);
    }
  }

  /** The file that a text is made from, where it was read in this window or is on disk still. */
  async baseOf(uri: Uri): Promise<Uint8Array | undefined> {
    const known = this.bases.bytesOf(textKey(uri));
    if (known !== undefined) return known;
    const bytes = await readWhole(originalOf(uri), largestFile).catch(() => undefined);
    return bytes && (await this.bases.isOn(textKey(uri), bytes)) ? bytes : undefined;
  }

  /** A text counts as made from this file from now on: the user has seen what else it says. */
  takeOver(uri: Uri, bytes: Uint8Array): Promise<void> {
    return this.bases.move(textKey(uri), bytes);
  }

  /** Saving pays no more heed to a lock; it does to any other. */
  ignoreLock(id: string): void {
    this.stale.add(id);
  }

  readDirectory(): [string, FileType][] {
    throw FileSystemError.NoPermissions();
  }
  createDirectory(): void {
    throw FileSystemError.NoPermissions();
  }
  delete(): void {
    throw FileSystemError.NoPermissions();
  }
  rename(): void {
    throw FileSystemError.NoPermissions();
  }

  /** The file as it is on disk, which is open nowhere else and was not changed meanwhile. */
  private async readFree(uri: Uri): Promise<Uint8Array> {
    const original = originalOf(uri);
    const bytes = await readWhole(original, largestFile);
    if (!(await this.isOn(uri, bytes))) throw new NotSaved({ kind: "changed" });
    const lock = await lockBeside(original);
    if (lock !== undefined && !this.stale.has(lock.id)) throw new NotSaved({ kind: "locked", lock });
    return bytes;
  }

  /** Whether a text is made from this; from then on also where only the looks of the file have changed. */
  private async isOn(uri: Uri, bytes: Uint8Array): Promise<boolean> {
    const key = textKey(uri);
    if (await this.bases.isOn(key, bytes)) return true;
    const before = this.bases.textOf(key);
    if (before === undefined) return false;
    const answer = await this.service.open(originalOf(uri), bytes);
    if ("refusal" in answer || withPlainEnds(answer.text) !== before) return false;
    await this.bases.move(key, bytes);
    return true;
  }

  private async written(uri: Uri, bytes: Uint8Array, text: string): Promise<Uint8Array> {
    const { bytes: written, refused } = await this.service.write(bytes, text);
    const document = openTextOf(uri);
    if (document) this.refusals.show(document, refused);
    if (written === undefined) throw new NotSaved({ kind: "refused", places: refused });
    return fromBase64(written);
  }

  /** A document whose language is changed is closed and opened again in one turn. */
  private async closed(uri: Uri): Promise<void> {
    await Promise.resolve();
    if (!openTextOf(uri)) this.bases.closed(textKey(uri));
  }

  private async changed(uri: Uri, type: FileChangeType): Promise<void> {
    this.changes.fire([{ type, uri }]);
    if (type === FileChangeType.Deleted || !openTextOf(uri)?.isDirty) return;
    const bytes = await readWhole(originalOf(uri), largestFile).catch(() => undefined);
    if (bytes && !(await this.isOn(uri, bytes))) this.failures.fire({ uri, failure: { kind: "changed" } });
  }
}

/** The open document of an address. */
export function openTextOf(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find(
    (it) => it.uri.scheme === uri.scheme && textKey(it.uri) === textKey(uri),
  );
}

/** What an editor wrote, which must be UTF-8 whatever it was told to write. */
function textOf(content: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new NotWritten(t("这里的文字只能按 UTF-8 保存，请在右下角把编码改回 UTF-8"));
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof NotSaved) return error.failure;
  return { kind: "failed", reason: error instanceof NotWritten ? error.message : reasonOf(error) };
}
