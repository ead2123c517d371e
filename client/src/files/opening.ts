import { t } from "@vscode/l10n";
import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  commands,
  type Disposable,
  env,
  FileType,
  UIKind,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { escapeText } from "../page/escape";
import { pageType } from "../page/pageEditor";
import { nonce } from "../page/shell";
import { readWhole } from "../reading";
import { nameOf, textAddress } from "./address";
import type { FileService } from "./fileService";

/** Editors of the files themselves: by their names reports, and any by the user's word. */
const fileEditors = ["disclosureLint.report", "disclosureLint.file"];

const largest = 64 * 1024 * 1024;
const kinds = /\.(?:docx|docm|pdf|xlsx)$/i;

/**
 * What opens a Word file, PDF or workbook: its text as a page. What is no report, or cannot be read, is told, with the way to
 * the system's own program.
 */
export function registerOpening(service: FileService): Disposable[] {
  const opener = new Opener(service);
  return [
    ...fileEditors.map((type) => window.registerCustomEditorProvider(type, opener)),
    commands.registerCommand("disclosureLint.openFile", (uri?: unknown) =>
      openFile(uri instanceof Uri ? uri : undefined),
    ),
  ];
}

/** 检查 Word 报告: a file, or one of a folder. */
async function openFile(given: Uri | undefined): Promise<void> {
  const chosen = given && (await isFolder(given)) ? await chooseIn(given) : (given ?? (await choose()));
  if (chosen) await openPage(chosen);
}

async function isFolder(uri: Uri): Promise<boolean> {
  return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
}

async function chooseIn(folder: Uri): Promise<Uri | undefined> {
  const entries = await workspace.fs.readDirectory(folder);
  const names = entries.flatMap(([name]) => (kinds.test(name) && !/^[~.]/.test(name) ? [name] : [])).sort();
  if (names.length === 0) {
    window.showInformationMessage(t("“{0}”里没有 Word、PDF 或 Excel 文件。", nameOf(folder)));
    return undefined;
  }
  const title = t("检查哪一份？");
  const name = names.length === 1 ? names[0] : await window.showQuickPick(names, { title });
  return name === undefined ? undefined : Uri.joinPath(folder, name);
}

async function choose(): Promise<Uri | undefined> {
  const filters = { [t("Word、PDF、Excel 文件")]: ["docx", "docm", "pdf", "xlsx"] };
  const chosen = await window.showOpenDialog({ title: t("检查 Word 报告"), filters });
  return chosen?.[0];
}

function openPage(original: Uri, viewColumn?: ViewColumn): Thenable<unknown> {
  const options = { viewColumn: viewColumn ?? ViewColumn.Active, preview: false };
  return commands.executeCommand("vscode.openWith", textAddress(original), pageType, options);
}

class Opener implements CustomReadonlyEditorProvider {
  constructor(private readonly service: FileService) {}

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
    const why = await this.whyNot(uri);
    if (why === undefined) {
      await openPage(uri, panel.viewColumn);
      panel.dispose();
      return;
    }
    panel.webview.options = { enableScripts: true };
    panel.webview.html = told(panel.webview.cspSource, uri, why);
    panel.webview.onDidReceiveMessage(async (message: unknown) => {
      if (message === "system") await openBySystem(uri);
      if (message === "page") {
        await openPage(uri, panel.viewColumn);
        panel.dispose();
      }
    });
  }

  /** Why a file is not shown as a report. */
  private async whyNot(uri: Uri): Promise<Why | undefined> {
    try {
      const answer = await this.service.look(uri, await readWhole(uri, largest));
      if ("refusal" in answer) return { title: t("读不了"), reason: answer.refusal, isReadable: false };
      return answer.isReport
        ? undefined
        : { title: t("不是年度报告"), reason: answer.reason, isReadable: true };
    } catch (error) {
      return { title: t("读不了"), reason: (error as Error).message, isReadable: false };
    }
  }
}

interface Why {
  readonly title: string;
  /** A clause without a full stop. */
  readonly reason: string;
  /** There is a text all the same. */
  readonly isReadable: boolean;
}

function told(cspSource: string, uri: Uri, { title, reason, isReadable }: Why): string {
  const key = nonce();
  const buttons = [
    isLocal(uri) ? `<button data-to="system">${t("用系统程序打开")}</button>` : "",
    isReadable ? `<button data-to="page">${t("仍按年报检查")}</button>` : "",
  ];
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource} 'nonce-${key}'; script-src 'nonce-${key}'">
<style nonce="${key}">main{max-width:36rem;margin:3rem auto;line-height:1.8}button{margin-right:.5rem;padding:.4rem .8rem;font:inherit;color:var(--vscode-button-foreground);background:var(--vscode-button-background);border:1px solid var(--vscode-button-border,transparent)}</style>
<title>${escapeText(nameOf(uri))}</title></head>
<body><main><h1>${escapeText(title)}</h1><p>${escapeText(nameOf(uri))}：${escapeText(reason)}。</p><p>${buttons.join("")}</p></main>
<script nonce="${key}">const api=acquireVsCodeApi();for(const it of document.querySelectorAll("button"))it.onclick=()=>api.postMessage(it.dataset.to);</script>
</body></html>`;
}

/** The file is on the machine that the editor's window is on. */
const isLocal = (uri: Uri) =>
  uri.scheme === "file" && env.uiKind === UIKind.Desktop && env.remoteName === undefined;

async function openBySystem(uri: Uri): Promise<void> {
  if (!(await env.openExternal(uri)))
    window.showWarningMessage(t("没有能打开它的程序：请在文件夹中双击“{0}”。", nameOf(uri)));
}
