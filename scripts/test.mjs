/*
 * `npm test`: static checks, build, tests. The last line is the count, for whoever reads only that:
 * `N passed, N failed` or `N passed, N failed, N skipped`. Each static check counts as one test.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const count = { passed: 0, failed: 0, skipped: 0 };

check(
  "格式和代码检查（biome）",
  "node_modules/@biomejs/biome/bin/biome",
  "check",
  "--error-on-warnings",
  ".",
);
check("类型检查（tsc）", "node_modules/typescript/bin/tsc", "--noEmit", "-p", ".");
check("预览脚本的类型检查（tsc）", "node_modules/typescript/bin/tsc", "--noEmit", "-p", "client/webview");
check("生成的文件是最新的", "scripts/generate.mjs", "--check");
check("构建", "scripts/build.mjs");
runTests();

const { passed, failed, skipped } = count;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * @param {string} title
 * @param {string[]} command
 */
function check(title, ...command) {
  const started = Date.now();
  const isGood = run(command) === 0;
  count[isGood ? "passed" : "failed"]++;
  console.log(`${isGood ? "通过" : "失败"} ${title}（${((Date.now() - started) / 1000).toFixed(1)} 秒）`);
}

/**
 * Runs a Node program of the project. Everything goes to one stream, so that the count stays the last line.
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(command, env = process.env) {
  return spawnSync(process.execPath, command, { cwd: root, stdio: ["ignore", "inherit", 1], env }).status;
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
  const file = join(folder, "result.json");
  const status = run(
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    { ...process.env, DISCLOSURE_LINT_BUILT: "1" },
  );
  const failedBefore = count.failed;
  countTests(file);
  // A broken run must not look like a good one, as when a worker dies or nothing could be loaded.
  if (status !== 0 && count.failed === failedBefore) count.failed++;
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} file */
function countTests(file) {
  /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  let result;
  try {
    result = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return;
  }
  for (const { status, assertionResults } of result.testResults) {
    for (const test of assertionResults) {
      if (test.status === "passed") count.passed++;
      else if (test.status === "failed") count.failed++;
      else count.skipped++;
    }
    // A file that could not even be loaded has no tests to count.
    if (status === "failed" && !assertionResults.some((test) => test.status === "failed")) count.failed++;
  }
}
