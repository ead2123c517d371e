import { floors, ours } from "../programs.mjs";
import { plain } from "../report.mjs";
import { median, sum } from "../statistics.mjs";
import { samples } from "../texts.mjs";

/*
 * Node is started with a young generation large enough for a whole batch: nothing is freed while a batch runs, and what
 * the heap grows by is what was allocated.
 */

const BATCHES = 7;
const BATCH_BYTES = 50 * 2 ** 20;
const WARM_UP_MILLISECONDS = 5000;

const METHOD = `进程的新生代为 256 MB，一批运行当中不回收内存，堆增加多少就是分配了多少；每批约 ${BATCH_BYTES / 2 ** 20} MB，取 \
${BATCHES} 批的中位数。计时之前每个程序先运行 ${WARM_UP_MILLISECONDS / 1000} 秒。“每字”是除以报告的字数（UTF-16 单位）。`;

const programs = { ...ours, ...floors };

/**
 * What check() and cutting the text into lines allocate.
 * @returns {Promise<import("../report.mjs").Section>}
 */
export async function measure() {
  const reports = samples();
  for (const run of Object.values(programs)) warmUp(run, reports);
  const rows = reports.map((report) => ({
    name: report.name,
    characters: report.text.length,
    bytes: Object.values(programs).map((run) => allocatedBy(() => run(report))),
  }));
  rows.push({
    name: "合计",
    characters: sum(rows.map(({ characters }) => characters)),
    bytes: Object.values(programs).map((_, at) => sum(rows.map(({ bytes }) => bytes[at]))),
  });
  const names = Object.keys(programs);
  return {
    title: "check() 分配的内存",
    method: METHOD,
    tables: [
      {
        caption: "检查一份报告分配的 KB 数、每字分配的字节数",
        head: ["报告", "字数", ...names.map((it) => `${it} KB`), ...names.map((it) => `${it} 每字`)],
        rows: rows.map(({ name, characters, bytes }) => [
          name,
          String(characters),
          ...bytes.map((it) => plain(it / 1024)),
          ...bytes.map((it) => plain(it / characters)),
        ]),
      },
    ],
    targets: [],
  };
}

/**
 * @param {(report: import("../texts.mjs").Sample) => unknown} run
 * @param {readonly import("../texts.mjs").Sample[]} reports
 */
function warmUp(run, reports) {
  const end = performance.now() + WARM_UP_MILLISECONDS;
  while (performance.now() < end) for (const report of reports) run(report);
}

/**
 * Bytes that one call allocates.
 * @param {() => unknown} call
 */
function allocatedBy(call) {
  const calls = Math.max(1, Math.floor(BATCH_BYTES / Math.max(1, growth(call, 10) / 10)));
  return median(Array.from({ length: BATCHES }, () => growth(call, calls) / calls));
}

/**
 * Bytes by which the heap grows in a number of calls.
 * @param {() => unknown} call
 * @param {number} calls
 */
function growth(call, calls) {
  if (globalThis.gc === undefined) throw new Error("Node was not started with --expose-gc");
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < calls; i++) call();
  return process.memoryUsage().heapUsed - before;
}
