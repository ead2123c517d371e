import { expect, test } from "vitest";
import { applyEdits } from "../../server/src/core/text/text";
import { difference } from "../../server/src/features/tables/difference";

const pairs: [before: string, after: string, edits: number][] = [
  ["", "", 0],
  ["甲\n乙\n", "甲\n乙\n", 0],
  ["甲\n乙\n丙\n丁\n", "甲\n二\n丙\n四\n", 2],
  ["甲\r\n乙\r\n丙", "甲\r\n二\r\n丙", 1],
  ["甲\n丙\n", "甲\n乙\n丙\n", 1],
  ["甲\n乙\n丙\n", "甲\n丙\n", 1],
  ["甲", "", 1],
  ["", "甲\n", 1],
  ["甲\n甲\n甲\n", "甲\n甲\n", 1],
  ["😀甲\n乙", "😁甲\n乙", 1],
];

test.each(pairs)("%j to %j", (before, after, edits) => {
  const found = difference(before, after);
  expect(found).toHaveLength(edits);
  expect(applyEdits(before, found)).toBe(after);
});
