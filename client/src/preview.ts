import { t } from "@vscode/l10n";
import {
  commands,
  Disposable,
  type ExtensionContext,
  Range,
  Selection,
  TabInputText,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type LastYearAnswer,
  type LastYearParams,
  lastYearMethod,
  type NamedText,
  type PreviewAnswer,
  type PreviewParams,
  previewMethod,
} from "../../server/src/lsp/protocol";
import { textsIn } from "./neighbours";
import { findingsOf } from "./nextFinding";
import type { FromPanel, PanelState, ToPanel } from "./previewMessages";
import { pageName } from "./previewName";
import { nameOf, type Page, printPage, savePage } from "./previewPage";
import { shell } from "./previewShell";
import { describe, found } from "./status";
import type { Statuses } from "./statusItems";

export const viewType = "disclosureLint.preview";

/** Registers the preview: one panel beside the text, which follows the active report. */
export function registerPreview(
  context: ExtensionContext,
  client: () => BaseLanguageClient | undefined,
  statuses: Statuses,
): Disposable[] {
  const preview = new Preview(context, client, statuses);
  return [
    preview,
    commands.registerCommand("disclosureLint.preview", (uri?: unknown) => preview.open(uri)),
    commands.registerCommand("disclosureLint.saveAsHtml", (uri?: unknown) => preview.saveAsHtml(uri)),
    commands.registerCommand("disclosureLint.print", (uri?: unknown) => preview.print(uri)),
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: PanelState | undefined) => preview.restore(panel, state),
    }),
  ];
}

class Preview {
  private panel: WebviewPanel | undefined;
  /** The document that is shown. */
  private target: Uri | undefined;
  /** Last year's report, and what it was chosen by. */
  private lastYear: { readonly key: string; readonly candidate: NamedText | undefined } | undefined;
  /** Each request has a number; an answer that was overtaken is dropped. */
  private requests = 0;
  private readonly subscriptions: Disposable;

  constructor(
    private readonly context: ExtensionContext,
    private readonly client: () => BaseLanguageClient | undefined,
    private readonly statuses: Statuses,
  ) {
    statuses.onChange((uri) => {
      if (uri !== undefined && this.target === undefined && uri === activeUri())
        this.follow(window.activeTextEditor);
      if (uri === undefined || uri === this.target?.toString()) this.update();
      else this.follow(window.activeTextEditor);
    });
    const forget = () => {
      this.lastYear = undefined;
      this.update();
    };
    this.subscriptions = Disposable.from(
      window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.pointAt(textEditor)),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (this.target && uri.toString() !== this.target.toString() && isBeside(uri, this.target)) forget();
      }),
      workspace.onDidCreateFiles(forget),
      workspace.onDidDeleteFiles(forget),
      workspace.onDidRenameFiles(forget),
    );
  }

  async open(uri: unknown): Promise<void> {
    this.target = targetOf(uri) ?? this.target;
    if (this.panel) {
      this.panel.reveal(undefined, true);
      this.update();
      return;
    }
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.adopt(window.createWebviewPanel(viewType, t("年度报告预览"), place, { enableFindWidget: true }));
  }

  /** A panel of before the window was loaded anew. */
  restore(panel: WebviewPanel, state: PanelState | undefined): void {
    if (this.panel) {
      panel.dispose();
      return;
    }
    this.target = state ? Uri.parse(state.uri) : targetOf(undefined);
    this.adopt(panel);
  }

  dispose(): void {
    this.panel?.dispose();
    this.subscriptions.dispose();
  }

  private adopt(panel: WebviewPanel): void {
    this.panel = panel;
    const image = (name: string) => Uri.joinPath(this.context.extensionUri, "images", name);
    panel.iconPath = { light: image("preview-light.svg"), dark: image("preview-dark.svg") };
    const dist = Uri.joinPath(this.context.extensionUri, "dist");
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.webview.onDidReceiveMessage((message: FromPanel) => this.receive(message));
    panel.onDidChangeViewState(() => panel.visible && this.update());
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.lastYear = undefined;
    });
    panel.webview.html = shell(
      panel.webview.cspSource,
      String(panel.webview.asWebviewUri(Uri.joinPath(dist, "preview.js"))),
      String(panel.webview.asWebviewUri(Uri.joinPath(dist, "preview.css"))),
    );
  }

  private receive(message: FromPanel): Promise<void> | void {
    switch (message.type) {
      case "ready":
        return this.update();
      case "reveal":
        return this.reveal(message.start, message.end);
      case "save":
        return this.saveAsHtml(this.target);
      case "print":
        return this.print(this.target);
    }
  }

  /** Shows the report in an editor; other documents leave the panel as it is. */
  private follow(editor: TextEditor | undefined): void {
    const uri = editor?.document.uri;
    if (!this.panel || !uri || uri.toString() === this.target?.toString()) return;
    if (this.statuses.of(uri.toString())?.state !== "report") return;
    this.target = uri;
    this.update();
  }

  private async update(): Promise<void> {
    const { panel, target } = this;
    if (!panel?.visible) return;
    const request = ++this.requests;
    const answer = target && (await this.ask(target));
    if (request !== this.requests || panel !== this.panel) return;
    const status = target && this.statuses.of(target.toString());
    const name = target ? nameOf(target) : t("年度报告");
    panel.title = t("预览 {0}", name);
    const summary =
      status?.state === "report" ? t("{0}：{1}", describe(status, false).text, found(status)) : name;
    this.post({
      type: "show",
      html: answer?.html ?? `<p class="empty">${emptyText(target !== undefined)}</p>`,
      summary,
      isReport: answer !== undefined,
      state: { uri: target?.toString() ?? "" },
    });
    const editor = window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === target?.toString(),
    );
    if (editor) this.pointAt(editor);
    if (target && answer) this.lookForLastYear(target, answer);
  }

  private async ask(uri: Uri, style?: string): Promise<PreviewAnswer | undefined> {
    const client = this.client();
    if (!client) return undefined;
    const lastYear = this.lastYear?.key.startsWith(`${uri} `) ? this.lastYear.candidate : undefined;
    const params: PreviewParams = {
      uri: client.code2ProtocolConverter.asUri(uri),
      ...(lastYear && { lastYear }),
      ...(style !== undefined && { style }),
    };
    try {
      // Only what is open is known to the server.
      await workspace.openTextDocument(uri);
      return (await client.sendRequest<PreviewAnswer | null>(previewMethod, params)) ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** Once a report, and again where its year or agency or the files beside it have changed. */
  private async lookForLastYear(uri: Uri, { year, agency }: PreviewAnswer): Promise<void> {
    const key = `${uri} ${year} ${agency}`;
    const client = this.client();
    if (this.lastYear?.key === key || !client) return;
    this.lastYear = { key, candidate: undefined };
    const folder = uri.scheme === "untitled" ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(uri, "..");
    const candidates = folder && year !== null ? await textsIn(folder) : [];
    if (candidates.length === 0) return;
    const params: LastYearParams = { uri: client.code2ProtocolConverter.asUri(uri), candidates };
    const chosen = await client.sendRequest<LastYearAnswer>(lastYearMethod, params);
    const candidate = candidates.find(({ name }) => name === chosen?.name);
    if (candidate === undefined || this.lastYear?.key !== key) return;
    this.lastYear = { key, candidate };
    await this.update();
  }

  private post(message: ToPanel): void {
    this.panel?.webview.postMessage(message);
  }

  private pointAt({ document, selection }: TextEditor): void {
    if (!this.panel?.visible || document.uri.toString() !== this.target?.toString()) return;
    const { start, end } = document.lineAt(selection.active).range;
    this.post({
      type: "cursor",
      offset: document.offsetAt(selection.active),
      line: [document.offsetAt(start), document.offsetAt(end)],
    });
  }

  private async reveal(start: number, end: number): Promise<void> {
    if (!this.target) return;
    const document = await workspace.openTextDocument(this.target);
    await select(this.target, new Range(document.positionAt(start), document.positionAt(end)));
  }

  /** The report as a page by itself, as it is published. */
  private async page(uri: unknown): Promise<Page | undefined> {
    const target = targetOf(uri) ?? this.target;
    const sheet = Uri.joinPath(this.context.extensionUri, "dist", "preview.css");
    const style = new TextDecoder().decode(await workspace.fs.readFile(sheet));
    const answer = target && (await this.ask(target, style));
    if (target && answer)
      return { report: target, html: answer.html, name: pageName(answer, nameOf(target)) };
    window.showInformationMessage(t("请先打开一份年度报告。"));
    return undefined;
  }

  async saveAsHtml(uri: unknown): Promise<void> {
    const page = await this.page(uri);
    if (page && (await this.mayPublish(page.report, t("仍然保存")))) await savePage(page);
  }

  async print(uri: unknown): Promise<void> {
    const page = await this.page(uri);
    if (page && (await this.mayPublish(page.report, t("仍然打印"))))
      await printPage(page, this.context.globalStorageUri);
  }

  /** Asks where errors are left, and leads to the first of them instead. */
  private async mayPublish(report: Uri, goOn: string): Promise<boolean> {
    const errors = findingsOf(report, "error");
    if (errors.length === 0) return true;
    const look = t("去看第一处");
    const question = t("报告还有 {0} 处错误，应当改好再公布。", errors.length);
    const chosen = await window.showWarningMessage(question, look, goOn);
    if (chosen === look) await select(report, errors[0]!.range);
    return chosen === goOn;
  }
}

/** What a command was given by a menu; from the palette it is given nothing. */
function targetOf(uri: unknown): Uri | undefined {
  return uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
}

const activeUri = () => window.activeTextEditor?.document.uri.toString();
const isBeside = (one: Uri, other: Uri) =>
  Uri.joinPath(one, "..").toString() === Uri.joinPath(other, "..").toString();

function emptyText(hasTarget: boolean): string {
  return hasTarget
    ? t("这份文件不是年度报告，或者检查已经关闭。")
    : t("打开一份年度报告，这里显示它公布后的样子。");
}

/** Goes to a place of a document, in the editor that shows it. */
async function select(uri: Uri, range: Range): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const editor = await window.showTextDocument(document, { viewColumn: columnOf(document) });
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where the document is already shown. */
function columnOf({ uri }: TextDocument): ViewColumn {
  const group = window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString()),
  );
  return group?.viewColumn ?? ViewColumn.One;
}
