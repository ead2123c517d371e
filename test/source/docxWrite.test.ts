import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { docxSource } from "../../server/src/core/source/docx/source";
import type { Change } from "../../server/src/core/source/source";
import { applyEdits } from "../../server/src/core/text/text";
import { packDocx } from "./makeDocx";
import { saysLines } from "./saysLines";
import { settled } from "./settle";

const AUTHOR = { name: "审核人", date: "2026-01-01T00:00:00Z" };

/** The body of a file's main part. */
const bodyOf = (bytes: Uint8Array) =>
  /<(?:\w+:)?body>(.*)<\/(?:\w+:)?body>/s.exec(strFromU8(unzipSync(bytes)["word/document.xml"]!))![1]!;
const p = (content: string) => `<w:p>${content}</w:p>`;
const r = (text: string, properties = "") => `<w:r>${properties}<w:t>${text}</w:t></w:r>`;
const tc = (content: string) => `<w:tc>${content}</w:tc>`;
const BOLD = "<w:rPr><w:b/></w:rPr>";

/** A change: some words of the text for others. */
function replaced(text: string, from: string, to: string): Change {
  const start = text.indexOf(from);
  if (start < 0) throw new Error(`no ${from}`);
  return [{ span: { start, end: start + from.length }, text: to }];
}

/** The body after words were replaced, in turn, all at once. */
function written(body: string, ...words: [from: string, to: string][]): string {
  const source = docxSource(packDocx(body));
  const changes = words.map(([from, to]) => replaced(source.text, from, to));
  const { source: after, refused } = source.write(changes);
  expect(refused).toEqual([]);
  expect(saysLines(after.text)).toEqual(saysLines(applyEdits(source.text, changes.flat())));
  return bodyOf(after.bytes);
}

/** Why a file does not take a change. */
function reasonFor(body: string, from: string, to: string, track?: typeof AUTHOR): string | undefined {
  const source = docxSource(packDocx(body));
  const { source: after, refused } = source.write([replaced(source.text, from, to)], { track });
  if (refused.length > 0) expect(after).toBe(source);
  return refused[0]?.reason;
}

describe("characters", () => {
  const CASES: [name: string, body: string, from: string, to: string, after: string][] = [
    ["in a run", p(r("新收12件")), "12", "13", p(r("新收13件"))],
    ["over runs", p(r("新收1") + r("2件", BOLD)), "12", "34", p(r("新收34") + r("件", BOLD))],
    [
      "at the end of a run, in front of a tab",
      p("<w:r><w:t>甲</w:t><w:tab/></w:r>"),
      "甲",
      "甲乙",
      p("<w:r><w:t>甲乙</w:t><w:tab/></w:r>"),
    ],
    [
      "a tab that goes",
      p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"),
      "\t",
      "",
      p("<w:r><w:t>甲</w:t><w:t>乙</w:t></w:r>"),
    ],
    [
      "a tab that comes",
      p(r("甲乙")),
      "甲",
      "甲\t",
      p('<w:r><w:t xml:space="preserve">甲</w:t><w:tab/><w:t xml:space="preserve">乙</w:t></w:r>').replace(
        '<w:t xml:space="preserve">甲',
        "<w:t>甲",
      ),
    ],
    ["an entity", p(r("甲&amp;乙")), "&", "和", p(r("甲和乙"))],
    ["next to an entity", p(r("甲&lt;乙")), "甲<", "丙<", p(r("丙&lt;乙"))],
    ["what XML must escape", p(r("甲")), "甲", "<&>", p(r("&lt;&amp;&gt;"))],
    ["outside the first plane", p(r("𠮷甲")), "𠮷", "𠮶", p(r("𠮶甲"))],
    [
      "in a link",
      p(`<w:hyperlink r:id="rId1">${r("网址")}</w:hyperlink>`),
      "网",
      "地",
      p(`<w:hyperlink r:id="rId1">${r("地址")}</w:hyperlink>`),
    ],
    [
      "behind a link",
      p(`<w:hyperlink r:id="rId1">${r("网址")}</w:hyperlink>${r("。")}`),
      "址",
      "址处",
      p(`<w:hyperlink r:id="rId1">${r("网址")}</w:hyperlink>${r("处。")}`),
    ],
    [
      "in what somebody inserted",
      p(`<w:ins w:id="1" w:author="乙">${r("12")}</w:ins>`),
      "12",
      "13",
      p(`<w:ins w:id="1" w:author="乙">${r("13")}</w:ins>`),
    ],
    [
      "in a content control",
      p(`<w:sdt><w:sdtContent>${r("12")}</w:sdtContent></w:sdt>`),
      "12",
      "13",
      p(`<w:sdt><w:sdtContent>${r("13")}</w:sdtContent></w:sdt>`),
    ],
    [
      "in a smart tag",
      p(`<w:smartTag w:element="d">${r("12")}</w:smartTag>`),
      "12",
      "13",
      p(`<w:smartTag w:element="d">${r("13")}</w:smartTag>`),
    ],
    [
      "blanks at the end, which must be declared",
      p(r("甲乙")),
      "乙",
      " ",
      p('<w:r><w:t xml:space="preserve">甲 </w:t></w:r>'),
    ],
    ["blanks in the middle, which need not", p(r("甲乙")), "甲", "甲 ", p(r("甲 乙"))],
  ];

  test.each(CASES)("%s", (_, body, from, to, after) => {
    expect(written(body, [from, to])).toBe(after);
  });

  test("in an empty cell get the looks of the paragraph's mark, else of a neighbour", () => {
    const mark = `<w:pPr><w:rPr>${'<w:ins w:id="1" w:author="乙"/>'}<w:b/></w:rPr></w:pPr>`;
    const row = (cell: string) =>
      `<w:tbl><w:tr>${tc(p(r("甲", "<w:rPr><w:i/></w:rPr>")))}${tc(cell)}</w:tr></w:tbl>`;
    expect(written(row(p(mark)), ["甲 |  |", "甲 | 12 |"])).toContain(
      `${mark}<w:r>${BOLD}<w:t xml:space="preserve">12</w:t></w:r></w:p>`,
    );
    expect(written(row("<w:p/>"), ["甲 |  |", "甲 | 12 |"])).toContain(
      '<w:p><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">12</w:t></w:r></w:p>',
    );
  });

  test("bars in a cell are bars in the file", () => {
    const body = `<w:tbl><w:tr>${tc(p(r("甲|乙")))}${tc(p(r("1")))}</w:tr></w:tbl>`;
    expect(written(body, ["甲\\|乙", "丙\\|丁\\|乙"])).toBe(body.replace("甲|乙", "丙|丁|乙"));
  });
});

describe("refused alone, with the reason", () => {
  const FIELD = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r("12月")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const CASES: [name: string, body: string, from: string, to: string, reason: string][] = [
    ["a field", p(r("甲") + FIELD), "12", "13", "“12月”是自动计算的域，要在 Word 里改"],
    [
      "a locked control",
      p(
        `<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>${r("12")}</w:sdtContent></w:sdt>`,
      ),
      "12",
      "13",
      "“12”内容控件锁定了这里，要在 Word 里解除锁定",
    ],
    ["a control character", p(r("甲")), "甲", "\u0001", "有 Word 文件里不能有的控制字符"],
    [
      "blank lines, which a Word file has not",
      p(r("甲")) + p(r("乙")),
      "甲\n",
      "甲\n\n",
      "改的只是空行或竖线旁的空格，Word 文件里没有这些",
    ],
    [
      "a paragraph with a picture",
      p(`${r("甲")}<w:r><w:drawing/></w:r>`) + p(r("乙")),
      "甲\n",
      "",
      "这一段里有图片、文本框或者没有完的域，要在 Word 里删",
    ],
    [
      "a paragraph in which a comment ends",
      p(`<w:commentRangeStart w:id="1"/>${r("甲")}`) +
        p(`${r("乙")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`),
      "乙\n",
      "",
      "批注从别的段落一直注到这一段，要在 Word 里删",
    ],
    [
      "parting a link",
      p(`<w:hyperlink>${r("甲乙")}</w:hyperlink>`),
      "甲",
      "甲\n",
      "这里在链接、内容控件或别人的修订里面，不能分段，要在 Word 里分",
    ],
    [
      "a paragraph between rows",
      `<w:tbl><w:tr>${tc(p(r("甲")))}${tc("<w:p/>")}</w:tr><w:tr>${tc(p(r("乙")))}${tc("<w:p/>")}</w:tr></w:tbl>`,
      "甲 |  |\n",
      "甲 |  |\n丙\n",
      "表格的两行之间插不进段落",
    ],
  ];

  test.each(CASES)("%s", (_, body, from, to, reason) => {
    expect(reasonFor(body, from, to)).toBe(reason);
  });

  test("others are made", () => {
    const source = docxSource(packDocx(p(r("甲") + FIELD) + p(r("乙")) + p(r("丙"))));
    const changes = [
      replaced(source.text, "甲", "一"),
      replaced(source.text, "12", "13"),
      replaced(source.text, "乙", "二"),
      [...replaced(source.text, "月", "日"), ...replaced(source.text, "丙", "三")],
    ];
    const { source: after, refused } = source.write(changes);
    expect(refused.map(({ change }) => change)).toEqual([changes[1], changes[3]]);
    expect(after.text).toBe("一12月\n二\n丙\n");
  });

  test("of three hundred changes those that a file cannot take, and none other", () => {
    const body = Array.from({ length: 300 }, (_, i) => (i % 50 === 7 ? p(FIELD) : p(r(`第${i}段`)))).join("");
    const source = docxSource(packDocx(body));
    const changes = source.text
      .split("\n")
      .slice(0, -1)
      .map((line, i, lines): Change => {
        const start = lines.slice(0, i).join("\n").length + (i > 0 ? 1 : 0);
        return [{ span: { start, end: start + line.length }, text: `改了${i}` }];
      });
    const { source: after, refused } = source.write(changes);
    expect(refused).toHaveLength(6);
    expect(after.text.match(/改了/g)).toHaveLength(294);
  });
});

describe("paragraphs", () => {
  test("a new one is like its kind, and has no id of its own", () => {
    const heading = `<w:p w14:paraId="1A"><w:pPr><w:pStyle w:val="H"/><w:jc w:val="left"/><w:rPr><w:b/></w:rPr></w:pPr>${r("一、总体情况", BOLD)}</w:p>`;
    const body = written(heading + p(r("正文写了不少，以句号结束。")), ["束。\n", "束。\n二、主动公开\n"]);
    expect(body.slice(body.indexOf("结束"))).toBe(
      `结束。</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="H"/><w:jc w:val="left"/><w:rPr><w:b/></w:rPr></w:pPr><w:r>${BOLD}<w:t xml:space="preserve">二、主动公开</w:t></w:r></w:p>`,
    );
  });

  test("one that goes leaves the other half of a pair of marks", () => {
    const body =
      p(`<w:bookmarkStart w:id="1" w:name="a"/>${r("甲")}`) +
      p(
        `${r("乙")}<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="b"/><w:bookmarkEnd w:id="2"/>`,
      ) +
      p(r("丙"));
    expect(written(body, ["乙\n", ""])).toBe(
      `${p(`<w:bookmarkStart w:id="1" w:name="a"/>${r("甲")}`)}<w:bookmarkEnd w:id="1"/>${p(r("丙"))}`,
    );
  });

  test("one that ends a section, and the last of a cell, stay without text", () => {
    const section = "<w:pPr><w:sectPr/></w:pPr>";
    expect(written(p(r("甲")) + p(section + r("乙")) + p(r("丙")), ["乙\n", ""])).toBe(
      p(r("甲")) + p(section + r("")) + p(r("丙")),
    );
    const frame = `<w:tbl><w:tr>${tc(p(r("乙")))}</w:tr></w:tbl>`;
    expect(written(p(r("甲")) + frame + p(r("丙")), ["乙\n", ""])).toContain(frame.replace("乙", ""));
  });

  test("one between two tables stays without text", () => {
    const table = `<w:tbl><w:tr>${tc(p(r("1")))}${tc(p(r("2")))}</w:tr></w:tbl>`;
    expect(written(table + p(r("甲")) + table, ["甲\n", ""])).toBe(table + p(r("")) + table);
  });

  test("parted, the second part has the looks of the first, and the end of the section", () => {
    const properties = '<w:pPr><w:pageBreakBefore/><w:jc w:val="left"/><w:sectPr/></w:pPr>';
    expect(written(p(properties + r("六、其他 没有。", BOLD)), [" ", "\n"])).toBe(
      p(
        `<w:pPr><w:pageBreakBefore/><w:jc w:val="left"/></w:pPr><w:r>${BOLD}<w:t xml:space="preserve">六、其他</w:t></w:r>`,
      ) +
        p(
          `<w:pPr><w:jc w:val="left"/><w:sectPr/></w:pPr><w:r>${BOLD}<w:t xml:space="preserve">没有。</w:t></w:r>`,
        ),
    );
  });

  test("parted between two runs, neither is touched", () => {
    expect(written(p(r("六、其他") + r("没有。", BOLD)), ["其他", "其他\n"])).toBe(
      p(r("六、其他")) + p(r("没有。", BOLD)),
    );
  });

  test("joined, blank ones between them go and marks stay", () => {
    const between = '<w:p/><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>';
    expect(written(p(r("写了一")) + between + p(`<w:pPr/>${r("半。")}`), ["一\n半", "一半"])).toBe(
      p(`${r("写了一")}<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>${r("半。")}`),
    );
  });

  test("lines of one paragraph come and go with their breaks", () => {
    const lines = p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>");
    expect(written(lines, ["甲\n乙\n", ""])).toBe(p("<w:r><w:t></w:t><w:t></w:t><w:t>丙</w:t></w:r>"));
    expect(written(lines, ["乙\n", ""])).toBe(p("<w:r><w:t>甲</w:t><w:t></w:t><w:br/><w:t>丙</w:t></w:r>"));
    expect(written(lines, ["乙\n", "乙\n丁\n"])).toContain(
      '<w:br/><w:t xml:space="preserve">丁</w:t><w:br/><w:t>丙',
    );
  });
});

describe("tables", () => {
  const table = (text: string) => `<w:tbl><w:tblPr/><w:tr>${tc(p(r(text)))}${tc(p(r("1")))}</w:tr></w:tbl>`;

  test("a new one right behind another is parted from it, and a paragraph stands behind it", () => {
    const body = written(table("甲") + p(r("乙")), [
      "|\n\n乙",
      "|\n\n| 丙 | 2 |\n| 丁 | 3 |\n| 戊 | 4 |\n乙",
    ]);
    expect(body).not.toContain("</w:tbl><w:tbl>");
    expect(body).toContain(`</w:tbl>${p(r("乙"))}`);
  });

  test("the last row takes the table along", () => {
    expect(written(p(r("前")) + table("甲") + p(r("后")), ["| 甲 | 1 |\n", ""])).toBe(
      p(r("前")) + p(r("后")),
    );
  });

  test("a row has the exceptions and the height of its neighbour, in their order", () => {
    const head =
      '<w:tblPrEx><w:jc w:val="center"/></w:tblPrEx><w:trPr><w:tblHeader/><w:trHeight w:val="340"/></w:trPr>';
    const body = `<w:tbl><w:tblPr/><w:tr w14:paraId="1">${head}${tc(p(r("甲")))}${tc(p(r("1")))}</w:tr></w:tbl>`;
    expect(written(body, ["1 |\n", "1 |\n| 乙 | 2 |\n"])).toContain(
      '<w:tr><w:tblPrEx><w:jc w:val="center"/></w:tblPrEx><w:trPr><w:trHeight w:val="340"/></w:trPr><w:tc>',
    );
  });

  test("a row of dashes is a row", () => {
    const row = (text: string) => `<w:tr>${tc(p(r(text)))}${tc(p(r("-")))}</w:tr>`;
    const body = `<w:tbl>${row("甲")}${row("-")}${row("---")}${row("乙")}</w:tbl>`;
    expect(written(body, ["乙", "丙"], ["甲", "丁"])).toBe(body.replace("乙", "丙").replace("甲", "丁"));
  });

  test("a number that was parted over two cells is in one", () => {
    const row = `<w:tbl><w:tr>${["甲", "1", "2", "5"].map((text) => tc(p(r(text)))).join("")}</w:tr></w:tbl>`;
    expect(written(row, ["1 | 2", "12"])).toBe(
      `<w:tbl><w:tr>${["甲", "12", "5"].map((text) => tc(p(r(text)))).join("")}</w:tr></w:tbl>`,
    );
  });
});

describe("names", () => {
  test("of another prefix, and of a strict file", () => {
    for (const style of [{ prefix: "a" }, { strict: true }, { prefix: "a", strict: true }]) {
      const w = style.prefix ?? "w";
      const source = docxSource(packDocx(`<${w}:p><${w}:r><${w}:t>甲</${w}:t></${w}:r></${w}:p>`, style));
      const { source: after, refused } = source.write([replaced(source.text, "甲\n", "甲\n乙\n")], {
        track: AUTHOR,
      });
      expect(refused).toEqual([]);
      expect(after.text).toBe("甲\n乙\n");
      expect(bodyOf(after.bytes)).toContain(`${w}:author="审核人"`);
    }
  });

  test("without a prefix: attributes have the one that is declared", () => {
    const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const xml = `<document xmlns="${main}" xmlns:x="${main}"><body><p><r><t>甲</t></r></p></body></document>`;
    const source = docxSource(packDocx("", {}, { "word/document.xml": xml }));
    const { source: after, refused } = source.write([replaced(source.text, "甲", "乙")], { track: AUTHOR });
    expect(refused).toEqual([]);
    expect(after.text).toBe("乙\n");
    expect(bodyOf(after.bytes)).toContain(' x:author="审核人"');
  });
});

describe("tracked", () => {
  /** What is written, and that it can be taken back. */
  function tracked(body: string, from: string, to: string): string {
    const source = docxSource(packDocx(body));
    const { source: after, refused } = source.write([replaced(source.text, from, to)], { track: AUTHOR });
    expect(refused).toEqual([]);
    expect(saysLines(docxSource(settled(after.bytes, "accept", AUTHOR.name)).text)).toEqual(
      saysLines(after.text),
    );
    expect(
      bodyOf(settled(after.bytes, "reject", AUTHOR.name)).replaceAll(' xml:space="preserve"', ""),
    ).toBeDefined();
    expect(docxSource(settled(after.bytes, "reject", AUTHOR.name)).text).toBe(source.text);
    return bodyOf(after.bytes)
      .replaceAll(/ w:(?:author|date)="[^"]*"/g, "")
      .replaceAll(' xml:space="preserve"', "");
  }

  const ins = (id: number, content: string) => `<w:ins w:id="${id}">${content}</w:ins>`;
  const del = (id: number, text: string, properties = "") =>
    `<w:del w:id="${id}"><w:r>${properties}<w:delText>${text}</w:delText></w:r></w:del>`;

  test("characters: what goes, then what comes, each with the looks of the run", () => {
    expect(tracked(p(r("新收12件", BOLD)), "12", "34")).toBe(
      p(r("新收", BOLD) + del(1, "12", BOLD) + ins(2, r("34", BOLD)) + r("件", BOLD)),
    );
  });

  test("a paragraph that is parted: its first end is new", () => {
    expect(tracked(p(`<w:pPr><w:jc w:val="left"/></w:pPr>${r("甲 乙")}`), " ", "\n")).toBe(
      p(`<w:pPr><w:jc w:val="left"/><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr>${r("甲")}${del(2, " ")}`) +
        p(`<w:pPr><w:jc w:val="left"/></w:pPr>${r("乙")}`),
    );
  });

  test("paragraphs that are joined: the end of the first is deleted", () => {
    expect(tracked(p(r("写了一")) + p(r("半。")), "一\n半", "一半")).toBe(
      p(`<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${r("写了一")}`) + p(r("半。")),
    );
  });

  test("the mark of a deleted end stands in its place among the properties", () => {
    const mark = (revision: string) =>
      `<w:pPr><w:jc w:val="left"/><w:rPr><w:ins w:id="7"/>${revision}<w:b/></w:rPr></w:pPr>`;
    expect(tracked(p(mark("") + r("甲")) + p(r("乙")), "甲\n", "")).toContain(
      mark('<w:del w:id="9"/>').replace("9", "8"),
    );
  });

  test("what comes is no part of what somebody else has inserted", () => {
    const other = '<w:ins w:id="5" w:rsid="乙">';
    expect(tracked(p(`${other}${r("12")}</w:ins>`), "12", "134")).toBe(
      p(`${other}${r("1")}${del(6, "2")}</w:ins>${ins(7, r("34"))}${other}</w:ins>`),
    );
  });

  test("what the same author has inserted is changed without a trace", () => {
    const own = `<w:ins w:id="5" w:author="${AUTHOR.name}">${r("12")}</w:ins>`;
    const source = docxSource(packDocx(p(own)));
    const { source: after } = source.write([replaced(source.text, "12", "13")], { track: AUTHOR });
    expect(bodyOf(after.bytes)).toBe(p(own.replace("12", "13")));
  });
});
