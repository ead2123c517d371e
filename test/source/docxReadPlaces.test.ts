import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/index";
import { placeIn } from "../../server/src/core/place";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { docxSource } from "../../server/src/core/source/docx/source";
import { makeDocx } from "./makeDocx";

/* Where something stands, for a person with the file before him. */

/** The place of each finding, and of some words, in a file. */
function places(bytes: Uint8Array, ...words: readonly string[]): (string | undefined)[] {
  const source = docxSource(bytes);
  const report = parseReport(source.text);
  const offsets =
    words.length > 0
      ? words.map((word) => source.text.indexOf(word))
      : check(source.text).map(({ span }) => span.start);
  return offsets.map((offset) => placeIn(report, source, offset));
}

describe("places in Word", () => {
  test.each([
    ["一、总体情况", "第1节标题"],
    ["2023年，云溪镇", "第1节第1段"],
    ["| 规章", "第2节表格第3行第1列"],
    ["规章", "第2节表格第3行第1列"],
    ["46", "第2节表格第7行“本年处理决定数量”列"],
    ["一、本年新收", "第3节表格第4行第1列"],
    ["3.其他", "第3节表格第26行第3列"],
    ["六、其他需要", "第6节标题"],
  ])("%s: %s", (word, place) => {
    expect(places(makeDocx(EXAMPLE, { random: () => 0.2 }), word)).toEqual([place]);
  });

  test.each([
    [
      "a wrong total",
      ["| 5 | 2 | 0 | 0 | 0 | 0 | 7 |", "| 5 | 2 | 0 | 0 | 0 | 0 | 9 |"],
      "第3节表格第4行“总计”列",
    ],
    ["a wrong heading", ["六、其他需要", "五、其他需要"], "第6节标题"],
  ])("of a finding: %s", (_, [from, to], place) => {
    expect(places(makeDocx(EXAMPLE.replace(from!, to!)))).toEqual([place]);
  });

  const template = fileURLToPath(
    new URL("../../../shared/corpus/office/wps-template-2021.docx", import.meta.url),
  );
  test.skipIf(!existsSync(template))("in a real file", () => {
    expect(places(readFileSync(template), "一、总体情况", "行政强制", "重复申请", "结果纠正")).toEqual([
      "第1节标题",
      "第2节表格第11行第1列",
      "第3节表格第20行第3列",
      "第4节表格第2行第2列",
    ]);
  });
});
