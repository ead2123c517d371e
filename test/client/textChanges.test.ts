import { expect, test } from "vitest";
import { TextChanges } from "../../client/src/page/textChanges";

/** Changes of a text, each of a version of its own from 2 on: `[start, taken out, put in]`. */
function changed(...changes: readonly (readonly [number, number, string])[]): TextChanges {
  const all = new TextChanges();
  changes.forEach(([rangeOffset, rangeLength, text], at) => {
    const event = { document: { version: at + 2 }, contentChanges: [{ rangeOffset, rangeLength, text }] };
    all.note(event as unknown as Parameters<TextChanges["note"]>[0]);
  });
  return all;
}

const place = { start: 10, end: 15 };

test.each([
  ["nothing", [], place],
  ["what is behind it", [[15, 2, "多少"]], place],
  ["what is put in right behind it", [[15, 0, "多"]], place],
  ["what is put in before it", [[3, 0, "一二三"]], { start: 13, end: 18 }],
  ["what is taken out right before it", [[8, 2, ""]], { start: 8, end: 13 }],
  [
    "one change after the other",
    [
      [0, 0, "一二"],
      [2, 4, ""],
    ],
    { start: 8, end: 13 },
  ],
  ["its own beginning", [[10, 1, "七"]], undefined],
  ["what is put into it", [[12, 0, "七"]], undefined],
  ["more than itself", [[5, 20, ""]], undefined],
] as const)("a place of an older version is found where %s was changed", (_, changes, expected) => {
  expect(changed(...changes).follow(place, 1)).toEqual(expected);
});

test("changes that the version has already do not count", () => {
  expect(changed([10, 5, "七"]).follow(place, 2)).toEqual(place);
});

test("an empty place is shifted by what is put before it, and lost in what is taken out around it", () => {
  const blank = { start: 10, end: 10 };
  expect(changed([4, 0, "一"]).follow(blank, 1)).toEqual({ start: 11, end: 11 });
  expect(changed([8, 4, ""]).follow(blank, 1)).toBeUndefined();
});

test("of what is too long ago nobody knows", () => {
  const all = changed(...Array.from({ length: 1000 }, () => [0, 0, "一"] as const));
  expect(all.follow(place, 1)).toBeUndefined();
  expect(all.follow(place, 1000)).toEqual({ start: 11, end: 16 });
});
