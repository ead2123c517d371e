/* VS Code for the Web: the workbench as a page, and the extension in a web worker, without Node. */
import { once } from "node:events";
import { createServer } from "node:net";
import { basename } from "node:path";
import { open } from "@vscode/test-web";
import { automate } from "./automation.mjs";
import { findBrowser, installWeb } from "./install.mjs";
import { launchBrowser } from "./workbench.mjs";

/**
 * Runs tests in the extension host of a browser.
 * @param {{ folder: string, extensionDevelopmentPath: string, extensionTestsPath: string, log: (line: string) => void }} options
 * @returns {Promise<number>} their exit status
 */
export async function runWebTests({ folder, extensionDevelopmentPath, extensionTestsPath, log }) {
  const { dataDir } = await installWeb({ log });
  const program = await findBrowser({ log });
  const port = await freePort();
  const server = await open({
    // The browser is ours: the package would look for its own.
    browserType: "none",
    quality: "stable",
    commit: "local",
    testRunnerDataDir: dataDir,
    esm: false,
    extensionDevelopmentPath,
    extensionTestsPath,
    folderPath: folder,
    printServerLog: false,
    host: "127.0.0.1",
    port,
  });
  const browser = await launchBrowser(program);
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: "zh-CN" });
    const page = await context.newPage();
    const { status } = await automate(page, basename(extensionTestsPath, ".js"));
    await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: "commit" });
    return await status;
  } finally {
    await browser.close();
    server.dispose();
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}
