import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dialog, FrameLocator, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { artefacts, root } from "../../../scripts/vscode/paths.mjs";
import { startWorkbench } from "../../../scripts/vscode/workbench.mjs";

/*
 * What one sees of the window, and does in it. Nothing here sleeps: every step waits for what it brings about.
 */

export const screenshots = join(artefacts, "window");

/** What does not come within this time does not come. */
const PATIENCE_MS = 30_000;
/** A menu that was asked for and is not there after this is asked for again. */
const MENU_MS = 3_000;

/** A place in a text; lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place right behind the only occurrence of a piece of the text. */
export function behind(text: string, piece: string): Place {
  const at = text.indexOf(piece);
  if (at < 0 || text.indexOf(piece, at + 1) >= 0) throw new Error(`“${piece}” is not in the text just once`);
  const before = text.slice(0, at + piece.length).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** Where a number of the same line begins whose end is known. */
export const startOf = ({ line, column }: Place, digits: string): Place => ({
  line,
  column: column - digits.length,
});

/** Waits until what is seen passes; the matcher says what was seen last. */
export const eventually = <T>(look: () => T | Promise<T>, message?: string) =>
  expect.poll(look, { timeout: PATIENCE_MS, interval: 50, ...(message && { message }) });

/** The window of a VS Code with the extension, and a folder to work in. VS Code itself says that it is Chinese. */
export async function openWindow(
  settings: Record<string, unknown> = {},
  editor: "zh-cn" | "en" = "zh-cn",
  viewport = { width: 1400, height: 900 },
): Promise<Window> {
  const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
  const workspace = join(folder, "年度报告");
  mkdirSync(workspace);
  let closeWorkbench = async () => {};
  const close = async () => {
    await closeWorkbench();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const options = {
      folder: workspace,
      extensionDevelopmentPath: [root],
      settings,
      viewport,
      ...(editor === "zh-cn" && { configurePage: inChinese }),
    };
    const workbench = await startWorkbench(options);
    closeWorkbench = workbench.close;
    workbench.page.setDefaultTimeout(PATIENCE_MS);
    const window = new Window(workbench.page, workspace, close);
    await window.ready();
    return window;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Such as it is now; what is being drawn anew may be gone in between. */
const labelsOf = (elements: Locator) =>
  elements.evaluateAll((all) => all.map((it) => it.getAttribute("aria-label")));

const boxesOf = (elements: Locator) =>
  elements.evaluateAll((all) => all.map((it): Box => it.getBoundingClientRect().toJSON()));

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/** The language of the interface, as a language pack sets it: our own words are shown in it, VS Code's stay English. */
const inChinese = (page: Page) => page.addInitScript("globalThis._VSCODE_NLS_LANGUAGE = 'zh-cn'");

export class Window {
  readonly editor: Locator;
  readonly tabs: Locator;
  readonly squiggles: Locator;
  readonly problemsPanel: Locator;
  /** What F8 shows below the line. */
  readonly problemInText: Locator;
  readonly hover: Locator;
  readonly lightbulb: Locator;
  readonly foldingControls: Locator;
  readonly outline: Locator;
  readonly breadcrumbs: Locator;
  readonly breadcrumbMenu: Locator;
  readonly languageStatus: Locator;
  readonly toasts: Locator;
  /** Where messages are that did not pop up; in a window under test none does. */
  readonly bell: Locator;
  readonly notifications: Locator;
  readonly outputChannel: Locator;
  /** Buttons of the active editor's title. */
  readonly editorActions: Locator;
  /** Entries of the menu that a right click opens. */
  readonly menu: Locator;
  /** What a Markdown preview shows. */
  readonly preview: FrameLocator;
  readonly #quickInput: Locator;
  #shots = 0;

  constructor(
    readonly page: Page,
    readonly folder: string,
    readonly close: () => Promise<void>,
  ) {
    this.editor = page.locator(".editor-instance .monaco-editor");
    this.tabs = page.locator(".tabs-container .tab");
    this.squiggles = this.editor.locator(".squiggly-error, .squiggly-warning, .squiggly-info");
    this.problemsPanel = page.locator(".markers-panel");
    this.problemInText = page.locator(".marker-widget");
    this.hover = page.locator(".monaco-hover:visible");
    this.lightbulb = page.locator(".codicon-gutter-lightbulb, .lightBulbWidget:visible");
    this.foldingControls = this.editor.locator(".codicon-folding-expanded");
    this.outline = page.locator(".outline-pane");
    this.breadcrumbs = page.locator(".monaco-breadcrumb-item .label-name");
    this.breadcrumbMenu = page.locator(".monaco-breadcrumbs-picker");
    this.languageStatus = page.locator('[id="status.languageStatus"]');
    this.toasts = page.locator(".notification-toast");
    this.editorActions = page.locator(".editor-group-container.active .editor-actions .action-label");
    this.menu = page.locator(".monaco-menu .action-label");
    this.bell = page.locator('[id="status.notifications"]');
    this.notifications = page.locator(".notifications-center .monaco-list-row");
    this.outputChannel = page.locator(".part.panel select option:checked");
    this.preview = page.frameLocator("iframe.webview").frameLocator("#active-frame");
    this.#quickInput = page.locator(".quick-input-widget");
  }

  /** Waits until the workbench takes input: before that keys go nowhere. */
  async ready(): Promise<void> {
    await this.page.locator(".explorer-folders-view").waitFor({ timeout: 90_000 });
    await this.page.locator('[id="status.problems"]').waitFor({ timeout: 90_000 });
  }

  press = (keys: string) => this.page.keyboard.press(keys);
  type = (text: string) => this.page.keyboard.type(text);

  async screenshot(name: string): Promise<void> {
    const number = String(++this.#shots).padStart(2, "0");
    const path = join(screenshots, `${number}-${name}.png`);
    await this.page.screenshot({ path, animations: "disabled", caret: "initial" });
  }

  /** Writes a file and opens it with Quick Open, by its path: names are looked up in a list that may be old. */
  async open(name: string, text: string): Promise<void> {
    writeFileSync(join(this.folder, name), text);
    await this.quickOpen(name);
    await this.#focused();
  }

  /** Opens a file that is there with Quick Open. */
  async quickOpen(name: string): Promise<void> {
    await this.#pick("Control+P", join(this.folder, name), name);
    await this.activeTab(name).waitFor();
  }

  /** Loads the window anew, as soon as VS Code lets go: what is not saved is being kept safe until then. */
  async reload(): Promise<void> {
    // VS Code asks where it has not kept everything yet: not now, then.
    const stay = (dialog: Dialog) => void dialog.dismiss();
    this.page.on("dialog", stay);
    try {
      await this.page.evaluate("globalThis.isOld = true");
      const isOld = () => this.page.evaluate("globalThis.isOld === true").catch(() => true);
      await eventually(async () => {
        await this.page.evaluate("location.reload()").catch(() => undefined);
        return expect
          .poll(isOld, { timeout: MENU_MS, interval: 50 })
          .toBe(false)
          .then(
            () => true,
            () => false,
          );
      }, "a window loaded anew").toBe(true);
    } finally {
      this.page.off("dialog", stay);
    }
    await this.ready();
  }

  /** Puts the cursor into the text of a group of editors, by the group's number. */
  async focusGroup(number: number): Promise<void> {
    await this.press(`Control+${number}`);
    await this.#focused();
  }

  /** What is in a file now. */
  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** Runs a command by its title, in the command palette. */
  command = (title: string) => this.#pick("F1", `>${title}`, title);

  /** The commands that the palette offers for what is typed. */
  async offeredCommands(typed: string): Promise<() => Promise<(string | null)[]>> {
    await this.#ask("F1", `>${typed}`);
    return () => labelsOf(this.#quickInput.locator(".monaco-list-row"));
  }

  goToSymbol = (typed: string, name: string, before: () => Promise<void>) =>
    this.#pick("Control+Shift+O", `@${typed}`, name, before);

  /** Puts the cursor into a text, given where it is there. */
  async goTo(text: string, { line, column }: Place): Promise<void> {
    // By offset: a column given with the line would count wide characters twice.
    const lines = text.split("\n").slice(0, line - 1);
    const offset = lines.join("\n").length + (line > 1 ? 1 : 0) + column;
    await this.#pick("Control+G", `::${offset}`, `Go to line ${line}, column ${column}.`);
    await this.cursorAt({ line, column });
    await this.#focused();
  }

  /** Waits until the cursor is at a place, or anywhere in a line. */
  async cursorAt({ line, column }: { line: number; column?: number }): Promise<void> {
    const place = `Ln ${line}, Col ${column ?? ""}`;
    await eventually(() => this.#status("status.editor.selection")).toContain(place);
  }

  focusEditor = () => this.focusGroup(1);

  activeTab = (name: string) => this.page.locator(".tab.active").filter({ hasText: name });

  /** Pastes a text at the cursor: typing would indent and close brackets by itself. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.press("Control+V");
  }

  /** Pastes what another program would have put on the clipboard: the same as HTML and as plain text. */
  async pasteHtml(html: string, plain: string): Promise<void> {
    const blob = (text: string, type: string) => `new Blob([${JSON.stringify(text)}], { type: "${type}" })`;
    const item = `{ "text/html": ${blob(html, "text/html")}, "text/plain": ${blob(plain, "text/plain")} }`;
    await this.page.evaluate(`navigator.clipboard.write([new ClipboardItem(${item})])`);
    await this.press("Control+V");
  }

  /** A file in the Explorer. */
  file = (name: string) =>
    this.page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: name });

  /** The entries of the menu of something. */
  async menuOf(thing: Locator): Promise<string[]> {
    await thing.click({ button: "right" });
    await this.menu.first().waitFor();
    return this.menu.allTextContents();
  }

  /** Waits for a message, among those that wait. */
  async bellSays(message: string): Promise<void> {
    await this.command("Notifications: Show Notifications");
    await this.notifications.filter({ hasText: message }).first().waitFor();
    await this.press("Escape");
  }

  /** Answers a message, among those that wait: under test VS Code lets none pop up. */
  async answerMessage(message: string, answer: string, screenshot?: string): Promise<void> {
    await this.command("Notifications: Show Notifications");
    const row = this.page.locator(".notifications-center .monaco-list-row").filter({ hasText: message });
    const button = row.getByRole("button", { name: answer });
    await button.waitFor();
    if (screenshot !== undefined) await this.screenshot(screenshot);
    await button.click();
    await row.waitFor({ state: "detached" });
  }

  /** Waits until the dialog for a file proposes a name, and takes it. */
  async saveAs(proposed: string): Promise<void> {
    const input = this.#quickInput.locator("input:focus");
    await eventually(() => input.inputValue()).toBe(join(this.folder, proposed));
    await this.press("Enter");
    await this.#quickInput.waitFor({ state: "hidden" });
  }

  /** Opens the lightbulb's menu and takes an entry, all by keyboard. */
  async chooseAction(title: string, before: () => Promise<void>): Promise<void> {
    const entries = this.page.locator(".action-widget .monaco-list-row.action");
    const entry = entries.filter({ hasText: title });
    // VS Code forgets the key where it asks for actions by itself at that moment, as it does after findings have come.
    await eventually(async () => {
      if (!(await entries.first().isVisible())) await this.press("Control+Period");
      await entry.waitFor({ timeout: MENU_MS });
      return true;
    }, `the menu with ${title}`).toBe(true);
    await before();
    const titles = await entries.allTextContents();
    for (let steps = titles.findIndex((it) => it.includes(title)); steps > 0; steps--) {
      await this.press("ArrowDown");
    }
    await entries.filter({ hasText: title }).and(this.page.locator(".focused")).waitFor();
    await this.press("Enter");
    await entries.first().waitFor({ state: "hidden" });
  }

  /** Shows the outline at full height: what is not drawn cannot be found. */
  async showOutline(): Promise<void> {
    await this.#showFiles("false");
    await this.command("Explorer: Focus on Outline View");
    await this.outline.locator(".monaco-list:focus").waitFor();
  }

  /** Replaces the digits left of the cursor, by keyboard. */
  async retype(digits: string, by: string): Promise<void> {
    for (const _ of digits) await this.press("Backspace");
    await this.type(by);
  }

  /** The lines that the editor shows, as far as it has drawn them. */
  async shownText(): Promise<string> {
    const lines = await this.editor.locator(".view-line").evaluateAll((elements) =>
      elements
        .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? "" }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  /** The colours of the pieces of text that the editor shows, by the text, with `bold` behind what is bold. */
  async coloursOf(text: RegExp): Promise<Map<string, string>> {
    const pieces = await this.editor.locator(".view-line span span").evaluateAll((spans) =>
      spans.map((span) => {
        const { color, fontWeight } = span.ownerDocument.defaultView!.getComputedStyle(span);
        return { text: (span.textContent ?? "").trim(), isBold: Number(fontWeight) >= 600, color };
      }),
    );
    const wanted = pieces.filter((piece) => text.test(piece.text));
    return new Map(wanted.map((piece) => [piece.isBold ? `${piece.text} bold` : piece.text, piece.color]));
  }

  /** The colours of a right total, a wrong one and another number, once all three are shown. */
  async coloursOfNumbers(wrong: string): Promise<Record<"total" | "wrong" | "other", string>> {
    let found: Record<string, string | undefined> = {};
    await eventually(async () => {
      const colours = await this.coloursOf(new RegExp(`^(?:0|${wrong})$`));
      found = {
        total: colours.get("0 bold"),
        wrong: colours.get(wrong) ?? colours.get(`${wrong} bold`),
        other: colours.get("0"),
      };
      return Object.values(found).every((colour) => colour !== undefined);
    }, `the colours of 0 and ${wrong}`).toBe(true);
    return found as Record<"total" | "wrong" | "other", string>;
  }

  /** The language of the active editor, by name. */
  language = () => this.#status("status.editor.mode");

  /** The entries of the lightbulb's menu, which is left open. */
  async offeredActions(): Promise<string[]> {
    const entries = this.page.locator(".action-widget .monaco-list-row.action");
    await eventually(async () => {
      if (!(await entries.first().isVisible())) await this.press("Control+Period");
      await entries.first().waitFor({ timeout: MENU_MS });
      return true;
    }, "the lightbulb's menu").toBe(true);
    return entries.allTextContents();
  }

  /** All that the prompt says: title, question, proposals. */
  async prompted(question: string): Promise<string> {
    const prompt = this.#quickInput;
    await prompt.filter({ hasText: question }).or(prompt.getByPlaceholder(question)).first().waitFor();
    const placeholder = (await prompt.locator("input").first().getAttribute("placeholder")) ?? "";
    return `${placeholder}\n${(await prompt.textContent()) ?? ""}`;
  }

  /** Whether there is a prompt that asks for something, within the time that a menu takes. */
  isAsked = (question: string): Promise<boolean> =>
    this.#quickInput
      .filter({ hasText: question })
      .waitFor({ timeout: MENU_MS })
      .then(
        () => true,
        () => false,
      );

  /** Types into the prompt that asks for something, and confirms. */
  async answer(question: string, typed: string): Promise<void> {
    await this.#quickInput
      .filter({ hasText: question })
      .or(this.#quickInput.getByPlaceholder(question))
      .first()
      .waitFor();
    const input = this.#quickInput.locator("input.input");
    // What is still being opened, as the walkthrough is, may have taken the focus.
    await input.focus();
    if (typed !== "") await input.fill(typed);
    await this.press("Enter");
  }

  /** Waits for a squiggle under what ends at the cursor. */
  async squiggleBeforeCursor(): Promise<Locator> {
    let found = -1;
    await eventually(async () => {
      const [cursor] = await boxesOf(this.editor.locator(".cursor"));
      found = (await boxesOf(this.squiggles)).findIndex(
        ({ right, top }) => cursor && Math.abs(top - cursor.top) <= 3 && Math.abs(right - cursor.left) <= 3,
      );
      return found;
    }, "a squiggle that ends at the cursor").toBeGreaterThanOrEqual(0);
    return this.squiggles.nth(found);
  }

  /**
   * Rests with the mouse on what ends at the cursor until the hover says all of these. Findings that come meanwhile are drawn
   * anew and take the hover away: it is asked for again.
   */
  async hoverBeforeCursor(...words: string[]): Promise<void> {
    await eventually(
      async () => {
        await (await this.squiggleBeforeCursor()).hover({ force: true, timeout: MENU_MS });
        const said = words.reduce((found, hasText) => found.filter({ hasText }), this.hover);
        try {
          await said.first().waitFor({ timeout: MENU_MS });
          return true;
        } catch {
          await this.page.mouse.move(0, 0);
          return false;
        }
      },
      `the hover that says ${words.join(" and ")}`,
    ).toBe(true);
  }

  async showProblems(): Promise<void> {
    await this.command("Problems: Focus on Problems View");
    await this.problemsPanel.waitFor();
  }

  /** The entry of the Problems panel by which a rule speaks of a place. */
  problem(rule: string, { line, column }: Place): Locator {
    const place = `[Ln ${line}, Col ${column}]`;
    const rows = this.problemsPanel.locator(".monaco-list-row");
    return rows.filter({ hasText: ` ${rule}` }).filter({ hasText: place });
  }

  /** Waits until the Problems panel, which must be shown, has nothing to say. */
  async noProblems(): Promise<void> {
    await this.problemsPanel.getByText("No problems have been detected in the workspace.").waitFor();
    await eventually(() => this.squiggles.count(), "squiggles").toBe(0);
  }

  /** Waits until the language status of the active editor says this. */
  async statusSays(words: string): Promise<void> {
    await eventually(async () => this.#status("status.languageStatus")).toContain(words);
  }

  /** Opens or closes the pane of files. */
  async #showFiles(wanted: "true" | "false"): Promise<void> {
    const files = this.page.locator(".explorer-viewlet .pane-header").first();
    if ((await files.getAttribute("aria-expanded")) !== wanted) await files.click();
  }

  /** Leaves the window as it was: no editor, whatever was typed, no panel, all files in sight, nothing half-done. */
  async reset(): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.press("Escape");
    await this.press("Escape");
    for (let left = await this.tabs.count(); left > 0; left--) {
      await this.command("View: Revert and Close Editor");
      await eventually(() => this.tabs.count(), "tabs").toBe(left - 1);
    }
    if (await this.page.locator(".part.panel").isVisible()) {
      await this.command("View: Hide Panel");
      await this.page.locator(".part.panel").waitFor({ state: "hidden" });
    }
    await this.#showFiles("true");
  }

  async #status(item: string): Promise<string> {
    return (await labelsOf(this.page.locator(`[id="${item}"]`)))[0] ?? "";
  }

  /** Opens a picker by its keys, types, and takes the entry that begins with `label` once that is the chosen one. */
  async #pick(keys: string, typed: string, label: string, before?: () => Promise<void>): Promise<void> {
    const chosen = this.#quickInput.locator(".monaco-list-row.focused");
    const beginning = async () => ((await labelsOf(chosen))[0] ?? "").slice(0, label.length);
    await eventually(async () => {
      await this.#ask(keys, typed);
      try {
        await expect.poll(beginning, { timeout: MENU_MS, interval: 50 }).toBe(label);
        return true;
      } catch {
        // Commands of an extension that is only just being read are not among them yet.
        await this.press("Escape");
        return false;
      }
    }, `the entry ${label} for “${typed}”`).toBe(true);
    await before?.();
    await this.press("Enter");
    // It closes, or asks what the command needs to know in the same place.
    const asked = this.#quickInput.locator("input.input");
    const isAsking = async () => (await asked.isVisible()) && (await asked.inputValue()) === typed;
    await eventually(() => isAsking().catch(() => true), `“${typed}” has been taken`).toBe(false);
  }

  async #ask(keys: string, typed: string): Promise<void> {
    const input = this.#quickInput.locator("input:focus");
    // What is still being opened, as the walkthrough is, may take the focus, which closes the input.
    await eventually(async () => {
      if (!(await input.isVisible())) await this.press(keys);
      await input.fill(typed, { timeout: MENU_MS });
      return true;
    }, `an input for “${typed}”`).toBe(true);
  }

  async #focused(): Promise<void> {
    await this.page.locator(".editor-instance .monaco-editor.focused").waitFor();
  }
}
