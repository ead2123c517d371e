import type { ClientCapabilities } from "vscode-languageserver";
import type { InitializationOptions } from "./protocol";

/** What of the client's abilities makes a difference to us. */
export type Abilities = Readonly<ReturnType<typeof abilitiesOf>>;

export function abilitiesOf(
  { textDocument, workspace, window }: ClientCapabilities,
  own?: Partial<InitializationOptions> | null,
) {
  const publish = textDocument?.publishDiagnostics;
  const pull = textDocument?.diagnostic;
  // A client that pulls but cannot be told to pull again would show stale results after a change of settings.
  const pulls = pull !== undefined && workspace?.diagnostics?.refreshSupport === true;
  return {
    pullDiagnostics: pulls,
    relatedInformation: (pulls && pull.relatedInformation) || publish?.relatedInformation === true,
    codeDescription: (pulls && pull.codeDescriptionSupport) || publish?.codeDescriptionSupport === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    /** Formatting can be offered document by document. */
    registersFormatting:
      textDocument?.formatting?.dynamicRegistration === true &&
      textDocument.rangeFormatting?.dynamicRegistration === true,
    /** The client can be told to go to a place of a document. */
    showsDocuments: window?.showDocument?.support === true,
    refreshes: {
      inlayHints: workspace?.inlayHint?.refreshSupport === true,
      codeLenses: workspace?.codeLens?.refreshSupport === true,
      tokens: workspace?.semanticTokens?.refreshSupport === true,
    },
    // Of our own client.
    status: own?.status === true,
    manual: typeof own?.manual === "string" ? own.manual : undefined,
    readFile: own?.readFile === true,
    ignoreHere: own?.ignoreHere === true,
  };
}
