import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";
import type { FromPanel, ShowReport, ToPanel } from "../../client/src/page/messages";
import { shell } from "../../client/src/page/shell";
import { findInstalledBrowser } from "../../scripts/vscode/install.mjs";
import { checkReport } from "../../server/src/core/check";
import type { Diagnostic } from "../../server/src/core/findings/finding";
import { parseReport } from "../../server/src/core/report/recognise";
import { cellSums } from "../../server/src/features/preview/cellSums";
import { preview } from "../../server/src/features/preview/preview";

/* The page in a browser, with a host that shows reports and keeps what the page says. */

export const browserPath = process.env.CHROMIUM || findInstalledBrowser();

const HOME = "http://panel.invalid/";
const dist = (name: string) => readFileSync(join(import.meta.dirname, "../../dist", name), "utf8");

/** A report as the extension has it shown; `change`: other findings than its own. */
export function shownAs(
  text: string,
  more: Partial<ShowReport> = {},
  change: (found: readonly Diagnostic[]) => readonly Diagnostic[] = (found) => found,
): ShowReport {
  const report = parseReport(text, { assumeReport: true });
  const earlier = parseReport(text.replaceAll("2023年", "2022年"), { assumeReport: true });
  const html = preview(report, change(checkReport(report)), {
    marks: true,
    isEditable: more.isEditable ?? true,
    lastYear: { name: "去年.md", report: earlier },
  });
  return {
    type: "show",
    html,
    version: 1,
    summary: "2023年年度报告 · 按〔2021〕30号格式",
    hint: "双击要改的数或字就能改，回车确定。",
    isReport: true,
    isEditable: true,
    safe: 2,
    sums: cellSums(report),
    commands: ["fixAll", "showText", "review", "compare", "print", "save"],
    state: { uri: "" },
    ...more,
  };
}

/** The page, as one works on it. */
export class PagePanel {
  readonly field: Locator;
  readonly sums: Locator;
  readonly alert: Locator;

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {
    this.field = page.locator("input.field");
    this.sums = page.locator("tr.sums");
    this.alert = page.locator("main [role=alert]");
  }

  static async start(): Promise<PagePanel> {
    const browser = await chromium.launch({
      executablePath: browserPath!,
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    });
    const page = await browser.newPage();
    await page.addInitScript(
      "globalThis.told = []; globalThis.acquireVsCodeApi = () => ({ postMessage(it) { told.push(it); }, setState() {} })",
    );
    const html = shell(HOME, `${HOME}preview.js`, `${HOME}preview.css`);
    const files = new Map([
      [HOME, { body: html, contentType: "text/html; charset=utf-8" }],
      [`${HOME}preview.js`, { body: dist("preview.js"), contentType: "text/javascript" }],
      [`${HOME}preview.css`, { body: dist("preview.css"), contentType: "text/css" }],
    ]);
    await page.route("**/*", (route) => {
      const file = files.get(route.request().url());
      return file ? route.fulfill(file) : route.abort();
    });
    return new PagePanel(browser, page);
  }

  close = () => this.browser.close();

  /** Opens the page anew, in a window of some size. */
  async open(message: ShowReport, width = 1000, height = 800): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.goto(HOME);
    await this.tell(message);
  }

  async tell(message: ToPanel): Promise<void> {
    const event = `new MessageEvent("message", { data: ${JSON.stringify(message)} })`;
    await this.page.evaluate(`window.dispatchEvent(${event}); void 0`);
  }

  /** What the page has said since one last asked, but for `ready` and where the text is to go. */
  async said(): Promise<FromPanel[]> {
    const told = await this.page.evaluate<FromPanel[]>("told.splice(0)");
    return told.filter(({ type }) => type !== "ready" && type !== "reveal");
  }

  cell = (key: string): Locator => this.page.locator(`[data-key="${key}"]`);

  press = (...keys: readonly string[]): Promise<void> =>
    keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());

  /** The key of the cell that has the focus, or is being edited. */
  here = (): Promise<string | undefined> =>
    this.page.evaluate<string | undefined>(`document.activeElement.closest("[data-key]")?.dataset.key`);

  /** What an element is focused by: its id, or its text. */
  focused = (): Promise<string> =>
    this.page.evaluate<string>("document.activeElement.id || document.activeElement.textContent.trim()");

  /** Begins to edit a cell by mouse. */
  async edit(key: string): Promise<void> {
    await this.cell(key).dblclick();
    await this.field.waitFor();
    expect(await this.here()).toBe(key);
  }
}
