import { afterEach, describe, expect, test } from "vitest";
import { checkReport } from "../../server/src/core/check";
import { tablesOf } from "../../server/src/core/report/describe";
import { parseReport } from "../../server/src/core/report/recognise";
import type { Report } from "../../server/src/core/report/report";
import { applyEdits } from "../../server/src/core/text/text";
import { convertTable, type TableForm } from "../../server/src/features/tables/convertTable";
import { Misfit } from "../../server/src/features/tables/tableGrid";
import { FAULTS, generate, inject, LAYOUTS, STANDARDS, type StandardId } from "../generator";

const settings = { assumeReport: true };

/** Each text is read once, however often it is asked about. */
const reports = new Map<string, Report>();
function read(text: string): Report {
  const report = reports.get(text) ?? parseReport(text, settings);
  return reports.set(text, report).get(text)!;
}
afterEach(() => reports.clear());

/** The text with every table in the form, and why some are not. */
function convertAll(text: string, form: TableForm): { text: string; refusals: string[] } {
  const refusals: string[] = [];
  let result = text;
  for (const { key } of tablesOf(read(text))) {
    const report = read(result);
    const edit = convertTable(report, report.tables[key]!, form, settings);
    if (edit instanceof Misfit) refusals.push(edit.reason);
    else result = applyEdits(result, [edit]);
  }
  return { text: result, refusals };
}

const STANDARD_IDS = Object.keys(STANDARDS) as StandardId[];

const values = (text: string) => [...read(text).cells].map(([key, { text }]) => `${key}=${text}`).sort();
const findings = (text: string) =>
  checkReport(read(text), settings).map(({ rule, message }) => `${rule}: ${message}`);

describe.each(LAYOUTS.map((layout) => [layout.id, layout] as const))("%s", (id, layout) => {
  test.each(STANDARD_IDS)("%s: to Markdown, to tabs and back", (standard) => {
    // Each filling has its turn in a third of the layouts.
    const turn = (LAYOUTS.indexOf(layout) + STANDARD_IDS.indexOf(standard)) % 3;
    const filling = (["sparse", "zero", "rich"] as const)[turn]!;
    const { text } = generate(turn + 5, { layout, standard, filling });
    const markdown = convertAll(text, "markdown");
    if (id === "html") {
      expect(new Set(markdown.refusals)).toEqual(
        new Set(["这个文件是网页，表格只能是 HTML；可以用“复制表格”把表格复制出去"]),
      );
      return;
    }
    if (id.startsWith("pdf") && text.includes("(单位:件)")) {
      // Without a mark between them a header and a note behind it are one cell, which is not given away.
      expect(markdown.refusals).toEqual(["不知道表中的“本年处理决定数量(单位:件)”属于哪一格，请先处理"]);
      return;
    }
    const isMarkdown = id.startsWith("gfm");
    expect(markdown.refusals).toEqual(isMarkdown ? new Array(3).fill("已经是 Markdown 表格") : []);
    expect(values(markdown.text)).toEqual(values(text));
    expect(findings(markdown.text)).toEqual(findings(text));
    expect(convertAll(markdown.text, "markdown").text).toBe(markdown.text);

    const tabbed = convertAll(markdown.text, "tabs");
    expect(tabbed.refusals).toEqual([]);
    expect(tabbed.text).not.toContain("|");
    expect(values(tabbed.text)).toEqual(values(text));
    expect(findings(tabbed.text)).toEqual(findings(text));

    const again = convertAll(tabbed.text, "markdown");
    expect(again.refusals).toEqual([]);
    expect(values(again.text)).toEqual(values(text));
    if (!isMarkdown) expect(again.text).toBe(markdown.text);
  });
});

describe("faulty tables keep their faults, or are not converted", () => {
  const ids = ["pipes-ragged", "lines-bare", "tabs", "tsv-wrapped", "pdf-wrapped"];
  test.each(ids)("%s", (id) => {
    const layout = LAYOUTS.find((it) => it.id === id)!;
    let converted = 0;
    FAULTS.forEach((fault, at) => {
      // Not the same ones in each layout.
      if ((at + ids.indexOf(id)) % 16 !== 0) return;
      const standard = STANDARD_IDS[Math.floor(at / 16) % 2]!;
      const injected = inject(7000 + (at % 3), { layout, standard }, fault);
      if (injected === undefined) return;
      const { text } = injected.faulty;
      const markdown = convertAll(text, "markdown");
      if (markdown.refusals.length === 0) converted++;
      expect(values(markdown.text)).toEqual(values(text));
      if (!/column-missing/.test(findings(text).join()))
        expect(findings(markdown.text)).toEqual(findings(text));
    });
    expect(converted).toBeGreaterThan(4);
  });
});

test("what cannot be placed is named", () => {
  const layout = LAYOUTS.find(({ id }) => id === "pdf")!;
  const noise = { halfWidth: false, labelSpaces: false, numberMark: ".", traditional: false } as const;
  const { text } = generate(3, { layout, standard: "2021", noise });
  const reasonFor = (from: RegExp, to: string) => convertAll(text.replace(from, to), "markdown").refusals;
  expect(reasonFor(/^(2\.重复申请.*) \d+$/m, "$1")).toEqual(["“重复申请”行有 6 个数，应为 7 个，请先改正"]);
  expect(reasonFor(/^(2\.重复申请.*)$/m, "$1\n12")).toEqual(["表中多出数“12”（可能是页码），请先处理"]);
});

test("a table with radicals is not written in other characters unasked", () => {
  const { text } = generate(5, {
    layout: LAYOUTS.find(({ id }) => id === "pipes-outer")!,
    standard: "2021",
    filling: "rich",
  });
  const { refusals } = convertAll(text.replace("行政许可", "⾏政许可"), "tabs");
  expect(refusals).toContain("表中有部首、兼容字符代替的汉字，请先改正");
});
