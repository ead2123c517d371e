import { describe, expect, test } from "vitest";
import { markLine } from "../../server/src/cli/terminal/marker";
import { displayWidth } from "../../server/src/core/text/width";

/** Marks what stands in ⟦…⟧ on a line of its own. */
function mark(marked: string) {
  const start = marked.indexOf("⟦");
  const end = marked.indexOf("⟧") - 1;
  const text = marked.replace(/[⟦⟧]/g, "");
  return markLine(text, { start: 0, end: text.length }, { start, end });
}

/** Marks a character with so many on either side, and tells the least time that this took of several. */
function markMiddle(count: number) {
  const text = `${"前".repeat(count)}错${"后".repeat(count)}`;
  const run = () => markLine(text, { start: 0, end: text.length }, { start: count, end: count + 1 });
  const times = Array.from({ length: 20 }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return { ...run(), least: Math.min(...times) };
}

describe("markLine", () => {
  test.each([
    ["ASCII", "abc ⟦def⟧ ghi", "abc def ghi", "    ^~~"],
    ["Chinese characters take two columns", "本年⟦新收⟧申请", "本年新收申请", "    ^~~~"],
    ["full-width digits too", "共⟦１２⟧件", "共１２件", "  ^~~~"],
    ["an empty span gets one mark", "总计⟦⟧ 5", "总计 5", "    ^"],
    ["an empty span at the end", "总计⟦⟧", "总计", "    ^"],
    ["tabs go to the next stop in both lines", "甲\t⟦乙\t丙⟧", "甲  乙  丙", "    ^~~~~~"],
    ["indentation is left out", "\t    <td>⟦5⟧</td>", "<td>5</td>", "    ^"],
    ["a marked blank is not", "⟦  ⟧甲", "  甲", "^~"],
    ["combining marks take no column", "e\u0301⟦x⟧", "e\u0301x", " ^"],
    ["astral characters count once", "𠮷⟦𠮷⟧x", "𠮷𠮷x", "  ^~"],
    ["control characters are shown", "a\u001b[31m⟦b⟧", "a␛[31mb", "      ^"],
    ["hidden direction marks are shown", "a\u202e⟦b⟧", "a␣b", "  ^"],
  ])("%s", (_, marked, source, marks) => {
    expect(mark(marked)).toEqual({ source, marks });
  });

  test("a span over several lines is marked to the end of its first", () => {
    const text = "甲乙丙\n丁戊\n";
    expect(markLine(text, { start: 0, end: 3 }, { start: 1, end: 6 })).toEqual({
      source: "甲乙丙",
      marks: "  ^~~~",
    });
  });

  test("a very long line shows what is near the span", () => {
    const { source, marks, least } = markMiddle(500_000);
    // A thousand times as long as this one, which is longer than what is shown.
    expect(least).toBeLessThan(20 * markMiddle(500).least);
    expect(source.startsWith("…前") && source.endsWith("后…")).toBe(true);
    expect(displayWidth(source)).toBeLessThanOrEqual(102);
    expect(displayWidth(source.slice(0, source.indexOf("错")))).toBe(marks.indexOf("^"));
    expect(marks.trim()).toBe("^~");
  });

  test("a line as long as the window is shown whole, wherever the span stands", () => {
    const text = "字".repeat(50);
    for (const at of [0, 25, 49]) {
      expect(markLine(text, { start: 0, end: 50 }, { start: at, end: at + 1 })).toEqual({
        source: text,
        marks: `${" ".repeat(2 * at)}^~`,
      });
    }
  });
});
