import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { openSource } from "../../server/src/core/open";
import { SourceError } from "../../server/src/core/source/source";
import { createRandom } from "../generator/random";
import { makeDocx, packDocx } from "./makeDocx";
import { makeZip, type ZipEntry, type ZipTail } from "./makeZip";

/* Files that cannot be read, or should not: each is told in one line what is wrong and what to do. */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const MAIN = `<w:document ${W}><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>`;
const main = (more: Partial<ZipEntry> = {}): ZipEntry => ({
  name: "word/document.xml",
  content: MAIN,
  ...more,
});

/** The text of a file, or what is said of it. */
async function said(bytes: Uint8Array): Promise<string> {
  try {
    return (await openSource(bytes)).text;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return error.message;
  }
}

const zip = (entries: readonly ZipEntry[], tail?: ZipTail) => makeZip(entries, tail);
const ole = (name: string) =>
  new Uint8Array([
    0xd0,
    0xcf,
    0x11,
    0xe0,
    0xa1,
    0xb1,
    0x1a,
    0xe1,
    ...new Array(600).fill(0),
    ...[...name].flatMap((letter) => [letter.charCodeAt(0), 0]),
  ]);
const bytes = (...of: number[]) => new Uint8Array([...of, ...new Array(64).fill(1)]);
const xmlOf = (inside: string, head = "") =>
  zip([main({ content: `${head}<w:document ${W}><w:body>${inside}</w:body></w:document>` })]);

const READ: readonly (readonly [string, Uint8Array])[] = [
  ["deflated", zip([main()])],
  ["stored", zip([main({ isStored: true })])],
  ["sizes behind the content", zip([main({ hasDescriptor: true })])],
  ["a comment behind", zip([main()], { comment: "整理于 2024 年" })],
  ["a comment that looks like an end", zip([main()], { comment: `PK\u0005\u0006${"x".repeat(40)}` })],
  ["something else behind", new Uint8Array([...zip([main()]), ...strToU8("<html></html>")])],
  ["back slashes", zip([main({ name: "word\\document.xml" })])],
  ["a slash in front", zip([main({ name: "/word/document.xml" })])],
  [
    "paths that climb are only carried along",
    zip([main(), { name: "../../etc/passwd", content: "x" }, { name: "C:\\x", content: "" }]),
  ],
  ["another part is damaged", zip([main(), { name: "word/media/a.png", content: "x", lies: { crc: 1 } }])],
  [
    "names of things that every object has",
    xmlOf(
      '<constructor:p toString="1" __proto__="2" xmlns:__proto__="3"/><w:p><w:r><w:t>甲</w:t></w:r></w:p>',
    ),
  ],
];

const DAMAGED: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ["cut off", zip([main()]).subarray(0, 120), /压缩包不完整（可能没有下载完）/],
  ["a lying checksum", zip([main({ lies: { crc: 7 } })]), /内容与校验码不符/],
  ["a size too small", zip([main({ lies: { size: 20 } })]), /内容与校验码不符|解压不了/],
  ["a size too large", zip([main({ lies: { size: 5000 } })]), /内容与校验码不符/],
  ["a packed size too small", zip([main({ lies: { packed: 9 } })]), /已损坏/],
  ["a packed size beyond the end", zip([main({ lies: { packed: 99999 } })]), /不完整/],
  ["a place beyond the end", zip([main({ lies: { local: 99999 } })]), /不完整/],
  ["an unknown way of packing", zip([main({ lies: { method: 12 } })]), /压缩方式不认识/],
  ["fewer entries than it says", zip([main()], { count: 2 }), /目录不完整/],
  ["a directory elsewhere", zip([main()], { directory: 3 }), /目录不完整/],
  ["two parts of one name", zip([main(), main()]), /两个“word\/document\.xml”/],
  ["parts that share bytes", zip([main(), { name: "b", content: "x", lies: { local: 4 } }]), /重叠/],
  ["XML cut off", zip([main({ content: MAIN.slice(0, -20) })]), /内部的 XML 不完整/],
  ["XML badly nested", xmlOf("<w:p><w:r></w:p></w:r>"), /内部的 XML 不完整/],
  ["a second root", zip([main({ content: MAIN + MAIN })]), /内部的 XML 不完整/],
  ["no XML at all", zip([main({ content: "" })]), /内部的 XML 不完整/],
  ["no text", zip([main({ content: new Uint8Array([0x3c, 0xff, 0xfe, 0xfd]) })]), /不是文字/],
];

const DANGEROUS: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ["a bomb", zip([main({ content: new Uint8Array(70 << 20), lies: { crc: 0 } })]), /解压后超过 64 MB/],
  [
    "a bomb that says it is small",
    zip([main({ content: new Uint8Array(70 << 20), lies: { size: 500, crc: 0 } })]),
    /校验码不符|解压不了/,
  ],
  ["text that is too long", zip([main({ content: `${" ".repeat(17 << 20)}${MAIN}` })]), /解压后超过 16 MB/],
  ["too many elements", xmlOf("<w:p/>".repeat(200_001)), /XML 过大/],
  [
    "too many attributes",
    xmlOf(`<w:p ${Array.from({ length: 200_001 }, (_, i) => `a${i}=""`).join(" ")}/>`),
    /XML 过大/,
  ],
  [
    "too many namespaces",
    xmlOf(`<w:p ${Array.from({ length: 2000 }, (_, i) => `xmlns:a${i}="x"`).join(" ")}/>`),
    /XML 过大/,
  ],
  ["nested 100,000 deep", xmlOf(`${"<w:sdt>".repeat(100_000)}${"</w:sdt>".repeat(100_000)}`), /嵌套过深/],
  ["nested 100,000 deep and cut off", zip([main({ content: "<a>".repeat(100_000) })]), /嵌套过深/],
  ["definitions", xmlOf("", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), /DTD 定义，不安全/],
  [
    "2,001 entries",
    zip([main(), ...Array.from({ length: 2000 }, (_, i) => ({ name: `${i}`, content: "" }))]),
    /压缩包里有 2001 个文件，超过 2000 个/,
  ],
  ["zip64", zip([main({ lies: { size: 0xffffffff } })]), /Zip64 格式/],
  ["zip64, by the end", zip([main()], { count: 0xffff }), /Zip64 格式/],
  ["a password for the archive", zip([main({ lies: { flags: 1 } })]), /加了密码/],
];

const OTHERS: readonly (readonly [string, Uint8Array, string])[] = [
  ["a password", ole("EncryptedPackage"), "文件加了密码，读不了；请取消密码后另存为 .docx"],
  ["old Word", ole("WordDocument"), "是旧版 Word 或 WPS 文件（.doc、.wps），读不了；请打开后另存为 .docx"],
  ["old Excel", ole("Workbook"), "是旧版表格文件（.xls、.et），读不了；请打开后另存为 .xlsx"],
  [
    "some other old file",
    ole("VisioDocument"),
    "是旧版 Office 文件，读不了；请用 Word 或 WPS 打开，另存为 .docx",
  ],
  ["RTF", strToU8("{\\rtf1\\ansi}"), "是 RTF 文件，读不了；请用 Word 或 WPS 打开，另存为 .docx"],
  [
    "OFD",
    zip([{ name: "OFD.xml", content: "" }]),
    "是 OFD 文件，读不了；请用原来的 Word 文件，或者转存为 .docx、PDF",
  ],
  [
    "ODT",
    zip([
      { name: "mimetype", content: "" },
      { name: "content.xml", content: "" },
    ]),
    "是 OpenDocument 文件，读不了；请另存为 .docx",
  ],
  [
    "slides",
    zip([
      { name: "[Content_Types].xml", content: "" },
      { name: "ppt/presentation.xml", content: "" },
    ]),
    "是演示文稿，不是年报；请把文字另存为 .docx",
  ],
  ["an archive of files", zip([{ name: "年报.docx", content: "x" }]), "是压缩包，不是文档；请解压后再检查"],
  ["an empty archive", zip([]), "是压缩包，不是文档；请解压后再检查"],
  ["RAR", bytes(0x52, 0x61, 0x72, 0x21, 0x1a, 0x07), "是压缩包，不是文档；请解压后再检查"],
  [
    "a photo of a page",
    bytes(0xff, 0xd8, 0xff),
    "是图片，读不了；请用原来的 Word 文件，或者先做文字识别（OCR）",
  ],
  ["CEB", strToU8("Founder CEB 2.0"), "是方正 CEB 文件，读不了；请用原来的 Word 文件，或者转存为 PDF"],
  [
    "Word's XML",
    strToU8('<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="x"/>'),
    "是 Word 的 XML 文件，读不了；请用 Word 打开，另存为 .docx",
  ],
  [
    "Excel's XML",
    strToU8('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
    "是 Excel 的 XML 文件，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx",
  ],
  [
    "a page with its pictures",
    strToU8('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n'),
    "是单个文件网页（.mht），读不了；请用 Word 或 WPS 打开，另存为 .docx",
  ],
  [
    "a package without text",
    zip([{ name: "[Content_Types].xml", content: "<Types/>" }]),
    "不是 Word 文档：没有正文；请用 Word 或 WPS 另存为 .docx",
  ],
];

describe("packages", () => {
  test.each(READ)("read: %s", async (_, file) => {
    expect(await said(file)).toBe("甲\n");
  });

  test.each(DAMAGED)("damaged: %s", async (_, file, message) => {
    expect(await said(file)).toMatch(message);
    expect(await said(file)).toMatch(/；请用 Word 或 WPS 打开、修复后另存|；请用 Word 或 WPS 另存为/);
  });

  test.each(DANGEROUS)("dangerous: %s", async (_, file, message) => {
    const start = performance.now();
    expect(await said(file)).toMatch(message);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test.each(OTHERS)("not for us: %s", async (_, file, message) => {
    expect(await said(file)).toBe(message);
  });

  test("every message is one line of Chinese without a full stop", async () => {
    for (const [, file] of [...DAMAGED, ...DANGEROUS, ...OTHERS])
      expect(await said(file)).toMatch(/^[^\n]*\p{Script=Han}[^\n]*[^。\n]$/u);
  });

  test("what stands outside a file is not followed", async () => {
    const rels = (target: string, mode: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="${target}"${mode}/></Relationships>`;
    for (const [target, mode] of [
      ["http://example.com/styles.xml", ' TargetMode="External"'],
      ["../../../etc/passwd", ""],
      ["file:///etc/passwd", ""],
    ] as const)
      expect(
        await said(
          packDocx(
            "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
            {},
            { "word/_rels/document.xml.rels": rels(target, mode) },
          ),
        ),
      ).toBe("甲\n");
  });
});

/* Whatever happens to a file, reading it ends, and says something. */
describe("files that chance has spoilt", () => {
  const good = makeDocx("区2023年政府信息公开工作年度报告\n一、总体情况\n| 甲 | 1 |\n| 乙 | 2 |\n", {
    random: () => 0.1,
  });
  const xml = `<?xml version="1.0"?><w:document ${W}><w:body><w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t xml:space="preserve">甲&amp;乙</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>`;

  test("bits of the package", async () => {
    const random = createRandom(20231);
    for (let round = 0; round < 1500; round++) {
      const bad = good.slice();
      for (let flips = random.int(1, 4); flips > 0; flips--)
        bad[random.int(0, bad.length - 1)]! ^= 1 << random.int(0, 7);
      await said(bad);
    }
  });

  test("a package cut off anywhere", async () => {
    for (let end = 0; end < good.length; end += 3) await said(good.subarray(0, end));
  });

  test("bytes of the XML", async () => {
    const random = createRandom(20232);
    const whole = strToU8(xml);
    for (let round = 0; round < 1500; round++) {
      const bad = whole.slice();
      for (let flips = random.int(1, 3); flips > 0; flips--)
        bad[random.int(0, bad.length - 1)]! ^= 1 << random.int(0, 6);
      await said(zip([main({ content: bad, isStored: true })]));
    }
  });

  test("XML cut off anywhere", async () => {
    for (let end = 0; end < xml.length; end++)
      expect(await said(zip([main({ content: xml.slice(0, end), isStored: true })]))).toMatch(
        /损坏|没有正文/,
      );
  });

  test("pieces of XML taken out, doubled and put elsewhere", async () => {
    const random = createRandom(20233);
    const tags = xml.match(/<[^<>]{0,200}>|[^<>]{1,200}/g)!;
    for (let round = 0; round < 1500; round++) {
      const bad = [...tags];
      for (let moves = random.int(1, 4); moves > 0; moves--) {
        const [taken] = bad.splice(random.int(0, bad.length - 1), 1);
        if (random.chance(0.6))
          bad.splice(random.int(0, bad.length), 0, taken!, ...(random.chance(0.3) ? [taken!] : []));
      }
      await said(zip([main({ content: bad.join(""), isStored: true })]));
    }
  });
});
