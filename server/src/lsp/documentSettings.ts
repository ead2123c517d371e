import { ConfigurationRequest, type Connection } from "vscode-languageserver";
import { IGNORE_FILE } from "../core/suppression/ignoreEntry";
import type { ProjectFile } from "../project/project";
import { PROJECT_FILE, parentOf, relativePath } from "../project/projectFiles";
import { type ReportTerms, reportTerms } from "../project/terms";
import { type Configuration, readConfiguration, SECTION, sectionIn } from "./configuration";
import { originalAddress } from "./protocol";
import { logError } from "./requests";
import type { Workspace } from "./workspace";

/** What counts for one document: its editor's settings and its project's, put together. */
export interface DocumentSettings extends Omit<ReportTerms, "excludedBy"> {
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
 * Asks the editor for a document's settings, and puts them together with the files around it. Of the answer, what the
 * editor sent last and what it sent at the beginning, the first counts that says anything: not every editor that can be
 * asked knows what to answer.
 */
export class SettingsReader {
  private readonly initialSection: unknown;
  private pushedSection: unknown;
  private lastComplaint = "";

  constructor(
    private readonly connection: Connection,
    private readonly workspace: Workspace,
    private readonly canAsk: boolean,
    initializationOptions: { readonly settings?: unknown } | undefined,
  ) {
    this.initialSection = sectionIn(initializationOptions?.settings) ?? sectionIn(initializationOptions);
  }

  /** The settings as the editor sends them unasked. */
  pushed(settings: unknown): void {
    this.pushedSection = sectionIn(settings);
    this.lastComplaint = "";
  }

  async read(document: { readonly uri: string; readonly languageId: string }): Promise<DocumentSettings> {
    const uri = originalAddress(document.uri);
    const configuration = readConfiguration(await this.section(uri), document.languageId);
    const found = await settingsOf(uri, configuration, this.workspace);
    this.complain([...configuration.problems, ...found.problems]);
    return found;
  }

  private async section(uri: string): Promise<unknown> {
    return (await this.answered(uri)) ?? this.pushedSection ?? this.initialSection;
  }

  private async answered(uri: string): Promise<unknown> {
    if (!this.canAsk) return undefined;
    try {
      const items = [{ scopeUri: uri, section: SECTION }];
      // By the protocol a list; the section alone has been seen too.
      const answer: unknown = await this.connection.sendRequest(ConfigurationRequest.type, { items });
      return sectionIn(Array.isArray(answer) ? answer[0] : answer);
    } catch (error) {
      logError(this.connection, "workspace/configuration", error);
      return undefined;
    }
  }

  /** One line a state of the settings, however many documents are open under it. */
  private complain(problems: readonly string[]): void {
    const complaint = problems.join("；");
    if (complaint !== "" && complaint !== this.lastComplaint)
      this.connection.console.warn(`设置有误，已按默认值处理：${complaint}。`);
    this.lastComplaint = complaint;
  }
}

const NOTHING: ProjectFile = { enable: undefined, settings: {}, standardFiles: [], ignore: [], faults: [] };

async function settingsOf(
  uri: string,
  { enable, settings, standardFiles = [], ignore = [], inlayHints = false }: Configuration,
  workspace: Workspace,
): Promise<DocumentSettings> {
  const { files } = workspace;
  const parent = parentOf(uri);
  if (!enable || uri.startsWith("untitled:") || parent === undefined) {
    const off = enable ? undefined : "已在设置 disclosureLint.enable 中关闭检查";
    return { settings, off, entries: [], ignoreFile: undefined, problems: [], inlayHints };
  }
  const top = workspace.folderOf(uri);
  const own = await files.completed(`${top ?? parent}/settings`, {
    ...NOTHING,
    settings,
    ignore,
    standardFiles: standardFiles.map((path) => ({ path, span: { start: 0, end: 0 } })),
  });
  const [project, ignores] = await Promise.all([files.projectOf(uri, top), files.ignoresOf(uri, top)]);
  const ignoreUri = ignores?.uri ?? `${top ?? parent}/${IGNORE_FILE}`;
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

function offReason(excludedBy: ReportTerms["excludedBy"], isIgnoredByUser: boolean): string | undefined {
  if (excludedBy === "enable") return `已在 ${PROJECT_FILE} 中关闭检查`;
  if (excludedBy === "ignore") return `已由 ${PROJECT_FILE} 的 ignore 排除`;
  return isIgnoredByUser ? "已由设置 disclosureLint.ignore 排除" : undefined;
}
