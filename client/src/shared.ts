import {
  commands,
  type Diagnostic,
  Disposable,
  type ExtensionContext,
  LanguageStatusSeverity,
  languages,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  type Middleware,
  State,
} from "vscode-languageclient";
import manualLines from "./manualLines.json";
import { describe, type Status, statusMethod } from "./status";

/** A server, and the client that starts it and speaks to it. */
export interface Server {
  readonly client: BaseLanguageClient;
  /** Ends the server, whether or not it still answers. The client is of no use any more. */
  end(): Promise<void>;
}

/** What Node and the browser do differently. */
export type CreateServer = (context: ExtensionContext, options: LanguageClientOptions) => Server;

const languageIds = ["disclosure-report", "markdown", "plaintext", "html"];

/** So many crashes within {@link crashWindow} are answered by a new start; the next one by a question. */
const restartLimit = 4;
const crashWindow = 3 * 60 * 1000;

/**
 * Starts the server without waiting for it, and connects the commands and the status line to it. Gives back what ends
 * it.
 */
export function start(context: ExtensionContext, createServer: CreateServer): () => Promise<void> {
  const manual = Uri.joinPath(context.extensionUri, "server", "RULES.md");
  const output = window.createOutputChannel("年度报告检查", { log: true });
  const status = createStatus();
  let server: Server | undefined;

  const launch = async () => {
    server = createServer(context, {
      documentSelector: languageIds.map((language) => ({ language })),
      outputChannel: output,
      initializationOptions: { status: true, manual: manual.toString() },
      diagnosticPullOptions: { onChange: true },
      middleware,
      errorHandler: errorHandler(() => offerRestart("检查服务多次意外退出，已停止。")),
      // Which would otherwise be shown, in English, whenever a server dies while it starts.
      initializationFailedHandler: (error) => {
        output.error(String(error));
        return false;
      },
    });
    status.follow(server.client);
    try {
      await server.client.start();
    } catch (error) {
      output.error(String(error));
      offerRestart("检查服务没有启动成功。");
    }
  };
  const end = async () => {
    try {
      // One that is only just starting cannot be stopped yet. Whether it can start, its launch has told.
      if (server?.client.state === State.Starting) await server.client.start().catch(() => undefined);
      await server?.end();
    } catch (error) {
      output.warn(String(error));
    }
  };
  /** A client that failed to start, or whose server hangs, is past repair: each restart takes a new one. */
  const restart = oneAtATime(async () => {
    await end();
    await launch();
  });
  const offerRestart = async (message: string) => {
    const restartLabel = "重启";
    if ((await window.showErrorMessage(message, restartLabel)) === restartLabel) await restart();
  };
  context.subscriptions.push(
    output,
    status,
    commands.registerCommand("disclosureLint.restart", restart),
    commands.registerCommand("disclosureLint.showOutput", () => output.show(true)),
    commands.registerCommand("disclosureLint.openManual", (rule?: unknown) => openManual(manual, rule)),
  );
  launch();
  return end;
}

/** Who asks for something that is being done is given that. */
function oneAtATime(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= action().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** Only what can be written to is a report at work; an older version shown for comparison is none. */
function served({ uri: { scheme } }: TextDocument): boolean {
  return scheme === "untitled" || workspace.fs.isWritableFileSystem(scheme) === true;
}

const middleware: Middleware = {
  didOpen: async (document, next) => (served(document) ? next(document) : undefined),
  didChange: async (event, next) => (served(event.document) ? next(event) : undefined),
  didClose: async (document, next) => (served(document) ? next(document) : undefined),
  provideDiagnostics: async (document, previousResultId, token, next) => {
    if (!(document instanceof Uri) && !served(document)) return undefined;
    const report = await next(document, previousResultId, token);
    if (report && "items" in report) report.items.forEach(pointToLine);
    return report;
  },
};

/** The editor knows lines of a file, not the anchors of a Markdown page. */
function pointToLine({ code }: Diagnostic): void {
  if (typeof code !== "object") return;
  const line = (manualLines as Readonly<Record<string, number>>)[String(code.value)];
  if (line !== undefined) code.target = code.target.with({ fragment: `L${line}` });
}

async function openManual(manual: Uri, rule: unknown): Promise<void> {
  const fragment = typeof rule === "string" ? rule : "";
  try {
    await commands.executeCommand("markdown.showPreview", manual.with({ fragment }));
  } catch {
    // The built-in Markdown extension can be switched off.
    await window.showTextDocument(manual);
  }
}

function errorHandler(giveUp: () => void): ErrorHandler {
  let crashes: number[] = [];
  return {
    error: (_error, _message, count) => ({
      action: count !== undefined && count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    }),
    closed: () => {
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time <= crashWindow), now];
      if (crashes.length <= restartLimit) {
        return { action: CloseAction.Restart, message: "检查服务意外退出，正在重新启动。", handled: true };
      }
      crashes = [];
      giveUp();
      return { action: CloseAction.DoNotRestart, message: "检查服务多次意外退出，已停止。", handled: true };
    },
  };
}

/** Shows in the language status what the server took the active document for. */
function createStatus(): { follow(client: BaseLanguageClient): void; dispose(): void } {
  const item = languages.createLanguageStatusItem(
    "disclosureLint.status",
    languageIds.map((language) => ({ language })),
  );
  item.name = "年度报告检查";
  const statuses = new Map<string, Status>();
  let isDown = false;
  const update = () => {
    const uri = window.activeTextEditor?.document.uri.toString();
    const shown = describe(uri === undefined ? undefined : statuses.get(uri), isDown);
    item.text = shown.text;
    item.detail = shown.detail;
    item.severity = shown.failed ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = shown.failed
      ? { title: "重启", command: "disclosureLint.restart" }
      : { title: "规则手册", command: "disclosureLint.openManual" };
  };
  update();
  const listeners = [
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidCloseTextDocument(({ uri }) => statuses.delete(uri.toString())),
  ];
  return {
    follow: (client) => {
      client.onNotification(statusMethod, (status: Status) => {
        statuses.set(client.protocol2CodeConverter.asUri(status.uri).toString(), status);
        update();
      });
      client.onDidChangeState(({ newState }) => {
        isDown = newState === State.Stopped || newState === State.StartFailed;
        if (newState === State.Stopped) statuses.clear();
        update();
      });
    },
    dispose: () => Disposable.from(item, ...listeners).dispose(),
  };
}
