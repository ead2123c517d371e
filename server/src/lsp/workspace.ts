import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { IGNORE_FILE } from "../core/suppression/ignoreText";
import type { ProjectFile } from "../project/project";
import { PROJECT_FILE, ProjectFiles, parentOf, relativePath, UnfitFile } from "../project/projectFiles";
import { type ReportTerms, reportTerms } from "../project/terms";
import type { Configuration } from "./configuration";
import { readFileMethod } from "./convert";

/*
 * The files of a workspace that have a say in how reports are checked. In Node they are read from disk; elsewhere, and
 * in file systems that only the editor knows, the client is asked for them.
 */

/** What counts for one document: its editor's settings and its project's, put together. */
export interface Terms extends Omit<ReportTerms, "excludedBy"> {
  /** Why it is not checked, in Chinese; undefined where it is. */
  readonly off: string | undefined;
  /** The side file that counts for it, or would if it were there; and the document's name in it. */
  readonly ignoreFile: { readonly uri: string; readonly name: string } | undefined;
  /** What of the editor's settings has no effect, in Chinese. */
  readonly problems: readonly string[];
  /** Sums and balances are shown beside the numbers of the tables. */
  readonly inlayHints: boolean;
}

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
  readonly files: ProjectFiles;
  private folders: readonly string[] = [];
  private isTrusted = true;
  private asksClient = false;
  private watches = false;

  constructor(
    private readonly connection: Connection,
    private readonly readFile: ReadFile | undefined,
  ) {
    this.files = new ProjectFiles((uri) => this.read(uri));
  }

  initialize({ workspaceFolders, rootUri, capabilities, initializationOptions }: InitializeParams): void {
    const roots = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    this.folders = roots.map(withoutSlash);
    this.isTrusted = initializationOptions?.trusted !== false;
    this.asksClient = initializationOptions?.readFile === true;
    this.watches = capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  /** Asks the client to tell of changes. */
  async watch(): Promise<void> {
    if (!this.watches) return;
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
    if (!this.watches) this.files.clear();
    return !this.watches;
  }

  /** Puts the settings of a document's editor together with the files around it. */
  async termsOf(uri: string, configuration: Configuration): Promise<Terms> {
    const { enable, settings, standardFiles = [], ignore = [], inlayHints = false } = configuration;
    if (!enable || uri.startsWith("untitled:") || parentOf(uri) === undefined) {
      const off = enable ? undefined : "已在设置 disclosureLint.enable 中关闭检查";
      return { settings, off, entries: [], ignoreFile: undefined, problems: [], inlayHints };
    }
    const top = this.folders.filter((folder) => uri.startsWith(`${folder}/`)).sort(longestFirst)[0];
    const own = await this.files.completed(`${top ?? parentOf(uri)}/settings`, {
      ...NOTHING,
      settings,
      ignore,
      standardFiles: standardFiles.map((path) => ({ path, span: { start: 0, end: 0 } })),
    });
    const [project, ignores] = await Promise.all([
      this.files.projectOf(uri, top),
      this.files.ignoresOf(uri, top),
    ]);
    const ignoreUri = ignores?.uri ?? `${top ?? parentOf(uri)}/${IGNORE_FILE}`;
    const name = relativePath(parentOf(ignoreUri)!, uri);
    const { excludedBy, ...terms } = reportTerms(uri, { user: own.settings, project }, ignores);
    return {
      ...terms,
      off: offReason(excludedBy, own.isIgnored(uri)),
      ignoreFile: name === undefined ? undefined : { uri: ignoreUri, name },
      problems: own.faults.map(({ message }) => `disclosureLint.standards ${message.replace(/。$/, "")}`),
      inlayHints,
    };
  }

  private async read(uri: string): Promise<string | undefined> {
    const within = this.isTrusted ? undefined : this.folders;
    if (within?.some((folder) => uri.startsWith(`${folder}/`)) === false) throw outside();
    if (this.readFile && uri.startsWith("file:")) return this.readFile(uri, within);
    if (!this.asksClient) return undefined;
    const text: unknown = await this.connection.sendRequest(readFileMethod, { uri });
    return typeof text === "string" ? text : undefined;
  }
}

/** What is said of a file that an untrusted workspace must not get at. */
export function outside(): UnfitFile {
  return new UnfitFile("它在工作区文件夹之外，而工作区不受信任");
}

const NOTHING: ProjectFile = { enable: undefined, settings: {}, standardFiles: [], ignore: [], faults: [] };

function offReason(excludedBy: ReportTerms["excludedBy"], isIgnoredByUser: boolean): string | undefined {
  if (excludedBy === "enable") return `已在 ${PROJECT_FILE} 中关闭检查`;
  if (excludedBy === "ignore") return `已由 ${PROJECT_FILE} 的 ignore 排除`;
  return isIgnoredByUser ? "已由设置 disclosureLint.ignore 排除" : undefined;
}

function withoutSlash(uri: string): string {
  return uri.endsWith("/") ? uri.slice(0, -1) : uri;
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length;
}
