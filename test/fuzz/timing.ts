import { createContext, Script } from "node:vm";
import { check } from "../../server/src/check";

/*
 * Time is compared with the floor: looking at each character of as long a text once, in the same process and at the same
 * moment. How fast the machine is, and how busy, is in both.
 */

/** Ordinary reports take some fifty to two hundred times the floor; hostile texts may take more, but not by their length. */
const MOST_TIMES = 4000;
/** Short texts have costs that do not depend on their length: they count as if they were so long. */
const LEAST_LENGTH = 10_000;
/** A busy machine makes a single measurement long; the shortest of some counts. */
const RUNS = 3;
/** All properties together read a text some hundred times; what takes longer than this many checks hangs. */
const MOST_CHECKS = 400;

/** Time that looking at each character of a text of some length takes, in milliseconds: the shortest of some runs. */
function floor(length: number): number {
  const text = "信息公开".repeat(Math.ceil(length / 4));
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    let sum = 0;
    for (let at = 0; at < text.length; at++) sum = (sum + text.charCodeAt(at)) | 0;
    kept ^= sum;
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

/** Keeps the loop from being optimised away. */
let kept = 0;

/** The time a single check of a text may take, in milliseconds. */
function limit(length: number): number {
  const long = Math.max(length, LEAST_LENGTH);
  // Below a hundred thousand characters the floor is too short to be measured.
  const measured = Math.max(long, 100_000);
  return ((floor(measured) * long) / measured) * MOST_TIMES;
}

/** Says so where checking a text takes too long for its length. */
export function slowness(text: string): string | undefined {
  let times = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const most = limit(text.length);
    const started = performance.now();
    check(text, { assumeReport: true });
    times = Math.min(times, (performance.now() - started) / most);
    if (times < 1) return undefined;
  }
  return `${times.toFixed(1)} times as long as it may take for ${text.length} characters`;
}

const context = createContext({ run: undefined });
const script = new Script("run()");

/** Runs what reads a text of some length; throws where it does not come to an end. */
export function within<T>(length: number, run: () => T): T {
  context.run = run;
  return script.runInContext(context, { timeout: Math.ceil(limit(length) * MOST_CHECKS) });
}
