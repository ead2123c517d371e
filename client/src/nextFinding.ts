import { t } from "@vscode/l10n";
import {
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  languages,
  Selection,
  TextEditorRevealType,
  type Uri,
  window,
} from "vscode";
import { activePage, type FindingSeverity } from "./activeReport";

const levels: Readonly<Record<FindingSeverity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** The findings of a severity in a document, in the order of the text. */
export function findingsOf(uri: Uri, severity: FindingSeverity): Diagnostic[] {
  return languages
    .getDiagnostics(uri)
    .filter((it) => it.source === "disclosure-lint" && it.severity === levels[severity])
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Goes to the next finding of a severity behind the cursor in the active text or page, from the last to the first. */
export async function goToNext(severity: FindingSeverity): Promise<void> {
  const page = activePage();
  if (page?.document) {
    if (findingsOf(page.document, severity).length === 0) tellNone(severity);
    else page.step(severity);
    return;
  }
  const editor = window.activeTextEditor;
  if (!editor) return;
  const found = findingsOf(editor.document.uri, severity);
  const { start, end } = editor.selection;
  const isHere = found.some(({ range }) => range.start.isEqual(start) && range.end.isEqual(end));
  const behind = found.find(({ range }) =>
    isHere ? range.start.isAfter(start) : range.start.isAfterOrEqual(editor.selection.active),
  );
  const target = behind ?? found[0];
  if (target === undefined) {
    tellNone(severity);
    return;
  }
  await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn, preserveFocus: false });
  editor.selection = new Selection(target.range.start, target.range.end);
  editor.revealRange(target.range, TextEditorRevealType.InCenterIfOutsideViewport);
  await commands.executeCommand("editor.action.showHover");
}

function tellNone(severity: FindingSeverity): void {
  window.showInformationMessage(
    { error: t("没有错误。"), warning: t("没有警告。"), info: t("没有提示。") }[severity],
  );
}
