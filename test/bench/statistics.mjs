/**
 * The value below which a share of the samples lies, the samples themselves being the only values given.
 * @param {readonly number[]} samples at least one
 * @param {number} share 0 to 1
 */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/**
 * The middle sample, the mean of the two in the middle where their number is even.
 * @param {readonly number[]} samples at least one
 */
export function median(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {readonly number[]} numbers */
export function sum(numbers) {
  return numbers.reduce((total, it) => total + it, 0);
}

/**
 * Times one call so many times over, and gives the milliseconds that all took.
 * @typedef {(calls: number) => Promise<number>} Timer
 */

/**
 * Times competitors in turns, A B C A B C …, so that a busy machine hurts them alike. A sample is the mean of a batch of
 * calls.
 * @template {string} K
 * @param {Record<K, Timer>} competitors by name
 * @param {{ rounds: number, milliseconds: number }} effort how many samples each, and how long a batch lasts
 * @returns {Promise<Record<K, number[]>>} the samples of each, in milliseconds a call
 */
export async function timeInTurns(competitors, { rounds, milliseconds }) {
  const names = /** @type {K[]} */ (Object.keys(competitors));
  const samples = /** @type {Record<K, number[]>} */ ({});
  const calls = /** @type {Record<K, number>} */ ({});
  for (const name of names) {
    samples[name] = [];
    calls[name] = await callsIn(competitors[name], milliseconds);
  }
  for (let round = 0; round < rounds; round++) {
    for (const name of names) samples[name].push((await competitors[name](calls[name])) / calls[name]);
  }
  return samples;
}

/**
 * How many calls take about so long; finding out warms them up.
 * @param {Timer} time
 * @param {number} milliseconds
 */
async function callsIn(time, milliseconds) {
  for (let calls = 1; ; calls *= 2) {
    const took = await time(calls);
    if (took >= milliseconds / 2) return Math.max(1, Math.round((calls * milliseconds) / took));
  }
}

/**
 * Times calls in this process, by the clock or by processor time, whichever is less. On a busy machine the clock also
 * counts waiting for a processor; on an idle one the processor time also counts the engine's threads beside us. Before
 * each batch the garbage is collected (where Node runs with --expose-gc), so that nobody pays for another's: that of the
 * young generation, or all of it. The latter also drops compiled code that is not in use.
 * @param {() => unknown} call what it gives is awaited if it is a promise
 * @param {"minor" | "major"} garbage
 * @returns {Timer}
 */
export function timerOf(call, garbage) {
  return async (calls) => {
    globalThis.gc?.({ type: garbage });
    const start = performance.now();
    const before = process.cpuUsage();
    for (let i = 0; i < calls; i++) {
      const given = call();
      // Awaiting what is no promise would cost more than the shortest calls.
      if (given instanceof Promise) await given;
    }
    const { user, system } = process.cpuUsage(before);
    return Math.min(performance.now() - start, (user + system) / 1000);
  };
}
