import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { docxSource } from "../../server/src/core/source/docx/source";
import { applyEdits } from "../../server/src/core/text/text";
import { makeDocx, packDocx } from "./makeDocx";
import { saysLines } from "./saysLines";
import { settled } from "./settle";

/*
 * New sections, headings, tables and titles, also where headings have automatic numbers.
 */

const AUTHOR = { name: "审核人", date: "2026-01-01T00:00:00Z" };
const mainPart = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)["word/document.xml"]!);

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NUMBERS = {
  "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/numbering" Target="numbering.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  "word/numbering.xml": `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
  "word/styles.xml": `<w:styles xmlns:w="${WORD}"><w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`,
};
const OWN =
  '<w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:jc w:val="left"/></w:pPr>';
const STYLE = '<w:pPr><w:pStyle w:val="H"/><w:jc w:val="left"/></w:pPr>';

/** The sample with headings of sections whose numbers are automatic. */
function numbered(text: string, properties: string): Uint8Array {
  const body = /<w:body>(.*)<\/w:body>/s.exec(mainPart(makeDocx(text)))![1]!;
  const headed = body.replaceAll(
    /(?<!<\/w:tcPr>)<w:p>(<w:r>(?:<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?<w:t[^>]*>)[一二三四五六]、/g,
    `<w:p>${properties}$1`,
  );
  return packDocx(headed, {}, NUMBERS);
}

/** A finding's first fix in a file, and what is there after. */
function mended(bytes: Uint8Array, rule: string, track?: typeof AUTHOR) {
  const source = docxSource(bytes);
  const found = check(source.text).filter((diagnostic) => diagnostic.rule === rule);
  expect(found).toHaveLength(1);
  const { edits } = found[0]!.fixes![0]!;
  return { ...source.write([edits], { track }), before: source, meant: applyEdits(source.text, edits) };
}

const WITHOUT_LAST = EXAMPLE.replace("六、其他需要报告的事项\n\n", "");
const FIFTH = /五、存在的主要问题及改进情况\n\n/;

describe.each([
  ["of its own", OWN],
  ["of its style", STYLE],
])("a heading with an automatic number %s", (_, properties) => {
  test("reads as one whose number is text", () => {
    expect(check(docxSource(numbered(EXAMPLE, properties)).text).map(({ message }) => message)).toEqual([]);
  });

  test("a new one at the end gets its number from the list", () => {
    const { source, refused, meant } = mended(numbered(WITHOUT_LAST, properties), "section-missing");
    expect(refused).toEqual([]);
    expect(saysLines(source.text)).toEqual(saysLines(meant));
    expect(mainPart(source.bytes)).toContain(
      `${properties}<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">其他需要报告的事项`,
    );
  });

  test("a new one in the middle moves the numbers behind it, as was meant", () => {
    const text = EXAMPLE.replace(FIFTH, "").replace("六、", "五、");
    const { source, refused, meant } = mended(numbered(text, properties), "section-missing");
    expect(refused).toEqual([]);
    expect(saysLines(source.text)).toEqual(saysLines(meant));
    expect(check(source.text).filter(({ rule }) => rule.startsWith("section-"))).toEqual([]);
  });

  test("and is tracked", () => {
    const { source, before, refused, meant } = mended(
      numbered(WITHOUT_LAST, properties),
      "section-missing",
      AUTHOR,
    );
    expect(refused).toEqual([]);
    expect(saysLines(source.text)).toEqual(saysLines(meant));
    expect(docxSource(settled(source.bytes, "reject")).text).toBe(before.text);
  });

  test("a number of its own where the list would give another", () => {
    const source = docxSource(numbered(EXAMPLE, properties));
    const at = source.text.indexOf("六、其他");
    const { source: after, refused } = source.write([[{ span: { start: at, end: at }, text: "九、附则\n" }]]);
    expect(refused).toEqual([]);
    expect(after.text).toContain("\n九、附则\n六、其他");
    expect(mainPart(after.bytes)).toContain(
      '<w:numPr><w:numId w:val="0"/></w:numPr><w:jc w:val="left"/></w:pPr>',
    );
  });

  test("a heading that goes would move the others: refused, and why", () => {
    const source = docxSource(numbered(EXAMPLE, properties));
    const at = source.text.indexOf("二、主动公开政府信息情况");
    const change = [{ span: { start: at, end: source.text.indexOf("\n", at) + 1 }, text: "" }];
    expect(source.write([change]).refused).toEqual([
      { change, reason: "会让别处的自动编号跟着变，要在 Word 里改" },
    ]);
  });

  test("the number itself cannot be changed", () => {
    const source = docxSource(numbered(EXAMPLE, properties));
    const at = source.text.indexOf("二、主动公开政府信息情况");
    const change = [{ span: { start: at, end: at + 1 }, text: "三" }];
    expect(source.write([change]).refused).toEqual([{ change, reason: "“二、”是自动编号，要在 Word 里改" }]);
    const title = [{ span: { start: at + 2, end: at + 4 }, text: "积极" }];
    expect(source.write([title]).source.text).toContain("\n二、积极公开政府信息情况\n");
  });
});

test("a missing table is laid out as the official form is", () => {
  const start = EXAMPLE.indexOf("| 第二十条第（一）项");
  const text = EXAMPLE.slice(0, start) + EXAMPLE.slice(EXAMPLE.indexOf("三、收到和处理"));
  for (const track of [undefined, AUTHOR]) {
    const { source, refused, before, meant } = mended(makeDocx(text), "table-missing", track);
    expect(refused).toEqual([]);
    expect(saysLines(source.text)).toEqual(saysLines(meant));
    const table = mainPart(source.bytes).split("<w:tbl>")[1]!.split("</w:tbl>")[0]!;
    expect(table.match(/<w:tr>/g)).toHaveLength(14);
    expect(table.match(/<w:gridSpan w:val="4"\/>/g)).toHaveLength(4);
    expect(table).toContain('<w:insideV w:val="single"');
    if (track !== undefined) expect(docxSource(settled(source.bytes, "reject")).text).toBe(before.text);
  }
});

test("a table of many merged cells", () => {
  const text = EXAMPLE.replace(/(三、收到和处理[^\n]*\n\n)(?:\|[^\n]*\n)+/, "$1");
  const { source, refused, meant } = mended(makeDocx(text), "table-missing");
  expect(refused).toEqual([]);
  expect(saysLines(source.text)).toEqual(saysLines(meant));
  const table = mainPart(source.bytes).split("<w:tbl>")[2]!.split("</w:tbl>")[0]!;
  // The corner, two columns of the header, 三、 and four groups.
  expect(table.match(/<w:vMerge w:val="restart"\/>/g)).toHaveLength(8);
});

test("a missing title stands in the middle, large", () => {
  const text = EXAMPLE.slice(EXAMPLE.indexOf("\n") + 1);
  for (const track of [undefined, AUTHOR]) {
    const { source, refused, before, meant } = mended(makeDocx(text), "title-missing", track);
    expect(refused).toEqual([]);
    expect(saysLines(source.text)).toEqual(saysLines(meant));
    expect(mainPart(source.bytes)).toMatch(
      /<w:body><w:p><w:pPr><w:jc w:val="center"\/>.*?<w:sz w:val="44"\/>/,
    );
    if (track !== undefined) expect(docxSource(settled(source.bytes, "reject")).text).toBe(before.text);
  }
});
