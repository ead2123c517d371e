import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shell } from "../../client/src/page/shell";
import { findInstalledBrowser } from "../../scripts/vscode/install.mjs";
import { checkReport } from "../../server/src/core/check";
import { parseReport } from "../../server/src/core/report/recognise";
import { preview, standalonePage } from "../../server/src/features/preview/preview";
import { cleanReport, spoiled, wrongTotal } from "../protocol/report";

/* What the preview looks like: in any width, theme and contrast, and where the cursor of the text leads. */

const browserPath = process.env.CHROMIUM || findInstalledBrowser();
const HOME = "http://panel.invalid/";
const dist = (name: string) => readFileSync(join(import.meta.dirname, "../../dist", name), "utf8");

const WIDTHS = [1400, 900, 800, 600, 390];

/** Colours of VS Code's default themes. */
const THEMES = {
  light: {
    "editor-background": "#ffffff",
    "editor-foreground": "#3b3b3b",
    "editorError-foreground": "#e51400",
    "editorWarning-foreground": "#bf8803",
    "editorInfo-foreground": "#1a85ff",
  },
  dark: {
    "editor-background": "#1f1f1f",
    "editor-foreground": "#cccccc",
    "editorError-foreground": "#f14c4c",
    "editorWarning-foreground": "#cca700",
    "editorInfo-foreground": "#3794ff",
  },
};

/** The numbers of a county, the like of which are in a table of fifteen columns as well. */
const county = cleanReport
  .replace("| 2 | 1 | 0 | 0 | 0 | 0 | 3 |", "| 1234 | 567 | 0 | 89 | 0 | 0 | 1890 |")
  .replace("| 1 | 0 | 0 | 0 | 1 | 0 |", "| 120 | 45 | 0 | 0 | 165 | 1000 |");
/** Of these each is wider than its share of a narrow panel. */
const endless = cleanReport.replaceAll("| 0 | 0 |", "| 100000000000 | 100000000000 |");

const name = browserPath ? "in a browser" : "in a browser (skipped: no Chromium)";

describe.skipIf(!browserPath)(name, { timeout: 120_000 }, () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: browserPath!,
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    });
    page = await browser.newPage();
    await page.addInitScript("globalThis.acquireVsCodeApi = () => ({ postMessage() {}, setState() {} })");
  }, 120_000);
  afterAll(() => browser?.close());

  async function open(html: string, width: number, height = 900): Promise<void> {
    await page.unroute("**/*");
    const files = new Map([
      [HOME, { body: html, contentType: "text/html; charset=utf-8" }],
      [`${HOME}preview.js`, { body: dist("preview.js"), contentType: "text/javascript" }],
      [`${HOME}preview.css`, { body: dist("preview.css"), contentType: "text/css" }],
    ]);
    await page.route("**/*", (route) => {
      const file = files.get(route.request().url());
      return file ? route.fulfill(file) : route.abort();
    });
    await page.setViewportSize({ width, height });
    await page.goto(HOME);
  }

  /** Opens the panel with a report, the year before beside it. */
  async function openPanel(text: string, width: number, theme: keyof typeof THEMES = "light"): Promise<void> {
    await open(shell(HOME, `${HOME}preview.js`, `${HOME}preview.css`), width);
    for (const [key, value] of Object.entries(THEMES[theme]))
      await page.evaluate(`document.documentElement.style.setProperty("--vscode-${key}", "${value}")`);
    await show(text);
  }

  async function show(text: string): Promise<void> {
    const report = parseReport(text, { assumeReport: true });
    const before = parseReport(text.replaceAll("2023年", "2022年"), { assumeReport: true });
    const html = preview(report, checkReport(report), {
      marks: true,
      lastYear: { name: "去年.md", report: before },
    });
    await tell({
      type: "show",
      html,
      summary: "2023年年度报告",
      hint: "",
      isReport: true,
      sums: [],
      commands: [],
      state: { uri: "" },
    });
  }

  function tell(message: unknown): Promise<void> {
    const event = `new MessageEvent("message", { data: ${JSON.stringify(message)} })`;
    return page.evaluate(`window.dispatchEvent(${event}); void 0`);
  }

  const openSaved = (text: string, width: number) => {
    const body = preview(parseReport(text, { assumeReport: true }), [], { marks: false });
    return open(standalonePage(body, { title: "年度报告", style: dist("preview.css") }), width);
  };

  /** Whether the page is moved sideways, and what of its tables is out of sight, or of their cells. */
  const cutOff = () =>
    page.evaluate(`(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const out = [...document.querySelectorAll("th, td")].filter((cell) => {
        const { left, right } = cell.getBoundingClientRect();
        return left < 0 || right > clientWidth || cell.scrollWidth > cell.clientWidth + 1;
      });
      return { sideways: scrollWidth > clientWidth, out: out.map((cell) => cell.textContent) };
    })()`);

  const WHOLE = { sideways: false, out: [] };

  test.each(WIDTHS)(
    "all columns are in sight in a panel of %i pixels, and of a saved page",
    async (width) => {
      for (const text of [county, wrongTotal]) {
        await openPanel(text, width);
        expect(await page.locator("table.litigation td.value").count()).toBe(15);
        expect(await cutOff()).toEqual(WHOLE);
        await openSaved(text, width);
        expect(await cutOff()).toEqual(WHOLE);
      }
    },
  );

  test("a table that cannot fit is moved by itself, and its labels stay", async () => {
    for (const width of [600, 390]) {
      await openPanel(endless, width);
      expect(await cutOff()).toMatchObject({ sideways: false });
      const shown = await page.evaluate(`(() => {
        const box = document.querySelector(".scroll:has(.requests)");
        box.scrollTo(box.scrollWidth, 0);
        const left = (selector) => box.querySelector(selector).getBoundingClientRect().left - box.getBoundingClientRect().left;
        return { label: left("tbody th[scope=row]"), corner: left("thead th") };
      })()`);
      expect(shown).toEqual({ label: 0, corner: expect.any(Number) });
      expect((shown as { corner: number }).corner).toBeLessThan(0);
    }
    await openPanel(cleanReport, 390);
    expect(await page.locator(".wide").count()).toBe(0);
  });

  test("the official heads stay in sight below the bar while the rows go by", async () => {
    for (const width of [900, 600]) {
      await openPanel(cleanReport, width);
      await page.evaluate(
        `document.querySelector(".requests tbody tr:last-child").scrollIntoView({ block: "center" })`,
      );
      const bar = (await page.locator(".toolbar").boundingBox())!;
      const heads = (await page.locator(".requests thead").boundingBox())!;
      expect(heads.y).toBeCloseTo(bar.y + bar.height, 0);
    }
  });

  describe("the cursor", () => {
    /** Puts the cursor of the text behind a piece of it. */
    async function cursorBehind(text: string, piece: string): Promise<void> {
      const offset = text.indexOf(piece) + piece.length;
      expect(offset).toBeGreaterThan(piece.length);
      const end = text.indexOf("\n", offset);
      await tell({
        type: "cursor",
        offset,
        line: [text.lastIndexOf("\n", offset - 1) + 1, end < 0 ? text.length : end],
      });
    }
    const here = () => page.locator(".here").evaluateAll((all) => all.map((it) => it.textContent));

    test("between two cells leads to the nearest of the line", async () => {
      await openPanel(cleanReport, 600);
      for (const [piece, cell] of [
        ["\n| 规章 ", "规章"],
        ["\n| 行政强制 ", "行政强制"],
        ["| 行政处罚 | 5 |  |", "5"],
        ["\n|  |  | 8.属于行政查询事项 ", "8.属于行政查询事项"],
        ["\n| 四、结转下年度继续办理 |  |  | 1 | 0 | 0 | 0 | 0 | 0 | 1 |", "1"],
      ] as const) {
        await cursorBehind(cleanReport, piece);
        expect(await here(), piece).toEqual([cell]);
      }
    });

    test("on a ruling or in a blank line of a table leaves the table where the cursor is", async () => {
      const gap = spoiled(["|  | （五）不予处理 | 1.信访", "\n|  | （五）不予处理 | 1.信访"]);
      await openPanel(gap, 600);
      await cursorBehind(gap, "3.补正后申请内容仍不明确 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n");
      const cell = page.locator(".here");
      expect(await cell.evaluate((it) => it.tagName)).toMatch(/T[DH]/);
      const { y } = (await cell.boundingBox())!;
      const heads = (await page.locator(".requests thead").boundingBox())!;
      expect(y).toBeGreaterThanOrEqual(heads.y + heads.height - 1);
      expect(y).toBeLessThan(900);
      await cursorBehind(gap, "| --- | --- | --- | --- | --- | --- | --- |");
      expect(await cell.evaluate((it) => it.tagName)).toBe("TH");
    });
  });

  test("words of the flow are never under 11 pixels, however narrow the panel", async () => {
    for (const width of [...WIDTHS, 280]) {
      await openPanel(county, width);
      const sizes = await page.evaluate<number[]>(
        `[...document.querySelectorAll("svg text")].map((it) => parseFloat(getComputedStyle(it).fontSize) * it.getScreenCTM().a)`,
      );
      expect(sizes.length).toBeGreaterThan(8);
      expect(Math.min(...sizes), `${width}`).toBeGreaterThanOrEqual(11);
      expect(await cutOff()).toMatchObject({ sideways: false });
    }
  });

  /** The parts of a colour that is shown, each from 0 to 1. */
  const COLOUR = `(colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number).slice(0, 3);
    return colour.startsWith("color(") ? parts : parts.map((it) => it / 255);
  }`;

  test.each(["light", "dark"] as const)(
    "colour means wrong, and nothing else, in the %s theme",
    async (theme) => {
      await openPanel(wrongTotal, 900, theme);
      const coloured = await page.evaluate(`(() => {
      const parts = ${COLOUR};
      const isGrey = (colour) => /^none|url|^rgba.* 0\\)$/.test(colour) || (([r, g, b]) => Math.max(r, g, b) - Math.min(r, g, b) < 0.02)(parts(colour));
      const shown = [...document.querySelectorAll("main *")].filter((it) => {
        const { color, backgroundColor, fill, stroke } = getComputedStyle(it);
        return ![color, backgroundColor, ...(it.closest("svg") ? [fill, stroke] : [])].every(isGrey);
      });
      return [...new Set(shown.map((it) => it.className))].sort();
    })()`);
      expect(coloured).toEqual(["ref error", "severity error", "value wrong error"]);
    },
  );

  test.each(["light", "dark"] as const)(
    "what is said of findings can be read in the %s theme",
    async (theme) => {
      const text = spoiled(
        ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
        ["| 行政处罚 | 5 |", "| 行政处罚 | ５ |"],
      );
      await openPanel(text, 900, theme);
      const contrasts = await page.evaluate<number[]>(`(() => {
      const parts = ${COLOUR};
      const light = (colour) => parts(colour)
        .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
        .reduce((sum, it, at) => sum + it * [0.2126, 0.7152, 0.0722][at], 0);
      const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return [...document.querySelectorAll(".severity, a.ref, .notes button")].map((it) => {
        const { color, backgroundColor } = getComputedStyle(it);
        const page = getComputedStyle(document.body).backgroundColor;
        return contrast(light(color), light(backgroundColor.startsWith("rgba") ? page : backgroundColor));
      });
    })()`);
      expect(contrasts.length).toBeGreaterThan(5);
      expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test("a mark moves no number", async () => {
    await openPanel(wrongTotal, 900);
    const place = () =>
      page.evaluate(`(() => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector("td.wrong").firstChild);
        const { x, y } = range.getBoundingClientRect();
        return { x, y };
      })()`);
    const marked = await place();
    await page.locator(".refs").evaluateAll((all) => {
      for (const it of all) it.remove();
    });
    expect(await place()).toEqual(marked);
  });

  test("with forced colours what is wrong has an outline", async () => {
    await page.emulateMedia({ forcedColors: "active" });
    try {
      await openPanel(wrongTotal, 900);
      const outline = `getComputedStyle(document.querySelector("td.wrong")).outline`;
      expect(await page.evaluate(outline)).toMatch(/solid 2px/);
    } finally {
      await page.emulateMedia({ forcedColors: "none" });
    }
  });

  test("a reason opens by keyboard, and stays open while the text is changed", async () => {
    await openPanel(wrongTotal, 900);
    await page.locator("a.ref").click();
    await page.locator("#note-1:focus").waitFor();
    const reason = page.locator(".notes details p");
    expect(await reason.isVisible()).toBe(false);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await reason.waitFor();
    await show(`${wrongTotal}\n`);
    expect(await reason.isVisible()).toBe(true);
  });
});
