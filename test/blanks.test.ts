import { expect, test } from "vitest";
import { check } from "../server/src/core/check";
import { EXAMPLE } from "../server/src/core/rules/support/example";

/* Gaps of the requests table: zeros that were left blank hide no wrong number, and numbers still to come are no mistake. */

const EQUATIONS = new Set([
  "row-total",
  "result-total",
  "balance",
  "cell-suspect",
  "column-swap",
  "total-only",
]);
const [before, table, after] = EXAMPLE.split(/(?=三、收到|四、政府信息公开行政)/) as [string, string, string];
const isRow = (line: string) => (line.match(/\| \d+ (?=\|)/g) ?? []).length === 7;
const withRows = (rewrite: (line: string, at: number) => string) => {
  let at = 0;
  return table
    .split("\n")
    .map((line) => (isRow(line) ? rewrite(line, at++) : line))
    .join("\n");
};
const blanked = (line: string) => line.replace(/\| 0 (?=\|)/g, "|  ");
const emptied = (line: string, from: number) => {
  let column = 0;
  return line.replace(/\| \d+ (?=\|)/g, (cell) => (column++ < from ? cell : "|  "));
};
const broken = (requests: string) =>
  check(before + requests + after)
    .map(({ rule }) => rule)
    .filter((rule) => EQUATIONS.has(rule));

const ROWS = table.split("\n").filter(isRow).length;

test("one wrong number is named where zeros are blank throughout", () => {
  const zeros = withRows(blanked);
  const numbers = [...zeros.matchAll(/(?<=\| )\d+(?= \|)/g)];
  expect(broken(zeros)).toEqual([]);
  expect(numbers.length).toBeGreaterThan(10);
  for (const { 0: number, index } of numbers) {
    const wrong = `${zeros.slice(0, index)}${Number(number) + 3}${zeros.slice(index + number.length)}`;
    expect(broken(wrong), wrong.slice(index - 40, index + 20)).toEqual(["cell-suspect"]);
  }
});

test("a table filled in as far as a row or column has no broken equation", () => {
  expect(ROWS).toBe(25);
  for (let from = 0; from < ROWS; from++)
    expect(broken(withRows((line, at) => emptied(line, at < from ? 7 : 0))), `row ${from}`).toEqual([]);
  for (let from = 0; from < 7; from++)
    expect(broken(withRows((line) => emptied(line, from))), `column ${from}`).toEqual([]);
});
