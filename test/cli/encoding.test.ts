import { describe, expect, test } from "vitest";
import { encode } from "../../server/src/core/source/text/encode";
import { decode, type Encoding } from "../../server/src/core/source/text/encoding";

const bytes = (...values: number[]) => Uint8Array.from(values);
const TEXT = "一、总体情况\r\n公开12件，€3.5万元。𠮷\n";

describe("decode", () => {
  test.each<[string, Uint8Array, Encoding, string]>([
    ["UTF-8", Buffer.from("年报\n"), { name: "utf-8", bom: false }, "年报\n"],
    ["nothing at all", bytes(), { name: "utf-8", bom: false }, ""],
    [
      "UTF-8 with a mark, which is no part of the text",
      Buffer.from("\uFEFF年报"),
      { name: "utf-8", bom: true },
      "年报",
    ],
    [
      "a second mark is part of the text",
      Buffer.from("\uFEFF\uFEFF甲"),
      { name: "utf-8", bom: true },
      "\uFEFF甲",
    ],
    ["UTF-16 LE", Buffer.from("\uFEFF年报", "utf16le"), { name: "utf-16le", bom: true }, "年报"],
    ["UTF-16 BE", bytes(0xfe, 0xff, 0x5e, 0x74), { name: "utf-16be", bom: true }, "年"],
    ["GBK", bytes(0xc4, 0xea, 0xb1, 0xa8), { name: "gb18030", bom: false }, "年报"],
    [
      "GB18030 in four bytes",
      bytes(0xc4, 0xea, 0x81, 0x39, 0xee, 0x39),
      { name: "gb18030", bom: false },
      "年㐀",
    ],
  ])("%s", (_, input, encoding, text) => {
    expect(decode(input)).toEqual({ text, encoding });
  });

  test.each<[string, Uint8Array]>([
    ["NUL bytes", Buffer.from("年\0报")],
    ["UTF-16 without a mark", Buffer.from("report", "utf16le")],
    ["a broken GB18030 sequence", bytes(0xc4, 0xea, 0xff, 0xff)],
    ["a cut UTF-16 character", bytes(0xff, 0xfe, 0x74)],
    ["UTF-8 by its mark but not by its bytes", bytes(0xef, 0xbb, 0xbf, 0xc4, 0xea)],
    ["a picture", bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d)],
  ])("not a text: %s", (_, input) => {
    expect(decode(input)).toBeUndefined();
  });
});

describe("encode", () => {
  const encodings = (["utf-8", "utf-16le", "utf-16be", "gb18030"] as const).flatMap((name) =>
    [true, false].map((bom) => ({ name, bom })),
  );

  test.each(encodings.filter(({ name, bom }) => bom || !name.startsWith("utf-16")))(
    "$name, mark: $bom, there and back",
    (encoding) => {
      const written = encode(TEXT, encoding)!;
      expect(decode(written)).toEqual({ text: TEXT, encoding });
    },
  );

  test("GB18030 writes what the reader reads, for every character", () => {
    for (let first = 0; first < 0x110000; first += 0x800) {
      if (first >= 0xd800 && first < 0xe000) continue;
      const text = String.fromCodePoint(...Array.from({ length: 0x800 }, (_, index) => first + index));
      const written = encode(text, { name: "gb18030", bom: false });
      // A few private characters have no code of their own in the reader; they are refused, not replaced.
      if (written)
        expect(new TextDecoder("gb18030", { fatal: true, ignoreBOM: true }).decode(written)).toBe(text);
      else expect(first).toBeGreaterThanOrEqual(0xe000);
    }
  });

  test("common characters take two bytes, as GBK has them", () => {
    expect([...encode("年报", { name: "gb18030", bom: false })!]).toEqual([0xc4, 0xea, 0xb1, 0xa8]);
    expect(encode("、。（）《》“”・·—…", { name: "gb18030", bom: false })!.length).toBe(24 + 2);
  });

  test("half a surrogate pair is refused", () => {
    for (const { name } of encodings) expect(encode("甲\ud842乙", { name, bom: false })).toBeUndefined();
  });
});
