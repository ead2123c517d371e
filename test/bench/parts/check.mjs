import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { floors, ours } from "../programs.mjs";
import { atLeast, atMost, plain } from "../report.mjs";
import { median, sum, timeInTurns } from "../statistics.mjs";
import { samples } from "../texts.mjs";

const EFFORT = { rounds: 15, milliseconds: 40 };

const [OURS] = Object.keys(ours);
const FLOORS = Object.keys(floors);
const RIVALS = ["markdownlint", "remark", "textlint", "autocorrect"];

const METHOD = `用同样的报告逐轮交替计时（甲乙丙甲乙丙……），取 ${EFFORT.rounds} 轮的中位数，每轮每个程序连续运行约 \
${EFFORT.milliseconds} 毫秒。每个程序在自己的进程里，同一时刻只有一个在运行；每次计时之前先清空新生代，计时之前各自先运行 8 \
秒。check() 是全部规则；markdownlint、remark（remark-gfm 和 remark-preset-lint-recommended）、textlint（Markdown 插件和 no-todo \
一条规则）、autocorrect（原生代码）都用默认设置，remark 只算解析和检查。前三个是 Markdown 的检查程序，纯文本和 HTML 也当作 \
Markdown 读，HTML 在它们只是整段不看的内容。“切行”是 \`text.split("\\n").map((line) => line.trim())\`，“各种换行切行”是 \
\`text.split(/\\r\\n?|\\n/).map((line) => line.trim())\`，两者是逐行读文本的程序至少要做的事。合计是各份用时之和。`;

/**
 * check() against other checkers, and against cutting the text into lines.
 * @returns {Promise<import("../report.mjs").Section>}
 */
export async function measure() {
  const reports = samples();
  /** @type {Awaited<ReturnType<typeof start>>[]} */
  const competitors = [];
  for (const name of [OURS, ...FLOORS, ...RIVALS]) competitors.push(await start(name));
  // All reports in each round: what the engine drops while a program waits is compiled again in the first.
  const timers = reports.flatMap((_, at) => competitors.map(({ name, time }) => [keyOf(at, name), time(at)]));
  const times = await timeInTurns(Object.fromEntries(timers), EFFORT);
  const measured = reports.map(({ name, text }, at) => ({
    name,
    characters: text.length,
    microseconds: Object.fromEntries(
      competitors.map(({ name }) => [name, median(times[keyOf(at, name)]) * 1000]),
    ),
  }));
  for (const { stop } of competitors) stop();
  const groups = [...new Set(reports.map(({ group }) => group))];
  const sums = groups.map((group) =>
    summed(
      `${group}合计`,
      measured.filter((_, at) => reports[at].group === group),
    ),
  );
  const total = summed("全部合计", measured);
  const rows = [...measured, ...sums, total];
  return {
    title: "check() 用时",
    method: METHOD,
    tables: [
      {
        caption: "检查一份报告的微秒数",
        head: ["报告", "字数", OURS, ...FLOORS, ...RIVALS],
        rows: rows.map(({ name, characters, microseconds }) => [
          name,
          String(characters),
          ...[OURS, ...FLOORS, ...RIVALS].map((it) => plain(microseconds[it])),
        ]),
      },
      {
        caption: "check() 的用时是切行的几倍，其他程序的用时是 check() 的几倍",
        head: ["报告", ...FLOORS.map((it) => `${OURS} ÷ ${it}`), ...RIVALS.map((it) => `${it} ÷ ${OURS}`)],
        rows: rows.map(({ name, microseconds }) => [
          name,
          ...FLOORS.map((floor) => plain(microseconds[OURS] / microseconds[floor])),
          ...RIVALS.map((rival) => plain(microseconds[rival] / microseconds[OURS])),
        ]),
      },
    ],
    targets: [sums[0], total].flatMap(({ name, microseconds: { markdownlint, autocorrect, ...it } }) => [
      atLeast(`${name}，比 markdownlint 快`, markdownlint / it[OURS], 40, "倍"),
      atLeast(`${name}，比 autocorrect 快`, autocorrect / it[OURS], 7, "倍"),
      ...FLOORS.map((floor) => atMost(`${name}，与${floor}相比`, it[OURS] / it[floor], 15, "倍")),
    ]),
  };
}

/** @typedef {{ name: string, characters: number, microseconds: Record<string, number> }} Measured */

/**
 * Starts a program, and waits until it is warmed up.
 * @param {string} name
 */
async function start(name) {
  // Code that is not called for a while, as it waits for its turn, is kept.
  const execArgv = ["--expose-gc", "--no-flush-bytecode"];
  const child = fork(fileURLToPath(new URL("../competitor.mjs", import.meta.url)), [name], { execArgv });
  await once(child, "message");
  return {
    name,
    /** @type {(report: number) => import("../statistics.mjs").Timer} */
    time: (report) => async (calls) => {
      child.send({ report, calls });
      const [milliseconds] = await once(child, "message");
      return milliseconds;
    },
    stop: () => child.disconnect(),
  };
}

/**
 * @param {number} report
 * @param {string} program
 */
function keyOf(report, program) {
  return `${report} ${program}`;
}

/**
 * @param {string} name
 * @param {readonly Measured[]} measured
 * @returns {Measured}
 */
function summed(name, measured) {
  const sums = [OURS, ...FLOORS, ...RIVALS].map((it) => [
    it,
    sum(measured.map(({ microseconds }) => microseconds[it])),
  ]);
  return {
    name,
    characters: sum(measured.map(({ characters }) => characters)),
    microseconds: Object.fromEntries(sums),
  };
}
