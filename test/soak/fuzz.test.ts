import { expect, test } from "vitest";
import * as lsp from "../../server/src/lsp/protocol";
import { createRandom, type Random } from "../generator/random";
import { cleanReport, wrongTotal } from "../protocol/report";
import { frame, Wire } from "../protocol/wire";
import { again, isLong, scale, seed } from "./scale";

/*
 * Messages of every kind, each with something in it left out or put wrongly: every request is answered, and another
 * document, of which they do not speak, is read as before.
 */

const INTERVAL = 50;
const witness = "file:///fuzz/witness.md";
const victim = "file:///fuzz/victim.md";
const textDocument = { uri: victim };
const position = { line: 30, character: 4 };
const range = { start: { line: 0, character: 0 }, end: position };
const candidates = [{ name: "上年.md", text: cleanReport }];
const changes = {
  textDocument: { uri: victim, version: 2 },
  contentChanges: [{ range, text: "| 1 |" }, { text: wrongTotal }],
};

const requests: readonly (readonly [string, unknown])[] = [
  ["textDocument/diagnostic", { textDocument, previousResultId: "1" }],
  ["textDocument/documentSymbol", { textDocument }],
  ["textDocument/foldingRange", { textDocument }],
  ["textDocument/hover", { textDocument, position }],
  ["textDocument/completion", { textDocument, position, context: { triggerKind: 1 } }],
  ["textDocument/definition", { textDocument, position }],
  ["textDocument/references", { textDocument, position, context: { includeDeclaration: true } }],
  ["textDocument/selectionRange", { textDocument, positions: [position, position] }],
  ["textDocument/semanticTokens/full", { textDocument }],
  ["textDocument/codeLens", { textDocument }],
  ["textDocument/inlayHint", { textDocument, range }],
  ["textDocument/formatting", { textDocument, options: { tabSize: 2, insertSpaces: true } }],
  ["textDocument/rangeFormatting", { textDocument, range, options: { tabSize: 2, insertSpaces: true } }],
  [
    "textDocument/codeAction",
    { textDocument, range, context: { diagnostics: [], only: ["source"], triggerKind: 1 } },
  ],
  ["workspace/executeCommand", { command: lsp.showPlaceCommand, arguments: [victim, range] }],
  [lsp.copyTableMethod, { textDocument, position }],
  [lsp.pasteMethod, { textDocument, range, html: "<table><tr><td>1</td></tr></table>" }],
  [lsp.agencyMethod, { year: 2023, candidates }],
  [lsp.newReportMethod, { agency: "青溪县水务局", year: 2023, candidates }],
  [lsp.lastYearMethod, { uri: victim, candidates }],
  [lsp.previewMethod, { uri: victim, lastYear: candidates[0], style: "td {}" }],
  ["disclosureLint/manual", { rule: "row-total" }],
  ["disclosureLint/refused", { code: 1, message: "x" }],
  ["workspace/symbol", { query: "" }],
  ["$/no/such", {}],
];

const notifications: readonly (readonly [string, unknown])[] = [
  [
    "textDocument/didOpen",
    { textDocument: { uri: victim, languageId: "markdown", version: 1, text: wrongTotal } },
  ],
  ["textDocument/didChange", changes],
  ["textDocument/didChange", changes],
  ["textDocument/didSave", { textDocument }],
  ["textDocument/didClose", { textDocument }],
  ["textDocument/willSave", { textDocument, reason: 1 }],
  ["workspace/didChangeWatchedFiles", { changes: [{ uri: victim, type: 1 }] }],
  [
    "workspace/didChangeWorkspaceFolders",
    { event: { added: [{ uri: "file:///fuzz/a", name: "" }], removed: [] } },
  ],
  ["workspace/didChangeConfiguration", { settings: null }],
  ["$/cancelRequest", { id: 1 }],
  ["$/setTrace", { value: "off" }],
  ["$/progress", { token: 1, value: {} }],
  ["window/workDoneProgress/cancel", { token: 1 }],
  ["initialized", {}],
  [lsp.trustMethod, undefined],
];

function oddValue(random: Random): unknown {
  return random.pick<unknown>([
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    2 ** 31,
    "",
    "x",
    "０",
    "\ud800",
    victim,
    "untitled:",
    "file://",
    "%",
    [],
    [null],
    {},
    { uri: {} },
    { length: 5 },
    { start: position },
    JSON.parse('{ "__proto__": { "uri": "x" } }'),
    deep(random.pick([10, 2000])),
    "长".repeat(random.pick([10, 20_000])),
  ]);
}

function deep(levels: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** The same with something in it left out, or put wrongly. */
function spoilt(value: unknown, random: Random): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.15)) return oddValue(random);
  const key = random.pick(Object.keys(value));
  const copy = structuredClone(value) as Record<string, unknown>;
  if (key === undefined) return oddValue(random);
  if (random.chance(0.2)) delete copy[key];
  else copy[key] = spoilt(copy[key], random);
  return copy;
}

test(`${scale.messages} messages with something wrong in them; ${again}`, async () => {
  const random = createRandom(seed);
  const wire = new Wire();
  try {
    await wire.initialize({
      workspace: { diagnostics: { refreshSupport: true } },
      textDocument: { diagnostic: {} },
    });
    wire.notify("initialized", {});
    wire.open(witness, wrongTotal);
    wire.open(victim, wrongTotal);
    let asked: Promise<unknown>[] = [];
    for (let sent = 1; sent <= scale.messages; sent++) {
      if (random.chance(0.4)) {
        const [method, params] = random.pick(notifications);
        wire.notify(method, spoilt(params, random));
      } else {
        const [method, params] = random.pick(requests);
        asked.push(wire.request(method, spoilt(params, random)));
      }
      if (random.chance(0.05)) wire.write(frame(JSON.stringify(oddValue(random))));
      if (sent % INTERVAL !== 0) continue;
      await Promise.all(asked);
      asked = [];
      const { result } = await wire.request("textDocument/diagnostic", { textDocument: { uri: witness } });
      expect(result).toMatchObject({ kind: "full", items: [{ data: { rule: "litigation-total" } }] });
    }
    expect(await wire.stop()).toMatchObject({ status: 0 });
  } finally {
    await wire.hangUp();
  }
});

// Only after ten seconds, which the ordinary tests have not.
if (isLong) {
  test("a message of which the rest does not come is complained of, and the client can go", async () => {
    const wire = new Wire();
    await wire.initialize();
    wire.write(frame("{}", 99_999_999_999));
    expect(await wire.complaint).toMatch(/^disclosure-lint：收到的消息不完整/);
    expect(await wire.hangUp()).toMatchObject({ status: 1 });
  });
}
