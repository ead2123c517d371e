import { t } from "@vscode/l10n";
import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { fileScheme, type RefusedPlace } from "../../../server/src/lsp/protocol";
import { isFileText } from "./address";

/** What is refused of a version of a text. */
interface Shown {
  readonly version: number;
  readonly places: readonly { readonly place: RefusedPlace; readonly diagnostic: Diagnostic }[];
}

/**
 * Changes that a file cannot take, shown where they stand in its text until the text is another, with a fix that puts back
 * what the file says there.
 */
export class Refusals implements Disposable, CodeActionProvider {
  private readonly collection = languages.createDiagnosticCollection("disclosureLint.refused");
  private readonly shown = new Map<string, Shown>();
  private readonly subscriptions = Disposable.from(
    this.collection,
    languages.registerCodeActionsProvider({ scheme: fileScheme }, this, {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (isFileText(document.uri) && !document.isDirty) this.show(document, []);
    }),
    workspace.onDidCloseTextDocument((document) => isFileText(document.uri) && this.show(document, [])),
  );

  /** Shows what is refused of the text as it is now, and nothing else. */
  show(document: TextDocument, refused: readonly RefusedPlace[]): void {
    const places = refused.map((place) => ({ place, diagnostic: diagnosticOf(document, place) }));
    this.shown.set(document.uri.toString(), { version: document.version, places });
    if (places.length === 0) this.shown.delete(document.uri.toString());
    const diagnostics = places.map(({ diagnostic }) => diagnostic);
    this.collection.set(document.uri, diagnostics);
  }

  /** Puts back what the file says, at every place. */
  async putBack(document: TextDocument): Promise<void> {
    const places = this.placesOf(document);
    if (places.length > 0) await workspace.applyEdit(editOf(document, ...places.map(({ place }) => place)));
  }

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    return this.placesOf(document).flatMap(({ place, diagnostic }) => {
      if (place.back === undefined || diagnostic.range.intersection(range) === undefined) return [];
      const action = new CodeAction(t("恢复这一处"), CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.edit = editOf(document, place);
      return [action];
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** None where the text is another by now: offsets would be wrong. */
  private placesOf(document: TextDocument): Shown["places"] {
    const shown = this.shown.get(document.uri.toString());
    return shown?.version === document.version ? shown.places : [];
  }
}

function diagnosticOf(document: TextDocument, { start, end, reason }: RefusedPlace): Diagnostic {
  const range = new Range(document.positionAt(start), document.positionAt(end));
  const message = t("这一处改动写不进文件：{0}。恢复这一处，或者在 Word 里改。", reason);
  const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Error);
  diagnostic.source = t("保存");
  return diagnostic;
}

function editOf(document: TextDocument, ...places: readonly RefusedPlace[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const at = (offset: number) => document.positionAt(offset);
  for (const { back } of places)
    if (back) edit.replace(document.uri, new Range(at(back.start), at(back.end)), back.text);
  return edit;
}
