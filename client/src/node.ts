import { t } from "@vscode/l10n";
import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, type LanguageClientOptions, TransportKind } from "vscode-languageclient/node";
import type { Server } from "./launcher";

/** On the desktop and in remote extension hosts the server runs in a process of its own. */
export function createProcessServer(context: ExtensionContext, options: LanguageClientOptions): Server {
  const module = Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const server = { module, transport: TransportKind.ipc };
  const client = new LanguageClient(
    "disclosureLint",
    t("年度报告检查"),
    { run: server, debug: server },
    options,
  );
  const end = async () => {
    const { serverProcess } = client; // Which the client forgets when it stops.
    try {
      await client.dispose();
    } finally {
      serverProcess?.kill("SIGKILL");
    }
  };
  return { client, end };
}
