/*
 * What is timed: our own check(), and the least that any program does that reads lines. Each takes a report and gives how
 * much it found: a number, so that no engine can leave the work out.
 */
const core = new URL("../../dist/core.mjs", import.meta.url).href;

/** @type {{ check: (text: string, settings?: object) => readonly unknown[] }} */
export const { check } = await import(core);

/** @typedef {import("./texts.mjs").Sample} Sample */

/** @type {Record<string, (report: Sample) => number>} */
export const ours = { "check()": ({ text }) => check(text).length };

/** @type {Record<string, (report: Sample) => number>} */
export const floors = {
  切行: ({ text }) => text.split("\n").map((line) => line.trim()).length,
  各种换行切行: ({ text }) => text.split(/\r\n?|\n/).map((line) => line.trim()).length,
};
