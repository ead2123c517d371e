/*
 * npm run bench: measures everything and writes docs/benchmark.md; npm run bench -- folder size: measures these parts and
 * only shows them. The packages compared with are no dependencies of the project and are installed here on first use.
 */
import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { documentText, sectionText, targetsText } from "./report.mjs";

/** The parts in the order of the document, and how Node is started for each. */
const PARTS = new Map([
  ["folder", []],
  ["growth", ["--expose-gc"]],
  ["server", []],
  ["start", []],
  ["memory", []],
  ["size", []],
]);
const DOCUMENT = fileURLToPath(new URL("../../docs/benchmark.md", import.meta.url));
/** @param {string} name */
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS.has(part));
if (unknown.length > 0) {
  console.error(`没有“${unknown.join("”“")}”这一部分，可选：${[...PARTS.keys()].join("、")}。`);
  process.exit(2);
}
const chosen = [...PARTS.keys()].filter((part) => asked.length === 0 || asked.includes(part));
if (chosen.includes("folder")) installPackages();

const sections = [];
for (const part of chosen) {
  console.error(`正在测量：${part}`);
  sections.push(await measure(part));
}
if (asked.length === 0) {
  mkdirSync(dirname(DOCUMENT), { recursive: true });
  writeFileSync(DOCUMENT, documentText(circumstances(), sections));
  console.log(targetsText(sections.flatMap(({ targets }) => targets)));
  console.log("已写入 docs/benchmark.md。");
} else {
  for (const section of sections) console.log(sectionText(section));
  console.log(targetsText(sections.flatMap(({ targets }) => targets)));
}

/**
 * @param {string} part
 * @returns {Promise<import("./report.mjs").Section>}
 */
async function measure(part) {
  const worker = fork(here("worker.mjs"), [part], { execArgv: PARTS.get(part) });
  /** @type {import("./report.mjs").Section | undefined} */
  let section;
  worker.on("message", (message) => {
    section = /** @type {import("./report.mjs").Section} */ (message);
  });
  await once(worker, "close");
  if (section === undefined) {
    console.error(`${part} 没有测完。`);
    process.exit(1);
  }
  return section;
}

/** Installs what is compared with, unless it is there as the lock file has it. */
function installPackages() {
  const installed = here("node_modules/.package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(here("package-lock.json")).mtimeMs)
    return;
  console.error("正在安装用来比较的程序（test/bench/node_modules）……");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: here("."),
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  console.error("没有装上用来比较的程序。");
  process.exit(1);
}

/** When, where and on what is measured; nothing that tells whose machine it is. */
function circumstances() {
  const { dependencies } = JSON.parse(readFileSync(here("package.json"), "utf8"));
  const versions = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  const processors = cpus();
  return [
    `日期：${new Date().toISOString().slice(0, 10)}`,
    `机器：${process.platform} ${process.arch}，${processors.length} 个处理器${modelOf(processors[0]?.model)}，\
${Math.round(totalmem() / 2 ** 30)} GB 内存`,
    `Node.js ${process.versions.node}，V8 ${process.versions.v8}`,
    `比较的程序：${versions.join("、")}`,
  ];
}

/** @param {string | undefined} model empty or "unknown" in some virtual machines */
function modelOf(model) {
  return model === undefined || /^(?:unknown)?$/.test(model.trim()) ? "" : `（${model.trim()}）`;
}
