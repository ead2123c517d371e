import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { openSource } from "../../server/src/core/open";
import { rewriteSource } from "../../server/src/core/rewrite";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { docxSource } from "../../server/src/core/source/docx/source";
import { createRandom, type Random } from "../generator/random";
import { makeDocx, packDocx } from "./makeDocx";
import { officialDocx } from "./officialDocx";
import { saysLines } from "./saysLines";

/*
 * A file and a new text: what the file says afterwards, and where what it cannot take stands.
 */

const REPORT = docxSource(officialDocx(EXAMPLE, { random: createRandom(7).next }));
const row = (label: string) => REPORT.text.split("\n").find((line) => line.includes(label))!;
const line = (start: string) => REPORT.text.split("\n").find((it) => it.startsWith(start))!;
const SENTENCE = line("（一）");

/** The parts of a package but the one with the text. */
function otherParts(bytes: Uint8Array): Record<string, Uint8Array> {
  const { "word/document.xml": _, ...others } = unzipSync(bytes);
  return others;
}

function expectWritten(before: ReturnType<typeof docxSource>, text: string, name?: string): void {
  const { source, places } = rewriteSource(before, text);
  expect(places, name).toEqual([]);
  expect(trimmed(docxSource(source.bytes).text), name).toEqual(trimmed(text));
  expect(otherParts(source.bytes), name).toEqual(otherParts(before.bytes));
}

/** Blanks at a line's end, which editors trim, are left out. */
const trimmed = (text: string) =>
  saysLines(text.replaceAll("\r\n", "\n")).map((line) => line.replace(/[ \t]+$/, ""));

describe("what a file takes", () => {
  const edits: readonly [string, (text: string) => string][] = [
    ["one cell", (text) => text.replace(row("行政许可"), row("行政许可").replace(/\d+/, "977"))],
    ["words of a sentence", (text) => text.replace(SENTENCE, `${SENTENCE}另行公布`)],
    [
      "several lines far apart",
      (text) =>
        text.replace(SENTENCE, `${SENTENCE}一`).replace(row("行政处罚"), row("行政处罚").replace(/\d+/, "8")),
    ],
    ["neighbouring lines", (text) => text.replaceAll(/(行政(?:许可|处罚|强制)[^\d\n]*)\d+/g, "$161")],
    ["a paragraph that comes", (text) => text.replace(SENTENCE, `${SENTENCE}\n新的一段。`)],
    ["a paragraph that goes", (text) => text.replace(`${SENTENCE}\n`, "")],
    ["a row that goes", (text) => text.replace(`${row("行政强制")}\n`, "")],
    ["a row that comes", (text) => text.replace(row("行政强制"), `${row("行政强制")}\n${row("行政强制")}`)],
    ["a last line behind one without an end", (text) => `${text.replace(/\n+$/, "")}\n附件一份。`],
    ["lines that end otherwise", (text) => text.replace(SENTENCE, "改了。").replaceAll("\n", "\r\n")],
  ];
  test.each(edits)("%s", (_, edit) => {
    const text = edit(REPORT.text);
    expect(trimmed(text)).not.toEqual(trimmed(REPORT.text));
    expectWritten(REPORT, text);
  });
});

describe("what is no difference", () => {
  const BLANKS = docxSource(makeDocx(EXAMPLE.replace(/统计期限/, "统计期限  ")));
  const paragraphs = packDocx(
    ["一段  ", "二段", "三段 "]
      .map((it) => `<w:p><w:r><w:t xml:space="preserve">${it}</w:t></w:r></w:p>`)
      .join(""),
  );
  const same: readonly [string, (text: string) => string][] = [
    ["nothing at all", (text) => text],
    ["line ends", (text) => text.replaceAll("\n", "\r\n")],
    ["a final line end that comes", (text) => `${text}\n`],
    ["one that goes", (text) => text.replace(/\n+$/, "")],
    ["blank lines at the end", (text) => `${text}\n\n\n`],
    ["blank lines between paragraphs", (text) => text.replaceAll(/(?<!\|)\n(?!\|)/g, "\n\n\n")],
    ["blanks at the ends of lines trimmed", (text) => text.replaceAll(/[ \t]+$/gm, "")],
    ["tables whose columns are aligned", (text) => text.replaceAll(" |", "     |")],
  ];
  for (const [kind, source] of [
    ["a report", REPORT],
    ["plain tables", BLANKS],
    ["paragraphs with blanks at their ends", docxSource(paragraphs)],
  ] as const)
    test.each(same)(`${kind}: %s`, (_, edit) => {
      const { source: after, places } = rewriteSource(source, edit(source.text));
      expect(places).toEqual([]);
      expect(after.bytes).toBe(source.bytes);
    });

  test("blanks that an editor trimmed stay in a line that is changed elsewhere", () => {
    const source = docxSource(paragraphs);
    const text = source.text.replaceAll(/ +$/gm, "").replace("三段", "第三段");
    expect(rewriteSource(source, text).source.text).toBe(source.text.replace("三段", "第三段"));
  });

  test("to a text they are one", async () => {
    const source = await openSource(new TextEncoder().encode("一  \n二\n"));
    expect(rewriteSource(source, "一\n二\n\n").source.text).toBe("一\n二\n\n");
  });
});

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NUMBERING = {
  "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/numbering" Target="numbering.xml"/></Relationships>`,
  "word/numbering.xml": `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
};
const numbered = (text: string) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const plain = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

describe("what a file refuses", () => {
  const file = docxSource(
    packDocx(
      [numbered("总体情况"), plain("全年发布12条。"), numbered("主动公开"), plain("全年收费0元。")].join(""),
      {},
      NUMBERING,
    ),
  );
  const [first, sentence, second, last] = file.text.split("\n") as [string, string, string, string];

  test("reads as it should", () => {
    expect([first, sentence, second, last]).toEqual([
      "一、总体情况",
      "全年发布12条。",
      "二、主动公开",
      "全年收费0元。",
    ]);
  });

  const refused: readonly [string, (text: string) => string, readonly string[]][] = [
    ["an automatic number", (text) => text.replace(first, "三、总体情况"), ["三、总体情况"]],
    [
      "a number, not its neighbours",
      (text) =>
        text
          .replace(sentence, "全年发布13条。")
          .replace(second, "五、主动公开")
          .replace(last, "全年收费1元。"),
      ["五、主动公开"],
    ],
    [
      "both numbers, each at its line",
      (text) =>
        text.replace(first, "三、总体情况").replace(sentence, "全年14条。").replace(second, "七、主动公开"),
      ["三、总体情况", "七、主动公开"],
    ],
    ["a control character", (text) => text.replace(sentence, "全年\u0001发布。"), ["全年\u0001发布。"]],
  ];
  describe.each([
    ["\n", (text: string) => text],
    ["\r\n", (text: string) => text.replaceAll("\n", "\r\n")],
  ])("with lines that end in %j", (_, ending) => {
    test.each(refused)("%s", (_, edit, lines) => {
      const text = ending(edit(file.text));
      const { places } = rewriteSource(file, text);
      expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(lines);
      for (const { reason } of places) expect(reason).toMatch(/[\u4e00-\u9fff]{4}/);
    });

    test.each(refused)("%s, put back: the rest can be written", (_, edit) => {
      let text = ending(edit(file.text));
      for (const { back } of [...rewriteSource(file, text).places].reverse())
        text = text.slice(0, back.span.start) + back.text + text.slice(back.span.end);
      expectWritten(file, text);
    });
  });

  test("a paragraph between rows, with what takes it out again", () => {
    const table = row("行政许可");
    const text = REPORT.text.replace(table, `${table}\n夹在中间的一段。`);
    const { places } = rewriteSource(REPORT, text);
    expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(["夹在中间的一段。"]);
    const { span, text: before } = places[0]!.back;
    expect(text.slice(0, span.start) + before + text.slice(span.end)).toBe(REPORT.text);
  });
});

/*
 * Edits at random. REWRITE_EDITS=3000 tries as many, REWRITE_SEED starts elsewhere.
 */
const COUNT = Number(process.env.REWRITE_EDITS ?? 20);
const SEED = Number(process.env.REWRITE_SEED ?? 1);

test("words and digits at random: written exactly or refused, and all other parts as they were", {
  timeout: 3_600_000,
}, () => {
  let written = 0;
  for (let at = 0; at < COUNT; at++) {
    const random = createRandom(SEED * 1_000_003 + at);
    const before = docxSource(
      random.chance(0.5)
        ? officialDocx(EXAMPLE, { random: random.next })
        : makeDocx(EXAMPLE, { random: random.next }),
    );
    const text = edited(before.text, random);
    const name = `seed ${SEED}, document ${at}`;
    const { source, places } = rewriteSource(before, text);
    expect(otherParts(source.bytes), name).toEqual(otherParts(before.bytes));
    if (places.length === 0) {
      written++;
      expect(trimmed(docxSource(source.bytes).text), name).toEqual(trimmed(text));
    }
    let rest = text;
    for (const { back } of [...places].reverse())
      rest = rest.slice(0, back.span.start) + back.text + rest.slice(back.span.end);
    expectWritten(before, rest, `${name}, without what is refused`);
  }
  expect(written / COUNT).toBeGreaterThan(0.5);
});

const WORDS = ["12", "0", "件", "公开", "，", "。", "A&B", "<x>", "𠮷", " ", "万元"];

/** Some words or digits put in, taken out or replaced, and now and then a line. */
function edited(text: string, random: Random): string {
  let lines = text.split("\n");
  for (let left = random.int(1, 6); left > 0; left--) {
    const at = random.int(0, lines.length - 1);
    const roll = random.next();
    if (roll < 0.1) lines = lines.toSpliced(at, 1);
    else if (roll < 0.2) lines = lines.toSpliced(at, 0, random.pick(["新加的一段。", lines[at]!]));
    else lines[at] = editedLine(lines[at]!, random);
  }
  return lines.join("\n");
}

function editedLine(line: string, random: Random): string {
  if (/^\s*\|?[\s:|-]*$/.test(line)) return line;
  const words = [...line.matchAll(/\d+|[\u4e00-\u9fff]+/g)];
  const word = words.length > 0 ? random.pick(words) : undefined;
  if (word === undefined) return line;
  const end = word.index + word[0].length;
  const come = random.chance(0.7) ? random.pick(WORDS) : "";
  return line.slice(0, word.index) + (random.chance(0.3) ? word[0] : "") + come + line.slice(end);
}
