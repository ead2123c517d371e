import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { makeZip, type ZipEntry } from "../source/makeZip";
import { CLI, useFolder } from "./runCli";

/* Files that would take all memory: what the process takes is measured from outside. */

const { put } = useFolder();

const MAX_RSS = fileURLToPath(new URL("maxRss.cjs", import.meta.url));
const MOST_MB = 200;

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const body = (inside: string) => `<w:document ${W}><w:body>${inside}</w:body></w:document>`;
const text = (inside: string) => body(`<w:p><w:r><w:t>${inside}</w:t></w:r></w:p>`);
const zeros = (size: number) => new Uint8Array(size);
const wide = '<w:tc><w:tcPr><w:gridSpan w:val="200"/></w:tcPr></w:tc>';

const BOMBS: readonly (readonly [string, Pick<ZipEntry, "content" | "lies">])[] = [
  ["300 MB of zeros", { content: zeros(300 << 20), lies: { crc: 0 } }],
  ["300 MB that say they are one", { content: zeros(300 << 20), lies: { size: 1 << 20, crc: 0 } }],
  ["two million paragraphs", { content: body("<w:p/>".repeat(2_000_000)) }],
  ["a run for every letter", { content: body(`<w:p>${"<w:r><w:t>甲</w:t></w:r>".repeat(95_000)}</w:p>`) }],
  ["an entity for every letter", { content: text("&#x41;".repeat(2_500_000)) }],
  ["two million letters", { content: text("甲".repeat(2_000_000)) }],
  ["a million bars", { content: text("|".repeat(1_000_000)) }],
  [
    "cells over hundreds of columns",
    { content: body(`<w:tbl>${`<w:tr>${wide.repeat(50)}</w:tr>`.repeat(1200)}</w:tbl>`) },
  ],
  [
    "fields in fields",
    { content: body(`<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(60_000)}</w:p>`) },
  ],
];

describe("bombs", () => {
  test.each(BOMBS)(`${MOST_MB} MB are enough for: %s`, (_, bomb) => {
    const file = put("a.docx", makeZip([{ name: "word/document.xml", ...bomb }]));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", MAX_RSS, CLI, "check", file],
      {
        encoding: "utf8",
      },
    );
    expect(stdout + stderr).toMatch(/没有读|已损坏|没有检查/);
    expect(status).toBeLessThanOrEqual(2);
    expect(Number(stderr.trim().split("\n").at(-1)) / 1024).toBeLessThan(MOST_MB);
  });
});
