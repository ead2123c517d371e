import { t } from "@vscode/l10n";
import {
  type Command,
  commands,
  Disposable,
  type DocumentSelector,
  EventEmitter,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  Uri,
  window,
  workspace,
} from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { type Status, statusMethod } from "../../server/src/lsp/protocol";
import { activeDocument, onDidChangeActivePage } from "./activeReport";
import { type Count, counts, describe } from "./status";

/** What the server took the open documents for, and the lines of the language status that say so. */
export interface Statuses {
  follow(client: BaseLanguageClient): void;
  of(uri: string): Status | undefined;
  /** Called with the address of a document that was read, and with none when the server has gone. */
  onChange(listener: (uri: string | undefined) => void): Disposable;
  dispose(): void;
}

/**
 * Menus and key bindings: whether the active document is a report, and all documents that are. These go to VS Code as
 * addresses and not as text: in a window on another machine it has another name for a file than its extensions do.
 */
const contexts = { isReport: "disclosureLint.isReport", reports: "disclosureLint.reports" };

/** Lines of the language status that are as grave are shown in the order of their ids: the counts first, the worst above. */
const counted = {
  error: { id: "disclosureLint.1.error", command: "disclosureLint.nextError" },
  warning: { id: "disclosureLint.2.warning", command: "disclosureLint.nextWarning" },
  info: { id: "disclosureLint.3.info", command: "disclosureLint.nextInfo" },
} as const;

const countNames = () => ({
  error: { name: t("年度报告检查：错误"), title: t("下一处错误") },
  warning: { name: t("年度报告检查：警告"), title: t("下一处警告") },
  info: { name: t("年度报告检查：提示"), title: t("下一处提示") },
});

export function createStatuses(languageIds: readonly string[]): Statuses {
  const selector = languageIds.map((language) => ({ language }));
  const statuses = new Map<string, Status>();
  const changes = new EventEmitter<string | undefined>();
  const item = languages.createLanguageStatusItem("disclosureLint.4.status", selector);
  item.name = t("年度报告检查");
  let furtherItems: LanguageStatusItem[] = [];
  let isDown = false;

  const update = () => {
    const uri = activeDocument()?.toString();
    const status = uri === undefined ? undefined : statuses.get(uri);
    const shown = describe(status, isDown);
    item.text = shown.text;
    item.detail = shown.detail;
    item.severity = shown.failed ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = commandFor(status, shown.failed);
    for (const old of furtherItems) old.dispose();
    furtherItems = counts(status, isDown).map((count) => countLine(count, selector));
    if (status?.state === "notReport") furtherItems.push(newReportLine(selector));
    const reports = [...statuses].flatMap(([address, { state }]) =>
      state === "report" ? [Uri.parse(address, true)] : [],
    );
    commands.executeCommand("setContext", contexts.isReport, status?.state === "report");
    commands.executeCommand("setContext", contexts.reports, reports);
  };
  const changed = (uri: string | undefined) => {
    update();
    changes.fire(uri);
  };
  update();
  const subscriptions = [
    window.onDidChangeActiveTextEditor(update),
    onDidChangeActivePage(update),
    window.tabGroups.onDidChangeTabs(update),
    window.tabGroups.onDidChangeTabGroups(update),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (statuses.delete(uri.toString())) update();
    }),
  ];
  return {
    of: (uri) => statuses.get(uri),
    onChange: changes.event,
    follow: (client) => {
      client.onNotification(statusMethod, (status: Status) => {
        const uri = client.protocol2CodeConverter.asUri(status.uri).toString();
        statuses.set(uri, status);
        changed(uri);
      });
      client.onDidChangeState(({ newState }) => {
        isDown = newState === State.Stopped || newState === State.StartFailed;
        if (newState === State.Stopped) statuses.clear();
        changed(undefined);
      });
    },
    dispose: () => Disposable.from(item, ...furtherItems, ...subscriptions, changes).dispose(),
  };
}

function countLine({ severity, text }: Count, selector: DocumentSelector): LanguageStatusItem {
  const { id, command } = counted[severity];
  const { name, title } = countNames()[severity];
  const line = languages.createLanguageStatusItem(id, selector);
  line.name = name;
  line.text = text;
  line.command = { title, command };
  return line;
}

/** For a file that is no report, beside checking it as one. */
function newReportLine(selector: DocumentSelector): LanguageStatusItem {
  const line = languages.createLanguageStatusItem("disclosureLint.5.new", selector);
  line.name = t("新建年度报告");
  line.text = t("要写年度报告");
  line.command = { title: t("新建"), command: "disclosureLint.newReport" };
  return line;
}

function commandFor(status: Status | undefined, failed: boolean): Command {
  if (failed) return { title: t("重启"), command: "disclosureLint.restart" };
  if (status?.state === "report") return { title: t("预览"), command: "disclosureLint.preview" };
  if (status?.state === "notReport")
    return { title: t("按年报检查"), command: "disclosureLint.checkAsReport" };
  return { title: t("规则手册"), command: "disclosureLint.openManual" };
}
