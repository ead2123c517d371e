/*
 * `npm start [-- PATH]`: builds the extension, and opens a sample workspace, or a folder or file, in a VS Code that has it:
 * the desktop one where the command `code` is there, else the embedded one, served on this machine only. Ctrl-C ends
 * all that was started.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { onPath } from "./vscode/install.mjs";
import { root, workFolder } from "./vscode/paths.mjs";
import { makeSample } from "./vscode/sample.mjs";
import { startWorkbench, writeSettings } from "./vscode/workbench.mjs";

/** Settings and open editors outlive a start, apart from those of the VS Code that one works with. */
const userDataDir = join(workFolder, "start/user-data");
const extensionsDir = join(workFolder, "start/extensions");

process.exitCode = await main(process.argv.slice(2));

/**
 * @param {string[]} args
 * @returns {Promise<number>} exit status
 */
async function main(args) {
  if (args.length > 1) return wrongUse("只能给一个文件或文件夹。用法：npm start -- 文件夹或文件");
  const given = args[0] === undefined ? undefined : resolve(process.env.INIT_CWD ?? ".", args[0]);
  if (given !== undefined && !existsSync(given)) return wrongUse(`没有这个文件或文件夹：${given}`);
  const stopped = whenStopped();
  if (!build()) return failed("构建没有成功，原因见上。若刚取得源码，请先运行 npm ci。");
  const open = given === undefined ? await sample() : toOpen(given);
  const code = findDesktop();
  try {
    return await (code === undefined ? openEmbedded(open, stopped) : openDesktop(code, open, stopped));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** Tests that have built everything already say so. */
function build() {
  if (process.env.DISCLOSURE_LINT_BUILT === "1") return true;
  console.log("构建扩展……");
  const { status } = spawnSync(process.execPath, ["scripts/build.mjs"], {
    cwd: root,
    stdio: ["ignore", "ignore", 2],
  });
  return status === 0;
}

/** @typedef {{ folder?: string, openFiles: string[] }} Open */

/** @returns {Promise<Open>} */
async function sample() {
  const { folder, first } = await makeSample(join(workFolder, "sample"));
  console.log(`样例工作区：${relative(root, folder)}（可以随意改；删掉后重新运行即恢复原样）`);
  return { folder, openFiles: [first] };
}

/**
 * @param {string} path
 * @returns {Open}
 */
function toOpen(path) {
  return statSync(path).isDirectory() ? { folder: path, openFiles: [] } : { openFiles: [path] };
}

function findDesktop() {
  return onPath(process.platform === "win32" ? "code.cmd" : "code")();
}

/**
 * @param {string} code
 * @param {Open} open
 * @param {Promise<void>} stopped
 */
async function openDesktop(code, { folder, openFiles }, stopped) {
  writeSettings(userDataDir);
  const flags = [
    ...["--new-window", "--wait", "--user-data-dir", userDataDir, "--extensions-dir", extensionsDir],
    ...["--disable-workspace-trust", `--extensionDevelopmentPath=${root}`],
    // Electron refuses to run as root otherwise.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const paths = [...(folder === undefined ? [] : [folder]), ...openFiles];
  const isWindows = process.platform === "win32";
  const quote = (/** @type {string} */ text) => (isWindows ? `"${text}"` : text);
  const child = spawn(quote(code), [...flags, ...paths].map(quote), { stdio: "inherit", shell: isWindows });
  console.log("已在桌面版 VS Code 中打开。关闭窗口或按 Ctrl-C 结束。");
  const ended = once(child, "exit");
  await Promise.race([ended, stopped]);
  if (child.exitCode === null && child.signalCode === null) {
    endDesktop();
    child.kill();
    await ended;
    return 0;
  }
  return child.exitCode === 0
    ? 0
    : failed(`VS Code（${code}）没有正常结束，状态 ${child.exitCode ?? child.signalCode}。`);
}

/** The command only waits for the VS Code that it started, which writes its process number next to its user data. */
function endDesktop() {
  try {
    process.kill(Number(readFileSync(join(userDataDir, "code.lock"), "utf8")));
  } catch {
    // It is gone already, or has not come yet.
  }
}

/**
 * @param {Open} open
 * @param {Promise<void>} stopped
 */
async function openEmbedded(open, stopped) {
  console.log("没有找到命令 code，使用嵌入的 VS Code。");
  const starting = startWorkbench({
    ...open,
    extensionDevelopmentPath: [root],
    userDataDir,
    extensionsDir,
    browser: false,
    log: console.log,
  });
  const early = await Promise.race([starting, stopped]);
  const workbench = early ?? (await starting);
  try {
    if (early === undefined) return 0;
    console.log(`\n用浏览器打开（只有本机能访问）：\n\n  ${workbench.url}\n\n按 Ctrl-C 结束。`);
    openBrowser(workbench.url);
    const ended = once(workbench.server.child, "exit");
    const isStopped = await Promise.race([ended.then(() => false), stopped.then(() => true)]);
    return isStopped ? 0 : failed("VS Code 的服务意外退出了，请重新运行 npm start。");
  } finally {
    await workbench.close();
  }
}

/** @param {string} url */
function openBrowser(url) {
  const opener = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? onPath("xdg-open")() : undefined;
  if (opener === undefined) return;
  const child = spawn(opener, [url], { stdio: "ignore", detached: true });
  child.once("error", (error) => console.error(`${basename(opener)}：${error.message}`));
  child.unref();
}

/** @returns {Promise<void>} */
function whenStopped() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
      process.on(signal, () => resolve());
    }
  });
}

/** @param {string} why */
function wrongUse(why) {
  console.error(why);
  return 2;
}

/** @param {string} why */
function failed(why) {
  console.error(why);
  return 1;
}
