import { expect, test } from "vitest";
import { pushed } from "../protocol/client";
import { start, uri } from "../protocol/session";
import { expectedDiagnostics } from "./expected";
import { usualReports } from "./reports";
import { isLong, note, scale } from "./scale";

/*
 * How long it takes from a typed character to what is found then. It is measured and bounded in `npm run soak` only: in
 * the ordinary tests a machine is at other work, and what counts is that all comes out right.
 */

/** Milliseconds. */
const MOST_AT_MEDIAN = 100;
/** Behind the last character typed, for a client that does not pull; each one waits for it here. */
const PAUSE = 200;

const sentence = "全年通过门户网站主动公开政府信息２１0条，办理申请12件（其中自然人9件），按时答复率100%。";

const reports = usualReports().slice(0, scale.typists);

/** Notes how long it took, and expects it to be quick on the whole. */
function judge(what: string, times: readonly number[], most: number): void {
  const sorted = [...times].sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
  const [median, slow, slowest] = [0.5, 0.99, 1].map((share) => quantile(share).toFixed(1));
  note(`${what} ${times.length} 字：p50 ${median}，p99 ${slow}，最长 ${slowest} 毫秒`);
  if (isLong) expect(quantile(0.5)).toBeLessThan(most);
}

test.each(reports)("typing in $name", async ({ name, text }) => {
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
  expect(await client.pull(uri)).toMatchObject({ items: expectedDiagnostics(uri, client.text(uri)) });
  judge(`在 ${name}（${text.length} 字）里逐字输入`, times, MOST_AT_MEDIAN);
});

test("typing with a client that is told", async () => {
  const { text } = reports[0]!;
  const client = await start({ capabilities: pushed });
  await client.open(uri, text);
  await client.published.next();
  const times: number[] = [];
  for (let typed = 0; typed < scale.typedSlowly; typed++) {
    const began = performance.now();
    await client.change(uri, {
      range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } },
      text: "字",
    });
    const { version } = client.documents.get(uri)!;
    const { diagnostics } = await client.published.next((it) => it.version === version);
    expect(diagnostics).toEqual(expectedDiagnostics(uri, client.text(uri), {}, pushed));
    times.push(performance.now() - began);
  }
  judge(`推送的客户端（停顿 ${PAUSE} 毫秒后才查），逐字输入`, times, PAUSE + MOST_AT_MEDIAN);
});
