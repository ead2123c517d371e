import { t } from "@vscode/l10n";
import {
  CodeAction,
  CodeActionKind,
  commands,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  TabInputCustom,
  TabInputText,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";
import type { CarriedNumber } from "../../server/src/lsp/protocol";
import { afterChange } from "./carriedNumbers";

/*
 * What a new report took over from last year's is marked where it stands, until somebody has looked at it: says so, or
 * changes the number. Only the client knows of it; it is forgotten when the document is closed, or its last tab: the editor
 * keeps the document of one for minutes.
 */

const confirmCommand = "disclosureLint.confirmCarried";

export interface CarriedMarks extends Disposable {
  /** The numbers of a document that are to be looked at. */
  mark(document: TextDocument, numbers: readonly CarriedNumber[]): void;
}

interface Marked {
  readonly document: TextDocument;
  readonly numbers: readonly CarriedNumber[];
}

export function createCarriedMarks(languageIds: readonly string[]): CarriedMarks {
  const marked = new Map<string, Marked>();
  /** What a document that is not saved yet was last: saved for the first time, it goes on as another one with this text. */
  let unsaved: { readonly text: string; readonly numbers: readonly CarriedNumber[] } | undefined;
  const diagnostics = languages.createDiagnosticCollection("disclosureLint.carried");
  const mark = (document: TextDocument, numbers: readonly CarriedNumber[]) => {
    if (numbers.length > 0) marked.set(document.uri.toString(), { document, numbers });
    else marked.delete(document.uri.toString());
    if (numbers.length > 0 && document.isUntitled) unsaved = { text: document.getText(), numbers };
    const shown = numbers.map((number) => inEditor(document, number));
    diagnostics.set(document.uri, shown);
  };
  const confirm = (uri: string, start?: number) => {
    const known = marked.get(uri);
    if (!known) return;
    unsaved = undefined;
    const isLeft = (number: CarriedNumber) => start !== undefined && number.start !== start;
    mark(known.document, known.numbers.filter(isLeft));
  };
  /** A file is opened empty when something is saved as it, and gets its text then. */
  const follow = (document: TextDocument) => {
    if (document.isUntitled || document.getText() !== unsaved?.text) return;
    mark(document, unsaved.numbers);
    unsaved = undefined;
  };
  const subscriptions = Disposable.from(
    diagnostics,
    commands.registerCommand(confirmCommand, confirm),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const known = marked.get(document.uri.toString());
      if (!known) follow(document);
      else if (contentChanges.length > 0) mark(document, contentChanges.reduce(afterChange, known.numbers));
    }),
    workspace.onDidOpenTextDocument(follow),
    workspace.onDidCloseTextDocument((document) => mark(document, [])),
    window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const { input } of closed) {
        const known = isOfDocument(input) && marked.get(input.uri.toString());
        if (known && !isInTab(known.document.uri)) mark(known.document, []);
      }
    }),
    languages.registerCodeActionsProvider(
      [...languageIds],
      {
        provideCodeActions: (document, range) =>
          actionsAt(document, range, marked.get(document.uri.toString())?.numbers ?? []),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
  return { mark, dispose: () => subscriptions.dispose() };
}

function isInTab(uri: Uri): boolean {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => isOfDocument(input) && input.uri.toString() === uri.toString());
}

/** A tab of a text, or of its page. */
function isOfDocument(input: unknown): input is TabInputText | TabInputCustom {
  return input instanceof TabInputText || input instanceof TabInputCustom;
}

function inEditor(document: TextDocument, { start, end, message }: CarriedNumber): Diagnostic {
  const range = new Range(document.positionAt(start), document.positionAt(end));
  const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Information);
  diagnostic.source = t("年度报告检查");
  return diagnostic;
}

function actionsAt(document: TextDocument, range: Range, numbers: readonly CarriedNumber[]): CodeAction[] {
  const uri = document.uri.toString();
  return numbers.flatMap((number) => {
    const diagnostic = inEditor(document, number);
    if (!diagnostic.range.intersection(range)) return [];
    return [
      confirming(t("确认无误"), diagnostic, [uri, number.start]),
      ...(numbers.length > 1
        ? [confirming(t("带入的 {0} 处全部确认无误", numbers.length), diagnostic, [uri])]
        : []),
    ];
  });
}

function confirming(title: string, diagnostic: Diagnostic, given: readonly unknown[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { title, command: confirmCommand, arguments: [...given] };
  return action;
}
