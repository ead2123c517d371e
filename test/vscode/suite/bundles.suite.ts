import { commands, TabInputCustom, Uri, window, workspace } from "vscode";
import { textAddress } from "../../../client/src/files/address";
import { openSource } from "../../../server/src/core/open";
import { cleanReport, wrongTotal } from "../../protocol/report";
import { makeDocx } from "../../source/makeDocx";
import { makePdf, shown } from "../../source/makePdf";
import { equal, ok } from "./assert";
import { extension, openFile, replace, reported, until, writeFile } from "./support";

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
    // Where the editor saves by itself it may come first.
    await document.save();
    await until("the text is saved", () => !document.isDirty, workspace.onDidSaveTextDocument);
    equal(await textIn(uri), document.getText());
  });

  it("a Word file that is a report opens as its page", async () => {
    const uri = await writeBytes(`${NAME}.docx`, makeDocx(wrongTotal));
    await commands.executeCommand("vscode.open", uri);
    const address = textAddress(uri).toString();
    const isPage = (input: unknown) => input instanceof TabInputCustom && input.uri.toString() === address;
    const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs);
    await until(
      "the page",
      () => tabs().some(({ input }) => isPage(input)),
      window.tabGroups.onDidChangeTabs,
    );
  });

  it("a PDF is read", async () => {
    const uri = await writeBytes(`${NAME}.pdf`, pdfOf(cleanReport));
    const text = (await workspace.openTextDocument(textAddress(uri))).getText();
    ok(text.includes("本报告依照《中华人民共和国政府信息公开条例》编制"), text.slice(0, 200));
  });

  it("what reads PDF and what writes Word files is installed beside the server", async () => {
    const dist = Uri.joinPath(extension().extensionUri, "dist");
    for (const name of ["server.js", "pdf.js", "docx.js"])
      ok((await workspace.fs.readFile(Uri.joinPath(dist, name))).length > 100_000, name);
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
