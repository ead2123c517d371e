import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWorkspaceFoldersNotification,
  type DidChangeWorkspaceFoldersParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  type Diagnostic as ProtocolDiagnostic,
  ResponseError,
  type TextDocumentContentChangeEvent,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { version } from "../../../package.json";
import { fixAll, inspect } from "../core/check";
import type { Diagnostic } from "../core/findings/finding";
import { parseReport } from "../core/report/recognise";
import type { Report } from "../core/report/report";
import { ruleIds } from "../core/rules/index";
import { documentSymbols } from "../features/navigation/documentSymbols";
import { foldingRanges } from "../features/navigation/foldingRanges";
import { hover } from "../features/navigation/hover";
import { difference } from "../features/tables/difference";
import { type Action, quickFixes } from "../features/writing/codeActions";
import { ignorables } from "../features/writing/ignoreHere";
import { ignoreDiagnostics, type PlacedEntry, readIgnoreFile, readProjectFile } from "../project/project";
import { decoded, parentOf, resolved } from "../project/projectFiles";
import { readConfiguration } from "./configuration";
import {
  type Abilities,
  abilitiesOf,
  fixAllKind,
  offStatus,
  type Status,
  statusMethod,
  tableActionKinds,
  toCodeAction,
  toDiagnostic,
  toFileDiagnostic,
  toFoldingRanges,
  toHover,
  toIgnoreAction,
  toRange,
  toSpan,
  toStatus,
  toSymbols,
  trustMethod,
  wants,
} from "./convert";
import { editingCapabilities, serveEditing } from "./editing";
import { serveViewing } from "./viewing";
import { projectFileKind, type ReadFile, type Terms, Workspace } from "./workspace";
import { type Host, type ReadDocument, serveWriting, writingCapabilities } from "./writing";

/** What an entry knows and the portable part does not. */
export interface ServerOptions {
  /** Reads `file:` addresses; where this is missing, and for all others, the client is asked. */
  readonly readFile?: ReadFile;
}

/** How one version of a document was read under one configuration. */
interface Analysis {
  readonly version: number;
  /** Tells this result from every other of this server; the client sends it back to ask whether it still holds. */
  readonly id: string;
  /** Undefined where checking is switched off or the text is no report. */
  readonly report: Report | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The same before anything was suppressed. */
  readonly found: readonly Diagnostic[];
  readonly terms: Terms;
}

/** A document, and how its current version was read. */
interface ReadAnalysis {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

/** Typing comes in bursts; a client that does not pull gets one answer a burst, where an answer takes longer than a letter. */
const pushDelay = 200;
/** Code units of a text that is read, checked and answered for in a few milliseconds: several times any usual report. */
const quickLength = 50_000;

/**
 * Serves one client. All that is remembered is the configuration and the reading of each open document's current
 * version.
 */
export function createServer(connection: Connection, options: ServerOptions = {}): void {
  const documents = new TextDocuments<TextDocument>({
    // Clients have been seen to leave out the text; it must stay a string for all that follows.
    create: (uri, languageId, version, text) => TextDocument.create(uri, languageId, version, text ?? ""),
    update: changed,
  });
  const analyses = new Map<string, Analysis>();
  const configurations = new Map<string, Promise<Terms>>();
  const workspace = new Workspace(connection, options.readFile);
  const publications = new Map<string, ReturnType<typeof setTimeout>>();
  let abilities = abilitiesOf({});
  /** Where the client shows the rules' pages; one that says nothing of it gets no links to them. */
  let manual: string | undefined;
  let wantsStatus = false;
  let hasIgnoreCommand = false;
  /** The section as last pushed, for clients that cannot be asked. */
  let pushedSection: unknown;
  let lastComplaint = "";
  let analysisCount = 0;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const { capabilities, initializationOptions } = params;
    workspace.initialize(params);
    abilities = abilitiesOf(capabilities ?? {});
    wantsStatus = initializationOptions?.status === true;
    hasIgnoreCommand = initializationOptions?.ignoreHere === true;
    if (typeof initializationOptions?.manual === "string") manual = initializationOptions.manual;
    return { capabilities: serverCapabilities(abilities), serverInfo: { name: "disclosure-lint", version } };
  });

  connection.onInitialized(() => {
    connection.console.info(`检查服务已启动（版本 ${version}）。`);
    workspace.watch().catch((error) => logError("registerCapability", error));
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
      readAgain();
    }),
  );
  connection.onDidChangeWatchedFiles(
    guarded("didChangeWatchedFiles", undefined, () => {
      workspace.files.clear();
      readAgain();
    }),
  );
  connection.onNotification(
    trustMethod,
    guarded("trust", undefined, () => {
      workspace.trust();
      readAgain();
    }),
  );
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    guarded("didChangeWorkspaceFolders", undefined, ({ event }: DidChangeWorkspaceFoldersParams) => {
      workspace.changeFolders(event);
      readAgain();
    }),
  );
  documents.onDidOpen(() => void workspace.forgetUnwatched());
  documents.onDidSave(({ document: { uri } }) => {
    if (projectFileKind(uri) !== undefined && workspace.forgetUnwatched()) readAgain();
  });

  documents.onDidChangeContent(({ document }) => {
    const { uri } = document;
    // Its settings are asked for when it is first read: until then nothing has been shown, and nothing need wait.
    const delay = configurations.has(uri) && document.getText().length > quickLength ? pushDelay : 0;
    analyses.delete(uri);
    if (!abilities.pullDiagnostics) publishLater(uri, delay);
  });
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(publications.get(uri));
    publications.delete(uri);
    analyses.delete(uri);
    configurations.delete(uri);
    editing.closed(uri);
    if (!abilities.pullDiagnostics)
      send("publishDiagnostics", connection.sendDiagnostics({ uri, diagnostics: [] }));
  });

  connection.languages.diagnostics.on(
    guarded("diagnostic", fullReport([]), async ({ textDocument, previousResultId }, token) => {
      if (projectFileKind(textDocument.uri) !== undefined) {
        const document = documents.get(textDocument.uri);
        return fullReport(document ? await projectFileDiagnostics(document) : []);
      }
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
      const ignoring =
        hasIgnoreCommand && wants(CodeActionKind.QuickFix, only) ? ignoreActions(read, params) : [];
      const all = !automatic && wants(fixAllKind, only) ? fixAllActions(analysis, document.getText()) : [];
      return [
        ...fixes.map((it) => toCodeAction(it, CodeActionKind.QuickFix, document, abilities, manual)),
        ...ignoring,
        ...all.map((it) => toCodeAction(it, fixAllKind, document, abilities, manual)),
        ...editing.actions(reading(read), params),
      ];
    }),
  );

  connection.onHover(
    guarded("hover", null, async ({ textDocument, position }: HoverParams, token) => {
      const read = await analyse(textDocument.uri, token);
      if (!read) return null;
      const { report, diagnostics } = read.analysis;
      const found = hover(report, diagnostics, read.document.offsetAt(position));
      return found ? toHover(found, read.document) : null;
    }),
  );

  const reading = ({ document, analysis: { report, diagnostics, terms } }: ReadAnalysis): ReadDocument => ({
    document,
    report,
    diagnostics,
    terms,
  });
  const host: Host = {
    abilities: () => abilities,
    guarded,
    send,
    read: async (uri, token) => {
      const read = await analyse(uri, token);
      return !read || read.analysis.terms.off !== undefined ? undefined : reading(read);
    },
  };
  const refreshAids = serveWriting(connection, host);
  const editing = serveEditing(connection, host);
  serveViewing(connection, host);

  documents.listen(connection);
  connection.listen();

  /** Settings or files around the documents have changed. */
  function readAgain(): void {
    analyses.clear();
    configurations.clear();
    refreshAids();
    if (!abilities.pullDiagnostics) for (const { uri } of documents.all()) publishLater(uri, 0);
    else connection.languages.diagnostics.refresh().catch((error) => logError("refresh", error));
  }

  function ignoreActions({ document, analysis }: ReadAnalysis, { range }: CodeActionParams): CodeAction[] {
    const { report, diagnostics, found, terms } = analysis;
    if (!report || !terms.ignoreFile) return [];
    const { uri, name } = terms.ignoreFile;
    return ignorables(document.getText(), name, found, diagnostics, toSpan(range, document)).map((it) =>
      toIgnoreAction(it, uri, document, abilities, manual),
    );
  }

  /** What is wrong in a project file or a side file as it stands in the editor, saved or not. */
  async function projectFileDiagnostics(document: TextDocument): Promise<ProtocolDiagnostic[]> {
    const { uri } = document;
    const text = document.getText();
    if (projectFileKind(uri) === "project") {
      const { faults } = await workspace.files.completed(uri, readProjectFile(text, ruleIds));
      return faults.map((fault) => toFileDiagnostic(fault, document));
    }
    const file = readIgnoreFile(text, ruleIds);
    const stale = new Set<PlacedEntry>();
    for (const name of new Set(file.entries.map((entry) => entry.file))) {
      const entries = file.entries.filter((entry) => entry.file === name);
      for (const entry of await staleEntries(resolved(parentOf(uri)!, name), entries)) stale.add(entry);
    }
    const project = await workspace.files.projectOf(uri);
    return ignoreDiagnostics(file, (entry) => stale.has(entry), project?.settings.rules).map((it) =>
      toFileDiagnostic(it, document),
    );
  }

  /** Entries that find nothing in a report, open or not; none where it cannot be read. */
  async function staleEntries(uri: string, entries: readonly PlacedEntry[]): Promise<readonly PlacedEntry[]> {
    const open = documents.all().find((document) => sameAddress(document.uri, uri));
    const text = open?.getText() ?? (await workspace.files.text(uri));
    if (text === undefined) return [];
    const { settings, off } = await askConfiguration(open ?? { uri, languageId: "" });
    if (off !== undefined) return [];
    return inspect(parseReport(text, settings), settings, { entries }).stale;
  }

  /** The reading of a document's current version; nothing for one that is not open. */
  async function analyse(uri: string, token?: CancellationToken): Promise<ReadAnalysis | undefined> {
    const configuration = await configurationOf(uri);
    // As it is now: while the client was asked for its settings, it may have changed or been closed.
    const document = documents.get(uri);
    if (!document || !configuration) return undefined;
    if (token?.isCancellationRequested) throw cancelled();
    const known = analyses.get(uri);
    if (known?.version === document.version) return { document, analysis: known };
    const { analysis, status } = read(document, configuration);
    analyses.set(uri, analysis);
    editing.seen(document, analysis.report !== undefined);
    if (wantsStatus) send("status", connection.sendNotification(statusMethod, status));
    return { document, analysis };
  }

  function read(document: TextDocument, terms: Terms): { analysis: Analysis; status: Status } {
    const nothing = {
      version: document.version,
      id: String(++analysisCount),
      report: undefined,
      diagnostics: [],
      found: [],
      terms,
    };
    const { off, settings, entries } = terms;
    if (off !== undefined) return { analysis: nothing, status: offStatus(document, off) };
    const report = parseReport(document.getText(), settings);
    if (!report.recognition.isReport) return { analysis: nothing, status: toStatus(document, report, []) };
    const { diagnostics, found } = inspect(report, settings, { entries });
    return {
      analysis: { ...nothing, report, diagnostics, found },
      status: toStatus(document, report, diagnostics),
    };
  }

  /** Asked for once a document; asked for again where it changed while the answer was on its way. */
  async function configurationOf(uri: string): Promise<Terms | undefined> {
    for (;;) {
      const document = documents.get(uri);
      if (!document) return undefined;
      const asked = configurations.get(uri) ?? askConfiguration(document);
      configurations.set(uri, asked);
      const configuration = await asked;
      if (configurations.get(uri) === asked) return configuration;
    }
  }

  async function askConfiguration({
    uri,
    languageId,
  }: Pick<TextDocument, "uri" | "languageId">): Promise<Terms> {
    const section = abilities.configuration
      ? await connection.workspace
          .getConfiguration({ scopeUri: uri, section: "disclosureLint" })
          .catch((error: unknown) => {
            logError("workspace/configuration", error);
            return pushedSection;
          })
      : pushedSection;
    const configuration = readConfiguration(section, languageId);
    const terms = await workspace.termsOf(uri, configuration);
    complain([...configuration.problems, ...terms.problems]);
    return terms;
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
      const current = await currentDiagnostics(uri);
      // Closed meanwhile, or there is another publication to come, of what has changed.
      if (!current || publications.get(uri) !== publication) return;
      const { document, diagnostics } = current;
      const { version } = document;
      send("publishDiagnostics", connection.sendDiagnostics({ uri, version, diagnostics }));
    });
    const publication = setTimeout(publish, delay);
    publications.set(uri, publication);
  }

  async function currentDiagnostics(
    uri: string,
  ): Promise<{ document: TextDocument; diagnostics: ProtocolDiagnostic[] } | undefined> {
    if (projectFileKind(uri) === undefined) {
      const read = await analyse(uri);
      return read && { document: read.document, diagnostics: protocolDiagnostics(read) };
    }
    const document = documents.get(uri);
    return document && { document, diagnostics: await projectFileDiagnostics(document) };
  }

  function protocolDiagnostics({ document, analysis }: ReadAnalysis) {
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
        return await orCancelled(handle(params, token), token);
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

function serverCapabilities(abilities: Abilities): InitializeResult["capabilities"] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    hoverProvider: true,
    ...(abilities.pullDiagnostics && {
      diagnosticProvider: {
        identifier: "disclosure-lint",
        interFileDependencies: false,
        workspaceDiagnostics: false,
      },
    }),
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, ...Object.values(tableActionKinds)],
    },
    ...writingCapabilities,
    ...editingCapabilities(abilities),
  };
}

const cancelled = () => new ResponseError(LSPErrorCodes.RequestCancelled, "已取消");

/** Who cancels a request is told so at once, whatever it is waiting for: the client may be slow to answer us. */
function orCancelled<R>(work: R | Promise<R>, token: CancellationToken | undefined): R | Promise<R> {
  if (!token || !(work instanceof Promise)) return work;
  const cancellation = new Promise<never>((_, reject) => {
    // One that was cancelled before its turn came sends no event any more.
    if (token.isCancellationRequested) reject(cancelled());
    else token.onCancellationRequested(() => reject(cancelled()));
  });
  return Promise.race([work, cancellation]);
}

function fullReport(items: ProtocolDiagnostic[]): DocumentDiagnosticReport & { kind: "full" } {
  return { kind: DocumentDiagnosticReportKind.Full, items };
}

function fixAllActions({ report, terms }: Analysis, text: string): Action[] {
  if (!report) return [];
  const { text: fixed, fixes } = fixAll(text, terms.settings, { entries: terms.entries });
  if (fixed === text) return [];
  const title = `修正全部可以放心修正之处（${fixes}处）`;
  return [{ title, edits: difference(text, fixed), diagnostics: [], preferred: false }];
}

/**
 * A document after changes, as another one: who reads the one before and has to wait for something meanwhile reads on in
 * the same text. Ranges are brought into the text, as the library loses count of the lines by those that are not.
 */
function changed(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  const after = TextDocument.create(document.uri, document.languageId, version, document.getText());
  for (const change of changes) {
    const range = "range" in change && change.range ? toRange(toSpan(change.range, after), after) : undefined;
    TextDocument.update(after, [range ? { range, text: change.text } : { text: change.text }], version);
  }
  return after;
}

/** Editors write the same address with more or fewer characters escaped. */
function sameAddress(a: string, b: string): boolean {
  return a === b || decoded(a) === decoded(b);
}
