import { t } from "@vscode/l10n";
import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  commands,
  type Disposable,
  env,
  FileSystemError,
  FileType,
  type Tab,
  TabInputCustom,
  UIKind,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { pageType } from "../page/pageEditor";
import { readWhole } from "../reading";
import { said } from "../said";
import { nameOf, originalOf, textAddress } from "./address";
import type { FileService } from "./fileService";
import { fileEndings, hasFileName, largestFile } from "./kinds";
import { type Notice, noticePage } from "./notice";

/** Editors of the files themselves: of those that are reports by their names, and of any by the user's word. */
const [reportType, fileType] = ["disclosureLint.report", "disclosureLint.file"];

/**
 * What opens a Word file, PDF or workbook: its text as a page. What is no report, or cannot be read, is told, with the way to
 * the system's own program.
 */
export function registerOpening(service: FileService): Disposable[] {
  const opener = new Opener(service);
  const options = { supportsMultipleEditorsPerDocument: true };
  return [
    ...[reportType, fileType].map((type) => window.registerCustomEditorProvider(type!, opener, options)),
    commands.registerCommand("disclosureLint.openFile", (uri?: unknown) =>
      openFile(uri instanceof Uri ? uri : undefined),
    ),
  ];
}

/** 检查 Word 报告: a file, or one of a folder. From the palette, any file. */
async function openFile(given: Uri | undefined): Promise<void> {
  const original = given && originalOf(given);
  const chosen =
    original && (await isFolder(original)) ? await chooseIn(original) : (original ?? (await choose()));
  if (chosen) await commands.executeCommand("vscode.openWith", chosen, fileType);
}

async function isFolder(uri: Uri): Promise<boolean> {
  return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
}

async function chooseIn(folder: Uri): Promise<Uri | undefined> {
  const entries = await workspace.fs.readDirectory(folder);
  // Not what Word keeps beside a file that is open in it.
  const names = entries.flatMap(([name, type]) =>
    type & FileType.File && hasFileName(name) && !/^[~.]/.test(name) ? [name] : [],
  );
  if (names.length === 0) {
    window.showInformationMessage(said(t("“{0}”里没有 Word、PDF 或 Excel 文件。", nameOf(folder))));
    return undefined;
  }
  const title = t("检查哪一份？");
  const name = names.length === 1 ? names[0] : await window.showQuickPick(names.sort(), { title });
  return name === undefined ? undefined : Uri.joinPath(folder, name);
}

async function choose(): Promise<Uri | undefined> {
  const filters = { [t("Word、PDF、Excel 文件")]: [...fileEndings] };
  const chosen = await window.showOpenDialog({ title: t("检查 Word 报告"), openLabel: t("打开"), filters });
  return chosen?.[0];
}

class Opener implements CustomReadonlyEditorProvider {
  constructor(private readonly service: FileService) {}

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  /** The page takes the place of the file's own tab, pinned or not as that was. */
  async resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
    const tab = tabOf(uri, panel);
    // As it is now: older editors make their tabs anew meanwhile.
    const place = { hasTab: tab !== undefined, isPreview: tab?.isPreview ?? false };
    const notice = tab === undefined ? comparison(uri) : await this.whyNot(uri);
    if (notice === undefined) return showPage(uri, panel, place);
    panel.webview.options = { enableScripts: true };
    panel.webview.html = noticePage(notice);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (message === "system") return openBySystem(uri);
      if (message === "page") return showPage(uri, panel, place);
      if (message === "texts") return compareTexts(uri);
      return undefined;
    });
  }

  /** Why a file is not shown as a report, and what can be done; undefined where it is. */
  private async whyNot(uri: Uri): Promise<Notice | undefined> {
    try {
      const answer = await this.service.look(uri, await readWhole(uri, largestFile));
      if ("refusal" in answer) return unreadable(uri, answer.refusal);
      return answer.isReport ? undefined : noReport(uri, answer.reason);
    } catch (error) {
      return unreadable(uri, reasonOf(error as Error));
    }
  }
}

/** The editor's own words are English. */
function reasonOf(error: Error): string {
  const code = error instanceof FileSystemError ? error.code : "";
  if (code === "FileNotFound") return t("文件不在了，可能改了名字，或移到了别处");
  if (code === "NoPermissions") return t("没有权限读这个文件");
  return error.message;
}

/** The file's own tab; undefined where it is half of a comparison. */
function tabOf(uri: Uri, panel: WebviewPanel): Tab | undefined {
  const tabs = window.tabGroups.all
    .filter(({ viewColumn }) => panel.viewColumn === undefined || viewColumn === panel.viewColumn)
    .flatMap((group) => group.tabs);
  return tabs.find(
    ({ input }) =>
      input instanceof TabInputCustom &&
      input.viewType === panel.viewType &&
      input.uri.toString() === uri.toString(),
  );
}

/** Where a file was opened: in a tab of its own, pinned or not. */
interface OpenPlace {
  readonly hasTab: boolean;
  readonly isPreview: boolean;
}

async function showPage(original: Uri, panel: WebviewPanel, place: OpenPlace): Promise<void> {
  // Of a tab that is not pinned the focus is still in the list of files.
  const { hasTab, isPreview } = place;
  const viewColumn = panel.viewColumn ?? ViewColumn.Active;
  const options = { viewColumn, preview: isPreview, preserveFocus: isPreview };
  await commands.executeCommand("vscode.openWith", textAddress(original), pageType, options);
  if (hasTab) panel.dispose();
}

function unreadable(uri: Uri, reason: string): Notice {
  return {
    name: nameOf(uri),
    title: t("读不了"),
    text: t("{0}。", reason),
    ...systemWay(uri),
    buttons: systemButton(uri),
  };
}

function noReport(uri: Uri, reason: string): Notice {
  const buttons = [...systemButton(uri), { message: "page", title: t("仍按年报检查") }];
  return {
    name: nameOf(uri),
    title: t("不是年度报告"),
    text: t("{0}。", reason),
    ...systemWay(uri),
    buttons,
  };
}

/** Half of a comparison is no place for a page: what differs is seen in the texts. */
function comparison(uri: Uri): Notice {
  return {
    name: nameOf(uri),
    title: t("比较"),
    text: t("这里比不了 Word 文件的版面，可以比较文字，或者看这一份的页面。"),
    buttons: [
      ...(isVersion(uri) ? [{ message: "texts", title: t("与现在的文件比较文字") }] : []),
      { message: "page", title: t("看页面") },
    ],
  };
}

/** An older version, as version control shows it. */
const isVersion = ({ scheme }: Uri) => scheme === "git";

function compareTexts(version: Uri): Thenable<unknown> {
  const now = version.with({ scheme: "file", query: "", fragment: "" });
  return compare(textAddress(version), textAddress(now), t("{0}：改动前后", nameOf(now)));
}

/** Two texts beside one another, not their pages. */
export function compare(before: Uri, after: Uri, title: string): Thenable<unknown> {
  return commands.executeCommand("vscode.diff", before, after, title, { override: true });
}

const systemButton = (uri: Uri) => (isLocal(uri) ? [{ message: "system", title: t("用系统程序打开") }] : []);

/** Where the window is on another machine than the file, no program can be started for it. */
const systemWay = (uri: Uri) =>
  isLocal(uri) ? {} : { hint: t("要用 Word 打开它，先在文件列表中右击它，下载到自己的电脑。") };

/** The file is on the machine that the editor's window is on. */
const isLocal = (uri: Uri) =>
  uri.scheme === "file" && env.uiKind === UIKind.Desktop && env.remoteName === undefined;

async function openBySystem(uri: Uri): Promise<void> {
  if (!(await env.openExternal(uri)))
    window.showWarningMessage(said(t("没有能打开它的程序：在文件夹中双击“{0}”试试。", nameOf(uri))));
}
