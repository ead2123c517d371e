/*
 * `npm test`: static checks, build, tests. The last line is the count, for whoever reads only that. Each static check
 * counts as one test. What the tests in a real VS Code need is installed by the first of them.
 */
import { spawnSync } from "node:child_process";
import { countLine, countOf, countVitest, sum } from "./count.mjs";
import { root } from "./vscode/paths.mjs";

const counts = [
  check(
    "格式和代码检查（biome）",
    "node_modules/@biomejs/biome/bin/biome",
    "check",
    "--error-on-warnings",
    ".",
  ),
  check("类型检查（tsc）", "node_modules/typescript/bin/tsc", "--noEmit", "-p", "."),
  check("预览脚本的类型检查（tsc）", "node_modules/typescript/bin/tsc", "--noEmit", "-p", "client/webview"),
  check("生成的文件是最新的", "scripts/generate.mjs", "--check"),
  await suite("内核", () => vitest("core")),
  check("构建", "scripts/build.mjs"),
  await suite("协议、命令行、安装包的内容", () => vitest("built")),
  await suite("Word、PDF、Excel（与 LibreOffice、pandoc、poppler 对照）", () => vitest("office")),
  await suite("VS Code 的扩展宿主", () => countOf(["test/vscode/run.mjs", "host", "--built"])),
  await suite("VS Code 的窗口", () => countOf(["test/vscode/run.mjs", "window", "--built"])),
  await suite("安装包", () => countOf(["test/vscode/run.mjs", "package", "--built"])),
  await suite("VS Code 网页版", () => countOf(["test/vscode/run.mjs", "web", "--built"])),
];
const total = sum(counts);
// Again at the end: of a long log often the end alone is kept.
for (const name of total.failures) console.log(`失败的测试：${name}`);
console.log(countLine(total));
process.exitCode = total.failed > 0 ? 1 : 0;

/** @param {string} project of vitest.config.mts */
function vitest(project) {
  const args = ["--project", project, "--reporter=dot"];
  return countVitest(args, { ...process.env, DISCLOSURE_LINT_BUILT: "1" });
}

/**
 * @param {string} title
 * @param {string[]} command a Node program of the project
 * @returns {import("./count.mjs").Count}
 */
function check(title, ...command) {
  const started = Date.now();
  // Everything goes to one stream, so that the count stays the last line.
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ["ignore", "inherit", 1] });
  console.log(`${status === 0 ? "通过" : "失败"} ${title}（${seconds(started)}）`);
  const failures = status === 0 ? [] : [title];
  return { passed: 1 - failures.length, failed: failures.length, skipped: 0, failures };
}

/**
 * @param {string} title
 * @param {() => import("./count.mjs").Count | Promise<import("./count.mjs").Count>} run
 */
async function suite(title, run) {
  const started = Date.now();
  const count = await run();
  console.log(`${count.failed === 0 ? "通过" : "失败"} ${title}（${seconds(started)}）：${countLine(count)}`);
  if (count.failed === 0 || (count.failures ?? []).length > 0) return count;
  return { ...count, failures: [title] };
}

/** @param {number} started */
function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} 秒`;
}
