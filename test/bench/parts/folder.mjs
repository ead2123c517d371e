import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atLeast, plain } from "../report.mjs";
import { writeReports } from "../reports.mjs";
import { median } from "../statistics.mjs";

const REPORTS = 1500;
const ROUNDS = 5;
const MOST_OUTPUT = 2 ** 30;

/** @param {string} path from the folder of the benchmark */
const script = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const OURS = "disclosure-lint";
/** What Node is started with, in the folder of the reports. */
const PROGRAMS = {
  [OURS]: [script("../../dist/cli.js"), "check", "."],
  "markdownlint-cli2": [
    script("node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"),
    "**/*.{txt,md,html}",
  ],
  "autocorrect-node": [script("node_modules/autocorrect-node/cli.js"), "--lint", "."],
};

const METHOD = `一个文件夹里有 ${REPORTS} 份生成的年报，各种排版和年度格式都有（纯文本、Markdown、HTML），半数有一处错误。每个程序检查整个文件夹，轮流运行\
（甲乙丙甲乙丙……），各 ${ROUNDS} 次，取中位数；第一轮不算。用时从启动进程时起，到进程结束、输出读完时止；“处理器”是进程用去的处理器时间，autocorrect \
用多个线程。各程序都用默认设置和默认的输出。markdownlint-cli2 和 autocorrect-node 是通用的检查程序，不识别年报，列在这里作比较。`;

/**
 * Whole processes over a folder of reports: ours, and other checkers.
 * @returns {Promise<import("../report.mjs").Section>}
 */
export async function measure() {
  const parent = mkdtempSync(join(tmpdir(), "disclosure-lint-bench-"));
  const folder = join(parent, "reports");
  await writeReports(folder, REPORTS);
  const programs = Object.entries(PROGRAMS).map(([name, args]) => ({
    name,
    args,
    /** @type {{ wall: number, cpu: number }[]} */
    took: [],
  }));
  for (let round = -1; round < ROUNDS; round++) {
    for (const { args, took } of programs) {
      const once = run(folder, args);
      if (round >= 0) took.push(once);
    }
  }
  rmSync(parent, { recursive: true });
  const measured = programs.map(({ name, took }) => ({
    name,
    wall: median(took.map(({ wall }) => wall)),
    cpu: median(took.map(({ cpu }) => cpu)),
  }));
  const [ours, markdownlint] = measured;
  return {
    title: "检查一个文件夹",
    method: METHOD,
    tables: [
      {
        head: ["程序", "秒", "处理器秒", "每秒份数", "用时是我们的几倍", "处理器是我们的几倍"],
        rows: measured.map(({ name, wall, cpu }) => [
          name,
          ...[wall, cpu, REPORTS / wall, wall / ours.wall, cpu / ours.cpu].map(plain),
        ]),
      },
    ],
    targets: [
      atLeast(`检查 ${REPORTS} 份报告，比 ${markdownlint.name} 快`, markdownlint.wall / ours.wall, 2, "倍"),
    ],
  };
}

/**
 * Seconds that a process takes by the clock and of the processor. It may end with 1, as it finds something.
 * @param {string} cwd
 * @param {readonly string[]} args of Node
 */
function run(cwd, args) {
  const start = performance.now();
  const before = childrenSeconds();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, maxBuffer: MOST_OUTPUT });
  if (status !== 0 && status !== 1) throw new Error(`${args.join(" ")} 以 ${status} 退出：${stderr}`);
  return { wall: (performance.now() - start) / 1000, cpu: childrenSeconds() - before };
}

/** Processor time of all processes started from here that have ended, which only Linux tells; its clock has 100 ticks. */
function childrenSeconds() {
  if (process.platform !== "linux") return Number.NaN;
  const [, fields = ""] = /.*\) (.*)/s.exec(readFileSync("/proc/self/stat", "utf8")) ?? [];
  const [user, system] = fields.split(" ").slice(13, 15);
  return (Number(user) + Number(system)) / 100;
}
