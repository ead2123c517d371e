// @ts-nocheck: what it loads is built at run time, and has no types here.
// Times check() against the floor of splitting the same text into trimmed lines, in one run. Reads the real reports
// where the folder is found, else the clean samples of the corpus.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "../../dist/core.mjs";

const seeds =
  process.env.DISCLOSURE_SEEDS ?? fileURLToPath(new URL("../../../shared/corpus/seeds", import.meta.url));
const folder = existsSync(seeds) ? seeds : fileURLToPath(new URL("../corpus/clean", import.meta.url));
const ROUNDS = 15;
const MILLISECONDS = 60;

/** Median time of one call over several rounds, in microseconds. */
function time(run) {
  const samples = [];
  for (let round = 0; round < ROUNDS; round++) {
    let calls = 0;
    const start = performance.now();
    while (performance.now() - start < MILLISECONDS) {
      for (let i = 0; i < 10; i++) run();
      calls += 10;
    }
    samples.push(((performance.now() - start) * 1000) / calls);
  }
  return samples.sort((a, b) => a - b)[ROUNDS >> 1];
}

let kept = 0;
console.log("报告\t字数\tcheck() 微秒\t切行去空格 微秒\t倍数");
const texts = readdirSync(folder)
  .sort()
  .map((name) => [name, readFileSync(join(folder, name), "utf8")]);
// Warm: the engine compiles what is called often, after a few thousand calls of each kind.
for (let i = 0; i < 3000; i++) for (const [, text] of texts) kept += check(text).length;
for (const [name, text] of texts) {
  const checked = time(() => {
    kept += check(text).length;
  });
  const floor = time(() => {
    kept += text.split("\n").map((line) => line.trim()).length;
  });
  console.log(
    `${name}\t${text.length}\t${checked.toFixed(0)}\t${floor.toFixed(1)}\t${(checked / floor).toFixed(1)}`,
  );
}
// Keeps the work from being optimised away.
if (kept < 0) console.log(kept);
