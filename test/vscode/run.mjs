/*
 * Runs a suite in a real VS Code: `node test/vscode/run.mjs host|window|package|web|starts`, with `--built` where dist/ is
 * up to date. The last line is the count.
 *
 * host     test/vscode/suite in the extension host of the desktop or the embedded VS Code, see choose.mjs
 * window   test/vscode/window, from outside the window, by keyboard and mouse
 * package  the .vsix installed into a clean VS Code, and the smoke suite
 * web      test/vscode/suite in a web worker of the oldest VS Code that the manifest allows
 * starts   no part of the tests: ten windows one after the other, and how long their first finding took in the median
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { countLine, countVitest } from "../../scripts/count.mjs";
import { packageExtension } from "../../scripts/package.mjs";
import { chooseVSCode } from "../../scripts/vscode/choose.mjs";
import { root, workFolder } from "../../scripts/vscode/paths.mjs";
import { runWebTests } from "../../scripts/vscode/web.mjs";
import { writeSettings } from "../../scripts/vscode/workbench.mjs";
import { makeWorkspace } from "./suite/workspace.mjs";

/** @typedef {import("../../scripts/count.mjs").Count} Count */

const log = console.error;
const suites = { host, window, package: packaged, web, starts };
const wanted = process.argv[2];
if (wanted === undefined || !Object.hasOwn(suites, wanted)) {
  console.error(`用法：node test/vscode/run.mjs ${Object.keys(suites).join("|")} [--built]`);
  process.exit(2);
}
if (!process.argv.includes("--built")) run([process.execPath, join(root, "scripts/build.mjs")], "构建");
const scratch = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
process.once("exit", () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
let count = { passed: 0, failed: 1, skipped: 0 };
try {
  count = await suites[/** @type {keyof typeof suites} */ (wanted)]();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
console.log(countLine(count));
process.exitCode = count.failed > 0 ? 1 : 0;

async function host() {
  const { vscodeExecutablePath } = await chooseVSCode({ log });
  const { workspaceFile } = await makeWorkspace(scratchFolder("workspace"));
  return runInHost(vscodeExecutablePath, [workspaceFile], {
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundle("index", "node"),
  });
}

async function packaged() {
  const { vscodeExecutablePath, cli } = await chooseVSCode({ log });
  const extension = await packageExtension(join(workFolder, "package"));
  run([...cli, "--install-extension", extension, ...profile()], "安装扩展");
  const { folder } = await makeWorkspace(scratchFolder("workspace"));
  return runInHost(vscodeExecutablePath, [folder], {
    extensionDevelopmentPath: emptyExtension(),
    extensionTestsPath: await bundle("smoke", "node"),
  });
}

async function web() {
  const { folder } = await makeWorkspace(scratchFolder("workspace"));
  const extensionTestsPath = await bundle("indexWeb", "browser");
  return countedBy(() => runWebTests({ folder, extensionDevelopmentPath: root, extensionTestsPath, log }));
}

async function window() {
  // Named here they take the place of those in the configuration.
  const reporters = ["--reporter=verbose", "--reporter=./test/vscode/window/secondTries.ts"];
  return countVitest(["--config", "test/vscode/window/vitest.config.mts", ...reporters]);
}

async function starts() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const file = join(scratch, "starts.jsonl");
  process.env.DISCLOSURE_LINT_ONLY = "^the start ";
  process.env.DISCLOSURE_LINT_STARTS = file;
  for (let i = 0; i < 10; i++) {
    for (const name of ["workspace", "user-data"])
      rmSync(join(scratch, name), { recursive: true, force: true });
    const { passed, failed, skipped } = await host();
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const measured = lines.map((line) => /** @type {Record<string, number>} */ (JSON.parse(line)));
  for (const key of ["load", "activate", "firstFindings"]) {
    const times = measured.map((times) => Math.round(times[key] ?? Number.NaN)).sort((a, b) => a - b);
    console.log(`${key}：中位数 ${times[times.length >> 1]} 毫秒，各次 ${times.join(" ")}`);
  }
  return total;
}

/**
 * @param {string} vscodeExecutablePath
 * @param {string[]} open
 * @param {{ extensionDevelopmentPath: string, extensionTestsPath: string }} extension
 */
function runInHost(vscodeExecutablePath, open, extension) {
  writeSettings(join(scratch, "user-data"));
  const launchArgs = [...open, ...profile()];
  return countedBy(() => runTests({ vscodeExecutablePath, launchArgs, ...extension }));
}

/** A VS Code of our own, without the extensions and settings of whoever runs the tests. */
function profile() {
  return [`--user-data-dir=${join(scratch, "user-data")}`, `--extensions-dir=${join(scratch, "extensions")}`];
}

/** VS Code runs tests only where an extension is under development: here one that does nothing. */
function emptyExtension() {
  const folder = scratchFolder("empty-extension");
  const manifest = { name: "empty", publisher: "test", version: "0.0.0", engines: { vscode: "*" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

/**
 * @param {string} entry
 * @param {"node" | "browser"} platform
 * @returns {Promise<string>} the suites of an entry in one file, as VS Code loads them
 */
async function bundle(entry, platform) {
  const outfile = join(workFolder, "suite", `${entry}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [`test/vscode/suite/${entry}.ts`],
    outfile,
    bundle: true,
    format: "cjs",
    platform,
    target: "es2022",
    external: ["vscode", "node:fs"],
    // In a browser there is no environment to look into.
    define: { "process.env.DISCLOSURE_LINT_ONLY": JSON.stringify(process.env.DISCLOSURE_LINT_ONLY ?? "") },
    logLevel: "warning",
  });
  writeFileSync(join(workFolder, "suite/package.json"), '{"type":"commonjs"}\n');
  return outfile;
}

/**
 * The suites print their count as one line; it is read off what goes by. Without it, something broke.
 * @param {() => Promise<number>} run
 * @returns {Promise<Count>}
 */
async function countedBy(run) {
  const write = process.stdout.write;
  /** @type {Count | undefined} */
  let count;
  let line = "";
  process.stdout.write = /** @type {typeof write} */ (
    (/** @type {string | Uint8Array} */ data) => {
      line = (line + data).slice(-1000);
      const found = /##disclosure-lint (\{.*\})/.exec(line)?.[1];
      if (found !== undefined) count = JSON.parse(found);
      return write.call(process.stdout, data);
    }
  );
  /** @type {unknown} */
  let status;
  try {
    status = await run();
  } catch (error) {
    status = error;
  } finally {
    process.stdout.write = write;
  }
  if (count === undefined) throw new Error(`VS Code 里的测试没有给出结果（${status}）`);
  return status === 0 || count.failed > 0 ? count : { ...count, failed: 1 };
}

/** @param {string} name */
function scratchFolder(name) {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * @param {string[]} command
 * @param {string} what
 */
function run([program, ...args], what) {
  const { status, error } = spawnSync(String(program), args, {
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${what}没有成功（${error?.message ?? status}）`);
}
