import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE, EXAMPLE_2019 } from "../../server/src/core/rules/support/example";
import { type NewReport, newReport } from "../../server/src/features/writing/newReport";

const wanted: NewReport = { agency: "云溪镇人民政府", year: 2024, format: "markdown" };

function textOf(options: Partial<NewReport> = {}): string {
  return newReport({ ...wanted, ...options })!.text;
}

/** What is found in a text: the rules, each once. */
function rulesIn(text: string): string[] {
  return [...new Set(check(text).map(({ rule }) => rule))].sort();
}

const formats = ["markdown", "text", "html"] as const;

describe.each(formats)("a new report as %s", (format) => {
  test.each([2019, 2020, 2021, 2024])(
    "on %i says nothing wrong, and what is to be filled in is found",
    (year) => {
      expect(rulesIn(textOf({ year, format }))).toEqual(["cell-blank", "date-missing", "placeholder-left"]);
    },
  );

  test("every place to fill in is found", () => {
    const text = textOf({ format });
    const found = check(text)
      .filter(({ rule }) => rule === "placeholder-left")
      .map(({ span }) => text.slice(span.start, span.end));
    const places = text.match(/（请填写[^（）]*）|××月××日|××/g);
    expect(found).toEqual(places);
  });

  test("filled in it is clean", () => {
    const text = textOf({ format, lastYear: parseReport(EXAMPLE) })
      .replaceAll("××月××日", "1月20日")
      .replaceAll("××", "0")
      .replace(/（请填写[^（）]*）/g, "乡镇网站专栏由专人维护，存在更新偶有迟缓的问题，已改为每周核对。");
    const filled = blanksFilled(text);
    expect(check(filled).map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  });

  test("line ends are those asked for", () => {
    expect(textOf({ format, eol: "\r\n" }).replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });
});

/** Every blank value 0. */
function blanksFilled(text: string): string {
  const report = parseReport(text);
  const blanks = [...report.cells.values()].filter(({ form }) => form === "blank");
  return blanks
    .sort((a, b) => b.start - a.start)
    .reduce((filled, { start, end }) => `${filled.slice(0, start)}0${filled.slice(end)}`, text);
}

test("title, period, sections, tables and signature are all there", () => {
  const report = parseReport(textOf());
  expect(report.title?.text).toBe("云溪镇人民政府2024年政府信息公开工作年度报告");
  expect(report.period).toMatchObject({ from: "2024-01-01", to: "2024-12-31" });
  expect(report.sections.map(({ key, match }) => `${key} ${match}`)).toEqual([
    "overview exact",
    "disclosure exact",
    "requests exact",
    "litigation exact",
    "problems exact",
    "other exact",
  ]);
  expect(report.tables.disclosure?.rows).toHaveLength(6);
  expect(report.tables.requests?.rows).toHaveLength(25);
  expect(report.tables.litigation?.rows).toHaveLength(3);
  expect(report.cells.size).toBe(10 + 175 + 15);
  expect(textOf()).toMatch(/云溪镇人民政府\n\n2025年××月××日\n$/);
});

test("the year decides on the standard", () => {
  expect(parseReport(textOf({ year: 2020 })).tableStandard?.id).toBe("2019");
  expect(parseReport(textOf({ year: 2021 })).tableStandard?.id).toBe("2021");
  expect(newReport({ ...wanted, year: 2018 })).toBeUndefined();
});

test("the tables have the standard's merged cells", () => {
  const html = textOf({ format: "html" });
  expect(html).toContain('<td rowspan="22">三、本年度办理结果</td><td colspan="2">（一）予以公开</td>');
  expect(html).toContain('<td rowspan="8">（三）不予公开</td><td>1.属于国家秘密</td>');
  expect(html).toContain('<td colspan="5">行政复议</td><td colspan="10">行政诉讼</td>');
  expect(html).toContain('<td>行政许可</td><td colspan="3"></td>');
  expect(textOf({ format: "html", year: 2020 })).toContain('<td rowspan="20">三、本年度办理结果</td>');
});

describe("from the year before", () => {
  const lastYear = parseReport(
    EXAMPLE.replace("| （七）总计 | | 6 | 2 |", "| （七）总计 | | 5 | 2 |").replace(
      "| 四、结转下年度继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
      "| 四、结转下年度继续办理 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    ),
  );

  test("open requests and documents in force are carried over, and it is said", () => {
    const { text, carried } = newReport({ ...wanted, lastYear })!;
    expect(text).toContain("| 二、上年结转政府信息公开申请数量 |  |  | 1 | 0 | 0 | 0 | 0 | 0 | 1 |");
    expect(text).toContain("| 行政规范性文件 |  |  | 3 |");
    expect(text).toContain("上年结转1件");
    expect(carried).toEqual([
      "“上年结转政府信息公开申请数量”取自上年报告的“结转下年度继续办理”，共 1 件。",
      "“现行有效件数”暂按上年填入（规章 0 件，行政规范性文件 3 件），请加上本年制发的、减去本年废止的。",
    ]);
  });

  test.each(formats)("as %s every number carried over is told with its place", (format) => {
    const { text, carriedNumbers } = newReport({ ...wanted, format, lastYear })!;
    const told = carriedNumbers.map(({ start, end, message }) => `${text.slice(start, end)}：${message}`);
    const requests = (count: number) => `从上年报告带入，应为上年“结转下年度继续办理”的 ${count} 件。`;
    const documents = (count: number) => `从上年报告带入 ${count} 件，要加上本年制发的、减去本年废止的。`;
    expect(told).toEqual([
      `上年结转1件：${requests(1)}`,
      `0：${documents(0)}`,
      `3：${documents(3)}`,
      ...[1, 0, 0, 0, 0, 0, 1].map((count) => `${count}：${requests(count)}`),
    ]);
    expect(newReport({ ...wanted, format })!.carriedNumbers).toEqual([]);
  });

  test.each(formats)(
    "as %s nothing is wrong with numbers carried over beside cells still blank",
    (format) => {
      const text = textOf({ format, lastYear });
      expect(parseReport(text).cells.get("requests.carriedOver.total")?.value).toBe(1);
      expect(rulesIn(text)).toEqual(["cell-blank", "date-missing", "placeholder-left"]);
    },
  );

  test.each(formats)("as %s a number carried over that no longer adds up with its row is wrong", (format) => {
    const { text, carriedNumbers } = newReport({ ...wanted, format, lastYear })!;
    const total = carriedNumbers.at(-1)!;
    const changed = `${text.slice(0, total.start)}2${text.slice(total.end)}`;
    expect(rulesIn(changed).filter((rule) => !rulesIn(text).includes(rule))).not.toEqual([]);
  });

  test("a row with a number that cannot be read is not carried over", () => {
    const broken = parseReport(
      EXAMPLE.replace("四、结转下年度继续办理 | | | 0 |", "四、结转下年度继续办理 | | | 无 |"),
    );
    const { text, carried } = newReport({ ...wanted, lastYear: broken })!;
    expect(text).toContain("| 二、上年结转政府信息公开申请数量 |  |  |  |  |");
    expect(carried.join()).not.toContain("上年结转");
  });

  test("the trial format counted documents otherwise; only requests are carried over from it", () => {
    const { carried } = newReport({ ...wanted, year: 2021, lastYear: parseReport(EXAMPLE_2019) })!;
    expect(carried).toHaveLength(1);
    expect(carried[0]).toContain("上年结转");
  });
});

test("an agency's name cannot break out of its place", () => {
  const agency = "<script>alert(1)</script>";
  expect(textOf({ agency, format: "html" })).not.toContain("<script");
  expect(textOf({ agency })).not.toMatch(/# <script/);
});
