import {
  type CancellationToken,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Connection,
  DidChangeConfigurationNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  type Diagnostic as ProtocolDiagnostic,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { version } from "../../package.json";
import { checkReport, fixAll } from "./check";
import { type Configuration, readConfiguration } from "./configuration";
import { type Action, quickFixes } from "./features/codeActions";
import { difference } from "./features/difference";
import { documentSymbols } from "./features/documentSymbols";
import { foldingRanges } from "./features/foldingRanges";
import {
  type Abilities,
  abilitiesOf,
  fixAllKind,
  offStatus,
  type Status,
  statusMethod,
  toCodeAction,
  toDiagnostic,
  toFoldingRanges,
  toSpan,
  toStatus,
  toSymbols,
  wants,
} from "./lsp";
import { parseReport } from "./report/recognise";
import type { Report } from "./report/report";
import type { Diagnostic } from "./rule";
import type { Settings } from "./settings";

/** What an entry knows and the portable part does not. */
export interface ServerOptions {
  /** Address of the rules' manual; a client may name another in its `initializationOptions`. */
  readonly manual?: string;
}

/** How one version of a document was read under one configuration. */
interface Analysis {
  readonly version: number;
  /** Tells this result from every other of this server; the client sends it back to ask whether it still holds. */
  readonly id: string;
  /** Undefined where checking is switched off or the text is no report. */
  readonly report: Report | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly settings: Settings;
}

/** Typing comes in bursts; a client that does not pull gets one answer a burst. */
const pushDelay = 200;

/**
 * Serves one client. All that is remembered is the configuration and the reading of each open document's current
 * version.
 */
export function createServer(connection: Connection, options: ServerOptions = {}): void {
  const documents = new TextDocuments<TextDocument>({
    // Clients have been seen to leave out the text; it must stay a string for all that follows.
    create: (uri, languageId, version, text) => TextDocument.create(uri, languageId, version, text ?? ""),
    update: TextDocument.update,
  });
  const analyses = new Map<string, Analysis>();
  const configurations = new Map<string, Promise<Configuration>>();
  const publications = new Map<string, ReturnType<typeof setTimeout>>();
  let abilities = abilitiesOf({});
  let manual = options.manual;
  let wantsStatus = false;
  /** The section as last pushed, for clients that cannot be asked. */
  let pushedSection: unknown;
  let lastComplaint = "";
  let analysisCount = 0;

  connection.onInitialize(({ capabilities, initializationOptions }: InitializeParams): InitializeResult => {
    abilities = abilitiesOf(capabilities ?? {});
    wantsStatus = initializationOptions?.status === true;
    if (typeof initializationOptions?.manual === "string") manual = initializationOptions.manual;
    return { capabilities: serverCapabilities(abilities), serverInfo: { name: "disclosure-lint", version } };
  });

  connection.onInitialized(() => {
    if (!abilities.registersConfiguration) return;
    const registration = { section: "disclosureLint" };
    connection.client
      .register(DidChangeConfigurationNotification.type, registration)
      .catch((error) => logError("registerCapability", error));
  });

  connection.onDidChangeConfiguration(
    guarded("didChangeConfiguration", undefined, ({ settings }) => {
      pushedSection = settings?.disclosureLint;
      lastComplaint = "";
      analyses.clear();
      configurations.clear();
      if (!abilities.pullDiagnostics) for (const { uri } of documents.all()) publishLater(uri, 0);
      else connection.languages.diagnostics.refresh().catch((error) => logError("refresh", error));
    }),
  );

  documents.onDidChangeContent(({ document: { uri } }) => {
    // Its settings are asked for when it is first read: until then nothing has been shown, and nothing need wait.
    const delay = configurations.has(uri) ? pushDelay : 0;
    analyses.delete(uri);
    if (!abilities.pullDiagnostics) publishLater(uri, delay);
  });
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(publications.get(uri));
    publications.delete(uri);
    analyses.delete(uri);
    configurations.delete(uri);
    if (!abilities.pullDiagnostics)
      send("publishDiagnostics", connection.sendDiagnostics({ uri, diagnostics: [] }));
  });

  connection.languages.diagnostics.on(
    guarded("diagnostic", fullReport([]), async ({ textDocument, previousResultId }, token) => {
      const read = await analyse(textDocument.uri, token);
      if (!read) return fullReport([]);
      const resultId = read.analysis.id;
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { ...fullReport(protocolDiagnostics(read)), resultId };
    }),
  );

  connection.onDocumentSymbol(
    guarded("documentSymbol", [], async ({ textDocument }, token) => {
      const read = await analyse(textDocument.uri, token);
      if (!read?.analysis.report) return [];
      return toSymbols(documentSymbols(read.analysis.report), read.document, abilities.nestedSymbols);
    }),
  );

  connection.onFoldingRanges(
    guarded("foldingRange", [], async ({ textDocument }, token) => {
      const read = await analyse(textDocument.uri, token);
      if (!read?.analysis.report) return [];
      return toFoldingRanges(foldingRanges(read.analysis.report), read.document, abilities.foldingLimit);
    }),
  );

  connection.onCodeAction(
    guarded("codeAction", [], async (params: CodeActionParams, token) => {
      const read = await analyse(params.textDocument.uri, token);
      if (!read || !abilities.codeActions) return [];
      const { document, analysis } = read;
      const { only, triggerKind } = params.context;
      const fixes = wants(CodeActionKind.QuickFix, only)
        ? quickFixes(analysis.diagnostics, toSpan(params.range, document))
        : [];
      // An editor asks at every movement of the cursor, for what belongs there: not for the whole file's remedy.
      const automatic = only === undefined && triggerKind === CodeActionTriggerKind.Automatic;
      const all = !automatic && wants(fixAllKind, only) ? fixAllActions(analysis, document.getText()) : [];
      return [
        ...fixes.map((it) => toCodeAction(it, CodeActionKind.QuickFix, document, abilities, manual)),
        ...all.map((it) => toCodeAction(it, fixAllKind, document, abilities, manual)),
      ];
    }),
  );

  documents.listen(connection);
  connection.listen();

  /** The reading of a document's current version; nothing for one that is not open. */
  async function analyse(
    uri: string,
    token?: CancellationToken,
  ): Promise<{ document: TextDocument; analysis: Analysis } | undefined> {
    const configuration = await configurationOf(uri);
    // As it is now: while the client was asked for its settings, it may have changed or been closed.
    const document = documents.get(uri);
    if (!document || !configuration) return undefined;
    if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "已取消");
    const known = analyses.get(uri);
    if (known?.version === document.version) return { document, analysis: known };
    const { analysis, status } = read(document, configuration);
    analyses.set(uri, analysis);
    if (wantsStatus) send("status", connection.sendNotification(statusMethod, status));
    return { document, analysis };
  }

  function read(
    document: TextDocument,
    { enable, settings }: Configuration,
  ): { analysis: Analysis; status: Status } {
    const nothing = {
      version: document.version,
      id: String(++analysisCount),
      report: undefined,
      diagnostics: [],
      settings,
    };
    if (!enable) return { analysis: nothing, status: offStatus(document) };
    const report = parseReport(document.getText(), settings);
    if (!report.recognition.isReport) return { analysis: nothing, status: toStatus(document, report, []) };
    const diagnostics = checkReport(report, settings);
    return { analysis: { ...nothing, report, diagnostics }, status: toStatus(document, report, diagnostics) };
  }

  /** Asked for once a document; asked for again where it changed while the answer was on its way. */
  async function configurationOf(uri: string): Promise<Configuration | undefined> {
    for (;;) {
      const document = documents.get(uri);
      if (!document) return undefined;
      const asked = configurations.get(uri) ?? askConfiguration(document);
      configurations.set(uri, asked);
      const configuration = await asked;
      if (configurations.get(uri) === asked) return configuration;
    }
  }

  async function askConfiguration({ uri, languageId }: TextDocument): Promise<Configuration> {
    const section = abilities.configuration
      ? await connection.workspace
          .getConfiguration({ scopeUri: uri, section: "disclosureLint" })
          .catch((error: unknown) => {
            logError("workspace/configuration", error);
            return pushedSection;
          })
      : pushedSection;
    const configuration = readConfiguration(section, languageId);
    complain(configuration.problems);
    return configuration;
  }

  /** One line a state of the settings, however many documents are open under it. */
  function complain(problems: readonly string[]): void {
    const complaint = problems.join("；");
    if (complaint !== "" && complaint !== lastComplaint) {
      connection.console.warn(`设置有误，已按默认值处理：${complaint}。`);
    }
    lastComplaint = complaint;
  }

  function publishLater(uri: string, delay: number): void {
    clearTimeout(publications.get(uri));
    const publish = guarded("publishDiagnostics", undefined, async (): Promise<void> => {
      publications.delete(uri);
      const read = await analyse(uri);
      if (!read) return;
      const { version } = read.analysis;
      const diagnostics = protocolDiagnostics(read);
      send("publishDiagnostics", connection.sendDiagnostics({ uri, version, diagnostics }));
    });
    publications.set(uri, setTimeout(publish, delay));
  }

  function protocolDiagnostics({ document, analysis }: { document: TextDocument; analysis: Analysis }) {
    return analysis.diagnostics.map((it) => toDiagnostic(it, document, abilities, manual));
  }

  /** A fault of ours costs one empty answer, is logged, and leaves the server as it was. */
  function guarded<P, R>(
    name: string,
    empty: R,
    handle: (params: P, token?: CancellationToken) => R | Promise<R>,
  ): (params: P, token?: CancellationToken) => Promise<R> {
    return async (params, token) => {
      try {
        return await handle(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error; // Cancelled: the client is to be told so.
        logError(name, error);
        return empty;
      }
    };
  }

  function send(name: string, sent: Promise<void>): void {
    sent.catch((error) => logError(name, error));
  }

  function logError(name: string, error: unknown): void {
    connection.console.error(`${name}：${error instanceof Error ? (error.stack ?? error.message) : error}`);
  }
}

function serverCapabilities({ pullDiagnostics }: Abilities): InitializeResult["capabilities"] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(pullDiagnostics && {
      diagnosticProvider: {
        identifier: "disclosure-lint",
        interFileDependencies: false,
        workspaceDiagnostics: false,
      },
    }),
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
  };
}

function fullReport(items: ProtocolDiagnostic[]): DocumentDiagnosticReport & { kind: "full" } {
  return { kind: DocumentDiagnosticReportKind.Full, items };
}

function fixAllActions({ report, settings }: Analysis, text: string): Action[] {
  if (!report) return [];
  const { text: fixed, fixes } = fixAll(text, settings);
  if (fixed === text) return [];
  const title = `修正全部可以放心修正之处（${fixes}处）`;
  return [{ title, edits: difference(text, fixed), diagnostics: [], preferred: false }];
}
