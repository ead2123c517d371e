import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startClient } from "../client.mjs";
import { atMost, plain } from "../report.mjs";
import { median, quantile } from "../statistics.mjs";

const ROUNDS = 40;
const MOST_MILLISECONDS = 60;

/** @param {string} path from the project's root */
const inProject = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const cli = inProject("dist/cli.js");
const report = inProject("test/corpus/clean/bureau-2023-gfm.md");

const EMPTY = "空脚本";
const METHOD = `各程序轮流启动（甲乙丙甲乙丙……），各 ${ROUNDS} 次，取中位数；第一轮不算。命令行从启动进程时起，到进程结束时止；检查服务从启动进程时起，到收到 \
\`initialize\` 的答复时止。“空脚本”是 \`node 空文件\` 从启动到结束；“多用”是同一轮里比空脚本多用的毫秒数的中位数。检查的是一份没有错的样例报告。`;

/**
 * How long it takes until a program is there.
 * @returns {Promise<import("../report.mjs").Section>}
 */
export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-bench-"));
  const empty = join(folder, "empty.js");
  writeFileSync(empty, "");
  /** @type {[string, () => number | Promise<number>][]} */
  const programs = [
    [EMPTY, () => run([empty])],
    ["命令行 --version", () => run([cli, "--version"])],
    ["命令行 check 一份报告", () => run([cli, "check", report])],
    ["命令行 rules", () => run([cli, "rules"])],
    ["检查服务", startServer],
  ];
  /** @type {number[][]} */
  const samples = programs.map(() => []);
  for (let round = -1; round < ROUNDS; round++) {
    for (const [at, [, start]] of programs.entries()) {
      const took = await start();
      if (round >= 0) samples[at].push(took);
    }
  }
  rmSync(folder, { recursive: true });
  const measured = programs.map(([name], at) => ({
    name,
    took: samples[at],
    over: median(samples[at].map((it, round) => it - samples[0][round])),
  }));
  return {
    title: "启动",
    method: METHOD,
    tables: [
      {
        caption: "毫秒",
        head: ["程序", "中位数", "p10", "p90", "多用"],
        rows: measured.map(({ name, took, over }) => [
          name,
          ...[median(took), quantile(took, 0.1), quantile(took, 0.9)].map(plain),
          name === EMPTY ? "—" : plain(over),
        ]),
      },
    ],
    targets: measured
      .slice(1)
      .map(({ name, over }) => atMost(`${name}，比空脚本多用`, over, MOST_MILLISECONDS, "毫秒")),
  };
}

/** @param {readonly string[]} args of Node */
function run(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  if (status !== 0) throw new Error(`${args.join(" ")} 以 ${status} 退出：${stderr}`);
  return performance.now() - start;
}

async function startServer() {
  const start = performance.now();
  const client = await startClient();
  const took = performance.now() - start;
  await client.stop();
  return took;
}
