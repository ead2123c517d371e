import { commands, type ExtensionContext, type TextDocument, Uri, window, workspace } from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  type Middleware,
  State,
} from "vscode-languageclient";
import { registerFirstUse } from "./firstUse";
import { ignoreHere, projectFiles, resetIgnored, serveFiles } from "./ignoring";
import { manualBase, registerManual } from "./manual";
import { newReport } from "./newReport";
import { goToNext } from "./nextFinding";
import { registerPreview } from "./preview";
import { createStatuses } from "./statusItems";
import { registerTables } from "./tables";

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
  const output = window.createOutputChannel("年度报告检查", { log: true });
  const statuses = createStatuses(languageIds);
  let server: Server | undefined;
  const manual = registerManual(() => server?.client);

  const launch = async () => {
    server = createServer(context, {
      documentSelector: [
        ...languageIds.map((language) => ({ language })),
        ...projectFiles.map((name) => ({ pattern: `**/${name}` })),
      ],
      outputChannel: output,
      initializationOptions: {
        status: true,
        manual: manualBase,
        readFile: true,
        ignoreHere: true,
        trusted: workspace.isTrusted,
      },
      diagnosticPullOptions: {
        onChange: true,
        // Of files in tabs that are not loaded only the name is known. See client/stubs/minimatch.cjs.
        match: (_selector, { path }) => projectFiles.includes(path.slice(path.lastIndexOf("/") + 1)),
      },
      middleware,
      errorHandler: errorHandler(() => offerRestart("检查服务多次意外退出，已停止。")),
      // Which would otherwise be shown, in English, whenever a server dies while it starts.
      initializationFailedHandler: (error) => {
        output.error(String(error));
        return false;
      },
    });
    statuses.follow(server.client);
    serveFiles(server.client);
    try {
      await server.client.start();
      manual.refresh();
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
    statuses,
    manual,
    ...registerFirstUse(context),
    ...registerPreview(context, () => server?.client, statuses),
    commands.registerCommand("disclosureLint.nextError", () => goToNext("error")),
    commands.registerCommand("disclosureLint.nextWarning", () => goToNext("warning")),
    commands.registerCommand("disclosureLint.restart", restart),
    commands.registerCommand("disclosureLint.showOutput", () => output.show(true)),
    commands.registerCommand(
      "disclosureLint.newReport",
      (given) => server && newReport(server.client, given),
    ),
    commands.registerCommand("disclosureLint.ignoreHere", ignoreHere),
    commands.registerCommand("disclosureLint.resetIgnored", resetIgnored),
    workspace.onDidGrantWorkspaceTrust(() => server?.client.sendNotification("disclosureLint/trust")),
    ...registerTables(() => server?.client, languageIds),
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
    return next(document, previousResultId, token);
  },
};

function errorHandler(giveUp: () => void): ErrorHandler {
  let crashes: number[] = [];
  return {
    // What is written to a server that has just died fails before its end is noticed: to shut down for that, as the
    // library does after a few messages, would keep `closed` from starting another one.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
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
