import { t } from "@vscode/l10n";
import { commands, type Disposable, EventEmitter, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type ManualParams, manualMethod } from "../../server/src/lsp/protocol";

/*
 * The rules' manual: a page for each rule, to which the findings' links lead, and the whole of it. The server makes the
 * texts from the rules it has, so that the package need not hold them; to the editor they are documents that cannot be
 * written to.
 */

const scheme = "disclosure-lint-manual";
/** The name of the page with all rules. */
const whole = () => t("规则手册");

/** What the address of each rule's page begins with; the server adds the rule's name and `.md`. */
export const manualBase = `${scheme}:/`;

/** Pages are asked for when they are shown, and shown anew when a server has started. */
export interface Manual extends Disposable {
  refresh(): void;
}

export function registerManual(currentClient: () => BaseLanguageClient | undefined): Manual {
  const changed = new EventEmitter<Uri>();
  const provide = async ({ path }: Uri): Promise<string> => {
    const rule = /^\/([a-z-]+)\.md$/.exec(path)?.[1];
    const params: ManualParams = rule === undefined ? {} : { rule };
    try {
      const text = await currentClient()?.sendRequest<string | null>(manualMethod, params);
      if (text !== undefined) return text ?? `${t("没有名为“{0}”的规则。", String(rule))}\n`;
    } catch {
      // Ended, or ending: said below, until there is another one.
    }
    return `${t("检查服务没有运行，暂时显示不了规则手册。")}\n`;
  };
  const subscriptions = [
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: provide,
    }),
    commands.registerCommand("disclosureLint.openManual", open),
  ];
  return {
    refresh: () => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

async function open(rule: unknown): Promise<void> {
  const name = typeof rule === "string" && rule !== "" ? rule : whole();
  const page = Uri.from({ scheme, path: `/${name}.md` });
  try {
    await commands.executeCommand("markdown.showPreview", page);
  } catch {
    // The built-in Markdown extension can be switched off.
    await window.showTextDocument(page);
  }
}
