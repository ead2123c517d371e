import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withEntry } from "../../client/src/ignoreFile";
import { previewMethod, trustMethod } from "../../server/src/lsp/protocol";
import { type Client, pulling, type StartOptions } from "./client";
import { cleanReport, wrongTotal } from "./report";
import { start } from "./session";

/*
 * A workspace that nobody vouches for, as somebody may have prepared it. Nothing outside of its folder is read until the
 * user trusts it, nothing of it is ever run, and nothing in it keeps the server from answering.
 */

const watching = {
  ...pulling,
  workspace: { ...pulling.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};
const off = { rules: { "litigation-total": "off" } };
const isPosix = process.platform !== "win32";

/** Holds the workspace, `w`, and beside it what it must not get at. */
let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "disclosure-lint-")));
  mkdirSync(join(folder, "w"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = (name: string) => join(folder, name);
const address = (name: string) => pathToFileURL(place(name)).href;
function put(name: string, content: unknown): string {
  mkdirSync(dirname(place(name)), { recursive: true });
  writeFileSync(place(name), typeof content === "string" ? content : JSON.stringify(content));
  return address(name);
}
const link = (name: string, to: string) => symlinkSync(to, place(name));

const open = (options: StartOptions = {}) =>
  start({
    capabilities: watching,
    folders: [address("w")],
    initializationOptions: { trusted: false },
    ...options,
  });
async function trust(client: Client): Promise<void> {
  await client.connection.sendNotification(trustMethod);
  await client.refreshes.next();
}
async function messages(client: Client, at: string): Promise<string[]> {
  const report = await client.pull(at);
  return report.kind === "full" ? report.items.map(({ message }) => String(message)) : [];
}

const OUTSIDE = "它在工作区文件夹之外，而工作区不受信任";
/** What is said of a standard that was read: the files outside are none. */
const READ = "有误";

describe.skipIf(!isPosix)("a standard that is named by", () => {
  // A path is always one from the folder: what looks like an address or a root leads to nothing.
  const cases: Readonly<Record<string, { path: () => string; untrusted: string; trusted: string }>> = {
    "..": { path: () => "../外.json", untrusted: OUTSIDE, trusted: READ },
    "a way about": { path: () => "下/../../外.json", untrusted: OUTSIDE, trusted: READ },
    backslashes: { path: () => "..\\外.json", untrusted: OUTSIDE, trusted: READ },
    "more .. than there are folders": {
      path: () => `${"../".repeat(50)}${place("外.json").slice(1)}`,
      untrusted: OUTSIDE,
      trusted: READ,
    },
    "a link": { path: () => "链.json", untrusted: OUTSIDE, trusted: READ },
    "a link to a link": { path: () => "链链.json", untrusted: OUTSIDE, trusted: READ },
    "a folder that is a link": { path: () => "链夹/外.json", untrusted: OUTSIDE, trusted: READ },
    "a link to a device": { path: () => "零.json", untrusted: OUTSIDE, trusted: "不是普通文件" },
    "a link to nothing": { path: () => "空.json", untrusted: "读不了", trusted: "读不了" },
    "an absolute path": { path: () => place("外.json"), untrusted: "读不了", trusted: "读不了" },
    "a file: address": { path: () => address("外.json"), untrusted: "读不了", trusted: "读不了" },
    "a UNC path": { path: () => "\\\\主机\\共享\\a.json", untrusted: "读不了", trusted: "读不了" },
    "a UNC path with slashes": { path: () => "//主机/共享/a.json", untrusted: "读不了", trusted: "读不了" },
    "a drive": { path: () => "C:\\外.json", untrusted: "读不了", trusted: "读不了" },
    "escaped dots": { path: () => "%2e%2e/外.json", untrusted: "读不了", trusted: "读不了" },
    "an escaped slash": { path: () => "..%2f外.json", untrusted: "读不了", trusted: "读不了" },
    "a name with a null character": { path: () => "外\0.json", untrusted: "读不了", trusted: "读不了" },
    "the folder itself": { path: () => ".", untrusted: OUTSIDE, trusted: "这是文件夹" },
    "a file inside": { path: () => "内.json", untrusted: READ, trusted: READ },
    "a link inside": { path: () => "内链.json", untrusted: READ, trusted: READ },
  };

  test.each(Object.entries(cases))("%s", async (_name, { path, untrusted, trusted }) => {
    put("外.json", {});
    put("w/内.json", {});
    mkdirSync(place("w/下"));
    link("w/链.json", place("外.json"));
    link("w/链链.json", "链.json");
    link("w/链夹", "..");
    link("w/零.json", "/dev/zero");
    link("w/空.json", place("无.json"));
    link("w/内链.json", "内.json");
    const standards = [path()];
    const client = await open({ settings: { standards } });
    const at = put("w/.disclosure-lint.json", { standards });
    await client.open(at, JSON.stringify({ standards }), "json");
    const [before] = await messages(client, at);
    expect(before).toContain(untrusted);
    expect(before).toContain("规范文件");
    // The editor's own settings can come with the workspace as well.
    await client.open(address("w/年报.md"), cleanReport);
    await client.pull(address("w/年报.md"));
    const { message } = await client.logs.next(({ type }) => type === 2);
    expect(message).toContain(untrusted);
    await trust(client);
    expect((await messages(client, at))[0]).toContain(trusted);
  });
});

describe.skipIf(!isPosix)("links out of the workspace", () => {
  test("a project file that is one has no effect until the workspace is trusted", async () => {
    put("外.json", off);
    link("w/.disclosure-lint.json", place("外.json"));
    const client = await open();
    const report = address("w/年报.md");
    await client.open(report, wrongTotal);
    expect(await client.rules(report)).toEqual(["litigation-total"]);
    await trust(client);
    expect(await client.rules(report)).toEqual([]);
  });

  test("nor does one that stands beside a report behind a link", async () => {
    put("外/.disclosure-lint.json", off);
    link("w/链夹", place("外"));
    const client = await open();
    const report = address("w/链夹/年报.md");
    await client.open(report, wrongTotal);
    expect(await client.rules(report)).toEqual(["litigation-total"]);
    await trust(client);
    expect(await client.rules(report)).toEqual([]);
  });

  test.each(["../外.md", "链.md"])("a side file does not tell what %s says", async (file) => {
    put("外.md", cleanReport);
    link("w/链.md", place("外.md"));
    const text = withEntry(undefined, { file, rule: "litigation-total", text: "1", reason: "照录" });
    const client = await open();
    const at = address("w/.disclosure-lint-ignore.json");
    await client.open(at, text, "json");
    expect(await client.rules(at)).toEqual([]);
    await trust(client);
    expect(await client.rules(at)).toEqual(["suppression-unused"]);
  });

  test("the workspace folder may be one itself", async () => {
    put("w/.disclosure-lint.json", off);
    link("入口", place("w"));
    const client = await open({ folders: [address("入口")] });
    const report = address("入口/年报.md");
    await client.open(report, wrongTotal);
    expect(await client.rules(report)).toEqual([]);
  });
});

test("a folder whose name only begins with the workspace's is another one", async () => {
  put("w外/.disclosure-lint.json", off);
  const client = await open();
  const report = address("w外/年报.md");
  await client.open(report, wrongTotal);
  expect(await client.rules(report)).toEqual(["litigation-total"]);
});

test("an address with escaped dots does not lead out of the workspace", async () => {
  put(".disclosure-lint.json", off);
  const client = await open();
  const report = `${address("w")}/%2e%2e/年报.md`;
  await client.open(report, wrongTotal);
  expect(await client.rules(report)).toEqual(["litigation-total"]);
});

test("the client is not asked for what is outside", async () => {
  const root = "vscode-vfs://github/a/b";
  const above = `vscode-vfs://github/a/${encodeURIComponent("外.json")}`;
  const files = new Map([
    [
      `${root}/.disclosure-lint.json`,
      JSON.stringify({ standards: ["../外.json", `${"../".repeat(9)}外.json`] }),
    ],
    [above, "{}"],
  ]);
  const client = await open({
    folders: [root],
    files,
    initializationOptions: { trusted: false, readFile: true },
  });
  await client.open(`${root}/年报.md`, wrongTotal);
  expect(await client.rules(`${root}/年报.md`)).toEqual(["litigation-total"]);
  expect(client.asked.length).toBeGreaterThan(0);
  expect(client.asked.filter((uri) => !uri.startsWith(`${root}/`))).toEqual([]);
  await trust(client);
  await client.rules(`${root}/年报.md`);
  expect(client.asked).toContain(above);
  // However many steps up there are: never another host or file system.
  expect(client.asked.filter((uri) => !uri.startsWith("vscode-vfs://github/"))).toEqual([]);
});

describe("project files that are none", () => {
  const report = () => address("w/年报.md");

  test.skipIf(!isPosix)("a pipe does not keep the server waiting", async () => {
    execFileSync("mkfifo", [place("w/.disclosure-lint.json"), place("w/.disclosure-lint-ignore.json")]);
    const client = await open();
    await client.open(report(), wrongTotal);
    expect(await client.rules(report())).toEqual(["litigation-total"]);
  });

  test("a very large one is not read", async () => {
    put("w/.disclosure-lint.json", JSON.stringify(off));
    put("w/.disclosure-lint-ignore.json", "{}");
    for (const name of [".disclosure-lint.json", ".disclosure-lint-ignore.json"])
      truncateSync(place(`w/${name}`), 3 * 2 ** 30);
    const client = await open();
    await client.open(report(), wrongTotal);
    expect(await client.rules(report())).toEqual(["litigation-total"]);
  });

  test("a folder of that name is none", async () => {
    mkdirSync(place("w/.disclosure-lint.json"));
    const client = await open();
    await client.open(report(), wrongTotal);
    expect(await client.rules(report())).toEqual(["litigation-total"]);
  });
});

test.each(["stdio", "ipc"] as const)("nothing of the workspace is run (%s)", async (transport) => {
  const ran = place("ran");
  const program = `require("node:fs").appendFileSync(${JSON.stringify(ran)}, __filename + "\\n");`;
  const modules = ["vscode-languageserver", "vscode-jsonrpc", "zod", "ignore", "htmlparser2"];
  for (const name of [
    ...["server.js", ".disclosure-lint.js", ".disclosure-lint.cjs", "disclosure-lint.config.js"],
    ...["index.js", "dist/server.js"],
    ...modules.map((it) => `node_modules/${it}/index.js`),
  ])
    put(`w/${name}`, program);
  put("w/package.json", { main: "index.js", type: "commonjs" });
  put("w/.disclosure-lint.json", { $schema: "./index.js", extends: "./index.js", standards: ["index.js"] });
  // Where editors start it.
  const client = await open({ transport, cwd: place("w"), settings: { standards: ["index.js"] } });
  const uri = address("w/年报.md");
  await client.open(uri, wrongTotal);
  await client.rules(uri);
  await client.hover(uri, "行政处罚");
  expect(await client.connection.sendRequest(previewMethod, { uri })).toMatchObject({ year: 2023 });
  expect(existsSync(ran)).toBe(false);
  // The trap works.
  execFileSync(process.execPath, [place("w/index.js")]);
  expect(existsSync(ran)).toBe(true);
});
