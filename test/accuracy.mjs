// @ts-nocheck: what it loads is built at run time, and has no types here.
// Measures how exact the findings are: npm run accuracy -- --reports 6000 --seed 42. Without a seed a fresh one is
// drawn and printed. Ends with 1 where a fault is missed, a finding wrong, or a fix does not restore the text.
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const DEFAULT_REPORTS = 6000;
/** Tables for each way of spoiling them. */
const TABLES = 1000;
/** Complaints shown; all are counted. */
const SHOWN = 40;

const { values } = parseArgs({ options: { reports: { type: "string" }, seed: { type: "string" } } });
const reports = wholeNumber("reports", values.reports ?? String(DEFAULT_REPORTS));
const seed = wholeNumber("seed", values.seed ?? String(Math.floor(Math.random() * 2 ** 31)));

const bundle = join(tmpdir(), `disclosure-lint-accuracy-${process.pid}.mjs`);
await build({
  entryPoints: [fileURLToPath(new URL("accuracy/measure.ts", import.meta.url))],
  bundle: true,
  format: "esm",
  platform: "node",
  outfile: bundle,
  logLevel: "error",
});
const { measure, judgeAll, shortfalls, createRandom } = await import(pathToFileURL(bundle).href);
rmSync(bundle);

console.log(
  `种子 ${seed}，报告 ${reports} 份。重来一遍：npm run accuracy -- --reports ${reports} --seed ${seed}\n`,
);
const started = performance.now();
const measured = measure(reports, seed);
const seconds = (performance.now() - started) / 1000;
table("规则", measured.rules);
table("版式", measured.layouts);
for (const complaint of measured.complaints.slice(0, SHOWN)) console.log(complaint);
const { length } = measured.complaints;
if (length > SHOWN) console.log(`…… 另有 ${length - SHOWN} 条`);
console.log(
  `${measured.reports} 份报告（其中无误的 ${measured.clean} 份），${seconds.toFixed(1)} 秒，${length} 条不符。`,
);

// The search for the wrong cell alone, on tables spoilt in every way that people spoil them.
const verdicts = judgeAll(TABLES, createRandom(seed));
const share = (count, { tables }) => `${((100 * count) / tables).toFixed(2)} %`;
print([
  ["改坏的办法", "表", "指错", "全部指出", "列对", "列错"],
  ...verdicts.map(([name, it]) => [
    name,
    String(it.tables),
    share(it.falselyNamed, it),
    share(it.allNamed, it),
    share(it.rightlyListed, it),
    share(it.wronglyListed, it),
  ]),
]);
const missed = verdicts.flatMap(([name, verdict]) => shortfalls(name, verdict));
for (const complaint of missed) console.log(complaint);
process.exitCode = length + missed.length > 0 ? 1 : 0;

function table(name, tallies) {
  const rows = [[name, "注入", "找到", "漏报", "误报", "可修正", "已复原"]];
  const total = { injected: 0, found: 0, wrong: 0, fixable: 0, restored: 0 };
  for (const [key, tally] of tallies) {
    rows.push(cells(key, tally));
    for (const field of Object.keys(total)) total[field] += tally[field];
  }
  rows.push(cells("合计", total));
  print(rows);
}

function print(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  for (const row of rows) {
    const padded = row.map((cell, column) => {
      const blank = " ".repeat(widths[column] - width(cell));
      return column === 0 ? cell + blank : blank + cell;
    });
    console.log(padded.join("  "));
  }
  console.log("");
}

function cells(name, { injected, found, wrong, fixable, restored }) {
  return [name, injected, found, injected - found, wrong, fixable, restored].map(String);
}

/** Columns that a text takes in a terminal: Chinese characters take two. */
function width(text) {
  return [...text].reduce((sum, char) => sum + (char >= "\u2e80" ? 2 : 1), 0);
}

function wholeNumber(name, text) {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  console.error(`--${name} 应为不小于 0 的整数，实为“${text}”。`);
  process.exit(2);
}
