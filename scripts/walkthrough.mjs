/*
 * The walkthrough's pictures, taken from the product: `npm run pictures [-- light|dark]`, after a build. One window a theme;
 * the report and what is said of it are Chinese in any language, and so are the pictures.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root } from "./vscode/paths.mjs";
import { startWorkbench } from "./vscode/workbench.mjs";

/** @typedef {import("playwright-core").Page} Page */

const themes = { light: "Default Light Modern", dark: "Default Dark Modern" };
const size = { width: 860, height: 560 };
const pictures = join(root, "media/walkthrough");
const sample = readFileSync(join(root, "media/sample.md"), "utf8");
const settings = {
  "editor.minimap.enabled": false,
  "editor.fontSize": 13,
  "editor.wordWrap": "on",
  "workbench.activityBar.location": "hidden",
  "breadcrumbs.enabled": false,
  "window.commandCenter": false,
};

mkdirSync(pictures, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, theme] of Object.entries(themes))
  if (wanted.length === 0 || wanted.includes(name)) await takeAll(name, theme);

/**
 * @param {string} name
 * @param {string} theme
 */
async function takeAll(name, theme) {
  const scratch = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
  const folder = join(scratch, "年度报告");
  mkdirSync(folder);
  writeFileSync(join(folder, "枫林镇2022年.md"), sample);
  const word = join(folder, "枫林镇2022年政府信息公开工作年度报告.docx");
  execFileSync(process.execPath, [join(root, "dist/cli.js"), "convert", join(root, "media/sample.md"), word]);
  const { page, close } = await startWorkbench({
    folder,
    extensionDevelopmentPath: [root],
    settings: { ...settings, "workbench.colorTheme": theme },
    viewport: size,
    configurePage: (it) => it.addInitScript("globalThis._VSCODE_NLS_LANGUAGE = 'zh-cn'"),
  });
  try {
    page.setDefaultTimeout(60_000);
    await page.locator('[id="status.problems"]').waitFor();
    // The window comes in the colours that it has by default.
    await page.locator(`.monaco-workbench[class*="-${name}_modern-"]`).waitFor();
    await command(page, "View: Toggle Primary Side Bar Visibility");
    await wordReport(page, word);
    await picture(page, `open.${name}`);
    await command(page, "View: Close All Editors");
    await check(page, join(folder, "枫林镇2022年.md"));
    await picture(page, `check.${name}`);
    await page.keyboard.press("Escape");
    await remedies(page);
    await picture(page, `fix.${name}`);
    await page.keyboard.press("Escape");
    await preview(page);
    await picture(page, `preview.${name}`);
    await create(page);
    await picture(page, `create.${name}`);
  } finally {
    await close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * A Word file as its page, at the first place that is wrong.
 * @param {Page} page
 * @param {string} path
 */
async function wordReport(page, path) {
  await pick(page, "Control+P", path, basename(path));
  const shown = page.frameLocator("iframe.webview").frameLocator("#active-frame");
  await shown.locator("td.wrong").first().waitFor();
  await shown.locator("td.wrong").first().scrollIntoViewIfNeeded();
}

/**
 * The first error of the sample, and what is said of it.
 * @param {Page} page
 * @param {string} path
 */
async function check(page, path) {
  await pick(page, "Control+P", path, "枫林镇2022年.md");
  await page.locator('[id="status.languageStatus"][aria-label*="错误"]').waitFor();
  await command(page, "年度报告检查: 转到下一处错误");
  await page.locator(".monaco-hover:visible").first().waitFor();
}

/**
 * VS Code forgets the key where it asks for actions by itself at that moment.
 * @param {Page} page
 */
async function remedies(page) {
  const entry = page.locator(".action-widget .monaco-list-row.action").first();
  for (let tries = 0; tries < 10 && !(await entry.isVisible()); tries++) {
    await page.keyboard.press("Control+1");
    await page.keyboard.press("Control+Period");
    await entry.waitFor({ timeout: 6_000 }).catch(() => undefined);
  }
  await entry.waitFor();
}

/** @param {Page} page */
async function preview(page) {
  await command(page, "年度报告检查: 预览报告");
  const panel = page.frameLocator("iframe.webview").frameLocator("#active-frame");
  await panel.locator("td.wrong").first().waitFor();
}

/** @param {Page} page */
async function create(page) {
  await command(page, "View: Close All Editors");
  await command(page, "年度报告检查: 新建年度报告");
  for (const [step, answer] of ["2023", undefined, undefined, "Markdown"].entries()) {
    await page.locator(".quick-input-title", { hasText: `（${step + 1}/4）` }).waitFor();
    if (answer !== undefined) await page.locator(".quick-input-widget input:focus").fill(answer);
    await page.keyboard.press("Enter");
  }
  await page.locator(".squiggly-info").first().waitFor();
  await page.getByText("都标在文中").waitFor();
}

/**
 * @param {Page} page
 * @param {string} title
 */
function command(page, title) {
  return pick(page, "F1", `>${title}`, title);
}

/**
 * Opens a picker by its keys, and takes the entry that begins with the label.
 * @param {Page} page
 * @param {string} keys
 * @param {string} typed
 * @param {string} label
 */
async function pick(page, keys, typed, label) {
  await page.keyboard.press(keys);
  await page.locator(".quick-input-widget input:focus").fill(typed);
  await page.locator(`.quick-input-widget .monaco-list-row.focused[aria-label^="${label}"]`).waitFor();
  await page.keyboard.press("Enter");
}

/**
 * As WebP, a sixth of what PNG takes, letters as clear: the package holds all of them.
 * @param {Page} page
 * @param {string} name
 */
async function picture(page, name) {
  // Without the title bar, which speaks of a host under development.
  const y = (await page.locator(".part.editor").boundingBox())?.y ?? 0;
  const clip = { x: 0, y, width: size.width, height: size.height - y };
  const png = await page.screenshot({ clip, animations: "disabled", caret: "hide" });
  const bytes = await page.evaluate(
    `(async () => {
      const bytes = Uint8Array.from(atob("${png.toString("base64")}"), (it) => it.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext("2d").drawImage(image, 0, 0);
      const webp = await canvas.convertToBlob({ type: "image/webp", quality: 0.4 });
      return Array.from(new Uint8Array(await webp.arrayBuffer()));
    })()`,
  );
  const file = join(pictures, `${name}.webp`);
  writeFileSync(file, Uint8Array.from(/** @type {number[]} */ (bytes)));
  console.log(file);
}
