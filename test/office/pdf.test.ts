import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check, extract } from "../../server/src/core/index";
import { openSource } from "../../server/src/core/open";
import { readPdf } from "../../server/src/core/source/pdf/source";
import { FAULTS, generate, inject, LAYOUTS, STANDARDS, type StandardId } from "../generator";
import { libreOffice } from "./oracles";
import { type PageStyle, wordPages } from "./wordPages";

/*
 * Reports without and with a fault, as Word files and as the PDFs that LibreOffice makes of them: both must say the same.
 */

const run = promisify(execFile);
const tables = join(import.meta.dirname, "../../node_modules/pdfjs-dist/cmaps");
const layout = LAYOUTS.find(({ id }) => id === "html")!;
const standards = Object.keys(STANDARDS) as StandardId[];
const REPORTS = 24;

const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every third has no fault; pages differ from one to the next. */
function reportAt(at: number): string | undefined {
  const choice = { layout, standard: standards[at % standards.length]!, noise: { bom: false, crlf: false } };
  if (at % 3 === 0) return generate(1500 + at, choice).text;
  return inject(1500 + at, choice, FAULTS[(at * 7) % FAULTS.length]!)?.faulty.text;
}

function styleAt(at: number): PageStyle {
  return {
    size: [32, 28, 24][at % 3]!,
    spacing: [560, 500, 440][at % 3]!,
    isJustified: at % 2 === 0,
    headRows: [0, 3, 0, 1][at % 4]!,
    cutsRows: at % 5 < 3,
    header: at % 4 === 1 ? "云麓区政府信息公开" : "",
  };
}

interface Pair {
  readonly word: string;
  readonly pdf: string;
}

const pairs: Pair[] = [];
beforeAll(async () => {
  const files: string[] = [];
  for (let at = 0; files.length < REPORTS; at++) {
    const html = reportAt(at);
    if (html === undefined) continue;
    const file = join(folder, `${at}.docx`);
    writeFileSync(file, wordPages(html, styleAt(at)));
    files.push(file);
  }
  const printed = await libreOffice(files, "pdf", folder);
  pairs.push(...files.map((word, at) => ({ word, pdf: printed[at]! })));
});

const textOfPdf = async (file: string) =>
  (await readPdf(readFileSync(file), (name) => readFileSync(join(tables, `${name}.bcmap`)))).text;
const findingsIn = (text: string) =>
  check(text).map(({ rule, cell, message }) => [rule, cell, message].join(" "));
const valuesIn = (text: string) =>
  Object.entries(extract(text).cells).map(([key, { value }]) => `${key}: ${value}`);

describe("tables without lines, or without some of them", () => {
  const kinds = ["none", "across", "down", "frame", "three"] as const;

  test("say what their Word files say", async () => {
    const files = kinds.map((lines, at) => {
      const choice = {
        layout,
        standard: standards[at % standards.length]!,
        noise: { bom: false, crlf: false },
      };
      const file = join(folder, `${lines}.docx`);
      writeFileSync(file, wordPages(generate(3300 + at, choice).text, { ...styleAt(at), lines }));
      return file;
    });
    const printed = await libreOffice(files, "pdf", folder);
    for (const [at, pdf] of printed.entries()) {
      const [expected, text] = [(await openSource(readFileSync(files[at]!))).text, await textOfPdf(pdf)];
      expect(findingsIn(text), kinds[at]).toEqual(findingsIn(expected));
      expect(valuesIn(text), kinds[at]).toEqual(valuesIn(expected));
    }
  });
});

describe("a report as PDF", () => {
  test.each(Array.from({ length: REPORTS }, (_, at) => at))(
    "number %i says what its Word file says",
    async (at) => {
      const { word, pdf } = pairs[at]!;
      const [expected, text] = [(await openSource(readFileSync(word))).text, await textOfPdf(pdf)];
      expect(findingsIn(text)).toEqual(findingsIn(expected));
      expect(valuesIn(text)).toEqual(valuesIn(expected));
    },
  );

  test("has every word that poppler reads in it, but for headers and page numbers", async () => {
    const { pdf } = pairs[0]!;
    const { stdout } = await run("pdftotext", ["-raw", pdf, "-"]);
    const wordsOf = (text: string) => [...text.replaceAll(/[\s|]/g, "")].sort().join("");
    const body = stdout.replaceAll(/^- \d+ -\f?$/gm, "");
    // Below the first row of each table the text has a line of Markdown.
    const text = (await textOfPdf(pdf)).replaceAll(/^\|(?: --- \|){1,200}$/gm, "");
    expect(wordsOf(text)).toBe(wordsOf(body.replaceAll("\f", "")));
  });
});
