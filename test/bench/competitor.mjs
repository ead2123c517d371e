/*
 * One of the programs that are compared, in a process of its own, so that neither its garbage nor what the engine makes of
 * it counts for another. Asked for a report and a number of calls, it answers how many milliseconds they took.
 */
import { floors, ours } from "./programs.mjs";
import { timerOf } from "./statistics.mjs";
import { samples } from "./texts.mjs";

/** The engine compiles what is called often; check() takes some thousand calls, of all kinds of reports. */
const WARM_UP_MILLISECONDS = 8000;

const [name] = process.argv.slice(2);
const own = { ...ours, ...floors };
const run = own[name] ?? (await import("./rivals.mjs")).rivals[name];
const reports = samples();

const end = performance.now() + WARM_UP_MILLISECONDS;
while (performance.now() < end) for (const report of reports) await run(report);

process.on("message", async (/** @type {{ report: number, calls: number }} */ { report, calls }) => {
  process.send?.(await timerOf(() => run(reports[report]), "minor")(calls));
});
process.send?.(0);
