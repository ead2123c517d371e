import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { openSource } from "../../../server/src/core/open";
import { cleanReport, spoiled } from "../../protocol/report";
import { differenceOf, isFocused, ReportPage, wordFile } from "./reportPage";
import { behind, eventually, openWindow, type Window } from "./workbench";

/*
 * A Word report in the window, as somebody meets it who knows Word and not this editor: it opens as the page, is edited on
 * the page, and goes back into the file. Each test has a file of its own.
 */

/** The cell of “予以公开” and “自然人”, which should be 1. */
const cell = "requests.granted.naturalPerson";
const wrong = spoiled(["| （一）予以公开 |  | 1 |", "| （一）予以公开 |  | 9 |"]);

/** A report with bars as a web page. */
function htmlOf(text: string): string {
  const lines = text.split("\n").flatMap((line) => {
    if (line === "" || line.startsWith("| ---")) return [];
    if (line.startsWith("|"))
      return [`<tr><td>${line.slice(2, -2).split(" | ").join("</td><td>")}</td></tr>`];
    return [line.startsWith("#") ? `<h2>${line.replace(/^#+ /, "")}</h2>` : `<p>${line}</p>`];
  });
  const body = lines.join("\n").replace(/(?:<tr>.*\n?)+/g, (rows) => `<table>\n${rows}</table>\n`);
  return `<!DOCTYPE html>\n<html>\n<body>\n${body}\n</body>\n</html>\n`;
}

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
  await eventually(() => page.sums.textContent()).toMatch(/本行.*多 6.*本列.*多 6/);
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

it("the same by keyboard alone", async () => {
  const { name, path, before } = putWord();
  await window.quickOpen(name);
  await page.cell(cell).waitFor();
  await page.focused();
  await page.tabTo(page.cell(cell));
  const [left, above] = ["requests.granted.enterprise", "requests.carriedOver.enterprise"];
  for (const [key, next] of [
    ["ArrowRight", left],
    ["ArrowUp", above],
    ["ArrowDown", left],
    ["ArrowLeft", cell],
  ] as const) {
    await window.press(key);
    await page.cell(next).and(page.frame.locator(":focus")).waitFor();
  }
  await window.type("7");
  await eventually(() => page.sums.textContent()).toContain("多 6");
  await window.press("Enter");
  await page.says(cell, "7");
  await window.press("F8");
  await eventually(() => isFocused(page.cell(cell)), "the mark has the focus").toBe(true);
  await page.tabTo(page.cell(cell).locator("a.ref").first());
  await window.press("Enter");
  await page.tabTo(page.note("cell-suspect").getByRole("button", { name: "改为 1" }));
  await window.press("Enter");
  await page.says(cell, "1");
  await window.press("Control+S");
  await saved(name).waitFor();
  expect(differenceOf(path, before)).toBe("9→1");
});

it("undoing and redoing are the editor's own, also of what a button did", async () => {
  const { name, path, before } = await openWord();
  await page.write(cell, "7");
  await page.write("requests.granted.enterprise", "3");
  await window.press("Control+Z");
  await page.says("requests.granted.enterprise", "1");
  await page.says(cell, "7");
  await window.press("Control+Z");
  await page.says(cell, "9");
  await saved(name).waitFor();
  await window.press("Control+Shift+Z");
  await page.says(cell, "7");
  await window.press("Control+Y");
  await page.says("requests.granted.enterprise", "3");
  await window.press("Control+S");
  await saved(name).waitFor();
  await window.press("Control+Z");
  await window.press("Control+Z");
  await page.says(cell, "9");
  await window.press("Control+S");
  await saved(name).waitFor();
  expect(differenceOf(path, before)).toBe("");
});

it("what is saved while a number is being written has that number in it", async () => {
  const { name, path, before } = await openWord();
  await page.cell(cell).dblclick();
  await window.type("1");
  await window.press("Control+S");
  await eventually(() => differenceOf(path, before)).toBe("9→1");
  await saved(name).waitFor();
});

it("the window's own keys work on the page and in its fields", async () => {
  const { name } = await openWord();
  await page.cell(cell).dblclick();
  await window.type("5");
  await window.press("Control+Z");
  await window.press("Control+F");
  await window.page.locator(".simple-find-part.visible").waitFor();
  await window.press("Escape");
  await window.page.locator(".simple-find-part.visible").waitFor({ state: "detached" });
  await window.screenshot("word keys");
  expect(await window.activeTab(name).count()).toBe(1);
});

it("what was written outlives the window, and so does the page", async () => {
  const { name, path, before } = await openWord();
  await page.write(cell, "1");
  await dirty(name).waitFor();
  await window.reload();
  await page.cell(cell).waitFor();
  await page.says(cell, "1");
  await dirty(name).waitFor();
  expect(differenceOf(path, before), "what is not saved is not in the file").toBe("");
  await window.screenshot("word reloaded");
  await page.cell("requests.granted.enterprise").click();
  await window.press("Control+S");
  await saved(name).waitFor();
  expect(differenceOf(path, before)).toBe("9→1");
});

it("a file that another program saved meanwhile is not overwritten, and it is told", async () => {
  const { name, path } = await openWord();
  await page.write(cell, "7");
  await dirty(name).waitFor();
  const other = wordFile(cleanReport);
  writeFileSync(path, other);
  await window.bellSays("已被其他程序改过");
  await page.cell("requests.granted.enterprise").click();
  await window.press("Control+S");
  await window.bellSays("没有保存");
  await window.screenshot("word conflict");
  expect(Buffer.from(other).equals(readFileSync(path)), "the other program's file").toBe(true);
  await window.answerMessage("已被其他程序改过", "放弃我的改动，重新读取");
  await page.says(cell, "1");
  await saved(name).waitFor();
  expect(Buffer.from(other).equals(readFileSync(path)), "the other program's file").toBe(true);
});

it("the text is a click away, beside the page, and each leads to the place in the other", async () => {
  const { name, path } = await openWord();
  const { text } = await openSource(new Uint8Array(readFileSync(path)));
  await page.button("看文字").click();
  await eventually(() => window.page.locator(".editor-group-container").count()).toBe(2);
  await window.page.locator(".editor-instance .monaco-editor.focused").waitFor();
  await page.cell(cell).waitFor();
  await window.screenshot("word beside its text");

  const place = behind(text, "现行有效件数");
  await window.goTo(text, place);
  await eventually(() => page.here.textContent()).toContain("现行有效件数");

  await page.cell(cell).click();
  await page.focused();
  await window.focusGroup(2);
  await window.cursorAt({ line: behind(text, "（一）予以公开").line });

  // What is written in the one is seen in the other, and undone in either.
  await window.type("5");
  await page.says(cell, "5");
  await page.cell(cell).click();
  await page.focused();
  await window.press("Control+Z");
  await page.says(cell, "9");
  await page.button("看文字").click();
  expect(await window.tabs.count(), "it is seen already").toBe(2);
  expect(name).toContain("docx");
});

it("the next finding is gone to on the page, by commands and from the problems", async () => {
  const { name, path } = await openWord();
  const { text } = await openSource(new Uint8Array(readFileSync(path)));
  const { line } = behind(text, "（一）予以公开");
  await page.cell("requests.newReceived.total").click();
  await window.press("F8");
  await page.cell(cell).and(page.frame.locator(":focus")).waitFor();
  await page.cell("requests.newReceived.total").click();
  await window.command("年度报告检查: 转到下一处错误");
  await page.cell(cell).and(page.frame.locator(":focus")).waitFor();
  await window.command("年度报告检查: 转到下一处警告");
  await window.bellSays("没有警告");
  await window.showProblems();
  // VS Code tells a page nothing of the place: the text is opened there.
  await window.problemsPanel.getByText("填了 9，应为 1").click();
  await window.cursorAt({ line });
  expect(await window.activeTab(name).count()).toBe(1);
});

it("in a field undoing takes back what is being written, and nothing else", async () => {
  await openWord();
  await page.write("requests.granted.enterprise", "3");
  await page.cell(cell).dblclick();
  await window.type("5");
  await window.press("Control+Z");
  await eventually(() => page.field.inputValue()).toBe("9");
  await window.press("Escape");
  await page.says(cell, "9");
  await page.says("requests.granted.enterprise", "3");
});

/** The same report in each kind of text. */
const texts = { md: wrong, txt: wrong, html: htmlOf(wrong) };

for (const [extension, text] of Object.entries(texts)) {
  it(`the preview beside a ${extension} report edits too, and undoes`, async () => {
    const name = `青溪县水务局政府信息公开工作年度报告（${++files}）.${extension}`;
    await window.open(name, text);
    await window.statusSays("2023年年度报告");
    await window.command("年度报告检查: 预览报告");
    await page.cell(cell).waitFor();
    await page.write(cell, "1");
    await eventually(() => page.main.locator(".notes").count(), "notes").toBe(0);
    await page.cell(cell).click();
    await window.press("Control+Z");
    await page.says(cell, "9");
    await page.focused();
    await window.press("Control+Y");
    await page.says(cell, "1");
    await page.focused();
    await window.focusGroup(1);
    await window.press("Control+S");
    await eventually(() => window.read(name)).not.toBe(text);
    const now = window.read(name);
    expect(now.length, "as long as it was").toBe(text.length);
    expect([...now].flatMap((it, at) => (it === text[at] ? [] : [`${text[at]}→${it}`]))).toEqual(["9→1"]);
  });
}

it("a text opens as the page as well; what is no report any more is told so, and undoing brings it back", async () => {
  await window.open("讨论稿.md", wrong);
  await window.statusSays("2023年年度报告");
  await window.command("年度报告检查: 看页面");
  await page.cell(cell).waitFor();
  await page.write(cell, "7");
  await page.button("看文字").click();
  await eventually(() => window.page.locator(".editor-group-container").count()).toBe(2);
  await window.page.locator(".editor-instance .monaco-editor.focused").waitFor();
  await window.press("Control+A");
  await window.paste("某镇工作情况");
  await eventually(() => page.main.textContent()).toContain("读不出年度报告");
  await window.screenshot("page of no report");
  await page.main.click();
  await page.focused();
  await window.press("Control+Z");
  await page.says(cell, "7");
  await window.press("Control+Z");
  await page.says(cell, "9");
});
