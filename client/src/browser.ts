import { t } from "@vscode/l10n";
import { type ExtensionContext, Uri } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from "vscode-languageclient/browser";
import type { Server } from "./launcher";

/** Of the browser's own interfaces only this is used; the type library for browsers would clash with Node's. */
declare class Worker {
  constructor(address: string);
  terminate(): void;
}

/** In the browser the server runs in a web worker, a new one after each crash. */
export function createWorkerServer(context: ExtensionContext, options: LanguageClientOptions): Server {
  const script = Uri.joinPath(context.extensionUri, "dist", "server.js").toString(true);
  let worker: Worker | undefined;
  const startWorker = async () => {
    worker?.terminate();
    worker = new Worker(script);
    // Not the worker itself: VS Code has a Worker of its own making, which the client does not take for one.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient("disclosureLint", t("年度报告检查"), startWorker, {
    ...options,
    initializationOptions: { ...options.initializationOptions, script },
  });
  const end = async () => {
    try {
      await client.dispose();
    } finally {
      worker?.terminate();
    }
  };
  return { client, end };
}
