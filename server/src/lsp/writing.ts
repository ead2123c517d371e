import {
  type CancellationToken,
  type CodeLens,
  type CodeLensParams,
  CodeLensRefreshRequest,
  type CompletionItem,
  type CompletionParams,
  type Connection,
  type DefinitionParams,
  type ExecuteCommandParams,
  type InlayHint,
  type InlayHintParams,
  type Location,
  type ReferenceParams,
  type SelectionRange,
  type SelectionRangeParams,
  type SemanticTokensParams,
  type ServerCapabilities,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic } from "../core/findings/finding";
import type { Report } from "../core/report/report";
import { definitions, references } from "../features/navigation/navigation";
import { selectionRanges } from "../features/navigation/selectionRanges";
import { semanticTokens } from "../features/navigation/semanticTokens";
import { sumHints } from "../features/tables/sumHints";
import { sumLenses } from "../features/tables/sumLenses";
import { completions } from "../features/writing/completion";
import { chooseLastYear } from "../features/writing/lastYear";
import { type NewReport, newReport } from "../features/writing/newReport";
import {
  type Abilities,
  type AgencyProposal,
  agencyMethod,
  type NewReportAnswer,
  type NewReportParams,
  newReportMethod,
  showPlaceCommand,
  toCodeLenses,
  toCompletionItems,
  toInlayHints,
  tokenLegend,
  toLocations,
  toSelectionRange,
  toSemanticTokens,
  toSpan,
} from "./convert";
import type { Terms } from "./workspace";

/*
 * Handlers of what helps in writing a report: new reports, completion, hover, hints. The server gives them the reading
 * of a document's current version; they keep nothing.
 */

/** A document as it was read. */
export interface ReadDocument {
  readonly document: TextDocument;
  /** Undefined where the text is no report. */
  readonly report: Report | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly terms: Terms;
}

/** What the handlers need of the server. */
export interface Host {
  abilities(): Abilities;
  /** Nothing for a document that is not open, or in which checking is switched off. */
  read(uri: string, token?: CancellationToken): Promise<ReadDocument | undefined>;
  /** Lets something sent fail without harm. */
  send(name: string, sent: Promise<void>): void;
  /** Makes a fault of ours cost one empty answer only. */
  guarded<P, R>(
    name: string,
    empty: R,
    handle: (params: P, token?: CancellationToken) => R | Promise<R>,
  ): (params: P, token?: CancellationToken) => Promise<R>;
}

/** Characters at which a heading, an aspect or a row may be meant; letters and Chinese ask anyway. */
const triggers = ["#", "、", "（", "(", "|", "\t"];

export const writingCapabilities: ServerCapabilities = {
  completionProvider: { triggerCharacters: triggers },
  codeLensProvider: {},
  inlayHintProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  selectionRangeProvider: true,
  semanticTokensProvider: { legend: tokenLegend, full: true, range: false },
  executeCommandProvider: { commands: [showPlaceCommand] },
};

/** Gives back what makes the client ask again, for when settings have changed. */
export function serveWriting(connection: Connection, host: Host): () => void {
  const { guarded } = host;

  connection.onRequest(
    agencyMethod,
    guarded("proposeAgency", {}, ({ year, candidates }: NewReportParams): AgencyProposal => {
      const agency = chooseLastYear(candidates, { agency: undefined, year })?.report.agency;
      return agency === undefined ? {} : { agency };
    }),
  );

  connection.onRequest(
    newReportMethod,
    guarded("newReport", null, ({ agency, year, candidates }: NewReportParams): NewReportAnswer | null => {
      const lastYear = chooseLastYear(candidates, { agency, year });
      const made = newReport({ agency: agency ?? "", year, format: "markdown", lastYear: lastYear?.report });
      if (made === undefined) return null;
      return { ...made, ...(made.carried.length > 0 && { lastYear: lastYear!.name }) };
    }),
  );

  connection.onCompletion(
    guarded(
      "completion",
      [],
      async ({ textDocument, position }: CompletionParams, token): Promise<CompletionItem[]> => {
        const read = await host.read(textDocument.uri, token);
        if (!read) return [];
        const { document, report, terms } = read;
        const found = completions({
          text: document.getText(),
          report,
          offset: document.offsetAt(position),
          format: formatOf(document),
          thisYear: new Date().getFullYear(),
          standards: terms.settings.standards,
        });
        return toCompletionItems(found, document, host.abilities());
      },
    ),
  );

  connection.onCodeLens(
    guarded("codeLens", [], async ({ textDocument }: CodeLensParams, token): Promise<CodeLens[]> => {
      const read = await host.read(textDocument.uri, token);
      return read?.report ? toCodeLenses(sumLenses(read.report), read.document, host.abilities()) : [];
    }),
  );

  connection.onExecuteCommand(
    guarded("executeCommand", null, async ({ command, arguments: given }: ExecuteCommandParams) => {
      const [uri, selection] = given ?? [];
      if (command !== showPlaceCommand || typeof uri !== "string" || !host.abilities().showsDocuments)
        return null;
      await connection.window.showDocument({ uri, selection, takeFocus: true });
      return null;
    }),
  );

  connection.languages.inlayHint.on(
    guarded(
      "inlayHint",
      [],
      async ({ textDocument, range }: InlayHintParams, token): Promise<InlayHint[]> => {
        const read = await host.read(textDocument.uri, token);
        if (!read?.report || !read.terms.inlayHints) return [];
        const { start, end } = toSpan(range, read.document);
        const hints = sumHints(read.report).filter(({ offset }) => start <= offset && offset <= end);
        return toInlayHints(hints, read.document);
      },
    ),
  );

  connection.onDefinition(
    guarded(
      "definition",
      [],
      async ({ textDocument, position }: DefinitionParams, token): Promise<Location[]> => {
        const read = await host.read(textDocument.uri, token);
        if (!read?.report) return [];
        return toLocations(definitions(read.report, read.document.offsetAt(position)), read.document);
      },
    ),
  );

  connection.onReferences(
    guarded(
      "references",
      [],
      async ({ textDocument, position, context }: ReferenceParams, token): Promise<Location[]> => {
        const read = await host.read(textDocument.uri, token);
        if (!read?.report) return [];
        const offset = read.document.offsetAt(position);
        return toLocations(references(read.report, offset, context.includeDeclaration), read.document);
      },
    ),
  );

  connection.onSelectionRanges(
    guarded(
      "selectionRange",
      null,
      async ({ textDocument, positions }: SelectionRangeParams, token): Promise<SelectionRange[] | null> => {
        const read = await host.read(textDocument.uri, token);
        if (!read?.report) return null;
        const { report, document } = read;
        return positions.map((it) =>
          toSelectionRange(selectionRanges(report, document.offsetAt(it)), document),
        );
      },
    ),
  );

  connection.languages.semanticTokens.on(
    guarded("semanticTokens", { data: [] }, async ({ textDocument }: SemanticTokensParams, token) => {
      const read = await host.read(textDocument.uri, token);
      if (!read?.report) return { data: [] };
      return toSemanticTokens(semanticTokens(read.report, read.diagnostics), read.document);
    }),
  );

  return () => {
    const { refreshes } = host.abilities();
    if (refreshes.inlayHints) host.send("refresh", connection.languages.inlayHint.refresh());
    if (refreshes.tokens) host.send("refresh", connection.languages.semanticTokens.refresh());
    if (refreshes.codeLenses) host.send("refresh", connection.sendRequest(CodeLensRefreshRequest.type));
  };
}

function formatOf({ languageId }: TextDocument): NewReport["format"] {
  if (languageId === "html") return "html";
  return languageId === "markdown" ? "markdown" : "text";
}
