import type { CodeLens, ExecuteCommandParams, ServerCapabilities } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type SumLens, sumLenses } from "../../features/tables/sumLenses";
import type { Abilities } from "../abilities";
import { toRange } from "../convert";
import { showPlaceCommand } from "../protocol";
import type { Session } from "../session";
import type { ReportSnapshot } from "../snapshot";

export const codeLensCapabilities: ServerCapabilities = {
  codeLensProvider: {},
  executeCommandProvider: { commands: [showPlaceCommand] },
};

export function handleCodeLenses(
  { report, document }: ReportSnapshot,
  _: unknown,
  abilities: Abilities,
): CodeLens[] {
  return toCodeLenses(sumLenses(report), document, abilities);
}

/** Without a command a client shows the text alone. */
export function toCodeLenses(
  lenses: readonly SumLens[],
  document: TextDocument,
  { showsDocuments }: Abilities,
): CodeLens[] {
  return lenses.map(({ span, title, tooltip, target }) => {
    const go = target !== undefined && showsDocuments;
    const command = {
      title,
      tooltip,
      command: go ? showPlaceCommand : "",
      ...(go && { arguments: [document.uri, toRange(target, document)] }),
    };
    return { range: toRange(span, document), command };
  });
}

/** The command of the lenses. */
export async function showPlace(
  { connection, abilities }: Session,
  { command, arguments: [uri, selection] = [] }: ExecuteCommandParams,
): Promise<null> {
  if (command === showPlaceCommand && typeof uri === "string" && abilities.showsDocuments)
    await connection.window.showDocument({ uri, selection, takeFocus: true });
  return null;
}
