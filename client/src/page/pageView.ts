import { t } from "@vscode/l10n";
import {
  commands,
  Disposable,
  type ExtensionContext,
  FilePermission,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
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
  type FindingNumberList,
  type NamedText,
  type OffsetEdit,
  type PageFinding,
  type PreviewAnswer,
  type Status,
} from "../../../server/src/lsp/protocol";
import { activePageChanged, addPage, type FindingSeverity, type OpenPage } from "../activeReport";
import { folderOf, isFileText, nameOf } from "../files/address";
import { hasReadOnlyName } from "../files/kinds";
import { ignoreHere } from "../ignoring";
import { describe } from "../status";
import type { Statuses } from "../statusItems";
import { askPage } from "./ask";
import { escapeText } from "./escape";
import { findLastYear } from "./lastYear";
import type { FromPanel, PagePlace, PanelCommand, ShowReport, ToPanel } from "./messages";
import { shell } from "./shell";
import { TextChanges } from "./textChanges";
import { textColumnOf } from "./textColumn";

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
export class PageView implements OpenPage, Disposable {
  /** What is shown, of which version. */
  private shown: PreviewAnswer | undefined;
  /** Numbers of the document's findings, so that they keep them. */
  private numbers: FindingNumberList = {};
  /** What the page was told last. */
  private told: ShowReport | undefined;
  /** The document was a report once. */
  private hasShown = false;
  private isDisposed = false;
  /** Last year's report, and what it was chosen by. */
  private lastYear: { readonly key: string; readonly candidate: NamedText | undefined } | undefined;
  /** Each request has a number; an answer that was overtaken is dropped. */
  private requests = 0;
  /** Edits are made one after the other. */
  private edits: Promise<void> = Promise.resolve();
  private readonly changes = new TextChanges();
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
      addPage(this),
      panel.onDidChangeViewState(() => {
        activePageChanged();
        void this.update();
      }),
      statuses.onChange((uri) => {
        if (uri === undefined || uri === this.target?.toString()) void this.update();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.pointAt(textEditor)),
      workspace.onDidChangeTextDocument((event) => {
        if (this.isOf(event.document)) this.changes.note(event);
      }),
      // What was written on the page before it was saved belongs into the file.
      workspace.onWillSaveTextDocument((event) => {
        if (this.isOf(event.document)) event.waitUntil(this.edits);
      }),
      workspace.onDidSaveTextDocument((document) => {
        if (this.target && !this.isOf(document) && isBeside(document.uri, this.target)) forget();
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

  get isActive(): boolean {
    return !this.isDisposed && this.panel.active;
  }

  show(target: Uri | undefined): void {
    if (target?.toString() !== this.target?.toString()) {
      this.numbers = {};
      this.shown = undefined;
      this.told = undefined;
      this.hasShown = false;
      this.changes.forget();
    }
    this.target = target;
    activePageChanged();
    void this.update();
  }

  step(severity: FindingSeverity): void {
    this.post({ type: "step", severity });
  }

  dispose(): void {
    this.isDisposed = true;
    this.requests++;
    this.subscriptions.dispose();
  }

  /** Whatever fails is told on the page: nothing that was written there is lost in silence. */
  private async receive(message: FromPanel): Promise<void> {
    try {
      await this.act(message);
    } catch (error) {
      const { message: reason } = error as Error;
      if (message.type === "edit") this.refuse(message.place, message.text, reason);
      else this.tell(reason);
    }
  }

  private async act(message: FromPanel): Promise<void> {
    const { target, told } = this;
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
        return this.inTurn(() => this.edit(message, told && target));
      case "ignore":
        return this.ignore(message);
      case "hintRead":
        return this.services.context.globalState.update(HINT_READ, true);
      case "undo":
      case "redo":
        return this.inTurn(() => this.turnBack(message.type));
    }
  }

  private isOf({ uri }: TextDocument): boolean {
    return uri.toString() === this.target?.toString();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.edits.then(work);
    this.edits = done.catch(() => undefined);
    return done;
  }

  async update(): Promise<void> {
    const { target, services } = this;
    if (this.isDisposed || !this.panel.visible) return;
    const request = ++this.requests;
    const isEditable = target !== undefined && (await mayEdit(target));
    const lastYear = this.lastYear?.key.startsWith(`${target} `) ? this.lastYear.candidate : undefined;
    const { numbers } = this;
    const answer = target && (await askPage(services.client(), target, { lastYear, isEditable, numbers }));
    if (request !== this.requests) return;
    if (!this.isPage) this.panel.title = t("预览 {0}", target ? nameOf(target) : t("年度报告"));
    // While nobody can tell, what was shown stays, with what is being written in it.
    if (target && answer === undefined && this.told?.isReport) {
      const isRunning = services.client()?.isRunning();
      if (!isRunning) this.post({ ...this.told, summary: t("检查服务没有运行，下面是它停下以前的样子") });
      return;
    }
    this.told = this.message(target, answer, isEditable);
    this.shown = answer ?? undefined;
    if (answer) this.numbers = answer.numbers;
    this.hasShown ||= answer !== null && answer !== undefined;
    this.post(this.told);
    const editor = this.textEditor();
    if (editor) this.pointAt(editor);
    if (target && answer) await this.lookForLastYear(target, answer);
  }

  private isHintRead(): boolean {
    return this.services.context.globalState.get(HINT_READ) === true;
  }

  private message(
    target: Uri | undefined,
    answer: PreviewAnswer | null | undefined,
    isEditable: boolean,
  ): ShowReport {
    const status = target && this.services.statuses.of(target.toString());
    const name = target ? nameOf(target) : t("年度报告");
    const empty = () =>
      `<p class="empty">${escapeText(emptyText(target, answer, status, this.hasShown))}</p>`;
    return {
      type: "show",
      html: answer?.html ?? empty(),
      version: answer?.version ?? 0,
      summary: status?.state === "report" ? describe(status, false).text : name,
      hint: target && answer && !(isEditable && this.isHintRead()) ? hintFor(target, isEditable) : "",
      isReport: !!answer,
      isEditable,
      safe: isEditable ? (answer?.safe ?? 0) : 0,
      sums: answer?.sums ?? [],
      commands: target ? commandsFor(target, isEditable) : [],
      state: { uri: target?.toString() ?? "" },
    };
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
    if (!this.isDisposed) void this.panel.webview.postMessage(message);
  }

  private tell(text: string): void {
    this.post({ type: "tell", text });
  }

  /** Where the text is seen, if it is. */
  private textEditor(): TextEditor | undefined {
    return window.visibleTextEditors.find(({ document }) => this.isOf(document));
  }

  private pointAt({ document, selection }: TextEditor): void {
    if (this.isDisposed || !this.panel.visible || !this.isOf(document)) return;
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
    const document = editor?.document ?? (await workspace.openTextDocument(this.target));
    const range = new Range(document.positionAt(start), document.positionAt(end));
    const shown = editor ?? (await this.showText(document, true));
    shown.selection = new Selection(range.start, range.end);
    shown.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** The text in a column where it does not cover the page. */
  private showText(document: TextDocument, preserveFocus: boolean): Thenable<TextEditor> {
    const other = this.panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
    const options = {
      viewColumn: textColumnOf(document.uri, this.panel.viewColumn) ?? other,
      preserveFocus,
      preview: false,
    };
    return window.showTextDocument(document, options);
  }

  /** Undoes or redoes what was done last: of a text that is the editor's own, and only where the text has the focus. */
  private async turnBack(command: "undo" | "redo"): Promise<void> {
    if (this.isPage) {
      // A custom editor's are VS Code's own.
      await commands.executeCommand(command);
      return;
    }
    const document = await this.open();
    if (!document) return;
    await this.showText(document, false);
    await commands.executeCommand(command);
    if (!this.isDisposed) this.panel.reveal(undefined, false);
  }

  private async fix({ version, finding, fix }: Message<"fix">): Promise<void> {
    const edits = this.finding(finding)?.fixes[fix]?.edits;
    const document = await this.open();
    const isSame = document?.version === version && this.shown?.version === version;
    if (!edits || !isSame || !(await apply(document, edits))) this.tell(t("报告刚刚变了，请再按一次"));
  }

  /** `target`: what the page showed as it was written; meanwhile it may show another report. */
  private async edit({ version, place, before, text }: Message<"edit">, target?: Uri): Promise<void> {
    const client = this.services.client();
    if (!client) return this.refuse(place, text, t("检查服务没有运行"));
    if (!target) return this.refuse(place, text, t("报告刚刚变了，请再改一次"));
    const document = await workspace.openTextDocument(target);
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const now = this.isOf(document) ? this.changes.follow(place, version) : undefined;
      if (place.key === undefined && now === undefined) break;
      const where =
        place.key === undefined ? { place: { ...now!, version: document.version } } : { key: place.key };
      const params: EditPlaceParams = { uri, ...where, before, text };
      const answer = await client.sendRequest<EditPlaceAnswer>(editPlaceMethod, params);
      if ("refusal" in answer) return this.refuse(place, text, answer.refusal);
      // While the answer was on its way the text may have changed elsewhere.
      if (document.version === answer.version && (await apply(document, answer.edits))) return;
    }
    this.refuse(place, text, t("报告刚刚变了，请再改一次"));
  }

  /** The page says what the text says, and the place is open again with what was written. */
  private refuse(place: PagePlace, text: string, reason: string): void {
    if (this.told) this.post(this.told);
    this.post({ type: "refused", place, text, reason });
  }

  private async ignore({ version, finding, reason }: Message<"ignore">): Promise<void> {
    const here = this.finding(finding)?.ignore;
    if (here && this.shown?.version === version) await ignoreHere(here, reason);
    else this.tell(t("报告刚刚变了，请再按一次"));
  }

  private finding(number: number): PageFinding | undefined {
    return this.shown?.findings.find((it) => it.number === number);
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
const isOnlyRead = (uri: Uri) => isFileText(uri) && hasReadOnlyName(nameOf(uri));

/** So often an edit is worked out anew because the text was changed meanwhile. */
const MOST_TRIES = 3;

async function mayEdit(uri: Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return true;
  if (isOnlyRead(uri) || workspace.fs.isWritableFileSystem(uri.scheme) !== true) return false;
  // What is gone can still be edited, and saved again.
  const permissions = await Promise.resolve(workspace.fs.stat(uri)).then(
    (stat) => stat.permissions ?? 0,
    () => 0,
  );
  return (permissions & FilePermission.Readonly) === 0;
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
  if (!isEditable) return t("这个文件是只读的，只能看。");
  return isFileText(uri)
    ? t("双击要改的数或字就能改，回车确定；按 Ctrl+S 存回 Word 文件。")
    : t("双击要改的数或字就能改，回车确定；按 Ctrl+S 保存。");
}

const isBeside = (one: Uri, other: Uri) => folderOf(one).toString() === folderOf(other).toString();

/** What stands in place of the page. `wasReport`: until it was changed. */
function emptyText(
  target: Uri | undefined,
  answer: PreviewAnswer | null | undefined,
  status: Status | undefined,
  wasReport: boolean,
): string {
  if (!target) return t("打开一份年度报告，这里显示它公布后的样子。");
  if (answer === undefined) return t("正在等检查服务…");
  const reason = status?.reason ?? "";
  if (status?.state === "off") return t("检查已经关闭：{0}。", reason);
  if (status?.state !== "notReport") return t("这份文件不是年度报告，或者检查已经关闭。");
  return wasReport
    ? t("改了以后读不出年度报告了：{0}。撤销就回到改以前的样子；也可以看文字，在那里改。", reason)
    : t("不是年度报告：{0}。", reason);
}
