import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../server/src/cli/diff";
import { checkReport } from "../server/src/core/check";
import type { Diagnostic } from "../server/src/core/findings/finding";
import { check } from "../server/src/core/index";
import { parseReport } from "../server/src/core/report/recognise";
import type { Report } from "../server/src/core/report/report";
import { EXAMPLE } from "../server/src/core/rules/support/example";
import { documentSymbols } from "../server/src/features/navigation/documentSymbols";
import { foldingRanges } from "../server/src/features/navigation/foldingRanges";
import { selectionRanges } from "../server/src/features/navigation/selectionRanges";
import { semanticTokens } from "../server/src/features/navigation/semanticTokens";
import { preview } from "../server/src/features/preview/preview";
import { alignTables } from "../server/src/features/tables/formatting";
import { quickFixes } from "../server/src/features/writing/codeActions";
import { ignorables } from "../server/src/features/writing/ignoreHere";
import { readIgnoreFile } from "../server/src/project/project";
import { expectLinear, TIMES } from "./linear";

const SHORT = 10_000;

/** Units that make some part of reading a report or some rule work hardest. */
const UNITS: readonly string[] = [
  ..."a0 \t|(（)）《“，。,\n、一×_?-月年件的\ufffd現<&#*".split(""),
  "。\n",
  "| ",
  "# ",
  "一、",
  "1件、",
  "1件，",
  "其中1件、",
  "1件，占5%，",
  "收到政府信息公开申请1件，其中",
  "没有申请",
  "均已办结",
  "公开公开",
  "《条例",
  "未收费",
  "收取相关",
  "11111111111 ",
  "6222021234567890128 ",
  "(xiàn)",
  "锛銆",
  "请此处填写",
  "12月31日",
  "- 2 -\n",
  "打印\n\n\n",
  "（一）主动公开\n",
  "一、总体情况\n",
  "认真做好政府信息公开工作的相关内容，不断完善制度\n",
  "认真做好政府信息公开工作的相关内容，不断完善制度的\n\n",
  "<!-- disclosure-lint-disable-file row-total -->\n",
  "<!-- disclosure-lint-disable-next-line space-stray -- x -->\n群 众，好。\n",
  "其它",
  "《)",
  "《《a",
  "《政府信息公开工作条例》现 现，",
  "<p>1件</p>",
  "1\t2\t3\n",
  "|1|2|3|\n",
  "```\r",
  `${"|".repeat(24)}a`,
];

const place = EXAMPLE.indexOf("（二）");
const withMany = (unit: string, length: number): string =>
  EXAMPLE.slice(0, place) + unit.repeat(Math.ceil(length / unit.length)) + EXAMPLE.slice(place);

/** Rows, put among those of the table of requests. */
const ROWS: readonly string[] = [
  "| 甲 | 1 | 2 |\n",
  "| （二）部分公开 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n",
  "| （三）不予公开 | 1.属于国家秘密 | １ | 2 | 3 | 4 | 5 | 6 | 7 |\n",
  "其他处理\n",
  "一、总体情况\n",
];

/** What one paragraph of a web page is many times put together from. */
const PIECES: readonly string[] = [
  "公<b>开</b>",
  "&nbsp;群 众，",
  "（<i>好</i>，",
  "现(xiàn)<b>在</b>",
  "其它<br>",
];

describe("checking takes time linear in the text", () => {
  for (let i = 0; i < 30; i++) check(EXAMPLE);
  test.each(UNITS)("of %j over and over", { timeout: 60_000 }, (unit) => {
    const [short, long] = [SHORT, SHORT * TIMES].map((length) => withMany(unit, length));
    expectLinear(
      () => check(short!),
      () => check(long!),
    );
  });
});

describe("checking takes time linear in a table", () => {
  const table = EXAMPLE.indexOf("| | （二）");
  const withRows = (unit: string, length: number): string =>
    EXAMPLE.slice(0, table) + unit.repeat(Math.ceil(length / unit.length)) + EXAMPLE.slice(table);
  test.each(ROWS)("with %j over and over", { timeout: 60_000 }, (unit) => {
    const [short, long] = [SHORT, SHORT * TIMES].map((length) => withRows(unit, length));
    expectLinear(
      () => check(short!),
      () => check(long!),
    );
  });
});

describe("checking takes time linear in a paragraph of many pieces", () => {
  const page = (unit: string, length: number): string =>
    `<html><body><h1>某市政府信息公开工作年度报告</h1><p>一、总体情况</p><p>${unit.repeat(length / unit.length)}</p></body></html>`;
  test.each(PIECES)("of %j", { timeout: 60_000 }, (unit) => {
    const [short, long] = [SHORT, SHORT * TIMES].map((length) => page(unit, length));
    const run = (text: string) => check(text, { assumeReport: true });
    expectLinear(
      () => run(short!),
      () => run(long!),
    );
  });
});

describe("putting wrapped labels together takes time linear in the table", () => {
  const table = EXAMPLE.indexOf("| | （二）");
  // Beginnings of labels and short lines of groups, over and over; lines of very many pieces.
  const units = ["其\n他\n", "其他 \n年\n", "1. 其\n年 1. 其\n他 1\n", "属于 ", "年 度 其 ", "| 其 | 他 "];
  test.each(units)("of %j", { timeout: 60_000 }, (unit) => {
    const [short, long] = [SHORT, SHORT * TIMES].map(
      (length) => `${EXAMPLE.slice(0, table)}\n${unit.repeat(length / unit.length)}\n${EXAMPLE.slice(table)}`,
    );
    expectLinear(
      () => parseReport(short!),
      () => parseReport(long!),
    );
  });
});

/** Texts with much of what editor features have to do with. */
const MIXES: readonly string[] = [
  "（一）收到申请1件。\n群 众，其它《《条例》。\n",
  "| （三）不予公开 | 1.属于国家秘密 | １ | 2 | 3 | 4 | 5 | 6 | 7 |\n| （五）不予处理 | 2.重复申请 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n",
  "| 甲乙丙丁 | １ |\n\n# 乙\n",
];

const FEATURES: Readonly<Record<string, (report: Report, found: readonly Diagnostic[]) => unknown>> = {
  alignTables: (report) => alignTables(report),
  documentSymbols,
  foldingRanges,
  semanticTokens,
  selectionRanges: (report) => selectionRanges(report, place),
  preview: (report, found) => preview(report, found, { marks: true }),
  quickFixes: ({ text }, found) => quickFixes(found, { start: 0, end: text.length }),
  ignorables: ({ text }, found) => ignorables(text, "", found, found, { start: 0, end: text.length }),
};

describe("editor features take time linear in the text", () => {
  const table = EXAMPLE.indexOf("| | （二）");
  const reports = MIXES.map((unit) =>
    [SHORT, SHORT * TIMES].map((length) => {
      const at = unit.startsWith("|") ? table : place;
      const text = EXAMPLE.slice(0, at) + unit.repeat(Math.ceil(length / unit.length)) + EXAMPLE.slice(at);
      const report = parseReport(text);
      return { report, found: checkReport(report) };
    }),
  );
  test.each(Object.keys(FEATURES))("%s", { timeout: 60_000 }, (name) => {
    const run = FEATURES[name]!;
    for (const [short, long] of reports)
      expectLinear(
        () => run(short!.report, short!.found),
        () => run(long!.report, long!.found),
      );
  });
});

test("a project's file with very many entries is read at once", () => {
  const entry = { file: "a.md", rule: "row-total", text: "1", reason: "x" };
  const [short, long] = [2000, 2000 * TIMES].map((length) =>
    JSON.stringify({ ignored: new Array(length).fill(entry) }),
  );
  expectLinear(
    () => readIgnoreFile(short!, ["row-total"]),
    () => readIgnoreFile(long!, ["row-total"]),
  );
});

test("a diff may be of more lines than a call has room for arguments", () => {
  const lines = "a\n".repeat(200_000);
  expect(unifiedDiff("a", lines, lines.replaceAll("a", "b"))).toHaveLength(400_003);
});
