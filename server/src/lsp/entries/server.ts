import { config, t } from "@vscode/l10n";
import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWorkspaceFoldersNotification,
  type DidChangeWorkspaceFoldersParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import english from "../../../../l10n/en.json";
import { version } from "../../../../package.json";
import type { Abilities } from "../abilities";
import { SECTION } from "../configuration";
import { handleCopyTable, handlePaste } from "../handlers/clipboard";
import { codeActionCapabilities, handleCodeActions } from "../handlers/codeActions";
import { codeLensCapabilities, handleCodeLenses, showPlace } from "../handlers/codeLenses";
import { completionCapabilities, handleCompletion } from "../handlers/completion";
import {
  DiagnosticsPublisher,
  diagnosticsCapabilities,
  fullReport,
  handleDiagnostics,
} from "../handlers/diagnostics";
import { handleDocumentSymbols } from "../handlers/documentSymbols";
import {
  type FileLoaders,
  handleConvert,
  handleOpenFile,
  handleReviewFile,
  handleWriteFile,
} from "../handlers/files";
import { handleFoldingRanges } from "../handlers/foldingRanges";
import {
  FormatterRegistry,
  formattingCapabilities,
  handleFormatting,
  handleRangeFormatting,
} from "../handlers/formatting";
import { handleHover } from "../handlers/hover";
import { handleInlayHints } from "../handlers/inlayHints";
import { handleManual, handleRuleNames } from "../handlers/manual";
import { handleDefinition, handleReferences } from "../handlers/navigation";
import { handleAgency, handleEarlierReports, handleNewReport } from "../handlers/newReport";
import { handleEditPlace, handleLastYear, handlePreview } from "../handlers/preview";
import { handleSelectionRanges } from "../handlers/selectionRanges";
import { handleSemanticTokens, semanticTokensCapabilities } from "../handlers/semanticTokens";
import {
  agencyMethod,
  type ConvertAnswer,
  convertMethod,
  copyTableMethod,
  type EditPlaceAnswer,
  earlierReportsMethod,
  editPlaceMethod,
  type InitializationOptions,
  lastYearMethod,
  manualMethod,
  type NewReportAnswer,
  newReportMethod,
  type OpenFileAnswer,
  openFileMethod,
  pasteMethod,
  previewMethod,
  type ReviewFileAnswer,
  reviewFileMethod,
  ruleNamesMethod,
  statusMethod,
  trustMethod,
  type WriteFileAnswer,
  writeFileMethod,
} from "../protocol";
import { Session } from "../session";
import { projectFileKind, type ReadFile } from "../workspace";

/** What an entry knows and the portable part does not. */
export interface ServerOptions {
  /** Reads `file:` addresses; where this is missing, and for all others, the client is asked. */
  readonly readFile?: ReadFile;
  /** What reads and writes files that are no text and is not always there, by what the client said. */
  readonly loadersFor?: (options: Partial<InitializationOptions>) => FileLoaders;
}

/** Serves one client. Its session begins with `initialize`, before which nothing else is heard, see `lifecycle.ts`. */
export function createServer(connection: Connection, { readFile, loadersFor }: ServerOptions = {}): void {
  connection.onInitialize((params) => {
    config({ contents: params.initializationOptions?.language === "en" ? english : {} });
    const session = new Session(connection, params, readFile);
    const publisher = session.abilities.pullDiagnostics ? undefined : new DiagnosticsPublisher(session);
    const readAgain = () => {
      session.forgetAll();
      askAgain(session);
      for (const { uri } of session.documents.all()) publisher?.publishLater(uri, 0);
    };
    serveDocuments(session, publisher, readAgain);
    serveSettings(session, readAgain);
    serveEditorFeatures(session);
    serveOwnRequests(session);
    serveFileRequests(session, loadersFor?.(params.initializationOptions ?? {}) ?? {});
    return {
      capabilities: capabilitiesOf(session.abilities),
      serverInfo: { name: "disclosure-lint", version },
    };
  });
  connection.listen();
}

function capabilitiesOf(abilities: Abilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    hoverProvider: true,
    // Where Markdown has an outline of its own, the editor names each.
    documentSymbolProvider: { label: t("年度报告") },
    foldingRangeProvider: true,
    inlayHintProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    selectionRangeProvider: true,
    ...diagnosticsCapabilities(abilities),
    ...codeActionCapabilities,
    ...codeLensCapabilities,
    ...completionCapabilities,
    ...formattingCapabilities(abilities),
    ...semanticTokensCapabilities,
  };
}

function serveDocuments(
  session: Session,
  publisher: DiagnosticsPublisher | undefined,
  readAgain: () => void,
): void {
  const { connection, abilities, documents, workspace } = session;
  const formatters = new FormatterRegistry(session);
  documents.onDidOpen(() => void workspace.forgetUnwatched());
  documents.onDidChangeContent(({ document }) => publisher?.changed(document));
  documents.onDidSave(({ document: { uri } }) => {
    if (projectFileKind(uri) !== undefined && workspace.forgetUnwatched()) readAgain();
  });
  documents.onDidClose(({ document: { uri } }) => {
    session.forget(uri);
    formatters.release(uri);
    publisher?.closed(uri);
  });
  session.onDidRead((snapshot) => {
    formatters.update(snapshot);
    if (abilities.status) session.send("status", connection.sendNotification(statusMethod, snapshot.status));
  });
  documents.listen(connection);
}

/** Settings, and the files around the documents. */
function serveSettings(session: Session, readAgain: () => void): void {
  const { connection, abilities, workspace } = session;
  const noted = <P>(name: string, note: (params: P) => void) =>
    session.guarded(name, undefined, (params: P) => {
      note(params);
      readAgain();
    });
  connection.onDidChangeConfiguration(
    noted("didChangeConfiguration", ({ settings }) => session.settings.pushed(settings)),
  );
  connection.onDidChangeWatchedFiles(noted("didChangeWatchedFiles", () => workspace.files.clear()));
  const trust = noted("trust", () => workspace.trust());
  connection.onNotification(trustMethod, trust);
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    noted("didChangeWorkspaceFolders", ({ event }: DidChangeWorkspaceFoldersParams) =>
      workspace.changeFolders(event),
    ),
  );
  connection.onInitialized(() => {
    connection.console.info(`检查服务已启动（版本 ${version}）。`);
    session.send("registerCapability", workspace.watch());
    if (!abilities.registersConfiguration) return;
    const { type } = DidChangeConfigurationNotification;
    session.send("registerCapability", connection.client.register(type, { section: SECTION }));
  });
}

/** Has the client ask again for what it shows. */
function askAgain(session: Session): void {
  const { connection, abilities } = session;
  const { inlayHint, semanticTokens, diagnostics } = connection.languages;
  const { inlayHints, tokens, codeLenses } = abilities.refreshes;
  if (inlayHints) session.send("refresh", inlayHint.refresh());
  if (tokens) session.send("refresh", semanticTokens.refresh());
  if (codeLenses) session.send("refresh", connection.sendRequest(CodeLensRefreshRequest.type));
  if (abilities.pullDiagnostics) session.send("refresh", diagnostics.refresh());
}

function serveEditorFeatures(session: Session): void {
  const { connection } = session;
  const { languages } = connection;
  languages.diagnostics.on(
    session.guarded("diagnostic", fullReport([]), (params, token) =>
      handleDiagnostics(session, params, token),
    ),
  );
  connection.onHover(session.aboutDocument("hover", null, handleHover));
  connection.onCompletion(session.aboutDocument("completion", [], handleCompletion));
  connection.onCodeAction(session.aboutDocument("codeAction", [], handleCodeActions));
  connection.onDocumentSymbol(session.aboutReport("documentSymbol", [], handleDocumentSymbols));
  connection.onFoldingRanges(session.aboutReport("foldingRange", [], handleFoldingRanges));
  connection.onDefinition(session.aboutReport("definition", [], handleDefinition));
  connection.onReferences(session.aboutReport("references", [], handleReferences));
  connection.onSelectionRanges(session.aboutReport("selectionRange", null, handleSelectionRanges));
  connection.onDocumentFormatting(session.aboutReport("formatting", [], handleFormatting));
  connection.onDocumentRangeFormatting(session.aboutReport("rangeFormatting", [], handleRangeFormatting));
  connection.onCodeLens(session.aboutReport("codeLens", [], handleCodeLenses));
  connection.onExecuteCommand(
    session.guarded("executeCommand", null, (params) => showPlace(session, params)),
  );
  languages.inlayHint.on(session.aboutReport("inlayHint", [], handleInlayHints));
  languages.semanticTokens.on(session.aboutReport("semanticTokens", { data: [] }, handleSemanticTokens));
}

function serveOwnRequests(session: Session): void {
  const { connection } = session;
  connection.onRequest(copyTableMethod, session.aboutDocument("copyTable", {}, handleCopyTable));
  connection.onRequest(pasteMethod, session.aboutDocument("paste", null, handlePaste));
  connection.onRequest(lastYearMethod, session.aboutReport("lastYear", null, handleLastYear));
  connection.onRequest(previewMethod, session.aboutReport("preview", null, handlePreview));
  connection.onRequest<EditPlaceAnswer, void>(
    editPlaceMethod,
    session.aboutReport("editPlace", { refusal: NOT_EDITED }, handleEditPlace),
  );
  connection.onRequest(agencyMethod, session.guarded("proposeAgency", {}, handleAgency));
  connection.onRequest(earlierReportsMethod, session.guarded("earlierReports", [], handleEarlierReports));
  connection.onRequest(manualMethod, session.guarded("manual", null, handleManual));
  connection.onRequest(ruleNamesMethod, session.guarded("ruleNames", {}, handleRuleNames));
}

const NOT_EDITED = "这份文件不是年度报告，或者检查已经关闭";
const FAULT = "检查服务出错了，详情见输出“年度报告检查”";

function serveFileRequests(session: Session, loaders: FileLoaders): void {
  const { connection } = session;
  const refused = { refusal: FAULT };
  connection.onRequest<NewReportAnswer | null, void>(
    newReportMethod,
    session.guarded("newReport", null, (params) => handleNewReport(loaders, params)),
  );
  connection.onRequest<OpenFileAnswer, void>(
    openFileMethod,
    session.guarded("openFile", refused, (params) => handleOpenFile(session, loaders, params)),
  );
  connection.onRequest<WriteFileAnswer, void>(
    writeFileMethod,
    session.guarded("writeFile", { refused: [{ start: 0, end: 0, reason: FAULT }] }, (params) =>
      handleWriteFile(loaders, params),
    ),
  );
  connection.onRequest<ReviewFileAnswer, void>(
    reviewFileMethod,
    session.guarded("reviewFile", refused, (params) => handleReviewFile(session, loaders, params)),
  );
  connection.onRequest<ConvertAnswer, void>(
    convertMethod,
    session.guarded("convert", refused, (params) => handleConvert(session, loaders, params)),
  );
}
