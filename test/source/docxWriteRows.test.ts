import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { docxSource } from "../../server/src/core/source/docx/source";
import { applyEdits } from "../../server/src/core/text/text";
import { createRandom } from "../generator/random";
import { officialDocx } from "./officialDocx";
import { saysLines } from "./saysLines";
import { settled } from "./settle";

/*
 * Rows in tables with cells merged as the official form has them.
 */

const AUTHOR = { name: "审核人", date: "2026-01-01T00:00:00Z" };
const mainPart = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)["word/document.xml"]!);

/** By row of the second table: the first cells' texts, merges and widths, as `三、…/restart`. */
function groupsOf(bytes: Uint8Array, table: number): string[] {
  const xml = mainPart(bytes).split("<w:tbl>")[table]!;
  return xml
    .split("<w:tr>")
    .slice(1)
    .map((row) =>
      row
        .split("<w:tc>")
        .slice(1, 4)
        .map((cell) => {
          const merge = /<w:vMerge w:val="restart"\/>/.test(cell)
            ? "▼"
            : cell.includes("<w:vMerge/>")
              ? "│"
              : "";
          const span = /<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? "";
          const text = [...cell.matchAll(/<w:t\b[^>]*>([^<]*)/g)].map(([, letters]) => letters).join("");
          // New rows are filled with zeros.
          return `${merge}${span}${/^\d+$/.test(text) ? "0" : text}`;
        })
        .join(" "),
    );
}

test("the sample without a fault has none as a Word file with merged cells", () => {
  expect(check(docxSource(officialDocx(EXAMPLE, { random: createRandom(1).next })).text)).toEqual([]);
});

/** At the start, in the middle and at the end of a group, the only one of two, in front of all groups. */
const MISSING = [
  "1.属于国家秘密",
  "4.保护第三方",
  "8.属于行政查询",
  "1.本机关不掌握",
  "3.补正后",
  "1.信访举报",
  "5.要求行政机关",
  "1.申请人无正当理由",
  "3.其他",
  "（一）予以公开",
  "（二）部分公开",
  "（七）总计",
  "四、结转下年度",
  "二、上年结转",
];

describe.each(MISSING)("row-missing: %s", (label) => {
  const bytes = officialDocx(EXAMPLE, { without: [label], random: createRandom(3).next });
  const source = docxSource(bytes);
  const found = check(source.text).filter(({ rule }) => rule === "row-missing");
  const fixes = found.flatMap(({ fixes = [] }) => fixes);

  test("the new row is in the merged cells where it belongs", () => {
    expect(found).toHaveLength(1);
    // In front of the groups there is no row like it, and nothing is offered.
    for (const { edits } of fixes) {
      const { source: after, refused } = source.write([edits]);
      expect(refused).toEqual([]);
      expect(saysLines(after.text)).toEqual(saysLines(applyEdits(source.text, edits)));
      expect(check(after.text).filter(({ rule }) => rule.startsWith("row-"))).toEqual([]);
      expect(groupsOf(after.bytes, 2)).toEqual(groupsOf(officialDocx(EXAMPLE), 2));
    }
  });

  test("the new row can be rejected", () => {
    for (const { edits } of fixes) {
      const { source: after, refused } = source.write([edits], { track: AUTHOR });
      expect(refused).toEqual([]);
      expect(saysLines(after.text)).toEqual(saysLines(applyEdits(source.text, edits)));
      expect(saysLines(docxSource(settled(after.bytes, "reject")).text)).toEqual(saysLines(source.text));
    }
  });
});

describe("a row that goes", () => {
  const source = docxSource(officialDocx(EXAMPLE));
  const lineOf = (label: string) => source.text.split("\n").find((line) => line.includes(label))!;
  const without = (label: string) => {
    const start = source.text.indexOf(lineOf(label));
    return { span: { start, end: start + lineOf(label).length + 1 }, text: "" };
  };
  const labelled = (label: string, group: string) => {
    const start = source.text.indexOf(lineOf(label));
    const line = lineOf(label);
    const cell = /^\|\s*\|\s*/.exec(line)![0].length - 1;
    return { span: { start: start + cell, end: start + cell }, text: group };
  };

  test("from the middle of a group takes nothing else along", () => {
    const { source: after, refused } = source.write([[without("4.保护第三方")]]);
    expect(refused).toEqual([]);
    expect(groupsOf(after.bytes, 2)).toEqual(
      groupsOf(officialDocx(EXAMPLE, { without: ["4.保护第三方"] }), 2),
    );
  });

  test("from the start of a group lets the next one start it", () => {
    const change = [without("1.属于国家秘密"), labelled("2.其他法律行政法规", "（三）不予公开")];
    const { source: after, refused } = source.write([change]);
    expect(refused).toEqual([]);
    expect(saysLines(after.text)).toEqual(saysLines(applyEdits(source.text, change)));
    expect(groupsOf(after.bytes, 2)).toEqual(
      groupsOf(officialDocx(EXAMPLE, { without: ["1.属于国家秘密"] }), 2),
    );
  });

  test("from the start of a group cannot be tracked, and others can beside it", () => {
    const changes = [[without("1.属于国家秘密")], [without("2.重复申请")]];
    const { source: after, refused } = source.write(changes, { track: AUTHOR });
    expect(refused).toEqual([{ change: changes[0], reason: "这一行的格与下面的行合并，不能以修订方式删" }]);
    expect(after.text).not.toContain("2.重复申请");
    expect(saysLines(docxSource(settled(after.bytes, "reject")).text)).toEqual(saysLines(source.text));
  });

  test("is no matter of the row below it that has a cell of its own", () => {
    const { source: after, refused } = source.write([[without("二、上年结转")]]);
    expect(refused).toEqual([]);
    expect(groupsOf(after.bytes, 2)).toEqual(
      groupsOf(officialDocx(EXAMPLE, { without: ["二、上年结转"] }), 2),
    );
  });
});

test("what is merged into another cell takes no text", () => {
  const source = docxSource(officialDocx(EXAMPLE));
  const line = source.text.indexOf("|", source.text.indexOf("1.属于国家秘密") - 30);
  const row = source.text.lastIndexOf("\n", source.text.indexOf("2.其他法律"));
  expect(line).toBeGreaterThan(0);
  const { source: after, refused } = source.write([[{ span: { start: row + 3, end: row + 3 }, text: "甲" }]]);
  expect(refused.map(({ reason }) => reason)).toEqual(["这一格已并入旁边的格，写不进字"]);
  expect(after).toBe(source);
});
