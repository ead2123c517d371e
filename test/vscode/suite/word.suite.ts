import { unzipSync } from "fflate";
import {
  type CodeAction,
  commands,
  type Diagnostic,
  languages,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { fileScheme } from "../../../server/src/lsp/protocol";
import { cleanReport } from "../../protocol/report";
import { makeDocx, packDocx } from "../../source/makeDocx";
import { equal, ok } from "./assert";
import {
  actionsAt,
  applyAction,
  configure,
  openFile,
  replace,
  replaceAll,
  reported,
  until,
  writeFile,
} from "./support";

/*
 * Word files in the editor: what is typed, what is in the file then, and that nothing is lost.
 */

const REPORT = cleanReport.replaceAll(/^#+ /gm, "");
const NAME = "青溪县水务局2023年政府信息公开工作年度报告.docx";
const SUM = "| 1 | 0 | 0 | 0 | 1 | 0 |";
const WRONG_SUM = "| 1 | 0 | 0 | 0 | 2 | 0 |";
const COUNT = "发布供水、防汛类信息210条";

const textOf = (file: Uri) => Uri.from({ scheme: fileScheme, path: file.path, query: file.toString() });

async function writeWord(bytes: Uint8Array): Promise<Uri> {
  const file = await writeFile(NAME, "");
  await workspace.fs.writeFile(file, bytes);
  return file;
}

const bytesOf = async (file: Uri) => new Uint8Array(await workspace.fs.readFile(file));

async function open(bytes: Uint8Array): Promise<{ file: Uri; document: TextDocument }> {
  const file = await writeWord(bytes);
  return { file, document: await openFile(textOf(file)) };
}

const DOCUMENT = "word/document.xml";

/** Where two packages differ: what stands in the one and in the other; all other entries are the same, byte for byte. */
function difference(before: Uint8Array, after: Uint8Array): [string, string] {
  const [old, now] = [unzipSync(before), unzipSync(after)];
  equal(Object.keys(now), Object.keys(old), "entries");
  for (const name of Object.keys(old)) if (name !== DOCUMENT) equal([...now[name]!], [...old[name]!], name);
  const [a, b] = [old, now].map((parts) => new TextDecoder().decode(parts[DOCUMENT])) as [string, string];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  return [a.slice(start, endA), b.slice(start, endB)];
}

/** The names in a file's folder. */
async function beside(file: Uri): Promise<string[]> {
  return (await workspace.fs.readDirectory(Uri.joinPath(file, ".."))).map(([name]) => name).sort();
}

const isUntouched = async (file: Uri, bytes: Uint8Array) => {
  equal([...(await bytesOf(file))], [...bytes], "the file");
  equal(await beside(file), [NAME], "what is in its folder");
};

describe("a Word file as a text", () => {
  it("takes one number and nothing else, and the quick fix takes it back", async () => {
    const bytes = makeDocx(REPORT);
    const { file, document } = await open(bytes);
    await reported(document.uri);
    await replace(document, SUM, WRONG_SUM);
    const [found] = await reported(document.uri, "litigation-total");
    ok(await document.save(), "not saved");
    equal(difference(bytes, await bytesOf(file)), ["1", "2"]);
    const [fix] = await actionsAt(document.uri, found!.range, "quickfix");
    await applyAction(fix!);
    await reported(document.uri);
    ok(await document.save(), "not saved");
    equal(difference(bytes, await bytesOf(file)), ["", ""]);
    equal(await beside(file), [NAME]);
  });

  it("takes words while its page is open", async () => {
    const bytes = makeDocx(REPORT);
    const file = await writeWord(bytes);
    await commands.executeCommand("vscode.openWith", textOf(file), "disclosureLint.page");
    const document = await workspace.openTextDocument(textOf(file));
    await replace(document, COUNT, COUNT.replace("210", "219"));
    await commands.executeCommand("workbench.action.files.save");
    await until("the save", () => !document.isDirty, workspace.onDidSaveTextDocument);
    equal(difference(bytes, await bytesOf(file)), ["0", "9"]);
  });

  it("is the same file after it was saved without a change", async () => {
    const bytes = makeDocx(REPORT);
    const { file, document } = await open(bytes);
    await commands.executeCommand("workbench.action.files.save");
    await commands.executeCommand("workbench.action.files.saveWithoutFormatting");
    ok(await document.save(), "not saved");
    await isUntouched(file, bytes);
  });

  it("is the same file after a change was made and undone", async () => {
    const bytes = makeDocx(REPORT);
    const { file, document } = await open(bytes);
    const before = document.getText();
    await replace(document, COUNT, "无");
    await replaceAll(document, before);
    ok(await document.save(), "not saved");
    await isUntouched(file, bytes);
  });

  it("is changed by no setting that changes texts when they are saved", async () => {
    await configure("files.trimTrailingWhitespace", true, "workspace");
    await configure("files.insertFinalNewline", true, "workspace");
    await configure("files.trimFinalNewlines", true, "workspace");
    await configure("files.encoding", "gbk", "workspace");
    await configure("files.eol", "\r\n", "workspace");
    await configure("editor.formatOnSave", true, "workspace");
    const bytes = makeDocx(REPORT);
    const { file, document } = await open(bytes);
    ok(document.getText().includes(COUNT), "the text is not read as what it is");
    await replace(document, COUNT, COUNT.replace("210", "217"));
    ok(await document.save(), "not saved");
    equal(difference(bytes, await bytesOf(file)), ["0", "7"]);
  });

  it("is saved by itself where that is set", async () => {
    await configure("files.autoSave", "afterDelay", "workspace");
    await configure("files.autoSaveDelay", 50, "workspace");
    const bytes = makeDocx(REPORT);
    const { file, document } = await open(bytes);
    await replace(document, COUNT, COUNT.replace("210", "218"));
    await until("the save", () => !document.isDirty, workspace.onDidSaveTextDocument);
    equal(difference(bytes, await bytesOf(file)), ["0", "8"]);
  });
});

describe("a Word file that another program changes", () => {
  const other = makeDocx(REPORT.replace("210条", "320条"));

  it("is read again where its text is unchanged", async () => {
    const { file, document } = await open(makeDocx(REPORT));
    await workspace.fs.writeFile(file, other);
    await until(
      "the new text",
      () => document.getText().includes("320条"),
      workspace.onDidChangeTextDocument,
    );
    equal(document.isDirty, false);
    await replace(document, "320条", "330条");
    ok(await document.save(), "not saved");
    equal(difference(other, await bytesOf(file)), ["2", "3"]);
  });

  it("is not overwritten, and the changed text stays", async () => {
    const { file, document } = await open(makeDocx(REPORT));
    await replace(document, SUM, WRONG_SUM);
    await workspace.fs.writeFile(file, other);
    for (let times = 0; times < 2; times++) {
      equal(await document.save(), false, "saved");
      await isUntouched(file, other);
    }
    equal(document.isDirty, true);
    ok(document.getText().includes(WRONG_SUM), "the change is lost");
  });

  it("may look different: the same text goes on in the new file", async () => {
    const { file, document } = await open(makeDocx(REPORT));
    await replace(document, SUM, WRONG_SUM);
    const looksOther = makeDocx(REPORT, { random: () => 0 });
    await workspace.fs.writeFile(file, looksOther);
    ok(await document.save(), "not saved");
    equal(difference(looksOther, await bytesOf(file)), ["1", "2"]);
  });

  it("may be gone: the text stays, and nothing is put in its place", async () => {
    const { file, document } = await open(makeDocx(REPORT));
    await replace(document, SUM, WRONG_SUM);
    await workspace.fs.delete(file);
    equal(await document.save(), false, "saved");
    equal(await beside(file), []);
    ok(document.isDirty && document.getText().includes(WRONG_SUM), "the change is lost");
  });

  for (const [program, lock] of [
    ["Word", `~$${NAME.slice(2)}`],
    ["WPS", `.~${NAME}`],
    ["LibreOffice", `.~lock.${NAME}#`],
  ] as const)
    it(`is not saved while ${program} has it open`, async () => {
      const bytes = makeDocx(REPORT);
      const { file, document } = await open(bytes);
      const held = Uri.joinPath(file, "..", lock);
      await workspace.fs.writeFile(held, new Uint8Array([1]));
      await replace(document, SUM, WRONG_SUM);
      equal(await document.save(), false, "saved");
      equal([...(await bytesOf(file))], [...bytes]);
      await workspace.fs.delete(held);
      ok(await document.save(), "not saved");
      equal(difference(bytes, await bytesOf(file)), ["1", "2"]);
    });
});

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A file whose headings have automatic numbers, which cannot be changed as text. */
function numbered(): Uint8Array {
  const heading = (text: string) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const body = `${heading("总体情况")}<w:p><w:r><w:t>全年发布12条。</w:t></w:r></w:p>${heading("主动公开政府信息情况")}`;
  return packDocx(
    body,
    {},
    {
      "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/numbering" Target="numbering.xml"/></Relationships>`,
      "word/numbering.xml": `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    },
  );
}

describe("a change that a Word file cannot take", () => {
  const refusedIn = ({ uri }: TextDocument): Diagnostic[] =>
    languages.getDiagnostics(uri).filter(({ source }) => source === "保存");
  const refused = (document: TextDocument) =>
    until("the refusal", () => refusedIn(document).length > 0 && refusedIn(document));
  const noneRefused = (document: TextDocument) => until("no refusal", () => refusedIn(document).length === 0);

  it("is told at its line while it is typed, and fails the save as a whole", async () => {
    const bytes = numbered();
    const { file, document } = await open(bytes);
    await replace(document, "12条", "13条");
    await replace(document, "二、", "五、");
    const [found, ...more] = await refused(document);
    equal(more.length, 0);
    equal(found!.range.start.line, 2);
    ok(found!.message.includes("自动编号"), found!.message);
    equal(await document.save(), false, "saved");
    await isUntouched(file, bytes);
    ok(document.isDirty && document.getText().includes("13条"), "the change is lost");
  });

  it("is put back by its fix, and the rest is saved", async () => {
    const bytes = numbered();
    const { file, document } = await open(bytes);
    await replace(document, "12条", "13条");
    await replace(document, "二、", "五、");
    const [found] = await refused(document);
    const actions: CodeAction[] = await actionsAt(document.uri, found!.range, "quickfix");
    await applyAction(actions.find(({ title }) => title === "恢复这一处")!);
    await noneRefused(document);
    ok(document.getText().includes("二、主动公开"), document.getText());
    ok(await document.save(), "not saved");
    equal(difference(bytes, await bytesOf(file)), ["2", "3"]);
  });

  it("is told no more once it is undone", async () => {
    const { document } = await open(numbered());
    await replace(document, "二、", "五、");
    await refused(document);
    equal(window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    await commands.executeCommand("undo");
    await noneRefused(document);
    equal(document.lineAt(new Range(2, 0, 2, 0).start).text, "二、主动公开政府信息情况");
  });
});
