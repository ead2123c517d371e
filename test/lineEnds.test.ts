import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixAll } from "../server/src/core/check";

const folder = new URL("corpus/faulty/", import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(?:txt|md)$/.test(name));

/** Which line ends a report has changes nothing about what a fix does. */
describe("fixes do the same whatever lines end in", () => {
  test.each(files)("%s", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const plain = `打印\n${text.replaceAll(/\r\n?/g, "\n")}`;
    const fixed = fixAll(plain).text;
    expect(fixed).not.toMatch(/^打印/);
    for (const eol of ["\r", "\r\n"])
      expect(fixAll(plain.replaceAll("\n", eol)).text.replaceAll(eol, "\n")).toBe(fixed);
  });
});
