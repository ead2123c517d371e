import {
  type CodeLens,
  type CompletionItem,
  type CompletionList,
  commands,
  DiagnosticSeverity,
  type Hover,
  type InlayHint,
  type Location,
  type LocationLink,
  languages,
  type MarkdownString,
  type Position,
  Range,
  type SelectionRange,
  type SemanticTokens,
  type SemanticTokensLegend,
  SnippetString,
  type TextDocument,
  Uri,
  window,
} from "vscode";
import { parseReport } from "../../../server/src/core/report/recognise";
import { selectionRanges } from "../../../server/src/features/navigation/selectionRanges";
import { semanticTokens } from "../../../server/src/features/navigation/semanticTokens";
import { sumHints } from "../../../server/src/features/tables/sumHints";
import { completions } from "../../../server/src/features/writing/completion";
import { newReport } from "../../../server/src/features/writing/newReport";
import { cleanReport, spoiled, wrongTotal } from "../../protocol/report";
import { equal, ok } from "./assert";
import { corpus } from "./corpus";
import { inWords, ranger } from "./expected";
import {
  actionsAt,
  apply,
  closeTabs,
  configure,
  inForms,
  openFile,
  openReport,
  openText,
  readAs,
  readFile,
  settled,
  until,
  writeFile,
} from "./support";

/** Where a text stands; `after` characters into it. */
function positionOf(document: TextDocument, text: string, after = 0): Position {
  const at = document.getText().indexOf(text);
  ok(at >= 0, `“${text}” is not in the text`);
  return document.positionAt(at + after);
}

/** Behind a line, whatever marks stand in front of it. */
function endOfLine(document: TextDocument, line: RegExp): Position {
  const found = line.exec(document.getText());
  ok(found, `${line} is not in the text`);
  return document.positionAt(found.index + found[0].length);
}

/** Ours among what all extensions offer: other completions of Markdown are words and links. */
async function completionsAt(document: TextDocument, position: Position): Promise<CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
  );
  return list.items.filter(({ detail }) => /规定|年度报告|表中|信息处理费/.test(detail ?? ""));
}

const textOf = ({ insertText }: CompletionItem) =>
  insertText instanceof SnippetString ? insertText.value : String(insertText);

describe("completion in an empty file", () => {
  it("offers a whole report", async () => {
    const document = await openText("");
    const items = await completionsAt(document, document.positionAt(0));
    const thisYear = new Date().getFullYear();
    const wanted = completions({ text: "", report: undefined, offset: 0, format: "markdown", thisYear });
    equal(
      items.map(({ label }) => label),
      wanted.map(({ label }) => label),
    );
    equal(
      items.map(textOf),
      wanted.map(({ snippet }) => snippet),
    );
  });
});

inForms("completion", (form) => {
  it("offers the heading that is missing, and writes it", async () => {
    const document = await openReport(form, spoiled(["## 五、存在的主要问题及改进情况", "## 五"]));
    const position = endOfLine(document, /^(?:## )?五$/m);
    const [item] = await completionsAt(document, position);
    equal(item?.label, "五、存在的主要问题及改进情况");
    const range = item!.range instanceof Range ? item!.range : item!.range!.replacing;
    await apply((edit) => edit.replace(document.uri, range, textOf(item!)));
    equal(document.getText(), await readAs(form, cleanReport));
  });

  it("offers the row that is missing", async () => {
    const document = await openReport(form, spoiled(["2.重复申请", ""]));
    const items = await completionsAt(
      document,
      positionOf(document, "|  |  |  | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", 6),
    );
    equal(
      items.map(({ label }) => label),
      ["2.重复申请"],
    );
  });
});

/** Ours; other extensions show hovers of Markdown as well. */
async function hoversAt(document: TextDocument, position: Position): Promise<string[]> {
  const hovers = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers.flatMap(({ contents }) => contents.map((it) => (it as MarkdownString).value));
}

inForms("a hover", (form) => {
  it("explains a label", async () => {
    const document = await openReport(form, cleanReport);
    const [text] = await hoversAt(document, positionOf(document, "2.重复申请", 3));
    ok(text?.includes("对应《条例》第三十六条第（六）项"), String(text));
  });

  it("says why a number is wrong, and no more: what is wrong VS Code itself shows, with the link", async () => {
    const document = await openReport(form, wrongTotal);
    const text = (await hoversAt(document, positionOf(document, "| 2 | 0 | 0 | 0 | 0 | 0 |", 2))).join("\n");
    ok(text.includes("四项结果之和是 1，总计是 2，差 1。"), text);
    ok(!text.includes("litigation-total"), text);
  });

  it("shows a count's cells", async () => {
    const document = await openReport(form, cleanReport);
    const [text] = await hoversAt(document, positionOf(document, "3件，上年结转"));
    ok(text?.includes("“一、本年新收”行“总计”：3，相符"), String(text));
  });
});

async function lensesOf(document: TextDocument): Promise<CodeLens[]> {
  const lenses = await commands.executeCommand<CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    100,
  );
  return lenses.filter(({ command }) => command?.title.startsWith("勾稽关系"));
}

inForms("the line above a table", (form) => {
  it("says whether the equations hold, and leads to the first that does not", async () => {
    const document = await openReport(form, wrongTotal);
    const lenses = await lensesOf(document);
    equal(
      lenses.map(({ command }) => command?.title),
      ["勾稽关系 成立", "勾稽关系 差 1"],
    );
    const { command, arguments: given = [] } = lenses[1]!.command!;
    await commands.executeCommand(command, ...given);
    const selected = () => {
      const editor = window.activeTextEditor;
      return editor?.document === document && document.getText(editor.selection) === "2";
    };
    await until("the total is selected", selected, window.onDidChangeTextEditorSelection);
  });
});

describe("the line above a table that is none", () => {
  it("is none", async () => {
    const [other] = corpus("other");
    equal((await lensesOf(await openFile(other!.uri))).length, 0);
  });
});

inForms("hints beside the numbers", (form) => {
  async function hintsOf(document: TextDocument): Promise<InlayHint[]> {
    const whole = new Range(0, 0, document.lineCount, 0);
    return commands.executeCommand<InlayHint[]>("vscode.executeInlayHintProvider", document.uri, whole);
  }

  it("are off, and there when switched on", async () => {
    const document = await openReport(form, wrongTotal);
    await settled();
    equal((await hintsOf(document)).length, 0);
    await configure("disclosureLint.inlayHints", true);
    const wanted = sumHints(parseReport(document.getText())).map(({ label }) => label);
    const look = async (left: number): Promise<unknown[]> => {
      const labels = (await hintsOf(document)).map(({ label }) => label);
      // The setting is on its way to the server; each question waits its turn behind it.
      return labels.length === 0 && left > 0 ? look(left - 1) : labels;
    };
    equal([...(await look(50))].sort(), [...wanted].sort());
  });
});

inForms("a growing selection", (form) => {
  it("goes from cell to row, group, table, section, text", async () => {
    const document = await openReport(form, cleanReport, "年报.txt");
    const position = positionOf(document, "2.重复申请 | 0", 9);
    const [found] = await commands.executeCommand<SelectionRange[]>(
      "vscode.executeSelectionRangeProvider",
      document.uri,
      [position],
    );
    const shown: string[] = [];
    for (let at = found; at; at = at.parent) shown.push(inWords(at.range));
    const range = ranger(document.getText());
    const wanted = selectionRanges(parseReport(document.getText()), document.offsetAt(position)).map((it) =>
      inWords(range(it)),
    );
    // The editor puts words and lines in between. For Markdown it would put in what its own extension knows, and
    // leave out what crosses that.
    equal(
      wanted.filter((it) => !shown.includes(it)),
      [],
    );
  });
});

describe("colours", () => {
  for (const { name, uri } of [...corpus("clean"), ...corpus("faulty")]) {
    it(`of ${name} are those of its labels and numbers`, async () => expectColours(await openFile(uri)));
  }

  it("of a Word file are those of its text", async () => expectColours(await openReport("Word", wrongTotal)));
});

async function expectColours(document: TextDocument): Promise<void> {
  const { uri } = document;
  const text = document.getText();
  const legend = await commands.executeCommand<SemanticTokensLegend>(
    "vscode.provideDocumentSemanticTokensLegend",
    uri,
  );
  ok(legend.tokenModifiers.includes("wrong"), "the legend is ours");
  const { data } = await commands.executeCommand<SemanticTokens>("vscode.provideDocumentSemanticTokens", uri);
  const words = new Set<string>();
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    character = data[at]! > 0 ? data[at + 1]! : character + data[at + 1]!;
    line += data[at]!;
    words.add(document.getText(new Range(line, character, line, character + data[at + 2]!)));
  }
  const wanted = semanticTokens(parseReport(text), []).map(({ start, end }) => text.slice(start, end));
  const onOneLine = wanted.filter((word) => !/[\r\n]/.test(word));
  equal(
    onOneLine.filter((word) => !words.has(word)),
    [],
  );
}

inForms("a count in the text", (form) => {
  it("leads to its cell, and the cell back to it", async () => {
    const document = await openReport(form, cleanReport);
    const [cell] = await commands.executeCommand<(Location | LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      positionOf(document, "3件，上年结转"),
    );
    const range = "targetRange" in cell! ? cell.targetRange : cell!.range;
    equal(document.getText(range), "3");
    const found = await commands.executeCommand<Location[]>(
      "vscode.executeReferenceProvider",
      document.uri,
      range.start,
    );
    ok(
      found.some((it) => document.getText(it.range) === "3件"),
      "the count is among the references",
    );
  });
});

describe("a new report", () => {
  const agency = "青溪县水务局";
  const begun = (format: "markdown" | "text" | "html") =>
    newReport({ agency, year: 2024, format, lastYear: parseReport(cleanReport) })!;

  /** Runs the command in the folder of last year's report, and gives that folder and what is then edited. */
  async function make(given: object): Promise<{ folder: Uri; document: TextDocument }> {
    const uri = await writeFile("2023.md", cleanReport);
    await openFile(uri);
    await commands.executeCommand("disclosureLint.newReport", { year: 2024, agency, ...given });
    return { folder: Uri.joinPath(uri, ".."), document: window.activeTextEditor!.document };
  }

  /** What says that a number was carried over. */
  const marksOf = (uri: Uri) =>
    languages.getDiagnostics(uri).filter(({ source }) => source === "年度报告检查");
  const textsOf = (document: TextDocument) =>
    marksOf(document.uri).map(({ range }) => document.getText(range));

  for (const [form, extension, language] of [
    ["markdown", "md", "markdown"],
    ["text", "txt", "disclosure-report"],
    ["html", "html", "html"],
  ] as const) {
    it(`as ${form} has a name and a place, and what last year's report left`, async () => {
      const { folder, document } = await make({ form, lastYear: "2023.md" });
      const name = `${agency}2024年政府信息公开工作年度报告.${extension}`;
      const { text } = begun(form);
      equal(document.getText(), text);
      equal(document.languageId, language);
      ok(document.isUntitled, "it is in no file yet");
      equal(document.uri.path, Uri.joinPath(folder, name).path);
      ok(await document.save(), "it is saved without a question");
      equal(await readFile(Uri.joinPath(folder, name)), text);
    });
  }

  it("without last year's report starts from nothing", async () => {
    const { document } = await make({ form: "markdown", lastYear: null });
    equal(document.getText(), newReport({ agency, year: 2024, format: "markdown" })?.text);
    equal(marksOf(document.uri).length, 0);
  });

  it("does not take the name of a file that is there", async () => {
    const wanted = { year: 2024, agency, form: "markdown", lastYear: null };
    const { folder, document: first } = await make(wanted);
    await first.save();
    await openFile(Uri.joinPath(folder, "2023.md"));
    await commands.executeCommand("disclosureLint.newReport", wanted);
    const second = window.activeTextEditor!.document.uri.path;
    equal(second, first.uri.path.replace(/\.md$/, "（2）.md"));
  });

  it("marks what was carried over until it is confirmed or changed", async () => {
    const { document } = await make({ form: "markdown", lastYear: "2023.md" });
    const { text, carriedNumbers } = begun("markdown");
    const wanted = carriedNumbers.map(({ start, end }) => text.slice(start, end));
    equal(textsOf(document), wanted);
    const [sentence] = marksOf(document.uri);
    equal(sentence!.severity, DiagnosticSeverity.Information);

    await apply((edit) => edit.insert(document.uri, document.positionAt(0), "\n\n"));
    equal(textsOf(document), wanted);
    const last = marksOf(document.uri).at(-1)!;
    await apply((edit) => edit.replace(document.uri, last.range, "7"));
    equal(textsOf(document), wanted.slice(0, -1));

    const take = async (title: RegExp) => {
      const [mark] = marksOf(document.uri);
      const actions = await actionsAt(document.uri, mark!.range, "quickfix");
      const { command } = actions.find((action) => title.test(action.title))!;
      await commands.executeCommand(command!.command, ...command!.arguments!);
    };
    await take(/^确认无误$/);
    equal(textsOf(document), wanted.slice(1, -1));
    await take(/全部确认无误$/);
    equal(textsOf(document), []);
  });

  it("keeps the marks when it is saved", async () => {
    const { folder, document } = await make({ form: "markdown", lastYear: "2023.md" });
    const count = marksOf(document.uri).length;
    await document.save();
    const saved = Uri.joinPath(folder, document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1));
    await until("the marks in the file", () => marksOf(saved).length === count);
  });

  it("forgets the marks when it is closed", async () => {
    const { folder, document } = await make({ form: "markdown", lastYear: "2023.md" });
    ok(marksOf(document.uri).length > 0, "there are marks");
    await document.save();
    const saved = Uri.joinPath(folder, document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1));
    await until("the marks in the file", () => marksOf(saved).length > 0);
    await openFile(saved);
    await closeTabs(saved);
    await until("no mark is left", () => marksOf(saved).length === 0);
    await openFile(saved);
    await settled();
    equal(marksOf(saved).length, 0);
  });
});
