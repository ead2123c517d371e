"use strict";
const { writeSync } = require("node:fs");

/** Writes at the end how much memory the process took at most, in KB, as the last line of its errors. */
process.on("exit", () => writeSync(2, `\n${process.resourceUsage().maxRSS}\n`));
