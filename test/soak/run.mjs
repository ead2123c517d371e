// The whole soak of the language server: npm run soak -- --edits 100000 --seed 42 --minutes 15. Without a seed a fresh
// one is drawn and printed. It takes no more than the minutes given. Ends with 1 where anything fails.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const DEFAULTS = { edits: "100000", minutes: "15" };

const { values } = parseArgs({
  options: { edits: { type: "string" }, seed: { type: "string" }, minutes: { type: "string" } },
});
const edits = wholeNumber("edits", values.edits ?? DEFAULTS.edits);
const minutes = wholeNumber("minutes", values.minutes ?? DEFAULTS.minutes);
const seed = wholeNumber("seed", values.seed ?? String(Math.floor(Math.random() * 2 ** 31)));

const root = fileURLToPath(new URL("../..", import.meta.url));
const milliseconds = minutes * 60_000;
console.log(`种子 ${seed}，改动 ${edits} 次，最多 ${minutes} 分钟。`);
const { status, error } = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "test/soak",
    "--reporter=verbose",
    `--testTimeout=${milliseconds}`,
    // One after the other: what is measured is not to be disturbed by the rest.
    "--no-file-parallelism",
  ],
  {
    cwd: root,
    stdio: "inherit",
    timeout: milliseconds,
    env: {
      ...process.env,
      DISCLOSURE_LINT_SOAK_EDITS: String(edits),
      DISCLOSURE_LINT_SOAK_SEED: String(seed),
    },
  },
);
if (error) console.error(`没有在 ${minutes} 分钟内完成。`);
process.exitCode = status === 0 ? 0 : 1;

/**
 * @param {string} name
 * @param {string} text
 */
function wholeNumber(name, text) {
  if (/^\d+$/.test(text)) return Number(text);
  console.error(`--${name} 应为整数，不是“${text}”。`);
  return process.exit(2);
}
