import {
  commands,
  Selection,
  type Tab,
  TabInputCustom,
  TabInputText,
  TabInputWebview,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { cleanReport, spoiled, twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { equal, ok } from "./assert";
import {
  closeEditors,
  diagnosticsOf,
  extension,
  openFile,
  openText,
  reported,
  settled,
  until,
  writeFile,
} from "./support";

/*
 * The panel itself is a page that no extension can look into: what it shows is tested in test/features/preview.test.ts.
 * Here is what goes on around it.
 */

const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs);
const isPreview = ({ input }: Tab) =>
  input instanceof TabInputWebview && input.viewType.includes("disclosureLint");
const previews = () => tabs().filter(isPreview);

/** An error, and in front of it a warning. */
const spoiledReport = spoiled(
  ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
  ["| 行政处罚 | 5 |", "| 行政处罚 | ５ |"],
);

describe("the preview", () => {
  it("opens beside the text, once, and leaves the cursor in it", async () => {
    const document = await openText(wrongTotal);
    await reported(document.uri, "litigation-total");
    await commands.executeCommand("disclosureLint.preview");
    const [tab] = await until(
      "a preview",
      () => previews().length > 0 && previews(),
      window.tabGroups.onDidChangeTabs,
    );
    equal(tab!.group.viewColumn, ViewColumn.Two);
    equal(window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    await commands.executeCommand("disclosureLint.preview");
    equal(previews().length, 1);
  });

  it("takes its name from the report, and follows the active one", async () => {
    const first = await openFile(await writeFile("甲.md", wrongTotal));
    await reported(first.uri, "litigation-total");
    await commands.executeCommand("disclosureLint.preview");
    await until("a preview of the first", named("预览 甲.md"), window.tabGroups.onDidChangeTabs);
    const second = await openFile(await writeFile("乙.md", wrongTotal));
    await reported(second.uri, "litigation-total");
    await until("a preview of the second", named("预览 乙.md"), window.tabGroups.onDidChangeTabs);
    await openFile(await writeFile("说明.md", "# 说明\n"));
    await settled();
    equal(previews().length, 1);
  });

  it("is of the report that a menu is opened on, whichever is active", async () => {
    const first = await openFile(await writeFile("丙.md", wrongTotal));
    await reported(first.uri, "litigation-total");
    const second = await openFile(await writeFile("丁.md", wrongTotal));
    await reported(second.uri, "litigation-total");
    await commands.executeCommand("disclosureLint.preview", first.uri);
    await until("a preview of the first", named("预览 丙.md"), window.tabGroups.onDidChangeTabs);
  });

  it("has what the manifest promises: a script and a style sheet of its own, and nothing else to run", async () => {
    for (const name of ["preview.js", "preview.css"]) {
      const file = Uri.joinPath(extension().extensionUri, "dist", name);
      const text = new TextDecoder().decode(await workspace.fs.readFile(file));
      ok(text.length > 1000, name);
      ok(!/https?:|@import|url\(/.test(text), `${name} loads something`);
    }
  });

  function named(label: string) {
    return () => previews().some((tab) => tab.label === label);
  }
});

describe("the page as the editor of a text", () => {
  const isPage = ({ input }: Tab) => input instanceof TabInputCustom && input.viewType.includes("textPage");
  const isText = ({ input }: Tab) => input instanceof TabInputText;
  const page = () => tabs().filter(isPage);

  it("takes the commands that are given to the document that is worked on", async () => {
    const document = await openFile(await writeFile("戊.md", twoFullwidthCells));
    await reported(document.uri, "cell-fullwidth", "cell-fullwidth");
    await commands.executeCommand("disclosureLint.showPage");
    await until("the page", () => page()[0]?.isActive === true, window.tabGroups.onDidChangeTabs);
    await commands.executeCommand("disclosureLint.fixAll");
    ok(document.getText().includes("| 行政许可 | 36 |"), "the first is mended");
    ok(document.getText().includes("| 行政处罚 | 5 |"), "the second is mended");
  });

  it("shows the text beside it, once", async () => {
    const document = await openFile(await writeFile("己.md", wrongTotal));
    await reported(document.uri, "litigation-total");
    await commands.executeCommand("disclosureLint.showPage");
    await until("the page", () => page()[0]?.isActive === true, window.tabGroups.onDidChangeTabs);
    // That behind the page stays where it is.
    for (let times = 0; times < 2; times++) {
      await commands.executeCommand("disclosureLint.showText", document.uri);
      equal(tabs().filter(isText).length, 2);
      equal(page().length, 1);
    }
    // In which column an editor is the editor tells after it has told which one is active.
    await until(
      "the text in another column than the page",
      () => {
        const column = window.activeTextEditor?.viewColumn;
        return column !== undefined && column !== page()[0]!.group.viewColumn;
      },
      window.onDidChangeActiveTextEditor,
      window.onDidChangeTextEditorViewColumn,
      window.tabGroups.onDidChangeTabs,
    );
  });
});

describe("going to the next finding", () => {
  const at = () => {
    const { selection, document } = window.activeTextEditor!;
    return document.getText(selection);
  };

  it("goes from one to the next and round to the first, by severity", async () => {
    const document = await openText(spoiledReport);
    await reported(document.uri, "cell-fullwidth", "litigation-total");
    window.activeTextEditor!.selection = new Selection(0, 0, 0, 0);
    await commands.executeCommand("disclosureLint.nextError");
    equal(at(), "2");
    await commands.executeCommand("disclosureLint.nextError");
    equal(at(), "2");
    await commands.executeCommand("disclosureLint.nextWarning");
    equal(at(), "５");
  });

  it("stays where there is nothing", async () => {
    const document = await openText(cleanReport);
    await settled();
    await window.showTextDocument(document);
    equal(diagnosticsOf(document.uri), []);
    await commands.executeCommand("disclosureLint.nextError");
    ok(window.activeTextEditor!.selection.isEmpty, "nothing is selected");
  });
});

describe("first use", () => {
  it("has a sample with faults, which is a text of its own", async () => {
    await commands.executeCommand("disclosureLint.openSample");
    const { document } = window.activeTextEditor!;
    ok(document.isUntitled, "the sample is not a file");
    await until("findings in the sample", () => diagnosticsOf(document.uri).length > 3);
    await closeEditors();
  });

  it("has a walkthrough whose commands and pages are there", async () => {
    const { walkthroughs } = extension().packageJSON.contributes;
    const there = new Set(await commands.getCommands(true));
    for (const { description, media } of walkthroughs[0].steps) {
      const [command] = /(?<=command:)[\w.]+/.exec(description) ?? [];
      ok(command !== undefined && there.has(command), `${description} has a command`);
      for (const picture of new Set(Object.values<string>(media.image))) {
        const bytes = await workspace.fs.readFile(Uri.joinPath(extension().extensionUri, picture));
        ok(bytes.length > 1000, picture);
      }
      ok(media.altText, "the pictures are described");
    }
    await commands.executeCommand("disclosureLint.openWalkthrough");
  });
});
