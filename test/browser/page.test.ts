import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Diagnostic } from "../../server/src/core/findings/finding";
import { ATTACKS } from "../features/hostile";
import { cleanReport, spoiled, twoFullwidthCells, wrongTotal } from "../protocol/report";
import { browserPath, PagePanel, shownAs } from "./pagePanel";

/* The page as one works on it: cells and sentences are edited in place, by mouse and by keyboard, and notes are answered. */

const corpus = (name: string) => readFileSync(join(import.meta.dirname, "../corpus/clean", name), "utf8");

/** Of each format a report with all three tables. */
const FORMATS = {
  "2019": corpus("street-2020-tabs.txt"),
  "2021": cleanReport,
};
const NEW = "requests.newReceived.naturalPerson";
const TOTAL = "requests.newReceived.total";
/** A row's sum and a column's are both broken by one number: 0 for 1. */
const wrongCell = spoiled(["| （一）予以公开 |  | 1 | 1 | 0 |", "| （一）予以公开 |  | 1 | 3 | 0 |"]);

const name = browserPath ? "the page" : "the page (skipped: no Chromium)";

describe.skipIf(!browserPath)(name, { timeout: 120_000 }, () => {
  let panel: PagePanel;
  beforeAll(async () => {
    panel = await PagePanel.start();
  }, 120_000);
  afterAll(() => panel?.close());

  describe("a cell", () => {
    beforeEach(() => panel.open(shownAs(cleanReport)));

    const editOf = (key: string, before: string, text: string) =>
      expect.objectContaining({
        type: "edit",
        version: 1,
        before,
        text,
        place: expect.objectContaining({ key }),
      });

    test.each([
      ["Enter takes it, and leaves the focus there", ["7", "Enter"], "7", NEW],
      ["Esc does not", ["7", "Escape"], undefined, NEW],
      ["what stays as it was is no edit", ["2", "Enter"], undefined, NEW],
      ["nothing can be put there", ["Delete", "Enter"], "", NEW],
      ["Tab goes on", ["7", "Tab"], "7", "requests.newReceived.enterprise"],
      ["Shift+Tab goes back: from the first of the table out of it", ["7", "Shift+Tab"], "7", undefined],
      ["the arrow goes down", ["7", "ArrowDown"], "7", "requests.carriedOver.naturalPerson"],
      ["and up", ["7", "ArrowUp"], "7", NEW],
      ["leaving it takes it", ["7", "Control+s"], "7", undefined],
    ] as const)("%s", async (_name, keys, text, then) => {
      await panel.edit(NEW);
      await panel.press(...keys);
      expect(await panel.said()).toEqual(text === undefined ? [] : [editOf(NEW, "2", text)]);
      if (then !== undefined) expect(await panel.here()).toBe(then);
      if (text !== undefined) expect(await panel.cell(NEW).textContent()).toBe(text);
    });

    test.each([
      ["Control+z", "undo"],
      ["Control+Shift+Z", "redo"],
      ["Control+y", "redo"],
    ] as const)(
      "%s comes in turn behind what was just written, and not past the page",
      async (keys, type) => {
        await panel.page.evaluate(
          'globalThis.passed = 0; window.addEventListener("keydown", ({ key }) => { if (/^[zy]$/i.test(key)) passed++; })',
        );
        await panel.edit(NEW);
        await panel.press("7", "Enter", keys);
        expect(await panel.said()).toEqual([editOf(NEW, "2", "7"), { type }]);
        expect(await panel.page.evaluate("passed"), "seen by the editor around the page").toBe(0);
      },
    );

    test.each([
      ["a digit takes its place", ["8"], "8"],
      ["with a second one behind it", ["8", "1"], "81"],
      ["F2 opens what is there", ["F2"], "2"],
      ["Enter as well", ["Enter"], "2"],
      ["Backspace opens it empty", ["Backspace"], ""],
    ] as const)("with the keyboard: %s", async (_name, keys, value) => {
      await panel.cell(NEW).click();
      await panel.press(...keys);
      expect(await panel.field.inputValue()).toBe(value);
    });

    test("Enter while Chinese is put together belongs to who puts it together", async () => {
      await panel.edit(NEW);
      await panel.page.evaluate(`((field) => {
        field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
        field.value = "三";
        globalThis.composed = field;
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }));
      })(document.activeElement)`);
      expect(await panel.field.inputValue()).toBe("三");
      await panel.tell(shownAs(cleanReport, { version: 2 }));
      // What comes meanwhile waits, as it would take the field away in the middle of a word.
      expect(await panel.page.evaluate("globalThis.composed === document.activeElement")).toBe(true);
      await panel.page.evaluate(
        `document.activeElement.dispatchEvent(new CompositionEvent("compositionend"))`,
      );
      expect(await panel.page.evaluate("globalThis.composed.isConnected")).toBe(false);
      expect(await panel.field.inputValue()).toBe("三");
      await panel.press("Enter");
      expect(await panel.said()).toEqual([expect.objectContaining({ type: "edit", version: 2, text: "三" })]);
    });

    test("a blank one is edited like any other", async () => {
      const blank = spoiled(["| 行政处罚 | 5 |", "| 行政处罚 |  |"]);
      await panel.open(shownAs(blank));
      const found = await panel.page.evaluate<string>(
        `[...document.querySelectorAll("[data-key]")].find((it) => it.firstChild?.nodeType !== 3).dataset.key`,
      );
      await panel.edit(found);
      await panel.press("6", "Enter");
      expect(await panel.said()).toEqual([editOf(found, "", "6")]);
    });

    test("one that the text does not have says where it can be added", async () => {
      await panel.open(shownAs(spoiled(["| 规章 | 0 | 0 | 0 |", "| 规章 | 0 | 0 |"])));
      await panel.page.locator("td.missing").first().dblclick();
      expect(await panel.alert.textContent()).toContain("文中没有这一格");
      await panel.press("ArrowDown");
      expect(await panel.alert.count()).toBe(0);
    });

    test("of a table that is no official one is told by where it stands", async () => {
      await panel.open(shownAs(spoiled(["全年新收", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n全年新收"])));
      const cell = panel.page.locator("table.plain td").first();
      await cell.dblclick();
      await panel.press("9", "Tab");
      const [edit] = await panel.said();
      expect(edit).toMatchObject({
        type: "edit",
        before: "1",
        text: "9",
        place: { start: expect.any(Number) },
      });
      expect(edit).not.toHaveProperty("place.key");
      expect(await panel.field.inputValue()).toBe("2");
    });
  });

  describe("the sums beneath a cell", () => {
    test("are worked out while it is written, and say what would be right", async () => {
      await panel.open(shownAs(wrongCell));
      await panel.edit("requests.granted.enterprise");
      const said = async () => (await panel.sums.textContent()) ?? "";
      expect(await said()).toMatch(/改为 1改成 1，两式都成立.*本行1\+3= 4总计 2多 2本列3（七）总计 1多 2/);
      await panel.press("1");
      expect(await said()).not.toContain("改为");
      expect(await said()).toMatch(/本行1\+1= 2总计 2成立本列1（七）总计 1成立/);
      await panel.press("Escape");
      expect(await panel.sums.count()).toBe(0);
      await panel.edit("requests.granted.enterprise");
      await panel.sums.getByRole("button", { name: "改为 1" }).click();
      expect(await panel.said()).toEqual([expect.objectContaining({ type: "edit", before: "3", text: "1" })]);
      expect(await panel.here()).toBe("requests.granted.enterprise");
    });

    test("have what is added up, and the heads, in grey", async () => {
      await panel.open(shownAs(cleanReport));
      await panel.edit(TOTAL);
      const near = await panel.page.locator(".near[data-key]").evaluateAll((all) => all.length);
      // Six kinds of applicants, and the other three rows of the equation of the column.
      expect(near).toBe(9);
      expect(await panel.page.locator(".near:not([data-key])").allInnerTexts()).toEqual(
        expect.arrayContaining(["总计", "一、本年新收政府信息公开申请数量"]),
      );
      await panel.press("Escape");
      expect(await panel.page.locator(".near").count()).toBe(0);
    });

    test.each(Object.entries(FORMATS))(
      "take no cell of the %s tables out of its column, in any row",
      async (_year, text) => {
        await panel.open(shownAs(text));
        const report = await panel.page.evaluate<{ rows: number; moved: string[]; left: string[] }>(`(() => {
        const places = () => [...document.querySelectorAll("table[role=grid] :is(td, th)")].filter((it) => !it.closest("tr.sums"))
          .map((it) => { const { left, width } = it.getBoundingClientRect(); return [it, Math.round(left), Math.round(width)]; });
        const html = document.querySelector("main").innerHTML;
        const moved = [];
        const keys = [...document.querySelectorAll("[data-key]")].map((it) => it.dataset.key);
        const firsts = keys.filter((key, at) => at === 0 || key.split(".").slice(0, 2).join() !== keys[at - 1].split(".").slice(0, 2).join());
        for (const key of firsts) {
          const cell = document.querySelector(\`[data-key="\${key}"]\`);
          const before = places();
          cell.dispatchEvent(new MouseEvent("dblclick", { bubbles: true, cancelable: true }));
          const row = document.querySelector("tr.sums");
          const table = cell.closest("table").getBoundingClientRect();
          const cells = [...row.cells].map((it) => it.getBoundingClientRect());
          if (Math.abs(cells.at(-1).right - table.right) > 2 || row.previousElementSibling !== cell.parentElement) moved.push(key + " box");
          for (const [it, left, width] of before) {
            const now = it.getBoundingClientRect();
            if (Math.abs(now.left - left) > 1 || Math.abs(now.width - width) > 1) moved.push(key + ": " + it.textContent);
          }
          document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
        }
        const spans = (text) => text.match(/(?:row|col)span="\\d+"/g).join();
        return { rows: firsts.length, moved, left: spans(html) === spans(document.querySelector("main").innerHTML) ? [] : ["spans"] };
      })()`);
        expect(report.rows).toBeGreaterThan(30);
        expect(report).toMatchObject({ moved: [], left: [] });
      },
    );

    test("the heads stay in sight, and what is edited below them", async () => {
      await panel.open(shownAs(cleanReport), 900, 620);
      await panel.page.locator("tr:has-text('（七）总计') td").first().dblclick();
      const [heads, cell, sums] = await Promise.all(
        [".requests thead", "td.editing", "tr.sums"].map((it) => panel.page.locator(it).boundingBox()),
      );
      expect(cell!.y).toBeGreaterThanOrEqual(heads!.y + heads!.height - 1);
      expect(sums!.y + sums!.height).toBeLessThanOrEqual(621);
    });
  });

  describe("a sentence", () => {
    const sentence = () => panel.page.locator("p[data-edit]", { hasText: "供水、防汛类信息" });

    test.each([
      ["Enter", "改过的话", true],
      ["Tab", "改过的话", true],
      ["Escape", "改过的话", false],
    ] as const)("%s ends the edit", async (key, text, isTaken) => {
      await panel.open(shownAs(cleanReport));
      await sentence().dblclick();
      await panel.press("Control+a");
      await panel.page.keyboard.insertText(text);
      await panel.press(key);
      const before = "全年通过门户网站发布供水、防汛类信息210条。";
      expect(await panel.said()).toEqual(
        isTaken ? [expect.objectContaining({ type: "edit", before, text })] : [],
      );
      expect(await panel.page.locator("[contenteditable]").count()).toBe(0);
    });

    test("has the caret where one clicked, whatever marks stand before it", async () => {
      const text = spoiled([
        "全年新收政府信息公开申请3件，上年结转1件",
        "全年新收政府信息公开申请4件，上年结转1件",
      ]);
      await panel.open(shownAs(text));
      const line = panel.page.locator("p[data-edit]", { hasText: "全年新收" });
      const html = await line.innerHTML();
      const point = await panel.page.evaluate<{ x: number; y: number }>(`(() => {
        const last = [...document.querySelector("p:has(mark)").childNodes].findLast((it) => it.nodeType === 3);
        const range = document.createRange();
        const at = last.textContent.indexOf("依法");
        range.setStart(last, at);
        range.setEnd(last, at + 1);
        const { left, top, height } = range.getBoundingClientRect();
        return { x: left + 1, y: top + height / 2 };
      })()`);
      await panel.page.mouse.dblclick(point.x, point.y);
      await panel.page.keyboard.insertText("都");
      expect(await line.textContent()).toContain("均都依法");
      await panel.press("Escape");
      expect(await line.innerHTML()).toBe(html);
    });

    test("takes no line break, and of what is pasted the text", async () => {
      await panel.open(shownAs(cleanReport));
      await sentence().dblclick();
      await panel.press("Control+a");
      await panel.page.evaluate(`(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData("text/plain", "一行，\\n <img src=x onerror=alert(1)> 两行");
        dataTransfer.setData("text/html", "<b>一行，</b><img src=x>");
        document.activeElement.dispatchEvent(
          new InputEvent("beforeinput", { inputType: "insertFromPaste", dataTransfer, bubbles: true, cancelable: true }),
        );
      })()`);
      await panel.press("Shift+Enter");
      const text = "一行，<img src=x onerror=alert(1)> 两行";
      expect(await panel.said()).toEqual([expect.objectContaining({ type: "edit", text })]);
      expect(await sentence().locator("img").count()).toBe(0);
    });

    test("what comes while it is written is shown when it is done, and the edit is of the version it was written in", async () => {
      await panel.open(shownAs(cleanReport));
      await sentence().dblclick();
      await panel.page.keyboard.insertText("新");
      await panel.tell(shownAs(cleanReport.replace("青溪县水务局2023", "青溪县林业局2023"), { version: 2 }));
      expect(await panel.page.locator("h1").textContent()).toContain("水务局");
      await panel.press("Enter");
      expect(await panel.page.locator("h1").textContent()).toContain("林业局");
      expect(await panel.said()).toEqual([expect.objectContaining({ type: "edit", version: 1 })]);
    });
  });

  describe("drawn anew", () => {
    test("a cell goes on being written where it was", async () => {
      await panel.open(shownAs(cleanReport));
      await panel.edit(NEW);
      await panel.press("7", "1", "ArrowLeft");
      await panel.tell(shownAs(wrongTotal, { version: 2 }));
      expect(await panel.said()).toEqual([]);
      expect(await panel.field.inputValue()).toBe("71");
      await panel.press("5", "Enter");
      expect(await panel.said()).toEqual([
        expect.objectContaining({ type: "edit", version: 2, text: "751" }),
      ]);
    });

    test("what is begun in a note is still there", async () => {
      await panel.open(shownAs(wrongTotal));
      await panel.page.locator(".why summary").click();
      await panel.page.getByRole("button", { name: "忽略并写明原因" }).click();
      await panel.page.keyboard.insertText("原件如此");
      await panel.tell(shownAs(`${wrongTotal}\n`, { version: 2 }));
      expect(await panel.page.locator(".why[open]").count()).toBe(1);
      const reason = panel.page.getByLabel("忽略的原因");
      expect(await reason.inputValue()).toBe("原件如此");
      await panel.press("Enter");
      expect(await panel.said()).toEqual([{ type: "ignore", version: 2, finding: 1, reason: "原件如此" }]);
    });
  });

  describe("an edit that is refused", () => {
    const refusal = (key: string) =>
      ({
        type: "refused",
        place: { start: 0, end: 0, index: 0, key },
        text: "9a",
        reason: "这一格<b>改不了",
      }) as const;

    test("is open again with the reason beside it, until a key is pressed", async () => {
      await panel.open(shownAs(cleanReport));
      await panel.tell(refusal(NEW));
      expect(await panel.field.inputValue()).toBe("9a");
      expect(await panel.alert.textContent()).toBe("这一格<b>改不了");
      // Whatever comes meanwhile.
      await panel.tell(shownAs(cleanReport, { version: 2 }));
      expect(await panel.alert.textContent()).toBe("这一格<b>改不了");
      await panel.press("End");
      expect(await panel.alert.count()).toBe(0);
      expect(await panel.field.inputValue()).toBe("9a");
    });

    test("does not take the field from another place, and keeps what was written in sight", async () => {
      await panel.open(shownAs(cleanReport));
      await panel.edit(TOTAL);
      await panel.press("5");
      await panel.tell(refusal(NEW));
      expect(await panel.here()).toBe(TOTAL);
      expect(await panel.alert.textContent()).toBe("“9a”没有改进去：这一格<b>改不了");
      await panel.press("6");
      expect(await panel.field.inputValue()).toBe("56");
      expect(await panel.alert.count()).toBe(1);
      await panel.press("Escape", "F8");
      expect(await panel.alert.count()).toBe(0);
    });

    test("whose place is gone is told on top", async () => {
      await panel.open(shownAs(cleanReport));
      await panel.tell(refusal("requests.nowhere.total"));
      expect(await panel.page.locator(".toolbar [role=alert]").textContent()).toContain("“9a”没有改进去");
    });
  });

  describe("notes", () => {
    test("their buttons do what they say, and the next note has the focus when it is done", async () => {
      await panel.open(shownAs(twoFullwidthCells));
      await panel.page.locator("[data-fix]").first().click();
      expect(await panel.said()).toEqual([{ type: "fix", version: 1, finding: 1, fix: 0 }]);
      await panel.tell(shownAs(spoiled(["| 行政处罚 | 5 |", "| 行政处罚 | ５ |"]), { version: 2 }));
      expect(await panel.focused()).toBe("note-1");
      await panel.page.locator("[data-fix]").first().click();
      await panel.tell(shownAs(cleanReport, { version: 3 }));
      expect(await panel.page.evaluate("document.activeElement.tagName")).toBe("MAIN");
    });

    test("Enter goes to the place, and Esc back", async () => {
      await panel.open(shownAs(twoFullwidthCells));
      await panel.page.locator("#note-2").focus();
      await panel.press("Enter");
      expect(await panel.page.evaluate("document.activeElement.getAttribute('aria-describedby')")).toBe(
        "note-2",
      );
      await panel.press("Escape");
      expect(await panel.focused()).toBe("note-2");
    });

    test("a reason is required, and Esc puts it away", async () => {
      await panel.open(shownAs(wrongTotal));
      const ignore = panel.page.getByRole("button", { name: "忽略并写明原因" });
      await ignore.click();
      await panel.press("Enter");
      const reason = panel.page.getByLabel("忽略的原因");
      expect(await reason.getAttribute("aria-invalid")).toBe("true");
      await panel.press("Escape");
      expect(await reason.count()).toBe(0);
      expect(await panel.focused()).toBe("忽略并写明原因");
      expect(await panel.said()).toEqual([]);
    });

    /** The finding has so many remedies, each at another cell. */
    const withChoice = (count: number, isCandidate: boolean) => (found: readonly Diagnostic[]) =>
      found.map((finding) => {
        const at = cleanReport.indexOf("| （一）予以公开 |");
        const fixes = Array.from({ length: count }, (_, i) => {
          const start = cleanReport.indexOf("| 1 | 1 | 0", at) + 2 + 4 * i;
          return {
            title: `第 ${i + 1} 种 <i>`,
            safe: false,
            isCandidate,
            edits: [{ span: { start, end: start + 1 }, text: "9" }],
          };
        });
        return { ...finding, fixes };
      });

    test("of several remedies one is chosen; five are in sight, and the cells that they change framed", async () => {
      await panel.open(shownAs(wrongTotal, {}, withChoice(7, true)));
      const { page } = panel;
      expect(await page.locator(".maybe").count()).toBe(7);
      expect(await page.locator(".choice > label").count()).toBe(5);
      expect(await page.locator(".why[open]").count()).toBe(1);
      await page.getByRole("button", { name: "选定一种后再改" }).focus();
      await panel.press("Enter");
      expect(await panel.said()).toEqual([]);
      await page.getByText("另有 2 种").click();
      await page.getByText("第 6 种 <i>").click();
      await panel.tell(shownAs(wrongTotal, { version: 2 }, withChoice(7, true)));
      await page.getByRole("button", { name: "照选定的改" }).click();
      expect(await panel.said()).toEqual([{ type: "fix", version: 2, finding: 1, fix: 5 }]);
    });

    test("two are buttons side by side", async () => {
      await panel.open(shownAs(wrongTotal, {}, withChoice(2, false)));
      expect(await panel.page.locator("[data-fix]").allInnerTexts()).toEqual(["第 1 种 <i>", "第 2 种 <i>"]);
      expect(await panel.page.locator(".maybe").count()).toBe(0);
    });
  });

  describe("with the keyboard alone", () => {
    test("F8 goes from finding to finding, round and back", async () => {
      await panel.open(shownAs(twoFullwidthCells));
      const at: (string | undefined)[] = [];
      for (const key of ["F8", "F8", "F8", "Shift+F8", "Shift+F8"]) {
        await panel.press(key);
        at.push(await panel.here());
      }
      const [first, second] = at;
      expect(first).not.toBe(second);
      expect(at).toEqual([first, second, first, second, first]);
    });

    test("each table is one stop, and arrows go from cell to cell", async () => {
      await panel.open(shownAs(cleanReport));
      const stops = await panel.page
        .locator("table[role=grid]")
        .evaluateAll((all) => all.map((it) => it.querySelectorAll("[tabindex='0']").length));
      expect(stops).toEqual([1, 1, 1]);
      await panel.cell(NEW).focus();
      await panel.press("ArrowRight", "ArrowDown", "ArrowLeft");
      expect(await panel.here()).toBe("requests.carriedOver.naturalPerson");
      expect(await panel.page.locator(".requests [tabindex='0']").count()).toBe(1);
    });

    test("the menu of what is seldom needed opens in a narrow window, and Esc closes it", async () => {
      await panel.open(shownAs(cleanReport), 600);
      const print = panel.page.getByRole("button", { name: "打印" });
      expect(await print.isVisible()).toBe(false);
      await panel.page.locator(".more summary").focus();
      await panel.press("Enter");
      await print.waitFor();
      await panel.press("Escape");
      expect(await print.isVisible()).toBe(false);
      expect(await panel.focused()).toBe("更多");
      await panel.page.setViewportSize({ width: 1000, height: 800 });
      await print.waitFor();
    });

    test("the focus is seen wherever Tab leads", async () => {
      await panel.open(shownAs(wrongTotal));
      for (let at = 0; at < 40; at++) {
        await panel.press("Tab");
        const outline = await panel.page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
        expect(outline, await panel.focused()).not.toBe("none");
      }
    });
  });

  describe("the bar", () => {
    test("counts by severity, and has only what there is use for", async () => {
      await panel.open(shownAs(wrongTotal, { safe: 0 }));
      expect(await panel.page.locator(".count").allInnerTexts()).toEqual(["错误 1 处"]);
      expect(await panel.page.getByRole("button", { name: "一并修正" }).isVisible()).toBe(false);
      await panel.tell(shownAs(cleanReport, { safe: 2 }));
      expect(await panel.page.locator(".count").allInnerTexts()).toEqual(["未发现问题"]);
      expect(await panel.page.getByRole("button", { name: "下一处" }).isVisible()).toBe(false);
      await panel.page.getByRole("button", { name: "一并修正 2 处" }).click();
      expect(await panel.said()).toEqual([{ type: "command", name: "fixAll" }]);
    });

    test("its line for who is new is put away for good; that nothing can be changed stays", async () => {
      await panel.open(shownAs(cleanReport));
      const hint = panel.page.locator(".toolbar .hint");
      await panel.page.getByRole("button", { name: "知道了" }).click();
      expect(await hint.isVisible()).toBe(false);
      expect(await panel.said()).toEqual([{ type: "hintRead" }]);
      await panel.tell(shownAs(cleanReport));
      expect(await hint.isVisible()).toBe(false);
      await panel.tell(shownAs(cleanReport, { isEditable: false, hint: "只能看" }));
      expect(await hint.locator("span").textContent()).toBe("只能看");
    });
  });

  test("tables have their roles, and cells the names of their rows and columns", async () => {
    await panel.open(shownAs(wrongTotal));
    const { page } = panel;
    expect(await page.getByRole("grid", { name: "申请情况表" }).count()).toBeLessThanOrEqual(1);
    expect(await page.getByRole("grid").count()).toBe(3);
    const wrong = page.locator("td.wrong");
    expect(await wrong.getAttribute("aria-invalid")).toBe("true");
    const message = page.locator(`#${await wrong.getAttribute("aria-describedby")}`);
    expect(await message.textContent()).toMatch(/^错误1/);
    await panel.edit(NEW);
    expect(await panel.field.getAttribute("aria-label")).toBe("一、本年新收政府信息公开申请数量 · 自然人");
    await panel.tell(shownAs(wrongTotal, { isEditable: false }));
    expect(await page.getByRole("grid").count()).toBe(0);
  });

  test("what hostile reports say is text while it is edited, and where it is refused", async () => {
    for (const attack of ATTACKS.filter((it) => /onerror|script/.test(it)).slice(0, 6)) {
      const text = spoiled(["供水、防汛类信息210条", `${attack.replace(/[|\n]/g, "")}信息`]);
      await panel.open(shownAs(text));
      const line = panel.page.locator("p[data-edit]").nth(1);
      await line.dblclick();
      await panel.page.keyboard.insertText(attack);
      await panel.press("Enter");
      await panel.tell({
        type: "refused",
        place: { start: 0, end: 0, index: 9_999 },
        text: attack,
        reason: attack,
      });
      await panel.tell({ type: "tell", text: attack });
      expect(await panel.page.locator("main :is(script, img, iframe)").count(), attack).toBe(0);
      expect(await panel.page.locator(".toolbar :is(script, img, iframe)").count(), attack).toBe(0);
    }
  });
});
