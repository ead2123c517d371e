import { t } from "@vscode/l10n";
import {
  commands,
  Disposable,
  type Range,
  Selection,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { activeDocument } from "../activeReport";
import { nameOf } from "../files/address";
import { documentOf } from "../files/kinds";
import { findingsOf } from "../nextFinding";
import { askPage } from "./ask";
import type { PanelState } from "./messages";
import { pageName } from "./pageName";
import { type PageServices, PageView } from "./pageView";
import { type Page, printPage, savePage } from "./publishing";
import { textColumnOf } from "./textColumn";

const viewType = "disclosureLint.preview";

/** Registers the preview: one panel beside the text, which follows the active report; and what is published of a page. */
export function registerPreview(services: PageServices): Disposable[] {
  const preview = new Preview(services);
  return [
    preview,
    commands.registerCommand("disclosureLint.preview", (uri?: unknown) => preview.open(uri)),
    commands.registerCommand("disclosureLint.saveAsHtml", (uri?: unknown, target?: unknown) =>
      preview.saveAsHtml(uri, target),
    ),
    commands.registerCommand("disclosureLint.print", (uri?: unknown) => preview.print(uri)),
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: PanelState | undefined) => preview.restore(panel, state),
    }),
  ];
}

class Preview {
  private panel: WebviewPanel | undefined;
  private view: PageView | undefined;
  private readonly subscriptions: Disposable;

  constructor(private readonly services: PageServices) {
    this.subscriptions = Disposable.from(
      services.statuses.onChange(() => this.follow(window.activeTextEditor)),
      window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
    );
  }

  async open(uri: unknown): Promise<void> {
    const target = targetOf(uri) ?? this.view?.document;
    if (this.panel) {
      this.panel.reveal(undefined, true);
      this.view?.show(target);
      return;
    }
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const options = { enableFindWidget: true };
    this.adopt(window.createWebviewPanel(viewType, t("年度报告预览"), place, options), target);
  }

  /** A panel of before the window was loaded anew. */
  restore(panel: WebviewPanel, state: PanelState | undefined): void {
    if (this.panel) panel.dispose();
    else this.adopt(panel, state?.uri ? Uri.parse(state.uri) : targetOf(undefined));
  }

  dispose(): void {
    this.panel?.dispose();
    this.subscriptions.dispose();
  }

  private adopt(panel: WebviewPanel, target: Uri | undefined): void {
    this.panel = panel;
    const image = (name: string) => Uri.joinPath(this.services.context.extensionUri, "images", name);
    panel.iconPath = { light: image("preview-light.svg"), dark: image("preview-dark.svg") };
    this.view = new PageView(panel, this.services, target, false);
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.view = undefined;
    });
  }

  /** Shows the report in an editor; other documents leave the panel as it is. */
  private follow(editor: TextEditor | undefined): void {
    const uri = editor?.document.uri;
    if (!this.view || !uri || uri.toString() === this.view.document?.toString()) return;
    if (this.services.statuses.of(uri.toString())?.state === "report") this.view.show(uri);
  }

  /** The report as a page by itself, as it is published. */
  private async page(uri: unknown): Promise<Page | undefined> {
    const { client, context } = this.services;
    const target = targetOf(uri) ?? this.view?.document;
    const sheet = Uri.joinPath(context.extensionUri, "dist", "preview.css");
    const style = new TextDecoder().decode(await workspace.fs.readFile(sheet));
    const answer = target && (await askPage(client(), target, { style }));
    if (target && answer)
      return { report: target, html: answer.html, name: pageName(answer, nameOf(target)) };
    window.showInformationMessage(t("请先打开一份年度报告。"));
    return undefined;
  }

  async saveAsHtml(uri: unknown, to: unknown): Promise<void> {
    const target = to instanceof Uri ? to : undefined;
    const page = await this.page(uri);
    if (page && (await this.mayPublish(page.report, t("仍然保存")))) await savePage(page, target);
  }

  async print(uri: unknown): Promise<void> {
    const page = await this.page(uri);
    if (page && (await this.mayPublish(page.report, t("仍然打印"))))
      await printPage(page, this.services.context.globalStorageUri);
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
  return uri instanceof Uri ? documentOf(uri) : activeDocument();
}

async function select(uri: Uri, range: Range): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const editor = await window.showTextDocument(document, {
    viewColumn: textColumnOf(uri) ?? ViewColumn.One,
  });
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
