import { expect, test } from "vitest";
import {
  CancellationTokenSource,
  CodeActionRequest,
  CompletionRequest,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  LSPErrorCodes,
  SemanticTokensRequest,
} from "vscode-languageserver/node";
import { previewMethod } from "../../server/src/lsp/protocol";
import { createRandom, type Random } from "../generator/random";
import type { Client } from "../protocol/client";
import { wrongTotal } from "../protocol/report";
import { start, uri } from "../protocol/session";
import { expectedDiagnostics } from "./expected";
import { again, scale, seed } from "./scale";

/*
 * Storms of requests that nobody waits for any more: each is answered, or answered with RequestCancelled.
 */

const textDocument = { uri };
const place = { textDocument, position: { line: 20, character: 3 } };
const range = { start: { line: 0, character: 0 }, end: { line: 50, character: 0 } };

/** Sends one of the requests that an editor sends at every movement. */
function ask(client: Client, random: Random, token: CancellationTokenSource["token"]): Promise<unknown> {
  const { connection } = client;
  return random.pick<() => Promise<unknown>>([
    () => connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument }, token),
    () => connection.sendRequest(DocumentSymbolRequest.type, { textDocument }, token),
    () => connection.sendRequest(FoldingRangeRequest.type, { textDocument }, token),
    () => connection.sendRequest(SemanticTokensRequest.type, { textDocument }, token),
    () => connection.sendRequest(HoverRequest.type, place, token),
    () => connection.sendRequest(CompletionRequest.type, place, token),
    () =>
      connection.sendRequest(
        CodeActionRequest.type,
        { textDocument, range, context: { diagnostics: [] } },
        token,
      ),
    () => connection.sendRequest(previewMethod, { uri }, token),
  ])();
}

/** How it came out: an answer, or the code of the refusal. */
const outcome = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered" as const,
    (error: { code: number }) => error.code,
  );

/** One more digit in the text, so that nothing that was worked out before holds. */
const type = (client: Client, turn: number) =>
  client.change(uri, { range: { start: range.start, end: range.start }, text: turn % 40 === 0 ? "\n" : "#" });

test(`${scale.requests} requests, of which many are cancelled before, while and after they run; ${again}`, async () => {
  const random = createRandom(seed);
  const client = await start();
  await client.open(uri, wrongTotal);
  const outcomes: Promise<number | "answered">[] = [];
  for (let turn = 0; turn < scale.requests; turn++) {
    if (random.chance(0.3)) await type(client, turn);
    const source = new CancellationTokenSource();
    const asked = ask(client, random, source.token);
    outcomes.push(outcome(asked));
    const when = random.pick(["never", "at once", "later", "after"]);
    if (when === "at once") source.cancel();
    // When the next messages are on their way already, and this one perhaps at work.
    if (when === "later") setImmediate(() => source.cancel());
    if (when === "after") void outcome(asked).then(() => source.cancel());
  }
  const seen = await Promise.all(outcomes);
  // Both come, and nothing else does.
  expect(new Set(seen)).toEqual(new Set(["answered", LSPErrorCodes.RequestCancelled]));
  // The last version wins.
  expect(await client.pull(uri)).toMatchObject({ items: expectedDiagnostics(uri, client.text(uri)) });
});

test(`cancelled while the client has yet to say what its settings are; ${again}`, async () => {
  const random = createRandom(seed);
  let tell = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const client = await start();
  client.connection.onRequest("workspace/configuration", () => told.then(() => [null]));
  await client.open(uri, wrongTotal);
  const sources = Array.from({ length: scale.requests }, () => new CancellationTokenSource());
  const outcomes = sources.map((source) => outcome(ask(client, random, source.token)));
  for (const source of sources) source.cancel();
  // None of them need wait for the settings.
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set([LSPErrorCodes.RequestCancelled]));
  tell();
  expect(await client.rules(uri)).toEqual(["litigation-total"]);
});

test("cancellation of what was never asked, of what was answered, and twice", async () => {
  const client = await start();
  await client.open(uri, wrongTotal);
  for (let id = 0; id < scale.requests; id++) {
    for (const it of [id, String(id), -id])
      await client.connection.sendNotification("$/cancelRequest", { id: it });
  }
  expect(await client.pull(uri)).toMatchObject({ items: expectedDiagnostics(uri, wrongTotal) });
});
