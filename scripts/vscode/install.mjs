import { existsSync } from "node:fs";
import { join } from "node:path";
import { installFolder } from "./paths.mjs";
/** @param {{ log: (line: string) => void }} options */
export async function installHost({ log }) {
  const vscodeRoot = join(installFolder, "host-1.139.1/vscode");
  if (!existsSync(vscodeRoot)) {
    log("没有");
    throw new Error("not written yet");
  }
  return { vscodeRoot, node: join(installFolder, "host-1.139.1/node/bin/node") };
}
/** @param {{ log: (line: string) => void }} _ */
export async function findBrowser(_) {
  return process.env.CHROMIUM ?? "/usr/bin/chromium";
}
