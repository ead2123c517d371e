import { expect } from "vitest";

/* What is many times as long costs as many times more: ratios, because machines differ. */

export const TIMES = 8;
/** Memory and a busy machine cost something; the square of the length would cost eight times more. */
const MOST = TIMES * 3;
/** Too short to be measured. */
const LEAST_MILLISECONDS = 3;
/** A busy machine makes a single measurement long. */
const RUNS = 3;

function once(run: () => unknown): number {
  const { user, system } = process.cpuUsage();
  run();
  const after = process.cpuUsage();
  return (after.user - user + after.system - system) / 1000;
}

/** What is {@link TIMES} as long takes no more than that many times longer; the shortest of some runs counts. */
export function expectLinear(short: () => unknown, long: () => unknown): void {
  const least = Math.max(LEAST_MILLISECONDS, Math.min(...Array.from({ length: RUNS }, () => once(short))));
  const most = least * MOST;
  let taken = once(long);
  for (let run = 1; run < RUNS && taken >= most; run++) taken = Math.min(taken, once(long));
  expect(taken).toBeLessThan(most);
}
