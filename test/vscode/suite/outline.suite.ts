import { commands, type DocumentSymbol, type FoldingRange, SymbolKind, type Uri } from "vscode";
import { parseReport } from "../../../server/src/core/report/recognise";
import { documentSymbols, type OutlineEntry } from "../../../server/src/features/navigation/documentSymbols";
import { foldingRanges } from "../../../server/src/features/navigation/foldingRanges";
import { cleanReport } from "../../protocol/report";
import { equal, ok } from "./assert";
import { corpus } from "./corpus";
import { inWords, ranger } from "./expected";
import { inForms, openFile, openReport, replace } from "./support";

/** Ours; other extensions have their own outline of Markdown and HTML, and the editor shows all. */
async function outline(uri: Uri): Promise<DocumentSymbol[]> {
  const symbols = await commands.executeCommand<DocumentSymbol[]>(
    "vscode.executeDocumentSymbolProvider",
    uri,
  );
  return (symbols ?? []).filter(({ kind }) => kind === SymbolKind.File || kind === SymbolKind.Module);
}

async function folds(uri: Uri): Promise<string[]> {
  const ranges = await commands.executeCommand<FoldingRange[]>("vscode.executeFoldingRangeProvider", uri);
  return (ranges ?? []).map(({ start, end }) => `${start + 1}–${end + 1}`);
}

describe("the outline", () => {
  for (const { name, uri, text } of [...corpus("clean"), ...corpus("faulty")]) {
    it(`of ${name} has its parts, each inside its parent`, async () => {
      await openFile(uri);
      const symbols = await outline(uri);
      for (const symbol of symbols) expectNested(symbol);
      const range = ranger(text);
      equal(symbols.map(inPlainWords), documentSymbols(parseReport(text)).map(entry));

      function entry({ name, detail, span, selection, children }: OutlineEntry): object {
        return {
          name,
          detail,
          range: inWords(range(span)),
          selection: inWords(range(selection)),
          children: children.map(entry),
        };
      }
    });
  }

  it("is none of ours for a text that is no report", async () => {
    for (const { uri } of corpus("other")) {
      await openFile(uri);
      equal(names(await outline(uri)), [], uri.path);
    }
  });
});

inForms("the outline of a report", (form) => {
  it("goes from the title to the rows of the tables", async () => {
    const { uri } = await openReport(form, cleanReport);
    const [title, ...others] = await outline(uri);
    equal(others, []);
    equal(title?.name, "青溪县水务局2023年政府信息公开工作年度报告");
    equal(names(title!.children), [
      "一、总体情况",
      "二、主动公开政府信息情况",
      "三、收到和处理政府信息公开申请情况",
      "四、政府信息公开行政复议、行政诉讼情况",
      "五、存在的主要问题及改进情况",
      "六、其他需要报告的事项",
    ]);
    const requests = title!.children[2]!.children[0]!;
    equal(requests.children.length, 4);
    equal(names(requests.children[2]!.children), [
      "（一）予以公开",
      "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
      "（三）不予公开",
      "（四）无法提供",
      "（五）不予处理",
      "（六）其他处理",
      "（七）总计",
    ]);
    equal(requests.children[0]!.name, "一、本年新收政府信息公开申请数量");
    equal(requests.children[0]!.detail, "总计 3");
  });

  it("follows what is written", async () => {
    const document = await openReport(form, cleanReport);
    await outline(document.uri);
    await replace(document, "五、存在的主要问题及改进情况", "五、主要问题及改进情况");
    const [title] = await outline(document.uri);
    equal(names(title!.children)[4], "五、主要问题及改进情况");
  });
});

describe("folding", () => {
  for (const { name, uri, text } of corpus("clean")) {
    it(`of ${name} has its sections and tables`, async () => {
      const document = await openFile(uri);
      const range = ranger(text);
      const wanted = foldingRanges(parseReport(text))
        .map(range)
        .filter(({ isSingleLine }) => !isSingleLine);
      ok(wanted.length >= 6, "what is longer than a line");
      const there = await folds(uri);
      // Of parts that start on one line the outermost is folded. Other extensions fold Markdown and HTML as well, and
      // where one of theirs starts on a line of ours the editor has to choose.
      const lines = new Set(wanted.map(({ start }) => start.line));
      const isShared = document.languageId !== "plaintext";
      for (const line of lines) {
        const { end } = wanted.find(({ start }) => start.line === line)!;
        const fold = isShared ? new RegExp(`^${line + 1}–`) : new RegExp(`^${line + 1}–${end.line + 1}$`);
        ok(
          there.some((it) => fold.test(it)),
          `line ${line + 1} folds: ${there.join(" ")}`,
        );
      }
      if (!isShared) equal(there.length, lines.size);
    });
  }
});

describe("folding in a Word file", () => {
  it("has the sections and tables of its text, and no other", async () => {
    const document = await openReport("Word", cleanReport);
    const range = ranger(document.getText());
    const wanted = foldingRanges(parseReport(document.getText()))
      .map(range)
      .filter(({ isSingleLine }) => !isSingleLine);
    ok(wanted.length >= 6, "what is longer than a line");
    // Of parts that start on one line the outermost is folded.
    const outermost = new Map(wanted.toReversed().map(({ start, end }) => [start.line, end.line]));
    const lines = [...outermost].map(([start, end]) => `${start + 1}–${end + 1}`);
    equal((await folds(document.uri)).sort(), lines.sort());
  });
});

function names(symbols: readonly DocumentSymbol[]): string[] {
  return symbols.map(({ name }) => name);
}

function expectNested({ name, range, selectionRange, children }: DocumentSymbol): void {
  ok(name.trim() !== "", "an entry has a name");
  ok(range.contains(selectionRange), `${name} is selected inside its range`);
  for (const child of children) {
    ok(range.contains(child.range), `${child.name} is inside ${name}`);
    expectNested(child);
  }
}

function inPlainWords({ name, detail, range, selectionRange, children }: DocumentSymbol): object {
  return {
    name,
    detail,
    range: inWords(range),
    selection: inWords(selectionRange),
    children: children.map(inPlainWords),
  };
}
