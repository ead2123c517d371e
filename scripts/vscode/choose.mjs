/*
 * Which VS Code: the desktop one, downloaded by `@vscode/test-electron`, or the embedded one.
 *
 * DISCLOSURE_LINT_VSCODE          desktop | embedded; by default embedded where there is no display or no download
 * DISCLOSURE_LINT_VSCODE_VERSION  of the desktop one: a number, stable (default), insiders
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from "@vscode/test-electron";
import { installFolder } from "./paths.mjs";

/**
 * @typedef {object} Choice
 * @property {string} vscodeExecutablePath for `runTests`
 * @property {string[]} cli the command that installs extensions, with its first arguments
 */

/**
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<Choice>}
 */
export async function chooseVSCode({ log }) {
  const wanted = process.env.DISCLOSURE_LINT_VSCODE;
  if (wanted !== undefined && wanted !== "desktop" && wanted !== "embedded")
    throw new Error(`环境变量 DISCLOSURE_LINT_VSCODE 应为 desktop 或 embedded，现在是 ${wanted}`);
  if (wanted === "embedded" || (wanted === undefined && !hasDisplay())) return embedded();
  try {
    return await desktop(log);
  } catch (error) {
    if (wanted === "desktop" || process.platform !== "linux") throw error;
    log(`桌面版 VS Code 下载不了，改用嵌入的。${error instanceof Error ? error.message : error}`);
    return embedded();
  }
}

function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @returns {Choice} */
function embedded() {
  const program = fileURLToPath(new URL("code.mjs", import.meta.url));
  return { vscodeExecutablePath: program, cli: [program] };
}

/** @param {(line: string) => void} log */
async function desktop(log) {
  const version = process.env.DISCLOSURE_LINT_VSCODE_VERSION ?? "stable";
  log(`桌面版 VS Code：${version}`);
  const vscodeExecutablePath = await downloadAndUnzipVSCode({
    version,
    cachePath: join(installFolder, "desktop"),
  });
  // Its own arguments say where extensions and user data are; ours say otherwise.
  const [cli] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
  return { vscodeExecutablePath, cli: [/** @type {string} */ (cli)] };
}
