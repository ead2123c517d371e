import { type ExtensionContext, Uri } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from "vscode-languageclient/browser";
import type { Server } from "./shared";

/** Of the browser's own interfaces only this is used; the type library for browsers would clash with Node's. */
declare class Worker {
  constructor(address: string);
  terminate(): void;
}

/** In the browser the server runs in a web worker, a new one after each crash. */
export function createServer(context: ExtensionContext, options: LanguageClientOptions): Server {
  const scripts = `${Uri.joinPath(context.extensionUri, "dist").toString(true)}/`;
  let worker: Worker | undefined;
  const startWorker = async () => {
    worker?.terminate();
    worker = new Worker(`${scripts}server.js`);
    // Not the worker itself: VS Code has a Worker of its own making, which the client does not take for one.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  // What the server loads when it is first called for, lies beside it; the address of a worker's script need not say where.
  const initializationOptions = { ...options.initializationOptions, scripts };
  const client = new LanguageClient("disclosureLint", "年度报告检查", startWorker, {
    ...options,
    initializationOptions,
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
