import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import type { FileLoaders } from "../handlers/files";
import { createLifecycle } from "../lifecycle";
import type { InitializationOptions } from "../protocol";
import { createServer } from "./server";

/*
 * The server in a web worker. It reads no file itself: the client is asked.
 */

/** What lies beside the server. Editors start it as a script and not as a module: scripts are all that it can load. */
function loadersFor({ script }: Partial<InitializationOptions>): FileLoaders {
  if (typeof script !== "string") return {};
  const load = <T>(name: "pdf.js" | "docx.js") => once(async () => runScript<T>(new URL(name, script).href));
  return { pdf: load("pdf.js"), docx: load("docx.js") };
}

declare function importScripts(address: string): void;

/** What a script gives as `module.exports`, which in a worker nothing else knows. */
function runScript<T>(address: string): T {
  importScripts(address);
  return (globalThis as unknown as { readonly module: { readonly exports: T } }).module.exports;
}

/** What did not succeed is tried again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return async () => {
    loaded ??= load();
    try {
      return await loaded;
    } catch (error) {
      loaded = undefined;
      throw error;
    }
  };
}

const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const lifecycle = createLifecycle();
const connection = createConnection(
  new BrowserMessageReader(scope),
  new BrowserMessageWriter(scope),
  lifecycle.options,
);
lifecycle.refuse(connection);
createServer(connection, { loadersFor });
