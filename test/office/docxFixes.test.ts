import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { rules } from "../../server/src/core/rules/index";
import { docxSource } from "../../server/src/core/source/docx/source";
import { applyEdits } from "../../server/src/core/text/text";
import { createRandom } from "../generator/random";
import { makeDocx } from "../source/makeDocx";
import { settled } from "../source/settle";
import { libreOffice } from "./oracles";

/*
 * What other programs read in Word files with fixes made: LibreOffice where they are plain and where tracked ones were accepted
 * or rejected, pandoc, which accepts tracked changes by itself, where they are tracked.
 */

const AUTHOR = { name: "审核人", date: "2026-01-01T00:00:00Z" };
/** Of so many tracked fixes one is also read by LibreOffice, accepted and rejected; `DISCLOSURE_LINT_SETTLED=1` has all. */
const SETTLED_EACH = Number(process.env.DISCLOSURE_LINT_SETTLED ?? 4);
const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-fixes-"));

interface Sample {
  readonly name: string;
  readonly meant: string;
  /** As LibreOffice and as pandoc read it. */
  office?: string;
  pandoc?: string;
}

const samples: Sample[] = [];

beforeAll(async () => {
  const tracked: { sample: Sample; file: string }[] = [];
  const files: { sample: Sample; file: string }[] = [];
  const add = (list: typeof files, name: string, meant: string, bytes: Uint8Array) => {
    const sample: Sample = { name, meant: letters(meant) };
    const file = join(folder, `${files.length + tracked.length}.docx`);
    writeFileSync(file, bytes);
    samples.push(sample);
    list.push({ sample, file });
  };
  for (const { id, bad, needs } of rules) {
    const source = docxSource(makeDocx(bad, { random: createRandom(5).next }));
    const found = check(source.text, { ...needs, assumeReport: true }).filter(({ rule }) => rule === id);
    for (const { title, edits } of found.flatMap(({ fixes = [] }) => fixes)) {
      const meant = applyEdits(source.text, edits);
      add(files, `${id} ${title}`, meant, source.write([edits]).source.bytes);
      const { source: revised, refused } = source.write([edits], { track: AUTHOR });
      if (refused.length > 0) continue;
      add(tracked, `${id} ${title}, tracked`, meant, revised.bytes);
      if (tracked.length % SETTLED_EACH !== 0) continue;
      add(files, `${id} ${title}, accepted`, meant, settled(revised.bytes, "accept"));
      add(files, `${id} ${title}, rejected`, source.text, settled(revised.bytes, "reject"));
    }
  }
  const texts = await libreOffice(
    files.map(({ file }) => file),
    "txt:Text (encoded):UTF8",
    folder,
  );
  files.forEach(({ sample }, at) => {
    sample.office = letters(readFileSync(texts[at]!, "utf8"));
  });
  const read = await pandocTexts(tracked.map(({ file }) => file));
  tracked.forEach(({ sample }, at) => {
    sample.pandoc = letters(read[at]!);
  });
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("LibreOffice reads what was meant", () => {
  const read = samples.filter(({ office }) => office !== undefined);
  expect(read.length).toBeGreaterThan(60);
  for (const { name, meant, office } of read) expect(office, name).toBe(meant);
});

test("pandoc reads tracked changes as was meant", () => {
  const read = samples.filter(({ pandoc }) => pandoc !== undefined);
  expect(read.length).toBeGreaterThan(40);
  for (const { name, meant, pandoc } of read) expect(pandoc, name).toBe(meant);
});

/** A text's characters in their order: blanks, borders, and rulings are each program's own. */
function letters(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^[|\s:-]*-[|\s:-]*$/.test(line))
    .join("")
    .replaceAll(/\\(?=\|)|[\s|\uFEFF]/g, "");
}

/** The texts of many files as pandoc reads them, in one start: a line of its own parts them. */
async function pandocTexts(files: readonly string[]): Promise<string[]> {
  const between = join(folder, "between.docx");
  writeFileSync(between, makeDocx("文件到此为止"));
  const args = ["--track-changes=accept", "-t", "json", ...files.flatMap((file) => [file, between])];
  const { stdout } = await promisify(execFile)("pandoc", args, { maxBuffer: 512 * 1024 * 1024 });
  return wordsIn(JSON.parse(stdout)).split("文件到此为止").slice(0, -1);
}

/** All words in a document of pandoc, in their order. */
function wordsIn(node: unknown): string {
  if (Array.isArray(node)) return node.map(wordsIn).join("");
  if (typeof node !== "object" || node === null) return "";
  const { t, c, blocks } = node as { t?: string; c?: unknown; blocks?: unknown };
  if (t === "Str") return c as string;
  return wordsIn(blocks ?? c);
}
