import { type ExtensionContext, Uri } from "vscode";
import { type BaseLanguageClient, LanguageClient, TransportKind } from "vscode-languageclient/node";
import { start } from "./shared";

let client: BaseLanguageClient | undefined;

/** Entry on the desktop and in remote extension hosts: the server runs in a process of its own. */
export function activate(context: ExtensionContext): void {
  const module = Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const server = { module, transport: TransportKind.ipc };
  client = start(
    context,
    (options) =>
      new LanguageClient("disclosureLint", "年度报告检查", { run: server, debug: server }, options),
  );
}

export function deactivate(): Promise<void> | undefined {
  return client?.dispose();
}
