import { t } from "@vscode/l10n";
import { Diagnostic, DiagnosticSeverity, Disposable, languages, Range, type Uri, workspace } from "vscode";
import type { RefusedPlace } from "../../../server/src/lsp/protocol";

/** Changes that a file cannot take, shown where they stand in its text until they are changed or saved. */
export class Refusals implements Disposable {
  private readonly collection = languages.createDiagnosticCollection("disclosureLint.refused");
  private readonly subscriptions = Disposable.from(
    this.collection,
    workspace.onDidCloseTextDocument(({ uri }) => this.collection.delete(uri)),
  );

  show(uri: Uri, refused: readonly RefusedPlace[]): void {
    const document = workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
    if (!document) return;
    const shown = refused.map(({ start, end, reason }) => {
      const range = new Range(document.positionAt(start), document.positionAt(end));
      const message = t("这一处改动写不进文件：{0}。请撤销这一处，或者在 Word 里改。", reason);
      const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Error);
      diagnostic.source = t("保存");
      return diagnostic;
    });
    this.collection.set(uri, shown);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
