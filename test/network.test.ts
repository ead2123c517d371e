import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "acorn";
import { describe, expect, test } from "vitest";
import { manualMethod, previewMethod } from "../server/src/lsp/protocol";
import { wrongTotal } from "./protocol/report";
import { start } from "./protocol/session";

/*
 * Nothing that is built reaches for the network: by what it is made of, and by what it does where the network is closed.
 */

const root = join(import.meta.dirname, "..");
const closed = join(root, "test/noNetwork.cjs");
const seeds = process.env.DISCLOSURE_SEEDS ?? join(root, "../shared/corpus/seeds");

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** All nodes of a script. */
function* nodesOf(value: unknown): Iterable<Node> {
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    if ("type" in next && typeof next.type === "string") yield next as Node;
    // Values of literals are no nodes: a regular expression would be walked through.
    for (const [key, inner] of Object.entries(next))
      if (key !== "value" || !("raw" in next)) open.push(inner);
  }
}

/** Names by which a script gets out, or gets at what it does not name. */
const DOORS = new Set([
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "EventSource",
  "RTCPeerConnection",
  "sendBeacon",
  "importScripts",
  "Worker",
  "SharedWorker",
  "serviceWorker",
  "getBuiltinModule",
  "createRequire",
  "eval",
  // Of the editor.
  "openExternal",
  "createTelemetryLogger",
  "asExternalUri",
]);

/** The modules that a script asks for, and what of {@link DOORS} it names, each once. */
function reachOf(source: string, sourceType: "script" | "module") {
  const modules = new Set<string>();
  const doors = new Set<string>();
  for (const node of nodesOf(parse(source, { ecmaVersion: "latest", sourceType, allowHashBang: true }))) {
    const named = (it: unknown) => (it as Node | undefined)?.name as string | undefined;
    const text = (it: unknown) => String((it as Node | undefined)?.value ?? "（不是字面量）");
    const { type } = node;
    if (type === "CallExpression" && named(node.callee) === "require")
      modules.add(text((node.arguments as unknown[])[0]));
    if (type === "ImportExpression" || (/^(?:Import|Export\w+)Declaration$/.test(type) && node.source))
      modules.add(text(node.source));
    if (/^(?:Call|New)Expression$/.test(type) && named(node.callee) === "Function") doors.add("Function");
    if (type === "Identifier" && DOORS.has(named(node)!)) doors.add(named(node)!);
    if (type === "Literal" && DOORS.has(text(node))) doors.add(text(node));
  }
  return { modules: [...modules].map((it) => it.replace(/^node:/, "")), doors: [...doors] };
}

const sourceOf = (name: string) => readFileSync(join(root, "dist", name), "utf8");

describe("what is built names no module for the network", () => {
  const FILES = ["fs", "path", "url"];
  /** What writes Word files and what reads PDF. */
  const BESIDE = ["./docx.js", "./pdf.js"];
  const expected: Readonly<Record<string, { modules: string[]; doors?: string[] }>> = {
    // `module`: the glob library looks for picomatch, of which it has no need, beside itself.
    "cli.js": {
      modules: [...FILES, ...BESIDE, "crypto", "fs/promises", "module", "util"],
      doors: ["createRequire"],
    },
    "docx.js": { modules: [] },
    // `crypto`, `os`: names of pipes, which are not used. `importScripts`: in a web worker there is no other way to what lies
    // beside it, see below.
    "server.js": {
      modules: [...FILES, ...BESIDE, "crypto", "fs/promises", "os", "util"],
      doors: ["importScripts"],
    },
    // `child_process`: the server, and where that hangs, what ends it. `crypto`, `os`: names of pipes, which are not used.
    // `Worker`: the server in a browser. `openExternal`: a saved page, from the disk, to be printed.
    "client.js": {
      modules: [...FILES, "child_process", "crypto", "os", "readline", "util", "vscode"],
      doors: ["Worker", "openExternal"],
    },
    "core.mjs": { modules: [] },
    // `fetch`: methods by which pdf.js looks up parts of a file; what fetches elsewhere is defined away. `Function`,
    // `getBuiltinModule`: its polyfills looking for the global object and for Node. What is no literal: a decoder of
    // pictures, of which none is decoded.
    "pdf.js": { modules: ["（不是字面量）"], doors: ["Function", "fetch", "getBuiltinModule"] },
    "preview.js": { modules: [] },
  };

  test("these are all scripts", () => {
    const scripts = readdirSync(join(root, "dist")).filter((name) => /\.[cm]?js$/.test(name));
    expect(scripts.sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(Object.entries(expected))("%s", (name, { modules, doors = [] }) => {
    const found = reachOf(sourceOf(name), name.endsWith(".mjs") ? "module" : "script");
    expect([...new Set(found.modules)].sort()).toEqual([...modules].sort());
    expect(found.doors.sort()).toEqual([...doors].sort());
  });

  // Which scripts these are, test/protocol/worker.test.ts sees.
  test("scripts are loaded in one place", () => {
    const nodes = [...nodesOf(parse(sourceOf("server.js"), { ecmaVersion: "latest" }))];
    const name = "importScripts";
    const isCall = ({ type, callee }: Node) =>
      type === "CallExpression" && (callee as { name?: string }).name === name;
    // Named in one call and nowhere else: it is not handed on under another name.
    expect(nodes.filter((it) => it.type === "Identifier" && it.name === name)).toHaveLength(1);
    expect(nodes.filter(isCall)).toHaveLength(1);
  });

  test("they would be seen", () => {
    const source = `const a = require("node:net"); require(name); import("https"); globalThis["fetch"]("x");
      new WebSocket("x"); new Function("x"); navigator.sendBeacon("x")`;
    const { modules, doors } = reachOf(source, "script");
    expect(modules.sort()).toEqual(["https", "net", "（不是字面量）"]);
    expect(doors.sort()).toEqual(["Function", "WebSocket", "fetch", "sendBeacon"]);
  });
});

describe("where the network is closed", () => {
  const run = (args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      maxBuffer: 256 * 1024 * 1024,
    });
    return { status, stdout: stdout.toString(), stderr: stderr.toString() };
  };

  test.each([
    'require("net").connect(9)',
    'require("https").get("https://example.invalid/")',
    'require("dns").lookup("example.invalid", () => {})',
    'require("dgram").createSocket("udp4")',
    'fetch("http://example.invalid/")',
    'require("net").createServer().listen(0)',
  ])("it is: %s", (source) => {
    expect(run(["--require", closed, "-e", source])).toMatchObject({
      status: 97,
      stderr: expect.stringContaining("network: "),
    });
  });

  test.each([
    ["check", ["test/corpus"]],
    ["text, of a PDF", ["test/samples/report.pdf"]],
    ["check, as data", ["--format", "json", "test/corpus/**/*.md"]],
    ["extract", ["--format", "csv", "test/corpus/clean"]],
    ["fix", ["--dry-run", "--unsafe", "test/corpus"]],
    ["rules", []],
  ] as const)("%s does the same", (name, args) => {
    const command = ["dist/cli.js", name.split(",")[0]!, ...args];
    const apart = run(["--require", closed, ...command]);
    expect(apart.stdout.length).toBeGreaterThan(1000);
    expect(apart).toEqual(run(command));
  });

  const haveSeeds = existsSync(seeds);
  test.skipIf(!haveSeeds)(
    haveSeeds ? "real reports are checked" : `real reports (skipped: no folder ${seeds})`,
    () => {
      const { status, stderr, stdout } = run([
        "--require",
        closed,
        "dist/cli.js",
        "check",
        "--fail-on",
        "never",
        seeds,
      ]);
      expect(stderr).not.toContain("network: ");
      expect(status).toBe(0);
      expect(stdout.length).toBeGreaterThan(1000);
    },
    120_000,
  );

  test.each(["stdio", "ipc"] as const)(
    "a session of the server over %s takes its course",
    async (transport) => {
      const folder = pathToFileURL(join(root, "test/corpus")).href;
      const client = await start({
        transport,
        execArgv: ["--require", closed],
        folders: [folder],
        settings: { standards: ["无.json"] },
      });
      const uri = `${folder}/a.md`;
      await client.open(uri, wrongTotal);
      expect(await client.rules(uri)).toEqual(["litigation-total"]);
      await client.hover(uri, "行政处罚");
      await client.actions(uri, undefined);
      expect(await client.connection.sendRequest(previewMethod, { uri })).toMatchObject({ year: 2023 });
      expect(await client.connection.sendRequest(manualMethod, {})).toContain("规则");
    },
  );
});
