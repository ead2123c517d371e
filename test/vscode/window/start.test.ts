import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { findBrowser } from "../../../scripts/vscode/install.mjs";
import { artefacts, root } from "../../../scripts/vscode/paths.mjs";
import { launchBrowser } from "../../../scripts/vscode/workbench.mjs";

it("npm start serves the sample workspace on this machine, and ends all with itself", async () => {
  const start = spawn(process.execPath, [join(root, "scripts/start.mjs")], {
    cwd: root,
    env: {
      ...process.env,
      PATH: withoutDesktop(),
      DISPLAY: "",
      WAYLAND_DISPLAY: "",
      DISCLOSURE_LINT_BUILT: "1",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await address(start.stdout);
    const browser = await launchBrowser(await findBrowser({ log: console.error }));
    try {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, locale: "zh-CN" });
      await page.goto(url);
      await page.locator(".squiggly-warning").first().waitFor({ timeout: 90_000 });
      await page.screenshot({ path: join(artefacts, "window/start.png") });
      expect((await fetch(new URL("/", url))).status, "without the token, and no cookie").toBe(403);
    } finally {
      await browser.close();
    }
    start.kill("SIGINT");
    const [status] = await once(start, "exit");
    expect(status).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  } finally {
    start.kill("SIGKILL");
  }
});

function withoutDesktop(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.filter((folder) => !existsSync(join(folder, "code"))).join(delimiter);
}

async function address(output: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const data of output) {
    text += data;
    const url = /http:\/\/127\.0\.0\.1:\S+/.exec(text)?.[0];
    if (url) return url;
  }
  throw new Error(`no address:\n${text}`);
}
