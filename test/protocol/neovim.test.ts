import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findProgram } from "../../scripts/vscode/install.mjs";
import { spoiled } from "./report";

/*
 * The server in Neovim, from 0.7 on: an editor that is not ours, with the language client that it brings.
 */

const script = fileURLToPath(new URL("neovim.lua", import.meta.url));
const server = fileURLToPath(new URL("../../dist/server.js", import.meta.url));
const faulty = spoiled(
  ["| 行政许可 | 36 |", "| 行政许可 | ３６ |"],
  ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
);

interface Seen {
  readonly line: number;
  readonly severity: number;
  readonly code: string;
  readonly message: string;
}

interface Report {
  readonly found: readonly Seen[];
  readonly hover?: { readonly contents: unknown };
  readonly actions?: readonly string[];
  readonly left?: readonly Seen[];
  readonly ended: boolean;
}

/** Where Neovim can be installed as the test needs it; it is never passed over there. */
const isLinux = process.platform === "linux";
let nvim = "";
let folder = "";
beforeAll(async () => {
  if (isLinux) nvim = await findProgram("nvim", ["neovim"], { log: console.log });
}, 600_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Has Neovim open a report; what it saw of it, and the file afterwards. */
async function edit(given: { readonly settings?: object; readonly fix?: string }) {
  const file = join(folder, "年报.md");
  const report = join(folder, "report.json");
  writeFileSync(file, faulty);
  const command = [process.execPath, server, "--stdio"];
  const env = { ...process.env, GIVEN: JSON.stringify({ command, ...given }), REPORT: report, HOME: folder };
  const args = [
    "--headless",
    "--clean",
    "-n",
    "-i",
    "NONE",
    "+set filetype=markdown",
    `+luafile ${script}`,
    file,
  ];
  const child = spawn(nvim, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
  });
  await new Promise((resolve) => child.once("close", resolve));
  const { failure, ...seen } = JSON.parse(readFileSync(report, "utf8"));
  if (failure !== undefined) throw new Error(`${failure}\n${said}`);
  return { ...(seen as Report), text: readFileSync(file, "utf8") };
}

const idsOf = (found: readonly Seen[]) => found.map(({ code }) => code.split(" ").at(-1)).sort();

describe.runIf(isLinux)("Neovim", { timeout: 120_000 }, () => {
  test("shows what is wrong, says why, mends it, and ends the server in good order", async () => {
    const { found, hover, actions, left, ended, text } = await edit({ fix: "３６" });
    expect(idsOf(found)).toEqual(["cell-fullwidth", "litigation-total"]);
    const lines = faulty.split("\n");
    for (const { line, message } of found) {
      expect(lines[line]).toMatch(/３６|\| 2 \|/);
      expect(message).not.toBe("");
    }
    expect(JSON.stringify(hover)).toContain("行政许可");
    expect(actions![0]).toBe("改为 36");
    expect(idsOf(left!)).toEqual(["litigation-total"]);
    expect(text).toBe(faulty.replace("３６", "36"));
    expect(ended).toBe(true);
  });

  test.each([
    ["nested", { disclosureLint: { rules: { "litigation-total": "off" } } }],
    ["flat", { "disclosureLint.rules": { "litigation-total": "off" } }],
  ])("heeds settings: %s", async (_, settings) => {
    expect(idsOf((await edit({ settings })).found)).toEqual(["cell-fullwidth"]);
  });
});
