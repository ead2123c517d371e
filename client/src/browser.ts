import { type ExtensionContext, Uri } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { start } from "./shared";

/** Of the browser's own interfaces only this is used; the type library for browsers would clash with Node's. */
declare class Worker {
  constructor(address: string);
  terminate(): void;
}

let client: LanguageClient | undefined;
let worker: Worker | undefined;

/** Entry in the browser: the server runs in a web worker, a new one after each restart. */
export function activate(context: ExtensionContext): void {
  const address = Uri.joinPath(context.extensionUri, "dist", "serverWorker.js").toString(true);
  const startWorker = async () => {
    worker?.terminate();
    worker = new Worker(address);
    // Not the worker itself: VS Code has a Worker of its own making, which the client does not take for one.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  client = start(
    context,
    (options) => new LanguageClient("disclosureLint", "年度报告检查", startWorker, options),
  ) as LanguageClient;
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
  worker?.terminate();
}
