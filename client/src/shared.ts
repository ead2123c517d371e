import { t } from "@vscode/l10n";
import { commands, type Disposable, type ExtensionContext, window, workspace } from "vscode";
import { ignoreCommand, trustMethod } from "../../server/src/lsp/protocol";
import { registerAsReport } from "./asReport";
import { type CarriedMarks, createCarriedMarks } from "./carried";
import { registerFirstUse } from "./firstUse";
import { ignoreHere, resetIgnored, serveFiles } from "./ignoring";
import { type CreateServer, Launcher, languageIds } from "./launcher";
import { registerManual } from "./manual";
import { openNewReport } from "./newReport";
import { goToNext } from "./nextFinding";
import { registerPreview } from "./preview";
import { applySafeFixes } from "./safeFixes";
import { createStatuses, type Statuses } from "./statusItems";
import { registerTables } from "./tables";

/**
 * Starts the server without waiting for it, and connects the commands and the status line to it. Gives back what ends
 * it.
 */
export function start(context: ExtensionContext, createServer: CreateServer): () => Promise<void> {
  const output = window.createOutputChannel(t("年度报告检查"), { log: true });
  const statuses = createStatuses(languageIds);
  const marks = createCarriedMarks(languageIds);
  const launcher = new Launcher(
    (options) => createServer(context, options),
    output,
    (client) => {
      statuses.follow(client);
      serveFiles(client);
    },
    () => manual.refresh(),
  );
  const client = () => launcher.client;
  const manual = registerManual(client);
  context.subscriptions.push(
    output,
    statuses,
    marks,
    manual,
    ...registerFirstUse(context),
    ...registerPreview(context, client, statuses),
    ...registerTables(client, languageIds),
    ...registerAsReport(context, statuses),
    ...registerCommands(launcher, statuses, marks),
    commands.registerCommand("disclosureLint.showOutput", () => output.show(true)),
    workspace.onDidGrantWorkspaceTrust(() => client()?.sendNotification(trustMethod)),
  );
  launcher.launch();
  return () => launcher.end();
}

function registerCommands(launcher: Launcher, statuses: Statuses, marks: CarriedMarks): Disposable[] {
  return [
    commands.registerCommand("disclosureLint.restart", launcher.restart),
    commands.registerCommand("disclosureLint.nextError", () => goToNext("error")),
    commands.registerCommand("disclosureLint.nextWarning", () => goToNext("warning")),
    commands.registerCommand("disclosureLint.nextInfo", () => goToNext("info")),
    commands.registerCommand("disclosureLint.fixAll", () => applySafeFixes(statuses)),
    commands.registerCommand(
      "disclosureLint.newReport",
      (given) => launcher.client && openNewReport(launcher.client, marks, given),
    ),
    commands.registerCommand(ignoreCommand, ignoreHere),
    commands.registerCommand("disclosureLint.resetIgnored", resetIgnored),
  ];
}
