import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePdf, shown } from "./source/makePdf";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = (name: string) => join(root, "dist", name);

test("the command line can be run as it is", () => {
  expect(readFileSync(dist("cli.js"), "utf8").startsWith("#!/usr/bin/env node\n")).toBe(true);
  expect(statSync(dist("cli.js")).mode & 0o111).toBe(0o111);
});

test("the manifest names files that are built", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { types, default: library } = manifest.exports["."];
  for (const file of [manifest.main, manifest.browser, manifest.bin["disclosure-lint"], types, library]) {
    expect(statSync(join(root, file)).isFile(), file).toBe(true);
  }
});

// The readers of Word and Excel files are 90 KB of it: reading them takes a start a twentieth longer, which the
// client, that starts the server before all else, does not wait for. A bundle of their own would hold once more
// what they share with the rest.
test("the server is at most 1,000 KB", () => {
  expect(statSync(dist("server.js")).size / 1024).toBeLessThanOrEqual(1000);
});

describe("the reader of PDF", () => {
  test("is at most 1,480 KB, and 560 KB zipped", () => {
    const bytes = readFileSync(dist("pdf.js"));
    expect(bytes.length / 1024).toBeLessThanOrEqual(1480);
    expect(deflateRawSync(bytes, { level: 9 }).length / 1024).toBeLessThanOrEqual(560);
  });

  test("is in no other bundle", () => {
    for (const name of ["cli.js", "server.js", "core.mjs"])
      expect(readFileSync(dist(name), "utf8"), name).not.toContain("InvalidPDFException");
  });

  test("reads as it is, with the tables of fonts that a file does not have", async () => {
    const { openPdf } = createRequire(import.meta.url)(dist("pdf.js"));
    for (const encoding of ["UniGB-UCS2-H", "UniGB-UTF16-H", "GBK-EUC-H"] as const) {
      const font = { name: "SimSun", encoding };
      const { text } = await openPdf(makePdf([shown("政府信息公开", 50, 700, 12, font)], font));
      expect(text).toBe("政府信息公开\n");
    }
  });
});

test("the library needs no platform", async () => {
  expect(readFileSync(dist("core.mjs"), "utf8")).not.toMatch(/\b(?:require\(|process\.|from ?["'])/);
  const core = await import(pathToFileURL(dist("core.mjs")).href);
  expect(core.check("会议记录\n")).toEqual([]);
});

describe("the library's typings", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
    symlinkSync(join(root, "dist"), join(folder, "dist"));
    // As installed: with the package's dependencies, of which the typings name zod.
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    const lines = [
      'import { check, type Diagnostic, extract, type Settings } from "./dist/core.mjs";',
      'const settings: Settings = { year: 2022, rules: { "row-total": "off" } };',
      'const found: Diagnostic[] = check("", settings);',
      'const year: number | null = extract("").year;',
      "// @ts-expect-error There is no such severity.",
      'const wrong: Settings = { rules: { "row-total": "fatal" } };',
      "// @ts-expect-error A message is text, not just anything.",
      "const message: number = found[0]!.message;",
      "export { message, wrong, year };",
    ];
    writeFileSync(join(folder, "consumer.ts"), lines.join("\n"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])("%s, %s", (module, resolution) => {
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--target", "es2022", "--types", "", "--module", module];
    const { status, stdout } = spawnSync(
      process.execPath,
      [tsc, ...options, "--moduleResolution", resolution, "consumer.ts"],
      { cwd: folder },
    );
    expect(stdout.toString()).toBe("");
    expect(status).toBe(0);
  });
});
