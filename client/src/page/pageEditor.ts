import {
  type CustomTextEditorProvider,
  commands,
  type Disposable,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { activeDocument } from "../activeReport";
import { isFileText } from "../files/address";
import { type PageServices, PageView } from "./pageView";
import { pageColumnOf, textColumnOf } from "./textColumn";

/** The page as the editor of a document. */
export const pageType = "disclosureLint.page";
/** The same for texts, which open as texts unless it is asked for. */
const textPageType = "disclosureLint.textPage";

/** Registers the page as an editor, and the ways from the text to the page and back. */
export function registerPageEditor(services: PageServices): Disposable[] {
  return [
    ...[pageType, textPageType].map((type) =>
      window.registerCustomEditorProvider(type, new PageEditor(services), {
        // Where it was scrolled to, and what was being written, is still there when one comes back to it.
        webviewOptions: { retainContextWhenHidden: true, enableFindWidget: true },
        supportsMultipleEditorsPerDocument: true,
      }),
    ),
    commands.registerCommand("disclosureLint.showText", async (uri?: unknown) => {
      const target = uri instanceof Uri ? uri : activeDocument();
      if (!target) return;
      const document = await workspace.openTextDocument(target);
      const viewColumn = textColumnOf(target, pageColumnOf(target)) ?? ViewColumn.Beside;
      await window.showTextDocument(document, { viewColumn, preview: false });
    }),
    commands.registerCommand("disclosureLint.showPage", (uri?: unknown) => {
      const target = uri instanceof Uri ? uri : activeDocument();
      return (
        target &&
        commands.executeCommand("vscode.openWith", target, isFileText(target) ? pageType : textPageType)
      );
    }),
  ];
}

class PageEditor implements CustomTextEditorProvider {
  constructor(private readonly services: PageServices) {}

  resolveCustomTextEditor({ uri }: TextDocument, panel: WebviewPanel): void {
    new PageView(panel, this.services, uri, true);
  }
}
