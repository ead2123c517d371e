import { expect, test } from "vitest";
import { createRandom } from "../generator/random";
import { type Client, pushed } from "../protocol/client";
import { start } from "../protocol/session";
import { expectedDiagnostics } from "./expected";
import { usualReports } from "./reports";
import { again, note, scale, seed } from "./scale";

/*
 * Many documents: what is closed leaves nothing behind, neither in the editor nor in the server's memory.
 */

/** Megabytes that may stay of all that was opened and closed. */
const REMAINS = 4;

const reports = usualReports();
const address = (at: number) => `file:///many/${at}/${encodeURIComponent("年报")}.md`;

/** Waits until each has findings published, of its only version, and the right ones. */
async function published(client: Client, texts: ReadonlyMap<string, string>): Promise<void> {
  const awaited = new Map(texts);
  while (awaited.size > 0) {
    const { uri, diagnostics } = await client.published.next();
    const text = awaited.get(uri);
    if (text === undefined) continue;
    expect(diagnostics).toEqual(expectedDiagnostics(uri, text, {}, pushed));
    awaited.delete(uri);
  }
}

test(`${scale.openAtOnce} reports open at a time: all are checked, all are cleared, the memory comes back; ${again}`, async () => {
  const client = await start({ capabilities: pushed, measured: true });
  const openAll = async () => {
    const texts = new Map<string, string>();
    for (let at = 0; at < scale.openAtOnce; at++) {
      const { text } = reports[at % reports.length]!;
      texts.set(address(at), text);
      await client.open(address(at), text);
    }
    await published(client, texts);
  };
  const closeAll = async () => {
    const open = new Set(client.documents.keys());
    for (const uri of open) await client.close(uri);
    while (open.size > 0) {
      const { uri, diagnostics } = await client.published.next();
      expect(diagnostics).toEqual([]);
      open.delete(uri);
    }
  };
  const none = await client.memory();
  await openAll();
  const all = await client.memory();
  await closeAll();
  const first = await client.memory();
  await openAll();
  await closeAll();
  const second = await client.memory();
  note(
    `打开 ${scale.openAtOnce} 份：堆 ${none.heap.toFixed(1)} → ${all.heap.toFixed(1)} → 全部关闭 ${first.heap.toFixed(1)} → 再来一遍 ${second.heap.toFixed(1)} MB，` +
      `常驻 ${none.resident.toFixed(0)} → ${all.resident.toFixed(0)} → ${second.resident.toFixed(0)} MB`,
  );
  // Of the first time the compiled code stays, of the second nothing.
  expect(second.heap - first.heap).toBeLessThan(REMAINS / 4);
  expect(second.heap - none.heap).toBeLessThan(2 * REMAINS);
});

test(`${scale.documents} documents opened and closed, with requests on their way; ${again}`, async () => {
  const random = createRandom(seed);
  const client = await start({ measured: true });
  const asked: Promise<void>[] = [];
  const visit = async (at: number) => {
    const uri = address(at);
    const { text } = random.pick(reports);
    await client.open(uri, text);
    const expected = expectedDiagnostics(uri, text);
    // What is asked of a document that is closed when its turn comes is answered with nothing.
    asked.push(
      client.pull(uri).then((report) => {
        if (report.kind === "full" && report.items.length > 0) expect(report.items).toEqual(expected);
      }),
    );
    if (random.chance(0.5)) await Promise.all(asked.splice(0));
    await client.close(uri);
    if (random.chance(0.2))
      asked.push(client.pull(uri).then((it) => expect(it).toEqual({ kind: "full", items: [] })));
  };
  const half = scale.documents / 2;
  for (let at = 0; at < half; at++) await visit(at);
  await Promise.all(asked.splice(0));
  const before = await client.memory();
  for (let at = half; at < scale.documents; at++) await visit(at);
  await Promise.all(asked);
  const after = await client.memory();
  note(`先后打开、关闭 ${scale.documents} 份：堆 ${before.heap.toFixed(1)} → ${after.heap.toFixed(1)} MB`);
  expect(after.heap - before.heap).toBeLessThan(REMAINS);
});
