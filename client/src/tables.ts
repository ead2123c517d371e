import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import {
  type CopyTableAnswer,
  copyTableMethod,
  type PasteParams,
  pasteMethod,
  tableActionKinds,
} from "../../server/src/lsp/protocol";
import { said } from "./said";

/*
 * Commands on tables, and pasting them. What they do is the server's: commands apply its code actions at the cursor, which
 * say for themselves why they cannot be done.
 */

type CurrentClient = () => BaseLanguageClient | undefined;

export function registerTables(client: CurrentClient, languages: readonly string[]): vscode.Disposable[] {
  const commands = Object.entries(tableActionKinds).map(([name, kind]) =>
    vscode.commands.registerCommand(`disclosureLint.${name}`, () =>
      vscode.commands.executeCommand("editor.action.codeAction", { kind, apply: "first" }),
    ),
  );
  return [
    ...commands,
    vscode.commands.registerCommand("disclosureLint.copyTable", () => copyTable(client())),
    ...registerPasting(client, languages),
  ];
}

/** The table at the cursor as text divided by tabs: that is what other programs take for cells. */
async function copyTable(client: BaseLanguageClient | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || client?.state !== State.Running) return;
  const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(editor.document);
  const answer = await client.sendRequest<CopyTableAnswer>(copyTableMethod, { textDocument, position });
  if (answer.text === undefined) {
    vscode.window.showWarningMessage(said(t("没有复制：{0}。", answer.refusal ?? t("检查服务没有给出表格"))));
    return;
  }
  await vscode.env.clipboard.writeText(answer.text);
  vscode.window.setStatusBarMessage(t("表格已复制，各格用制表符分隔"), shownFor);
}

const shownFor = 5000;

/** A table, or a report; what else is on the clipboard the server need not see. */
const mayBeTaken = /<table[\s>]|信息公开|政务公开/i;

// ── Pasting: in VS Code's interface since 1.97, of which the typings for 1.91 know nothing ──

interface PasteKind {
  append(...parts: string[]): PasteKind;
}

interface PasteApi {
  readonly DocumentDropOrPasteEditKind?: { readonly Text?: PasteKind };
  readonly DocumentPasteEdit?: new (text: string, title: string, kind: PasteKind) => unknown;
}

interface PasteRegistry {
  registerDocumentPasteEditProvider?(
    selector: vscode.DocumentSelector,
    provider: { provideDocumentPasteEdits: ProvidePasteEdits },
    metadata: {
      readonly providedPasteEditKinds: readonly PasteKind[];
      readonly pasteMimeTypes: readonly string[];
    },
  ): vscode.Disposable;
}

type ProvidePasteEdits = (
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  data: vscode.DataTransfer,
  context: unknown,
  token: vscode.CancellationToken,
) => Promise<unknown[] | undefined>;

function registerPasting(client: CurrentClient, languages: readonly string[]): vscode.Disposable[] {
  const { DocumentDropOrPasteEditKind, DocumentPasteEdit } = vscode as unknown as PasteApi;
  const registry = vscode.languages as unknown as PasteRegistry;
  const kind = DocumentDropOrPasteEditKind?.Text?.append("disclosureLint", "table");
  if (!kind || !DocumentPasteEdit || !registry.registerDocumentPasteEditProvider) return [];
  const provideDocumentPasteEdits: ProvidePasteEdits = async (document, [range, another], data, _, token) => {
    if (range === undefined || another !== undefined) return undefined;
    const html = await data.get("text/html")?.asString();
    if (html === undefined || !mayBeTaken.test(html)) return undefined;
    const text = await tableFor(client(), html, document, range, token);
    return text === null ? undefined : [new DocumentPasteEdit(text, t("粘贴为 Markdown"), kind)];
  };
  try {
    return [
      registry.registerDocumentPasteEditProvider(
        languages.map((language) => ({ language })),
        { provideDocumentPasteEdits },
        { providedPasteEditKinds: [kind], pasteMimeTypes: ["text/html"] },
      ),
    ];
  } catch {
    return []; // Before 1.97 it is there, but not for everyone.
  }
}

/** Null where the clipboard is to be pasted as always. */
async function tableFor(
  client: BaseLanguageClient | undefined,
  html: string,
  document: vscode.TextDocument,
  range: vscode.Range,
  token: vscode.CancellationToken,
): Promise<string | null> {
  if (client?.state !== State.Running) return null;
  const params: PasteParams = {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: client.code2ProtocolConverter.asRange(range),
    html,
  };
  return client.sendRequest<string | null>(pasteMethod, params, token).catch(() => null);
}
