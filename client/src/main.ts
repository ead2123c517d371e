// Before all others: it starts the server.
import "./serverProcess";

import { config } from "@vscode/l10n";
import type { ExtensionContext } from "vscode";
import english from "../../l10n/en.json";
import { language } from "./language";
import { start } from "./shared";

let end: (() => Promise<void>) | undefined;

/**
 * The extension's entry, one bundle for both worlds: Node (desktop, remote) and the web worker of VS Code for the Web.
 * What a world has not is never evaluated there.
 */
export async function activate(context: ExtensionContext): Promise<void> {
  config({ contents: language() === "en" ? english : {} });
  const isNode = typeof process === "object" && process.versions?.node !== undefined;
  const createServer = isNode
    ? (await import("./node")).createProcessServer
    : (await import("./browser")).createWorkerServer;
  end = start(context, createServer);
}

export function deactivate(): Promise<void> | undefined {
  return end?.();
}
