/* Counting tests, from what the runners themselves say. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./vscode/paths.mjs";

/**
 * `failures` are the names of tests that failed, as far as the runner says them.
 * @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Count
 */

/** What a line that names a failed test starts with, in every suite. */
const FAILED = "  ✘ ";

/**
 * The line that ends every test command: `N passed, N failed` or `N passed, N failed, N skipped`.
 * @param {Count} count
 */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * @param {readonly Count[]} counts
 * @returns {Required<Count>}
 */
export function sum(counts) {
  /** @type {Required<Count>} */
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const { passed, failed, skipped, failures = [] } of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    total.failures.push(...failures);
  }
  return total;
}

/**
 * Runs a program that ends with a {@link countLine}, and counts by it. One that fails otherwise counts as one failure.
 * @param {string[]} command a Node program of the project
 * @returns {Promise<Count>}
 */
export async function countOf(command) {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  /** @type {string[]} */
  const lines = [];
  child.stdout.setEncoding("utf8");
  let rest = "";
  child.stdout.on("data", (data) => {
    process.stdout.write(data);
    const parts = (rest + data).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
  });
  const status = await new Promise((resolve) => child.once("close", resolve));
  const [, passed, failed, skipped] =
    /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(
      lines.findLast((line) => line.trim() !== "") ?? "",
    ) ?? [];
  const failures = lines.filter((line) => line.startsWith(FAILED)).map((line) => line.slice(FAILED.length));
  const count = {
    passed: Number(passed ?? 0),
    failed: Number(failed ?? 1),
    skipped: Number(skipped ?? 0),
    failures: [...new Set(failures)],
  };
  return orFailed(count, status === 0);
}

/**
 * Runs Vitest, and counts by its report.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Count}
 */
export function countVitest(args, env = process.env) {
  const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
  const file = join(folder, "result.json");
  const report = ["--reporter=json", `--outputFile.json=${file}`];
  const command = ["node_modules/vitest/vitest.mjs", "run", ...args, ...report];
  const { status } = spawnSync(process.execPath, command, {
    cwd: root,
    stdio: ["ignore", "inherit", 1],
    env,
  });
  const count = countReport(file);
  rmSync(folder, { recursive: true, force: true });
  for (const name of count.failures ?? []) console.log(FAILED + name);
  return orFailed(count, status === 0);
}

/**
 * A broken run must not look like a good one, as when a worker dies or nothing could be loaded.
 * @param {Count} count
 * @param {boolean} isGood
 */
function orFailed(count, isGood) {
  return isGood || count.failed > 0 ? count : { ...count, failed: 1 };
}

/**
 * @param {string} file
 * @returns {Count}
 */
function countReport(file) {
  /** @type {Required<Count>} */
  const count = { passed: 0, failed: 0, skipped: 0, failures: [] };
  /** @type {{ testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  let result;
  try {
    result = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { ...count, failed: 1 };
  }
  for (const { name, status, assertionResults } of result.testResults) {
    for (const test of assertionResults) {
      if (test.status === "passed") count.passed++;
      else if (test.status === "failed") count.failures.push(test.fullName);
      else count.skipped++;
    }
    // A file that could not even be loaded has no tests to count.
    if (status === "failed" && !assertionResults.some((test) => test.status === "failed"))
      count.failures.push(name);
  }
  return { ...count, failed: count.failures.length };
}
