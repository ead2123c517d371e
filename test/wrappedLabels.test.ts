import { describe, expect, test } from "vitest";
import { fixAll } from "../server/src/core/check";
import { check } from "../server/src/core/index";
import { parseReport } from "../server/src/core/report/recognise";
import { lostFrom, numbersOf, wordsOf } from "./fuzz/keeping";
import { cleanReport, spoiled } from "./protocol/report";

/*
 * Reports as programs read them out of a printed page: labels and the labels of their groups cut over lines wherever their
 * columns are too narrow, values beside one of the lines, and a page's end anywhere. Nothing of that is a wrong label.
 */

interface Page {
  /** Characters in a line of the label, and of its group's. */
  readonly width: number;
  readonly groupWidth: number;
  /** Which of a label's lines has the values: 0 is the first, 1 the last. */
  readonly valuesAt: number;
  /** Rows on a page. */
  readonly rows: number;
}

const lines = cleanReport.split("\n");
const from = lines.findIndex((line) => line.includes("一、本年新收"));
const to = lines.findIndex((line) => line.includes("四、结转下年度")) + 1;

/** The requests table with its merged cells as the page has them. */
function printed(text: string, page: Page): string {
  const written = text.split("\n");
  const rows = written.slice(from, to).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const out: string[] = [];
  let group: string[] = [];
  rows.forEach(([first, second, third, ...values], at) => {
    const isInner = third !== "" || first === "";
    const label = third || second || first!;
    // Under a group its label goes down beside the lines of its rows.
    if (second !== "" && third !== "") group = cut(second!, page.groupWidth);
    else if (third === "") group = [];
    const pieces = cut(label, isInner ? page.width : page.width * 2);
    const valued = Math.round(page.valuesAt * (pieces.length - 1));
    pieces.forEach((piece, line) => {
      const beside = group.shift() ?? "";
      const indent = " ".repeat(isInner ? Math.max(2, 14 - beside.length * 2) : 2);
      out.push(`${beside}${indent}${piece}${line === valued ? `     ${values.join("    ")}` : ""}`);
    });
    if (at % page.rows === page.rows - 1) out.push("", `                    - ${out.length} -`, "");
  });
  const head = "申请人情况\n自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计";
  return [...written.slice(0, from - 4), head, ...out, ...written.slice(to)].join("\n");
}

function cut(text: string, width: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += width) pieces.push(text.slice(at, at + width));
  return pieces;
}

const pages: Page[] = [];
for (let width = 5; width <= 20; width += 3)
  for (const valuesAt of [0, 0.5, 1])
    for (const groupWidth of [3, 4, 8]) pages.push({ width, valuesAt, groupWidth, rows: 5 + (width % 7) });

const ofLabels = (text: string) =>
  check(text, { assumeReport: true }).filter(({ rule }) => /^(row|column|group)-/.test(rule));

describe.each([3, 4, 8].map((groupWidth) => [groupWidth] as const))(
  "groups in columns of %i",
  (groupWidth) => {
    test("no label is taken for a wrong one, and all values are read", () => {
      const told: Record<string, string[]> = {};
      const expected = [...parseReport(cleanReport).cells].map(([key, { value }]) => [key, value]);
      for (const page of pages.filter((page) => page.groupWidth === groupWidth)) {
        const text = printed(cleanReport, page);
        const found = ofLabels(text).map(({ rule, message }) => `${rule} ${message}`);
        const values = [...parseReport(text, { assumeReport: true }).cells].map(([key, { value }]) => [
          key,
          value,
        ]);
        if (JSON.stringify(values) !== JSON.stringify(expected)) found.push("other values");
        if (found.length > 0) told[JSON.stringify(page)] = found;
      }
      expect(told).toEqual({});
    });

    test("a label that is wrong is found all the same", () => {
      const silent: string[] = [];
      for (const page of pages.filter((page) => page.groupWidth === groupWidth)) {
        for (const [right, wrong] of [
          ["危及", "危机"],
          ["行政查询", "行政咨询"],
          ["公开出版物", "公开出版社"],
        ] as const) {
          const found = ofLabels(printed(cleanReport.replace(right, wrong), page));
          if (!found.some(({ rule }) => /^row-(label|unknown)/.test(rule)))
            silent.push(`${wrong} ${JSON.stringify(page)}`);
        }
      }
      expect(silent).toEqual([]);
    });
  },
);

test("safe fixes lose neither number nor word where groups and labels run together", () => {
  const losses: string[] = [];
  for (const page of pages) {
    const lines = printed(cleanReport, page).split("\n");
    const first = lines.findIndex((line) => line.includes("一、本年新收"));
    // Each page at other lines, and all ways in which they run together by turns.
    for (let at = first + (page.width % 31); at < lines.length - 20; at += 31) {
      const line = lines[at]!;
      const glued = [
        line.replace(/^(\S+) +/, "$1"),
        line.replace(/^(\S+) +/, "$1 "),
        line.replace(/^(\S+ +)\d+[.．]/, "$1"),
      ][at % 3]!;
      const text = lines.with(at, glued).join("\n");
      const fixed = fixAll(text, { assumeReport: true }).text;
      const lost = [
        ...lostFrom(numbersOf(text), numbersOf(fixed)),
        ...lostFrom(wordsOf(text), wordsOf(fixed)),
      ];
      if (lost.length > 0) losses.push(`${lost.join(" ")}: ${glued}`);
    }
  }
  expect(losses).toEqual([]);
});

test("a piece of the group's column in a label's cell is told", () => {
  const told = (text: string) => ofLabels(text).map(({ message }) => message);
  for (const [cell, mixed] of [
    ["（一）予以公开", "果 （一）予以公开"],
    ["（一）予以公开", "果 予以公开"],
    ["2.重复申请", "度 2.重复申请"],
  ] as const)
    expect(told(spoiled([`| ${cell} |`, `| ${mixed} |`])), mixed).not.toEqual([]);
  // On a page the two columns stand beside each other.
  const page = { width: 20, groupWidth: 3, valuesAt: 0, rows: 9 };
  const text = printed(cleanReport, page);
  const label = "（一）予以公开";
  expect(text).toContain(label);
  expect(told(text.replace(/\S* +（一）予以公开/, "果 （一）予以公开"))).toEqual([]);
});

test("a safe fix never puts a whole label in the place of a piece", () => {
  for (const page of pages) {
    const text = printed(cleanReport, page);
    for (const { rule, fixes } of check(text, { assumeReport: true }))
      for (const { safe, edits } of fixes ?? [])
        if (safe && /label/.test(rule))
          expect(edits.reduce((sum, edit) => sum + edit.text.length, 0)).toBeLessThan(3);
  }
});
