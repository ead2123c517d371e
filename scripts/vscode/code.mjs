#!/usr/bin/env node
/*
 * The embedded VS Code under the command line of the desktop one, as far as `@vscode/test-electron` uses it: its
 * `vscodeExecutablePath` may be this file. Exits with the status of the tests.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { automate } from "./automation.mjs";
import { installHost } from "./install.mjs";
import { cleanEnvironment, startWorkbench } from "./workbench.mjs";

// Of the desktop's many other flags none matters here.
const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string", multiple: true },
    extensionTestsPath: { type: "string" },
    "user-data-dir": { type: "string" },
    "extensions-dir": { type: "string" },
    "install-extension": { type: "string" },
  },
});
const options = /** @type {Record<string, string | undefined>} */ (values);
const log = console.error;

process.exitCode =
  options["install-extension"] === undefined ? await runWorkbench() : await installExtension();

async function installExtension() {
  const { vscodeRoot, node } = await installHost({ log });
  const flags = ["install-extension", "extensions-dir", "user-data-dir"].flatMap((name) =>
    options[name] === undefined ? [] : [`--${name}`, options[name]],
  );
  const child = spawn(
    node,
    [join(vscodeRoot, "out/server-main.js"), ...flags, "--accept-server-license-terms"],
    {
      env: cleanEnvironment(),
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  const [code] = await once(child, "exit");
  return Number(code ?? 1);
}

async function runWorkbench() {
  const stop = whenTold();
  /** @type {Awaited<ReturnType<typeof automate>> | undefined} */
  let tests;
  const workbench = await startWorkbench({
    ...whatToOpen(),
    extensionDevelopmentPath: /** @type {string[]} */ (values.extensionDevelopmentPath ?? []).map(pathOf),
    extensionTestsPath: options.extensionTestsPath && pathOf(options.extensionTestsPath),
    userDataDir: options["user-data-dir"],
    extensionsDir: options["extensions-dir"],
    log,
    configurePage: async (page) => {
      tests = await automate(page, basename(options.extensionTestsPath ?? "code", ".js"));
    },
  });
  workbench.server.child.once("exit", () => tests?.fail("VS Code 的服务退出了"));
  const status = await Promise.race([tests?.status ?? stop, stop]);
  await workbench.close();
  return status;
}

/** A folder, a workspace, files: as they come on the command line. */
function whatToOpen() {
  /** @type {{ folder?: string, workspace?: string, openFiles: string[] }} */
  const open = { openFiles: [] };
  for (const path of positionals.filter((path) => existsSync(path))) {
    if (path.endsWith(".code-workspace")) open.workspace = path;
    else if (statSync(path).isDirectory()) open.folder = path;
    else open.openFiles.push(path);
  }
  return open;
}

/** @param {string} path or a file URI */
function pathOf(path) {
  return path.startsWith("file:") ? fileURLToPath(path) : path;
}

/** @returns {Promise<number>} the status of a program that was told to end */
function whenTold() {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve(130));
    process.once("SIGTERM", () => resolve(143));
  });
}
