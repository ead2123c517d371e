import { type ChildProcess, fork, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  LogMessageNotification,
  type LogMessageParams,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  type ReadFileAnswer,
  type ReadFileParams,
  readFileMethod,
  type Status,
  statusMethod,
} from "../../server/src/lsp/protocol";

const serverFile = fileURLToPath(new URL("../../dist/server.js", import.meta.url));
const probeFile = fileURLToPath(new URL("../soak/probe.cjs", import.meta.url));

/** Abilities of an editor that pulls, as VS Code has them. */
export const pulling: ClientCapabilities = {
  workspace: {
    configuration: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
    didChangeConfiguration: { dynamicRegistration: true },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source"] } } },
  },
};

/** Abilities of a plain editor: it is told everything and asked nothing. */
export const pushed: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } },
  },
};

export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  readonly transport?: "stdio" | "ipc";
  /** Its memory can be asked for, see {@link Client.memory}; over stdio only. */
  readonly measured?: boolean;
  /** The section `disclosureLint`, whole or by document. */
  readonly settings?: unknown | ((uri: string) => unknown);
  /** It answers with the settings, and not with a list that holds them. */
  readonly answersBare?: boolean;
  readonly initializationOptions?: unknown;
  /** Addresses of the folders that are open. */
  readonly folders?: readonly string[];
  /** Where the server is started, and what else Node is told. */
  readonly cwd?: string;
  readonly execArgv?: readonly string[];
  /** Files that only the client can read, by address. */
  readonly files?: Map<string, string | Uint8Array>;
}

/** In megabytes. */
export interface Memory {
  readonly heap: number;
  readonly resident: number;
}

/** What came from the server and was not read yet. Reading waits for what is still to come; nothing is timed. */
class Mailbox<T> {
  private readonly letters: T[] = [];
  private isClosed = false;
  private wake: () => void = () => {};

  put(letter: T): void {
    this.letters.push(letter);
    this.wake();
  }

  /** Nothing more will come: who waits is told so at once. */
  close(): void {
    this.isClosed = true;
    this.wake();
  }

  /** Takes out the first letter that fits, and drops those before it. */
  async next(fits: (letter: T) => boolean = () => true): Promise<T> {
    for (;;) {
      const index = this.letters.findIndex(fits);
      if (index >= 0) return this.letters.splice(0, index + 1).at(-1)!;
      if (this.isClosed) throw new Error("检查服务已退出");
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Takes out all that came so far. */
  all(): T[] {
    return this.letters.splice(0);
  }
}

/** A language client with no editor behind it. */
export class Client {
  readonly published = new Mailbox<PublishDiagnosticsParams>();
  readonly statuses = new Mailbox<Status>();
  readonly logs = new Mailbox<LogMessageParams>();
  readonly refreshes = new Mailbox<undefined>();
  readonly documents = new Map<string, TextDocument>();
  settings: unknown;
  files = new Map<string, string | Uint8Array>();
  readonly asked: string[] = [];

  private constructor(
    readonly connection: ProtocolConnection,
    readonly server: ChildProcess,
    readonly initialized: InitializeResult,
  ) {}

  static async start(options: StartOptions = {}): Promise<Client> {
    const transport = options.transport ?? "stdio";
    const server = startServer(transport, options);
    const connection = connect(server, transport);
    // Requests that are still open fail then, instead of waiting for their time to run out.
    server.once("exit", () => connection.dispose());
    connection.listen();
    const initialized = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: options.capabilities ?? pulling,
      initializationOptions: options.initializationOptions,
      workspaceFolders: options.folders?.map((folder) => ({ uri: folder, name: "" })) ?? null,
    });
    const client = new Client(connection, server, initialized);
    client.settings = options.settings;
    client.files = options.files ?? new Map();
    client.listen(options.answersBare === true);
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  private listen(answersBare: boolean): void {
    const { connection } = this;
    connection.onRequest(ConfigurationRequest.type, ({ items }) => {
      const answers = items.map(({ scopeUri }) => {
        const settings = typeof this.settings === "function" ? this.settings(scopeUri) : this.settings;
        if (settings instanceof Error) throw settings;
        return settings ?? null;
      });
      return answersBare ? answers[0] : answers;
    });
    connection.onRequest(RegistrationRequest.type, () => {});
    connection.onRequest(readFileMethod, ({ uri }: ReadFileParams): ReadFileAnswer => {
      this.asked.push(uri);
      const file = this.files.get(uri);
      return file === undefined ? null : Buffer.from(file).toString("base64");
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => this.refreshes.put(undefined));
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => this.published.put(params));
    connection.onNotification(LogMessageNotification.type, (params) => this.logs.put(params));
    connection.onNotification(statusMethod, (params: Status) => this.statuses.put(params));
    const mailboxes = [this.published, this.statuses, this.logs, this.refreshes];
    connection.onDispose(() => {
      for (const mailbox of mailboxes) mailbox.close();
    });
  }

  async open(uri: string, text: string, languageId = "markdown"): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    const textDocument = { uri, languageId, version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const version = this.document(uri).version + 1;
    this.documents.set(uri, TextDocument.update(this.document(uri), contentChanges, version));
    const params = { textDocument: { uri, version }, contentChanges };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, params);
  }

  /** Replaces the first `from` in the document by `to`, as an incremental change. */
  async replace(uri: string, from: string, to: string): Promise<void> {
    const document = this.document(uri);
    const start = document.getText().indexOf(from);
    if (start < 0) throw new Error(`文中没有“${from}”`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
    await this.change(uri, { range, text: to });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: { uri }, ...(previousResultId && { previousResultId }) };
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, params);
  }

  /** Rule ids of what is found in the document. */
  async rules(uri: string): Promise<unknown[]> {
    const report = await this.pull(uri);
    return report.kind === "full" ? report.items.map(({ data }) => data?.rule) : [];
  }

  async actions(
    uri: string,
    range: Range | undefined,
    context: Partial<CodeActionContext> = {},
  ): Promise<CodeAction[]> {
    const document = this.document(uri);
    const whole = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
    const actions = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: range ?? whole,
      context: { diagnostics: [], ...context },
    });
    return (actions ?? []) as CodeAction[];
  }

  /** Does what an editor does with an edit: puts it into its text and tells the server of the change. */
  async apply(edit: WorkspaceEdit | undefined): Promise<void> {
    for (const change of edit?.documentChanges ?? []) {
      if (!("edits" in change)) throw new Error("没有料到的改动");
      const { uri, version } = change.textDocument;
      const document = this.document(uri);
      if (version !== document.version) throw new Error(`版本${version}已过时`);
      await this.change(uri, { text: TextDocument.applyEdits(document, change.edits as never) });
    }
    for (const [uri, edits] of Object.entries(edit?.changes ?? {})) {
      await this.change(uri, { text: TextDocument.applyEdits(this.document(uri), edits) });
    }
  }

  async configure(settings: unknown, notified: unknown = null): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: notified });
  }

  /** Tells of files that were written, as an editor does that watches them. */
  async touch(...uris: string[]): Promise<void> {
    const changes: FileEvent[] = uris.map((uri) => ({ uri, type: FileChangeType.Changed }));
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  async hover(uri: string, text: string): Promise<Hover | null> {
    const position = this.document(uri).positionAt(this.text(uri).indexOf(text));
    return this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  text(uri: string): string {
    return this.document(uri).getText();
  }

  /** What the server holds once its garbage is collected, in megabytes. */
  memory(): Promise<Memory> {
    const answered = new Promise<Memory>((resolve, reject) => {
      this.server.once("message", resolve);
      this.server.once("exit", () => reject(new Error("检查服务已退出")));
    });
    this.server.send("memory");
    return answered;
  }

  /** Ends the session as an editor does, and gives the server's exit status. */
  async stop(): Promise<number | null> {
    if (this.server.exitCode !== null) return this.server.exitCode;
    const ended = new Promise<number | null>((resolve) => this.server.once("exit", resolve));
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return ended;
  }

  private document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (!document) throw new Error(`${uri}没有打开`);
    return document;
  }
}

function startServer(
  transport: "stdio" | "ipc",
  { measured = false, cwd, execArgv = [] }: StartOptions,
): ChildProcess {
  const place = cwd === undefined ? {} : { cwd };
  if (transport === "ipc")
    return fork(serverFile, ["--node-ipc"], { silent: true, execArgv: [...execArgv], ...place });
  const probe = measured ? ["--expose-gc", "--require", probeFile] : [];
  return spawn(process.execPath, [...execArgv, ...probe, serverFile, "--stdio"], {
    ...place,
    stdio: ["pipe", "pipe", "inherit", ...(measured ? ["ipc" as const] : [])],
  });
}

function connect(server: ChildProcess, transport: "stdio" | "ipc"): ProtocolConnection {
  return transport === "ipc"
    ? createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server))
    : createProtocolConnection(
        new StreamMessageReader(server.stdout!),
        new StreamMessageWriter(server.stdin!),
      );
}
