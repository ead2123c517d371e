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

/** Ways through LibreOffice to a .docx: what the page is at first, and what it is on the way. */
const WAYS = [
  { way: "docx → LibreOffice", from: "docx" },
  { way: "docx → odt → docx", from: "docx", over: "odt" },
  { way: "docx → doc → docx", from: "docx", over: "doc" },
  { way: "docx → rtf → docx", from: "docx", over: "rtf" },
  { way: "html → LibreOffice", from: "html", over: "odt:writerweb8_writer" },
] as const;

function firstFile(page: string, at: number, name: string, from: "docx" | "html"): string {
  const file = join(into("first"), `${name}-${at}.${from}`);
  const random = createRandom(at);
  writeFileSync(file, from === "html" ? page : wordOf(page, { random: () => random.int(0, 999) / 1000 }));
  return file;
}

beforeAll(async () => {
  files.set(
    "made by hand",
    pages.map((page, at) => firstFile(page, at, "hand", "docx")),
  );
  // The last step of all ways is one start of LibreOffice: names tell them apart.
  const between: string[] = [];
  for (const [number, { from, ...rest }] of WAYS.entries()) {
    const first = pages.map((page, at) => firstFile(page, at, `way${number}`, from));
    between.push(...("over" in rest ? await libreOffice(first, rest.over, into("between")) : first));
  }
  const last = await libreOffice(between, "docx", into("last"));
  for (const [number, { way }] of WAYS.entries())
    files.set(way, last.slice(number * pages.length, (number + 1) * pages.length));
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
  test.each(["made by hand", ...WAYS.map(({ way }) => way), "npm docx"])(
    "%s: 200 of 200 cells, nothing found, and written back",
    (way) => {
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
    },
  );
});
