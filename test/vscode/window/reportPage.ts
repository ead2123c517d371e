import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import type { FrameLocator, Locator } from "playwright-core";
import { expect } from "vitest";
import { officialDocx } from "../../source/officialDocx";
import type { Window } from "./workbench";
import { eventually } from "./workbench";

/*
 * The page of a report as one sees it in the window, and the Word file beneath it.
 */

/** The page that is in sight: those of hidden tabs are there as well. */
export class ReportPage {
  readonly frame: FrameLocator;
  readonly main: Locator;
  /** The line that says what the report is, and how much is wrong. */
  readonly summary: Locator;
  readonly hint: Locator;
  /** The field of the place that is being edited. */
  readonly field: Locator;
  /** What the sums of its row and column say. */
  readonly sums: Locator;
  /** Where the cursor of the text is. */
  readonly here: Locator;

  constructor(readonly window: Window) {
    const outer = window.page.frameLocator("iframe.webview.ready:visible");
    this.frame = outer.frameLocator("#active-frame");
    this.main = this.frame.locator("main");
    this.summary = this.frame.locator('.toolbar [role="status"]');
    this.hint = this.frame.locator(".hint");
    this.field = this.frame.locator("input.field");
    this.here = this.frame.locator(".here");
    this.sums = this.frame.locator(".equations");
  }

  cell = (key: string): Locator => this.frame.locator(`td[data-key="${key}"]`);

  /** What a cell says, without the numbers of its findings. */
  async said(key: string): Promise<string> {
    return this.cell(key).evaluate((cell) => {
      const copy = cell.cloneNode(true) as typeof cell;
      for (const other of copy.querySelectorAll(".refs, .field")) other.remove();
      return (copy.textContent ?? "").trim();
    });
  }

  /** Waits until a cell says something. */
  says = (key: string, text: string) => eventually(() => this.said(key), key).toBe(text);

  /** Writes a number into a cell, by mouse, and waits until the text has it. */
  async write(key: string, number: string): Promise<void> {
    const opened = async () => {
      await this.cell(key).dblclick();
      return this.field.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    };
    // A page that is being drawn anew may lose the cell between the clicks.
    await eventually(opened, `${key} is being written`).toBe(true);
    await this.window.type(number);
    await this.window.press("Enter");
    await this.says(key, number);
  }

  /** The notes on a finding of a rule. */
  note = (rule: string): Locator => this.frame.locator("li").filter({ has: this.noteOf(rule) });
  noteOf = (rule: string): Locator => this.frame.locator(`[data-note="${rule}"]`);

  button = (name: string): Locator => this.frame.getByRole("button", { name });

  /** Waits until the page takes keys, as it does when its tab is active. */
  async focused(): Promise<void> {
    await eventually(() => this.main.evaluate((it) => it.ownerDocument.hasFocus()), "the focus").toBe(true);
  }

  /** Tabs on from where the focus is, to something on the page. */
  async tabTo(wanted: Locator, most = 60): Promise<void> {
    for (let presses = 0; presses < most; presses++) {
      if (await isFocused(wanted)) return;
      await this.window.press("Tab");
    }
    await eventually(() => isFocused(wanted), `${wanted} has the focus`).toBe(true);
  }
}

export const isFocused = (element: Locator) =>
  element.evaluate((it) => it === it.ownerDocument.activeElement).catch(() => false);

/** A Word file in the official form, its runs cut as in one that people have worked on. */
export function wordFile(text: string): Uint8Array {
  let state = 7;
  const random = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
  return officialDocx(text, { random });
}

const DOCUMENT = "word/document.xml";

/**
 * How a Word file differs from what it was: what of its text's XML is another, as `old→new`, empty where nothing is. All other
 * parts must be the same, byte for byte.
 */
export function differenceOf(path: string, before: Uint8Array): string {
  const [old, now] = [unzipSync(before), unzipSync(new Uint8Array(readFileSync(path)))];
  expect(Object.keys(now), "the parts of the file").toEqual(Object.keys(old));
  for (const [name, bytes] of Object.entries(old))
    if (name !== DOCUMENT) expect(Buffer.from(now[name]!).equals(bytes), name).toBe(true);
  const [a, b] = [strFromU8(old[DOCUMENT]!), strFromU8(now[DOCUMENT]!)];
  if (a === b) return "";
  let head = 0;
  while (a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return `${a.slice(head, a.length - tail)}→${b.slice(head, b.length - tail)}`;
}
