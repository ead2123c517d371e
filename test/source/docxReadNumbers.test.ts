import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/index";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { openDocx } from "../../server/src/core/source/docx/document";
import { openPackage } from "../../server/src/core/source/zip";
import { packDocx } from "./makeDocx";

/* Numbers that Word counts by itself, and that stand nowhere in the text. */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

interface LevelSpec {
  readonly format?: string;
  readonly text: string;
  readonly start?: number;
  readonly more?: string;
}

const level = ({ format = "chineseCounting", text, start = 1, more = "" }: LevelSpec, at: number) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const abstract = (id: number, levels: readonly LevelSpec[], more = "") =>
  `<w:abstractNum w:abstractNumId="${id}">${more}${levels.map(level).join("")}</w:abstractNum>`;
const list = (id: number, of: number, more = "") =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;
const numPr = (id: number | undefined, at?: number) =>
  `<w:numPr>${at === undefined ? "" : `<w:ilvl w:val="${at}"/>`}${id === undefined ? "" : `<w:numId w:val="${id}"/>`}</w:numPr>`;
const paragraph = (text: string, properties: string) =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const style = (id: string, properties: string, basedOn = "") =>
  `<w:style w:type="paragraph" w:styleId="${id}">${basedOn === "" ? "" : `<w:basedOn w:val="${basedOn}"/>`}<w:pPr>${properties}</w:pPr></w:style>`;
const styled = (id: string, more = "") => `<w:pStyle w:val="${id}"/>${more}`;

/** Lines of a document whose lists and styles are as given. */
function lines(body: string, lists: string, styles = ""): string[] {
  const bytes = packDocx(
    body,
    {},
    {
      "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${TYPES}/numbering" Target="numbering.xml"/><Relationship Id="rId2" Type="${TYPES}/styles" Target="styles.xml"/></Relationships>`,
      "word/numbering.xml": `<w:numbering ${W}>${lists}</w:numbering>`,
      "word/styles.xml": `<w:styles ${W}>${styles}</w:styles>`,
    },
  );
  return openDocx(openPackage(bytes))
    .text.split("\n")
    .filter((line) => line !== "");
}

const HEADINGS: readonly LevelSpec[] = [
  { text: "%1、" },
  { text: "（%2）" },
  { text: "%3.", format: "decimal" },
];

interface Case {
  readonly what: string;
  /** List and level of each paragraph; undefined: of none. */
  readonly at: readonly (readonly [list: number | undefined, level?: number] | undefined)[];
  readonly lists: string;
  readonly reads: string;
}

const CASES: readonly Case[] = [
  {
    what: "counted by level",
    at: [[1, 0], [1, 1], [1, 1], undefined, [1, 0], [1, 1]],
    lists: abstract(0, HEADINGS) + list(1, 0),
    reads: "一、 （一） （二） - 二、 （一）",
  },
  {
    what: "lists of one description share their counting",
    at: [
      [1, 0],
      [2, 0],
      [1, 0],
    ],
    lists: abstract(0, HEADINGS) + list(1, 0) + list(2, 0),
    reads: "一、 二、 三、",
  },
  {
    what: "lists of two descriptions do not",
    at: [
      [1, 0],
      [2, 0],
      [1, 0],
    ],
    lists: abstract(0, HEADINGS) + abstract(1, HEADINGS) + list(1, 0) + list(2, 1),
    reads: "一、 一、 二、",
  },
  {
    what: "a list that starts anew",
    at: [
      [1, 0],
      [1, 0],
      [2, 0],
      [2, 0],
    ],
    lists:
      abstract(0, HEADINGS) +
      list(1, 0) +
      list(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
    reads: "一、 二、 五、 六、",
  },
  {
    what: "a list with a level of its own",
    at: [
      [1, 0],
      [2, 0],
    ],
    lists:
      abstract(0, HEADINGS) +
      list(1, 0) +
      list(
        2,
        0,
        `<w:lvlOverride w:ilvl="0">${level({ text: "第%1条　", format: "decimal" }, 0)}</w:lvlOverride>`,
      ),
    reads: "一、 第2条",
  },
  {
    what: "a level that never starts anew",
    at: [
      [1, 0],
      [1, 1],
      [1, 0],
      [1, 1],
    ],
    lists:
      abstract(0, [{ text: "%1、" }, { text: "（%2）", more: '<w:lvlRestart w:val="0"/>' }]) + list(1, 0),
    reads: "一、 （一） 二、 （二）",
  },
  {
    what: "a level that starts anew behind the first only",
    at: [
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 1],
      [1, 2],
      [1, 0],
      [1, 2],
    ],
    lists:
      abstract(0, [HEADINGS[0]!, HEADINGS[1]!, { ...HEADINGS[2]!, more: '<w:lvlRestart w:val="1"/>' }]) +
      list(1, 0),
    reads: "一、 （一） 1. （二） 2. 二、 1.",
  },
  {
    what: "all levels in one number",
    at: [
      [1, 0],
      [1, 1],
      [1, 1],
    ],
    lists: abstract(0, [{ text: "%1、" }, { text: "%1.%2", more: "<w:isLgl/>" }]) + list(1, 0),
    reads: "一、 1.1 1.2",
  },
  {
    what: "a deeper level without one above",
    at: [
      [1, 1],
      [1, 1],
    ],
    lists: abstract(0, [{ text: "%1" }, { text: "%1.%2", format: "decimal" }]) + list(1, 0),
    reads: "一.1 一.2",
  },
  {
    what: "none, and out of a list",
    at: [
      [0, 0],
      [9, 0],
      [1, 7],
      [1, 0],
    ],
    lists: abstract(0, HEADINGS) + list(1, 0),
    reads: "- - - 一、",
  },
  {
    what: "a fixed text instead of a number",
    at: [[1, 0]],
    lists: abstract(0, [{ format: "none", text: "附件：" }]) + list(1, 0),
    reads: "附件：",
  },
  {
    what: "starting at nought and in the middle",
    at: [
      [1, 0],
      [2, 0],
    ],
    lists:
      abstract(0, [{ text: "%1.", format: "decimal", start: 0 }]) +
      abstract(1, [{ text: "%1、", start: 3 }]) +
      list(1, 0) +
      list(2, 1),
    reads: "0. 三、",
  },
];

describe("automatic numbers", () => {
  test.each(CASES)("$what", ({ at, lists, reads }) => {
    const body = at.map((place) => paragraph("文", place === undefined ? "" : numPr(...place))).join("");
    const shown = lines(body, lists).map((line) => line.replace(/[ 　]*文$/, "") || "-");
    expect(shown.join(" ")).toBe(reads);
  });

  test.each([
    ["chineseCounting", 11, "十一"],
    ["chineseCountingThousand", 20, "二十"],
    ["taiwaneseCountingThousand", 3, "三"],
    ["ideographDigital", 10, "一〇"],
    ["chineseLegalSimplified", 2, "贰"],
    ["ideographTraditional", 3, "丙"],
    ["ideographZodiac", 4, "卯"],
    ["decimal", 12, "12"],
    ["decimalZero", 7, "07"],
    ["decimalFullWidth", 10, "１０"],
    ["decimalEnclosedCircle", 2, "②"],
    ["decimalEnclosedCircleChinese", 10, "⑩"],
    ["upperRoman", 4, "IV"],
    ["lowerLetter", 27, "aa"],
    ["a format of later years", 5, "5"],
    ["decimal", 99999999, ""],
  ])("%s %d", (format, start, number) => {
    const [line] = lines(
      paragraph("文", numPr(1, 0)),
      abstract(0, [{ format, start, text: "%1、" }]) + list(1, 0),
    );
    expect(line).toBe(`${number}、文`);
  });

  test.each([
    ["a bullet", { format: "bullet", text: "\uF0B7" }, "• 文"],
    ["no format is left", { format: "none", text: "%1、" }, "文"],
    ["no mark is left", { format: "chineseCounting", text: "%1?" }, "文"],
    ["nothing is left", { format: "none", text: "" }, "文"],
  ])("%s", (_, spec, reads) => {
    expect(lines(paragraph("文", numPr(1, 0)), abstract(0, [spec]) + list(1, 0))).toEqual([reads]);
  });
});

describe("numbers that styles give", () => {
  const lists =
    abstract(0, [
      { text: "%1、", more: '<w:pStyle w:val="Level1"/>' },
      { text: "（%2）", more: '<w:pStyle w:val="Level2"/>' },
    ]) + list(1, 0);
  const styles =
    style("Level1", numPr(1)) +
    style("Level2", numPr(1)) +
    style("Child", "", "Level1") +
    style("Deeper", numPr(undefined, 1), "Level1") +
    style("Out", numPr(0), "Level1") +
    style("Loop", "", "Loop");
  test.each([
    ["the style", styled("Level1"), "一、文"],
    ["the level that names the style", styled("Level2"), "（一）文"],
    ["the style it is based on", styled("Child"), "一、文"],
    ["a level of its own and the list of another", styled("Deeper"), "（一）文"],
    ["taken out by the style", styled("Out"), "文"],
    ["taken out by the paragraph", styled("Level1", numPr(0)), "文"],
    ["another level by the paragraph", styled("Level1", numPr(undefined, 1)), "（一）文"],
    ["styles in a circle", styled("Loop"), "文"],
    ["a style that is not there", styled("Nobody"), "文"],
  ])("%s", (_, properties, reads) => {
    expect(lines(paragraph("文", properties), lists, styles)).toEqual([reads]);
  });

  test("a list that only names a list style is that of the style", () => {
    const linked =
      abstract(0, HEADINGS, '<w:styleLink w:val="Official"/>') +
      abstract(1, [], '<w:numStyleLink w:val="Official"/>') +
      list(1, 0) +
      list(2, 1);
    expect(lines(paragraph("文", numPr(1, 0)) + paragraph("文", numPr(2, 0)), linked)).toEqual([
      "一、文",
      "二、文",
    ]);
  });
});

describe("reports whose headings are numbered by Word", () => {
  const SECTION = /^([一二三四五六])、/;
  /** The example, its headings numbered by a list. */
  const report = (spec: LevelSpec, text = EXAMPLE) => {
    const body = text
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.startsWith("|"))
      .map((line) =>
        SECTION.test(line) ? paragraph(line.replace(SECTION, ""), numPr(1, 0)) : paragraph(line, ""),
      )
      .join("");
    return check(lines(body, abstract(0, [spec]) + list(1, 0)).join("\n"))
      .filter(({ rule }) => rule.startsWith("section-") || rule.startsWith("numbering-"))
      .map(({ rule }) => rule);
  };

  test.each([
    ["as they should be", { text: "%1、" }],
    ["by a converter that lost the format", { text: "%1、", format: "none" }],
    ["by a converter that lost the marks", { text: "?%1??" }],
  ])("%s", (_, spec) => {
    expect(report(spec)).toEqual([]);
  });

  test("a list that starts at two is wrong, and cannot be mended in the text", () => {
    expect(report({ text: "%1、", start: 2 })).not.toEqual([]);
  });

  test("a wrong number that is typed is found", () => {
    const text = EXAMPLE.replace("六、其他需要", "五、其他需要");
    expect(check(text).map(({ rule }) => rule)).toEqual(["section-misnumbered"]);
  });
});
