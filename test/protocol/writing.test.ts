import { expect, test } from "vitest";
import {
  type ClientCapabilities,
  type CodeLens,
  CodeLensRequest,
  type CompletionItem,
  CompletionRequest,
  DefinitionRequest,
  ExecuteCommandRequest,
  type Hover,
  HoverRequest,
  type InlayHint,
  InlayHintRequest,
  InsertTextFormat,
  type Location,
  type MarkupContent,
  ReferencesRequest,
  type SelectionRange,
  SelectionRangeRequest,
  SemanticTokensRequest,
  type ShowDocumentParams,
  ShowDocumentRequest,
  type TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Client, pulling, pushed } from "./client";
import { cleanReport, spoiled, wrongTotal } from "./report";
import { start, startWith, uri } from "./session";

/* What helps in writing, as any client gets it. What each feature answers is tested in test/features. */

const rich: ClientCapabilities = {
  ...pulling,
  textDocument: {
    ...pulling.textDocument,
    completion: { completionItem: { snippetSupport: true } },
  },
  window: { showDocument: { support: true } },
};

/** Where a text stands in the document. */
function positionOf(client: Client, text: string, after = 0) {
  const document = client.documents.get(uri)!;
  const at = document.getText().indexOf(text);
  expect(at, text).toBeGreaterThanOrEqual(0);
  return document.positionAt(at + after);
}

async function complete(client: Client, position = { line: 0, character: 0 }): Promise<CompletionItem[]> {
  const params = { textDocument: { uri }, position };
  return ((await client.connection.sendRequest(CompletionRequest.type, params)) ?? []) as CompletionItem[];
}

test("what the server can do is said to every client", async () => {
  const { initialized } = await start({ capabilities: pushed });
  expect(initialized.capabilities).toMatchObject({
    completionProvider: {},
    hoverProvider: true,
    codeLensProvider: {},
    inlayHintProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: { full: true },
  });
});

test("completions are edits of the text, in order", async () => {
  const client = await startWith(spoiled(["## 五、存在的主要问题及改进情况", "## 五"]));
  const items = await complete(client, positionOf(client, "## 五", 4));
  expect(items.map(({ label }) => label)).toEqual(["五、存在的主要问题及改进情况"]);
  const document = client.documents.get(uri)!;
  expect(TextDocument.applyEdits(document, [items[0]!.textEdit as TextEdit])).toBe(cleanReport);
});

test("an empty file completes to a report, as a snippet where the client knows snippets", async () => {
  const [plain] = await complete(await startWith(""));
  expect(plain!.insertTextFormat).toBe(InsertTextFormat.PlainText);
  expect((plain!.textEdit as TextEdit).newText).toMatch(/^# ××××/);
  const [snippet] = await complete(await startWith("", { capabilities: rich }));
  expect(snippet!.insertTextFormat).toBe(InsertTextFormat.Snippet);
  expect((snippet!.textEdit as TextEdit).newText).toMatch(/^# \$\{1:/);
});

test("nothing is completed where checking is switched off, nor in what is no report", async () => {
  expect(await complete(await startWith("", { settings: { enable: false } }))).toEqual([]);
  expect(await complete(await startWith("# 说明\n"))).toEqual([]);
});

async function hoverAt(client: Client, text: string): Promise<Hover | null> {
  const params = { textDocument: { uri }, position: positionOf(client, text) };
  return client.connection.sendRequest(HoverRequest.type, params);
}

test("a hover says what is found there, and why", async () => {
  const client = await startWith(wrongTotal);
  const shown = await hoverAt(client, "2 | 0 | 0 | 0 | 0 | 0 |");
  expect((shown!.contents as MarkupContent).value).toBe(
    [
      "“行政复议”总计填了 2，四项之和是 1。",
      "“行政复议”：四项结果之和是 1，总计是 2，差 1。错在其中哪个数，要对照原件才知道。",
      "复议诉讼总计不符 litigation-total",
    ].join("\n\n"),
  );
  expect(await hoverAt(client, "组织业务培训")).toBeNull();
});

async function lenses(client: Client): Promise<CodeLens[]> {
  return (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
}

test("the line above a table leads to the first equation that does not hold", async () => {
  const client = await startWith(wrongTotal, { capabilities: rich });
  const asked = new Promise<ShowDocumentParams>((resolve) =>
    client.connection.onRequest(ShowDocumentRequest.type, (params) => {
      resolve(params);
      return { success: true };
    }),
  );
  const [requests, litigation] = await lenses(client);
  expect(requests!.command).toMatchObject({ title: "勾稽关系 成立", command: "" });
  expect(litigation!.command!.title).toBe("勾稽关系 差 1");
  const { command, arguments: given } = litigation!.command!;
  await client.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: given });
  const { selection } = await asked;
  expect(client.documents.get(uri)!.getText(selection)).toBe("2");
});

test("to a client that cannot be led there it only tells", async () => {
  const found = await lenses(await startWith(wrongTotal));
  expect(found.map(({ command }) => command!.command)).toEqual(["", ""]);
});

async function hints(client: Client): Promise<InlayHint[]> {
  const document = client.documents.get(uri)!;
  const range = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
  const params = { textDocument: { uri }, range };
  return (await client.connection.sendRequest(InlayHintRequest.type, params)) ?? [];
}

test("hints are off by default, and shown in the range asked for", async () => {
  const client = await startWith(cleanReport);
  expect(await hints(client)).toEqual([]);
  await client.configure({ inlayHints: true });
  const found = await hints(client);
  expect(found.map(({ label }) => label)).toEqual(Array(7).fill("平"));
  const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
  const params = { textDocument: { uri }, range };
  expect(await client.connection.sendRequest(InlayHintRequest.type, params)).toEqual([]);
});

test("a count in the text leads to its cell, and the cell back", async () => {
  const client = await startWith(cleanReport);
  const document = client.documents.get(uri)!;
  const asked = { textDocument: { uri }, position: positionOf(client, "3件，上年结转") };
  const [cell, ...others] = (await client.connection.sendRequest(
    DefinitionRequest.type,
    asked,
  )) as Location[];
  expect(others).toEqual([]);
  expect(
    document.getText({ start: { line: cell!.range.start.line, character: 0 }, end: cell!.range.end }),
  ).toBe("| 一、本年新收政府信息公开申请数量 |  |  | 2 | 1 | 0 | 0 | 0 | 0 | 3");
  const params = {
    textDocument: { uri },
    position: cell!.range.start,
    context: { includeDeclaration: false },
  };
  const found = (await client.connection.sendRequest(ReferencesRequest.type, params)) as Location[];
  expect(found.map(({ range }) => document.getText(range))).toEqual(["3件"]);
});

test("selections grow from a cell to the whole text", async () => {
  const client = await startWith(cleanReport);
  const positions = [positionOf(client, "36 |"), { line: 0, character: 0 }];
  const found = await client.connection.sendRequest(SelectionRangeRequest.type, {
    textDocument: { uri },
    positions,
  });
  expect(found).toHaveLength(2);
  const texts: string[] = [];
  for (let at: SelectionRange | undefined = found![0]; at; at = at.parent)
    texts.push(client.documents.get(uri)!.getText(at.range));
  expect(texts.slice(0, 2)).toEqual(["36", "行政许可 | 36"]);
  expect(texts.at(-1)).toBe(cleanReport);
});

test.each(["\n", "\r\n", "\r"])(
  "tokens stand where the labels and numbers are, with line ends %j",
  async (lineEnd) => {
    const client = await startWith(wrongTotal.replaceAll("\n", lineEnd));
    const { tokenTypes, tokenModifiers } = client.initialized.capabilities.semanticTokensProvider!.legend;
    const { data } = (await client.connection.sendRequest(SemanticTokensRequest.type, {
      textDocument: { uri },
    }))!;
    const lines = wrongTotal.split("\n");
    let line = 0;
    let character = 0;
    const tokens: string[] = [];
    for (let at = 0; at < data.length; at += 5) {
      const [down, right, length, type, modifiers] = data.slice(at, at + 5) as [
        number,
        number,
        number,
        number,
        number,
      ];
      character = down > 0 ? right : character + right;
      line += down;
      const named = tokenModifiers.filter((_, bit) => modifiers & (1 << bit));
      tokens.push([tokenTypes[type], ...named, lines[line]!.slice(character, character + length)].join(" "));
    }
    expect(tokens).toContain("property 行政许可");
    expect(tokens).toContain("property total （七）总计");
    expect(tokens).toContain("type 商业企业");
    expect(tokens).toContain("number 36");
    expect(tokens.filter((token) => token.includes("wrong"))).toEqual(["number wrong 2"]);
  },
);

test("what is no report gets none of it", async () => {
  const client = await startWith("# 说明\n\n共3件。\n");
  const textDocument = { uri };
  const position = { line: 2, character: 1 };
  const { connection } = client;
  expect(await connection.sendRequest(DefinitionRequest.type, { textDocument, position })).toEqual([]);
  expect(await connection.sendRequest(HoverRequest.type, { textDocument, position })).toBeNull();
  expect(await connection.sendRequest(SemanticTokensRequest.type, { textDocument })).toEqual({ data: [] });
  expect(
    await connection.sendRequest(SelectionRangeRequest.type, { textDocument, positions: [position] }),
  ).toBeNull();
  expect(await lenses(client)).toEqual([]);
});
