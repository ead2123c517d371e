/*
 * The embedded VS Code: VS Code's own server, which runs the extension host in Node as desktop VS Code does, and its
 * workbench as a page in headless Chromium.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { findBrowser, installHost } from "./install.mjs";

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} [folder] the folder to open
 * @property {string} [workspace] or a .code-workspace file
 * @property {string[]} [openFiles] files to show, besides or instead of a folder
 * @property {string[]} [extensionDevelopmentPath] folders of extensions to load
 * @property {string} [extensionTestsPath] a CommonJS file with `run()`, loaded in the extension host
 * @property {string} [extensionsDir] installed extensions; empty if not given
 * @property {string} [userDataDir] user data and settings; fresh if not given
 * @property {Record<string, unknown>} [settings] user settings, besides `quietSettings`
 * @property {[string, string][]} [payload] further entries for the workbench
 * @property {{ width: number, height: number }} [viewport]
 * @property {string} [locale] of the browser
 * @property {(page: import("playwright-core").Page) => unknown} [configurePage] before the workbench loads
 * @property {boolean} [browser] false: the server only
 * @property {(text: string) => void} [onServerLog]
 * @property {(line: string) => void} [log] what is being installed, if anything is
 */

/** Nothing pops up, moves or asks the network. */
export const quietSettings = {
  // VS Code itself stays English where its language pack is not to be had.
  "disclosureLint.language": "zh-cn",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  // As on the desktop; in a browser it is on.
  "files.autoSave": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "telemetry.telemetryLevel": "off",
  "security.workspace.trust.enabled": false,
  "git.enabled": false,
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "npm.fetchOnlinePackageInfo": false,
  "json.schemaDownload.enable": false,
};

/** Where the server says its port. */
const LISTENING = /Extension host agent listening on (\d+)/;
const SERVER_START_MS = 60_000;
/** How long the server may take to end by itself. */
const SERVER_END_MS = 5_000;

/** @param {WorkbenchOptions} [options] */
export async function startWorkbench(options = {}) {
  const log = options.log ?? console.error;
  const scratch = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
  const userDataDir = resolve(options.userDataDir ?? join(scratch, "user-data"));
  /** @type {import("playwright-core").Browser | undefined} */
  let browser;
  /** @type {Awaited<ReturnType<typeof startServer>> | undefined} */
  let server;
  /** @type {Promise<void> | undefined} */
  let closing;
  const close = () => {
    closing ??= (async () => {
      await browser?.close().catch(() => {});
      await server?.close();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    })();
    return closing;
  };
  try {
    writeSettings(userDataDir, options.settings);
    const { vscodeRoot, node } = await installHost({ log });
    server = await startServer({
      node,
      program: join(vscodeRoot, "out/server-main.js"),
      userDataDir,
      extensionsDir: resolve(options.extensionsDir ?? join(scratch, "extensions")),
      scratch,
      onLog: options.onServerLog ?? (() => {}),
    });
    const { port, token } = server;
    const url = workbenchUrl(options, port, token);
    const common = {
      url,
      token,
      port,
      userDataDir,
      /** @param {string} path */
      remoteUri: (path) => remoteUri(path, port),
      server,
      close,
    };
    // Without a browser the caller gets `undefined` for what is in it; most callers have one and need not ask.
    if (options.browser === false) return { ...common, ...noBrowser };
    browser = await launchBrowser(await findBrowser({ log }));
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1400, height: 900 },
      locale: options.locale ?? "zh-CN",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    await options.configurePage?.(page);
    await page.goto(url, { waitUntil: "commit" });
    return { ...common, page, context, browser };
  } catch (error) {
    await close();
    throw error;
  }
}

const noBrowser = /** @type {{ page: never, context: never, browser: never }} */ ({});

/**
 * Chromium for pages of this machine only. Signals are the caller's part: left to Playwright they would end the process
 * before the rest is cleared away.
 * @param {string} executablePath
 */
export function launchBrowser(executablePath) {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--disable-extensions",
      "--disable-quic",
    ],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/**
 * Settings that are there already are the user's.
 * @param {string} userDataDir
 * @param {Record<string, unknown>} [settings]
 */
export function writeSettings(userDataDir, settings) {
  const file = join(userDataDir, "User/settings.json");
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...quietSettings, ...settings }, undefined, 2)}\n`);
}

/**
 * @param {{ node: string, program: string, userDataDir: string, extensionsDir: string, scratch: string,
 *   onLog: (text: string) => void }} options
 */
async function startServer({ node, program, userDataDir, extensionsDir, scratch, onLog }) {
  mkdirSync(extensionsDir, { recursive: true });
  const token = randomBytes(16).toString("hex");
  const flags = [
    ...["--host", "127.0.0.1", "--port", "0", "--connection-token", token],
    ...["--server-data-dir", join(scratch, "server"), "--user-data-dir", userDataDir],
    ...["--extensions-dir", extensionsDir, "--telemetry-level", "off", "--log", "info"],
    "--accept-server-license-terms",
    "--disable-workspace-trust",
    "--disable-getting-started-override",
    "--disable-update-check",
    // Without it a built VS Code takes no extension under development from its page.
    "--enable-smoke-test-driver",
  ];
  const leash = fileURLToPath(new URL("leash.mjs", import.meta.url));
  const child = spawn(node, ["--import", pathToFileURL(leash).href, program, ...flags], {
    // Sockets go where they are cleared away with the rest.
    env: { ...cleanEnvironment(), XDG_RUNTIME_DIR: scratch },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  const close = () => endGroup(child);
  try {
    const port = await listeningPort(child, onLog);
    return { child, port, token, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An editor around us must not leak in: the server would take itself for a part of it. */
export function cleanEnvironment() {
  const isForeign = /^(VSCODE_|ELECTRON_|CODE_SERVER_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isForeign.test(name)));
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {(text: string) => void} onLog
 * @returns {Promise<number>}
 */
function listeningPort(child, onLog) {
  return new Promise((resolve, reject) => {
    let output = "";
    /** @param {string} what */
    const fail = (what) => reject(new Error(`${what}\n${output}`));
    const timer = setTimeout(fail, SERVER_START_MS, `VS Code 服务 ${SERVER_START_MS / 1000} 秒内没有启动：`);
    /** @param {Buffer} data */
    const read = (data) => {
      onLog(data.toString());
      if (output === undefined) return;
      output += data;
      const port = LISTENING.exec(output)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", (error) => fail(`VS Code 服务没有启动：${error.message}`));
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`VS Code 服务已退出（${code ?? signal}）：`);
    });
  });
}

/**
 * Ends a process group by its leader; what does not end is killed.
 * @param {import("node:child_process").ChildProcess} child
 */
async function endGroup(child) {
  if (child.pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    const timer = setTimeout(killGroup, SERVER_END_MS, child.pid);
    child.kill("SIGTERM");
    await once(child, "exit");
    clearTimeout(timer);
  }
  killGroup(child.pid);
}

/** @param {number} leader */
function killGroup(leader) {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // All gone.
  }
}

/**
 * The address of the workbench; the token in it is what the server asks for.
 * @param {WorkbenchOptions} options
 * @param {number} port
 * @param {string} token
 */
function workbenchUrl(options, port, token) {
  const query = new URLSearchParams({ tkn: token });
  if (options.workspace) query.set("workspace", resolve(options.workspace));
  else if (options.folder) query.set("folder", resolve(options.folder));
  else query.set("ew", "true");
  const payload = [...(options.payload ?? [])];
  /** @param {string} key @param {string | undefined} path */
  const add = (key, path) => path !== undefined && payload.push([key, remoteUri(path, port)]);
  for (const path of options.extensionDevelopmentPath ?? []) add("extensionDevelopmentPath", path);
  add("extensionTestsPath", options.extensionTestsPath);
  for (const path of options.openFiles ?? []) add("openFile", path);
  if (payload.length > 0) query.set("payload", JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}

/**
 * The URI by which the workbench knows a file.
 * @param {string} path
 * @param {number} port
 */
function remoteUri(path, port) {
  return `vscode-remote://127.0.0.1:${port}${pathToFileURL(resolve(path)).pathname}`;
}
