import { describe, expect, test } from "vitest";
import {
  type ClientCapabilities,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type RegistrationParams,
  RegistrationRequest,
  type UnregistrationParams,
  UnregistrationRequest,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { copyTableMethod, pasteMethod, tableActionKinds } from "../../server/src/lsp/protocol";
import { generate, LAYOUTS } from "../generator";
import { type Client, pulling, pushed } from "./client";
import { cleanReport, spoiled } from "./report";
import { start, startWith, uri } from "./session";

const options = { tabSize: 2, insertSpaces: true };

/** The range of a piece of the text, or the place behind it. */
function rangeOf(client: Client, piece: string, isEmpty = false) {
  const document = TextDocument.create(uri, "markdown", 1, client.text(uri));
  const at = document.getText().indexOf(piece);
  const end = document.positionAt(at + piece.length);
  return { start: isEmpty ? end : document.positionAt(at), end };
}

describe("formatting", () => {
  test("aligns the tables, the selected ones or all, and nothing else", async () => {
    const client = await startWith(cleanReport);
    const textDocument = { uri };
    const format = async (range?: ReturnType<typeof rangeOf>) => {
      const edits = range
        ? await client.connection.sendRequest(DocumentRangeFormattingRequest.type, {
            textDocument,
            range,
            options,
          })
        : await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options });
      return TextDocument.applyEdits(TextDocument.create(uri, "markdown", 1, cleanReport), edits ?? []);
    };
    const one = await format(rangeOf(client, "行政许可"));
    expect(one).toContain("| 行政许可       |           36 |              |              |\n");
    expect(one).toContain("| 一、本年新收政府信息公开申请数量 |  |  | 2 |");
    const all = await format();
    expect(all.slice(0, all.indexOf("## 三、"))).toBe(one.slice(0, one.indexOf("## 三、")));
    expect(all.replace(/[- ]+/g, "")).toBe(cleanReport.replace(/[- ]+/g, ""));
    expect(await format(rangeOf(client, "每月更新"))).toBe(cleanReport);
  });

  test("is offered for reports only where a client can be told so, for all files elsewhere", async () => {
    const plain = await start({ capabilities: pushed });
    expect(plain.initialized.capabilities).toMatchObject({
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
    });

    const dynamic = { dynamicRegistration: true };
    const capabilities: ClientCapabilities = {
      ...pulling,
      textDocument: { ...pulling.textDocument, formatting: dynamic, rangeFormatting: dynamic },
    };
    const client = await start({ capabilities });
    expect(client.initialized.capabilities).not.toHaveProperty("documentFormattingProvider");
    const offered = new Map<string, unknown>();
    client.connection.onRequest(RegistrationRequest.type, ({ registrations }: RegistrationParams) => {
      for (const { id, method, registerOptions } of registrations)
        if (/ormatting/.test(method)) offered.set(id, registerOptions?.documentSelector);
    });
    client.connection.onRequest(UnregistrationRequest.type, ({ unregisterations }: UnregistrationParams) => {
      for (const { id } of unregisterations) offered.delete(id);
    });
    await client.open("file:///c%3A/a/notes.md", "# 笔记\n\n| a | b |\n|---|---|\n");
    await client.rules("file:///c%3A/a/notes.md");
    await client.open("file:///c%3A/a/%E6%8A%A5%5B1%5D.md", cleanReport);
    await client.rules("file:///c%3A/a/%E6%8A%A5%5B1%5D.md");
    const selector = [{ language: "markdown", scheme: "file", pattern: "**/a/报?1?.md" }];
    await expect.poll(() => [...offered.values()]).toEqual([selector, selector]);
    await client.close("file:///c%3A/a/%E6%8A%A5%5B1%5D.md");
    await expect.poll(() => offered.size).toBe(0);
  });
});

describe("actions on tables", () => {
  const kinds = tableActionKinds;
  const wrong = spoiled([
    "| 三、本年度办理结果 | （一）予以公开 |  | 1 | 1 |",
    "| 三、本年度办理结果 | （一）予以公开 |  | 1 | 4 |",
  ]);

  test("those that can be done, at the cursor in the table", async () => {
    const client = await startWith(wrong);
    const range = rangeOf(client, "（一）予以公开 |  | 1 | 4", true);
    const actions = await client.actions(uri, range, { only: ["refactor"], triggerKind: 1 });
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      ["重算“（一）予以公开”的总计", kinds.recalculateRow],
      ["重算“商业企业”列的总计", kinds.recalculateColumn],
      ["重算全表总计", kinds.recalculateTable],
      ["把这张表改为制表符分隔（可粘贴到 Word、Excel 或网页表单）", kinds.tableToTabs],
    ]);
    await client.apply(actions[0]!.edit);
    expect(client.text(uri)).toBe(
      wrong.replace("| 1 | 4 | 0 | 0 | 0 | 0 | 2 |", "| 1 | 4 | 0 | 0 | 0 | 0 | 5 |"),
    );
    expect(await client.actions(uri, rangeOf(client, "每月更新"), { only: ["refactor"] })).toEqual([]);
  });

  test("none for a mere movement of the cursor, and those of the whole text only where they are asked for", async () => {
    const client = await startWith(wrong);
    const range = rangeOf(client, "（一）予以公开 |  | 1 | 4", true);
    const offered = async (context: object) =>
      (await client.actions(uri, range, context))
        .map(({ kind }) => kind)
        .filter((kind) => !/quickfix|fixAll/.test(kind!));
    expect(await offered({ triggerKind: 2 })).toEqual([]);
    expect(await offered({})).toEqual(expect.arrayContaining([kinds.recalculateRow]));
    expect(await offered({})).not.toEqual(expect.arrayContaining([kinds.alignTables]));
    expect(await offered({ only: ["source"] })).toEqual([kinds.alignTables]);
    expect(await offered({ only: [kinds.alignTables], triggerKind: 2 })).toEqual([kinds.alignTables]);
    expect(await offered({ only: ["quickfix"] })).toEqual([]);
  });

  test("who asks for one is told why it cannot be done, if the client can say so", async () => {
    const ask = async (capabilities: ClientCapabilities) => {
      const client = await startWith(cleanReport, { capabilities });
      return client.actions(uri, rangeOf(client, "每月更新"), { only: [kinds.recalculateRow] });
    };
    expect(await ask(pulling)).toEqual([]);
    const codeAction = { ...pulling.textDocument!.codeAction, disabledSupport: true };
    expect(await ask({ ...pulling, textDocument: { ...pulling.textDocument, codeAction } })).toEqual([
      { title: "重算本行总计", kind: kinds.recalculateRow, disabled: { reason: "光标不在三张规定表格中" } },
    ]);
  });
});

describe("copy and paste", () => {
  const html = "<table><tr><td>项</td><td>数</td></tr><tr><td>许可</td><td>36</td></tr></table>";
  const paste = (client: Client, at: string, document = uri) =>
    client.connection.sendRequest(pasteMethod, {
      textDocument: { uri: document },
      range: rangeOf(client, at, true),
      html,
    });

  test("a table from another program becomes a Markdown table in a report, and is pasted as it is elsewhere", async () => {
    const client = await startWith(cleanReport);
    expect(await paste(client, "每月更新。")).toBe("\n\n| 项   | 数  |\n| ---- | --- |\n| 许可 |  36 |");
    expect(await paste(client, "行政许可")).toBeNull();
    await client.open("file:///reports/b.md", "# 笔记\n");
    expect(await paste(client, "每月更新。", "file:///reports/b.md")).toBeNull();
    await client.open("file:///reports/c.txt", "", "disclosure-report");
    expect(await paste(client, "#", "file:///reports/c.txt")).toContain("| 许可 |  36 |");
    expect(await paste(client, "#", "file:///reports/none.md")).toBeNull();
  });

  test("a whole report becomes Markdown in a text that is none yet, with marks of headings only in Markdown", async () => {
    const client = await startWith(cleanReport);
    const { text } = generate(1, {
      layout: LAYOUTS.find(({ id }) => id === "html")!,
      standard: "2021",
      noise: { bom: false },
    });
    for (const language of ["markdown", "plaintext", "disclosure-report", "html"]) {
      const document = `untitled:${language}`;
      await client.open(document, "", language);
      const pasted = await client.connection.sendRequest<string | null>(pasteMethod, {
        textDocument: { uri: document },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        html: text,
      });
      if (language === "html") expect(pasted).toBeNull();
      else expect(/^# .*年度报告/.test(pasted!)).toBe(language === "markdown");
    }
  });

  test("a table of the report is copied as text divided by tabs", async () => {
    const client = await startWith(cleanReport);
    const copy = (at: string) =>
      client.connection.sendRequest(copyTableMethod, {
        textDocument: { uri },
        position: rangeOf(client, at, true).start,
      });
    expect(await copy("行政许可")).toMatchObject({ text: expect.stringContaining("\n行政许可\t36\t\t\n") });
    expect(await copy("每月更新")).toEqual({ refusal: "光标不在三张规定表格中" });
  });
});
