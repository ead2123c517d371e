import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MessageType } from "vscode-languageserver/node";
import standard2021 from "../../server/src/core/standard/2021.json";
import { createRandom, type Random } from "../generator/random";
import { type Client, pulling, pushed } from "../protocol/client";
import { twoFullwidthCells, wrongTotal } from "../protocol/report";
import { start } from "../protocol/session";
import { expectedDiagnostics } from "./expected";
import { again, note, scale, seed } from "./scale";

/*
 * Settings and project files that change all the time, wrong ones among them, while reports are edited: what counts in
 * the end is what they say in the end.
 */

const watching = {
  ...pulling,
  workspace: {
    ...pulling.workspace,
    didChangeWatchedFiles: { dynamicRegistration: true },
    inlayHint: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
};

/** Between two moments at which it is looked whether all is right. */
const INTERVAL = 10;
/** Megabytes that the server's heap may grow in the second half. */
const GROWTH = 4;
const severities = ["error", "warning", "info", "off"] as const;
type Severity = (typeof severities)[number];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const address = (name: string) => pathToFileURL(join(folder, name)).href;

/** What no editor and nobody should write, but for the first. */
const oddSettings: readonly unknown[] = [
  // Not odd, but each time another one to be made ready for look-up, and to be forgotten.
  { standards: [{ ...standard2021, id: "own" }] },
  null,
  7,
  "off",
  [],
  { rules: 7 },
  { rules: { "litigation-total": "fatal", __proto__: "off" } },
  { rules: [["litigation-total", "off"]] },
  { year: "2023" },
  { year: Number.MAX_VALUE },
  { standards: [{}, 7, null, "无.json", "../../../etc/passwd"] },
  { standards: { id: "x" } },
  { deadlines: { government: "02-30" } },
  { overviewLength: -1, requiredCounts: ["platforms", "everything"] },
  { ignore: ["[", "\\", "**/**/**", 7, ""] },
  { enable: "no", inlayHints: 1 },
  new Error("no settings today"),
];

const oddFiles: readonly string[] = [
  "",
  "{",
  "null",
  "[]",
  "\ufeff{}",
  '{ "enable": false }',
  '{ "rules": { "litigation-total": "no" } }',
  '{ "standards": ["无.json", ".disclosure-lint.json"] }',
  '{ "ignore": ["*"] }',
  '{ "ignore": ["["] }',
  '{ "year": 1e999 }',
  `{ "rules": ${"[".repeat(5000)}${"]".repeat(5000)} }`,
  "\0\u0001\ud800",
];

/** Takes away the file, or whatever stands in its place. */
function vanish(name: string): void {
  rmSync(join(folder, name), { recursive: true, force: true });
}

function put(name: string, text: string): void {
  vanish(name);
  writeFileSync(join(folder, name), text);
}

/** One thing that happens to the files around the report. */
function disturbFiles(random: Random): void {
  const name = random.pick([".disclosure-lint.json", ".disclosure-lint-ignore.json"]);
  if (random.chance(0.2)) vanish(name);
  else if (random.chance(0.1)) {
    vanish(name);
    mkdirSync(join(folder, name));
  } else put(name, random.pick(oddFiles));
}

const projectNames = [".disclosure-lint.json", ".disclosure-lint-ignore.json"];

/** Disturbs all there is, and leaves it with these settings. */
async function flap(
  client: Client,
  random: Random,
  uri: string,
): Promise<{ rules: Record<string, Severity> }> {
  const text = random.pick([wrongTotal, twoFullwidthCells]);
  for (let turn = 0; turn < INTERVAL; turn++) {
    await random.pick([
      async () => client.configure(random.pick(oddSettings), { disclosureLint: random.pick(oddSettings) }),
      async () => {
        disturbFiles(random);
        await client.touch(...projectNames.map(address));
      },
      async () => client.change(uri, { text: `${text}\n${turn}\n` }),
      async () => client.change(uri, { text: "" }),
      async () => void client.rules(uri),
    ])();
  }
  const editor = { rules: { "litigation-total": random.pick(severities) } };
  const project = { rules: { "cell-fullwidth": random.pick(severities) } };
  vanish(".disclosure-lint-ignore.json");
  put(".disclosure-lint.json", JSON.stringify(project));
  await client.touch(...projectNames.map(address));
  await client.configure(editor, { disclosureLint: editor });
  await client.change(uri, { text });
  return { rules: { ...editor.rules, ...project.rules } };
}

function expectNoErrors(client: Client): void {
  const errors = client.logs.all().filter(({ type, message }) => {
    return type === MessageType.Error && !message.includes("no settings today");
  });
  expect(errors).toEqual([]);
}

test(`${scale.flaps} times, with a client that pulls; ${again}`, async () => {
  const random = createRandom(seed);
  const client = await start({
    capabilities: watching,
    folders: [pathToFileURL(folder).href],
    measured: true,
  });
  for (const asked of ["inlayHint", "semanticTokens", "codeLens"])
    client.connection.onRequest(`workspace/${asked}/refresh`, () => null);
  const uri = address("年报.md");
  await client.open(uri, wrongTotal);
  let half = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < scale.flaps; turn++) {
    const settings = await flap(client, random, uri);
    expect(await client.pull(uri)).toMatchObject({
      items: expectedDiagnostics(uri, client.text(uri), settings),
    });
    if (turn === scale.flaps >> 1) half = (await client.memory()).heap;
  }
  const { heap } = await client.memory();
  note(`设置变了 ${scale.flaps * INTERVAL} 次：堆从一半时的 ${half.toFixed(1)} 到 ${heap.toFixed(1)} MB`);
  expect(heap - half).toBeLessThan(GROWTH);
  expectNoErrors(client);
});

test(`${scale.flaps} times, with a client that is told; ${again}`, async () => {
  const random = createRandom(seed);
  const client = await start({ capabilities: pushed, folders: [pathToFileURL(folder).href] });
  const uri = address("年报.md");
  const other = address("旁边.md");
  await client.open(uri, wrongTotal);
  for (let turn = 0; turn < scale.flaps; turn++) {
    // A client that does not watch files has them read again when something is opened.
    const settings = await flap(client, random, uri);
    await client.open(other, "");
    await client.close(other);
    await client.configure(undefined, {
      disclosureLint: { rules: { "litigation-total": settings.rules["litigation-total"] } },
    });
    const { version } = client.documents.get(uri)!;
    const isRight = ({ uri: of, version: at }: { uri: string; version?: number }) =>
      of === uri && at === version;
    const { diagnostics } = await client.published.next(isRight);
    expect(diagnostics).toEqual(expectedDiagnostics(uri, client.text(uri), settings, pushed));
  }
  expectNoErrors(client);
});
