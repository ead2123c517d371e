import { createContext, Script } from "node:vm";
import { check } from "../../server/src/core/check";

/*
 * Time is compared with the floor: looking at each character of as long a text once, in the same process and at the same
 * moment. How fast the machine is, and how busy, is in both.
 */

/** Ordinary reports take some hundred times the floor, the worst texts some thousand; what grows faster than its length, more. */
const MOST_TIMES = 15_000;
/** Short texts have costs that do not depend on their length: they count as if they were so long. */
const LEAST_LENGTH = 10_000;
/** A busy machine makes a single measurement long; the shortest of some counts. */
const RUNS = 3;
/** All properties together read a text some hundred times; what takes longer than this many checks hangs. */
const MOST_CHECKS = 100;

/** Time that looking at each character of a text of some length takes, in milliseconds: the shortest of some runs. */
function floor(length: number): number {
  const text = "信息公开".repeat(Math.ceil(length / 4));
  let least = Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    for (let at = 0; at < text.length; at++) sum = (sum + text.charCodeAt(at)) | 0;
    least = Math.min(least, performance.now() - started);
  }
  // The sum is looked at, so that the loop cannot be left out.
  return Number.isNaN(sum) ? 0 : least;
}

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

/** Runs what reads a text of some length; throws where it does not come to an end, or not before the time is over. */
export function within<T>(length: number, run: () => T, until = Number.POSITIVE_INFINITY): T {
  context.run = run;
  const timeout = Math.min(limit(length) * MOST_CHECKS, Math.max(1, until - performance.now()));
  return script.runInContext(context, { timeout: Math.ceil(timeout) });
}
