import { check, fixSource } from "../../server/src/core/check";
import { reviewSource } from "../../server/src/core/review";
import { docxSource } from "../../server/src/core/source/docx/source";
import type { Source } from "../../server/src/core/source/source";
import { openPackage } from "../../server/src/core/source/zip";
import { type Fault, inject, LAYOUTS, STANDARDS, type StandardId } from "../generator";
import { createRandom } from "../generator/random";
import { docxFaults } from "./docxFaults";
import { makeDocx } from "./makeDocx";
import { commented, commentsIn, mainXml, paragraphs, withoutComments } from "./revisions";
import { settled } from "./settle";

/*
 * What must be true of every review copy, as a list of what is not.
 */

export const REVIEWER = { name: "年报检查", date: "2025-01-10T08:00:00Z" };

/** What comments and tracked changes may change of a package. */
const MAY_CHANGE: ReadonlySet<string> = new Set([
  "[Content_Types].xml",
  "word/document.xml",
  "word/_rels/document.xml.rels",
  "word/comments.xml",
]);
/** A layout whose tables are rows with bars. */
const layout = LAYOUTS.find(({ id }) => id === "bars")!;
const STANDARD_IDS = Object.keys(STANDARDS) as StandardId[];
/** Faults that the chosen numbers do not lend themselves to are tried with others. */
const TRIES = 8;

/** A Word file with a fault, its runs cut at random; undefined where no table with bars can show it. */
export function faultyDocx(
  fault: Fault,
  random: () => number = createRandom(3).next,
): Uint8Array | undefined {
  const standard = fault.standards?.[0] ?? STANDARD_IDS[0]!;
  for (let seed = 1; seed <= TRIES; seed++) {
    const injected = inject(seed, { layout, standard }, fault);
    if (injected !== undefined) return makeDocx(injected.faulty.text.replaceAll("｜", "|"), { random });
  }
  return undefined;
}

/** What is wrong with the review copy of a file. */
export function reviewComplaints(bytes: Uint8Array, unsafe: boolean): string[] {
  const source = docxSource(bytes);
  const copy = reviewSource(source, {}, { unsafe, author: REVIEWER });
  const written = docxSource(copy.source.bytes);
  const before = mainXml(bytes);
  const rejected = mainXml(settled(written.bytes, "reject", REVIEWER.name));
  const fixed = fixSource<Source>(source, {}, { unsafe, track: REVIEWER });
  const complaints = [...docxFaults(written.bytes), ...packageComplaints(bytes, written.bytes)];
  const demand = (isMet: boolean, what: string) => {
    if (!isMet) complaints.push(what);
  };
  demand(written.text === fixed.source.text, "reads otherwise than the file when it is fixed");
  demand(same(paragraphs(withoutComments(rejected)), paragraphs(before)), "rejecting all loses something");
  const clean = docxSource(settled(written.bytes, "accept", REVIEWER.name));
  demand(clean.text === fixed.source.text, "accepting all gives another text");
  const found = check(source.text);
  const comments = commentsIn(written.bytes);
  demand(comments.size >= found.length, `${comments.size} comments on ${found.length} findings`);
  demand(comments.size === found.length || copy.mended > 0, "comments on what was not found");
  // What is inserted stands between the marks as well, what is deleted does still.
  const places = commented(rejected);
  found.forEach(({ span, message }, at) => {
    const [id, { lines }] = [...comments][at] ?? ["", { lines: [] }];
    demand(lines[0]?.endsWith(`：${message}`) === true, `comment ${id} says ${lines[0]}, not ${message}`);
    const meant = plain(source.text.slice(span.start, span.end));
    demand(plain(places.get(id) ?? "") === meant, `comment ${id} is about ${places.get(id)}, not ${meant}`);
  });
  return complaints;
}

/** Without what only the text has: bars, blanks and the ends of lines. */
const plain = (text: string) => text.replaceAll(/[|\\\s]/g, "");

/** Empty paragraphs aside: one must stand behind a table that was inserted, and cannot be taken back. */
const same = (a: readonly string[], b: readonly string[]) => shown(a) === shown(b);

const shown = (lines: readonly string[]) => lines.filter((line) => line !== "").join("\n");

function packageComplaints(before: Uint8Array, after: Uint8Array): string[] {
  const [old, now] = [openPackage(before), openPackage(after)];
  const isSame = (name: string) => Buffer.from(old.part(name)!).equals(now.part(name) ?? new Uint8Array());
  const changed = old.names.filter((name) => !MAY_CHANGE.has(name) && !isSame(name));
  const added = now.names.filter((name) => !MAY_CHANGE.has(name) && !old.names.includes(name));
  return [...changed, ...added].map((name) => `${name} is not what it was`);
}
