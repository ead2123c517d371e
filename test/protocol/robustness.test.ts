import { describe, expect, test } from "vitest";
import {
  CodeActionRequest,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
} from "vscode-languageserver/node";
import { type Client, pulling, pushed } from "./client";
import { cleanReport, twoFullwidthCells, wrongTotal } from "./report";
import { start, uri } from "./session";

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

async function expectEmptyAnswers(client: Client): Promise<void> {
  const textDocument = { uri };
  const { connection } = client;
  expect(await client.pull(uri)).toEqual({ kind: "full", items: [] });
  expect(await connection.sendRequest(DocumentSymbolRequest.type, { textDocument })).toEqual([]);
  expect(await connection.sendRequest(FoldingRangeRequest.type, { textDocument })).toEqual([]);
  const context = { diagnostics: [] };
  expect(
    await connection.sendRequest(CodeActionRequest.type, { textDocument, range: nowhere, context }),
  ).toEqual([]);
}

test("a document that was never opened has empty answers", async () => {
  await expectEmptyAnswers(await start());
});

test("a closed one too, and it is looked at afresh when opened again", async () => {
  const client = await start();
  await client.open(uri, wrongTotal);
  expect(await client.rules(uri)).toEqual(["litigation-total"]);
  await client.close(uri);
  await expectEmptyAnswers(client);
  await client.open(uri, twoFullwidthCells);
  expect(await client.rules(uri)).toEqual(["cell-fullwidth", "cell-fullwidth"]);
});

describe("malformed messages cost themselves only", () => {
  const requests: [method: string, params: unknown][] = [
    ["textDocument/diagnostic", {}],
    ["textDocument/diagnostic", { textDocument: null }],
    ["textDocument/diagnostic", { textDocument: { uri: 7 } }],
    ["textDocument/codeAction", { textDocument: { uri } }],
    ["textDocument/codeAction", { textDocument: { uri }, range: nowhere }],
    [
      "textDocument/codeAction",
      { textDocument: { uri }, range: { start: -1 }, context: { only: "quickfix" } },
    ],
    ["textDocument/documentSymbol", { textDocument: {} }],
    ["textDocument/foldingRange", { textDocument: [] }],
  ];
  test.each(requests)("%s %j", async (method, params) => {
    const client = await start();
    await client.open(uri, wrongTotal);
    const answer = await client.connection.sendRequest(method, params as object);
    expect(answer === null || Array.isArray(answer) || (answer as { kind: string }).kind === "full").toBe(
      true,
    );
    expect(await client.rules(uri)).toEqual(["litigation-total"]);
  });

  const notifications: [method: string, params: unknown][] = [
    ["textDocument/didOpen", {}],
    ["textDocument/didOpen", { textDocument: { uri: "file:///x.md", languageId: "markdown", version: 1 } }],
    ["textDocument/didChange", { textDocument: { uri, version: null }, contentChanges: [{ text: "" }] }],
    ["textDocument/didChange", { textDocument: { uri, version: 9 }, contentChanges: [] }],
    [
      "textDocument/didChange",
      { textDocument: { uri: "file:///y.md", version: 2 }, contentChanges: [{ text: "" }] },
    ],
    ["textDocument/didChange", {}],
    ["textDocument/didClose", { textDocument: { uri: "file:///y.md" } }],
    ["textDocument/didClose", {}],
    ["workspace/didChangeConfiguration", {}],
    ["no/such/notification", { a: 1 }],
    ["$/no/such/notification", {}],
  ];
  test.each(notifications)("%s %j", async (method, params) => {
    const client = await start();
    await client.open(uri, wrongTotal);
    await client.connection.sendNotification(method, params as object);
    expect(await client.rules(uri)).toEqual(["litigation-total"]);
  });

  test("an unknown request is refused and the next one answered", async () => {
    const client = await start();
    await client.open(uri, wrongTotal);
    await expect(client.connection.sendRequest("no/such/request", {})).rejects.toThrow();
    expect(await client.rules(uri)).toEqual(["litigation-total"]);
  });
});

describe("changes that are not in order", () => {
  /** What is made of the document is what is made of the same text just opened. */
  async function expectText(client: Client, text: string): Promise<void> {
    const fresh = "file:///reports/fresh.md";
    await client.open(fresh, text);
    const symbols = (of: string) =>
      client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: of } });
    expect(await symbols(uri)).toEqual(await symbols(fresh));
  }
  const lines = (start: number, end: number) => ({
    start: { line: start, character: 0 },
    end: { line: end, character: 0 },
  });
  async function change(client: Client, ...contentChanges: unknown[]): Promise<void> {
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges,
    });
  }

  test("a range behind the end of the text is its end, and lines are still counted right", async () => {
    const client = await start();
    await client.open(uri, wrongTotal);
    await change(client, { range: lines(5000, 5001), text: "\n" }, { range: lines(0, 0), text: "\n" });
    await expectText(client, `\n${wrongTotal}\n`);
  });

  test("a range from its end to its beginning, and one before the text", async () => {
    const client = await start();
    await client.open(uri, wrongTotal);
    await change(client, { range: lines(1, -3), text: "" }, { range: lines(-1, -1), text: "# 标题\n" });
    await expectText(client, `# 标题\n${wrongTotal.slice(wrongTotal.indexOf("\n") + 1)}`);
  });

  test("no range, said in so many words", async () => {
    const client = await start();
    await client.open(uri, "");
    await change(client, { range: null, text: wrongTotal });
    await expectText(client, wrongTotal);
  });

  test.each([[{ text: 7 }], [null], [{ range: {}, text: "x" }], [{ range: lines(0, 1) }]])(
    "with %j among them none of the message is made",
    async (odd) => {
      const client = await start();
      await client.open(uri, wrongTotal);
      await change(client, { range: lines(0, 40), text: "" }, odd);
      await expectText(client, wrongTotal);
    },
  );

  test("versions may go backwards or come again", async () => {
    const client = await start({ capabilities: pushed });
    await client.open(uri, cleanReport);
    for (const [version, text] of [
      [7, wrongTotal],
      [3, cleanReport],
      [3, wrongTotal],
    ] as const) {
      await client.connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
      const { diagnostics } = await client.published.next((it) => it.version === version);
      expect(diagnostics).toHaveLength(text === wrongTotal ? 1 : 0);
    }
  });
});

test("an address with escapes that are none", async () => {
  const odd = "file:///reports/100%/%E0%A4%A.md";
  const formatting = { dynamicRegistration: true };
  const textDocument = { ...pulling.textDocument, formatting, rangeFormatting: formatting };
  const client = await start({ capabilities: { ...pulling, textDocument } });
  await client.open(odd, wrongTotal);
  expect(await client.rules(odd)).toEqual(["litigation-total"]);
});

test("many requests at once are all answered for the version they find", async () => {
  const client = await start();
  await client.open(uri, cleanReport);
  const answers = [];
  for (let i = 0; i < 20; i++) {
    answers.push(client.rules(uri));
    await client.replace(uri, i % 2 === 0 ? "| 36 |" : "| ３６ |", i % 2 === 0 ? "| ３６ |" : "| 36 |");
  }
  await Promise.all(answers);
  expect(await client.rules(uri)).toEqual([]);
});

test("a cancelled request ends, and the next one is answered", async () => {
  const client = await start();
  await client.open(uri, wrongTotal);
  const { CancellationTokenSource } = await import("vscode-languageserver/node");
  const source = new CancellationTokenSource();
  const params = { textDocument: { uri } };
  const cancelled = client.connection.sendRequest(DocumentDiagnosticRequest.type, params, source.token);
  source.cancel();
  const outcome = await cancelled.then(
    ({ kind }) => kind,
    (error: { code: number }) => error.code,
  );
  // Either it was done already, or it is answered with RequestCancelled.
  expect(["full", -32800]).toContain(outcome);
  expect(await client.rules(uri)).toEqual(["litigation-total"]);
});

test("over the channel of a forked process, as in VS Code", async () => {
  const client = await start({ transport: "ipc" });
  await client.open(uri, wrongTotal);
  expect(await client.rules(uri)).toEqual(["litigation-total"]);
  expect(client.server.connected).toBe(true);
});

test("no options, odd options", async () => {
  for (const initializationOptions of [undefined, null, 7, "status", [], { status: "yes", manual: 3 }]) {
    const client = await start({ initializationOptions });
    await client.open(uri, wrongTotal);
    expect(await client.rules(uri)).toEqual(["litigation-total"]);
    expect(client.statuses.all()).toEqual([]);
  }
});
