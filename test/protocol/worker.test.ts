import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { CodeActionTriggerKind } from "vscode-languageserver";
import { convertMethod, openFileMethod } from "../../server/src/lsp/protocol";
import { makeDocx } from "../source/makeDocx";
import { makePdf, SONG, shown } from "../source/makePdf";
import { pulling } from "./client";
import { cleanReport, wrongTotal } from "./report";

const webPage = `<html><body>${wrongTotal
  .split(/\n+/)
  .map((line) => `<p>${line.replace(/^#+ /, "")}</p>`)
  .join("")}</body></html>`;

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly result?: unknown;
  readonly params?: { readonly items?: readonly unknown[] };
}

/** Where the editor got the server from, as the client names it. */
const SCRIPT = "https://example.org/扩展 1/dist/server.js";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

/** The bundle for web workers in a world that has what a worker has, and nothing of Node. */
function startWorker(): {
  request(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): void;
  /** Addresses of the scripts that were loaded beside it. */
  readonly loaded: readonly string[];
} {
  const loaded: string[] = [];
  const waiting = new Map<unknown, (result: unknown) => void>();
  // As in a worker, where messages are events of their own, after the script and its promises have run.
  const send = (message: object) => {
    setImmediate(() => scope.onmessage?.({ data: { jsonrpc: "2.0", ...message } }));
  };
  const receive = ({ id, method, result, params }: Message) => {
    if (method !== undefined && id !== undefined)
      send({ id, result: params?.items?.map(() => null) ?? null });
    else if (id !== undefined) waiting.get(id)?.(result);
  };
  const scope = {
    onmessage: undefined as ((event: { data: unknown }) => void) | undefined,
    addEventListener: () => {},
    postMessage: (message: Message) => queueMicrotask(() => receive(structuredClone(message))),
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    console,
    TextEncoder,
    TextDecoder,
    URL,
    atob,
    btoa,
    // What pdf.js looks at.
    AbortController,
    AbortSignal,
    Blob,
    ReadableStream,
    Response,
    structuredClone,
    URLSearchParams,
    importScripts: (address: string) => {
      loaded.push(address);
      run(address.slice(address.lastIndexOf("/") + 1));
    },
  };
  const context = createContext(Object.assign(scope, { self: scope }));
  const run = (name: string) =>
    new Script(readFileSync(`${dist}${name}`, "utf8"), { filename: name }).runInContext(context);
  run("server.js");
  let lastId = 0;
  return {
    request: (method, params) => {
      const id = ++lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        send({ id, method, params });
      });
    },
    notify: (method, params) => send({ method, params }),
    loaded,
  };
}

test("the server's bundle for web workers answers without anything of Node's", async () => {
  const worker = startWorker();
  const manual = "https://example.org/rules/";
  await worker.request("initialize", {
    processId: null,
    rootUri: null,
    capabilities: pulling,
    initializationOptions: { manual, ignoreHere: true },
  });
  worker.notify("initialized", {});
  const open = (name: string, languageId: string, text: string) => {
    const textDocument = { uri: `vscode-vfs://github/a/${name}`, languageId, version: 1, text };
    worker.notify("textDocument/didOpen", { textDocument });
    return textDocument.uri;
  };
  const clean = open("clean.md", "markdown", cleanReport);
  for (const method of ["documentSymbol", "foldingRange", "semanticTokens/full", "codeLens", "diagnostic"])
    expect(
      await worker.request(`textDocument/${method}`, { textDocument: { uri: clean } }),
      method,
    ).toBeTruthy();
  const uri = open("b.md", "markdown", wrongTotal);
  const report = await worker.request("textDocument/diagnostic", { textDocument: { uri } });
  expect(report).toMatchObject({
    kind: "full",
    items: [
      { data: { rule: "litigation-total" }, codeDescription: { href: `${manual}litigation-total.md` } },
    ],
  });
  const { range } = (report as { readonly items: readonly [{ readonly range: object }] }).items[0];
  const context = { diagnostics: [], triggerKind: CodeActionTriggerKind.Automatic };
  expect(
    await worker.request("textDocument/codeAction", { textDocument: { uri }, range, context }),
  ).toBeTruthy();
  expect(await worker.request("disclosureLint/manual", { rule: "litigation-total" })).toContain("何时关闭");
  const page = open("b.html", "html", webPage);
  const symbols = await worker.request("textDocument/documentSymbol", { textDocument: { uri: page } });
  expect(JSON.stringify(symbols)).toContain("五、存在的主要问题及改进情况");
});

describe("files in a web worker", () => {
  /** A worker whose session has begun. */
  async function begun(options: object) {
    const worker = startWorker();
    const params = { processId: null, rootUri: null, capabilities: pulling, initializationOptions: options };
    await worker.request("initialize", params);
    worker.notify("initialized", {});
    return worker;
  }
  const beside = (name: string) => encodeURI(SCRIPT.replace("server.js", name));
  const open = (name: string, content: Uint8Array) => ({
    uri: `vscode-vfs://github/a/${name}`,
    bytes: Buffer.from(content).toString("base64"),
  });
  const pdf = open("年报.pdf", makePdf([shown("政府信息公开", 50, 700, 12, SONG)]));
  const conversion = {
    uri: "vscode-vfs://github/a/年报.md",
    text: cleanReport,
    isMarkdown: true,
    isWrapped: true,
    to: "docx",
  };

  test("are read and written by scripts that lie beside the server, each loaded when it is needed", async () => {
    const worker = await begun({ script: SCRIPT });
    const word = open("年报.docx", makeDocx("政府信息公开\n"));
    expect(await worker.request(openFileMethod, word)).toMatchObject({ text: "政府信息公开\n" });
    expect(worker.loaded).toEqual([]);
    for (let times = 0; times < 2; times++)
      expect(await worker.request(openFileMethod, pdf)).toMatchObject({ text: "政府信息公开\n" });
    expect(worker.loaded).toEqual([beside("pdf.js")]);
    const { bytes } = (await worker.request(convertMethod, conversion)) as { readonly bytes: string };
    const written = await worker.request(openFileMethod, { ...word, bytes });
    expect(written).toMatchObject({ format: "docx", isReport: true });
    expect(await worker.request(openFileMethod, pdf)).toMatchObject({ text: "政府信息公开\n" });
    expect(worker.loaded).toEqual([beside("pdf.js"), beside("docx.js")]);
  }, 60_000);

  test("are refused with a reason where the client does not say where the server lies", async () => {
    const worker = await begun({});
    expect(await worker.request(openFileMethod, pdf)).toEqual({ refusal: "是 PDF，这里读不了" });
    expect(await worker.request(convertMethod, conversion)).toEqual({ refusal: "这里写不了 Word 文件" });
    expect(worker.loaded).toEqual([]);
  });
});

test("the client's bundle loads where nothing but the editor's interface can be asked for", () => {
  const file = `${dist}client.js`;
  const asked: string[] = [];
  const vscode: unknown = new Proxy(class {}, {
    get: (target, name) => (name in target ? target[name as never] : vscode),
  });
  const module = { exports: {} as Record<string, unknown> };
  const require = (name: string) => {
    asked.push(name);
    return vscode;
  };
  const context = createContext({
    require,
    module,
    exports: module.exports,
    TextDecoder,
    URL,
    queueMicrotask,
  });
  new Script(readFileSync(file, "utf8"), { filename: file }).runInContext(context);
  expect(Object.keys(module.exports).sort()).toEqual(["activate", "deactivate"]);
  expect(new Set(asked)).toEqual(new Set(["vscode"]));
});
