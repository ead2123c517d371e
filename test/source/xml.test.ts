import { expect, test } from "vitest";
import { parseXml } from "../../server/src/core/source/xml";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

test("each element knows where it stands, with its tags and between them", () => {
  const xml = `<?xml version="1.0"?>\n<w:d ${W}><!-- <w:x> --><w:p w:a = '1>2' b="c"><w:e/>甲</w:p ></w:d>\n`;
  const root = parseXml(xml);
  const [paragraph] = root.children;
  const [empty] = paragraph!.children;
  const written = ({ start, end }: { start: number; end: number }) => xml.slice(start, end);
  expect(written(root)).toBe(xml.slice(xml.indexOf("<w:d"), xml.lastIndexOf(">") + 1));
  expect(written(paragraph!)).toBe(`<w:p w:a = '1>2' b="c"><w:e/>甲</w:p >`);
  expect(written(paragraph!.inner)).toBe("<w:e/>甲");
  expect(paragraph!.attributes).toEqual({ "w:a": "1>2", b: "c" });
  expect([written(empty!), empty!.isEmpty, paragraph!.isEmpty]).toEqual(["<w:e/>", true, false]);
});

test.each([
  "",
  "甲",
  "<a",
  "<a>",
  "</a>",
  "<a></b>",
  "<a/><b/>",
  "<a b></a>",
  "<a b=c/>",
  "<a b='c/>",
  "<a / >",
  "<a><!-- </a>",
  "<a><![CDATA[ </a>",
  "<a><</a>",
  "< a/>",
  "<!DOCTYPE a><a/>",
])("%j is no XML of ours", (xml) => {
  expect(() => parseXml(xml)).toThrow(/损坏|DTD/);
});
