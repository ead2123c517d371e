import { growingTexts, grown } from "../growing.mjs";
import { atMost, plain } from "../report.mjs";
import { median, timeInTurns, timerOf } from "../statistics.mjs";

/** @type {{ check: (text: string, settings?: object) => readonly unknown[] }} */
const { check } = await import(new URL("../../../dist/core.mjs", import.meta.url).href);

const EFFORT = { rounds: 5, milliseconds: 100 };
const TIMES = [1, 10, 100, 1000];
const MOST = 1.5;
const LARGE_BYTES = 10_000_000;
const LARGE_SECONDS = 2;
const WARM_UP_CALLS = 1000;

const METHOD = `同一份报告，内容重复 1、10、100、1000 遍，交替计时，取 ${EFFORT.rounds} 轮的中位数，每次计时之前先回收内存。“倍”是用时的倍数\
除以字数的倍数：1 为正比，超过 ${MOST} 的加粗。最后三列是 UTF-8 编码 10 MB 的文本：字数、找出的问题数、秒数，超过 ${LARGE_SECONDS} 秒的加粗。\
一律当作年报检查（\`assumeReport\`）。`;

/**
 * How the time of check() grows with the text.
 * @returns {Promise<import("../report.mjs").Section>}
 */
export async function measure() {
  for (const growing of growingTexts) {
    const text = grown(growing, 1);
    for (let call = 0; call < WARM_UP_CALLS; call++) run(text);
  }
  /** @type {Measured[]} */
  const measured = [];
  for (const growing of growingTexts) measured.push(await measureOne(growing));
  return {
    title: "报告变长时 check() 的用时",
    method: METHOD,
    tables: [
      {
        head: [
          "重复的内容",
          "1 遍的字数",
          ...TIMES.map((it) => `${it} 遍毫秒`),
          ...TIMES.slice(1).map((it) => `${it} 遍倍`),
          "10 MB 字数",
          "10 MB 问题数",
          "10 MB 秒",
        ],
        rows: measured.map(({ name, characters, milliseconds, ratios, large }) => [
          name,
          String(characters),
          ...milliseconds.map(plain),
          ...ratios.map((ratio) => marked(ratio, MOST)),
          String(large.characters),
          String(large.findings),
          marked(large.seconds, LARGE_SECONDS),
        ]),
      },
    ],
    targets: measured.flatMap(({ name, ratios, large }) => [
      atMost(`${name}，变长 10 至 1000 倍时用时与字数之比`, Math.max(...ratios), MOST, "倍"),
      atMost(`${name}，10 MB`, large.seconds, LARGE_SECONDS, "秒"),
    ]),
  };
}

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {number} characters
 * @property {readonly number[]} milliseconds
 * @property {readonly number[]} ratios
 * @property {{ characters: number, findings: number, seconds: number }} large
 */

/**
 * @param {import("../growing.mjs").Growing} growing
 * @returns {Promise<Measured>}
 */
async function measureOne(growing) {
  const texts = TIMES.map((times) => grown(growing, times));
  const samples = await timeInTurns(
    Object.fromEntries(texts.map((text, at) => [`${TIMES[at]} 遍`, timerOf(() => run(text), "major")])),
    EFFORT,
  );
  const milliseconds = Object.values(samples).map(median);
  const ratios = texts.map(
    (text, at) => milliseconds[at] / milliseconds[0] / (text.length / texts[0].length),
  );
  const times = Math.round(LARGE_BYTES / Buffer.byteLength(growing.body));
  const text = grown(growing, times);
  const large = await timeInTurns({ large: timerOf(() => run(text), "major") }, { ...EFFORT, rounds: 3 });
  return {
    name: growing.name,
    characters: texts[0].length,
    milliseconds,
    ratios: ratios.slice(1),
    large: { characters: text.length, findings: run(text), seconds: median(large.large) / 1000 },
  };
}

/** @param {string} text */
function run(text) {
  return check(text, { assumeReport: true }).length;
}

/**
 * @param {number} value
 * @param {number} most
 */
function marked(value, most) {
  return value > most ? `**${plain(value)}**` : plain(value);
}
