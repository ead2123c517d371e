import { commands, languages, type Uri, window, workspace } from "vscode";
import { equal, ok } from "./assert";
import { closeTabs, firstFindings, openText, settled, until, writeFile } from "./support";

const ownLanguage = "disclosure-report";

const opened = (uri: Uri) => workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());

/** Waits until a document has a language. */
const speaks = (uri: Uri, language: string) =>
  until(
    `${uri.path} in ${language}`,
    () => opened(uri)?.languageId === language,
    workspace.onDidOpenTextDocument,
  );

/** Opens a file as a click does, so that it is closed with its tab: documents opened through the API live longer. */
async function show(uri: Uri): Promise<void> {
  await commands.executeCommand("vscode.open", uri);
  await until(
    "the editor",
    () => window.activeTextEditor?.document.uri.toString() === uri.toString(),
    window.onDidChangeActiveTextEditor,
  );
}

async function close(uri: Uri): Promise<void> {
  await closeTabs(uri);
  await until("it is closed", () => !opened(uri), workspace.onDidCloseTextDocument);
}

async function checkAsReport(uri: Uri): Promise<void> {
  await show(uri);
  await commands.executeCommand("disclosureLint.checkAsReport");
  await speaks(uri, ownLanguage);
}

describe("a file that is no report by itself", () => {
  it("is checked as one by command, and again when it is opened later", async () => {
    const uri = await writeFile("底稿.txt", "某镇工作情况\n");
    await show(uri);
    await settled();
    equal(languages.getDiagnostics(uri).length, 0);
    await checkAsReport(uri);
    await firstFindings(uri);
    await close(uri);
    await show(uri);
    await speaks(uri, ownLanguage);
  });

  it("is left alone again once the user gives it another language", async () => {
    const uri = await writeFile("底稿.txt", "某镇工作情况\n");
    await checkAsReport(uri);
    await languages.setTextDocumentLanguage(opened(uri)!, "plaintext");
    await speaks(uri, "plaintext");
    await close(uri);
    await show(uri);
    await settled();
    equal(opened(uri)?.languageId, "plaintext");
  });
});

describe("the language of reports", () => {
  it("wraps lines, has fonts with wide characters of two columns, and no boxes around them", async () => {
    const { uri } = await openText("", ownLanguage);
    const editor = workspace.getConfiguration("editor", { uri, languageId: ownLanguage });
    equal(editor.get("wordWrap"), "on");
    equal(editor.get("unicodeHighlight.ambiguousCharacters"), false);
    ok(/Sarasa Mono SC.*, monospace$/.test(editor.get("fontFamily", "")), editor.get("fontFamily", ""));
    const others = workspace.getConfiguration("editor", { uri, languageId: "plaintext" });
    ok(!others.get("fontFamily", "").includes("Sarasa"), "other files keep their font");
  });
});
