import {
  type Command,
  commands,
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  Uri,
  window,
  workspace,
} from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { type Status, statusMethod } from "../../server/src/lsp/protocol";
import { type Count, counts, describe } from "./status";

/** What the server took the open documents for, and the lines of the language status that say so. */
export interface Statuses {
  follow(client: BaseLanguageClient): void;
  of(uri: string): Status | undefined;
  /** Called with the address of a document that was read, and with none when the server has gone. */
  onChange(listener: (uri: string | undefined) => void): void;
  dispose(): void;
}

/**
 * Menus and key bindings: whether the active document is a report, and all documents that are. These go to VS Code as
 * addresses and not as text: in a window on another machine it has another name for a file than its extensions do.
 */
const contexts = { isReport: "disclosureLint.isReport", reports: "disclosureLint.reports" };

const next: Readonly<Record<Count["severity"], Command>> = {
  error: { title: "下一处错误", command: "disclosureLint.nextError" },
  warning: { title: "下一处警告", command: "disclosureLint.nextWarning" },
};

export function createStatuses(languageIds: readonly string[]): Statuses {
  const selector = languageIds.map((language) => ({ language }));
  const statuses = new Map<string, Status>();
  const listeners: ((uri: string | undefined) => void)[] = [];
  const item = languages.createLanguageStatusItem("disclosureLint.status", selector);
  item.name = "年度报告检查";
  let countItems: LanguageStatusItem[] = [];
  let isDown = false;

  const update = () => {
    const uri = window.activeTextEditor?.document.uri.toString();
    const status = uri === undefined ? undefined : statuses.get(uri);
    const shown = describe(status, isDown);
    item.text = shown.text;
    item.detail = shown.detail;
    item.severity = shown.failed ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = commandFor(status, shown.failed);
    for (const old of countItems) old.dispose();
    countItems = counts(status, isDown).map(({ severity, text }) => {
      const line = languages.createLanguageStatusItem(`disclosureLint.${severity}`, selector);
      line.name = `年度报告检查：${severity === "error" ? "错误" : "警告"}`;
      line.text = text;
      line.command = next[severity];
      return line;
    });
    const reports = [...statuses].flatMap(([address, { state }]) =>
      state === "report" ? [Uri.parse(address, true)] : [],
    );
    commands.executeCommand("setContext", contexts.isReport, status?.state === "report");
    commands.executeCommand("setContext", contexts.reports, reports);
  };
  const changed = (uri: string | undefined) => {
    update();
    for (const listener of listeners) listener(uri);
  };
  update();
  const subscriptions = [
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (statuses.delete(uri.toString())) update();
    }),
  ];
  return {
    of: (uri) => statuses.get(uri),
    onChange: (listener) => void listeners.push(listener),
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
    dispose: () => Disposable.from(item, ...countItems, ...subscriptions).dispose(),
  };
}

function commandFor(status: Status | undefined, failed: boolean): Command {
  if (failed) return { title: "重启", command: "disclosureLint.restart" };
  if (status?.state === "report") return { title: "预览", command: "disclosureLint.preview" };
  return { title: "规则手册", command: "disclosureLint.openManual" };
}
