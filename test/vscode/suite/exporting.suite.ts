import { commands, TabInputCustom, TabInputTextDiff, Uri, version, window, workspace } from "vscode";
import { textAddress } from "../../../client/src/files/address";
import { fileScheme, originalAddress } from "../../../server/src/lsp/protocol";
import { cleanReport, wrongTotal } from "../../protocol/report";
import { makeDocx } from "../../source/makeDocx";
import { shown as drawn, makePdf } from "../../source/makePdf";
import { makeXlsx, textRows } from "../../source/makeXlsx";
import { equal, ok } from "./assert";
import {
  closeEditors,
  finallyDo,
  firstFindings,
  folders,
  itWhere,
  openFile,
  openText,
  readFile,
  reported,
  until,
  writeFile,
} from "./support";

/** What the oldest VS Code that the manifest allows does otherwise. */
const isNewer = !version.startsWith("1.91.");

/*
 * Word files, PDFs and workbooks: what opens them, and what is made of them. Into the pages themselves no extension can
 * look.
 */

const reportName = (year: number, ending = "docx") =>
  `青溪县水务局${year}年政府信息公开工作年度报告.${ending}`;

/** As people write it in Word: without marks of Markdown. */
const plain = (text: string) => text.replace(/^#+ /gm, "");
const wordFile = (text: string) => makeDocx(plain(text));
const lines = (text: string) =>
  plain(text)
    .split("\n")
    .filter((line) => line !== "" && !/^\|[\s|:-]*$/.test(line));
const cells = (line: string) =>
  line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((it) => it.trim());

function pdfFile(text: string): Uint8Array {
  const [title, ...prose] = lines(text).filter((line) => !line.startsWith("|"));
  const drawnLines = prose.map((line, at) => drawn(line, 40, 740 - 18 * at, 8));
  return makePdf([[drawn(title!, 100, 790, 16), ...drawnLines].join("")]);
}

function workbook(text: string): Uint8Array {
  return makeXlsx([{ name: "年报", rows: textRows(lines(text).map(cells)) }]);
}

/** A year later, or earlier. */
const ofYear = (year: number, text = cleanReport) =>
  text.replaceAll("2024", String(year + 1)).replaceAll("2023", String(year));

let made = 0;

/** A folder of one test's own. */
function newFolder(): Uri {
  const folder = Uri.joinPath(folders()[0]!, "scratch", `word-${++made}`);
  finallyDo(() => workspace.fs.delete(folder, { recursive: true }));
  return folder;
}

async function writeBytes(name: string, bytes: Uint8Array, folder = newFolder()): Promise<Uri> {
  const uri = Uri.joinPath(folder, name);
  await workspace.fs.writeFile(uri, bytes);
  return uri;
}

const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs);

/** The editors that are open, by what they are, in their columns. */
const shown = () =>
  tabs().map(({ input, label, group }) => {
    const type = input instanceof TabInputCustom ? input.viewType.replace("disclosureLint.", "") : "text";
    return `${group.viewColumn} ${type} ${label}`;
  });

async function tabsAre(...expected: string[]): Promise<void> {
  const isSo = () => shown().join() === expected.join();
  const events = [window.tabGroups.onDidChangeTabs, window.tabGroups.onDidChangeTabGroups];
  await until(`${expected}`, isSo, ...events).catch((error) => {
    throw new Error(`${error.message}; there are ${shown()}`);
  });
}

const open = (uri: Uri, options = {}) => commands.executeCommand("vscode.open", uri, options);

/** The text of a file, once its page is open. */
async function pageOf(uri: Uri) {
  await open(uri);
  const isIt = ({ uri: { scheme }, uri: address }: { uri: Uri }) =>
    scheme === fileScheme && originalAddress(address.toString()) === uri.toString();
  await until("its text", () => workspace.textDocuments.some(isIt), workspace.onDidOpenTextDocument);
  return workspace.textDocuments.find(isIt)!;
}

describe("a file that is called a report", () => {
  for (const [ending, bytes] of [
    ["docx", wordFile(wrongTotal)],
    ["DOCX", wordFile(wrongTotal)],
    ["pdf", pdfFile(wrongTotal)],
    ["xlsx", workbook(wrongTotal)],
  ] as const) {
    it(`opens as its page: .${ending}`, async () => {
      const name = reportName(2023, ending);
      const uri = await writeBytes(name, bytes);
      await open(uri);
      await tabsAre(`1 page ${name}`);
    });
  }

  itWhere(isNewer, "VS Code 1.91 pins the page")(
    "opens as its page by a single click, and gives way to the next one",
    async () => {
      const folder = newFolder();
      const first = await writeBytes(reportName(2022), wordFile(ofYear(2022)), folder);
      const second = await writeBytes(reportName(2023), wordFile(cleanReport), folder);
      for (const [uri, name] of [
        [first, reportName(2022)],
        [second, reportName(2023)],
      ] as const) {
        await open(uri, { preview: true, preserveFocus: true });
        await tabsAre(`1 page ${name}`);
      }
    },
  );

  it("opens once, however often it is opened, and beside if that is wished", async () => {
    const uri = await writeBytes(reportName(2023), wordFile(cleanReport));
    await open(uri, { preview: false });
    await tabsAre(`1 page ${reportName(2023)}`);
    const note = await openFile(await writeFile("说明.md", "# 说明\n"));
    await tabsAre(`1 page ${reportName(2023)}`, "1 text 说明.md");
    for (const options of [{ preview: false }, { preview: true }]) {
      await open(uri, options);
      await tabsAre(`1 page ${reportName(2023)}`, "1 text 说明.md");
      equal(window.tabGroups.activeTabGroup.activeTab?.label, reportName(2023));
      await window.showTextDocument(note);
    }
  });

  it("has its findings where the text of a .txt has them", async () => {
    const document = await pageOf(await writeBytes(reportName(2023), wordFile(wrongTotal)));
    await reported(document.uri, "litigation-total");
  });

  it("is told of where it is none, and its text is not opened", async () => {
    const name = "青溪县政府信息公开年报编报通知.docx";
    const uri = await writeBytes(name, wordFile("# 关于报送年度报告的通知\n\n各科室于一月十日前报送。\n"));
    await open(uri);
    await tabsAre(`1 report ${name}`);
    // The editor keeps texts of earlier tests for a while.
    const itsText = textAddress(uri).toString();
    ok(!workspace.textDocuments.some((it) => it.uri.toString() === itsText), "its text is opened");
  });

  it("is told of where it cannot be read, and nothing else is opened", async () => {
    for (const [at, bytes] of [
      new Uint8Array(),
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      wordFile(cleanReport).slice(0, 900),
      makePdf([""]),
    ].entries()) {
      const name = reportName(2020 + at);
      await open(await writeBytes(name, bytes));
      await tabsAre(`1 report ${name}`);
      await closeEditors();
    }
  });
});

describe("检查 Word 报告", () => {
  it("opens any Word file, and the only one of a folder", async () => {
    const uri = await writeBytes("定稿.docx", wordFile(cleanReport));
    for (const given of [uri, Uri.joinPath(uri, "..")]) {
      await commands.executeCommand("disclosureLint.openFile", given);
      await tabsAre("1 page 定稿.docx");
      await closeEditors();
    }
  });

  it("says of a file that is no report that it is none", async () => {
    const uri = await writeBytes("食堂菜单.docx", wordFile("# 食堂菜单\n\n白菜，豆腐。\n"));
    await commands.executeCommand("disclosureLint.openFile", uri);
    await tabsAre("1 file 食堂菜单.docx");
  });
});

describe("files that are only read", () => {
  for (const [ending, bytes] of [
    ["pdf", pdfFile(cleanReport)],
    ["xlsx", workbook(cleanReport)],
  ] as const) {
    it(`.${ending}: a text editor takes no change, nor does the file`, async () => {
      const uri = await writeBytes(reportName(2023, ending), bytes);
      const { uri: address } = await pageOf(uri);
      await commands.executeCommand("disclosureLint.showText", address);
      const editor = await until(
        "the text",
        () =>
          window.visibleTextEditors.find(({ document }) => document.uri.toString() === address.toString()),
        window.onDidChangeVisibleTextEditors,
      );
      await window.showTextDocument(editor.document, editor.viewColumn);
      await commands.executeCommand("type", { text: "九" });
      ok(!editor.document.isDirty, "nothing was typed");
      equal(Array.from(await workspace.fs.readFile(uri)), Array.from(bytes));
    });
  }
});

describe("what is made of a report", () => {
  const beside = (uri: Uri, name: string) => Uri.joinPath(uri, "..", name);
  async function written(target: Uri, command: string, ...given: unknown[]): Promise<Uint8Array> {
    await commands.executeCommand(command, ...given, target);
    return workspace.fs.readFile(target);
  }

  /** The text of a Word file that was written. */
  const textOf = async (uri: Uri) => {
    const address = Uri.from({ scheme: fileScheme, path: uri.path, query: uri.toString() });
    return (await workspace.openTextDocument(address)).getText();
  };

  it("批注稿: a copy beside it, and the report stays as it is", async () => {
    const bytes = wordFile(wrongTotal);
    const uri = await writeBytes(reportName(2023), bytes);
    const copy = await written(beside(uri, "批注稿.docx"), "disclosureLint.review", uri);
    ok(new TextDecoder("latin1").decode(copy).includes("word/comments.xml"), "the copy has comments");
    equal(Array.from(await workspace.fs.readFile(uri)), Array.from(bytes));
  });

  for (const [ending, bytes] of [
    ["docx", wordFile(cleanReport)],
    ["pdf", pdfFile(cleanReport)],
    ["xlsx", workbook(cleanReport)],
    ["md", new TextEncoder().encode(cleanReport)],
    ["txt", new TextEncoder().encode(plain(cleanReport))],
  ] as const) {
    it(`导出 Word, of a .${ending}`, async () => {
      const uri = await writeBytes(reportName(2023, ending), bytes);
      const target = beside(uri, "公文.docx");
      await written(target, "disclosureLint.exportWord", uri);
      const text = await textOf(target);
      ok(text.startsWith("青溪县水务局2023年政府信息公开工作年度报告"), text.slice(0, 80));
    });
  }

  it("导出 Word, of a text that is not saved", async () => {
    const { uri } = await openText(cleanReport);
    const target = Uri.joinPath(newFolder(), "公文.docx");
    await workspace.fs.createDirectory(beside(target, "."));
    await written(target, "disclosureLint.exportWord", uri);
    ok((await textOf(target)).includes("青溪县水务局"), "the text is there");
  });

  it("never takes the report's own place", async () => {
    const bytes = wordFile(cleanReport);
    const uri = await writeBytes(reportName(2023), bytes);
    await commands.executeCommand("disclosureLint.exportWord", uri, uri);
    equal(Array.from(await workspace.fs.readFile(uri)), Array.from(bytes));
  });

  it("转成 Markdown: a text that is saved beside it, under the report's name", async () => {
    const uri = await writeBytes(reportName(2023, "pdf"), pdfFile(cleanReport));
    await commands.executeCommand("disclosureLint.toMarkdown", uri);
    const { document } = window.activeTextEditor!;
    equal(
      document.uri.toString(),
      beside(uri, reportName(2023, "md")).with({ scheme: "untitled" }).toString(),
    );
    equal(document.languageId, "markdown");
    ok(document.getText().startsWith("# 青溪县水务局2023年"), document.getText().slice(0, 80));
  });

  it("导入 PDF: as a Word file", async () => {
    const uri = await writeBytes("扫描前.pdf", pdfFile(cleanReport));
    const target = beside(uri, "新报告.docx");
    await written(target, "disclosureLint.importPdf", uri);
    ok((await textOf(target)).includes("青溪县水务局"), "the text is there");
  });

  it("a web page", async () => {
    const uri = await writeBytes(reportName(2023), wordFile(cleanReport));
    const target = beside(uri, "公布.html");
    await written(target, "disclosureLint.saveAsHtml", uri);
    ok((await readFile(target)).startsWith("<!DOCTYPE html>"), "it is a page");
  });
});

describe("与上年比较", () => {
  const lastYears: readonly (readonly [string, Uint8Array | string])[] = [
    [reportName(2022), wordFile(ofYear(2022))],
    [reportName(2022, "pdf"), pdfFile(ofYear(2022))],
    ["去年.md", ofYear(2022)],
  ];
  for (const [name, content] of lastYears) {
    it(`opens the two texts beside one another: ${name}`, async () => {
      const uri = await writeBytes(reportName(2023), wordFile(cleanReport));
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      const before = await writeBytes(name, bytes, Uri.joinPath(uri, ".."));
      await commands.executeCommand("disclosureLint.compareLastYear", uri);
      const input = await until(
        "a comparison",
        () => tabs().flatMap(({ input: it }) => (it instanceof TabInputTextDiff ? [it] : []))[0],
        window.tabGroups.onDidChangeTabs,
      );
      equal(originalAddress(input.original.toString()), before.toString());
      equal(originalAddress(input.modified.toString()), uri.toString());
    });
  }

  it("finds none where there is none", async () => {
    const uri = await writeBytes(reportName(2023), wordFile(cleanReport));
    await commands.executeCommand("disclosureLint.compareLastYear", uri);
    equal(
      tabs().filter(({ input }) => input instanceof TabInputTextDiff),
      [],
    );
  });
});

describe("a new report as a Word file", () => {
  it("is there, with what was carried over from last year's Word file", async () => {
    const folder = newFolder();
    await writeBytes(reportName(2023), wordFile(cleanReport), folder);
    await openFile(await writeNote(folder));
    const wanted = { year: 2024, agency: "青溪县水务局", lastYear: reportName(2023), form: "docx" };
    await commands.executeCommand("disclosureLint.newReport", wanted);
    await until(
      "its page",
      () => shown().includes(`1 page ${reportName(2024)}`),
      window.tabGroups.onDidChangeTabs,
    );
    const file = Uri.joinPath(folder, reportName(2024));
    const document = await pageOf(file);
    ok(document.getText().includes("上年结转1件"), "a number was carried over");
    await firstFindings(document.uri);
  });

  async function writeNote(folder: Uri): Promise<Uri> {
    return writeBytes("说明.md", new TextEncoder().encode("# 说明\n"), folder);
  }
});
