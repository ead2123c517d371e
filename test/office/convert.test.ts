import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check, extract } from "../../server/src/core/index";
import { openSource } from "../../server/src/core/open";
import { converted, lettersOf, type PageFile, type PageFormat } from "../features/converting";
import { libreOffice, pandocText } from "./oracles";

/* What other programs make of the Word files that we write, and of what we write of theirs. */

const corpus = join(import.meta.dirname, "../corpus");
const namesIn = (folder: string) =>
  readdirSync(join(corpus, folder))
    .filter((name) => /\.(?:md|txt|html)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
const fileOf = (name: string): PageFile => ({
  format: extname(name).slice(1) as PageFormat,
  text: readFileSync(join(corpus, name), "utf8"),
});
const cellsOf = ({ text }: PageFile) =>
  Object.fromEntries(Object.entries(extract(text).cells).map(([key, cell]) => [key, lettersOf(cell.text)]));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("Word files of reports", () => {
  test("LibreOffice and pandoc read the text that we read", async () => {
    const names = namesIn("clean");
    const files = await Promise.all(names.map((name) => converted(fileOf(name), "docx")));
    const paths = files.map(({ bytes }, at) => {
      const path = join(folder, `${at}.docx`);
      writeFileSync(path, bytes!);
      return path;
    });
    const texts = await libreOffice(paths, "txt:Text (encoded):UTF8", folder);
    for (const [at, { text }] of files.entries()) {
      // LibreOffice writes the numbers of pages nowhere, and a table a cell a line: in the order that we have.
      expect(lettersOf(readFileSync(texts[at]!, "utf8"))).toBe(lettersOf(text));
      expect(lettersOf(await pandocText(paths[at]!))).toContain(lettersOf(text.split("\n")[0]!));
    }
  });

  test("pandoc sees the merged cells", async () => {
    const { bytes } = await converted(fileOf("clean/bureau-2023-gfm.md"), "docx");
    const path = join(folder, "merged.docx");
    writeFileSync(path, bytes!);
    const html = await pandocText(path, "html");
    expect(html).toMatch(/rowspan="22"[^>]*>三、本年度办理结果/);
    expect(html).toMatch(/colspan="3"[^>]*>一、本年新收政府信息公开申请数量/);
    expect(html).toMatch(/<thead>/);
  });
});

describe("the whole corpus", () => {
  const names = ["clean", "faulty", "published", "other"].flatMap(namesIn);
  test.each(names)("%s goes into Word and back", async (name) => {
    const file = fileOf(name);
    const cells = cellsOf(file);
    const there = await converted(file, "docx");
    expect(cellsOf(there)).toEqual(cells);
    for (const back of ["md", "html", "docx"] as const)
      expect(cellsOf(await converted(there, back))).toEqual(cells);
  });
});

describe("workbooks that LibreOffice makes of pages", () => {
  test("have all cells, and no finding", async () => {
    // Without tables of their own behind the standard's: LibreOffice puts both in one stretch of rows, and what parted them is gone.
    const names = ["clean/bureau-2023-gfm.md", "clean/town-2022-lines.txt", "clean/street-2020-tabs.txt"];
    const files = await Promise.all(names.map((name) => converted(fileOf(name), "html")));
    // Named so, a page is opened as a sheet.
    const paths = files.map(({ text }, at) => {
      const path = join(folder, `${at}.xls`);
      writeFileSync(path, text);
      return path;
    });
    for (const [at, path] of (await libreOffice(paths, "xlsx", folder)).entries()) {
      const { text, format } = await openSource(new Uint8Array(readFileSync(path)));
      expect(format).toBe("xlsx");
      expect(cellsOf({ format: "txt", text })).toEqual(cellsOf(files[at]!));
      expect(check(text).filter(({ severity }) => severity !== "info")).toEqual([]);
    }
  });
});
