import { describe, expect, test } from "vitest";
import { checkReport } from "../../server/src/core/check";
import type { Diagnostic } from "../../server/src/core/findings/finding";
import { parseReport } from "../../server/src/core/report/recognise";
import { rules } from "../../server/src/core/rules/index";
import { numberFindings } from "../../server/src/features/preview/numbering";
import { placeName } from "../../server/src/features/preview/placeName";
import { preview } from "../../server/src/features/preview/preview";
import { candidateCells } from "../../server/src/features/preview/remedies";
import { cleanReport, spoiled, wrongTotal } from "../protocol/report";

/* Findings on the page: their numbers, what their places are called, what is missing, what may be wrong, what to do. */

function found(text: string): { report: ReturnType<typeof parseReport>; diagnostics: Diagnostic[] } {
  const report = parseReport(text);
  return { report, diagnostics: checkReport(report) };
}

const numbersOf = (text: string, known?: Readonly<Record<string, number>>) => {
  const { diagnostics } = found(text);
  const { own, numbers } = numberFindings(text, diagnostics, known);
  return { numbers, said: diagnostics.map(({ rule }, at) => `${own[at]} ${rule}`).sort() };
};

describe("numbers", () => {
  const period = ["2023年12月31日止", "2023年11月30日止"] as const;
  const total = ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"] as const;
  const ending = ["每月更新。", "每月更新"] as const;

  test("the worst first, then by place", () => {
    const { said } = numbersOf(spoiled(ending, total, period));
    expect(said).toEqual(["1 period-wrong", "2 litigation-total", "3 paragraph-unended"]);
  });

  test("are kept; new ones get the next, and that of one that is gone is nobody else's", () => {
    const first = numbersOf(spoiled(total, ending));
    expect(first.said).toEqual(["1 litigation-total", "2 paragraph-unended"]);
    const second = numbersOf(spoiled(period, ending), first.numbers);
    expect(second.said).toEqual(["2 paragraph-unended", "3 period-wrong"]);
    const third = numbersOf(spoiled(period, ending, total), second.numbers);
    expect(third.said).toEqual(["1 litigation-total", "2 paragraph-unended", "3 period-wrong"]);
  });

  test("are kept by a cell whatever wrong number is in it", () => {
    const first = numbersOf(spoiled(period, total));
    const other = [total[0], total[1].replace("2", "3")] as const;
    expect(numbersOf(spoiled(period, other), first.numbers).said).toEqual(first.said);
  });

  test("are those of the page", () => {
    const { report, diagnostics } = found(spoiled(period, total));
    const html = preview(report, diagnostics, { marks: true, numbers: [7, 4] });
    expect([...html.matchAll(/id="note-(\d)"/g)].map(([, number]) => number).sort()).toEqual(["4", "7"]);
  });
});

describe("a place is called as the paper says it", () => {
  test.each<[rule: string, text: string, name: string]>([
    [
      "cell-suspect",
      spoiled(["| 3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "| 3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 1 |"]),
      "申请情况表（六）3.其他 · 总计",
    ],
    ["litigation-total", wrongTotal, "复议诉讼情况表 · 行政复议 · 总计"],
    [
      "cell-not-number",
      spoiled(["| 行政许可 | 36 |", "| 行政许可 | 若干 |"]),
      "主动公开情况表 · 行政许可 · 本年处理决定数量",
    ],
    ["paragraph-unended", spoiled(["每月更新。", "每月更新"]), "一、（四）"],
    ["period-wrong", spoiled(["2023年12月31日止", "2023年11月30日止"]), "标题下第1段"],
    ["year-conflict", spoiled(["2024年1月18日", "2023年1月18日"]), "落款"],
    [
      "section-title-nonstandard",
      spoiled(["五、存在的主要问题及改进情况", "五、存在的主要问题和改进情况"]),
      "五、标题",
    ],
  ])("%s", (rule, text, name) => {
    const { report, diagnostics } = found(text);
    const finding = diagnostics.find((it) => it.rule === rule);
    expect(diagnostics.map((it) => it.rule)).toContain(rule);
    expect(placeName(report, finding!)).toBe(name);
    const html = preview(report, diagnostics, { marks: true });
    expect(html).toContain(`<span class="place">${name}</span>`);
  });
});

describe("a part that is missing is a box at its place", () => {
  test("a section", () => {
    const from = cleanReport.indexOf("## 六、");
    const to = cleanReport.indexOf("青溪县水务局\n\n2024");
    const { report, diagnostics } = found(cleanReport.slice(0, from) + cleanReport.slice(to));
    const html = preview(report, diagnostics, { marks: true });
    expect(html).toMatch(
      /专人负责栏目维护。<\/p><p class="missing-part error"[^>]*>缺“六、其他需要报告的事项”<span class="refs"><a [^>]*>1</,
    );
    expect(html.indexOf("missing-part")).toBeLessThan(html.indexOf('class="signature"'));
    expect(html).not.toContain("<mark");
  });

  test("a table", () => {
    const from = cleanReport.indexOf("| 行政复议 |");
    const to = cleanReport.indexOf("## 五、");
    const { report, diagnostics } = found(cleanReport.slice(0, from) + cleanReport.slice(to));
    const html = preview(report, diagnostics, { marks: true });
    expect(html).toMatch(/行政诉讼情况<\/h2><p class="missing-part error"[^>]*>第四部分缺复议诉讼情况表/);
    expect(preview(report, diagnostics, { marks: false })).not.toContain("missing-part");
  });
});

const examples = rules.map(({ id, bad, needs }) => [id, bad, needs] as const);

describe("what to do about what is found in the example of", () => {
  test.each(examples)("%s is said in a few words", (_id, bad, needs) => {
    const report = parseReport(bad, { ...needs, assumeReport: true });
    for (const diagnostic of checkReport(report, { ...needs })) {
      const remedies = diagnostic.fixes ?? [];
      const titles = remedies.map(({ title }) => title);
      expect(new Set(titles).size, titles.join()).toBe(titles.length);
      for (const title of titles) expect([...title].length, title).toBeLessThanOrEqual(48);
    }
  });
});

test("cells of which one is wrong are dashed, each with the number", () => {
  const unsure = rules.flatMap(({ bad, needs }) => {
    const report = parseReport(bad, { ...needs, assumeReport: true });
    const diagnostics = checkReport(report, { ...needs });
    return diagnostics.flatMap((it) => {
      const cells = candidateCells(report, it);
      return cells.length > 0 ? [{ report, diagnostics, cells }] : [];
    });
  });
  expect(unsure.length).toBeGreaterThan(0);
  for (const { report, diagnostics, cells } of unsure) {
    const html = preview(report, diagnostics, { marks: true });
    for (const { start, end } of cells)
      expect(html).toMatch(
        new RegExp(`<td class="value [a-z ]*maybe"[^>]* data-at="${start},${end}"[^>]*aria-describedby`),
      );
  }
});
