import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { fixAll, fixSource } from "../../server/src/core/check";
import { check, extract } from "../../server/src/core/index";
import { openSource } from "../../server/src/core/open";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { convertPage } from "../../server/src/features/converting/convertPage";
import type { PagePart } from "../../server/src/features/converting/parts";
import { markdownPage } from "../../server/src/features/converting/writers";
import { generate, LAYOUTS } from "../generator/index";
import { converted, lettersOf, type PageFile, type PageFormat } from "./converting";

/*
 * A report in other formats and back. What must be there is asked of the reports themselves, not of the parts that the
 * conversion made of them.
 */

const corpus = join(import.meta.dirname, "../corpus");
const files = ["clean", "faulty", "published", "other"].flatMap((folder) =>
  readdirSync(join(corpus, folder))
    .filter((name) => /\.(?:md|txt|html)$/.test(name))
    .sort()
    .map((name) => join(folder, name)),
);
const fileOf = (name: string): PageFile => ({
  format: extname(name).slice(1) as PageFormat,
  text: readFileSync(join(corpus, name), "utf8"),
});

/** Each cell with what is written in it. */
const cellsOf = ({ text }: PageFile) =>
  Object.fromEntries(Object.entries(extract(text).cells).map(([key, cell]) => [key, lettersOf(cell.text)]));

/** What of the running text is not in a file. */
function missingIn(after: PageFile, before: PageFile): string[] {
  const there = lettersOf(
    parseReport(after.text, {})
      .document.rows.map((row) => row.cells.map(({ text }) => text).join(""))
      .join(""),
  );
  const { paragraphs, title, sections } = parseReport(before.text, {});
  const asked = [...paragraphs, ...(title ? [title] : []), ...sections.map((section) => section.title)];
  return asked.map(({ text }) => lettersOf(text)).filter((text) => !there.includes(text));
}

const says = ({ text }: PageFile) => {
  const { year, agency, period, sections } = extract(text);
  return { year, agency, period, sections: sections.map(({ key }) => key) };
};

/** Nothing is lost on the way from one to the other. */
function expectKept(after: PageFile, before: PageFile): void {
  expect(cellsOf(after)).toEqual(cellsOf(before));
  expect(says(after)).toEqual(says(before));
  expect(missingIn(after, before)).toEqual([]);
}

describe("there and back", () => {
  test.each(files)("%s: Markdown, HTML, text", async (name) => {
    const file = fileOf(name);
    for (const format of ["md", "html", "txt"] as const) {
      const there = await converted(file, format);
      expectKept(there, file);
      for (const back of ["md", "html"] as const) expectKept(await converted(there, back), file);
    }
  });

  test.each(files.filter((name) => name.startsWith("clean")))("%s: Word", async (name) => {
    const file = fileOf(name);
    const there = await converted(file, "docx");
    expectKept(there, file);
    for (const back of ["md", "html"] as const) expectKept(await converted(there, back), file);
  });

  const layouts = LAYOUTS.flatMap((layout) =>
    (["2019", "2021"] as const).map((standard) => ({ layout, standard, id: layout.id })),
  );
  test.each(layouts)("layout $id of $standard", async ({ layout, standard }) => {
    for (const seed of [1, 2, 3]) {
      const { text } = generate(seed, { layout, standard });
      const format = layout.format === "markdown" ? "md" : layout.format === "html" ? "html" : "txt";
      for (const to of ["md", "html", "txt"] as const) {
        const there = await converted({ format, text }, to);
        expectKept(there, { format, text });
        expect(check(there.text).filter(({ severity }) => severity === "error")).toEqual([]);
      }
    }
  });

  test.each(layouts.filter(({ standard }) => standard === "2021"))(
    "layout $id in Word",
    async ({ layout, standard }) => {
      const { text } = generate(7, { layout, standard });
      const file: PageFile = {
        format: layout.format === "markdown" ? "md" : layout.format === "html" ? "html" : "txt",
        text,
      };
      const there = await converted(file, "docx");
      expectKept(there, file);
      expect(check(there.text).filter(({ severity }) => severity === "error")).toEqual([]);
    },
  );
});

describe("what goes where", () => {
  const page = (text: string, format: PageFormat = "md"): PageFile => ({ format, text });
  const table = (html: string, at: number) => html.split("<table>")[at]!;

  test("standard tables get the merged cells of the official form, whatever they are written in", async () => {
    const tabs = files.find((name) => name.endsWith("street-2020-tabs.txt"))!;
    for (const file of [page(EXAMPLE), fileOf(tabs)]) {
      const { text } = await converted(file, "html");
      expect(table(text, 2)).toMatch(/<td colspan="3" rowspan="3">（本列数据/);
      expect(table(text, 2)).toMatch(/<td rowspan="\d\d">三、本年度办理结果<\/td><td colspan="2">/);
      expect(table(text, 3)).toContain('<td colspan="5">行政复议</td><td colspan="10">行政诉讼</td>');
    }
  });

  test("rows of a place's own stay where they are", async () => {
    const own = EXAMPLE.replace("| 行政处罚 |", "| 行政检查 | 4 | | |\n| 行政处罚 |");
    const { text } = await converted(page(own), "html");
    expect(text.indexOf("行政检查")).toBeGreaterThan(text.indexOf("第二十条第（六）项"));
    expect(text.indexOf("行政检查")).toBeLessThan(text.indexOf("行政处罚"));
  });

  test("a group's label that is set a character a row stands in one cell", async () => {
    const { text } = await converted(fileOf("clean/town-2020-tsv.txt"), "html");
    expect(text).toMatch(/<td rowspan="\d\d">三、本年度办理结果<\/td>/);
  });

  test("a row that is short of cells stays short", async () => {
    const short = EXAMPLE.replace(/(\| 一、本年新收政府信息公开申请数量 \|.*?)\| \d+ \|$/m, "$1|");
    expect(short).not.toBe(EXAMPLE);
    const rules = (text: string) => check(text).map(({ rule }) => rule);
    for (const format of ["md", "html", "docx"] as const)
      expect(rules((await converted(page(short), format)).text)).toEqual(rules(short));
  });

  test("marks of Markdown are no text elsewhere, and text is no mark in Markdown", async () => {
    const { text } = await converted(page("# 说明\n\n**甲**：5\\*3 见[附件](a.html)。\n"), "html");
    expect(text).toContain("<p>甲：5*3 见附件。</p>");
    const back = await converted(page("<h1>说明</h1><p># 5*3 a|b &lt;br&gt; [甲](乙)</p>", "html"), "md");
    expect(back.text).toContain("\\# 5\\*3 a\\|b &lt;br> [甲\\](乙)");
    expect((await converted(back, "html")).text).toContain("<p># 5*3 a|b &lt;br&gt; [甲](乙)</p>");
  });

  test("nothing of a text is markup of a page", async () => {
    const { text } = await converted(page('说明\n\n<script>alert(1)</script> & "甲"\n', "txt"), "html");
    expect(text).not.toContain("<script>");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;甲&quot;");
  });

  test("characters stay as they are in the file", async () => {
    // A radical that some fonts give for 行.
    const { text } = await converted(page("云溪镇情况\n\n⾏政许可办理5件。\n", "txt"), "md");
    expect(text).toContain("⾏政许可");
  });

  test("a second report behind the first is not left out", async () => {
    const two = `${EXAMPLE}\n\n${EXAMPLE.replaceAll("2023", "2022")}`;
    expect(parseReport(two, {}).second).toBeDefined();
    const { text } = await converted(page(two), "html");
    expect(text.match(/<h1>/g)).toHaveLength(2);
    expect(text.match(/<table>/g)).toHaveLength(6);
  });

  test.each([
    [
      "a paragraph",
      (parts: readonly PagePart[]) => parts.filter(({ kind }) => kind !== "paragraph"),
      "不一样",
    ],
    [
      "the signature",
      (parts: readonly PagePart[]) => parts.filter(({ kind }) => kind !== "signature"),
      "不一样",
    ],
    [
      "a number",
      (parts: readonly PagePart[]) =>
        parts.map((part) =>
          part.kind === "table"
            ? {
                ...part,
                rows: part.rows.map((row) =>
                  row.map((cell) => ({ ...cell, text: cell.text.replace(/^6$/, "") })),
                ),
              }
            : part,
        ),
      "不一样",
    ],
  ])("a writer that loses %s is found out", async (_, lose, message) => {
    const conversion = { text: EXAMPLE, settings: {}, isMarkdown: true, isWrapped: true };
    const result = await convertPage(conversion, (parts) => {
      const text = markdownPage(lose(parts));
      return { content: text, text, isMarkdown: true };
    });
    expect("reason" in result ? result.reason : "").toContain(message);
  });
});

describe("the Word file", () => {
  const parts = async (name: string) => {
    const { bytes } = await converted(fileOf(name), "docx");
    const entries = unzipSync(bytes!);
    return (part: string) => strFromU8(entries[part]!);
  };

  test("has the layout of official documents", async () => {
    const part = await parts("clean/bureau-2023-gfm.md");
    const [styles, body] = [part("word/styles.xml"), part("word/document.xml")];
    expect(body).toContain('w:w="11906" w:h="16838"');
    expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    for (const name of ["方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"])
      expect(styles).toContain(`w:eastAsia="${name}"`);
    expect(styles).toContain('w:line="570" w:lineRule="exact"');
    expect(styles).toContain('w:firstLineChars="200"');
    expect(styles).toContain('w:eastAsia="zh-CN"');
    expect(part("word/footer1.xml")).toContain("PAGE");
    expect(part("word/fontTable.xml")).toContain(
      '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,华文仿宋"/></w:font>',
    );
    expect(part("docProps/core.xml")).toContain(
      "<dc:title>兰湾市水利局2023年政府信息公开工作年度报告</dc:title>",
    );
  });

  test("centres the agency and the date that stand beside the title, and no other line", async () => {
    const styles = async (text: string) => {
      const { bytes } = await converted({ format: "md", text }, "docx");
      const body = strFromU8(unzipSync(bytes!)["word/document.xml"]!);
      return [...body.matchAll(/<w:pStyle w:val="(\w+)"/g)].slice(0, 4).map(([, style]) => style);
    };
    const rest = EXAMPLE.slice(EXAMPLE.indexOf("\n"));
    const name = "2023年政府信息公开工作年度报告";
    expect(await styles(`云溪镇人民政府\n\n${name}${rest}`)).toEqual([
      ...["AboveTitle", "Heading1", "ReportText", "Heading2"],
    ]);
    expect(await styles(`云溪镇${name}\n\n（2024年1月15日）${rest}`)).toEqual([
      ...["Heading1", "BelowTitle", "ReportText", "Heading2"],
    ]);
    expect(await styles(EXAMPLE)).toEqual(["Heading1", "ReportText", "Heading2", "ReportText"]);
  });

  test("has tables that fit the page, with the heads of those that go over pages", async () => {
    const body = (await parts("clean/bureau-2023-gfm.md"))("word/document.xml");
    const tables = body.split("<w:tbl>").slice(1);
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      const widths = [...table.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width));
      expect(widths.reduce((sum, it) => sum + it, 0)).toBe(8845);
    }
    expect(tables.map((table) => table.match(/<w:tblHeader\/>/g)?.length ?? 0)).toEqual([0, 3, 3]);
    expect(tables[1]).toContain('<w:gridSpan w:val="3"/>');
    expect(tables[1]).toContain('<w:vMerge w:val="restart"/>');
  });

  test("is mended by our own fixes as any other Word file", async () => {
    const faulty = EXAMPLE.replace("| 行政许可 |", "| 行政许 可 |").replace("一、总体情况", "一、总体情況");
    const { bytes } = await converted({ format: "md", text: faulty }, "docx");
    const before = await openSource(bytes!);
    const { source, fixes, refused } = fixSource(before);
    expect({ fixes: fixes > 0, refused }).toEqual({ fixes: true, refused: [] });
    expect(source.text).toBe(fixAll(before.text).text);
  });
});
