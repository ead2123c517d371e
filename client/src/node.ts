import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { t } from "@vscode/l10n";
import type { ExtensionContext, LogOutputChannel } from "vscode";
import {
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import type { Server } from "./launcher";
import { startProcess } from "./serverProcess";

/** On the desktop and in remote extension hosts the server runs in a process of its own, a new one after each crash. */
export function createProcessServer(_context: ExtensionContext, options: LanguageClientOptions): Server {
  let server: ChildProcess | undefined;
  const connect = async () => {
    server = startProcess();
    log(server, options.outputChannel as LogOutputChannel);
    return { reader: new IPCMessageReader(server), writer: new IPCMessageWriter(server) };
  };
  const client = new LanguageClient("disclosureLint", t("年度报告检查"), connect, options);
  const end = async () => {
    try {
      await client.dispose();
    } finally {
      server?.kill("SIGKILL");
    }
  };
  return { client, end };
}

function log({ stdout, stderr }: ChildProcess, output: LogOutputChannel): void {
  if (stdout) createInterface(stdout).on("line", (line) => output.info(line));
  if (stderr) createInterface(stderr).on("line", (line) => output.error(line));
}
