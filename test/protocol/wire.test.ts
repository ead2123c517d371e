import { afterEach, describe, expect, test } from "vitest";
import { wrongTotal } from "./report";
import { frame, Wire } from "./wire";

/*
 * What comes over the wire and is no message, or not at its time.
 */

const uri = "file:///reports/a.md";
const pulls = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
const started: Wire[] = [];

function connect(): Wire {
  const wire = new Wire();
  started.push(wire);
  return wire;
}

async function connected(): Promise<Wire> {
  const wire = connect();
  await wire.initialize(pulls);
  wire.notify("initialized", {});
  wire.open(uri, wrongTotal);
  return wire;
}

async function expectSound(wire: Wire): Promise<void> {
  const { result } = await wire.request("textDocument/diagnostic", { textDocument: { uri } });
  expect(result).toMatchObject({ kind: "full", items: [{ data: { rule: "litigation-total" } }] });
}

// None may be left behind, whatever came of the test.
afterEach(() => Promise.all(started.splice(0).map((wire) => wire.hangUp())));

describe("a message out of its time is refused, as the protocol says", () => {
  test("requests before the beginning", async () => {
    const wire = connect();
    const hover = { textDocument: { uri }, position: { line: 0, character: 0 } };
    expect(await wire.request("textDocument/hover", hover)).toMatchObject({ error: { code: -32002 } });
    expect(await wire.request("shutdown")).toMatchObject({ error: { code: -32002 } });
    expect(await wire.request("no/such")).toMatchObject({ error: { code: -32002 } });
    wire.open(uri, wrongTotal);
    await wire.initialize(pulls);
    // The document was told of too early, and is not there.
    expect(await wire.request("textDocument/diagnostic", { textDocument: { uri } })).toMatchObject({
      result: { kind: "full", items: [] },
    });
    wire.open(uri, wrongTotal);
    await expectSound(wire);
    expect(await wire.stop()).toEqual({ status: 0, said: "" });
  });

  test("a second beginning", async () => {
    const wire = await connected();
    expect(await wire.initialize({})).toMatchObject({ error: { code: -32600 } });
    await expectSound(wire);
  });

  test("requests after the end", async () => {
    const wire = await connected();
    await expectSound(wire);
    expect(await wire.request("shutdown")).toMatchObject({ result: null });
    for (const method of ["textDocument/diagnostic", "shutdown", "initialize", "no/such"]) {
      expect(await wire.request(method, { textDocument: { uri } })).toMatchObject({
        error: { code: -32600 },
      });
    }
    wire.notify("textDocument/didClose", { textDocument: { uri } });
    wire.notify("exit");
    expect(await wire.ended).toEqual({ status: 0, said: "" });
  });

  test("an exit without a word before is a failure", async () => {
    const wire = connect();
    wire.notify("exit");
    expect(await wire.ended).toEqual({ status: 1, said: "" });
  });
});

describe("a message that cannot be read, in a frame that can, costs itself only", () => {
  test.each([
    ["JSON that breaks off", '{"jsonrpc":"2.0","id":7,"method":"textDocument/di'],
    ["no JSON", "你好"],
    ["nothing", ""],
  ])("%s", async (_, body) => {
    const wire = await connected();
    wire.write(frame(body));
    expect(await wire.answer(null)).toMatchObject({ error: { code: -32700 } });
    await expectSound(wire);
    expect(await wire.stop()).toEqual({ status: 0, said: "" });
  });

  test.each([
    ["null"],
    ["7"],
    ['"x"'],
    ["[]"],
    ["{}"],
    ['[{"jsonrpc":"2.0","id":7,"method":"shutdown"}]'],
    ['{"jsonrpc":"2.0","id":null,"method":"shutdown"}'],
    ['{"jsonrpc":"2.0","id":{},"method":"shutdown"}'],
    ['{"jsonrpc":"2.0","id":7,"method":7}'],
    ['{"jsonrpc":"2.0","id":999,"result":{}}'],
    ['{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}'],
    ['{"jsonrpc":"2.0","method":"$/cancelRequest"}'],
    ['{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}'],
    ['{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{}}}'],
    ['{"jsonrpc":"2.0","method":"$/setTrace"}'],
    [`${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    [`{"jsonrpc":"2.0","method":"x","params":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`],
  ])("message $#", async (body) => {
    const wire = await connected();
    wire.write(frame(body));
    await expectSound(wire);
    expect(await wire.stop()).toMatchObject({ status: 0 });
  });

  test.each([[2 ** 53], [-1], [1.5], [1e300], [""], ["x".repeat(100_000)], ["__proto__"]])(
    "request $# is answered under its own id",
    async (id) => {
      const wire = await connected();
      expect(await wire.request("no/such", {}, id)).toMatchObject({ id, error: { code: -32601 } });
      await expectSound(wire);
    },
  );
});

describe("where the beginning of the next message cannot be told, the server says so and ends", () => {
  const farewell = /^disclosure-lint：[^\n]+检查服务已退出。\n$/;
  const next = frame({ jsonrpc: "2.0", id: 7, method: "no/such" });
  test.each<[string, (string | Buffer)[]]>([
    ["text between messages", ["garbage", next]],
    ["a line between messages", ["garbage\r\n\r\n", next]],
    ["a head without a length", ["Content-Type: x\r\n\r\n", next]],
    ["a length that is no number", [frame("{}", "x"), next]],
    ["a length that is too small", [frame('{"jsonrpc":"2.0"}', 3), next]],
    ["a negative length", [frame("{}", -1)]],
    ["binary", [Buffer.from([0, 255, 13, 10, 13, 10]), next]],
  ])("%s", async (_, parts) => {
    const wire = await connected();
    wire.write(...parts);
    const { status, said } = await wire.ended;
    expect(status).toBe(1);
    expect(said).toMatch(farewell);
  });

  /** As much of it as is asked for. */
  const repeated = (text: string, length: number) => text.repeat(Math.ceil(length / text.length));
  test.each([
    ["a line", "你好\n", "收到的是“你好·”"],
    ["a megabyte without any line", repeated("x", 2 ** 20), "应以 Content-Length: 开头"],
    ["a megabyte of lines", repeated("收到的数据\n", 2 ** 20), "收到的是“收到的数据·"],
    ["a page of a web server", "HTTP/1.1 400 Bad Request\r\n\r\n", "收到的是“HTTP/1.1 400 Bad Request"],
    ["a head without an end", `Content-Length: ${repeated("1", 2 ** 20)}`, "已有 64 KB，还没有结束"],
    ["a head that tells no length", "Content-Type: x\r\n\r\n", "没有写明长度"],
  ])(
    "%s: from its first byte on, whether more comes or not, and what was expected",
    async (_, rubbish, why) => {
      for (const more of [true, false]) {
        const wire = connect();
        wire.write(rubbish);
        const { status, said } = await (more ? wire.ended : wire.hangUp());
        expect(status).toBe(1);
        expect(said).toMatch(farewell);
        expect(said).toContain(why);
      }
    },
  );

  test("the client goes away in the middle of a message", async () => {
    const wire = await connected();
    await expectSound(wire);
    wire.write(frame("{}", 1000));
    expect(await wire.hangUp()).toEqual({ status: 1, said: "" });
  });

  test("the client does not listen any more", async () => {
    const wire = await connected();
    await expectSound(wire);
    wire.stopReading();
    wire.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: "" }],
    });
    wire.write(next);
    expect(await wire.ended).toEqual({ status: 1, said: "" });
  });

  test("bytes that come one by one are put together", async () => {
    const wire = await connected();
    for (const byte of frame({ jsonrpc: "2.0", id: "slow", method: "no/such" }))
      wire.write(Buffer.from([byte]));
    expect(await wire.answer("slow")).toMatchObject({ error: { code: -32601 } });
    await expectSound(wire);
  });
});
