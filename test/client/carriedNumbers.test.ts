import { expect, test } from "vitest";
import { afterChange } from "../../client/src/carriedNumbers";

const text = "| 上年结转 | 12 | 0 |";
const carried = { start: text.indexOf("12"), end: text.indexOf("12") + 2, message: "" };

/** What is still marked once `by` has taken the place of what stands between two offsets from the number's beginning. */
function marked(from: number, to: number, by: string): string[] {
  const change = { rangeOffset: carried.start + from, rangeLength: to - from, text: by };
  const changed = text.slice(0, carried.start + from) + by + text.slice(carried.start + to);
  return afterChange([carried], change).map(({ start, end }) => changed.slice(start, end));
}

test.each([
  ["a word before it", -7, -5, "往年度"],
  ["a number behind it", 5, 6, "105"],
  ["blanks right before it", 0, 0, "  "],
  ["blanks right behind it", 2, 2, "  "],
])("%s does not change the number", (_, from, to, by) => {
  expect(marked(from, to, by)).toEqual(["12"]);
});

test.each([
  ["another number", 0, 2, "13"],
  ["a digit behind it", 2, 2, "0"],
  ["a digit before it", 0, 0, "3"],
  ["half of it taken away", 1, 2, ""],
  ["its cell taken away", -2, 4, ""],
])("%s is an answer to it", (_, from, to, by) => {
  expect(marked(from, to, by)).toEqual([]);
});
