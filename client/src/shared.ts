import { t } from "@vscode/l10n";
import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from "vscode";
import { fileScheme, ignoreCommand, trustMethod } from "../../server/src/lsp/protocol";
import { activeDocument } from "./activeReport";
import { registerAsReport } from "./asReport";
import { type CarriedMarks, createCarriedMarks } from "./carried";
import { registerConflicts } from "./files/conflicts";
import { registerExporting } from "./files/exporting";
import { FileService } from "./files/fileService";
import { FileTexts } from "./files/fileSystem";
import { registerMoved } from "./files/moved";
import { registerOpening } from "./files/opening";
import { Refusals } from "./files/refusals";
import { registerTrials } from "./files/trials";
import { registerFirstUse } from "./firstUse";
import { ignoreHere, resetIgnored, serveFiles } from "./ignoring";
import { type CreateServer, Launcher, languageIds } from "./launcher";
import { registerManual } from "./manual";
import { openNewReport } from "./newReport";
import { goToNext } from "./nextFinding";
import { registerPageEditor } from "./page/pageEditor";
import type { PageServices } from "./page/pageView";
import { registerPreview } from "./page/preview";
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
  const services = { context, client, statuses };
  context.subscriptions.push(
    output,
    statuses,
    marks,
    manual,
    ...registerFirstUse(context),
    ...registerPreview(services),
    ...registerPageEditor(services),
    ...registerFiles(services, new FileService(() => launcher.started())),
    ...registerTables(client, languageIds),
    ...registerAsReport(context, statuses),
    ...registerCommands(launcher, statuses, marks),
    commands.registerCommand("disclosureLint.showOutput", () => output.show(true)),
    workspace.onDidGrantWorkspaceTrust(() => client()?.sendNotification(trustMethod)),
  );
  launcher.launch();
  return () => launcher.end();
}

/** Reports in files that are no text. */
function registerFiles(services: PageServices, service: FileService): Disposable[] {
  const refusals = new Refusals();
  const texts = new FileTexts(service, refusals, services.context.workspaceState);
  return [
    refusals,
    texts,
    workspace.registerFileSystemProvider(fileScheme, texts, { isCaseSensitive: true }),
    registerConflicts(texts, service, refusals),
    registerTrials(texts, service, refusals),
    ...registerMoved(texts),
    ...registerOpening(service),
    ...registerExporting(services, service),
  ];
}

function registerCommands(launcher: Launcher, statuses: Statuses, marks: CarriedMarks): Disposable[] {
  return [
    commands.registerCommand("disclosureLint.restart", launcher.restart),
    commands.registerCommand("disclosureLint.nextError", () => goToNext("error")),
    commands.registerCommand("disclosureLint.nextWarning", () => goToNext("warning")),
    commands.registerCommand("disclosureLint.nextInfo", () => goToNext("info")),
    commands.registerCommand("disclosureLint.fixAll", (uri?: unknown) =>
      applySafeFixes(statuses, uri instanceof Uri ? uri : activeDocument()),
    ),
    commands.registerCommand(
      "disclosureLint.newReport",
      (given) => launcher.client && openNewReport(launcher.client, marks, given),
    ),
    commands.registerCommand(ignoreCommand, ignoreHere),
    commands.registerCommand("disclosureLint.resetIgnored", resetIgnored),
  ];
}
