import { t } from "@vscode/l10n";
import {
  type ExtensionContext,
  type LogOutputChannel,
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
import type { InitializationOptions } from "../../server/src/lsp/protocol";
import { projectFiles } from "./ignoring";
import { language } from "./language";
import { manualBase } from "./manual";

/** A server, and the client that starts it and speaks to it. */
export interface Server {
  readonly client: BaseLanguageClient;
  /** Ends the server, whether or not it still answers. The client is of no use any more. */
  end(): Promise<void>;
}

/** What Node and the browser do differently. */
export type CreateServer = (context: ExtensionContext, options: LanguageClientOptions) => Server;

export const languageIds = ["disclosure-report", "markdown", "plaintext", "html"];

/** So many crashes within {@link crashWindow} are answered by a new start; the next one by a question. */
const restartLimit = 4;
const crashWindow = 3 * 60 * 1000;

/** Starts the server, starts it again, and ends it. */
export class Launcher {
  private server: Server | undefined;

  /** `onCreate` is called with each new client before it is started, `onStart` when its server is there. */
  constructor(
    private readonly createServer: (options: LanguageClientOptions) => Server,
    private readonly output: LogOutputChannel,
    private readonly onCreate: (client: BaseLanguageClient) => void,
    private readonly onStart: () => void,
  ) {}

  get client(): BaseLanguageClient | undefined {
    return this.server?.client;
  }

  /** The client, once its server is there. */
  async started(): Promise<BaseLanguageClient> {
    const { client } = this;
    if (client === undefined) throw new Error(t("检查服务没有运行"));
    if (client.state !== State.Running) await client.start();
    return client;
  }

  async launch(): Promise<void> {
    const giveUp = () => this.offerRestart(t("检查服务多次意外退出，已停止。"));
    this.server = this.createServer(clientOptions(this.output, giveUp));
    // A report is asked about when it opens. The library would wait until its tab is drawn, which takes the editor several
    // hundred milliseconds: the findings come with the text, and not after it.
    this.server.client.visibleDocuments.isVisible = () => true;
    this.onCreate(this.server.client);
    try {
      await this.server.client.start();
      this.onStart();
    } catch (error) {
      this.output.error(String(error));
      this.offerRestart(t("检查服务没有启动成功。"));
    }
  }

  async end(): Promise<void> {
    try {
      // One that is only just starting cannot be stopped yet. Whether it can start, its launch has told.
      if (this.client?.state === State.Starting) await this.client.start().catch(() => undefined);
      await this.server?.end();
    } catch (error) {
      this.output.warn(String(error));
    }
  }

  /** A client that failed to start, or whose server hangs, is past repair: each restart takes a new one. */
  readonly restart = oneAtATime(async () => {
    await this.end();
    await this.launch();
  });

  private async offerRestart(message: string): Promise<void> {
    const restartLabel = t("重启");
    if ((await window.showErrorMessage(message, restartLabel)) === restartLabel) await this.restart();
  }
}

function clientOptions(output: LogOutputChannel, giveUp: () => void): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    status: true,
    manual: manualBase,
    readFile: true,
    ignoreHere: true,
    trusted: workspace.isTrusted,
    language: language(),
  };
  return {
    documentSelector: [
      ...languageIds.map((language) => ({ language })),
      ...projectFiles.map((name) => ({ pattern: `**/${name}` })),
    ],
    outputChannel: output,
    initializationOptions,
    diagnosticPullOptions: {
      onChange: true,
      // Of files in tabs that are not loaded only the name is known.
      match: (_selector, { path }) => projectFiles.includes(path.slice(path.lastIndexOf("/") + 1)),
    },
    middleware,
    errorHandler: errorHandler(giveUp),
    // Which would otherwise be shown, in English, whenever a server dies while it starts.
    initializationFailedHandler: (error) => {
      output.error(String(error));
      return false;
    },
  };
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
        return { action: CloseAction.Restart, message: t("检查服务意外退出，正在重新启动。"), handled: true };
      }
      crashes = [];
      giveUp();
      return {
        action: CloseAction.DoNotRestart,
        message: t("检查服务多次意外退出，已停止。"),
        handled: true,
      };
    },
  };
}
