import { t } from "@vscode/l10n";
import { type CodeAction, commands, Range, type TextDocument, type Uri, window, workspace } from "vscode";
import type { Status } from "../../server/src/lsp/protocol";
import { found } from "./status";
import type { Statuses } from "./statusItems";

const kind = "source.fixAll.disclosureLint";

/** 全部修正: mends in a report what is beyond doubt, and says what is left. */
export async function applySafeFixes(statuses: Statuses, uri: Uri | undefined): Promise<void> {
  const document = uri && (await workspace.openTextDocument(uri));
  if (document === undefined) return;
  const before = statuses.of(document.uri.toString());
  const whole = new Range(0, 0, document.lineCount, 0);
  const actions = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    whole,
    kind,
  );
  const edit = actions.find((action) => action.kind?.value === kind)?.edit;
  if (before?.state !== "report" || edit === undefined) {
    window.showInformationMessage(t("没有可以放心修正的地方。"));
    return;
  }
  if (!(await workspace.applyEdit(edit))) return;
  const after = await statusAfter(document, statuses);
  const mended = countOf(before) - countOf(after);
  window.showInformationMessage(t("已修正 {0} 处，现在：{1}。", mended, found(after)));
}

const countOf = ({ errors, warnings, infos }: Status) => errors + warnings + infos;

/** What the server says of the document as it is now. */
function statusAfter(document: TextDocument, statuses: Statuses): Promise<Status> {
  const uri = document.uri.toString();
  const current = () => {
    const status = statuses.of(uri);
    return status && status.version >= document.version ? status : undefined;
  };
  return new Promise((resolve) => {
    const listener = statuses.onChange(() => {
      const status = current();
      if (!status) return;
      listener.dispose();
      resolve(status);
    });
    const status = current();
    if (status) {
      listener.dispose();
      resolve(status);
    }
  });
}
