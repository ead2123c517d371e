import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, extract } from "../../server/src/core/index";
import { parseReport } from "../../server/src/core/report/recognise";
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
