import {
  type CodeAction,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Connection,
  type Disposable,
  type DocumentFormattingParams,
  DocumentFormattingRequest,
  type DocumentRangeFormattingParams,
  DocumentRangeFormattingRequest,
  type ServerCapabilities,
  type TextDocumentPositionParams,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { parseReport } from "../core/report/recognise";
import type { Report } from "../core/report/report";
import type { Span } from "../core/text/text";
import { copyTable } from "../features/tables/convertTable";
import { alignTables } from "../features/tables/formatting";
import { pasteTable } from "../features/tables/pasteTable";
import { tableAt } from "../features/tables/recalculate";
import { type TableActionName, tableActions } from "../features/tables/tableActions";
import {
  type Abilities,
  type CopyTableAnswer,
  copyTableMethod,
  type PasteTableParams,
  pasteTableMethod,
  selectorOf,
  tableActionKinds,
  toSpan,
  toTableAction,
  toTextEdits,
  wants,
} from "./convert";
import type { Host, ReadDocument } from "./writing";

/*
 * Handlers of what changes tables: formatting, actions on a table, copying and pasting.
 */

/** What the server tells of its documents, and asks for. */
export interface Editing {
  actions(read: ReadDocument, params: CodeActionParams): CodeAction[];
  /** A document was read. */
  seen(document: TextDocument, isReport: boolean): void;
  closed(uri: string): void;
}

/**
 * Formatters compete: an editor asks which one to use for a language. Where it can be told so, only reports have ours, and
 * other Markdown files keep the one that they have.
 */
export function editingCapabilities({ registersFormatting }: Abilities): ServerCapabilities {
  return registersFormatting
    ? {}
    : { documentFormattingProvider: true, documentRangeFormattingProvider: true };
}

export function serveEditing(connection: Connection, host: Host): Editing {
  const { guarded } = host;
  /** What formatting is registered with, by the document. */
  const formatters = new Map<string, Promise<Disposable>[]>();

  const format = async (
    uri: string,
    select: (document: TextDocument) => Span | undefined,
  ): Promise<TextEdit[]> => {
    const read = await host.read(uri);
    return read?.report ? toTextEdits(alignTables(read.report, select(read.document)), read.document) : [];
  };
  connection.onDocumentFormatting(
    guarded("formatting", [], ({ textDocument }: DocumentFormattingParams) =>
      format(textDocument.uri, () => undefined),
    ),
  );
  connection.onDocumentRangeFormatting(
    guarded("rangeFormatting", [], ({ textDocument, range }: DocumentRangeFormattingParams) =>
      format(textDocument.uri, (document) => toSpan(range, document)),
    ),
  );
  connection.onRequest(
    copyTableMethod,
    guarded("copyTable", {}, async (params: TextDocumentPositionParams, token): Promise<CopyTableAnswer> => {
      const { textDocument, position } = params;
      const read = await host.read(textDocument.uri, token);
      if (!read?.report) return { refusal: "这个文件没有被认作年度报告" };
      return copied(read.report, read.document.offsetAt(position));
    }),
  );
  connection.onRequest(
    pasteTableMethod,
    guarded("pasteTable", null, async ({ textDocument, range, html }: PasteTableParams, token) => {
      const read = await host.read(textDocument.uri, token);
      if (!read) return null;
      const { document, report } = read;
      // Pasted into a file that says by its name what it will be, the first text comes with tables already.
      const into =
        report ?? (document.languageId === ownLanguage ? parseReport(document.getText()) : undefined);
      if (into === undefined || document.languageId === "html") return null;
      return pasteTable(html, into, toSpan(range, document)) ?? null;
    }),
  );

  const release = (uri: string) => {
    for (const registered of formatters.get(uri) ?? [])
      registered.then((it) => it.dispose()).catch(() => undefined); // The client has gone, or never took it.
    formatters.delete(uri);
  };
  return {
    actions: ({ document, report, terms }, { range, context }) => {
      if (!report) return [];
      const names = namesWanted(context);
      if (names.length === 0) return [];
      const abilities = host.abilities();
      return tableActions(report, toSpan(range, document), names, terms.settings)
        .filter(({ name, refusal }) => refusal === undefined || isAskedFor(name, context, abilities))
        .map((it) => toTableAction(it, document, abilities));
    },
    seen: (document, isReport) => {
      const { uri } = document;
      if (!host.abilities().registersFormatting || isReport === formatters.has(uri)) return;
      if (!isReport) return release(uri);
      const options = { documentSelector: selectorOf(document) };
      const registered = [
        connection.client.register(DocumentFormattingRequest.type, options),
        connection.client.register(DocumentRangeFormattingRequest.type, options),
      ];
      formatters.set(uri, registered);
      for (const it of registered)
        it.catch((error) => connection.console.error(`registerCapability：${error}`));
    },
    closed: release,
  };
}

/** The language of files whose names say that they are reports. */
const ownLanguage = "disclosure-report";

function copied(report: Report, offset: number): CopyTableAnswer {
  const table = tableAt(report, offset);
  if (table === undefined) return { refusal: "光标不在三张规定表格中" };
  const text = copyTable(report, table);
  return typeof text === "string" ? { text } : { refusal: text.reason };
}

const allNames = Object.keys(tableActionKinds) as TableActionName[];

/** Nothing at a mere movement of the cursor; what concerns the whole text only where its kind is asked for. */
function namesWanted({ only, triggerKind }: CodeActionParams["context"]): TableActionName[] {
  if (only === undefined && triggerKind === CodeActionTriggerKind.Automatic) return [];
  return allNames.filter((name) => {
    const kind = tableActionKinds[name];
    return wants(kind, only) && (only !== undefined || !kind.startsWith("source"));
  });
}

/** Who asks for one action by its kind is told why it cannot be done. */
function isAskedFor(
  name: TableActionName,
  { only }: CodeActionParams["context"],
  { disabledActions }: Abilities,
): boolean {
  return disabledActions && (only?.includes(tableActionKinds[name]) ?? false);
}
