import { expect, test } from "vitest";
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  MessageType,
  ReferencesRequest,
  SelectionRangeRequest,
  SemanticTokensRequest,
} from "vscode-languageserver/node";
import { copyTableMethod, previewMethod } from "../../server/src/lsp/protocol";
import { createRandom, type Random } from "../generator/random";
import { type Client, pushed } from "../protocol/client";
import { start } from "../protocol/session";
import { expectedAnswers, expectedDiagnostics } from "./expected";
import { samples } from "./reports";
import { again, note, scale, seed } from "./scale";
import { EditorText } from "./text";
import { edit } from "./typing";

/*
 * Random edits against a running server: what it answers is what a text says that was never edited.
 */

/** Edits between two comparisons. */
const INTERVAL = 100;
const OPEN = 8;
/** A text is replaced by another sample after so many edits: by then little of a report is left of most. */
const LIFE = 200;
/** Edits between two measurements of the memory. */
const STRETCH = 10_000;
/** Megabytes that the server's heap may grow from after the warm-up to the end. */
const GROWTH = 4;

/** An open document, on our side of the connection. */
interface Open {
  readonly uri: string;
  readonly text: EditorText;
  version: number;
  age: number;
}

async function open(client: Client, random: Random, at: number): Promise<Open> {
  const sample = random.pick(samples);
  const uri = `file:///soak/${at}`;
  const { languageId, text } = sample;
  await client.connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId, version: 1, text },
  });
  return { uri, text: new EditorText(text), version: 1, age: 0 };
}

async function change(client: Client, it: Open, random: Random): Promise<void> {
  it.version += random.int(1, 3);
  it.age++;
  const isWornOut = it.age > LIFE || it.text.content.length > 60_000;
  if (isWornOut) it.age = 0;
  const contentChanges = isWornOut ? renew(it.text, random) : edit(it.text, random);
  await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: it.uri, version: it.version },
    contentChanges,
  });
}

/** The whole text is replaced, in each of the ways in which editors say so. */
function renew(text: EditorText, random: Random) {
  const { text: other } = random.pick(samples);
  if (random.chance(0.3)) return [text.replaceAll(other)];
  const whole = text.replace(0, text.content.length, other);
  const beyond = { line: 1_000_000, character: 0 };
  return random.chance(0.5)
    ? [whole]
    : [{ text: other, range: { start: { line: 0, character: 0 }, end: beyond } }];
}

async function compare(client: Client, { uri, text }: Open, random: Random): Promise<number> {
  const { connection } = client;
  const textDocument = { uri };
  const range = { start: text.position(0), end: text.position(text.content.length) };
  const offset = text.place(random.int(0, text.content.length));
  const position = text.position(offset);
  const at = { textDocument, position };
  const [pulled, symbols, ranges, lenses, tokens, ...others] = await Promise.all([
    client.pull(uri),
    connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
    connection.sendRequest(FoldingRangeRequest.type, { textDocument }),
    connection.sendRequest(CodeLensRequest.type, { textDocument }),
    connection.sendRequest(SemanticTokensRequest.type, { textDocument }),
    connection.sendRequest(HoverRequest.type, at),
    connection.sendRequest(CompletionRequest.type, at),
    connection.sendRequest(DefinitionRequest.type, at),
    connection.sendRequest(ReferencesRequest.type, { ...at, context: { includeDeclaration: true } }),
    connection.sendRequest(SelectionRangeRequest.type, { textDocument, positions: [position] }),
    connection.sendRequest(InlayHintRequest.type, { textDocument, range }),
    connection.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } }),
    connection.sendRequest(DocumentFormattingRequest.type, {
      textDocument,
      options: { tabSize: 2, insertSpaces: true },
    }),
    connection.sendRequest(copyTableMethod, at),
    connection.sendRequest(previewMethod, { uri }),
  ]);
  const diagnostics = pulled.kind === "full" ? pulled.items : undefined;
  const expected = expectedDiagnostics(uri, text.content);
  expect(diagnostics).toEqual(expected);
  expect({ symbols, ranges, lenses, tokens: tokens?.data }).toEqual(expectedAnswers(uri, text.content));
  for (const answer of others) expect(answer).not.toBeUndefined();
  return expected.length;
}

/** The server is as it should be when it has had nothing to complain of, itself included. */
function expectNoErrors(client: Client): void {
  expect(client.logs.all().filter(({ type }) => type === MessageType.Error)).toEqual([]);
}

test(`${scale.edits} random edits; ${again}`, async () => {
  const random = createRandom(seed);
  const client = await start({ measured: true });
  const documents = await Promise.all(Array.from({ length: OPEN }, (_, at) => open(client, random, at)));
  const memories: { heap: number; resident: number }[] = [];
  let compared = 0;
  let withFindings = 0;
  for (let edits = 1; edits <= scale.edits; edits++) {
    const document = random.pick(documents);
    await change(client, document, random);
    if (edits % INTERVAL === 0) {
      compared++;
      if ((await compare(client, document, random)) > 0) withFindings++;
    }
    if (edits % STRETCH === 0) memories.push(await client.memory());
  }
  for (const document of documents) await compare(client, document, random);
  expectNoErrors(client);
  // Comparing nothing with nothing would prove nothing.
  expect(withFindings / compared).toBeGreaterThan(0.1);
  note(`${scale.edits} 次改动，比对 ${compared} 次，其中 ${withFindings} 次有检查结果`);
  const [warm] = memories;
  if (warm) {
    note(
      `内存（MB，每 ${STRETCH} 次改动）：${memories.map(({ heap, resident }) => `${heap.toFixed(1)}/${resident.toFixed(0)}`).join(" ")}`,
    );
    expect(memories.at(-1)!.heap - warm.heap).toBeLessThan(GROWTH);
  }
});

test(`findings that are pushed belong to the last version of a burst; ${again}`, async () => {
  const random = createRandom(seed + 1);
  const client = await start({ capabilities: pushed });
  const documents = await Promise.all(Array.from({ length: OPEN }, (_, at) => open(client, random, at)));
  const bursts = Math.ceil(scale.edits / 1000);
  for (let burst = 0; burst < bursts; burst++) {
    for (let edits = 0; edits < INTERVAL; edits++) await change(client, random.pick(documents), random);
    for (const document of documents) await change(client, document, random);
    const awaited = new Map(documents.map((document) => [document.uri, document]));
    while (awaited.size > 0) {
      const { uri, version, diagnostics } = await client.published.next();
      const document = awaited.get(uri);
      if (document?.version !== version) continue;
      expect(diagnostics).toEqual(expectedDiagnostics(uri, document!.text.content, {}, pushed));
      awaited.delete(uri);
    }
  }
  expectNoErrors(client);
});
