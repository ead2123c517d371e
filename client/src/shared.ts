import {
  commands,
  type Diagnostic,
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
import { manualLines } from "./manual";
import { describe, type Status, statusMethod } from "./status";

/** What the desktop and the web do differently: how the server is started. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

const languageIds = ["disclosure-report", "markdown", "plaintext", "html"];

/** So many crashes within {@link crashWindow} are answered by a new start; the next one by a question. */
const restartLimit = 4;
const crashWindow = 3 * 60 * 1000;

/** Starts the client without waiting for it, and connects the commands and the status line to it. */
export function start(context: ExtensionContext, createClient: CreateClient): BaseLanguageClient {
  const manual = Uri.joinPath(context.extensionUri, "server", "RULES.md");
  const output = window.createOutputChannel("年度报告检查", { log: true });
  const client = createClient({
    documentSelector: languageIds.map((language) => ({ language })),
    outputChannel: output,
    // It stays the same over a restart, which comes with the same options.
    initializationOptions: { status: true, manual: manual.toString() },
    diagnosticPullOptions: { onChange: true },
    middleware: middleware(manual),
    errorHandler: errorHandler(() => offerRestart("检查服务多次意外退出，已停止。")),
  });
  const offerRestart = async (message: string) => {
    const restartLabel = "重启";
    if ((await window.showErrorMessage(message, restartLabel)) === restartLabel) await restart();
  };
  const restart = async () => {
    if (client.needsStop()) await client.stop();
    await client.start();
  };
  context.subscriptions.push(
    output,
    ...showStatus(client),
    commands.registerCommand("disclosureLint.restart", restart),
    commands.registerCommand("disclosureLint.showOutput", () => output.show(true)),
    commands.registerCommand("disclosureLint.openManual", (rule?: unknown) => openManual(manual, rule)),
  );
  client.start().catch((error) => {
    output.error(String(error));
    return offerRestart("检查服务没有启动成功。");
  });
  return client;
}

/** Only what can be written to is a report at work; an older version shown for comparison is none. */
function served({ uri: { scheme } }: TextDocument): boolean {
  return scheme === "untitled" || workspace.fs.isWritableFileSystem(scheme) === true;
}

function middleware(manual: Uri): Middleware {
  const lines = manualLines(manual);
  return {
    didOpen: async (document, next) => (served(document) ? next(document) : undefined),
    didChange: async (event, next) => (served(event.document) ? next(event) : undefined),
    didClose: async (document, next) => (served(document) ? next(document) : undefined),
    provideDiagnostics: async (document, previousResultId, token, next) => {
      if (!(document instanceof Uri) && !served(document)) return undefined;
      const report = await next(document, previousResultId, token);
      if (report && "items" in report) pointToLines(report.items, await lines);
      return report;
    },
  };
}

/** The editor knows lines of a file, not the anchors of a Markdown page. */
function pointToLines(diagnostics: readonly Diagnostic[], lines: ReadonlyMap<string, number>): void {
  for (const { code } of diagnostics) {
    if (typeof code !== "object") continue;
    const line = lines.get(String(code.value));
    if (line !== undefined) code.target = code.target.with({ fragment: `L${line}` });
  }
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
function showStatus(client: BaseLanguageClient): { dispose(): void }[] {
  const item = languages.createLanguageStatusItem(
    "disclosureLint.status",
    languageIds.map((language) => ({ language })),
  );
  item.name = "年度报告检查";
  const statuses = new Map<string, Status>();
  const update = () => {
    const uri = window.activeTextEditor?.document.uri.toString();
    const isDown = client.state === State.Stopped || client.state === State.StartFailed;
    const shown = describe(uri === undefined ? undefined : statuses.get(uri), isDown);
    item.text = shown.text;
    item.detail = shown.detail;
    item.severity = shown.failed ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = shown.failed
      ? { title: "重启", command: "disclosureLint.restart" }
      : { title: "规则手册", command: "disclosureLint.openManual" };
  };
  update();
  return [
    item,
    client.onNotification(statusMethod, (status: Status) => {
      statuses.set(client.protocol2CodeConverter.asUri(status.uri).toString(), status);
      update();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) statuses.clear();
      update();
    }),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidCloseTextDocument(({ uri }) => statuses.delete(uri.toString())),
  ];
}
