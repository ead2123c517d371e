import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { cleanReport, spoiled } from "../../protocol/report";
import { differenceOf, isFocused, ReportPage, wordFile } from "./reportPage";
import { eventually, openWindow, type Window } from "./workbench";

/*
 * A Word report in the window, as somebody meets it who knows Word and not this editor: it opens as the page, is edited on
 * the page, and goes back into the file. Each test has a file of its own.
 */

/** The cell of “予以公开” and “自然人”, which should be 1. */
const cell = "requests.granted.naturalPerson";
const wrong = spoiled(["| （一）予以公开 |  | 1 |", "| （一）予以公开 |  | 9 |"]);

let window: Window;
let page: ReportPage;
let files = 0;

beforeAll(async () => {
  window = await openWindow();
  page = new ReportPage(window);
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await window.screenshot(`failed ${task.name}`);
  await window.reset();
});

afterAll(() => window?.close());

/** A Word file of its own, with a name that makes it a report. */
function putWord(text = wrong): { name: string; path: string; before: Uint8Array } {
  const name = `青溪县水务局政府信息公开工作年度报告（${++files}）.docx`;
  const path = join(window.folder, name);
  const before = wordFile(text);
  writeFileSync(path, before);
  return { name, path, before };
}

/** Opens a Word file of its own from the Explorer. */
async function openWord(text = wrong): Promise<{ name: string; path: string; before: Uint8Array }> {
  const file = putWord(text);
  await window.file(file.name).dblclick();
  await page.cell(cell).waitFor();
  return file;
}

const saved = (name: string) => window.page.locator(".tab.active:not(.dirty)").filter({ hasText: name });
const dirty = (name: string) => window.page.locator(".tab.active.dirty").filter({ hasText: name });

it("a number is written in its cell, mended by the button of its note, and saved, all by mouse", async () => {
  const { name, path, before } = await openWord();
  await page.cell(cell).dblclick();
  await window.type("7");
  await eventually(() => page.sums.textContent()).toMatch(/本行.*少 6.*本列.*(多|少)/);
  await window.screenshot("word sums");
  await window.press("Enter");
  await page.says(cell, "7");
  await page.cell(cell).locator("a.ref").first().waitFor();
  await dirty(name).waitFor();
  const note = page.note("cell-suspect");
  await eventually(() => note.textContent()).toContain("“（一）予以公开”行“自然人”填了 7，应为 1");
  await window.screenshot("word note");
  expect(differenceOf(path, before), "before it is saved").toBe("");

  await note.getByRole("button", { name: "改为 1" }).click();
  await page.says(cell, "1");
  await eventually(() => page.summary.textContent()).toContain("未发现问题");
  await window.press("Control+S");
  await saved(name).waitFor();
  expect(differenceOf(path, before)).toBe("9→1");
  await window.screenshot("word saved");
});
