import { setTimeout as wait } from "node:timers/promises";
import { startClient } from "../client.mjs";
import { atMost, plain } from "../report.mjs";
import { median, quantile } from "../statistics.mjs";
import { corpusSamples, realReports } from "../texts.mjs";

const PACE_MILLISECONDS = 10;
const WARM_UP_LETTERS = 300;
/** Typed over and over: running text with a number that is compared with the table, and one that is not. */
const TYPED = "全年收到政府信息公开申请12件，均已按期答复；主动公开信息345条，比上年增加6.7%。";
const LETTERS = 1000;

const METHOD = `检查服务是另一个进程（\`node dist/server.js --stdio\`），用 JSON-RPC 往来。在第一节的正文里逐字键入 ${LETTERS} 个字，每个字发一次 \
\`textDocument/didChange\`，用时从发出时起，到收到这一版本的诊断时止，客户端的编码和解码计算在内；计时之前先键入 ${WARM_UP_LETTERS} \
个字。“等到再键入”是收到诊断以后才键入下一个字，“连续键入”是每 ${PACE_MILLISECONDS} 毫秒键入一个字，不等诊断。“编辑器来取”是 VS Code \
的办法（\`textDocument/diagnostic\`，紧随每次改动），“服务发来”是不会来取的编辑器的办法（\`textDocument/publishDiagnostics\`）。“没有改动”是文字没有改动时再取一次，不用检查，只剩往来的用时。`;

/**
 * From a letter typed to the diagnostics of the text with it.
 * @returns {Promise<import("../report.mjs").Section>}
 */
export async function measure() {
  const reports = [longest(realReports()), longest(corpusSamples("clean"))].filter((it) => it !== undefined);
  /** @type {string[][]} */
  const rows = [];
  /** @type {import("../report.mjs").Target[]} */
  const targets = [];
  for (const report of reports) {
    const asked = await typeAndAsk(report);
    const sent = await typeAndBeSent(report);
    /** @type {[string, readonly number[]][]} */
    const measured = [
      ["没有改动", asked.unchanged],
      ["编辑器来取，等到再键入", asked.waiting],
      ["编辑器来取，连续键入", asked.paced],
      ["服务发来，等到再键入", sent.waiting],
      ["服务发来，连续键入", sent.paced],
    ];
    for (const [way, samples] of measured) {
      const figures = [
        median(samples),
        quantile(samples, 0.9),
        quantile(samples, 0.99),
        Math.max(...samples),
      ];
      rows.push([report.name, way, String(samples.length), ...figures.map(plain)]);
    }
    for (const [way, samples] of measured.slice(1)) {
      targets.push(atMost(`${report.name}，${way}，p99`, quantile(samples, 0.99), 16, "毫秒"));
    }
  }
  const head = ["报告", "办法", "次数", "p50", "p90", "p99", "最大"];
  return {
    title: "键入时诊断的往返用时",
    method: METHOD,
    tables: [{ caption: "毫秒", head, rows }],
    targets,
  };
}

/** @typedef {Awaited<ReturnType<typeof startClient>>} Client */
/** @typedef {import("../texts.mjs").Sample} Sample */

/** @param {readonly Sample[]} reports */
function longest(reports) {
  return [...reports].sort((a, b) => b.text.length - a.text.length)[0];
}

/**
 * An editor that asks after each letter.
 * @param {Sample} report
 */
async function typeAndAsk(report) {
  const client = await startClient("asks");
  const { uri, type } = await openAndType(client, report);
  const ask = async () => {
    const start = performance.now();
    await type();
    await client.diagnostics(uri);
    return performance.now() - start;
  };
  await inTurn(WARM_UP_LETTERS, ask);
  const waiting = await inTurn(LETTERS, ask);
  const paced = await Promise.all(await atPace(LETTERS, ask));
  const { resultId } = await client.diagnostics(uri);
  const unchanged = await inTurn(LETTERS, async () => {
    const start = performance.now();
    await client.diagnostics(uri, resultId);
    return performance.now() - start;
  });
  await client.stop();
  return { waiting, paced, unchanged };
}

/**
 * An editor that waits for what the server sends.
 * @param {Sample} report
 */
async function typeAndBeSent(report) {
  const client = await startClient("isSent");
  /**
   * What was typed and is not answered yet, in order.
   * @type {{ version: number, start: number, resolve: (milliseconds: number) => void }[]}
   */
  const open = [];
  client.listen(({ version = 0 }) => {
    while (open.length > 0 && open[0].version <= version) {
      const [{ start, resolve }] = open.splice(0, 1);
      resolve(performance.now() - start);
    }
  });
  const { type } = await openAndType(client, report);
  let version = 1;
  /** @returns {Promise<number>} */
  const typeAndBeAnswered = () => {
    version++;
    const answer = new Promise((resolve) => open.push({ version, start: performance.now(), resolve }));
    type();
    return answer;
  };
  await inTurn(WARM_UP_LETTERS, typeAndBeAnswered);
  const waiting = await inTurn(LETTERS, typeAndBeAnswered);
  const paced = await Promise.all(await atPace(LETTERS, typeAndBeAnswered));
  await client.stop();
  return { waiting, paced };
}

/**
 * @param {Client} client
 * @param {Sample} report
 */
async function openAndType(client, { file, text }) {
  const uri = `untitled:${encodeURIComponent(file)}`;
  const languages = /** @type {Record<string, string>} */ ({
    md: "markdown",
    html: "html",
    txt: "plaintext",
  });
  await client.open(uri, languages[file.split(".").at(-1) ?? ""], text);
  const place = placeToType(text);
  let typed = 0;
  /** Types one letter and gives the version of the text with it. */
  const type = async () => {
    const letter = TYPED[typed % TYPED.length];
    const at = { line: place.line, character: place.character + typed };
    typed++;
    await client.insert(uri, typed + 1, at, letter);
    return typed + 1;
  };
  return { uri, type };
}

/**
 * Behind the first full stop that a line of running text ends with.
 * @param {string} text
 */
function placeToType(text) {
  const before = /^.{20,}。(?=\s*$)/m.exec(text);
  if (!before) throw new Error("报告里没有一段正文");
  const lines = text.slice(0, before.index).split("\n");
  return { line: lines.length - 1, character: before[0].length };
}

/**
 * @template T
 * @param {number} times
 * @param {() => Promise<T>} act
 */
async function inTurn(times, act) {
  const results = [];
  for (let i = 0; i < times; i++) results.push(await act());
  return results;
}

/**
 * Acts at a steady pace and does not wait for what comes of it.
 * @template T
 * @param {number} times
 * @param {() => T} act
 */
async function atPace(times, act) {
  const start = performance.now();
  const results = [];
  for (let i = 0; i < times; i++) {
    await wait(Math.max(0, start + i * PACE_MILLISECONDS - performance.now()));
    results.push(act());
  }
  return results;
}
