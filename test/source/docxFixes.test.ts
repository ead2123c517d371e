import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { rules } from "../../server/src/core/rules/index";
import { docxSource } from "../../server/src/core/source/docx/source";
import { applyEdits } from "../../server/src/core/text/text";
import { createRandom } from "../generator/random";
import { makeDocx } from "./makeDocx";
import { saysLines } from "./saysLines";
import { settled } from "./settle";

/*
 * Every fix of every rule, made in its example as a Word file whose runs are cut at random.
 */

const AUTHOR = { name: "审核人", date: "2026-01-01T00:00:00Z" };
const SEEDS = [1, 2];

/** These bring or take paragraphs, rows, cells, or text where none was; all others change characters alone. */
const STRUCTURAL = new Set([
  "title-missing",
  "section-missing",
  "section-empty",
  "section-inline",
  "section-misordered",
  "table-missing",
  "row-missing",
  "row-duplicate",
  "aspect-missing",
  "cell-blank",
  "cell-split",
  "page-number",
  "suppression-unused",
  "table-empty",
  "web-chrome",
]);
/** What Word has no tracked change for that other programs know. */
const UNTRACKED = new Set(["cell-split"]);

/**
 * What is no fault in a Word file: a line that was broken in two is two paragraphs there; bars and comments are characters
 * as any other.
 */
const NONE_IN_WORD = new Set(["paragraph-broken", "pipe-run", "suppression-unknown", "suppression-unused"]);

const withFixes = rules.filter(({ bad, needs }) =>
  check(bad, { ...needs, assumeReport: true }).some(({ fixes = [] }) => fixes.length > 0),
);

const mainPart = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)["word/document.xml"]!);
const withoutLetters = (xml: string) => xml.replaceAll(/(<w:t\b[^>]*>)[^<]*(?=<\/w:t>)/g, "$1");

/** A file's fixes: those of all findings of a rule, each alone. */
function fixesIn(id: string, seed: number) {
  const rule = rules.find((candidate) => candidate.id === id)!;
  const settings = { ...rule.needs, assumeReport: true };
  const source = docxSource(makeDocx(rule.bad, { random: createRandom(seed).next }));
  const of = (text: string) => check(text, settings).filter((found) => found.rule === id);
  const found = of(source.text);
  return { source, of, found, fixes: found.flatMap(({ fixes = [] }) => fixes) };
}

describe.each(withFixes.map(({ id }) => id))("%s", (id) => {
  test.each(SEEDS)("is mended in a Word file, seed %i", (seed) => {
    const { source, of, found, fixes } = fixesIn(id, seed);
    expect(fixes.length > 0).toBe(!NONE_IN_WORD.has(id));
    for (const { edits } of fixes) {
      const meant = applyEdits(source.text, edits);
      const written = source.write([edits]);
      expect(written.refused).toEqual([]);
      expect(saysLines(written.source.text)).toEqual(saysLines(meant));
      expect(of(written.source.text).length).toBeLessThan(found.length);
      const [before, after] = [mainPart(source.bytes), mainPart(written.source.bytes)];
      expect(withoutLetters(after) === withoutLetters(before)).toBe(!STRUCTURAL.has(id));
      expectOthersSame(source.bytes, written.source.bytes);
    }
  });

  test("is mended as tracked changes that can be accepted and rejected", () => {
    const { source, fixes } = fixesIn(id, 4);
    for (const { edits } of fixes) {
      const { source: tracked, refused } = source.write([edits], { track: AUTHOR });
      if (UNTRACKED.has(id)) {
        expect(refused.map(({ reason }) => reason)).toEqual(["增减格不能留修订痕迹"]);
        expect(tracked).toBe(source);
        continue;
      }
      expect(refused).toEqual([]);
      expect(saysLines(tracked.text)).toEqual(saysLines(applyEdits(source.text, edits)));
      expect(saysLines(docxSource(settled(tracked.bytes, "accept")).text)).toEqual(saysLines(tracked.text));
      expect(saysLines(docxSource(settled(tracked.bytes, "reject")).text)).toEqual(saysLines(source.text));
      expectOthersSame(source.bytes, tracked.bytes);
    }
  });
});

function expectOthersSame(before: Uint8Array, after: Uint8Array): void {
  const [old, now] = [unzipSync(before), unzipSync(after)];
  expect(Object.keys(now)).toEqual(Object.keys(old));
  for (const [name, bytes] of Object.entries(old))
    if (name !== "word/document.xml") expect(now[name]).toEqual(bytes);
}
