import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Dialog, Request } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { root } from "../../../scripts/vscode/paths.mjs";
import { cleanReport, spoiled, twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { behind, eventually, openWindow, startOf, type Window } from "./workbench";

/*
 * What somebody who writes a report sees and does, in one window from the first test to the last. Each test opens a file
 * of its own and leaves no editor behind. Findings are looked for by rule and place: other rules may have more to say.
 */

const fixOnSaving = { "editor.codeActionsOnSave": { "source.fixAll.disclosureLint": "explicit" } };

let window: Window;
let files = 0;

beforeAll(async () => {
  window = await openWindow(fixOnSaving);
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await window.screenshot(`failed ${task.name}`);
  await window.reset();
  expect(await window.toasts.allTextContents(), "what popped up").toEqual([]);
});

afterAll(() => window?.close());

/** The cell of “予以公开” and “自然人”, which is 1 and stands in two equations. */
const granted = behind(cleanReport, "| （一）予以公开 |  | 1");

/** Opens a report as a file of its own, with a name that makes it one. */
async function openReport(text = cleanReport, extension = "txt"): Promise<string> {
  const name = `青溪县水务局政府信息公开年度报告（${++files}）.${extension}`;
  await window.open(name, text);
  await window.statusSays("2023年年度报告");
  return name;
}

/** Opens a report without a fault, and types 7 for 1. */
async function typeWrongNumber(): Promise<void> {
  await openReport();
  await window.goTo(cleanReport, granted);
  await window.retype("1", "7");
}

it("a wrong number gets a squiggle and an entry among the problems; undoing and mending take them away", async () => {
  await typeWrongNumber();
  await window.squiggleBeforeCursor();
  await window.screenshot("squiggle");

  await window.showProblems();
  const problem = window.problem("cell-suspect", startOf(granted, "7"));
  await eventually(() => problem.textContent()).toContain("“（一）予以公开”行“自然人”填了 7，应为 1");
  await window.statusSays("错误");
  await window.screenshot("problems");

  await window.focusEditor();
  await window.press("Control+Z");
  await window.press("Control+Z");
  await window.noProblems();
  await window.statusSays("未发现问题");

  await window.goTo(cleanReport, granted);
  await window.retype("1", "7");
  await problem.waitFor();
  await window.focusEditor();
  await window.retype("7", "1");
  await window.noProblems();
  await window.screenshot("mended");
});

it("an entry among the problems leads to its number", async () => {
  await openReport(wrongTotal);
  const total = behind(wrongTotal, "| 1 | 0 | 0 | 0 | 2");
  await window.showProblems();
  // Not in its middle, where the rule's page is linked.
  await window.problem("litigation-total", startOf(total, "2")).getByText("总计填了 2").click();
  await window.cursorAt(total);
  await window.screenshot("problem-chosen");
});

it("the lightbulb mends the number by keyboard", async () => {
  await typeWrongNumber();
  await window.squiggleBeforeCursor();
  await window.lightbulb.first().waitFor();
  await window.chooseAction("改为 1", () => window.screenshot("lightbulb"));
  await eventually(() => window.shownText()).toContain("（一）予以公开 |  | 1 | 1 | 0 |");
  await window.showProblems();
  await window.noProblems();
  await window.screenshot("fix-applied");
});

it("a fix for all findings of a rule is offered beside the one for this finding", async () => {
  await openReport(twoFullwidthCells);
  await window.goTo(twoFullwidthCells, behind(twoFullwidthCells, "| 行政许可 | ３６"));
  await window.squiggleBeforeCursor();
  await window.chooseAction("修正全部“全角数字”（2处）", () => window.screenshot("fix-all-of-a-rule"));
  const shown = () => window.shownText();
  await eventually(shown).toContain("| 行政许可 | 36 |");
  await eventually(shown).toContain("| 行政处罚 | 5 |");
  await eventually(() => window.squiggles.count()).toBe(0);
});

it("F8 goes from problem to problem", async () => {
  const text = spoiled(
    ["| （一）予以公开 |  | 1 |", "| （一）予以公开 |  | 7 |"],
    ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
  );
  await openReport(text);
  await window.statusSays("错误");
  await window.goTo(text, { line: 1, column: 1 });
  await window.press("F8");
  await eventually(() => window.problemInText.textContent()).toContain("填了 7，应为 1");
  await window.cursorAt({ line: granted.line });
  await window.screenshot("next-problem");
  await window.press("F8");
  await eventually(() => window.problemInText.textContent()).toContain("总计填了 2，四项之和是 1");
  await window.cursorAt({ line: behind(text, "| 1 | 0 | 0 | 0 | 2 |").line });
  await window.screenshot("problem-after-it");
});

it("hovering over the number says what is wrong, and leads to the rule in the manual", async () => {
  await typeWrongNumber();
  await window.hoverBeforeCursor("填了 7，应为 1", "Quick Fix...");
  await window.screenshot("hover");
  await window.hover.getByText("改成 1，这些等式就都成立。").waitFor();
  await window.hover.getByRole("link", { name: "这个数填错了 cell-suspect" }).click();
  await window.activeTab("cell-suspect.md").waitFor();
  await window.screenshot("rule-in-manual");
});

it("the outline has the parts of the report, and leads to them", async () => {
  await openReport();
  await window.showOutline();
  const row = window.outline.locator(".monaco-list-row");
  for (const name of ["一、总体情况", "二、主动公开政府信息情况", "主动公开政府信息情况表", "行政许可"]) {
    await row.filter({ hasText: name }).first().waitFor();
  }
  await row.filter({ hasText: "行政许可" }).click();
  await window.cursorAt({ line: behind(cleanReport, "| 行政许可 |").line });
  await window.screenshot("outline");
  await window.showOutline();
  await window.press("ArrowDown");
  await window.press("Enter");
  await window.cursorAt({ line: behind(cleanReport, "| 第二十条第（六）项 |").line });
});

it("in a Markdown report no pieces of sentences are offered as words, but names are", async () => {
  await openReport(cleanReport, "md");
  const place = behind(cleanReport, "全年通过");
  await window.goTo(cleanReport, place);
  const suggestions = window.page.locator(".suggest-widget.visible");
  await window.type("门");
  await window.press("Control+Space");
  await suggestions.filter({ hasText: "No suggestions" }).waitFor();
  await window.screenshot("completion in prose");
  await window.press("Escape");
  await window.press("Backspace");
  await window.type("中华");
  await window.press("Control+Space");
  await suggestions
    .locator(".monaco-list-row")
    .filter({ hasText: "中华人民共和国政府信息公开条例" })
    .waitFor();
  expect(await suggestions.locator(".monaco-list-row").count()).toBe(1);
  await window.press("Enter");
  await eventually(() => window.shownText()).toContain("全年通过中华人民共和国政府信息公开条例");
});

it("in a Markdown report the parts and tables are a group of their own in the outline and in breadcrumbs", async () => {
  await openReport(cleanReport, "md");
  await window.goTo(cleanReport, granted);
  await window.showOutline();
  const row = window.outline.locator(".monaco-list-row");
  await row.filter({ hasText: "年度报告" }).first().waitFor();
  await window.screenshot("outline of Markdown");
  await eventually(() => window.breadcrumbs.allTextContents()).toContain("（一）予以公开");
});

it("breadcrumbs say where the cursor is, and lead elsewhere", async () => {
  await openReport();
  await window.goTo(cleanReport, granted);
  await eventually(async () => (await window.breadcrumbs.allTextContents()).slice(1)).toEqual([
    "青溪县水务局2023年政府信息公开工作年度报告",
    "三、收到和处理政府信息公开申请情况",
    "政府信息公开申请办理情况表",
    "三、本年度办理结果",
    "（一）予以公开",
  ]);
  await window.breadcrumbs.filter({ hasText: "三、收到和处理" }).click();
  const wanted = window.breadcrumbMenu.locator(".monaco-list-row").filter({ hasText: "五、存在的主要问题" });
  await wanted.waitFor();
  await window.screenshot("breadcrumbs");
  await wanted.click();
  await window.cursorAt({ line: behind(cleanReport, "## 五、存在的主要问题").line });
});

it("Go to Symbol finds a row by its name", async () => {
  await openReport();
  await window.goToSymbol("逾期不补正", "1.申请人无正当理由逾期不补正", () =>
    window.screenshot("go-to-symbol"),
  );
  await window.cursorAt({ line: behind(cleanReport, "1.申请人无正当理由逾期不补正").line });
});

it("a section folds and unfolds", async () => {
  await openReport();
  await window.goTo(cleanReport, behind(cleanReport, "## 二、主动公开政府信息情况"));
  await window.foldingControls.first().waitFor({ state: "attached" });
  await window.press("Control+Shift+BracketLeft");
  await eventually(() => window.shownText()).not.toContain("| 行政许可 |");
  expect(await window.shownText()).toContain("## 三、收到和处理政府信息公开申请情况");
  await window.screenshot("folded");
  await window.press("Control+Shift+BracketRight");
  await eventually(() => window.shownText()).toContain("| 行政许可 |");
});

it("the language status says what the file was taken for, and what was found", async () => {
  await openReport(wrongTotal);
  await window.statusSays("错误 1 处, next: 2023年年度报告");
  await window.languageStatus.click();
  await window.hover.getByText("2023年年度报告 · 按〔2021〕30号格式").waitFor();
  await window.screenshot("language-status");
});

it("the commands are in the palette; one opens the manual, another the log", async () => {
  await openReport();
  for (const title of ["新建年度报告", "打开规则手册", "显示输出", "重启检查服务", "检查 Word 报告"]) {
    // Of a long list only what is in sight is drawn.
    const offered = await window.offeredCommands(`年度报告检查: ${title}`);
    await eventually(offered).toContain(`年度报告检查: ${title}`);
    if (title === "新建年度报告") await window.screenshot("commands");
    await window.press("Escape");
  }

  await window.command("年度报告检查: 显示输出");
  await eventually(() => window.outputChannel.allTextContents()).toContain("年度报告检查");
  await window.screenshot("log");

  await window.command("年度报告检查: 打开规则手册");
  await window.activeTab("规则手册.md").waitFor();
  await window.preview.getByRole("heading", { name: "规则手册" }).waitFor();
  await window.screenshot("manual");
});

it("saving mends what is beyond doubt, where the user wants that, and leaves doubtful numbers alone", async () => {
  const faulty = twoFullwidthCells.replace("| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |");
  const name = await openReport(faulty);
  await window.statusSays("警告");
  await window.goTo(faulty, behind(faulty, "接受社会评议1"));
  await window.retype("1", "3");
  await window.screenshot("before-saving");
  await window.press("Control+S");
  const saved = wrongTotal.replace("接受社会评议1", "接受社会评议3");
  await eventually(() => window.read(name)).toBe(saved);
  await window.activeTab(name).and(window.page.locator(":not(.dirty)")).waitFor();
  await eventually(() => window.editor.locator(".squiggly-warning").count()).toBe(0);
  await window.screenshot("after-saving");
});

it("a text that is no report stays without a squiggle and a problem, whatever is typed", async () => {
  const notice =
    "关于报送年度报告的通知\n\n各乡镇：\n\n请于１月２０日前报送政府信息公开工作年度报告，共 3 份。\n";
  await window.open("报送通知.txt", notice);
  await window.statusSays("不是年度报告");
  await window.goTo(notice, behind(notice, "共 3"));
  await window.retype("3", "３７");
  await eventually(() => window.shownText()).toContain("共 ３７ 份");
  await openReport(wrongTotal);
  await window.showProblems();
  const total = behind(wrongTotal, "| 1 | 0 | 0 | 0 | 2");
  await window.problem("litigation-total", startOf(total, "2")).waitFor();
  expect(await window.problemsPanel.getByText("报送通知.txt").count()).toBe(0);
  await window.command("View: Hide Panel");
  await window.press("Control+PageUp");
  await window.activeTab("报送通知.txt").waitFor();
  await window.statusSays("不是年度报告");
  expect(await window.squiggles.count()).toBe(0);
  await window.screenshot("no-report");
});

it("a report that is pasted into an empty file is checked at once", async () => {
  await window.open("讨论稿.md", "");
  await window.statusSays("不是年度报告");
  await window.paste(wrongTotal);
  await window.statusSays("2023年年度报告");
  await window.showProblems();
  const total = behind(wrongTotal, "| 1 | 0 | 0 | 0 | 2");
  await window.problem("litigation-total", startOf(total, "2")).waitFor();
  await window.screenshot("pasted");
});

it("the preview marks a wrong number, says why, and leads to the text; what is typed shows in it", async () => {
  await openReport(wrongTotal);
  await window.command("年度报告检查: 预览报告");
  const wrong = window.preview.locator("td.wrong.error");
  await wrong.waitFor();
  await eventually(() => window.preview.locator("main").textContent()).toContain("行政复议");
  await window.screenshot("preview");
  // Beside the number of the note, which leads there.
  await wrong.click({ position: { x: 3, y: 3 } });
  const total = behind(wrongTotal, "| 1 | 0 | 0 | 0 | 2");
  // The keys stay with the page.
  await eventually(() => window.preview.locator("td:focus").count(), "a cell with the focus").toBe(1);
  await window.focusGroup(1);
  await window.cursorAt({ line: total.line });
  await window.goTo(wrongTotal, total);
  await window.retype("2", "1");
  await wrong.waitFor({ state: "detached" });
});

it("a report has its preview in the editor's title and in the menus, in a window on another machine too", async () => {
  const name = await openReport(wrongTotal);
  const button = window.editorActions.and(window.page.getByRole("button", { name: "预览报告" }));
  await button.waitFor();
  await window.screenshot("preview-button");
  expect(await window.menuOf(window.activeTab(name))).toContain("预览报告");
  await window.press("Escape");
  expect(await window.menuOf(window.file(name))).toEqual(expect.arrayContaining(["预览报告", "年度报告"]));
  await window.screenshot("preview-menu");
  await window.menu.filter({ hasText: "预览报告" }).click();
  await window.preview.locator("td.wrong.error").waitFor();
  await window.activeTab(`预览 ${name}`).waitFor();

  await window.open("说明.md", "# 说明\n");
  await window.statusSays("不是年度报告");
  await button.waitFor({ state: "detached" });
  expect(await window.menuOf(window.activeTab("说明.md"))).not.toContain("预览报告");
  await window.press("Escape");
});

it("a report with errors is not published without a question; saved, it says where", async () => {
  await openReport(wrongTotal);
  await window.statusSays("错误 1 处");
  const question = "报告还有 1 处错误";
  await window.command("年度报告检查: 保存为网页");
  await window.answerMessage(question, "去看第一处", "errors-left");
  await window.cursorAt({ line: behind(wrongTotal, "| 1 | 0 | 0 | 0 | 2").line });

  await window.command("年度报告检查: 打印");
  await window.answerMessage(question, "仍然打印");
  const page = "青溪县水务局2023年政府信息公开工作年度报告.html";
  await window.saveAs(page);
  await window.answerMessage("用浏览器打开它，在那里打印", "在文件夹中显示", "printed");
  await window.file(page).waitFor();
  expect(window.read(page)).not.toMatch(/<script|class="ref/);
});

it("the preview of a page with scripts runs none of them and fetches nothing", async () => {
  const foreign = "http://127.0.0.1:9/";
  const evil = `<script>alert(1)</script><img src="${foreign}x.png" onerror="alert(2)"><svg onload="alert(3)"></svg>
    "><iframe src="${foreign}"></iframe>&lt;img src=x onerror=alert(4)&gt;`;
  const paragraph = `<p onclick="alert(5)" style="background:url(${foreign}y.png)">${evil}`;
  const page = readFileSync(join(root, "test/corpus/faulty/bureau-2024.html"), "utf8");
  const dialogs: string[] = [];
  const requests: string[] = [];
  const onDialog = (dialog: Dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  };
  const onRequest = (request: Request) => void requests.push(request.url());
  window.page.on("dialog", onDialog);
  window.page.on("request", onRequest);
  try {
    await window.open("有脚本的年度报告.html", page.replaceAll("<p>", paragraph));
    await window.statusSays("年年度报告");
    await window.command("年度报告检查: 预览报告");
    const main = window.preview.locator("main");
    await eventually(() => main.textContent()).toContain("<img src=x onerror=alert(4)>");
    expect(await main.locator("script, img, iframe, [onclick], [onload], [style]").count()).toBe(0);
    await main.locator("p").first().click();
    await window.screenshot("inert");
    expect(dialogs).toEqual([]);
    expect(requests.filter((url) => url.startsWith(foreign))).toEqual([]);
  } finally {
    window.page.off("dialog", onDialog);
    window.page.off("request", onRequest);
  }
});

it("a table from Word or a web page arrives as a Markdown table", async () => {
  await openReport();
  await window.goTo(cleanReport, behind(cleanReport, "接受社会评议1次。"));
  await window.press("Enter");
  await window.press("Enter");
  const cells = "<tr><td>渠道</td><td>条数</td></tr><tr><td>门户网站</td><td>210</td></tr>";
  await window.pasteHtml(`<table border=1>${cells}</table>`, "渠道\t条数\n门户网站\t210");
  await eventually(() => window.shownText()).toMatch(
    /\| 渠道 +\| +条数 \|\n\| -+ \| -+:? \|\n\| 门户网站 \| +210 \|/,
  );
  await window.screenshot("pasted-table");
});

it("the language status of what is no report offers to check it as one, and to write one", async () => {
  await window.open("底稿.txt", "某镇工作情况\n");
  await window.statusSays("不是年度报告");
  await window.languageStatus.click();
  await window.hover.getByText("要写年度报告").waitFor();
  await window.screenshot("no-report-status");
  await window.hover.getByText("按年报检查").click();
  await window.statusSays("年度报告（年份不明）");
});

it("a text that is a report under another name is offered its language once", async () => {
  await window.open("讨论稿.txt", cleanReport);
  await window.statusSays("2023年年度报告");
  await window.bell.click();
  const offer = window.notifications.filter({ hasText: "要按年度报告显示吗" });
  await offer.first().waitFor();
  await window.screenshot("offered-language");
  // The bell's own tooltip would be in the way.
  await window.page.mouse.move(0, 0);
  await offer.locator(".monaco-button", { hasText: /^是$/ }).click();
  await eventually(() => window.language()).toContain("政府信息公开年度报告");
});

it("a new report is asked for step by step, beside the walkthrough as well, and keeps its marks and name", async () => {
  await window.command("年度报告检查: 打开使用入门");
  await window.page.getByText("检查、改好一份政府信息公开工作年度报告").first().waitFor();
  // The walkthrough may take the focus from the palette while it is being drawn; from the prompt it does not matter.
  await eventually(async () => {
    await window.command("年度报告检查: 新建年度报告");
    return window.isAsked("报告哪一年的工作？");
  }, "the first prompt").toBe(true);
  await window.answer("报告哪一年的工作？", "2024");
  await window.screenshot("new-report");
  await window.answer("编制机关的全称", "云溪镇人民政府");
  await window.answer("从哪份上年报告带入", "");
  await window.answer("报告写成哪种文件？", "文本");
  const name = "云溪镇人民政府2024年政府信息公开工作年度报告.txt";
  await window.activeTab(name).waitFor();
  await window.statusSays("2024年年度报告");
  await window.press("Control+S");
  await eventually(() => existsSync(join(window.folder, name))).toBe(true);
});
