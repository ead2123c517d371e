import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spoiled } from "../protocol/report";
import { browserPath, PagePanel, shownAs } from "./pagePanel";

/* The page in VS Code's own themes, in widths from a third of a window to a whole one: what is there can be read. */

/** What the default themes set, by the names of the colours; body classes are VS Code's. */
const THEMES = {
  "vscode-light": {
    "editor-background": "#ffffff",
    "editor-foreground": "#3b3b3b",
    descriptionForeground: "#3b3b3b",
    "editorError-foreground": "#e51400",
    "editorWarning-foreground": "#bf8803",
    "editorInfo-foreground": "#1a85ff",
    focusBorder: "#005fb8",
    "input-background": "#ffffff",
    "input-foreground": "#3b3b3b",
  },
  "vscode-dark": {
    "editor-background": "#1f1f1f",
    "editor-foreground": "#cccccc",
    descriptionForeground: "#9d9d9d",
    "editorError-foreground": "#f14c4c",
    "editorWarning-foreground": "#cca700",
    "editorInfo-foreground": "#3794ff",
    focusBorder: "#0078d4",
    "input-background": "#313131",
    "input-foreground": "#cccccc",
  },
  "vscode-high-contrast": {
    "editor-background": "#000000",
    "editor-foreground": "#ffffff",
    descriptionForeground: "rgba(255, 255, 255, 0.7)",
    "editorError-foreground": "#f48771",
    "editorWarning-foreground": "#ffd370",
    "editorInfo-foreground": "#3794ff",
    focusBorder: "#f38518",
    contrastBorder: "#6fc3df",
    "input-background": "#000000",
    "input-foreground": "#ffffff",
  },
  "vscode-high-contrast vscode-high-contrast-light": {
    "editor-background": "#ffffff",
    "editor-foreground": "#292929",
    descriptionForeground: "rgba(41, 41, 41, 0.7)",
    "editorError-foreground": "#b5200d",
    "editorWarning-foreground": "#895503",
    "editorInfo-foreground": "#1a85ff",
    focusBorder: "#006bbd",
    contrastBorder: "#0f4a85",
    "input-background": "#ffffff",
    "input-foreground": "#292929",
  },
};

/** Errors, warnings and hints, in cells and sentences, and a section that is missing. */
const faulty = spoiled(
  ["| （一）予以公开 |  | 1 | 1 | 0 |", "| （一）予以公开 |  | 1 | 3 | 0 |"],
  ["| 行政处罚 | 5 |", "| 行政处罚 | ５ |"],
  ["全年新收政府信息公开申请3件", "全年新收政府信息公开申请4件"],
  ["## 六、其他需要报告的事项\n\n本年度没有收取信息处理费，没有其他需要报告的事项。\n\n", ""],
);

/**
 * Of all text in sight its contrast with what is behind it, and of frames and lines of marks theirs; colours that let others
 * through are laid over them.
 */
const MEASURE = `(() => {
  const parse = (colour) => {
    const parts = colour.match(/-?[\\d.]+(?:e-?\\d+)?/g).map(Number);
    const scale = colour.startsWith("color(") ? 255 : 1;
    return [...parts.slice(0, 3).map((it) => it * scale), parts[3] ?? 1];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((it, at) => it * a + under[at] * (1 - a));
  const ground = (element) => {
    const layers = [];
    for (let it = element; it; it = it.parentElement) {
      const layer = parse(getComputedStyle(it).backgroundColor);
      layers.unshift(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const light = (colour) => colour.map((it) => it / 255)
    .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
    .reduce((sum, it, at) => sum + it * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const of = (element, colour, under) => contrast(over(parse(colour), under), under);
  const said = (element) => element.className + " " + element.textContent.trim().slice(0, 20);
  const texts = [];
  const sizes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || element.closest("script, svg, option")) continue;
    if (!element.checkVisibility() || element.getClientRects().length === 0) continue;
    const { color, fontSize } = getComputedStyle(element);
    texts.push([of(element, color, ground(element)), said(element)]);
    if (!element.matches(".ref")) sizes.push([parseFloat(fontSize), said(element)]);
  }
  const marks = [...document.querySelectorAll("td.wrong, th.wrong, a.ref, mark, .count, .lack, input, main button, .toolbar button")]
    .filter((it) => it.checkVisibility() && it.getClientRects().length > 0)
    .flatMap((it) => {
      const { boxShadow, borderTopColor, borderTopWidth, textDecorationLine, textDecorationColor } = getComputedStyle(it);
      const shadow = boxShadow === "none" ? [] : [boxShadow.match(/^[a-z-]+\\([^)]*\\)/)[0]];
      const border = parseFloat(borderTopWidth) > 0 && !it.matches("td, th") ? [borderTopColor] : [];
      const line = textDecorationLine === "none" ? [] : [textDecorationColor];
      const before = it.matches(".count") ? [getComputedStyle(it, "::before").borderTopColor] : [];
      return [...shadow, ...border, ...line, ...before].map((colour) => [of(it, colour, ground(it.matches("td, th, mark") ? it : it.parentElement)), said(it)]);
    });
  const lowest = (all) => all.reduce((a, b) => (b[0] < a[0] ? b : a));
  const { scrollWidth, clientWidth } = document.documentElement;
  return { count: texts.length, text: lowest(texts), mark: lowest(marks), size: lowest(sizes), sideways: scrollWidth - clientWidth };
})()`;

interface Measured {
  readonly count: number;
  /** The lowest contrasts and the smallest size, each with what it is of. */
  readonly text: readonly [number, string];
  readonly mark: readonly [number, string];
  readonly size: readonly [number, string];
  readonly sideways: number;
}

const name = browserPath ? "the page" : "the page (skipped: no Chromium)";

describe.skipIf(!browserPath)(name, { timeout: 120_000 }, () => {
  let panel: PagePanel;
  beforeAll(async () => {
    panel = await PagePanel.start();
  }, 120_000);
  afterAll(() => panel?.close());

  async function openIn(theme: keyof typeof THEMES, width: number): Promise<void> {
    await panel.open(shownAs(faulty), width);
    const style = Object.entries(THEMES[theme]).map(([key, colour]) => `--vscode-${key}: ${colour}`);
    await panel.page.evaluate(
      `document.documentElement.style.cssText += ${JSON.stringify(style.join("; "))}; document.body.className = ${JSON.stringify(theme)}`,
    );
  }

  async function expectReadable(): Promise<void> {
    const { count, text, mark, size, sideways } = await panel.page.evaluate<Measured>(MEASURE);
    expect(count).toBeGreaterThan(300);
    expect(text[0], text[1]).toBeGreaterThanOrEqual(4.5);
    expect(mark[0], mark[1]).toBeGreaterThanOrEqual(3);
    expect(size[0], size[1]).toBeGreaterThanOrEqual(12);
    expect(sideways).toBe(0);
  }

  test.each(Object.keys(THEMES) as (keyof typeof THEMES)[])(
    "in %s is readable, also while a cell is edited and a reason asked for",
    async (theme) => {
      await openIn(theme, 900);
      await expectReadable();
      await panel.page.locator("[data-ignore]").first().click();
      await expectReadable();
      await panel.edit("requests.granted.enterprise");
      await expectReadable();
    },
  );

  // 900 and 1000 pixels at 200 % are 450 and 500.
  test.each([1000, 700, 600, 500, 450])("is readable in %i pixels, and not moved sideways", async (width) => {
    await openIn("vscode-light", width);
    if (width >= 500) await expectReadable();
    else expect(await panel.page.evaluate<Measured>(MEASURE)).toMatchObject({ sideways: 0 });
    await panel.edit("requests.granted.enterprise");
    expect(await panel.page.evaluate<Measured>(MEASURE)).toMatchObject({ sideways: 0 });
  });
});
