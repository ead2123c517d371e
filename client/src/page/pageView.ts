import { t } from "@vscode/l10n";
import {
  commands,
  Disposable,
  type ExtensionContext,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  type WebviewPanel,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type EditPlaceAnswer,
  type EditPlaceParams,
  editPlaceMethod,
  type NamedText,
  type OffsetEdit,
  type PreviewAnswer,
} from "../../../server/src/lsp/protocol";
import { isFileText, nameOf } from "../files/address";
import { ignoreHere } from "../ignoring";
import { describe } from "../status";
import type { Statuses } from "../statusItems";
import { askPage } from "./ask";
import { findLastYear } from "./lastYear";
import type { FromPanel, PagePlace, PanelCommand, ToPanel } from "./messages";
import { shell } from "./shell";

/** What pages need of the extension. */
export interface PageServices {
  readonly context: ExtensionContext;
  readonly client: () => BaseLanguageClient | undefined;
  readonly statuses: Statuses;
}

/** The commands of the page's buttons; each is given the document's address. */
const COMMANDS: Readonly<Record<PanelCommand, string>> = {
  fixAll: "disclosureLint.fixAll",
  showText: "disclosureLint.showText",
  review: "disclosureLint.review",
  exportWord: "disclosureLint.exportWord",
  toMarkdown: "disclosureLint.toMarkdown",
  compare: "disclosureLint.compareLastYear",
  print: "disclosureLint.print",
  save: "disclosureLint.saveAsHtml",
};

type Message<T extends FromPanel["type"]> = Extract<FromPanel, { readonly type: T }>;

/**
 * A report as it will be published, in a panel: what is wrong with it is marked, and its places can be edited. Every change
 * is an edit of the document's text, so that undoing, saving and checking are the editor's own.
 */
export class PageView implements Disposable {
  /** What is shown, of which version. */
  private shown: PreviewAnswer | undefined;
  /** Last year's report, and what it was chosen by. */
  private lastYear: { readonly key: string; readonly candidate: NamedText | undefined } | undefined;
  /** Each request has a number; an answer that was overtaken is dropped. */
  private requests = 0;
  /** Edits are made one after the other. */
  private edits: Promise<void> = Promise.resolve();
  private readonly subscriptions: Disposable;

  /** `isPage`: it is the document's editor, and not a picture beside its text. */
  constructor(
    private readonly panel: WebviewPanel,
    private readonly services: PageServices,
    private target: Uri | undefined,
    private readonly isPage: boolean,
  ) {
    const { context, statuses } = services;
    const dist = Uri.joinPath(context.extensionUri, "dist");
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const forget = () => {
      this.lastYear = undefined;
      void this.update();
    };
    this.subscriptions = Disposable.from(
      panel.webview.onDidReceiveMessage((message: FromPanel) => this.receive(message)),
      panel.onDidChangeViewState(() => panel.visible && this.update()),
      statuses.onChange((uri) => {
        if (uri === undefined || uri === this.target?.toString()) void this.update();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.pointAt(textEditor)),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (this.target && uri.toString() !== this.target.toString() && isBeside(uri, this.target)) forget();
      }),
      workspace.onDidCreateFiles(forget),
      workspace.onDidDeleteFiles(forget),
      workspace.onDidRenameFiles(forget),
    );
    panel.onDidDispose(() => this.dispose());
    panel.webview.html = shell(
      panel.webview.cspSource,
      String(panel.webview.asWebviewUri(Uri.joinPath(dist, "preview.js"))),
      String(panel.webview.asWebviewUri(Uri.joinPath(dist, "preview.css"))),
    );
  }

  /** The document that is shown. */
  get document(): Uri | undefined {
    return this.target;
  }

  show(target: Uri | undefined): void {
    this.target = target;
    void this.update();
  }

  dispose(): void {
    this.requests++;
    this.subscriptions.dispose();
  }

  private async receive(message: FromPanel): Promise<void> {
    switch (message.type) {
      case "ready":
        return this.update();
      case "reveal":
        return this.reveal(message.start, message.end);
      case "command":
        await commands.executeCommand(COMMANDS[message.name], this.target);
        return;
      case "fix":
        return this.inTurn(() => this.fix(message));
      case "edit":
        return this.inTurn(() => this.edit(message));
      case "ignore":
        return this.ignore(message);
      case "hintRead":
        return this.services.context.globalState.update(HINT_READ, true);
      case "undo":
      case "redo":
        await commands.executeCommand(message.type);
    }
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.edits = this.edits.then(work, work);
    return this.edits;
  }

  async update(): Promise<void> {
    const { panel, target, services } = this;
    const { context } = services;
    if (!panel.visible) return;
    const request = ++this.requests;
    const isEditable = target !== undefined && mayEdit(target);
    const lastYear = this.lastYear?.key.startsWith(`${target} `) ? this.lastYear.candidate : undefined;
    const answer = target && (await askPage(services.client(), target, { lastYear, isEditable }));
    if (request !== this.requests) return;
    this.shown = answer;
    const status = target && services.statuses.of(target.toString());
    const name = target ? nameOf(target) : t("年度报告");
    if (!this.isPage) panel.title = t("预览 {0}", name);
    const summary = status?.state === "report" ? describe(status, false).text : name;
    this.post({
      type: "show",
      html: answer?.html ?? `<p class="empty">${emptyText(target !== undefined)}</p>`,
      version: answer?.version ?? 0,
      summary,
      hint: target && !(isEditable && context.globalState.get(HINT_READ)) ? hintFor(target, isEditable) : "",
      isReport: answer !== undefined,
      isEditable,
      safe: isEditable ? (answer?.safe ?? 0) : 0,
      sums: answer?.sums ?? [],
      commands: target ? commandsFor(target, isEditable) : [],
      state: { uri: target?.toString() ?? "" },
    });
    const editor = this.textEditor();
    if (editor) this.pointAt(editor);
    if (target && answer) await this.lookForLastYear(target, answer);
  }

  /** Once a report, and again where its year or agency or the files beside it have changed. */
  private async lookForLastYear(uri: Uri, answer: PreviewAnswer): Promise<void> {
    const key = `${uri} ${answer.year} ${answer.agency}`;
    const client = this.services.client();
    if (this.lastYear?.key === key || !client) return;
    this.lastYear = { key, candidate: undefined };
    const candidate = await findLastYear(client, uri, answer);
    if (candidate === undefined || this.lastYear?.key !== key) return;
    this.lastYear = { key, candidate };
    await this.update();
  }

  private post(message: ToPanel): void {
    void this.panel.webview.postMessage(message);
  }

  /** Where the text is seen, if it is. */
  private textEditor(): TextEditor | undefined {
    return window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === this.target?.toString(),
    );
  }

  private pointAt({ document, selection }: TextEditor): void {
    if (!this.panel.visible || document.uri.toString() !== this.target?.toString()) return;
    const { start, end } = document.lineAt(selection.active).range;
    this.post({
      type: "cursor",
      offset: document.offsetAt(selection.active),
      line: [document.offsetAt(start), document.offsetAt(end)],
    });
  }

  /** Shows a place in the text, where the text is seen; the focus stays on the page. */
  private async reveal(start: number, end: number): Promise<void> {
    const editor = this.textEditor();
    if (!this.target || (this.isPage && !editor)) return;
    const document = await workspace.openTextDocument(this.target);
    const range = new Range(document.positionAt(start), document.positionAt(end));
    const shown =
      editor ?? (await window.showTextDocument(document, { preserveFocus: true, preview: false }));
    shown.selection = new Selection(range.start, range.end);
    shown.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private async fix({ version, finding, fix }: Message<"fix">): Promise<void> {
    const edits = this.shown?.findings[finding - 1]?.fixes[fix]?.edits;
    const document = await this.open();
    if (edits && document?.version === version && this.shown?.version === version)
      await apply(document, edits);
  }

  private async edit({ version, place, before, text }: Message<"edit">): Promise<void> {
    const client = this.services.client();
    const document = await this.open();
    if (!client || !document) return;
    const { start, end, key } = place;
    const params: EditPlaceParams = {
      uri: client.code2ProtocolConverter.asUri(document.uri),
      ...(key === undefined ? { place: { start, end, version } } : { key }),
      before,
      text,
    };
    const answer = await client.sendRequest<EditPlaceAnswer>(editPlaceMethod, params);
    if ("refusal" in answer) return this.refuse(place, text, answer.refusal);
    if (document.version !== answer.version || !(await apply(document, answer.edits)))
      this.refuse(place, text, t("报告刚刚变了，请再改一次"));
  }

  private refuse(place: PagePlace, text: string, reason: string): void {
    this.post({ type: "refused", place, text, reason });
  }

  private async ignore({ version, finding, reason }: Message<"ignore">): Promise<void> {
    const here = this.shown?.findings[finding - 1]?.ignore;
    if (here && this.shown?.version === version) await ignoreHere(here, reason);
  }

  private async open(): Promise<TextDocument | undefined> {
    return this.target && workspace.openTextDocument(this.target);
  }
}

async function apply(document: TextDocument, edits: readonly OffsetEdit[]): Promise<boolean> {
  const edit = new WorkspaceEdit();
  for (const { start, end, text } of edits)
    edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  return edits.length === 0 || workspace.applyEdit(edit);
}

/** Remembers that the user knows how to edit. */
const HINT_READ = "pageHintRead";

/** Files that are only read can be changed once they are something else. */
const isOnlyRead = (uri: Uri) => isFileText(uri) && /\.(?:pdf|xlsx)$/i.test(uri.path);

function mayEdit(uri: Uri): boolean {
  const isWritable = uri.scheme === "untitled" || workspace.fs.isWritableFileSystem(uri.scheme) === true;
  return isWritable && !isOnlyRead(uri);
}

function commandsFor(uri: Uri, isEditable: boolean): PanelCommand[] {
  if (isOnlyRead(uri)) return ["exportWord", "toMarkdown", "showText", "compare", "print", "save"];
  const isWord = isFileText(uri);
  return [
    ...(isEditable ? (["fixAll"] as const) : []),
    "showText",
    ...(isWord ? (["review"] as const) : (["exportWord"] as const)),
    "compare",
    "print",
    "save",
  ];
}

function hintFor(uri: Uri, isEditable: boolean): string {
  if (isOnlyRead(uri)) return t("这种文件只能看。要改，先转成 Word 或 Markdown。");
  if (!isEditable) return "";
  return isFileText(uri)
    ? t("双击要改的数或字就能改，回车确定；按 Ctrl+S 存回 Word 文件。")
    : t("双击要改的数或字就能改，回车确定；按 Ctrl+S 保存。");
}

const isBeside = (one: Uri, other: Uri) =>
  Uri.joinPath(one, "..").toString() === Uri.joinPath(other, "..").toString();

function emptyText(hasTarget: boolean): string {
  return hasTarget
    ? t("这份文件不是年度报告，或者检查已经关闭。")
    : t("打开一份年度报告，这里显示它公布后的样子。");
}
