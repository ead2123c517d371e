import { describe, expect, test } from "vitest";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { selectionRanges } from "../../server/src/features/navigation/selectionRanges";
import { asHtml, oneCellALine, withTabs } from "../samples";

/** What each step selects, by its first and last characters. */
function steps(marked: string): string[] {
  const offset = marked.indexOf("‸");
  const text = marked.replace("‸", "");
  return selectionRanges(parseReport(text, { assumeReport: true }), offset).map(({ start, end }) => {
    const part = text.slice(start, end);
    return part.length <= 40 ? part : `${part.slice(0, 9)}…${part.trimEnd().slice(-5)}`;
  });
}

test("from a number to the text", () => {
  expect(steps(EXAMPLE.replace("2.重复申请 | 0", "2.重复申请 | ‸0"))).toEqual([
    "0",
    "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
    "（五）不予处理 |…0 | 0",
    "三、本年度办理结果…0 | 8",
    "（本列数据的勾稽关…0 | 0",
    "三、收到和处理政府…| 0 |",
    `${EXAMPLE.slice(0, 9)}…${EXAMPLE.trimEnd().slice(-5)}`,
  ]);
});

test("from a label, of a row, a column, a block", () => {
  expect(steps(EXAMPLE.replace("2.重复申请", "2.重复‸申请")).slice(0, 2)).toEqual([
    "2.重复申请",
    "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
  ]);
  expect(steps(EXAMPLE.replace("| 商业企业", "| 商业‸企业"))[0]).toBe("商业企业");
  expect(steps(EXAMPLE.replace("| 行政处罚 |", "| 行政‸处罚 |")).slice(0, 3)).toEqual([
    "行政处罚",
    "行政处罚 | 12",
    "第二十条第（六）项…制 | 0",
  ]);
});

test("in the running text", () => {
  expect(steps(EXAMPLE.replace("政务新媒体", "政务‸新媒体")).slice(0, 2)).toEqual([
    "（四）平台建设。政务新媒体账号1个，由专人维护。",
    "一、总体情况\n\n2…责任追究。",
  ]);
});

test("in a second report, of which nothing is read, all there is", () => {
  const report = parseReport(EXAMPLE + EXAMPLE);
  const offset = EXAMPLE.length + 100;
  expect(selectionRanges(report, offset)).toEqual([{ start: 0, end: offset }]);
});

describe("each holds the one before, at every place", () => {
  test.each([EXAMPLE, oneCellALine(EXAMPLE), withTabs(EXAMPLE), asHtml(EXAMPLE), "", "一、总体情况"])(
    "(%#)",
    (text) => {
      const report = parseReport(text, { assumeReport: true });
      for (let offset = 0; offset <= text.length; offset += 7) {
        const chain = selectionRanges(report, offset);
        expect(chain.at(-1)).toEqual({ start: 0, end: text.length });
        for (const [at, { start, end }] of chain.entries()) {
          expect(start <= offset && offset <= end).toBe(true);
          const inner = chain[at - 1];
          if (inner)
            expect(start <= inner.start && inner.end <= end && end - start > inner.end - inner.start).toBe(
              true,
            );
        }
      }
    },
  );
});
