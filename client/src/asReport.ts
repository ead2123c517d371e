import { t } from "@vscode/l10n";
import {
  commands,
  type Disposable,
  type ExtensionContext,
  languages,
  type Memento,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { activeDocument } from "./activeReport";
import { said } from "./said";
import type { Statuses } from "./statusItems";

/*
 * Files that are reports by the user's word: they get the language of reports, in which everything is checked and long lines
 * are wrapped. The editor forgets a chosen language with the document; here it is remembered.
 */

const ownLanguage = "disclosure-report";
/** More files nobody has chosen. */
const most = 300;

export function registerAsReport(context: ExtensionContext, statuses: Statuses): Disposable[] {
  return [
    commands.registerCommand("disclosureLint.checkAsReport", async () => {
      const uri = activeDocument();
      if (uri) await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), ownLanguage);
    }),
    ...rememberLanguages(new StoredSet(context.workspaceState, "disclosureLint.asReport")),
    ...offerLanguage(context, statuses),
  ];
}

/** A set of texts that outlives the window; of too many the oldest are forgotten. */
class StoredSet {
  private texts: readonly string[];

  constructor(
    private readonly memento: Memento,
    private readonly key: string,
  ) {
    this.texts = memento.get<string[]>(key, []);
  }

  has = (text: string) => this.texts.includes(text);
  add = (text: string) => this.has(text) || this.store([...this.texts, text].slice(-most));
  delete = (text: string) => this.has(text) && this.store(this.texts.filter((it) => it !== text));

  private store(texts: readonly string[]): void {
    this.texts = texts;
    this.memento.update(this.key, texts);
  }
}

function rememberLanguages(chosen: StoredSet): Disposable[] {
  /** Whose language changes: the editor closes the document and opens it again at once. */
  let changing: string | undefined;
  const opened = (document: TextDocument) => {
    const uri = document.uri.toString();
    const isOwn = document.languageId === ownLanguage;
    const isChanged = changing === uri;
    changing = undefined;
    if (isOwn && (isChanged || document.isUntitled)) chosen.add(uri);
    else if (isChanged) chosen.delete(uri);
    else if (!isOwn && chosen.has(uri)) languages.setTextDocumentLanguage(document, ownLanguage);
  };
  const closed = (document: TextDocument) => {
    const uri = document.uri.toString();
    changing = uri;
    queueMicrotask(() => {
      if (changing !== uri) return;
      changing = undefined;
      // The editor gives the names of untitled documents again.
      if (document.isUntitled) chosen.delete(uri);
    });
  };
  for (const document of workspace.textDocuments) opened(document);
  return [workspace.onDidOpenTextDocument(opened), workspace.onDidCloseTextDocument(closed)];
}

/** A plain text that is a report: whether it is to be shown as one is asked once a file. */
function offerLanguage({ workspaceState, globalState }: ExtensionContext, statuses: Statuses): Disposable[] {
  const asked = new StoredSet(workspaceState, "disclosureLint.askedAsReport");
  const never = "disclosureLint.neverAskAsReport";
  const offer = async () => {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== "plaintext" || globalState.get(never)) return;
    const uri = document.uri.toString();
    if (statuses.of(uri)?.state !== "report" || asked.has(uri)) return;
    asked.add(uri);
    const [yes, noMore] = [t("是"), t("不再提示")];
    const name = uri.slice(uri.lastIndexOf("/") + 1);
    const message = t(
      "“{0}”是年度报告，要按年度报告显示吗？那样会自动换行、着色。",
      decodeURIComponent(name),
    );
    const answer = await window.showInformationMessage(said(message), yes, noMore);
    if (answer === noMore) await globalState.update(never, true);
    if (answer === yes && !document.isClosed) await languages.setTextDocumentLanguage(document, ownLanguage);
  };
  return [statuses.onChange(offer), window.onDidChangeActiveTextEditor(offer)];
}
