import { commands, EndOfLine, languages, TabInputCustom, Uri, ViewColumn, window, workspace } from "vscode";
import { folderOf, isFileText, nameOf, originalOf, textAddress } from "../../../client/src/files/address";
import { cleanReport, twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { equal, ok } from "./assert";
import { corpus, sample } from "./corpus";
import { expected, type Finding, shown } from "./expected";
import {
  actionsAt,
  apply,
  applyAction,
  closeEditors,
  closeTabs,
  diagnosticsOf,
  type Form,
  finallyDo,
  firstFindings,
  inForms,
  openFile,
  openText,
  readAs,
  replace,
  replaceAll,
  reported,
  savedText,
  settled,
  until,
  writeFile,
  writeReport,
} from "./support";

describe("an untitled document", () => {
  it("becomes a report while it is written, and ceases to be one", async () => {
    const document = await openText("", "plaintext");
    const parts = wrongTotal.split(/(?=^## )/m);
    let text = "";
    for (const part of parts) {
      text += part;
      await replaceAll(document, text);
    }
    await reported(document.uri, "litigation-total");
    equal(shown(diagnosticsOf(document.uri)), expected(wrongTotal, document.uri));
    await replaceAll(document, "买菜：白菜，豆腐。\n");
    await reported(document.uri);
  });

  it("becomes a report by its language, and a text again", async () => {
    const document = await openText(sample("table-fragment.txt").text, "plaintext");
    await settled();
    equal(shown(diagnosticsOf(document.uri)), []);
    await languages.setTextDocumentLanguage(document, "disclosure-report");
    await firstFindings(document.uri);
    await languages.setTextDocumentLanguage(document, "plaintext");
    await reported(document.uri);
    await languages.setTextDocumentLanguage(document, "json");
    await settled();
    equal(shown(diagnosticsOf(document.uri)), []);
  });

  it("keeps its findings in another of our languages, and has none in any other", async () => {
    const document = await openText(wrongTotal, "markdown");
    await reported(document.uri, "litigation-total");
    await languages.setTextDocumentLanguage(document, "disclosure-report");
    await settled();
    await reported(document.uri, "litigation-total");
    await languages.setTextDocumentLanguage(document, "json");
    await reported(document.uri);
    await languages.setTextDocumentLanguage(document, "html");
    await reported(document.uri, "litigation-total");
  });
});

describe("an untitled document that takes the place of another", () => {
  it("has its own findings, however soon it is there", async () => {
    const large = twoFullwidthCells.replace("每月更新。", "每月更新。\n\n".repeat(60_000));
    await openText(large);
    await closeEditors();
    const { uri } = await openText(wrongTotal);
    await reported(uri, "litigation-total");
  });
});

inForms("a file that is renamed", (form) => {
  it("takes its findings with it", async () => {
    const before = await writeReport(form, wrongTotal);
    await openFile(before);
    await reported(before, "litigation-total");
    const after = await rename(before, "年报定稿");
    await reported(after, "litigation-total");
    await reported(before);
    equal(shown(diagnosticsOf(after)), await expectedIn(form, wrongTotal, after));
  });

  it("takes what was typed and not yet saved with it", async () => {
    const before = await writeReport(form, wrongTotal);
    const document = await openFile(before);
    await replace(document, "| 行政许可 | 36 |", "| 行政许可 | ３６ |");
    await reported(before, "cell-fullwidth", "litigation-total");
    const after = await rename(before, "年报定稿");
    await reported(after, "cell-fullwidth", "litigation-total");
    await reported(before);
    const [found] = diagnosticsOf(after);
    await applyAction((await actionsAt(after, found!.range, "quickfix"))[0]!);
    await reported(after, "litigation-total");
  });

  it("goes with the folder that is renamed", async () => {
    const before = await writeReport(form, wrongTotal);
    await openFile(before);
    await reported(before, "litigation-total");
    const folder = folderOf(before);
    const moved = folder.with({ path: `${folder.path}-2023` });
    finallyDo(() => workspace.fs.delete(moved, { recursive: true }));
    finallyDo(() => workspace.fs.createDirectory(folder));
    await apply((edit) => edit.renameFile(folder, moved));
    const after = inFolder(moved, before);
    await reported(after, "litigation-total");
    await reported(before);
  });
});

inForms("a file that is closed", (form) => {
  it("has no findings any more, and has them again when it is opened", async () => {
    const uri = await writeReport(form, wrongTotal);
    await openFile(uri);
    await reported(uri, "litigation-total");
    await closeTabs(uri);
    await reported(uri);
    await openFile(uri);
    await reported(uri, "litigation-total");
  });

  it("has them again however soon it is opened again", async () => {
    const paragraphs = form === "text" ? 60_000 : 2_000;
    const large = wrongTotal.replace("每月更新。", "每月更新。\n\n".repeat(paragraphs));
    const uri = await writeReport(form, large);
    await openFile(uri);
    await closeTabs(uri);
    await openFile(uri);
    await reported(uri, "litigation-total");
  });

  it("has none when it is deleted", async () => {
    const uri = await writeReport(form, wrongTotal);
    await openFile(uri);
    await reported(uri, "litigation-total");
    await apply((edit) => edit.deleteFile(originalOf(uri)));
    await reported(uri);
  });

  it("does not take away another's", async () => {
    const one = await writeReport(form, wrongTotal, "one.md");
    const other = await writeReport(form, twoFullwidthCells, "other.md");
    await openFile(one);
    await openFile(other);
    await reported(one, "litigation-total");
    await reported(other, "cell-fullwidth", "cell-fullwidth");
    await closeTabs(one);
    await reported(one);
    equal(shown(diagnosticsOf(other)), await expectedIn(form, twoFullwidthCells, other));
  });
});

inForms("a file that is changed on disk", (form) => {
  it("is read anew", async () => {
    const uri = await writeReport(form, wrongTotal);
    await openFile(uri);
    await reported(uri, "litigation-total");
    const other = await writeReport(form, twoFullwidthCells);
    // Written, not copied: to copy over a file the editor deletes it first.
    await workspace.fs.writeFile(originalOf(uri), await workspace.fs.readFile(originalOf(other)));
    await reported(uri, "cell-fullwidth", "cell-fullwidth");
  });
});

inForms("side by side", (form) => {
  it("two reports are checked each for itself", async () => {
    const left = await openFile(await writeReport(form, wrongTotal, "left.md"), ViewColumn.One);
    const right = await openFile(await writeReport(form, twoFullwidthCells, "right.md"), ViewColumn.Two);
    const seen = window.visibleTextEditors.map(({ document }) => document.uri.path);
    equal(seen.sort(), [left.uri.path, right.uri.path].sort());
    await reported(left.uri, "litigation-total");
    await reported(right.uri, "cell-fullwidth", "cell-fullwidth");
    await replace(left, "| 行政处罚 | 5 |", "| 行政处罚 | ５ |");
    await reported(left.uri, "cell-fullwidth", "litigation-total");
    equal(shown(diagnosticsOf(right.uri)), await expectedIn(form, twoFullwidthCells, right.uri));
  });

  it("one report in two editors keeps its findings until both are closed", async () => {
    const uri = await writeReport(form, wrongTotal);
    await openFile(uri, ViewColumn.One);
    await openFile(uri, ViewColumn.Two);
    await reported(uri, "litigation-total");
    await closeTabs(uri, ViewColumn.Two);
    await settled();
    await reported(uri, "litigation-total");
    await closeTabs(uri);
    await reported(uri);
  });
});

describe("a Word file that is renamed", () => {
  const pagesOf = (uri: Uri) =>
    window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof TabInputCustom && input.uri.toString() === uri.toString());

  it("takes its page with it", async () => {
    const before = await writeReport("Word", wrongTotal);
    await commands.executeCommand("vscode.openWith", before, "disclosureLint.page");
    await reported(before, "litigation-total");
    const after = await rename(before, "年报定稿");
    const isMoved = () => pagesOf(after).length === 1 && pagesOf(before).length === 0;
    await until("the page of the new name", isMoved, window.tabGroups.onDidChangeTabs);
    await reported(after, "litigation-total");
  });

  it("keeps what was typed where it is, if another program has changed the file meanwhile", async () => {
    const before = await writeReport("Word", wrongTotal);
    const document = await openFile(before);
    await replace(document, "| 行政许可 | 36 |", "| 行政许可 | 37 |");
    const other = await writeReport("Word", twoFullwidthCells);
    await workspace.fs.copy(originalOf(other), originalOf(before), { overwrite: true });
    const after = await rename(before, "年报定稿");
    await settled();
    ok(document.isDirty && document.getText().includes("| 行政许可 | 37 |"), "what was typed is still there");
    equal(await savedText(after), await readAs("Word", twoFullwidthCells));
    ok(
      !workspace.textDocuments.some(({ uri }) => uri.toString() === after.toString()),
      "it is not carried over",
    );
  });
});

describe("a file of text that is renamed", () => {
  it("becomes a report by its name, or ceases to be one", async () => {
    const text = sample("table-fragment.txt").text;
    const note = await writeFile("摘录.txt", text);
    await openFile(note);
    await settled();
    equal(shown(diagnosticsOf(note)), []);
    const report = await rename(note, "云溪镇政府信息公开2023年年度报告");
    await firstFindings(report);
    const noteAgain = await rename(report, "摘录");
    await reported(report);
    await settled();
    equal(shown(diagnosticsOf(noteAgain)), []);
  });
});

/** Gives a file, or the file that an address is of the text of, another name; its extension stays. */
async function rename(from: Uri, name: string): Promise<Uri> {
  const before = originalOf(from);
  const to = before.with({ path: before.path.replace(/[^/]+(?=\.\w+$)/, name) });
  await apply((edit) => edit.renameFile(before, to));
  return asBefore(from, to);
}

/** The address of a file in another folder, or of its text. */
function inFolder(folder: Uri, before: Uri): Uri {
  return asBefore(before, Uri.joinPath(folder, nameOf(before)));
}

const asBefore = (before: Uri, original: Uri) => (isFileText(before) ? textAddress(original) : original);

/** What is to be found in a form of a report. */
async function expectedIn(form: Form, text: string, uri: Uri): Promise<Finding[]> {
  return expected(await readAs(form, text), uri, { assumeReport: form === "Word" });
}

describe("a report beside an older version", () => {
  it("a report compared with an older version is checked, and the older version is not", async () => {
    const old = olderVersion(twoFullwidthCells);
    const uri = await writeFile("report.md", wrongTotal);
    await commands.executeCommand("vscode.diff", old, uri, "修改前后");
    await reported(uri, "litigation-total");
    await settled();
    equal(shown(diagnosticsOf(old)), []);
  });
});

describe("a report that cannot be written to", () => {
  it("is left alone, as an older version is that is shown for comparison", async () => {
    const old = olderVersion(wrongTotal);
    const { languageId } = await openFile(old);
    equal(languageId, "markdown");
    await settled();
    equal(shown(diagnosticsOf(old)), []);
    equal(await actionsAt(old, (await workspace.openTextDocument(old)).lineAt(0).range, "source.fixAll"), []);
  });
});

/** A version of a report as version control shows it. */
function olderVersion(text: string): Uri {
  const provider = { provideTextDocumentContent: () => text };
  const registration = workspace.registerTextDocumentContentProvider("older-version", provider);
  finallyDo(() => registration.dispose());
  return Uri.parse("older-version:/云溪镇/report.md");
}

describe("line ends of Windows", () => {
  for (const { name, text } of corpus("faulty")) {
    it(`${name}: findings are where they are with any`, async () => {
      const windows = text.replaceAll("\n", "\r\n");
      const document = await openFile(await writeFile(name, windows));
      equal(document.eol, EndOfLine.CRLF);
      const found = shown(await firstFindings(document.uri));
      equal(found, expected(text, document.uri));
    });
  }

  it("are kept by a quick fix", async () => {
    const document = await openText(twoFullwidthCells.replaceAll("\n", "\r\n"));
    const [first] = await reported(document.uri, "cell-fullwidth", "cell-fullwidth");
    const actions = await actionsAt(document.uri, first!.range, "quickfix");
    await applyAction(actions.find(({ title }) => title.startsWith("修正全部"))!);
    await reported(document.uri);
    equal(document.getText(), cleanReport.replaceAll("\n", "\r\n"));
  });
});

describe("other encodings", () => {
  it("a file with a byte order mark has its findings where they are without", async () => {
    const document = await openFile(await writeFile("report.md", `\ufeff${wrongTotal}`));
    await reported(document.uri, "litigation-total");
    equal(shown(diagnosticsOf(document.uri)), expected(wrongTotal, document.uri));
  });
});

describe("a large file", () => {
  const paragraph = "全年通过门户网站发布供水、防汛类信息210条。";

  it("of two megabytes with a report in it is checked while it is written", async () => {
    const text = wrongTotal.replace(paragraph, `${paragraph}\n\n`.repeat(32_000));
    const size = new TextEncoder().encode(text).length;
    ok(size > 2_000_000, `${size} bytes`);
    const document = await openFile(await writeFile("report.md", text));
    await reported(document.uri, "litigation-total");
    equal(shown(diagnosticsOf(document.uri)), expected(text, document.uri));
    await replace(document, "| 行政许可 | 36 |", "| 行政许可 | ３６ |");
    await reported(document.uri, "cell-fullwidth", "litigation-total");
  });

  it("of five thousand more lines is checked, and its last lines too", async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `第${index + 1}条信息按时公开。`);
    const text = wrongTotal.replace(paragraph, lines.join("\n"));
    const document = await openFile(await writeFile("report.txt", text));
    const [found] = await reported(document.uri, "litigation-total");
    ok(found!.range.start.line > 5_000, "below the lines");
    equal(shown(diagnosticsOf(document.uri)), expected(text, document.uri));
  });

  it("that is no report stays silent", async () => {
    const log = `${"2023-01-01 08:00:00 启动完成，未发现异常 | 0 | 0 | 0\n".repeat(30_000)}`;
    const document = await openFile(await writeFile("server.txt", log));
    await settled();
    equal(shown(diagnosticsOf(document.uri)), []);
  });
});
