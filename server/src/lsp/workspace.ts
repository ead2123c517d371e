import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { IGNORE_FILE } from "../core/suppression/ignoreEntry";
import { PROJECT_FILE, ProjectFiles, textIn, UnfitFile } from "../project/projectFiles";
import type { Abilities } from "./abilities";
import { fromBase64, type ReadFileAnswer, type ReadFileParams, readFileMethod } from "./protocol";

/*
 * The files of a workspace that have a say in how reports are checked. In Node they are read from disk; elsewhere, and
 * in file systems that only the editor knows, the client is asked for them.
 */

/**
 * Reads a `file:` address, as `ReadText` does. `within`, addresses of folders: a file that is in none of them, once all
 * links are followed, is not read.
 */
export type ReadFile = (uri: string, within?: readonly string[]) => Promise<string | undefined>;

/** Which of the files of a project a document is, if any. */
export function projectFileKind(uri: string): "project" | "ignores" | undefined {
  if (uri.endsWith(`/${PROJECT_FILE}`)) return "project";
  return uri.endsWith(`/${IGNORE_FILE}`) ? "ignores" : undefined;
}

/** Reads what stands around the documents of one client. */
export class Workspace {
  readonly files = new ProjectFiles((uri) => this.read(uri));
  private folders: readonly string[];
  private isTrusted: boolean;

  constructor(
    private readonly connection: Connection,
    { workspaceFolders, rootUri, initializationOptions }: InitializeParams,
    private readonly abilities: Abilities,
    private readonly readFile: ReadFile | undefined,
  ) {
    const roots = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    this.folders = roots.map(withoutSlash);
    this.isTrusted = initializationOptions?.trusted !== false;
  }

  /** Asks the client to tell of changes. */
  async watch(): Promise<void> {
    if (!this.abilities.registersWatchers) return;
    const watchers = [PROJECT_FILE, IGNORE_FILE].map((name) => ({ globPattern: `**/${name}` }));
    await this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }

  changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => withoutSlash(uri)));
    this.folders = [
      ...this.folders.filter((it) => !gone.has(it)),
      ...added.map(({ uri }) => withoutSlash(uri)),
    ];
    this.files.clear();
  }

  /** The user has said that the workspace may be trusted. */
  trust(): void {
    this.isTrusted = true;
    this.files.clear();
  }

  /** A client that does not tell of changes has its files read again whenever something is opened or saved. */
  forgetUnwatched(): boolean {
    if (this.abilities.registersWatchers) return false;
    this.files.clear();
    return true;
  }

  /** The innermost workspace folder that a file is in. */
  folderOf(uri: string): string | undefined {
    const around = this.folders.filter((folder) => uri.startsWith(`${folder}/`));
    return around.sort((a, b) => b.length - a.length)[0];
  }

  private async read(uri: string): Promise<string | undefined> {
    const within = this.isTrusted ? undefined : this.folders;
    if (within?.some((folder) => uri.startsWith(`${folder}/`)) === false) throw outside();
    if (this.readFile && uri.startsWith("file:")) return this.readFile(uri, within);
    if (!this.abilities.readFile) return undefined;
    const asked: ReadFileParams = { uri };
    const bytes: ReadFileAnswer = await this.connection.sendRequest(readFileMethod, asked);
    return typeof bytes === "string" ? textIn(fromBase64(bytes)) : undefined;
  }
}

/** What is said of a file that an untrusted workspace must not get at. */
export function outside(): UnfitFile {
  return new UnfitFile("它在工作区文件夹之外，而工作区不受信任");
}

function withoutSlash(uri: string): string {
  return uri.endsWith("/") ? uri.slice(0, -1) : uri;
}
