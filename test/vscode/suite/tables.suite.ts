import {
  commands,
  env,
  type FormattingOptions,
  Range,
  Selection,
  type TextDocument,
  type TextEdit,
  window,
} from "vscode";
import { parseReport } from "../../../server/src/core/report/recognise";
import { applyEdits } from "../../../server/src/core/text/text";
import { alignTables, formatTables } from "../../../server/src/features/tables/formatting";
import { tableActionKinds } from "../../../server/src/lsp/protocol";
import { cleanReport, spoiled } from "../../protocol/report";
import { equal, ok } from "./assert";
import {
  actionsAt,
  applyAction,
  inForms,
  itWhere,
  openReport,
  openText,
  readAs,
  reported,
  savedText,
  until,
} from "./support";

const options: FormattingOptions = { tabSize: 2, insertSpaces: true };
const aligned = (text: string) => applyEdits(text, alignTables(parseReport(text)));
const laidOut = (text: string) => applyEdits(text, formatTables(parseReport(text)));
const wrongRow = spoiled([
  "| 三、本年度办理结果 | （一）予以公开 |  | 1 | 1 | 0 | 0 | 0 | 0 | 2 |",
  "| 三、本年度办理结果 | （一）予以公开 |  | 1 | 1 | 0 | 0 | 0 | 0 | 9 |",
]);

/** Puts the cursor behind a piece of the text. */
function goTo(document: TextDocument, piece: string): void {
  const at = document.positionAt(document.getText().indexOf(piece) + piece.length);
  const editor = window.activeTextEditor;
  ok(editor?.document === document, "the document is not in the active editor");
  editor.selection = new Selection(at, at);
}

const ASKED_AGAIN_MS = 3000;

/**
 * Runs a command until it has done its work: VS Code forgets what was asked for where it asks for actions by itself at that
 * moment, as it does after findings have come.
 */
async function applied(command: string, what: string, isDone: () => boolean): Promise<void> {
  const ask = () => commands.executeCommand(`disclosureLint.${command}`);
  await ask();
  const again = setInterval(() => void ask(), ASKED_AGAIN_MS);
  try {
    await until(what, isDone);
  } finally {
    clearInterval(again);
  }
}

/** What a formatter does to the document; undefined where there is none. */
async function formatted(document: TextDocument): Promise<string | undefined> {
  const command = "vscode.executeFormatDocumentProvider";
  const edits = await commands.executeCommand<TextEdit[] | undefined>(command, document.uri, options);
  if (edits === undefined) return undefined;
  const spans = edits.map(({ range, newText }) => ({
    span: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
    text: newText,
  }));
  return applyEdits(document.getText(), spans);
}

/** The formatter of a report is registered when it was read. */
async function formattedAs(document: TextDocument, text: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await formatted(document)) === text) return;
    await commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
  }
  equal(await formatted(document), text);
}

/** A text of this name is in the language of reports: in Markdown the editor asks other extensions too. */
const reportName = "青溪县水务局政府信息公开2023年年度报告.txt";

describe("tables of a text", () => {
  it("are aligned by formatting, and the report says the same", async () => {
    const document = await openText(wrongRow, "markdown");
    await reported(document.uri, "cell-suspect");
    await formattedAs(document, laidOut(wrongRow));
    await applied("alignTables", "aligned tables", () => document.getText() === aligned(wrongRow));
    await reported(document.uri, "cell-suspect");
  });

  it("leave other Markdown files to other formatters", async () => {
    const document = await openText("# 笔记\n\n|a|b|\n|-|-|\n", "markdown");
    await commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
    equal(await formatted(document), undefined);
  });

  it("are rewritten with tabs and back", async () => {
    const document = await openText(cleanReport, "disclosure-report");
    await reported(document.uri);
    goTo(document, "行政许可");
    await applied("tableToTabs", "tabs", () => document.getText().includes("\n行政许可\t36\t\t\n"));
    await reported(document.uri);
    goTo(document, "行政许可");
    await applied("tableToMarkdown", "pipes", () =>
      document.getText().includes("\n| 行政许可       |           36 |"),
    );
    await reported(document.uri);
  });
});

inForms("tables", (form) => {
  it("have their totals recalculated by a command at the cursor", async () => {
    const document = await openReport(form, wrongRow, reportName);
    await reported(document.uri, "cell-suspect");
    goTo(document, "（一）予以公开");
    const mended = await readAs(form, cleanReport);
    await applied("recalculateRow", "the total", () => document.getText() === mended);
    await reported(document.uri);
  });

  it("are inserted where they are missing", async () => {
    const from = cleanReport.indexOf("| 行政复议");
    const without = cleanReport.slice(0, from) + cleanReport.slice(cleanReport.indexOf("## 五、"));
    const document = await openReport(form, without, reportName);
    await reported(document.uri, "table-missing");
    await applied("insertTables", "the table", () => document.getText().includes("| 行政复议"));
  });

  const isNode = typeof process === "object" && process.versions?.node !== undefined;
  const itWithClipboard = itWhere(isNode, "the page of the web worker may not use the clipboard");

  itWithClipboard("are copied as text divided by tabs", async () => {
    const document = await openReport(form, cleanReport, reportName);
    await reported(document.uri);
    goTo(document, "行政许可");
    await commands.executeCommand("disclosureLint.copyTable");
    ok((await env.clipboard.readText()).includes("\n行政许可\t36\t\t\n"), "the clipboard has no table");
  });

  it("have actions of the kinds that keys can be bound to", async () => {
    const document = await openReport(form, wrongRow, reportName);
    await reported(document.uri, "cell-suspect");
    const at = document.positionAt(document.getText().indexOf("（一）予以公开"));
    const [action, ...others] = await actionsAt(
      document.uri,
      new Range(at, at),
      tableActionKinds.recalculateTable,
    );
    equal([action?.title, others], ["重算全表总计", []]);
    await applyAction(action!);
    equal(document.getText(), await readAs(form, cleanReport));
  });
});

describe("tables of a Word file", () => {
  it("are not aligned and not rewritten: as text they have one form", async () => {
    const document = await openReport("Word", wrongRow);
    const { uri } = document;
    await reported(uri, "cell-suspect");
    const at = document.positionAt(document.getText().indexOf("（一）予以公开"));
    const { alignTables, tableToMarkdown, tableToTabs, tablesToMarkdown } = tableActionKinds;
    for (const kind of [alignTables, tableToMarkdown, tableToTabs, tablesToMarkdown])
      equal(await actionsAt(uri, new Range(at, at), kind), [], kind);
  });

  it("have no formatter, whose blanks could not be saved", async () => {
    const document = await openReport("Word", wrongRow);
    await reported(document.uri, "cell-suspect");
    await commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
    equal(await formatted(document), undefined);
  });

  it("are saved where they were missing", async () => {
    const from = cleanReport.indexOf("| 行政复议");
    const without = cleanReport.slice(0, from) + cleanReport.slice(cleanReport.indexOf("## 五、"));
    const document = await openReport("Word", without);
    await reported(document.uri, "table-missing");
    await applied("insertTables", "the table", () => document.getText().includes("| 行政复议"));
    ok(await document.save(), "saved");
    const saved = parseReport(await savedText(document.uri)).tables;
    ok(saved.litigation !== undefined, "the file has the table");
  });
});
