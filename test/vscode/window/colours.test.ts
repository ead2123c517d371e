import { afterEach, expect, it } from "vitest";
import { wrongTotal } from "../../protocol/report";
import { behind, openWindow, type Window } from "./workbench";

/*
 * The looks in the themes that VS Code comes with, each in a window of its own, one of them narrow: totals are as quiet as other
 * numbers, and only what is wrong has another colour.
 */

let window: Window | undefined;
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await window?.screenshot(`failed ${task.name}`);
  await window?.close();
});

const text = wrongTotal.replace("| 1 | 0 | 0 | 0 | 2 |", "| 1 | 0 | 0 | 0 | 97 |");
const wide = { width: 1400, height: 900 };

it.each([
  { theme: "Default Light Modern", kind: "vs", viewport: { width: 900, height: 800 } },
  { theme: "Default Dark Modern", kind: "vs-dark", viewport: wide },
])("numbers and preview in $theme", async ({ theme, kind, viewport }) => {
  window = await openWindow({ "workbench.colorTheme": theme }, "zh-cn", viewport);
  await window.page.locator(`.monaco-workbench.${kind}`).waitFor();
  await window.open("青溪县水务局政府信息公开年度报告.txt", text);
  await window.statusSays("错误 1 处");
  await window.goTo(text, behind(text, "| 97"));
  await window.squiggleBeforeCursor();
  const { total, wrong, other } = await window.coloursOfNumbers("97");
  expect(total).toBe(other);
  expect(wrong).not.toBe(other);
  await window.press("F8");
  await window.problemInText.waitFor();
  await window.screenshot(`${kind}-editor`);
  await window.press("Escape");
  await window.command("年度报告检查: 预览报告");
  const cell = window.preview.locator("td.wrong.error");
  await cell.waitFor();
  await cell.scrollIntoViewIfNeeded();
  await window.screenshot(`${kind}-preview`);
});
