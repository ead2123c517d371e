import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from "docx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check, extract } from "../../server/src/core/index";
import { docxSource } from "../../server/src/core/source/docx/source";
import { generate, LAYOUTS } from "../generator/index";
import { createRandom } from "../generator/random";
import { blocksOf, wordOf } from "../source/wordReport";
import { libreOffice } from "./oracles";

/* Files of other programs: every cell is read, nothing is found, and they are written back. */

const PAGE = LAYOUTS.find(({ id }) => id === "html")!;
const SEEDS = [1, 2, 3];
const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-samples-"));
const into = (name: string) => {
  mkdirSync(join(folder, name), { recursive: true });
  return join(folder, name);
};
const pages = SEEDS.map(
  (seed) =>
    generate(seed, { layout: PAGE, standard: "2021", noise: { traditional: false, crlf: false, bom: false } })
      .text,
);
/** By the way a file has taken: the file of each page. */
const files = new Map<string, readonly string[]>();

beforeAll(async () => {
  const html = pages.map((_, at) => join(into("html"), `${at}.html`));
  const docx = pages.map((_, at) => join(into("docx"), `${at}.docx`));
  pages.forEach((page, at) => {
    const random = createRandom(at);
    writeFileSync(html[at]!, page);
    writeFileSync(docx[at]!, wordOf(page, { random: () => random.int(0, 999) / 1000 }));
  });
  const convert = (from: readonly string[], format: string, name: string) =>
    libreOffice(from, format, into(name));
  files.set("made by hand", docx);
  files.set("docx → LibreOffice", await convert(docx, "docx", "a"));
  files.set("docx → odt → docx", await convert(await convert(docx, "odt", "odt"), "docx", "b"));
  files.set("docx → doc → docx", await convert(await convert(docx, "doc", "doc"), "docx", "c"));
  files.set("docx → rtf → docx", await convert(await convert(docx, "rtf", "rtf"), "docx", "d"));
  const writer = await convert(html, "odt:writerweb8_writer", "web");
  files.set("html → LibreOffice", await convert(writer, "docx", "e"));
  const packed = await Promise.all(pages.map((page) => Packer.toBuffer(npmDocx(page))));
  files.set(
    "npm docx",
    packed.map((bytes, at) => {
      const file = join(into("npm"), `${at}.docx`);
      writeFileSync(file, bytes);
      return file;
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The page as npm `docx` writes it. */
function npmDocx(page: string): Document {
  const children = blocksOf(page).map((block) => {
    if (block.kind === "picture") return new Paragraph("");
    if (block.kind !== "table") return new Paragraph(block.text);
    const rows = block.rows.map(
      (row) =>
        new TableRow({
          children: row.map(
            ({ text, columns, rows }) =>
              new TableCell({ columnSpan: columns, rowSpan: rows, children: [new Paragraph(text)] }),
          ),
        }),
    );
    return new Table({ rows });
  });
  return new Document({ sections: [{ children }] });
}

const cells = (text: string) =>
  Object.entries(extract(text).cells).map(([key, { value }]) => `${key} ${value}`);

describe("files of other programs", () => {
  test.each([
    "made by hand",
    "docx → LibreOffice",
    "docx → odt → docx",
    "docx → doc → docx",
    "docx → rtf → docx",
    "html → LibreOffice",
    "npm docx",
  ])("%s: 200 of 200 cells, nothing found, and written back", (way) => {
    files.get(way)!.forEach((file, at) => {
      const source = docxSource(new Uint8Array(readFileSync(file)));
      expect(cells(source.text)).toHaveLength(200);
      expect(cells(source.text)).toEqual(cells(pages[at]!));
      expect(check(source.text).map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
      const { span } = extract(source.text).cells["requests.newReceived.total"]!;
      const { source: after, refused } = source.write([[{ span, text: "99" }]]);
      expect(refused).toEqual([]);
      expect(after.text).toBe(`${source.text.slice(0, span.start)}99${source.text.slice(span.end)}`);
    });
  });
});
