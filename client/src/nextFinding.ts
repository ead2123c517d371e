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

/** The findings of a severity in a document, in the order of the text. */
export function findingsOf(uri: Uri, severity: "error" | "warning"): Diagnostic[] {
  const wanted = severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  return languages
    .getDiagnostics(uri)
    .filter((it) => it.source === "disclosure-lint" && it.severity === wanted)
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Goes to the next finding of a severity behind the cursor in the active report, from the last to the first. */
export async function goToNext(severity: "error" | "warning"): Promise<void> {
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
    window.showInformationMessage(severity === "error" ? "没有错误。" : "没有警告。");
    return;
  }
  await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn, preserveFocus: false });
  editor.selection = new Selection(target.range.start, target.range.end);
  editor.revealRange(target.range, TextEditorRevealType.InCenterIfOutsideViewport);
  await commands.executeCommand("editor.action.showHover");
}
