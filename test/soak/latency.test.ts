import { expect, test } from "vitest";
import { pushed } from "../protocol/client";
import { start, uri } from "../protocol/session";
import { expectedDiagnostics } from "./expected";
import { usualReports } from "./reports";
import { isLong, note, scale } from "./scale";

/*
 * How long it takes from a typed character to what is found then. Only in `npm run soak`: a machine at other work says
 * nothing by it.
 */

/** Milliseconds. */
const MOST_AT_MEDIAN = 100;
/** A client that does not pull is told after a pause in typing; each character waits for it. */
const PAUSE = 200;
const TYPED_WITH_PAUSES = 20;

const sentence = "全年通过门户网站主动公开政府信息２１0条，办理申请12件（其中自然人9件），按时答复率100%。";

function quantile(sorted: readonly number[], share: number): string {
  return `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)} 毫秒`;
}

function summary(what: string, times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  return `${what}：p50 ${quantile(sorted, 0.5)}，p99 ${quantile(sorted, 0.99)}，最长 ${quantile(sorted, 1)}`;
}

test.runIf(isLong).each(usualReports())("typing in $name", async ({ name, text }) => {
  const client = await start();
  await client.open(uri, text);
  await client.pull(uri);
  const middle = client.documents.get(uri)!.positionAt(text.length >> 1);
  const times: number[] = [];
  for (let typed = 0; typed < scale.typed; typed++) {
    const at = { line: middle.line, character: middle.character + (typed % sentence.length) };
    const began = performance.now();
    await client.change(uri, { range: { start: at, end: at }, text: sentence[typed % sentence.length]! });
    await client.pull(uri);
    times.push(performance.now() - began);
  }
  note(summary(`${name}（${text.length} 字），逐字输入 ${times.length} 字`, times));
  expect(await client.pull(uri)).toMatchObject({ items: expectedDiagnostics(uri, client.text(uri)) });
  expect([...times].sort((a, b) => a - b)[times.length >> 1]).toBeLessThan(MOST_AT_MEDIAN);
});

test.runIf(isLong)("typing with a client that is told", async () => {
  const { text } = usualReports()[0]!;
  const client = await start({ capabilities: pushed });
  await client.open(uri, text);
  await client.published.next();
  const times: number[] = [];
  for (let typed = 0; typed < TYPED_WITH_PAUSES; typed++) {
    const began = performance.now();
    await client.change(uri, {
      range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } },
      text: "字",
    });
    const { version } = client.documents.get(uri)!;
    await client.published.next((it) => it.version === version);
    times.push(performance.now() - began);
  }
  note(summary(`推送的客户端（停顿 ${PAUSE} 毫秒后才查）`, times));
  expect([...times].sort((a, b) => a - b)[times.length >> 1]).toBeLessThan(PAUSE + MOST_AT_MEDIAN);
});
