import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { docxSource } from "../../server/src/core/source/docx/source";
import type { Change } from "../../server/src/core/source/source";
import { parseXml } from "../../server/src/core/source/xml";
import { applyEdits, type Edit } from "../../server/src/core/text/text";
import { createRandom, type Random } from "../generator/random";
import { packDocx } from "./makeDocx";
import { randomBody } from "./randomBody";
import { saysLines } from "./saysLines";
import { settled } from "./settle";

/*
 * Edits at random in documents made at random, saved and read again: a change is made exactly or refused, and nothing else
 * changes. DOCX_EDITS=10000 tries as many; DOCX_SEED starts elsewhere.
 */

const COUNT = Number(process.env.DOCX_EDITS ?? 300);
const SEED = Number(process.env.DOCX_SEED ?? 1);
const AUTHOR = { name: "审核<人>", date: "2026-01-01T00:00:00Z" };

test("edits are made exactly or refused, plain and tracked", { timeout: 3_600_000 }, () => {
  let made = 0;
  for (let at = 0; at < COUNT; at++) {
    const random = createRandom(SEED * 1_000_003 + at);
    const source = docxSource(packDocx(randomBody(random)));
    const changes = randomChanges(random, source.text);
    made += tryPlain(source, changes, `seed ${SEED}, document ${at}`);
    tryTracked(source, changes, `seed ${SEED}, document ${at}, tracked`);
  }
  // Few edits at random make sense of a table or its ruling; most of the others must be made.
  expect(made / COUNT).toBeGreaterThan(0.4);
});

type Docx = ReturnType<typeof docxSource>;

function tryPlain(source: Docx, changes: readonly Change[], name: string): number {
  const { source: after, refused } = source.write(changes);
  const made = changes.filter((change) => !refused.some((refusal) => refusal.change === change));
  expect(saysLines(after.text), name).toEqual(saysLines(applyEdits(source.text, made.flat())));
  if (made.length === 0) expect(after, name).toBe(source);
  expectSound(source, after, name);
  return made.length / changes.length;
}

function tryTracked(source: Docx, changes: readonly Change[], name: string): void {
  const { source: after, refused } = source.write(changes, { track: AUTHOR });
  const made = changes.filter((change) => !refused.some((refusal) => refusal.change === change));
  const meant = saysLines(applyEdits(source.text, made.flat()));
  expect(saysLines(after.text), name).toEqual(meant);
  expectSound(source, after, name);
  if (after === source) return;
  expect(saysLines(docxSource(settled(after.bytes, "accept", AUTHOR.name)).text), name).toEqual(meant);
  expect(saysLines(docxSource(settled(after.bytes, "reject", AUTHOR.name)).text), name).toEqual(
    saysLines(source.text),
  );
}

/** The package opens, its other parts are the same, cells have paragraphs, and no two tables touch that did not. */
function expectSound(before: Docx, after: Docx, name: string): void {
  const [old, now] = [unzipSync(before.bytes), unzipSync(after.bytes)];
  for (const [part, bytes] of Object.entries(old))
    if (part !== "word/document.xml") expect(now[part], name).toEqual(bytes);
  const xml = strFromU8(now["word/document.xml"]!);
  parseXml(xml);
  expect(/<w:tc>(?:<w:tcPr>(?:(?!<\/w:tcPr>).)*<\/w:tcPr>)?<\/w:tc>/.test(xml), name).toBe(false);
  expect(/<\/w:tbl><w:tbl>|<\/w:tbl><\/w:tc>|<\/w:tbl><w:sectPr/.test(xml), name).toBe(false);
  expect(/<w:ins [^>]*><w:ins /.test(xml), name).toBe(false);
  const marks = (kind: string) => [...xml.matchAll(new RegExp(`<w:${kind}\\b`, "g"))].length;
  expect(marks("bookmarkStart"), name).toBe(marks("bookmarkEnd"));
}

/** One to four changes that do not overlap, each of one or two edits. */
function randomChanges(random: Random, text: string): Change[] {
  const edits: Edit[] = [];
  let at = 0;
  const count = random.int(1, 5);
  for (let i = 0; i < count; i++) {
    const start = Math.min(text.length, at + random.int(1, Math.ceil(text.length / count)));
    const edit = randomEdit(random, text, start);
    if (edit.span.start < at) continue;
    edits.push(edit);
    at = edit.span.end + 1;
    if (at >= text.length) break;
  }
  if (edits.length > 1 && random.chance(0.2)) return [edits];
  return edits.map((edit) => [edit]);
}

const WORDS = [
  "公开",
  "120",
  "条。",
  "、",
  "A&B<c>",
  "😀",
  " ",
  "一、",
  "|",
  "\t",
  "\u3000",
  "新的一段\n",
  "\n",
];

function randomEdit(random: Random, text: string, at: number): Edit {
  const words = Array.from({ length: random.int(0, 3) }, () => random.pick(WORDS)).join("");
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
  const line = text.slice(lineStart, lineEnd);
  switch (random.int(0, 6)) {
    case 0:
      return { span: { start: lineStart, end: Math.min(lineEnd + 1, text.length) }, text: "" };
    case 1:
      return { span: { start: lineStart, end: lineStart }, text: `${line.replaceAll(/\d/g, "7")}\n` };
    case 2:
      return {
        span: { start: lineStart, end: lineStart },
        text: `${words.replaceAll(/[|\s]/g, "")}新段。\n`,
      };
    case 3:
      return { span: { start: lineEnd, end: lineEnd }, text: `\n（一）${words.replaceAll("|", "")}` };
    default: {
      const start = characterAt(text, at);
      return {
        span: { start, end: characterAt(text, Math.min(at + random.int(0, 8), text.length)) },
        text: words,
      };
    }
  }
}

/** Not inside a character of two units. */
function characterAt(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? "") ? at - 1 : at;
}
