import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../server/src/cli/diff";
import { useFolder } from "./runCli";

const folder = useFolder();
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `第${index + 1}行\n`).join("");

test("equal texts have no diff", () => {
  expect(unifiedDiff("甲.md", "一\n", "一\n")).toEqual([]);
});

test("changes far apart stand in hunks of their own, near ones together", () => {
  const before = numbered(30);
  const after = before.replace("第2行", "二").replace("第5行\n", "").replace("第25行\n", "第25行\n新\n");
  expect(unifiedDiff("甲.md", before, after)).toEqual([
    "--- 甲.md",
    "+++ 甲.md",
    "@@ -1,8 +1,7 @@",
    " 第1行",
    "-第2行",
    "+二",
    " 第3行",
    " 第4行",
    "-第5行",
    " 第6行",
    " 第7行",
    " 第8行",
    "@@ -23,6 +22,7 @@",
    " 第23行",
    " 第24行",
    " 第25行",
    "+新",
    " 第26行",
    " 第27行",
    " 第28行",
  ]);
});

test("a missing line end is said, and \\r stays part of its line", () => {
  expect(unifiedDiff("甲", "一\r\n二", "一\r\n三")).toEqual([
    "--- 甲",
    "+++ 甲",
    "@@ -1,2 +1,2 @@",
    " 一\r",
    "-二",
    "\\ No newline at end of file",
    "+三",
    "\\ No newline at end of file",
  ]);
});

test("texts with too many differences still give a right diff", () => {
  const before = numbered(3000);
  const after = before.replaceAll("第", "列");
  const lines = unifiedDiff("甲", before, after);
  expect(lines.filter((line) => line.startsWith("-第")).length).toBe(3000);
  expect(lines.filter((line) => line.startsWith("+列")).length).toBe(3000);
});

/** The same numbers every time, so that a failure comes again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("git makes the new text out of the old one and the diff", () => {
  const random = randomNumbers(7);
  const someLines = () => Array.from({ length: random(20) }, () => `${"甲乙丙丁"[random(4)]}\n`).join("");
  let patches = "";
  const expected: string[] = [];
  for (let round = 0; round < 40; round++) {
    const before = `头\n${someLines()}${random(3) === 0 ? "尾" : ""}`;
    const after = `头\n${someLines()}${random(3) === 0 ? "尾" : ""}`;
    folder.put(`${round}.md`, before);
    expected.push(after);
    patches += unifiedDiff(`${round}.md`, before, after)
      .map((line) => `${line}\n`)
      .join("");
  }
  const applied = spawnSync("git", ["apply", "-p0", "-"], { cwd: folder.path("."), input: patches });
  expect(applied.stderr.toString()).toBe("");
  const results = expected.map((_, round) => folder.get(`${round}.md`));
  expect(results).toEqual(expected);
});
