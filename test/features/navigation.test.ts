import { describe, expect, test } from "vitest";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import type { Span } from "../../server/src/core/text/text";
import { definitions, references } from "../../server/src/features/navigation/navigation";
import { cleanReport } from "../protocol/report";

/** The lines that spans stand on, with each span in brackets. */
function marked(text: string, spans: readonly Span[]): string[] {
  const shown = spans
    .toReversed()
    .reduce(
      (result, { start, end }) =>
        `${result.slice(0, start)}⟦${result.slice(start, end)}⟧${result.slice(end)}`,
      text,
    );
  return shown.split("\n").filter((line) => line.includes("⟦"));
}

function at(text: string, from: string, to: string): { text: string; offset: number } {
  if (!text.includes(from)) throw new Error(`not in the text: ${from}`);
  const withMark = text.replace(from, () => to);
  return { text: withMark.replace("‸", ""), offset: withMark.indexOf("‸") };
}

function definitionsAt(text: string, from: string, to: string): string[] {
  const place = at(text, from, to);
  return marked(place.text, definitions(parseReport(place.text), place.offset));
}

function referencesAt(text: string, from: string, to: string, includesItself = true): string[] {
  const place = at(text, from, to);
  return marked(place.text, references(parseReport(place.text), place.offset, includesItself));
}

const received = "| 一、本年新收政府信息公开申请数量 |  |  | 2 | 1 | 0 | 0 | 0 | 0 | ⟦3⟧ |";
const sentence = "全年新收政府信息公开申请⟦3件⟧，上年结转1件，均依法办理。";

describe("from a count in the text", () => {
  test("to its cell", () => {
    expect(definitionsAt(cleanReport, "申请3件，上年", "申请3‸件，上年")).toEqual([received]);
  });

  test("to its cell where the two disagree", () => {
    expect(definitionsAt(cleanReport, "申请3件，上年", "申请‸7件，上年")).toEqual([received]);
  });

  test("all that speaks of it", () => {
    expect(referencesAt(cleanReport, "申请3件，上年", "申请‸3件，上年")).toEqual([sentence, received]);
    expect(referencesAt(cleanReport, "申请3件，上年", "申请‸3件，上年", false)).toEqual([received]);
  });
});

describe("from a cell", () => {
  test("to the sentences that state it", () => {
    const from = "| 2 | 1 | 0 | 0 | 0 | 0 | 3 |";
    expect(referencesAt(cleanReport, from, "| 2 | 1 | 0 | 0 | 0 | 0 | ‸3 |")).toEqual([sentence, received]);
    expect(referencesAt(cleanReport, from, "| 2 | 1 | 0 | 0 | 0 | 0 | ‸3 |", false)).toEqual([sentence]);
  });

  test("of a total to what it is the sum of", () => {
    expect(definitionsAt(EXAMPLE, "| 6 | 2 | 0 | 0 | 0 | 0 | 8 |", "| 6 | ‸2 | 0 | 0 | 0 | 0 | 8 |")).toEqual(
      [
        "| 三、本年度办理结果 | （一）予以公开 | | 4 | ⟦1⟧ | 0 | 0 | 0 | 0 | 5 |",
        "| | （四）无法提供 | 1.本机关不掌握相关政府信息 | 0 | ⟦1⟧ | 0 | 0 | 0 | 0 | 1 |",
      ],
    );
  });

  test("that is no total to nowhere", () => {
    expect(definitionsAt(EXAMPLE, "（一）予以公开 | | 4", "（一）予以公开 | | ‸4")).toEqual([]);
  });
});

test("from anything else to nowhere", () => {
  expect(definitionsAt(EXAMPLE, "云溪镇2023", "云‸溪镇2023")).toEqual([]);
  expect(referencesAt(EXAMPLE, "云溪镇2023", "云‸溪镇2023")).toEqual([]);
});
