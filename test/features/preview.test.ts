import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { describe, expect, test } from "vitest";
import { checkReport } from "../../server/src/core/check";
import { parseReport } from "../../server/src/core/report/recognise";
import { rules } from "../../server/src/core/rules/index";
import { type PreviewOptions, preview } from "../../server/src/features/preview/preview";
import { expectLinear, TIMES } from "../linear";
import { cleanReport, spoiled, wrongTotal } from "../protocol/report";

const corpus = (kind: string) => {
  const folder = join(import.meta.dirname, "../corpus", kind);
  return readdirSync(folder)
    .filter((name) => /\.(?:md|txt|html)$/.test(name) && name !== "README.md")
    .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
};

function shown(text: string, options: Partial<PreviewOptions> = {}): string {
  const report = parseReport(text, { assumeReport: true });
  return preview(report, checkReport(report), { marks: true, ...options });
}

const published = (text: string) => shown(text, { marks: false });

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** The elements in the order of their ends, each with all the text in it. */
function elements(html: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => void open.push({ name, attributes, text: "" }),
    ontext: (text) => {
      for (const element of open) element.text += text;
    },
    onclosetag: () => void found.push(open.pop()!),
  });
  parser.end(html);
  expect(open, "all elements are closed").toEqual([]);
  return found;
}

const named = (html: string, ...names: string[]) => elements(html).filter(({ name }) => names.includes(name));
const squeezed = (text: string) => text.replace(/\s+/g, "");

/** How many grid cells each row of a table has, those from above counted in. */
function widths(table: string): number[] {
  const rows: number[] = [];
  table
    .split("<tr>")
    .slice(1)
    .forEach((row, at) => {
      rows[at] ??= 0;
      for (const { attributes } of named(row, "td", "th")) {
        const down = Number(attributes.rowspan ?? 1);
        for (let i = 0; i < down; i++) rows[at + i] = (rows[at + i] ?? 0) + Number(attributes.colspan ?? 1);
      }
    });
  return rows;
}

const tables = (html: string) =>
  [...html.matchAll(/<table class="(\w+)".*?<\/table>/gs)].map(([table]) => table);

describe("tables", () => {
  test("have the merged cells of the official form", () => {
    const [disclosure, requests, litigation] = tables(published(cleanReport));
    expect(disclosure).toContain('<th class="column" scope="colgroup" colspan="4">第二十条第（一）项</th>');
    expect(disclosure).toContain('<td class="value" colspan="3">36</td>');
    expect(requests).toContain('scope="colgroup" colspan="3" rowspan="3">（本列数据的勾稽关系为');
    expect(requests).toContain('<th class="group" scope="rowgroup" rowspan="22">三、本年度办理结果</th>');
    expect(requests).toContain('<th class="group" scope="rowgroup" rowspan="8">（三）不予公开</th>');
    expect(requests).toContain('<th scope="row" colspan="2">（一）予以公开</th>');
    expect(litigation).toContain('<th class="column" scope="colgroup" colspan="10">行政诉讼</th>');
    expect(new Set(widths(disclosure!))).toEqual(new Set([4]));
    expect(new Set(widths(requests!))).toEqual(new Set([10]));
    expect(new Set(widths(litigation!))).toEqual(new Set([15]));
  });

  test.each(corpus("clean"))("of %s are in it, whatever the layout", (_name, text) => {
    const html = published(text);
    const report = parseReport(text);
    for (const key of ["disclosure", "requests", "litigation"] as const) {
      if (report.tables[key] === undefined) continue;
      const table = tables(html).find((it) => it.startsWith(`<table class="${key}"`))!;
      expect(new Set(widths(table)).size, key).toBe(1);
      const values = named(table, "td").map((cell) => cell.text);
      const wanted = [...report.cells.values()].filter((cell) => cell.key.startsWith(`${key}.`));
      for (const { text: value } of wanted) expect(values).toContain(value);
    }
  });

  test("show where rows are missing, and rows of one's own", () => {
    const html = shown(
      spoiled(["| 行政处罚 | 5 |  |  |\n", "| 行政处罚 | 5 |  |  |\n| 其他主动公开文件 | 7 |  |  |\n"]),
    );
    expect(html).toMatch(
      /行政处罚<\/th><td[^>]*>5<\/td><\/tr><tr><th class="extra"[^>]*>其他主动公开文件<\/th><td[^>]*>7<\/td>/,
    );
    expect(shown(spoiled(["| 行政强制 | 0 |  |  |\n", ""]))).toContain(
      'class="missing" title="文中没有这一行">行政强制</th>',
    );
    expect(published(cleanReport)).not.toContain("missing");
  });

  test("of other kinds are shown as they are written", () => {
    const html = published(
      `${cleanReport}`.replace("## 五、", "| 栏目 | 条数 |\n| --- | --- |\n| 公告 | 5 |\n\n## 五、"),
    );
    expect(html).toContain(
      '<table class="plain"><tr><th>栏目</th><th>条数</th></tr><tr><td>公告</td><td>5</td></tr></table>',
    );
  });
});

describe("official heads", () => {
  test("stand apart from the rows, which may go by under them", () => {
    const [disclosure, requests, litigation] = tables(published(cleanReport));
    const headsOf = (table: string) => /<thead>(.*)<\/thead>/s.exec(table)?.[1] ?? "";
    expect(headsOf(disclosure!), "of three tables in one").toBe("");
    for (const table of [requests!, litigation!]) {
      expect(headsOf(table).match(/<tr>/g)).toHaveLength(3);
      expect(headsOf(table)).toContain('scope="col"');
      expect(headsOf(table)).not.toMatch(/<td|scope="row/);
    }
  });
});

describe("text", () => {
  test("has headline, headings, paragraphs and signature", () => {
    const html = published(cleanReport);
    expect(html).toContain("<h1>青溪县水务局2023年政府信息公开工作年度报告</h1>");
    expect(named(html, "h2").map(({ text }) => text)).toEqual([
      "一、总体情况",
      "二、主动公开政府信息情况",
      "三、收到和处理政府信息公开申请情况",
      "四、政府信息公开行政复议、行政诉讼情况",
      "五、存在的主要问题及改进情况",
      "六、其他需要报告的事项",
    ]);
    expect(html).toContain("<h3>（一）主动公开</h3><p>全年通过门户网站");
    expect(html).toMatch(
      /<p class="signature">青溪县水务局<\/p><p class="signature">2024年1月18日<\/p><\/article>$/,
    );
  });

  test.each(corpus("clean"))("of %s is there, all of it", (_name, text) => {
    const all = squeezed(
      elements(published(text))
        .filter(({ name }) => name === "article")
        .map((it) => it.text)
        .join(""),
    );
    const { paragraphs } = parseReport(text);
    for (const { text: part } of paragraphs) {
      const plain = squeezed(part.replace(/^(?:>|[-*+•·])\s/, "").replaceAll("**", ""));
      expect(all).toContain(plain);
    }
  });

  test("leaves out the marks of Markdown and its comments", () => {
    const html = published(
      spoiled([
        "全年通过门户网站",
        "<!-- disclosure-lint-disable-next-line prose-mismatch -- 原因 -->\n- 见[**门户**网站](http://example.com/a)，",
      ]),
    );
    expect(html).toContain('<p class="item">见<strong>门户</strong>网站，发布供水、防汛类信息210条。</p>');
    expect(html).not.toContain("example.com");
    expect(html).not.toContain("原因");
  });

  test("joins wrapped lines", () => {
    expect(published(spoiled(["部分栏目更新不及时。", "部分栏目\n更新不及时。"]))).toContain(
      "水质数据公开的频次偏低，部分栏目更新不及时。",
    );
  });
});

describe("findings", () => {
  test("are marked in their cell, with the reason below the table", () => {
    const html = shown(wrongTotal);
    const [cell] = elements(html).filter(({ attributes }) => attributes.class?.includes("wrong"));
    expect(cell).toMatchObject({ name: "td", text: "21", attributes: { class: "value wrong error" } });
    const [start, end] = cell!.attributes["data-at"]!.split(",").map(Number);
    expect(wrongTotal.slice(start, end)).toBe("2");
    expect(cell!.attributes["aria-describedby"]).toBe("note-1");
    expect(html).toMatch(/<\/table><\/div><aside class="notes"[^>]*><p>复议诉讼情况表的核对意见<\/p>/);
  });

  test.each(corpus("faulty"))("of %s have a note each, and places that are theirs", (_name, text) => {
    const report = parseReport(text);
    const diagnostics = checkReport(report);
    const html = preview(report, diagnostics, { marks: true });
    const numbers = named(html, "button").map(({ attributes }) => attributes.id);
    expect([...numbers].sort()).toEqual(diagnostics.map((_, at) => `note-${at + 1}`).sort());
    const said = new Set(numbers);
    for (const { attributes } of elements(html))
      for (const id of attributes["aria-describedby"]?.split(" ") ?? []) expect(said).toContain(id);
  });

  test("in the text are marked where they are", () => {
    const html = shown(spoiled(["全年新收政府信息公开申请3件", "全年新收政府信息公开申请4件"]));
    const marks = named(html, "mark");
    expect(marks.map(({ text }) => text)).toEqual(["4件"]);
    expect(html).toContain("<p>上文的核对意见</p>");
    // The cell that it contradicts may well be right.
    expect(html).not.toMatch(/<td class="[^"]*wrong/);
  });

  test("say why, folded, under the name of the rule", () => {
    const report = parseReport(wrongTotal);
    const [finding] = checkReport(report);
    const of = (why: string | undefined) => {
      const html = preview(report, [{ ...finding!, why }], { marks: true });
      return named(html, "details").map(({ text }) => text);
    };
    const { title, why } = rules.find(({ id }) => id === finding!.rule)!;
    expect(of("1+0 ≠ <2>。")).toEqual([`为什么${title}。1+0 ≠ <2>。`]);
    expect(of(undefined)).toEqual([`为什么${title}。${why}`]);
    expect(shown(wrongTotal).match(/<details open/)).toBeNull();
  });

  test("have their numbers in a box of their own, so that none stands in a cell's text", () => {
    const html = shown(wrongTotal);
    expect(html).toMatch(
      />2<span class="refs"><a class="ref error" [^>]*aria-label="错误1">1<\/a><\/span><\/td>/,
    );
  });

  test("are not in what is published", () => {
    for (const [, text] of corpus("faulty"))
      expect(published(text)).not.toMatch(/data-at|note-|<mark|class="ref|flow/);
  });
});

test("a place in the preview is the place in the text", () => {
  const html = shown(cleanReport);
  for (const { name, text, attributes } of elements(html)) {
    const at = attributes["data-at"]?.split(",").map(Number);
    if (at === undefined || name === "table") continue;
    // The number of a group is in front of its place.
    const number = /^[三（一二四五六）、]+/.exec(text)?.[0] ?? "";
    expect([text, text.slice(number.length)].map(squeezed)).toContain(
      squeezed(cleanReport.slice(at[0], at[1])),
    );
  }
});

describe("what becomes of the applications", () => {
  const flowOf = (html: string) => html.slice(html.indexOf('<section class="flow"'));

  test("is drawn and said in a table", () => {
    const html = flowOf(shown(cleanReport));
    expect(html).toContain(
      'aria-label="2023年申请办理流向：本年新收3件，上年结转1件，予以公开2件，部分公开1件，不予公开0件，无法提供0件，不予处理0件，其他处理0件，结转下年度1件"',
    );
    const streams = named(html, "path").filter(({ attributes }) => attributes.class!.startsWith("ribbon "));
    expect(streams.map(({ attributes }) => attributes.class)).toEqual([
      "ribbon light",
      "ribbon dark",
      "ribbon light",
      "ribbon dark",
      "ribbon carried",
    ]);
    // What is carried forward is hatched; no stream has a colour.
    const [hatch] = named(html, "pattern");
    expect(streams.at(-1)!.attributes.fill).toBe(`url(#${hatch!.attributes.id})`);
    expect(html).toContain('<th scope="row">合计</th><td>4</td>');
    expect(html).not.toContain("remark");
  });

  test("stands beside that of the year before", () => {
    const report = parseReport(cleanReport.replaceAll("2023年", "2022年").replaceAll("2024年", "2023年"));
    const html = flowOf(shown(cleanReport, { lastYear: { name: "<b>去年.md", report } }));
    expect(html).toContain("上年数取自“&lt;b&gt;去年.md”");
    expect(named(html, "figcaption").map(({ text }) => text)).toEqual([
      "2022年申请办理流向",
      "2023年申请办理流向",
    ]);
    expect(html).toContain('<th scope="row">予以公开</th><td>2</td><td>2</td><td>持平</td>');
    expect(html).not.toContain("接不上");
  });

  test("says where the years do not meet, and where the year does not add up", () => {
    const carried = "| 四、结转下年度继续办理 |  |  | 1 | 0 | 0 | 0 | 0 | 0 | 1 |";
    const before = parseReport(
      spoiled([carried, carried.replaceAll("1", "5")]).replaceAll("2023年", "2022年"),
    );
    const html = flowOf(
      shown(spoiled([carried, carried.replaceAll("1", "2")]), { lastYear: { name: "a", report: before } }),
    );
    expect(html).toContain("上年报告“结转下年度”5 件，本年“上年结转”1 件，两年接不上。");
    expect(html).toContain("来源合计 4 件，去向合计 5 件，相差 1 件。");
    expect(html).toContain("<td>−3</td>");
  });

  test("is left out where an amount cannot be read", () => {
    expect(
      shown(spoiled(["| 1 | 1 | 0 | 0 | 0 | 0 | 2 |", "| 1 | 1 | 0 | 0 | 0 | 0 | 若干 |"])),
    ).not.toContain("flow");
    expect(shown("# 青溪县2023年政府信息公开工作年度报告\n")).not.toContain("flow");
  });
});

test("is made of any text, in time that grows with it", () => {
  for (const odd of ["", "|", "<table><tr><td>", "<!--", "<!-- a\nb\n-->\n", "\0\ud800"])
    expect(shown(odd)).toContain("<article");
  const of = (count: number) => () =>
    shown(`${cleanReport}${"| 甲 | 1 |\n段落（一）写到这里".repeat(count)}`);
  expectLinear(of(2_500), of(2_500 * TIMES));
});
