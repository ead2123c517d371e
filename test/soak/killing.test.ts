import { once } from "node:events";
import { expect, test } from "vitest";
import { createRandom } from "../generator/random";
import { Client } from "../protocol/client";
import { expectedDiagnostics } from "./expected";
import { samples } from "./reports";
import { again, scale, seed } from "./scale";
import { EditorText } from "./text";
import { edit } from "./typing";

/*
 * The server is killed at random points while reports are edited. The text is the editor's: a client that starts another
 * server and opens its documents there has all that it had before.
 */

const OPEN = 4;
const MOST_EDITS = 60;

/** A document as the editor has it, whatever becomes of servers. */
interface Kept {
  readonly uri: string;
  readonly languageId: string;
  readonly text: EditorText;
}

async function startAndOpen(kept: readonly Kept[]): Promise<Client> {
  const client = await Client.start();
  for (const { uri, languageId, text } of kept) await client.open(uri, text.content, languageId);
  return client;
}

/** A request is answered, or whoever asked is told that the server is gone. */
async function outcome(client: Client, uri: string): Promise<"answered" | "told"> {
  try {
    await client.pull(uri);
    return "answered";
  } catch {
    return "told";
  }
}

async function expectAllRight(client: Client, kept: readonly Kept[]): Promise<void> {
  for (const { uri, text } of kept)
    expect(await client.pull(uri)).toMatchObject({ items: expectedDiagnostics(uri, text.content) });
}

test(`${scale.kills} times killed while typing, ${scale.kills} times as before; ${again}`, async () => {
  const random = createRandom(seed);
  const kept = Array.from({ length: OPEN }, (_, at): Kept => {
    const { languageId, text } = random.pick(samples);
    return { uri: `file:///killed/${at}`, languageId, text: new EditorText(text) };
  });
  let client = await startAndOpen(kept);
  for (let kills = 0; kills < scale.kills; kills++) {
    const ended = once(client.server, "exit");
    const outcomes: Promise<"answered" | "told">[] = [];
    const last = random.int(0, MOST_EDITS);
    for (let edits = 0; edits <= MOST_EDITS; edits++) {
      const { uri, text } = random.pick(kept);
      if (edits === last) client.server.kill("SIGKILL");
      // The editor's text changes whether or not there is a server to be told.
      const changes = edit(text, random);
      await client.change(uri, ...changes).catch(() => undefined);
      if (random.chance(0.3)) outcomes.push(outcome(client, uri));
    }
    expect((await ended)[1]).toBe("SIGKILL");
    // Whoever was waiting is told that no answer will come.
    await Promise.all(outcomes);
    client = await startAndOpen(kept);
    await expectAllRight(client, kept);
  }
  expect(await client.stop()).toBe(0);
});

test("killed while it starts, and another one started", async () => {
  const kept: Kept[] = [
    { uri: "file:///killed/a", languageId: "markdown", text: new EditorText(samples[0]!.text) },
  ];
  for (let kills = 0; kills < scale.kills; kills++) {
    const client = await startAndOpen(kept);
    const ended = once(client.server, "exit");
    const asked = outcome(client, kept[0]!.uri);
    client.server.kill("SIGKILL");
    await Promise.all([asked, ended]);
  }
  const client = await startAndOpen(kept);
  await expectAllRight(client, kept);
  expect(await client.stop()).toBe(0);
});
