// @ts-nocheck: what it loads is built at run time, and has no types here.
// Searches for texts that break something: npm run fuzz -- --seconds 600 --seed 42. Without a seed a fresh one is drawn and
// printed. Writes each failure's shortest text to .fuzz/, and ends with 1 where there is one.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const DEFAULT_SECONDS = 600;
/** Of a failing text, so much is shown. */
const SHOWN = 300;

const { values } = parseArgs({ options: { seconds: { type: "string" }, seed: { type: "string" } } });
const seconds = wholeNumber("seconds", values.seconds ?? String(DEFAULT_SECONDS));
const seed = wholeNumber("seed", values.seed ?? String(Math.floor(Math.random() * 2 ** 31)));

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, ".fuzz");
mkdirSync(folder, { recursive: true });
const bundle = join(folder, `bundle-${process.pid}.mjs`);
await build({
  entryPoints: [fileURLToPath(new URL("campaign.ts", import.meta.url))],
  bundle: true,
  format: "esm",
  platform: "node",
  outfile: bundle,
  logLevel: "error",
  // The protocol's library is CommonJS.
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
});
const { fuzz } = await import(pathToFileURL(bundle).href);

console.log(`种子 ${seed}，${seconds} 秒。重来一遍：npm run fuzz -- --seconds ${seconds} --seed ${seed}`);
// A broken rule is logged besides being reported: the report is what counts here.
console.error = () => {};
const { texts, kinds } = fuzz({
  seed,
  seconds,
  root,
  bundle: pathToFileURL(bundle).href,
  onFailure,
  onProgress: console.log,
});
rmSync(bundle);
console.log(`${texts} 份文本，${kinds.length} 种失败${kinds.length > 0 ? `，文本在 ${folder}` : ""}。`);
process.exitCode = kinds.length > 0 ? 1 : 0;

function onFailure({ kind, message, text, origin }) {
  const name = `${kind.replace(/[^\p{L}\p{N}-]+/gu, "-").slice(0, 60)}-${seed}`;
  // Half a character cannot be written as UTF-8, and editors and Git have their own way with line ends.
  const isPlain = text.isWellFormed() && !/[\r\0]/.test(text);
  const file = isPlain ? `${name}.txt` : `${name}.json`;
  writeFileSync(join(folder, file), isPlain ? text : JSON.stringify(text));
  const shown = JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  console.log(`失败（${origin}）${message}\n  ${shown}\n  ${file}，${text.length} 字`);
}

function wholeNumber(name, text) {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  console.error(`--${name} 应为不小于 0 的整数，实为“${text}”。`);
  process.exit(2);
}
