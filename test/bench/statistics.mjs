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
 * Times competitors in turns, A B C A B C …, so that a busy machine hurts them alike. A sample is the mean of a batch
 * of calls; before each batch the garbage is collected (where Node runs with --expose-gc), so that nobody pays for
 * another's: that of the young generation, or all of it. The latter also drops compiled code that is not in use.
 * @template {string} K
 * @param {Record<K, () => unknown>} competitors by name; what a call gives is awaited if it is a promise
 * @param {{ rounds: number, milliseconds: number, garbage: "minor" | "major" }} effort how many samples each, how long a
 *   batch lasts, what is collected before it
 * @returns {Promise<Record<K, number[]>>} the samples of each, in milliseconds a call
 */
export async function timeInTurns(competitors, { rounds, milliseconds, garbage }) {
  const names = /** @type {K[]} */ (Object.keys(competitors));
  const samples = /** @type {Record<K, number[]>} */ ({});
  const calls = /** @type {Record<K, number>} */ ({});
  for (const name of names) {
    samples[name] = [];
    calls[name] = await callsIn(competitors[name], milliseconds);
  }
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      globalThis.gc?.({ type: garbage });
      samples[name].push((await timeOf(competitors[name], calls[name])) / calls[name]);
    }
  }
  return samples;
}

/**
 * How many calls take about so long; finding out warms them up.
 * @param {() => unknown} call
 * @param {number} milliseconds
 */
async function callsIn(call, milliseconds) {
  for (let calls = 1; ; calls *= 2) {
    const took = await timeOf(call, calls);
    if (took >= milliseconds / 2) return Math.max(1, Math.round((calls * milliseconds) / took));
  }
}

/**
 * Milliseconds that a number of calls take: by the clock or of processor time, whichever is less. On a busy machine the
 * clock also counts waiting for a processor; on an idle one the processor time also counts the engine's threads beside us.
 * @param {() => unknown} call
 * @param {number} calls
 */
async function timeOf(call, calls) {
  const start = performance.now();
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) {
    const given = call();
    // Awaiting what is no promise would cost more than the shortest calls.
    if (given instanceof Promise) await given;
  }
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - start, (user + system) / 1000);
}
