import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Plugin, transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../scripts/bundle/bundles.mjs";
import { buildParts } from "../scripts/bundle/later.mjs";
import { toModule } from "../scripts/bundle/modules.mjs";
import { stubbed, withoutHandlers } from "../scripts/bundle/stubs.mjs";
import { rules } from "../server/src/rules/index";

/* How the bundles are made small: each step on sources of its own. */

const load = createRequire(import.meta.url);
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Evaluates an ES module that imports nothing. */
function evaluated(source: string): Record<string, unknown> {
  const module = { exports: {} as Record<string, unknown> };
  new Function("module", transformSync(source, { format: "cjs" }).code)(module);
  return module.exports;
}

describe("CommonJS of TypeScript becomes an ES module", () => {
  const commonJs = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Level = exports.Named = exports.limit = void 0;
exports.twice = twice;
var Level;
(function (Level) {
    Level[Level["Low"] = 0] = "Low";
})(Level || (exports.Level = Level = {}));
(function (Level) {
    function isLow(it) { return it === Level.Low; }
    Level.isLow = isLow;
})(Level || (exports.Level = Level = {}));
class Named { static of() { return new Named(); } }
exports.Named = Named;
(function (Named) { Named.word = "n"; })(Named || (exports.Named = Named = {}));
exports.limit = 3;
function twice(n) { return 2 * n > exports.limit ? exports.limit : 2 * n; }
`;

  test("what it exports does the same", () => {
    const { Level, Named, limit, twice } = evaluated(toModule(commonJs)) as {
      Level: { Low: number; 0: string; isLow(it: number): boolean };
      Named: { of(): object; word: string } & (new () => object);
      limit: number;
      twice(n: number): number;
    };
    expect([Level.Low, Level[0], Level.isLow(0), Level.isLow(1)]).toEqual([0, "Low", true, false]);
    expect(Named.of()).toBeInstanceOf(Named);
    expect([Named.word, limit, twice(1), twice(9)]).toEqual(["n", 3, 2, 3]);
  });

  test.each([
    ['const a_1 = require("./a");\na_1.b();', 'import * as a_1 from "./a";\na_1.b();'],
    ['__exportStar(require("vscode-jsonrpc"), exports);', 'export * from "vscode-jsonrpc";'],
    [
      'const a_1 = require("./a");\nObject.defineProperty(exports, "b", { enumerable: true, get: function () { return a_1.c; } });',
      'import * as a_1 from "./a";\nexport { c as b } from "./a";',
    ],
    ['const fs = __importStar(require("fs"));', 'import * as fs from "fs";'],
    ['const code = require("vscode");', 'const code = require("vscode");'],
  ])("%s", (source, expected) => expect(toModule(source)).toBe(expected));

  test("a file that TypeScript would not write stays as it is", () => {
    for (const source of ["module.exports = 1;", "for (const name of []) exports[name] = 1;"])
      expect(toModule(source)).toBe(source);
  });
});

/** What the bundle of the test shows of itself. */
interface Tested {
  readonly loaded: number;
  readonly seen: readonly string[];
  sum(...n: readonly number[]): number;
  box(): object;
}

describe("a bundle in two files", () => {
  const sources: Record<string, string> = {
    "main.js": `import { Box, sum } from "./rare.js"; import { seen } from "./both.js";
      globalThis.tested = { sum: (...n) => sum(...n), box: () => new Box(2), seen, loaded: 0 };`,
    "rare.js": `import { see } from "./both.js"; import { secret } from "./own.js";
      export const sum = (...n) => { see("sum"); return n.reduce((a, b) => a + b, secret); };
      export class Box { constructor(n) { see("box"); this.n = n; } }`,
    "both.js": "export const seen = []; export const see = (name) => seen.push(name); see('start');",
    "own.js": "globalThis.tested.loaded++; export const secret = 100;",
    "load.js": 'export const load = () => require("./second.js");',
  };
  const parts = (functions: Record<string, string[]>, second: Plugin[] = []) => ({
    root: folder,
    options: {
      absWorkingDir: folder,
      bundle: true,
      platform: "node" as const,
      format: "cjs" as const,
      external: ["./second.js"],
      logLevel: "silent" as const,
      outfile: join(folder, "first.js"),
    },
    outfile: join(folder, "second.js"),
    entry: "main.js",
    loader: "load.js",
    first: [],
    second,
    functions,
  });
  beforeAll(() => {
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
  });

  test("the second is loaded at the first call, once, and shares the first's modules", async () => {
    await buildParts(parts({ "rare.js": ["sum", "Box"] }));
    load(join(folder, "first.js"));
    const { tested } = globalThis as unknown as { tested: Tested };
    expect(tested.loaded).toBe(0);
    expect(tested.sum(1, 2)).toBe(103);
    expect(tested.box()).toMatchObject({ n: 2 });
    expect(tested.seen).toEqual(["start", "sum", "box"]);
    expect(tested.loaded).toBe(1);
  });

  test("what the first does not use cannot be named, nor what the second has not", async () => {
    await expect(buildParts(parts({ "rare.js": ["sum", "Box"], "none.js": ["x"] }))).rejects.toThrow(
      "none.js",
    );
    await expect(buildParts(parts({ "rare.js": ["sum", "Box", "absent"] }))).rejects.toThrow("absent");
    await expect(buildParts(parts({ "rare.js": ["sum"] }))).rejects.toThrow("Box");
  });
});

test("a stub stands under every name of the module that it replaces", async () => {
  const stub = join(root, "client/stubs/feature.mjs");
  const contents = 'export * from "./node_modules/vscode-languageclient/lib/common/callHierarchy.js";';
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: "esm",
    write: false,
    plugins: [stubbed("vscode-languageclient", ["callHierarchy"], stub)],
  });
  const { CallHierarchyFeature } = evaluated(outputFiles[0]!.text) as {
    CallHierarchyFeature: new (client: object) => { getState(): object };
  };
  expect(new CallHierarchyFeature({}).getState()).toEqual({ kind: "static" });
});

test("a handler that the library does not have cannot be left out", async () => {
  const entry = join(root, "node_modules/vscode-languageserver/lib/common/server.js");
  const options = { entryPoints: [entry], bundle: true, write: false, logLevel: "silent" as const };
  await expect(build({ ...options, plugins: [withoutHandlers(["onNothing"])] })).rejects.toThrow("onNothing");
});

test("the texts that only the manual shows are in the second script, and not in the first", () => {
  const first = readFileSync(join(root, "dist/server.js"), "utf8");
  const second = readFileSync(join(root, "dist/later.js"), "utf8");
  // Some characters are escaped in a bundle.
  const plain = rules.map(({ why }) => why.split(/["'`\\<]/)[0]!);
  expect(plain.filter((text) => first.includes(text))).toEqual([]);
  expect(plain.filter((text) => !second.includes(text))).toEqual([]);
});
