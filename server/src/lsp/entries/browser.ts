import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { createLifecycle } from "../lifecycle";
import { createServer } from "./server";

/*
 * The server in a web worker. It reads no file itself: the client is asked.
 */
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const lifecycle = createLifecycle();
const connection = createConnection(
  new BrowserMessageReader(scope),
  new BrowserMessageWriter(scope),
  lifecycle.options,
);
lifecycle.refuse(connection);
createServer(connection);
