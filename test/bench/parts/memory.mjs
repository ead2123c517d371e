import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { startClient } from "../client.mjs";
import { atMost, plain } from "../report.mjs";
import { median, sum } from "../statistics.mjs";
import { corpusSamples, realReports } from "../texts.mjs";

const REPORTS = 200;
const MOST_MB = 120;
const ROUNDS = 5;

/**
 * Bytes of a process that are in memory.
 * @param {number} pid
 */
function residentBytes(pid) {
  if (process.platform === "linux")
    return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  return 1024 * Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }));
}

/**
 * What the server holds in memory.
 * @returns {Promise<import("../report.mjs").Section>}
 */
export async function measure() {
  const texts = [...realReports(), ...corpusSamples("clean"), ...corpusSamples("faulty")];
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measureOnce(texts));
  const bare = median(rounds.map((it) => it.bare)) / 2 ** 20;
  const full = median(rounds.map((it) => it.full)) / 2 ** 20;
  const opened = reportsOf(texts);
  return {
    title: "检查服务占用的内存",
    method: `进程的常驻内存（RSS），1 MB 是 1024×1024 字节，取 ${ROUNDS} 次的中位数，每次都新启动一个服务。“刚启动”是答复了 \`initialize\` 以后；“打开 \
${REPORTS} 份报告”是逐份打开、逐份取得诊断以后，都不关闭。报告是${realReports().length > 0 ? "真实报告和" : ""}各种排版的样例共 \
${texts.length} 份轮流打开，每份报告平均 ${plain(sum(opened.map(({ text }) => text.length)) / REPORTS)} 字。没有要求服务先回收内存。`,
    tables: [
      {
        head: ["服务", "常驻内存 MB"],
        rows: [
          ["刚启动", plain(bare)],
          [`打开 ${REPORTS} 份报告`, plain(full)],
          ["平均每份报告增加", plain((full - bare) / REPORTS)],
        ],
      },
    ],
    targets: [atMost(`打开 ${REPORTS} 份报告的服务`, full, MOST_MB, "MB")],
  };
}

/** @param {readonly import("../texts.mjs").Sample[]} texts */
async function measureOnce(texts) {
  const client = await startClient();
  const bare = residentBytes(client.pid);
  for (const [at, { file, text }] of reportsOf(texts).entries()) {
    const uri = `untitled:${at}-${encodeURIComponent(file)}`;
    await client.open(uri, "markdown", text);
    await client.diagnostics(uri);
  }
  const full = residentBytes(client.pid);
  await client.stop();
  return { bare, full };
}

/** @param {readonly import("../texts.mjs").Sample[]} texts */
function reportsOf(texts) {
  return Array.from({ length: REPORTS }, (_, at) => texts[at % texts.length]);
}
