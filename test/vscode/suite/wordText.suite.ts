import { commands, Selection, type TextDocument, type Uri, window } from "vscode";
import { textAddress } from "../../../client/src/files/address";
import { cleanReport, spoiled, wrongTotal } from "../../protocol/report";
import { equal, ok } from "./assert";
import {
  diagnosticsOf,
  inForms,
  openFile,
  openReport,
  reported,
  until,
  wordFile,
  writeFile,
  writeReport,
} from "./support";

/*
 * What the editor does with the text of a file by itself: it opens it, and goes to places of it.
 */

/** Waits until a text is selected in the text of a document. */
function selects(uri: Uri, text: string): Promise<unknown> {
  const isSelected = () => {
    const editor = window.activeTextEditor;
    return (
      editor?.document.uri.toString() === uri.toString() && editor.document.getText(editor.selection) === text
    );
  };
  return until(
    `“${text}” selected in ${uri.path}`,
    isSelected,
    window.onDidChangeTextEditorSelection,
    window.onDidChangeActiveTextEditor,
  );
}

function goTo(document: TextDocument, text: string): void {
  const at = document.positionAt(document.getText().indexOf(text));
  ok(window.activeTextEditor?.document === document, "the text is in the active editor");
  window.activeTextEditor.selection = new Selection(at, at);
}

/** As the list of problems opens an entry. */
const openAt = (uri: Uri) =>
  commands.executeCommand("vscode.open", uri, { selection: diagnosticsOf(uri)[0]!.range });

inForms("the place of a finding", (form) => {
  it("is opened from the list of problems, whatever is open of the report", async () => {
    const uri = await writeReport(form, wrongTotal);
    const page = form === "text" ? "disclosureLint.textPage" : "disclosureLint.page";
    await commands.executeCommand("vscode.openWith", uri, page);
    await reported(uri, "litigation-total");
    await openAt(uri);
    await selects(uri, "2");
    goTo(window.activeTextEditor!.document, "一、总体情况");
    await openAt(uri);
    await selects(uri, "2");
  });

  it("is the next one behind the cursor, and round to the first, by severity", async () => {
    const { uri } = await openReport(
      form,
      spoiled(
        ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
        ["| 行政处罚 | 5 |", "| 行政处罚 | ５ |"],
      ),
    );
    await reported(uri, "cell-fullwidth", "litigation-total");
    for (const [command, text] of [
      ["nextError", "2"],
      ["nextError", "2"],
      ["nextWarning", "５"],
      ["nextError", "2"],
    ] as const) {
      await commands.executeCommand(`disclosureLint.${command}`);
      await selects(uri, text);
    }
  });
});

inForms("a count's cell", (form) => {
  it("is gone to in the editor that the count is read in", async () => {
    const document = await openReport(form, cleanReport);
    await reported(document.uri);
    const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs).length;
    const before = tabs();
    goTo(document, "3件，上年结转");
    await commands.executeCommand("editor.action.revealDefinition");
    await until(
      "the cell",
      () =>
        window.activeTextEditor?.document
          .lineAt(window.activeTextEditor.selection.active)
          .text.includes("一、本年新收"),
      window.onDidChangeTextEditorSelection,
      window.onDidChangeActiveTextEditor,
    );
    equal(tabs(), before);
  });
});

describe("the text of a file", () => {
  for (const name of ["年报.docx", "年报.DOCX", "年报.docm", "年报.pdf", "年报.xlsx"]) {
    it(`called ${name} is in the language of reports, and checked`, async () => {
      const { uri, languageId } = await openFile(textAddress(await writeFile(name, wordFile(wrongTotal))));
      equal(languageId, "disclosure-report");
      await reported(uri, "litigation-total");
    });
  }
});
