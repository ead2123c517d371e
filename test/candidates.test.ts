import { expect, test } from "vitest";
import { check, fixAll } from "../server/src/core/check";
import { EXAMPLE } from "../server/src/core/rules/support/example";
import { applyEdits } from "../server/src/core/text/text";

/* Several rows explain the same sums: a person chooses one of them, and nothing else does. */

const swapped = EXAMPLE.replace("| 4 | 1 | 0 | 0 | 0 | 0 | 5 |", "| 5 | 0 | 0 | 0 | 0 | 0 | 5 |");
const offered = (text: string) =>
  check(text).flatMap(({ rule, fixes = [] }) => (rule === "column-swap" ? fixes : []));

test("every row that may be meant is offered, and each makes the sums hold", () => {
  expect(offered(swapped).map(({ title }) => title)).toEqual([
    "（一）予以公开：自然人 5→4，商业企业 0→1",
    "（二）部分公开：自然人 1→0，商业企业 0→1",
    "1.信访举报投诉类申请：自然人 1→0，商业企业 0→1",
  ]);
  for (const { edits } of offered(swapped)) expect(check(applyEdits(swapped, edits))).toEqual(check(EXAMPLE));
});

test("none is applied in bulk, whatever is asked for", () => {
  for (const unsafe of [false, true]) {
    const { text, fixes } = fixAll(swapped, undefined, { unsafe });
    expect([text, fixes]).toEqual([swapped, 0]);
  }
});

test("the one explanation that there is still is", () => {
  const one = EXAMPLE.replace("| 0 | 1 | 0 | 0 | 0 | 0 | 1 |", "| 0 | 0 | 1 | 0 | 0 | 0 | 1 |");
  expect(offered(one)).toMatchObject([{ safe: false, title: "把 1 移到正确的列" }]);
  expect(fixAll(one, undefined, { unsafe: true }).text).toBe(EXAMPLE);
});
