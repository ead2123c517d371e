import { describe, expect, test } from "vitest";
import { openDocx } from "../../server/src/core/source/docx/document";
import { openPackage } from "../../server/src/core/source/zip";
import { type DocxStyle, packDocx } from "./makeDocx";
import { withoutRulings } from "./rulings";

/** The namespaces beside the one of text. */
const NAMES = [
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(" ");

const STYLES_PART = "word/styles.xml";
const RELATIONS = (kind: string, target: string) => ({
  "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`,
});

function open(body: string, more: Record<string, string> = {}, style: DocxStyle = {}) {
  return openDocx(openPackage(packDocx(body, style, more)));
}

/** Lines of the text, blank ones left out. */
function lines(body: string, more: Record<string, string> = {}): string[] {
  return withoutRulings(open(body, more).text)
    .split("\n")
    .filter((line) => line !== "");
}

const r = (text: string, properties = "") =>
  `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...inside: string[]) => `<w:p ${NAMES}>${inside.join("")}</w:p>`;
const tc = (text: string, properties = "") =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${text.startsWith("<w:") ? text : p(r(text))}</w:tc>`;
const tr = (cells: readonly string[], properties = "") =>
  `<w:tr>${properties === "" ? "" : `<w:trPr>${properties}</w:trPr>`}${cells.map((cell) => (cell.startsWith("<w:tc>") ? cell : tc(cell))).join("")}</w:tr>`;
const tbl = (...rows: string[]) => `<w:tbl>${rows.join("")}</w:tbl>`;
const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
const sdt = (content: string, properties = "") =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const box = (text: string) => `<w:txbxContent>${p(r(text))}</w:txbxContent>`;
const PICTURE = '<w:r><w:drawing><a:graphic><a:blip r:embed="rId9"/></a:graphic></w:drawing></w:r>';

interface Case {
  readonly what: string;
  readonly body: string;
  readonly reads: readonly string[];
  readonly parts?: Record<string, string>;
}

const RUNS: readonly Case[] = [
  { what: "runs cut anywhere", body: p(r("一"), r("、总体"), r(""), r("情况")), reads: ["一、总体情况"] },
  {
    what: "an insertion counts, a deletion does not",
    body: p(
      r("受理"),
      `<w:ins w:id="1">${r("3")}</w:ins>`,
      `<w:del w:id="2"><w:r><w:delText>2</w:delText></w:r></w:del>`,
      r("件"),
    ),
    reads: ["受理3件"],
  },
  {
    what: "what was inserted and deleted again",
    body: p(r("甲"), `<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>乙</w:delText></w:r></w:del></w:ins>`),
    reads: ["甲"],
  },
  {
    what: "moved text stands where it was moved to",
    body: p(
      `<w:moveFrom w:id="1">${r("前")}</w:moveFrom>`,
      r("中"),
      `<w:moveTo w:id="2">${r("后")}</w:moveTo>`,
    ),
    reads: ["中后"],
  },
  {
    what: "bookmarks, comments, permissions and spelling marks are no text",
    body: p(
      '<w:bookmarkStart w:id="0" w:name="a"/><w:commentRangeStart w:id="1"/>',
      r("甲"),
      '<w:proofErr w:type="spellStart"/><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:permStart w:id="3"/>',
      r("乙"),
      '<w:bookmarkEnd w:id="0"/>',
    ),
    reads: ["甲乙"],
  },
  {
    what: "links, smart tags, custom XML and directions are read through",
    body: p(
      `<w:hyperlink r:id="rId7">${r("网站")}</w:hyperlink><w:smartTag w:element="date">${r("2024年")}</w:smartTag><w:customXml w:element="x">${r("甲")}</w:customXml><w:bdo w:val="ltr">${r("乙")}</w:bdo>`,
    ),
    reads: ["网站2024年甲乙"],
  },
  {
    what: "of ruby the base",
    body: p(`<w:r><w:ruby><w:rt>${r("xiang")}</w:rt><w:rubyBase>${r("乡")}</w:rubyBase></w:ruby></w:r>`),
    reads: ["乡"],
  },
  {
    what: "tabs, breaks and hyphens",
    body: p(
      r("甲"),
      "<w:r><w:tab/></w:r>",
      r("乙"),
      "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>",
      r("丙"),
      "<w:r><w:br/></w:r>",
      r("丁"),
      '<w:r><w:br w:type="page"/></w:r>',
      r("戊"),
      "<w:r><w:cr/></w:r>",
      r("己"),
      '<w:r><w:br w:type="column"/><w:lastRenderedPageBreak/></w:r>',
      r("庚"),
    ),
    reads: ["甲\t乙-丙", "丁", "戊", "己", "庚"],
  },
  {
    what: "symbols that people tick with",
    body: p(
      ...[
        ["Wingdings", "F0A8"],
        ["Wingdings", "F0FE"],
        ["Wingdings", "00FC"],
        ["Wingdings 2", "F052"],
        ["Symbol", "F0B7"],
        ["宋体", "2460"],
        ["Webdings", "F0FF"],
        ["宋体", "zz"],
      ].map(([font, char]) => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`),
    ),
    reads: ["□☑✓☑•①□□"],
  },
  {
    what: "hidden text, and what says that it is not hidden",
    body: p(
      r("甲", "<w:vanish/>"),
      r("乙", '<w:vanish w:val="0"/>'),
      r("丙", '<w:vanish w:val="true"/>'),
      r("丁"),
    ),
    reads: ["乙丁"],
  },
  {
    what: "text that a style hides, also through the style it is based on",
    body:
      p(
        r("甲", '<w:rStyle w:val="Child"/>'),
        r("乙", '<w:rStyle w:val="Shown"/>'),
        r("丙", '<w:rStyle w:val="Child"/><w:vanish w:val="0"/>'),
      ) + p('<w:pPr><w:pStyle w:val="Para"/></w:pPr>', r("丁")),
    reads: ["乙丙"],
    parts: {
      ...RELATIONS("styles", "styles.xml"),
      [STYLES_PART]:
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Hidden"/></w:style><w:style w:type="character" w:styleId="Shown"><w:basedOn w:val="Hidden"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Para"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
    },
  },
  {
    what: "formulas, fractions with their bar",
    body: p(
      r("占"),
      "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
      r("。"),
    ),
    reads: ["占1/2。"],
  },
  {
    what: "notes are no text",
    body: p(r("甲"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r("乙")),
    reads: ["甲乙"],
  },
  {
    what: "entities",
    body: p(r("&#x4E00;、&#19968;&amp;&lt;5&gt;&quot;&apos;&#xD800;")),
    reads: ["一、一&<5>\"'\uFFFD"],
  },
  {
    what: "CDATA, comments and instructions inside text",
    body: p("<w:r><w:t>甲<!-- 无 --><![CDATA[乙&<]]><?x y?>丙</w:t></w:r>"),
    reads: ["甲乙&<丙"],
  },
  {
    what: "line ends in XML are blanks, at the ends they are none",
    body: p("<w:r><w:t>\n  甲\n乙\t</w:t></w:r>", "<w:r><w:t> 丙 </w:t></w:r>"),
    reads: ["甲 乙丙"],
  },
  {
    what: "blanks that are to be kept",
    body: p("<w:r><w:t>甲</w:t></w:r>", r(" 乙"), r("　丙")),
    reads: ["甲 乙　丙"],
  },
];

const FIELDS: readonly Case[] = [
  {
    what: "a simple field's result",
    body: p(`<w:fldSimple w:instr=" PAGE ">${r("3")}</w:fldSimple>`),
    reads: ["3"],
  },
  {
    what: "a field's result, not its instructions",
    body: p(
      r("第"),
      field("begin"),
      code(" =SUM(ABOVE) "),
      r("不是文字"),
      field("separate"),
      r("7"),
      field("end"),
      r("件"),
    ),
    reads: ["第7件"],
  },
  {
    what: "fields in fields",
    body: p(
      field("begin"),
      code("IF "),
      field("begin"),
      code("PAGE"),
      field("separate"),
      r("1"),
      field("end"),
      code(" = 1"),
      field("separate"),
      r("甲"),
      field("begin"),
      code("DATE"),
      field("separate"),
      r("乙"),
      field("end"),
      field("end"),
      r("丙"),
    ),
    reads: ["甲乙丙"],
  },
  {
    what: "a field over paragraphs",
    body:
      p(field("begin"), code("TOC"), field("separate"), r("目录一")) + p(r("目录二"), field("end"), r("后")),
    reads: ["目录一", "目录二后"],
  },
  {
    what: "a field without a result",
    body: p(r("甲"), field("begin"), code("XE 词"), field("end"), r("乙")),
    reads: ["甲乙"],
  },
  {
    what: "a field that never ends hides nothing",
    body: p(r("甲"), field("begin"), code("PAGE"), r("乙")) + p(r("丙")),
    reads: ["甲乙", "丙"],
  },
  {
    what: "an end without a field",
    body: p(r("甲"), field("end"), r("乙"), field("separate"), r("丙")),
    reads: ["甲乙丙"],
  },
  {
    what: "a field that was deleted from its middle on",
    body: p(
      field("begin"),
      code("PAGE"),
      `<w:del w:id="1">${field("separate")}${r("1")}${field("end")}</w:del>`,
      r("后"),
    ),
    reads: ["后"],
  },
];

const BLOCKS: readonly Case[] = [
  {
    what: "content controls around everything",
    body:
      sdt(p(r("段"))) +
      p(r("行"), sdt(r("内"))) +
      tbl(sdt(tr(["甲", "乙"])), `<w:tr>${sdt(tc("丙"))}${tc("丁")}</w:tr>`, tr([tc(sdt(p(r("戊")))), "己"])),
    reads: ["段", "行内", "| 甲 | 乙 |", "| 丙 | 丁 |", "| 戊 | 己 |"],
  },
  {
    what: "a control that asks for text has none",
    body:
      p(r("机关："), sdt(r("单击此处输入文字"), "<w:showingPlcHdr/>")) +
      sdt(p(r("单击此处")), "<w:showingPlcHdr/>") +
      p(sdt(r("区数据局"), '<w:showingPlcHdr w:val="0"/>')),
    reads: ["机关：", "区数据局"],
  },
  {
    what: "text boxes once, behind their paragraph",
    body: p(
      r("段"),
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box("框")}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box("框")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    ),
    reads: ["段", "框"],
  },
  {
    what: "text boxes of old files, also in groups",
    body: p(
      r("段"),
      `<w:r><w:pict><v:group><v:shape><v:textbox>${box("左")}</v:textbox></v:shape><v:shape><v:textbox>${box("右")}</v:textbox></v:shape></v:group></w:pict></w:r>`,
    ),
    reads: ["段", "左", "右"],
  },
  {
    what: "a box in a cell labels the cell",
    body: tbl(
      tr([tc(p(`<w:r><w:pict><v:textbox>${box("项目")}</v:textbox></w:pict></w:r>`)), "乙"]),
      tr(["丙", "丁"]),
    ),
    reads: ["| 项目 | 乙 |", "| 丙 | 丁 |"],
  },
  {
    what: "a paragraph that is a picture, and one with text",
    body: p(PICTURE) + p(r("图一"), PICTURE) + p(),
    reads: ["［图片］", "图一"],
  },
  {
    what: "what is marked up for newer programs, in the body",
    body: `<mc:AlternateContent ${NAMES}><mc:Choice Requires="x">${p(r("新"))}</mc:Choice><mc:Fallback>${p(r("旧"))}</mc:Fallback></mc:AlternateContent>`,
    reads: ["新"],
  },
];

const GRID = (name: string, value: string | number) => `<w:${name} w:val="${value}"/>`;
const TABLES: readonly Case[] = [
  {
    what: "grid columns for the sake of widths, in which no cell starts",
    body: tbl(tr([tc("甲", GRID("gridSpan", 2)), "乙"]), tr([tc("1", GRID("gridSpan", 2)), "2"])),
    reads: ["| 甲 | 乙 |", "| 1 | 2 |"],
  },
  {
    what: "cells merged across",
    body: tbl(tr([tc("甲", GRID("gridSpan", 3)), "乙"]), tr(["1", "2", "3", "4"])),
    reads: ["| 甲 |  |  | 乙 |", "| 1 | 2 | 3 | 4 |"],
  },
  {
    what: "cells merged down, what they hide is no text",
    body: tbl(tr([tc("甲", '<w:vMerge w:val="restart"/>'), "1"]), tr([tc("藏", "<w:vMerge/>"), "2"])),
    reads: ["| 甲 | 1 |", "|  | 2 |"],
  },
  {
    what: "cells merged across as old files do",
    body: tbl(
      tr([tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "乙"]),
      tr(["1", "2", "3"]),
    ),
    reads: ["| 甲 |  | 乙 |", "| 1 | 2 | 3 |"],
  },
  {
    what: "cells that a row leaves out in front",
    body: tbl(tr(["甲", "乙", "丙"]), tr(["2", "3"], GRID("gridBefore", 1))),
    reads: ["| 甲 | 乙 | 丙 |", "|  | 2 | 3 |"],
  },
  {
    what: "rows that were deleted or are hidden",
    body: tbl(
      tr(["甲", "1"]),
      tr(["乙", "2"], '<w:del w:id="1"/>'),
      tr(["丙", "3"], "<w:hidden/>"),
      tr(["丁", "4"], '<w:ins w:id="2"/>'),
    ),
    reads: ["| 甲 | 1 |", "| 丁 | 4 |"],
  },
  {
    what: "cells that were inserted, deleted and merged as tracked changes",
    body: tbl(
      tr(["甲", tc("旧", '<w:cellDel w:id="1"/>'), tc("新", '<w:cellIns w:id="2"/>')]),
      tr([tc("", '<w:cellMerge w:id="3" w:vMerge="cont"/>'), "2"]),
    ),
    reads: ["| 甲 | 新 |", "|  | 2 |"],
  },
  {
    what: "labels over several paragraphs",
    body: tbl(tr([tc(p(r("行政规范")) + p(r("性文件")) + p()), tc(p(r("1")) + p(r("2")))])),
    reads: ["| 行政规范性文件 | 1 2 |"],
  },
  {
    what: "blanks around what a cell says",
    body: tbl(tr([tc(p(r(" "), r("　甲 "), r(" "))), "乙"])),
    reads: ["| 甲 | 乙 |"],
  },
  {
    what: "a frame of one cell",
    body: tbl(tr([tc(p(r("一、总体情况")) + tbl(tr(["甲", "1"]), tr(["乙", "2"])) + p(r("段")))])),
    reads: ["一、总体情况", "| 甲 | 1 |", "| 乙 | 2 |", "段"],
  },
  {
    what: "a frame of several rows",
    body: tbl(tr([tc(p(r("标题")))]), tr([tc(p(r("甲")) + p(r("乙")))])),
    reads: ["标题", "甲", "乙"],
  },
  {
    what: "a table of one row in a cell",
    body: tbl(tr(["行政许可", tc(tbl(tr(["5"])) + p())]), tr(["行政处罚", tc(tbl(tr(["6", "7"])) + p())])),
    reads: ["| 行政许可 | 5 |", "| 行政处罚 | 6 | 7 |"],
  },
  {
    what: "a layout of two columns",
    body: tbl(tr([tc(p(r("左"))), tc(p(r("右")) + tbl(tr(["甲", "1"]), tr(["乙", "2"])) + p())])),
    reads: ["左", "右", "| 甲 | 1 |", "| 乙 | 2 |"],
  },
  {
    what: "tables one behind the other",
    body: tbl(tr(["甲", "1"])) + tbl(tr(["乙", "2"])),
    reads: ["| 甲 | 1 |", "| 乙 | 2 |"],
  },
  {
    what: "breaks and tabs in cells",
    body: tbl(tr([tc(p(r("申请"), "<w:r><w:br/></w:r>", r("人"), "<w:r><w:tab/></w:r>", r("数"))), "1"])),
    reads: ["| 申请人 数 | 1 |"],
  },
  {
    what: "spans that mean harm",
    body: tbl(tr([tc("甲", GRID("gridSpan", 99999999)), "乙"])),
    reads: ["| 甲 | 乙 |"],
  },
];

const MARKUP: readonly Case[] = [
  {
    what: "tags",
    body: p(r("&lt;p&gt;甲&lt;/p&gt;")) + p(r("&lt;"), r("table&gt;")),
    reads: ["\\<p>甲\\</p>", "\\<table>"],
  },
  {
    what: "bars",
    body: p(r("| 甲 | 乙 |")) + p(r("首页｜公开")),
    reads: ["\\| 甲 \\| 乙 \\|", "首页\\｜公开"],
  },
  {
    what: "bars and tags in cells",
    body: tbl(tr(["甲|乙", "&lt;br&gt;1"]), tr(["丙", "丁"])),
    reads: ["| 甲\\|乙 | \\<br>1 |", "| 丙 | 丁 |"],
  },
  {
    what: "comments and fences",
    body: p(r("&lt;!-- 甲")) + p(r("```")) + p(r("乙 ``` 丙")),
    reads: ["\\<!-- 甲", "\\```", "乙 ``` 丙"],
  },
  {
    what: "what is no markup",
    body: p(r("a&lt;5，《甲》&lt;乙&gt;")) + p(r("# 甲")) + p(r("**乙**")),
    reads: ["a<5，《甲》<乙>", "# 甲", "**乙**"],
  },
];

describe.each([
  ["runs", RUNS],
  ["fields", FIELDS],
  ["blocks", BLOCKS],
  ["tables", TABLES],
  ["text that looks like markup", MARKUP],
] as const)("Word: %s", (_, cases) => {
  test.each(cases)("$what", ({ body, reads, parts }) => {
    expect(lines(body, parts)).toEqual(reads);
  });
});

describe("Word: ways to write the same XML", () => {
  const body = p(r("一、总体情况")) + tbl(tr(["甲", "1"]), tr(["乙", "2"]));
  const reads = "一、总体情况\n\n| 甲 | 1 |\n| 乙 | 2 |\n\n";

  test.each([
    ["strict", { strict: true }],
    ["another prefix", { prefix: "x" }],
  ])("%s", (_, style) => {
    const renamed = "prefix" in style ? body.replaceAll(/(<\/?)w:|( )w:/g, "$1$2x:") : body;
    expect(withoutRulings(open(renamed, {}, style).text)).toBe(reads);
  });

  test("the default namespace", () => {
    const xml = `<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><body>${body.replaceAll(/(<\/?)w:/g, "$1")}</body></document>`;
    expect(withoutRulings(open("", { "word/document.xml": xml }).text)).toBe(reads);
  });

  test.each(["utf-16le", "utf-16be", "utf-16le without a mark", "utf-8 with a mark"])(
    "%s",
    async (encoding) => {
      const { zipSync } = await import("fflate");
      const given = open(body);
      const xml = given.xml.replace("UTF-8", encoding.startsWith("utf-8") ? "UTF-8" : "UTF-16");
      const marked = encoding.endsWith("without a mark") ? xml : `\uFEFF${xml}`;
      const bytes = encoding.startsWith("utf-8")
        ? new TextEncoder().encode(marked)
        : utf16(marked, encoding.startsWith("utf-16le"));
      const again = openDocx(openPackage(zipSync({ "word/document.xml": bytes })));
      expect(withoutRulings(again.text)).toBe(reads);
      // It is written as UTF-8, and says so.
      expect(again.xml).toContain('encoding="UTF-8"');
    },
  );
});

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return bytes;
}

test("a file that holds whole other files says so", () => {
  expect(() => open(`${p(r("甲"))}<w:altChunk r:id="rId5"/>`)).toThrow(
    "正文里嵌着别的文件（altChunk），读不出；请用 Word 打开后另存为 .docx",
  );
});

test("headers, footers and notes are no text", () => {
  const part = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p(r("第1页"))}</w:hdr>`;
  const more = {
    ...RELATIONS("header", "header1.xml"),
    "word/header1.xml": part,
    "word/footnotes.xml": part,
  };
  expect(lines(`${p(r("甲"))}<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>`, more)).toEqual(["甲"]);
});
