import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reviewSource } from "../../server/src/core/review";
import { docxSource } from "../../server/src/core/source/docx/source";
import { GOOD, report } from "../cli/sample";
import { FAULTS } from "../generator";
import { box, control, field, p, run as r, table } from "../source/docxParts";
import { makeDocx, packDocx } from "../source/makeDocx";
import { faultyDocx, REVIEWER, reviewComplaints } from "../source/reviewed";
import { commentsIn } from "../source/revisions";
import { libreOffice } from "./oracles";

/*
 * Review copies as other programs read them.
 */

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-review-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** By name: a report as a Word file, with faults. */
const REPORTS: Readonly<Record<string, Uint8Array>> = {
  "cells-words-and-an-empty-cell": makeDocx(
    report({ ...GOOD, newReceived: ["２", 0, "", 0, 0, 0, 3] })
      .replace("（四）平台建设", "（五）平台建设")
      .replace("依法办理申请。", "依法办理申请。。"),
  ),
  "a-table-gone": makeDocx(
    report()
      .split("\n")
      .filter((line) => !line.startsWith("| 规章"))
      .join("\n"),
  ),
  strict: makeDocx(report({ ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 2] }), { strict: true }),
  "links-fields-controls-and-boxes": packDocx(
    p(r("云泽县水务局2024年政府信息公开工作年度报告")) +
      p(r("一、总体情况")) +
      p(`${r("本局网站")}<w:hyperlink w:anchor="a">${r("公开，，信息")}</w:hyperlink>${r("。。")}`) +
      p(`${r("共")}${field('HYPERLINK "http://a"', r("五，，"))}${control("<w:text/>", r("件。。"))}`) +
      p(r("见图") + box(p(r("框中，，字。")))) +
      table([r("甲，，"), ""], ["", r("乙")]),
  ),
};

interface Copy {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly fixed: string;
}

const copies = new Map<string, Copy>();
const flat = new Map<string, string>();

beforeAll(async () => {
  for (const [name, bytes] of Object.entries(REPORTS)) {
    const { source } = reviewSource(
      docxSource(bytes),
      { assumeReport: true },
      { author: REVIEWER, unsafe: true },
    );
    const file = join(folder, `${name}.docx`);
    writeFileSync(file, source.bytes);
    copies.set(name, { file, bytes: source.bytes, fixed: source.text });
  }
  const files = [...copies.values()].map(({ file }) => file);
  const written = await libreOffice(files, "fodt", folder);
  [...copies.keys()].forEach((name, at) => {
    flat.set(name, readFileSync(written[at]!, "utf8"));
  });
});

const count = (text: string, part: string) => text.split(part).length - 1;

describe.each(Object.keys(REPORTS))("%s", (name) => {
  test("LibreOffice sees every comment, its author and its words, and the tracked changes", () => {
    const [{ bytes }, xml] = [copies.get(name)!, flat.get(name)!];
    const comments = [...commentsIn(bytes).values()];
    expect(comments.length).toBeGreaterThan(0);
    expect(count(xml, "<office:annotation ")).toBe(comments.length);
    for (const { lines } of comments) expect(plain(xml)).toContain(plain(lines[0]!));
    expect(count(xml, `<dc:creator>${REVIEWER.name}</dc:creator>`)).toBeGreaterThan(comments.length);
    expect(xml).toContain("<text:tracked-changes");
  });
});

/** It reads no strict files, no text boxes, and no tables without a grid. */
const FOR_PANDOC = ["cells-words-and-an-empty-cell", "a-table-gone"];

test.each(FOR_PANDOC)("pandoc sees every comment of %s, and who made which change", async (name) => {
  const { file, bytes } = copies.get(name)!;
  const html = ["--track-changes=all", "--wrap=none", "-t", "html"];
  const { stdout } = await run("pandoc", [...html, file], { maxBuffer: 1 << 26 });
  expect(count(stdout, 'class="comment-start"')).toBe(commentsIn(bytes).size);
  expect(count(stdout, 'class="comment-end"')).toBe(commentsIn(bytes).size);
  const changes = /class="(?:insertion|deletion)" data-author="([^"]*)"/g;
  const authors = [...stdout.matchAll(changes)].map(([, author]) => author);
  expect(new Set(authors)).toEqual(new Set([REVIEWER.name]));
});

/** Programs differ in quotation marks and blanks. */
const plain = (text: string) => text.replaceAll(/<[^<>]*>|&\w+;|["“”\s]/g, "");

/** Of so many faults one is tried: `test/source/docxReview.test.ts` has one of each rule; `DISCLOSURE_LINT_FAULTS=1` has all. */
const FAULTS_EACH = Number(process.env.DISCLOSURE_LINT_FAULTS ?? 12);
const TRIED = FAULTS.filter((_, at) => at % FAULTS_EACH === 0);

test.each(TRIED.map((fault, at) => [fault.id, fault, at % 2 === 0] as const))(
  "a report with the fault %s",
  (_, fault, unsafe) => {
    const bytes = faultyDocx(fault);
    if (bytes !== undefined) expect(reviewComplaints(bytes, unsafe)).toEqual([]);
  },
);
