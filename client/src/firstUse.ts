import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from "vscode";

/** A report to try things on, and the walkthrough. */
export function registerFirstUse({ extension, extensionUri }: ExtensionContext): Disposable[] {
  return [
    commands.registerCommand("disclosureLint.openSample", async () => {
      const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, "media", "sample.md"));
      const content = new TextDecoder().decode(bytes);
      // A text of its own, so that nothing of the extension is changed by trying.
      const document = await workspace.openTextDocument({ language: "markdown", content });
      await window.showTextDocument(document, { preview: false });
    }),
    commands.registerCommand("disclosureLint.openWalkthrough", () =>
      commands.executeCommand("workbench.action.openWalkthrough", `${extension.id}#start`, false),
    ),
  ];
}
