import { describe, expect, test } from "vitest";
import { anchorComments, writeComments } from "../../server/src/core/source/docx/comments";
import { docxSource } from "../../server/src/core/source/docx/source";
import type { Source } from "../../server/src/core/source/source";
import { openPackage } from "../../server/src/core/source/zip";
import type { Span } from "../../server/src/core/text/text";
import { docxFaults } from "./docxFaults";
import { makeDocx, packDocx } from "./makeDocx";
import { commented, commentsIn, mainXml, paragraphs, withoutComments } from "./revisions";

const AUTHOR = { name: "年报检查", date: "2025-01-10T08:00:00Z" };

/** A comment at each span, which says the number of it. */
function withComments(source: Source, spans: readonly Span[]): { bytes: Uint8Array; ids: readonly number[] } {
  const { source: anchored, ids } = anchorComments(source, spans);
  const comments = ids.map((id, at) => ({ id, lines: [{ text: `第${at}条` }] }));
  return { bytes: writeComments(anchored, comments, AUTHOR).bytes, ids };
}

/** The span of a text within another. */
function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`${part} is not in ${text}`);
  return { start, end: start + part.length };
}

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const t = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`;
const r = (text: string, look = "") => `<w:r>${look && `<w:rPr>${look}</w:rPr>`}${t(text)}</w:r>`;
const p = (content: string) => `<w:p>${content}</w:p>`;
const cell = (content: string) => `<w:tc>${p(content)}</w:tc>`;
const table = (...rows: string[][]) =>
  `<w:tbl><w:tblPr/><w:tblGrid/>${rows.map((cells) => `<w:tr>${cells.map(cell).join("")}</w:tr>`).join("")}</w:tbl>`;
const field = (code: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const control = (properties: string, content: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const box = (content: string) =>
  `<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;

interface Case {
  readonly body: string;
  readonly at: string;
  /** What stands between the marks, if not just that. */
  readonly about?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  "a whole run": { body: p(r("收到申请") + r("5件")), at: "5件" },
  "part of a run": { body: p(r("收到申请5件。", "<w:b/>")), at: "申请" },
  "runs cut anywhere": { body: p(r("收到申") + r("请5") + r("件。")), at: "到申请5" },
  "next to an entity": { body: p(r("A&amp;B&lt;C")), at: "&B" },
  "a character of two units": { body: p(r("甲𠮷乙")), at: "𠮷" },
  "between tabs in one run": { body: p(`<w:r>${t("甲乙")}<w:tab/>${t("丙丁")}</w:r>`), at: "丙" },
  "a tab itself": { body: p(`<w:r>${t("甲")}<w:tab/>${t("乙")}</w:r>`), at: "\t", about: "" },
  "over a line break": { body: p(`<w:r>${t("甲乙")}<w:br/>${t("丙丁")}</w:r>`), at: "乙\n丙", about: "乙丙" },
  "two paragraphs": { body: p(r("第一段")) + p(r("第二段")), at: "一段\n第二", about: "一段第二" },
  "two cells": { body: table([r("甲乙"), r("丙丁")]), at: "乙 | 丙", about: "乙丙" },
  "a row": { body: table([r("甲"), r("乙")], [r("丙"), r("丁")]), at: "| 丙 | 丁 |", about: "丙丁" },
  "two rows": { body: table([r("甲"), r("乙")], [r("丙"), r("丁")]), at: "乙 |\n| 丙", about: "乙丙" },
  "a hyperlink": {
    body: p(`${r("见")}<w:hyperlink w:anchor="a">${r("本局网站")}</w:hyperlink>`),
    at: "局网",
  },
  "into a hyperlink": {
    body: p(`${r("见本")}<w:hyperlink w:anchor="a">${r("局网站")}</w:hyperlink>`),
    at: "本局网",
  },
  "what somebody inserted": {
    body: p(
      `${r("收到")}<w:ins w:id="0" w:author="甲" w:date="2025-01-01T00:00:00Z">${r("申请五件")}</w:ins>`,
    ),
    at: "五",
  },
  "around what somebody deleted": {
    body: p(
      `${r("收到")}<w:del w:id="0" w:author="甲" w:date="2025-01-01T00:00:00Z"><w:r><w:delText>申请</w:delText></w:r></w:del>${r("五件")}`,
    ),
    at: "到五",
  },
  "a control of free text": { body: p(r("由") + control("<w:alias/>", r("某某局")) + r("编制")), at: "某局" },
  "a control of plain text: the whole": {
    body: p(r("由") + control("<w:text/>", r("某某局")) + r("编制")),
    at: "某局",
    about: "某某局",
  },
  "a field: the whole": { body: p(r("共") + field("= 1 + 2", r("30")) + r("件")), at: "0", about: "30" },
  "a link as a field": {
    body: p(r("见") + field('HYPERLINK "http://a"', r("本局网站")) + r("。")),
    at: "局网",
  },
  "a simple field: the whole": {
    body: p(`${r("共")}<w:fldSimple w:instr="NUMPAGES">${r("12")}</w:fldSimple>${r("页")}`),
    at: "2",
    about: "12",
  },
  "ruby: the whole": {
    body: p(
      `${r("甲")}<w:r><w:ruby><w:rt>${r("yi")}</w:rt><w:rubyBase>${r("乙丙")}</w:rubyBase></w:ruby></w:r>${r("丁")}`,
    ),
    at: "乙",
    about: "yi乙丙",
  },
  "a text box: what holds it": {
    body: p(r("甲") + box(p(r("框中字"))) + r("乙")),
    at: "中",
    about: "框中字",
  },
  "blanks that are not declared": { body: p("<w:r><w:t>甲 乙 丙</w:t></w:r>"), at: "乙" },
  "blanks at the ends that do not count": { body: p("<w:r><w:t>甲乙丙</w:t></w:r>"), at: "乙" },
  "a tag inside a text": { body: p("<w:r><w:t>甲<!-- x -->乙</w:t></w:r>"), at: "乙", about: undefined },
};

describe("a comment on", () => {
  test.each(Object.entries(CASES))("%s", (_, { body, at, about }) => {
    const source = docxSource(packDocx(body));
    const { bytes, ids } = withComments(source, [spanOf(source.text, at)]);
    expect(docxFaults(bytes)).toEqual([]);
    const again = docxSource(bytes);
    expect(again.text).toBe(source.text);
    const xml = mainXml(bytes);
    if (!body.includes("<!--")) expect(commented(xml).get(String(ids[0]))).toBe(about ?? at);
    expect(paragraphs(withoutComments(xml))).toEqual(paragraphs(mainXml(source.bytes)));
  });

  test("two parts of one run: each keeps its look, and a tracked change of it has a number for each", () => {
    const look =
      '<w:b/><w:rPrChange w:id="7" w:author="甲" w:date="2025-01-01T00:00:00Z"><w:rPr/></w:rPrChange>';
    const source = docxSource(packDocx(p(r("甲乙丙丁戊", look))));
    const { bytes } = withComments(source, [spanOf(source.text, "乙"), spanOf(source.text, "丁")]);
    expect(docxFaults(bytes)).toEqual([]);
    expect(mainXml(bytes).match(/<w:b\/>/g)).toHaveLength(5);
  });

  test("the same place, and one that begins where the other ends", () => {
    const source = docxSource(packDocx(p(r("甲乙丙丁"))));
    const spans = ["乙", "乙", "乙丙", "丙", "甲乙丙丁"].map((part) => spanOf(source.text, part));
    const { bytes, ids } = withComments(source, spans);
    expect(docxFaults(bytes)).toEqual([]);
    expect(ids.map((id) => commented(mainXml(bytes)).get(String(id)))).toEqual([
      "乙",
      "乙",
      "乙丙",
      "丙",
      "甲乙丙丁",
    ]);
  });
});

describe("a place where something is missing", () => {
  const missing = (body: string, offset: (text: string) => number): string => {
    const source = docxSource(packDocx(body));
    const at = offset(source.text);
    const { bytes } = withComments(source, [{ start: at, end: at }]);
    expect(docxFaults(bytes)).toEqual([]);
    expect(docxSource(bytes).text).toBe(source.text);
    return mainXml(bytes)
      .replace(/^[\s\S]*<w:body>|<\/w:body>[\s\S]*$/g, "")
      .replace(
        /<w:commentRangeStart [^>]*\/><w:commentRangeEnd [^>]*\/><w:r><w:commentReference [^>]*\/><\/w:r>/,
        "⟦⟧",
      );
  };

  test.each<[string, string, (text: string) => number, string]>([
    ["the start", p(r("甲")) + p(r("乙")), () => 0, p(`⟦⟧${r("甲")}`) + p(r("乙"))],
    ["the end", p(r("甲")) + p(r("乙")), (text) => text.length, p(r("甲")) + p(`${r("乙")}⟦⟧`)],
    ["inside", p(r("甲乙")), () => 1, p(`${r("甲")}⟦⟧${r("乙")}`)],
    [
      "an empty cell",
      table([r("甲"), "", r("乙")]),
      (text) => text.indexOf("|  |") + 2,
      table([r("甲"), "⟦⟧", r("乙")]),
    ],
    [
      "an empty cell whose paragraph has no content",
      table([r("甲"), ""]).replace("<w:p></w:p>", "<w:p/>"),
      (text) => text.indexOf("|  |") + 2,
      table([r("甲"), "⟦⟧"]),
    ],
    [
      "an empty cell whose paragraph has a look",
      table([r("甲"), '<w:pPr><w:jc w:val="center"/></w:pPr>']),
      (text) => text.indexOf("|  |") + 2,
      table([r("甲"), '<w:pPr><w:jc w:val="center"/></w:pPr>⟦⟧']),
    ],
    [
      "a cell merged into the one before",
      table([r("甲"), r("乙")]).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'),
      (text) => text.indexOf("|  |") + 1,
      table([`${r("甲")}⟦⟧`, r("乙")]).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'),
    ],
  ])("%s", (_, body, offset, expected) => {
    expect(missing(body, offset)).toBe(expected);
  });

  test("an automatic number: in front of its paragraph's text", () => {
    const numbering = `<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
    const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`;
    const heading = `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>`;
    const source = docxSource(
      packDocx(
        p(heading + r("总体情况")),
        {},
        { "word/numbering.xml": numbering, "word/_rels/document.xml.rels": relations },
      ),
    );
    expect(source.text).toBe("一、总体情况\n");
    const { bytes } = withComments(source, [
      { start: 0, end: 2 },
      { start: 0, end: 4 },
    ]);
    expect(docxFaults(bytes)).toEqual([]);
    expect([...commented(mainXml(bytes)).values()]).toEqual(["", "总体"]);
    expect(mainXml(bytes)).toMatch(/<\/w:pPr><w:commentRangeStart/);
  });
});

describe("the package", () => {
  const SPAN = { start: 0, end: 1 };
  const entries = (bytes: Uint8Array) => {
    const archive = openPackage(bytes);
    return new Map(archive.names.map((name) => [name, Buffer.from(archive.part(name)!).toString("latin1")]));
  };

  test("three parts change, or come; all others keep their bytes", () => {
    const source = docxSource(packDocx(p(r("甲")), {}, { "word/styles.xml": "<a/>", "docProps/x.bin": "x" }));
    const { bytes } = withComments(source, [SPAN]);
    const [before, after] = [entries(source.bytes), entries(bytes)];
    const changed = [...after]
      .filter(([name, content]) => before.get(name) !== content)
      .map(([name]) => name);
    expect(changed.sort()).toEqual(
      [
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
      ].sort(),
    );
    expect([...before.keys()].every((name) => after.has(name))).toBe(true);
  });

  test.each([
    ["another prefix", { prefix: "ns0" }],
    ["strict", { strict: true }],
    ["strict under another prefix", { prefix: "x", strict: true }],
  ])("%s", (_, style) => {
    const source = docxSource(makeDocx("甲乙丙\n", style));
    const { bytes } = withComments(source, [{ start: 1, end: 2 }]);
    expect(docxFaults(bytes)).toEqual([]);
    expect(docxSource(bytes).text).toBe(source.text);
    expect(commentsIn(bytes).get("0")).toEqual({ author: "年报检查", lines: ["第0条"] });
    const relations = entries(bytes).get("word/_rels/document.xml.rels")!;
    expect(relations.includes("purl.oclc.org")).toBe("strict" in style);
  });

  test("no prefix at all: marks bring one for their attributes", () => {
    const given = packDocx(p(r("甲乙丙")));
    const xml = mainXml(given)
      .replaceAll(/<(\/?)w:/g, "<$1")
      .replace("xmlns:w=", "xmlns=");
    const source = docxSource(
      openPackage(given).replaced(new Map([["word/document.xml", Buffer.from(xml)]])),
    );
    const { bytes } = withComments(source, [{ start: 1, end: 2 }]);
    expect(docxFaults(bytes)).toEqual([]);
    expect(docxSource(bytes).text).toBe("甲乙丙\n");
  });

  const OLD = `<w:comment w:id="0" w:author="张三" w:date="2025-01-01T00:00:00Z">${p(r("旧批注"))}</w:comment>`;
  const OLD_BODY = p(
    `<w:commentRangeStart w:id="0"/>${r("甲")}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>${r("乙")}`,
  );
  const oldParts = (name: string) => ({
    [`word/${name}`]: `<w:comments xmlns:w="${W}">${OLD}</w:comments>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="${name}"/></Relationships>`,
  });

  test.each(["comments.xml", "remarks/notes7.xml"])(
    "comments that are there stay, in the part that they are in: %s",
    (name) => {
      const source = docxSource(packDocx(OLD_BODY, {}, oldParts(name)));
      const { bytes, ids } = withComments(source, [{ start: 0, end: 2 }]);
      expect(ids).toEqual([1]);
      expect([...commentsIn(bytes)]).toEqual([
        ["0", { author: "张三", lines: ["旧批注"] }],
        ["1", { author: "年报检查", lines: ["第0条"] }],
      ]);
      expect(docxFaults(bytes)).toEqual([]);
      expect([...commented(mainXml(bytes)).values()].sort()).toEqual(["甲", "甲乙"].sort());
    },
  );

  test("a part of the usual name that is something else is left alone", () => {
    const source = docxSource(packDocx(p(r("甲")), {}, { "word/Comments.xml": "<a/>" }));
    const { bytes } = withComments(source, [SPAN]);
    expect(entries(bytes).get("word/Comments.xml")).toBe(entries(source.bytes).get("word/Comments.xml"));
    expect(commentsIn(bytes).size).toBe(1);
    expect(docxFaults(bytes)).toEqual([]);
  });

  test("styles of comments are known by name, and not referred to where there are none", () => {
    const styles = `<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="annotation text"/></w:style><w:style w:type="character" w:styleId="a5"><w:name w:val="annotation reference"/></w:style></w:styles>`;
    const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`;
    const body = p(r("甲"));
    const plain = withComments(docxSource(packDocx(body)), [SPAN]).bytes;
    const styled = withComments(
      docxSource(
        packDocx(body, {}, { "word/styles.xml": styles, "word/_rels/document.xml.rels": relations }),
      ),
      [SPAN],
    ).bytes;
    const stylesUsed = (bytes: Uint8Array) =>
      [...(entries(bytes).get("word/comments.xml")! + mainXml(bytes)).matchAll(/Style w:val="(\w+)"/g)].map(
        ([, id]) => id,
      );
    expect(stylesUsed(plain)).toEqual([]);
    expect(stylesUsed(styled)).toEqual(["a3", "a5", "a5"]);
    expect(docxFaults(styled)).toEqual([]);
  });

  test("whatever a comment says is written as it is", () => {
    const source = docxSource(packDocx(p(r("甲"))));
    const { source: anchored, ids } = anchorComments(source, [SPAN]);
    const lines = [{ head: "<警告>：", text: '“a & b”\n"第二行"' }, { text: "控制\u0001符" }];
    const written = writeComments(anchored, [{ id: ids[0]!, lines }], { ...AUTHOR, name: '张<三> & "李四"' });
    expect(commentsIn(written.bytes).get("0")).toEqual({
      author: '张<三> & "李四"',
      lines: ["<警告>：“a & b”", '"第二行"', "控制□符"],
    });
    expect(docxFaults(written.bytes)).toEqual([]);
  });

  test("a file without content types takes no comments", () => {
    const archive = packDocx(p(r("甲")));
    const renamed = Buffer.from(
      Buffer.from(archive).toString("latin1").replaceAll("[Content_Types].xml", "[Content_Typos].xml"),
      "latin1",
    );
    expect(() => withComments(docxSource(new Uint8Array(renamed)), [SPAN])).toThrow(/没有内容类型表/);
  });
});
