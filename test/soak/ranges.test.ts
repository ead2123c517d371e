import { expect, test } from "vitest";
import {
  DidChangeTextDocumentNotification,
  type Position,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { createRandom, type Random } from "../generator/random";
import { wrongTotal } from "../protocol/report";
import { startWith, uri } from "../protocol/session";
import { expectedAnswers, expectedDiagnostics } from "./expected";
import { again, scale, seed } from "./scale";
import { EditorText } from "./text";

/*
 * Changes at places that are not in the text. The protocol says of a column behind the end of its line that it means the
 * end; of the rest, servers and their library have it that the nearest place is meant.
 */

function oddPosition(text: EditorText, random: Random): Position {
  const { line, character } = text.position(text.place(random.int(0, text.content.length)));
  return random.pick<Position>([
    { line, character },
    { line, character: character + random.int(1, 1000) },
    { line, character: -random.int(1, 5) },
    { line: text.lineCount + random.int(0, 5), character },
    { line: 2 ** 31 - 1, character: 2 ** 31 - 1 },
    { line: -1, character },
  ]);
}

function oddChange(text: EditorText, random: Random): TextDocumentContentChangeEvent {
  const range = { start: oddPosition(text, random), end: oddPosition(text, random) };
  const start = Math.min(text.offsetAt(range.start), text.offsetAt(range.end));
  const end = Math.max(text.offsetAt(range.start), text.offsetAt(range.end));
  const inserted = random.pick(["\n", "\n\n\n", "x", "0", "", "\r\n", "| 1 |\n| 2 |\n"]);
  // Most of the text stays: what is left of nothing is the same wherever it was taken from.
  if (end - start > 200) {
    const at = text.offsetAt(range.start);
    text.replace(at, at, inserted);
    return { range: { start: range.start, end: range.start }, text: inserted };
  }
  text.replace(start, end, inserted);
  return { range, text: inserted };
}

test(`changes outside of the text change what is nearest; ${again}`, async () => {
  const random = createRandom(seed);
  const client = await startWith(wrongTotal);
  const text = new EditorText(wrongTotal);
  for (let turn = 2; turn < scale.messages; turn++) {
    const contentChanges =
      turn % 20 === 0
        ? [text.replaceAll(wrongTotal)]
        : Array.from({ length: random.int(1, 4) }, () => oddChange(text, random));
    await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: turn },
      contentChanges,
    });
    const symbols = await client.connection.sendRequest("textDocument/documentSymbol", {
      textDocument: { uri },
    });
    expect(symbols).toEqual(expectedAnswers(uri, text.content).symbols);
    expect(await client.pull(uri)).toMatchObject({ items: expectedDiagnostics(uri, text.content) });
  }
});
