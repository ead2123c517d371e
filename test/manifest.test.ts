import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/* What the manifest promises, and what the editor shows of it. */

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string) => readFileSync(join(root, name), "utf8");
const manifest = JSON.parse(read("package.json"));
const chinese: Record<string, string> = JSON.parse(read("package.nls.json"));
const english: Record<string, string> = JSON.parse(read("package.nls.en.json"));
const { commands, menus, submenus = [], walkthroughs } = manifest.contributes;

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

const used = new Set([...read("package.json").matchAll(/"%([^"%]+)%"/g)].map((match) => match[1]!));

test("every string is there in Chinese and in English, and none is left over", () => {
  expect(Object.keys(chinese).sort()).toEqual([...used].sort());
  expect(Object.keys(english).sort()).toEqual([...used].sort());
  for (const key of used) {
    expect(chinese[key], key).toMatch(/[\u4e00-\u9fff]/);
    expect(english[key], key).not.toMatch(/[\u4e00-\u9fff]/);
  }
});

test("all commands are in the palette under one category", () => {
  for (const { command, category, title } of commands) {
    expect(category, command).toBe("%command.category%");
    expect(title).toMatch(/^%command\.\w+%$/);
  }
});

/** Word files may be reports, and folders may have some. */
const onFiles = new Set(["disclosureLint.openFile", "disclosureLint.report"]);

test("menus name commands that are there, and show them on reports only", () => {
  const known = new Set(commands.map(({ command }: MenuItem) => command));
  const submenuIds = new Set(submenus.map(({ id }: { id: string }) => id));
  for (const [menu, items] of Object.entries(menus) as [string, MenuItem[]][]) {
    for (const { command, submenu, when = "" } of items) {
      expect(
        submenu === undefined ? known.has(command) : submenuIds.has(submenu),
        `${menu}: ${command}`,
      ).toBe(true);
      const isOnReports = /\bdisclosureLint\.(?:isReport|reports)\b/.test(when);
      const isOnFiles = onFiles.has(command ?? submenu ?? "") && when.includes("docx");
      if (menu !== "commandPalette" && !submenuIds.has(menu) && !isOnFiles)
        expect(isOnReports, `${menu}: ${command}`).toBe(true);
    }
  }
});

test("the walkthrough has pictures in light and dark and a command for each step, in both languages", () => {
  const ids = new Set<string>(commands.map(({ command }: { command: string }) => command));
  for (const { steps } of walkthroughs) {
    for (const { id, media } of steps) {
      for (const theme of ["light", "dark", "hc", "hcLight"])
        expect(existsSync(join(root, media.image[theme])), `${id} ${theme}`).toBe(true);
      expect(media.altText).toBe(`%walkthrough.${id}.picture%`);
      for (const strings of [chinese, english]) {
        expect([...ids]).toContain(
          /(?<=\(command:)[\w.]+/.exec(strings[`walkthrough.${id}.description`]!)?.[0],
        );
      }
    }
  }
});

test("whatever the client reads of its own folder is packaged", () => {
  const packaged = read(".vscodeignore").split("\n");
  for (const name of ["dist/preview.js", "dist/preview.css", "media/sample.md", "media/walkthrough/*.webp"])
    expect(packaged).toContain(`!${name}`);
});
