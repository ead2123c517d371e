import { commands, TabInputCustom, Uri, window, workspace } from "vscode";
import { textAddress } from "../../../client/src/files/address";
import { openSource } from "../../../server/src/core/open";
import { cleanReport, wrongTotal } from "../../protocol/report";
import { makeDocx } from "../../source/makeDocx";
import { makePdf, shown } from "../../source/makePdf";
import { equal, ok } from "./assert";
import { configure, openFile, patience, replace, reported, until, writeFile } from "./support";

/*
 * Files that are no text, where the extension is installed and where it runs in a browser: what reads PDF and what writes Word
 * files lies beside the server, which has to find it.
 */

const NAME = "云溪镇政府信息公开2023年年度报告";

/** Writes a file of one test. */
async function writeBytes(name: string, bytes: Uint8Array): Promise<Uri> {
  const uri = await writeFile(name, "");
  await workspace.fs.writeFile(uri, bytes);
  return uri;
}

const textIn = async (uri: Uri) => (await openSource(await workspace.fs.readFile(uri))).text;

describe("files that are no text", () => {
  it("a Word file is checked as a text, changed, and saved", async () => {
    const uri = await writeBytes(`${NAME}.docx`, makeDocx(wrongTotal));
    const document = await openFile(textAddress(uri));
    await reported(document.uri, "litigation-total");
    await replace(document, "| 1 | 0 | 0 | 0 | 2 | 0 |", "| 1 | 0 | 0 | 0 | 1 | 0 |");
    await reported(document.uri);
    ok(await document.save(), "saved");
    equal(await textIn(uri), document.getText());
  });

  for (const [kind, name, bytes] of [
    ["a Word file", `${NAME}.docx`, makeDocx(wrongTotal)],
    ["a PDF", `${NAME}.pdf`, pdfOf(cleanReport)],
  ] as const)
    it(`${kind} that is a report opens as its page`, async () => {
      const uri = await writeBytes(name, bytes);
      await commands.executeCommand("vscode.open", uri);
      const address = textAddress(uri).toString();
      const isPage = (input: unknown) => input instanceof TabInputCustom && input.uri.toString() === address;
      const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs);
      await until(
        `the page of ${name}`,
        () => tabs().some(({ input }) => isPage(input)),
        window.tabGroups.onDidChangeTabs,
      );
    });

  it("a PDF is read", async () => {
    const uri = await writeBytes(`${NAME}.pdf`, pdfOf(cleanReport));
    const { isDirty, lineCount } = await workspace.openTextDocument(textAddress(uri));
    ok(!isDirty && lineCount > 20, `it has ${lineCount} lines`);
  });

  it("a report is made into a Word file", async () => {
    await configure("files.simpleDialog.enable", true, "workspace");
    const uri = await writeFile(`${NAME}.md`, cleanReport);
    await openFile(uri);
    await reported(uri);
    void commands.executeCommand("disclosureLint.exportWord", uri);
    const made = await accepted(Uri.joinPath(uri, ".."), ".docx");
    equal((await textIn(made)).includes("一、总体情况"), true);
  });
});

/** Each line of a text on a line of a page. */
function pdfOf(text: string): Uint8Array {
  const lines = text.split("\n").filter((line) => line !== "");
  const pages = Array.from({ length: Math.ceil(lines.length / LINES) }, (_, at) =>
    lines.slice(at * LINES, (at + 1) * LINES),
  );
  return makePdf(pages.map((page) => page.map((line, at) => shown(line, 50, 800 - 20 * at, 8)).join("")));
}

/** So many fit on a page. */
const LINES = 35;

/** Says yes to the dialog in which a file is saved, once it is there, until the file is. No event tells of either. */
async function accepted(folder: Uri, ending: string): Promise<Uri> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    const entries = await workspace.fs.readDirectory(folder);
    const name = entries.find(([it]) => it.endsWith(ending))?.[0];
    if (name !== undefined) return Uri.joinPath(folder, name);
  }
  throw new Error(`nothing was saved in ${folder.path}`);
}
