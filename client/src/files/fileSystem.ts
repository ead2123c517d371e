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
  type FileType,
  type Memento,
  RelativePattern,
  type TextDocument,
  type Uri,
  workspace,
} from "vscode";
import { readWhole } from "../reading";
import { folderOf, isFileText, nameOf, originalOf } from "./address";
import { digestOf, fromBase64, isSame } from "./bytes";
import type { FileService } from "./fileService";
import type { Refusals } from "./refusals";
import { lockBeside, putInPlace } from "./replacing";

/*
 * The texts of Word files, PDFs and workbooks as files of their own, so that everything the editor does with a text it does
 * with these. Read, a file becomes its text; written, its text goes back into the file as it is on disk, all of it or nothing.
 */

/** Larger ones are no reports. */
const largest = 64 * 1024 * 1024;

/** In front of the text, so that no setting makes the editor take it for another encoding. */
const MARK = "\ufeff";

export class FileTexts implements FileSystemProvider, Disposable {
  private readonly changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private readonly conflicts = new EventEmitter<Uri>();
  /** A file was changed by another program while its text was changed here. */
  readonly onDidConflict = this.conflicts.event;
  /** What each file was when it was read last. */
  private readonly versions = new Map<string, Uint8Array>();
  private readonly bases: Bases;
  private readonly subscriptions: Disposable;

  constructor(
    private readonly service: FileService,
    private readonly refusals: Refusals,
    memento: Memento,
  ) {
    this.bases = new Bases(memento);
    const follow = (document: TextDocument) => isFileText(document.uri) && this.follow(document);
    this.subscriptions = Disposable.from(
      this.changes,
      this.conflicts,
      workspace.onDidOpenTextDocument(follow),
      workspace.onDidChangeTextDocument(({ document }) => follow(document)),
      workspace.onDidSaveTextDocument(follow),
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (!isFileText(uri)) return;
        this.bases.forget(uri.toString());
        this.versions.delete(uri.toString());
      }),
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

  async stat(uri: Uri): Promise<FileStat> {
    const original = originalOf(uri);
    const stat = await workspace.fs.stat(original);
    const isReadonly = isReadOnlyName(original) || (stat.permissions ?? 0) & FilePermission.Readonly;
    return { ...stat, ...(isReadonly && { permissions: FilePermission.Readonly }) };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const original = originalOf(uri);
    const bytes = await readWhole(original, largest);
    const answer = await this.service.open(original, bytes);
    if ("refusal" in answer) throw FileSystemError.Unavailable(answer.refusal);
    this.versions.set(uri.toString(), bytes);
    return new TextEncoder().encode(MARK + answer.text);
  }

  /** The text goes into the file as it is on disk, which must still be the one that the text was read from. */
  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    const original = originalOf(uri);
    const text = new TextDecoder("utf-8").decode(content);
    const lock = await lockBeside(original);
    if (lock !== undefined)
      throw failure(t("没有保存：这个文件正在 {0} 中打开。请在那里关掉它，再保存一次", lock));
    const bytes = await readWhole(original, largest);
    if (!(await this.bases.isOn(uri.toString(), bytes))) {
      this.conflicts.fire(uri);
      throw failure(t("没有保存：磁盘上的文件已被其他程序改过，没有覆盖它"));
    }
    const { bytes: written, refused } = await this.service.write(bytes, text);
    this.refusals.show(uri, refused);
    if (written === undefined)
      throw failure(t("没有保存：有 {0} 处改动写不进这个文件：{1}", refused.length, refused[0]!.reason));
    const after = fromBase64(written);
    if (!isSame(after, bytes)) await putInPlace(original, after);
    this.versions.set(uri.toString(), after);
    await this.bases.move(uri.toString(), after);
  }

  /** The file as it was when its text was read; undefined where it is not known any more. */
  versionOf(uri: Uri): Uint8Array | undefined {
    return this.versions.get(uri.toString());
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

  private async changed(uri: Uri, type: FileChangeType): Promise<void> {
    this.changes.fire([{ type, uri }]);
    const document = workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
    if (type === FileChangeType.Deleted || !document?.isDirty) return;
    const bytes = await readWhole(originalOf(uri), largest).catch(() => undefined);
    if (bytes && !(await this.bases.isOn(uri.toString(), bytes))) this.conflicts.fire(uri);
  }

  /** A text that is changed stays bound to the file that it was read from, until it is saved or thrown away. */
  private follow(document: TextDocument): void {
    const key = document.uri.toString();
    const version = this.versions.get(key);
    if (!document.isDirty) this.bases.forget(key);
    else if (version !== undefined) this.bases.keep(key, version);
  }
}

/** By the digests of the files which changed texts were read from. They outlive the window, as the texts do. */
class Bases {
  private readonly digests: Map<string, Promise<string>>;

  constructor(private readonly memento: Memento) {
    const stored = memento.get<Record<string, string>>(STORED, {});
    this.digests = new Map(Object.entries(stored).map(([key, digest]) => [key, Promise.resolve(digest)]));
  }

  keep(key: string, bytes: Uint8Array): void {
    if (this.digests.has(key)) return;
    this.digests.set(key, digestOf(bytes));
    void this.store();
  }

  forget(key: string): void {
    if (this.digests.delete(key)) void this.store();
  }

  async move(key: string, bytes: Uint8Array): Promise<void> {
    if (!this.digests.has(key)) return;
    this.digests.set(key, digestOf(bytes));
    await this.store();
  }

  /** Whether a text was read from this; of one that nothing is known of, it was. */
  async isOn(key: string, bytes: Uint8Array): Promise<boolean> {
    const digest = await this.digests.get(key);
    return digest === undefined || digest === (await digestOf(bytes));
  }

  private async store(): Promise<void> {
    const entries = await Promise.all([...this.digests].map(async ([key, digest]) => [key, await digest]));
    await this.memento.update(STORED, Object.fromEntries(entries));
  }
}

const STORED = "disclosureLint.bases";

/** These are only read, whatever is in them. */
function isReadOnlyName(uri: Uri): boolean {
  return /\.(?:pdf|xlsx)$/i.test(nameOf(uri));
}

/** What the editor shows when a file was not saved. */
const failure = (message: string) => FileSystemError.Unavailable(message);
