import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { behind, eventually, openWindow, type Window } from "./workbench";

/*
 * Prompts, actions and the preview in English, whether the user wants that or VS Code itself is English. What is wrong with a
 * report, its remedies and the names of rules are Chinese in any language, as is whatever is quoted from a report.
 */

const chinese = /[\u3400-\u9fff]/;

/** What is left of a text without what it quotes. */
const unquoted = (text: string) => text.replace(/“[^”]*”/g, "“”");

const faulty = twoFullwidthCells.replace("| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |");

/** VS Code takes the titles of commands in its own language. */
const titles = {
  "zh-cn": { preview: "年度报告检查: 预览报告", create: "年度报告检查: 新建年度报告" },
  en: { preview: "Disclosure Report: Preview Report", create: "Disclosure Report: New Annual Report" },
};

describe.each([
  { language: "en", editor: "zh-cn" },
  { language: "auto", editor: "en" },
] as const)("language $language, in a VS Code that is $editor", ({ language, editor }) => {
  let window: Window;
  const shot = (name: string) => window.screenshot(`${language}-${name}`);

  beforeAll(async () => {
    window = await openWindow({ "disclosureLint.language": language }, editor);
  });
  afterAll(() => window?.close());

  it("a report at work", async () => {
    await window.open("青溪县水务局政府信息公开年度报告.txt", faulty);
    await window.statusSays("Annual report on 2023");
    await window.languageStatus.click();
    await window.hover.getByText("Errors: 1", { exact: true }).waitFor();
    await window.hover.getByText("Warnings: 2", { exact: true }).waitFor();
    await shot("status");
    for (const line of await window.hover.allInnerTexts()) expect(unquoted(line)).not.toMatch(chinese);
    await window.press("Escape");

    await window.goTo(faulty, behind(faulty, "| 行政许可 | ３６"));
    await window.squiggleBeforeCursor();
    const actions = await window.offeredActions();
    await shot("actions");
    expect(actions).toContain("Fix All “全角数字” (2 Places)");
    const ignoring = actions.find((title) => title.startsWith("Ignore here: "));
    expect(ignoring).toBeDefined();
    await window.press("Escape");
    const lens = window.editor.locator(".codelens-decoration");
    await window.goTo(faulty, { line: 45, column: 1 });
    await eventually(async () => (await lens.allTextContents()).join("\n")).toContain("Sums");
    for (const title of await lens.allTextContents()) expect(unquoted(title)).not.toMatch(chinese);
  });

  it("the preview", async () => {
    await window.open("青溪县水务局政府信息公开年报.txt", wrongTotal);
    await window.statusSays("Annual report on 2023");
    await window.command(titles[editor].preview);
    await window.preview.locator("td.wrong.error").waitFor();
    await shot("preview");
    const own = window.preview.locator(
      "button:not([data-note], [data-fix]), .severity, aside.notes > p, summary",
    );
    // Of a narrow window some are in a menu.
    const said = (await own.allTextContents()).map((text) => text.trim());
    expect(said).toEqual(
      expect.arrayContaining(["Previous", "Next", "Print", "Save as Web Page", "Error 1", "Why"]),
    );
    const summary = await window.preview.locator("header").first().textContent();
    expect([summary ?? "", ...said].map(unquoted).filter((text) => chinese.test(text))).toEqual([]);
    await window.activeTab("Preview ").waitFor();
  });

  it("a new report", async () => {
    await window.command(titles[editor].create);
    const asked: string[] = [];
    const ask = async (question: string, typed: string) => {
      asked.push(await window.prompted(question));
      await shot(`new-${asked.length}`);
      await window.answer(question, typed);
    };
    await ask("Which year is reported on?", "2024");
    await ask("Full name of the agency", "云溪镇人民政府");
    await ask("Which report of last year", "None");
    await ask("What kind of file", "Text");
    await window.statusSays("Annual report on 2024");
    // Agencies have Chinese names, files as well.
    const names = /\S*(?:人民政府|水务局)\S*/g;
    expect(asked.map((text) => text.replace(names, "")).filter((text) => chinese.test(text))).toEqual([]);
  });
});
