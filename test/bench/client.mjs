import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import {
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

/** The server as it is shipped. */
export const serverFile = fileURLToPath(new URL("../../dist/server.js", import.meta.url));

/** What editors can do: one that asks for diagnostics, as VS Code does, and one that is sent them. */
const abilities = {
  asks: {
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
    textDocument: { diagnostic: { dynamicRegistration: true } },
  },
  isSent: { textDocument: { publishDiagnostics: {} } },
};

/**
 * Starts a server in a process of its own and speaks with it over its standard input and output, as an editor does.
 * @param {keyof typeof abilities} [kind]
 */
export async function startClient(kind = "asks") {
  const server = spawn(process.execPath, [serverFile, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  // Requests that are still open fail then, instead of being waited for without end.
  server.once("exit", () => connection.dispose());
  /** @type {(published: { version?: number | undefined }) => void} */
  let onPublished = () => {};
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => null));
  connection.onRequest(RegistrationRequest.type, () => {});
  connection.onNotification(PublishDiagnosticsNotification.type, (published) => onPublished(published));
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: abilities[kind],
    workspaceFolders: null,
  });
  await connection.sendNotification(InitializedNotification.type, {});

  return {
    pid: /** @type {number} */ (server.pid),

    /**
     * @param {string} uri
     * @param {string} languageId
     * @param {string} text
     */
    open: (uri, languageId, text) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version: 1, text },
      }),

    /**
     * Puts text in at a place.
     * @param {string} uri
     * @param {number} version of the document afterwards
     * @param {{ line: number, character: number }} place
     * @param {string} text
     */
    insert: (uri, version, place, text) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: place, end: place }, text }],
      }),

    /**
     * @param {string} uri
     * @param {string} [previousResultId]
     */
    diagnostics: (uri, previousResultId) =>
      connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
        ...(previousResultId !== undefined && { previousResultId }),
      }),

    /** @param {(published: { version?: number | undefined }) => void} listener of diagnostics that are sent */
    listen: (listener) => {
      onPublished = listener;
    },

    async stop() {
      const exited = once(server, "exit");
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      await exited;
    },
  };
}
