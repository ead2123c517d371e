import { describe, expect, test } from "vitest";
import { anchorComments, writeComments } from "../../server/src/core/source/docx/comments";
import { docxSource } from "../../server/src/core/source/docx/source";
import type { Source } from "../../server/src/core/source/source";
import { openPackage } from "../../server/src/core/source/zip";
import type { Span } from "../../server/src/core/text/text";
import { createRandom, type Random } from "../generator/random";
import { docxFaults } from "./docxFaults";
import { box, control, field, p, run, spanOf, t, table } from "./docxParts";
import { makeDocx, packDocx } from "./makeDocx";
import { commented, commentsIn, mainXml, paragraphs, withoutComments } from "./revisions";

const AUTHOR = { name: "年报检查", date: "2025-01-10T08:00:00Z" };

/** A comment at each span, which says the number of it. */
function withComments(source: Source, spans: readonly Span[]): { bytes: Uint8Array; ids: readonly number[] } {
  const { source: anchored, ids } = anchorComments(source, spans);
  const comments = ids.map((id, at) => ({ id, lines: [{ text: `第${at}条` }] }));
  return { bytes: writeComments(anchored, comments, AUTHOR).bytes, ids };
}

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

interface Case {
  readonly body: string;
  readonly at: string;
  /** What stands between the marks, if not just that. */
  readonly about?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  "a whole run": { body: p(run("收到申请") + run("5件")), at: "5件" },
  "part of a run": { body: p(run("收到申请5件。", "<w:b/>")), at: "申请" },
  "runs cut anywhere": { body: p(run("收到申") + run("请5") + run("件。")), at: "到申请5" },
  "next to an entity": { body: p(run("A&amp;B&lt;C")), at: "&B" },
  "a character of two units": { body: p(run("甲𠮷乙")), at: "𠮷" },
  "between tabs in one run": { body: p(`<w:r>${t("甲乙")}<w:tab/>${t("丙丁")}</w:r>`), at: "丙" },
  "a tab itself": { body: p(`<w:r>${t("甲")}<w:tab/>${t("乙")}</w:r>`), at: "\t", about: "" },
  "over a line break": { body: p(`<w:r>${t("甲乙")}<w:br/>${t("丙丁")}</w:r>`), at: "乙\n丙", about: "乙丙" },
  "two paragraphs": { body: p(run("第一段")) + p(run("第二段")), at: "一段\n第二", about: "一段第二" },
  "two cells": { body: table([run("甲乙"), run("丙丁")]), at: "乙 | 丙", about: "乙丙" },
  "a row": { body: table([run("甲"), run("乙")], [run("丙"), run("丁")]), at: "| 丙 | 丁 |", about: "丙丁" },
  "two rows": {
    body: table([run("甲"), run("乙")], [run("丙"), run("丁")]),
    at: "乙 |\n| --- | --- |\n| 丙",
    about: "乙丙",
  },
  "a hyperlink": {
    body: p(`${run("见")}<w:hyperlink w:anchor="a">${run("本局网站")}</w:hyperlink>`),
    at: "局网",
  },
  "into a hyperlink": {
    body: p(`${run("见本")}<w:hyperlink w:anchor="a">${run("局网站")}</w:hyperlink>`),
    at: "本局网",
  },
  "what somebody inserted": {
    body: p(
      `${run("收到")}<w:ins w:id="0" w:author="甲" w:date="2025-01-01T00:00:00Z">${run("申请五件")}</w:ins>`,
    ),
    at: "五",
  },
  "around what somebody deleted": {
    body: p(
      `${run("收到")}<w:del w:id="0" w:author="甲" w:date="2025-01-01T00:00:00Z"><w:r><w:delText>申请</w:delText></w:r></w:del>${run("五件")}`,
    ),
    at: "到五",
  },
  "a control of free text": {
    body: p(run("由") + control("<w:alias/>", run("某某局")) + run("编制")),
    at: "某局",
  },
  "a control of plain text: the whole": {
    body: p(run("由") + control("<w:text/>", run("某某局")) + run("编制")),
    at: "某局",
    about: "某某局",
  },
  "a field: the whole": {
    body: p(run("共") + field("= 1 + 2", run("30")) + run("件")),
    at: "0",
    about: "30",
  },
  "a link as a field": {
    body: p(run("见") + field('HYPERLINK "http://a"', run("本局网站")) + run("。")),
    at: "局网",
  },
  "a simple field: the whole": {
    body: p(`${run("共")}<w:fldSimple w:instr="NUMPAGES">${run("12")}</w:fldSimple>${run("页")}`),
    at: "2",
    about: "12",
  },
  "ruby: the whole": {
    body: p(
      `${run("甲")}<w:r><w:ruby><w:rt>${run("yi")}</w:rt><w:rubyBase>${run("乙丙")}</w:rubyBase></w:ruby></w:r>${run("丁")}`,
    ),
    at: "乙",
    about: "yi乙丙",
  },
  "a text box: what holds it": {
    body: p(run("甲") + box(p(run("框中字"))) + run("乙")),
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
    const source = docxSource(packDocx(p(run("甲乙丙丁戊", look))));
    const { bytes } = withComments(source, [spanOf(source.text, "乙"), spanOf(source.text, "丁")]);
    expect(docxFaults(bytes)).toEqual([]);
    expect(mainXml(bytes).match(/<w:b\/>/g)).toHaveLength(5);
  });

  test("the same place, and one that begins where the other ends", () => {
    const source = docxSource(packDocx(p(run("甲乙丙丁"))));
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
    ["the start", p(run("甲")) + p(run("乙")), () => 0, p(`⟦⟧${run("甲")}`) + p(run("乙"))],
    ["the end", p(run("甲")) + p(run("乙")), (text) => text.length, p(run("甲")) + p(`${run("乙")}⟦⟧`)],
    ["inside", p(run("甲乙")), () => 1, p(`${run("甲")}⟦⟧${run("乙")}`)],
    [
      "an empty cell",
      table([run("甲"), "", run("乙")]),
      (text) => text.indexOf("|  |") + 2,
      table([run("甲"), "⟦⟧", run("乙")]),
    ],
    [
      "an empty cell whose paragraph has no content",
      table([run("甲"), ""]).replace("<w:p></w:p>", "<w:p/>"),
      (text) => text.indexOf("|  |") + 2,
      table([run("甲"), "⟦⟧"]),
    ],
    [
      "an empty cell whose paragraph has a look",
      table([run("甲"), '<w:pPr><w:jc w:val="center"/></w:pPr>']),
      (text) => text.indexOf("|  |") + 2,
      table([run("甲"), '<w:pPr><w:jc w:val="center"/></w:pPr>⟦⟧']),
    ],
    [
      "a cell merged into the one before",
      table([run("甲"), run("乙")], [run("子"), run("丑"), run("寅")]).replace(
        "<w:tc>",
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>',
      ),
      (text) => text.indexOf("|  |") + 1,
      table([`${run("甲")}⟦⟧`, run("乙")], [run("子"), run("丑"), run("寅")]).replace(
        "<w:tc>",
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>',
      ),
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
        p(heading + run("总体情况")),
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
    const source = docxSource(
      packDocx(p(run("甲")), {}, { "word/styles.xml": "<a/>", "docProps/x.bin": "x" }),
    );
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
    const given = packDocx(p(run("甲乙丙")));
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

  const OLD = `<w:comment w:id="0" w:author="张三" w:date="2025-01-01T00:00:00Z">${p(run("旧批注"))}</w:comment>`;
  const OLD_BODY = p(
    `<w:commentRangeStart w:id="0"/>${run("甲")}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>${run("乙")}`,
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
    const source = docxSource(packDocx(p(run("甲")), {}, { "word/Comments.xml": "<a/>" }));
    const { bytes } = withComments(source, [SPAN]);
    expect(entries(bytes).get("word/Comments.xml")).toBe(entries(source.bytes).get("word/Comments.xml"));
    expect(commentsIn(bytes).size).toBe(1);
    expect(docxFaults(bytes)).toEqual([]);
  });

  test("styles of comments are known by name, and not referred to where there are none", () => {
    const styles = `<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="annotation text"/></w:style><w:style w:type="character" w:styleId="a5"><w:name w:val="annotation reference"/></w:style></w:styles>`;
    const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`;
    const body = p(run("甲"));
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
    const source = docxSource(packDocx(p(run("甲"))));
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
    const archive = packDocx(p(run("甲")));
    const renamed = Buffer.from(
      Buffer.from(archive).toString("latin1").replaceAll("[Content_Types].xml", "[Content_Typos].xml"),
      "latin1",
    );
    expect(() => withComments(docxSource(new Uint8Array(renamed)), [SPAN])).toThrow(/没有内容类型表/);
  });
});

/** Pieces of documents at random, one inside the other. */
class RandomBody {
  constructor(private readonly random: Random) {}

  blocks(depth: number): string {
    return Array.from({ length: this.random.int(1, 4) }, () => this.block(depth)).join("");
  }

  private block(depth: number): string {
    const { random } = this;
    switch (depth > 0 ? random.int(0, 6) : 0) {
      case 1:
        return `<w:tbl>${this.rows(depth - 1)}</w:tbl>`;
      case 2:
        return control(this.properties(), this.blocks(depth - 1));
      case 3:
        return "<w:p/>";
      default:
        return p(this.look("pPr", '<w:jc w:val="center"/>') + this.inlines(depth));
    }
  }

  private rows(depth: number): string {
    const { random } = this;
    const columns = random.int(1, 4);
    const one = () =>
      random.chance(0.3) ? "<w:p/>" : this.blocks(depth).replace(/<\/w:tbl>$/, "</w:tbl><w:p/>");
    const merged = () =>
      random.pick(["", "", "<w:tcPr><w:vMerge/></w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>']);
    const row = () =>
      `<w:tr>${Array.from({ length: columns }, () => `<w:tc>${merged()}${one()}</w:tc>`).join("")}</w:tr>`;
    return Array.from({ length: random.int(1, 3) }, row).join("");
  }

  private inlines(depth: number): string {
    return Array.from({ length: this.random.int(0, 4) }, () => this.inline(depth)).join("");
  }

  private inline(depth: number): string {
    const { random } = this;
    const by = ` w:id="${random.int(100, 1_000_000)}" w:author="甲" w:date="2025-01-01T00:00:00Z"`;
    const within = () => this.inlines(depth - 1);
    switch (depth > 0 ? random.int(0, 14) : 0) {
      case 1:
        return `<w:hyperlink w:anchor="a">${within()}</w:hyperlink>`;
      case 2:
        return `<w:ins${by}>${within()}</w:ins>`;
      case 3:
        return `<w:del${by}><w:r><w:delText>删去</w:delText></w:r></w:del>`;
      case 4:
        return control(this.properties(), within());
      case 5:
        return field(random.pick(["PAGE", 'HYPERLINK "http://a"', "= 1 + 2"]), within());
      case 6:
        return `<w:fldSimple w:instr="PAGE">${within()}</w:fldSimple>`;
      case 7:
        return box(this.blocks(depth - 1));
      case 8:
        return `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">${run("选")}</mc:Choice><mc:Fallback>${run("选")}</mc:Fallback></mc:AlternateContent>`;
      case 9:
        return `<w:r><w:ruby><w:rt>${run("yi")}</w:rt><w:rubyBase>${run("乙丙")}</w:rubyBase></w:ruby></w:r>`;
      case 10:
        return `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x=1</m:t></m:r></m:oMath>`;
      default:
        return `<w:r>${this.look("rPr", "<w:b/>")}${this.texts()}</w:r>`;
    }
  }

  private texts(): string {
    const { random } = this;
    const one = () =>
      random.pick([
        t("甲乙丙丁"),
        t(" 前后 "),
        "<w:t> 不算 的 </w:t>",
        "<w:t>中 间</w:t>",
        t("A&amp;B&#20013;𠮷|"),
        "<w:tab/>",
        "<w:br/>",
        "<w:noBreakHyphen/>",
        '<w:sym w:char="F0FE"/>',
        "<w:t/>",
        "<w:lastRenderedPageBreak/>",
      ]);
    return Array.from({ length: random.int(0, 4) }, one).join("");
  }

  private look(name: string, content: string): string {
    return this.random.chance(0.4) ? `<w:${name}>${content}</w:${name}>` : "";
  }

  private properties(): string {
    return this.random.pick([
      "",
      "<w:text/>",
      '<w:lock w:val="contentLocked"/>',
      "<w:richText/>",
      "<w:date/>",
    ]);
  }
}

test("any spans of any document: no text changes, and nothing breaks that Word asks for", () => {
  const random = createRandom(20_250_110);
  let written = 0;
  for (let round = 0; round < 150; round++) {
    const body = new RandomBody(random).blocks(3);
    const source = docxSource(packDocx(body + p(run("末"))));
    const { length } = source.text;
    const spans = Array.from({ length: random.int(1, 12) }, () => {
      const start = random.int(0, length);
      return { start, end: random.chance(0.2) ? start : random.int(start, length) };
    });
    const { bytes, ids } = withComments(source, spans);
    expect(docxFaults(bytes), body).toEqual([]);
    expect(docxSource(bytes).text, body).toBe(source.text);
    expect(paragraphs(withoutComments(mainXml(bytes))), body).toEqual(paragraphs(mainXml(source.bytes)));
    expect(commentsIn(bytes).size).toBe(ids.length);
    written += ids.length;
  }
  expect(written).toBeGreaterThan(500);
});
