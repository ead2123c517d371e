import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shell } from "../../client/src/page/shell";
import { findInstalledBrowser } from "../../scripts/vscode/install.mjs";
import { ATTACKS, reportsWith, shownOf, standardWith } from "../features/hostile";
import { cleanReport } from "../protocol/report";

/*
 * The preview's panel and the pages saved of it, in a browser, of reports that would take them over. There are two locks, and
 * each is tried alone: what the report brings is text; and were it not, the page's policy lets nothing run or load.
 */

const browserPath = process.env.CHROMIUM || findInstalledBrowser();

/** Where the panel's files lie, as in an editor. */
const HOME = "http://panel.invalid/";
const dist = (name: string) => readFileSync(join(import.meta.dirname, "../../dist", name), "utf8");
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

/** What a page has done that it must not. */
interface Trace {
  readonly ran: number;
  readonly dialogs: number;
  /** Addresses that were asked for, apart from the page's own files; an attack may ask for `x` beside the page. */
  readonly requests: readonly string[];
}
const NOTHING: Trace = { ran: 0, dialogs: 0, requests: [] };

const name = browserPath ? "in a browser" : "in a browser (skipped: no Chromium)";

describe.skipIf(!browserPath)(name, { timeout: 120_000 }, () => {
  let context: BrowserContext;
  let page: Page;
  /** A tab of ours is being opened; all others are the work of a page. */
  let isOpening = false;
  /** What is there to be loaded. */
  const files = new Map<string, { readonly body: string; readonly contentType: string }>();
  let requests: string[] = [];
  let dialogs = 0;

  beforeAll(async () => {
    const browser = await chromium.launch({
      executablePath: browserPath!,
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    });
    context = await browser.newContext();
    // Whatever leaves a page comes by here; what its policy stops does not.
    await context.route("**/*", (route) => {
      const url = route.request().url();
      const file = files.get(url);
      if (file) return route.fulfill(file);
      requests.push(url);
      return route.abort();
    });
    context.on("page", (other) => void (isOpening || requests.push(`窗口 ${other.url()}`)));
    files.set(`${HOME}preview.js`, { body: dist("preview.js"), contentType: "text/javascript" });
    files.set(`${HOME}preview.css`, { body: dist("preview.css"), contentType: "text/css" });
    context.on("dialog", (dialog) => {
      dialogs++;
      // It may have gone with its page.
      dialog.dismiss().catch(() => {});
    });
    await context.addInitScript(() => {
      const told: unknown[] = [];
      Object.assign(globalThis, {
        told,
        acquireVsCodeApi: () => ({ postMessage: (it: unknown) => told.push(it), setState: () => {} }),
      });
    });
    await openTab();
  }, 120_000);
  afterAll(() => context?.browser()?.close());

  /** A tab of its own, in place of the one before, which may be too busy to be left. */
  async function openTab(): Promise<void> {
    const before = page;
    isOpening = true;
    page = await context.newPage();
    isOpening = false;
    before?.close().catch(() => {});
  }

  /** Opens a page under the panel's address. */
  async function open(html: string): Promise<void> {
    requests = [];
    dialogs = 0;
    files.set(`${HOME}index.html`, { body: html, contentType: "text/html; charset=utf-8" });
    await page.goto(`${HOME}index.html`);
  }

  const openPanel = (hasPolicy: boolean) => {
    const html = shell(HOME, `${HOME}preview.js`, `${HOME}preview.css`);
    return open(hasPolicy ? html : html.replace(POLICY, ""));
  };

  /** Sends the panel something to show, one after the other, as the extension does. */
  async function show(...texts: string[]): Promise<void> {
    const messages = texts.map((html) => ({
      type: "show",
      html,
      summary: html.slice(0, 200),
      hint: "",
      isReport: true,
      sums: [],
      commands: [],
      state: { uri: "" },
    }));
    await page.evaluate(
      `for (const data of ${JSON.stringify(messages)}) window.dispatchEvent(new MessageEvent("message", { data }))`,
    );
  }

  /** Does to everything what a reader might, and tells what came of it. */
  async function trace({ clicks = true } = {}): Promise<Trace> {
    const ran = await page.evaluate<number>(`(async () => {
      for (const element of document.querySelectorAll("main, main *")) {
        for (const type of ["mouseover", "mouseenter", "pointerdown", "contextmenu"])
          element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
        element.focus?.();
        if (${clicks}) element.click?.();
      }
      // What was begun is under way: two frames are drawn, between which events of loading and of failing are told.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      return globalThis.ran ?? 0;
    })()`);
    return { ran, dialogs, requests: [...new Set(requests)] };
  }

  /** All that hostile reports have in them, by attack. */
  const byAttack = ATTACKS.map((attack) => [
    ...reportsWith(attack).map((text) => shownOf(text)),
    shownOf(cleanReport, { standards: [standardWith(attack)] }),
  ]);
  const all = byAttack.flat();
  const withoutPolicy = (html: string) => html.replace(POLICY, "");

  /** One of each attack, each time at another place. */
  const some = byAttack.map((shown, at) => shown[at % shown.length]!);
  /** Those that a policy stops: it says nothing of where a page may go on to. */
  const stopped = ATTACKS.filter((it) => !it.includes('http-equiv="refresh"'));

  test("the panel shows hostile reports, and neither runs nor loads anything, even without its policy", async () => {
    await openPanel(false);
    for (const { panel } of some) {
      await show(panel);
      expect(await trace()).toEqual(NOTHING);
    }
    await show(...all.map(({ panel }) => panel));
    expect(await page.locator("main table").count()).toBeGreaterThan(0);
    expect(await trace()).toEqual(NOTHING);
    expect(page.url()).toBe(`${HOME}index.html`);
  });

  test("the panel's own files are used under its policy, and it tells the extension only what was chosen", async () => {
    await openPanel(true);
    await show(all[0]!.panel);
    expect(await trace()).toEqual(NOTHING);
    const told = await page.evaluate<{ readonly type: string }[]>("told");
    expect(new Set(told.map(({ type }) => type))).toEqual(new Set(["ready", "reveal"]));
    const spacing = 'getComputedStyle(document.querySelector("main table")).borderSpacing';
    expect(await page.evaluate(spacing)).toBe("0px");
  });

  test("under the panel's policy nothing runs or loads, even were markup of the report let through", async () => {
    await openPanel(true);
    for (const attack of stopped) {
      await show(`<article>${attack}</article>`);
      expect(await trace(), attack).toEqual(NOTHING);
    }
  });

  test.each([
    ["with its policy", (html: string) => html],
    ["without its policy", withoutPolicy],
  ])("saved pages of hostile reports, each %s", async (_name, change) => {
    for (const { page: html } of some) {
      await open(change(html));
      expect(await trace()).toEqual(NOTHING);
    }
  });

  test("under a saved page's policy nothing runs or loads, even were markup of the report let through", async () => {
    const { page: html } = shownOf(cleanReport);
    for (const attack of stopped) {
      await open(html.replace("<article", () => `${attack}<article`));
      // A link that is clicked leads on.
      expect(await trace({ clicks: false }), attack).toEqual(NOTHING);
    }
  });

  test("what runs or loads is seen: markup that is not escaped, in a panel without a policy", async () => {
    const seen = { ran: 0, dialogs: 0, requests: 0 };
    for (const attack of stopped.slice(0, 24)) {
      // What these begin may keep their page from being left.
      await openTab();
      await openPanel(false);
      await show(attack);
      const { ran, dialogs, requests } = await trace({ clicks: false });
      seen.ran += ran;
      seen.dialogs += dialogs;
      seen.requests += requests.length;
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(3);
  });
});
