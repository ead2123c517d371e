"use strict";
const { readFileSync, writeSync } = require("node:fs");

/**
 * How much memory the process took at most, in KB. What `resourceUsage` says starts, in Linux, from what the process took that
 * started this one.
 */
function most() {
  try {
    const [, size] = readFileSync("/proc/self/status", "utf8").match(/VmHWM:\s*(\d+)/) ?? [];
    if (size !== undefined) return size;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS;
}

/** Writes it at the end, as the last line of its errors. */
process.on("exit", () => writeSync(2, `\n${most()}\n`));
