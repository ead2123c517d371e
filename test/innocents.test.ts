import { describe, expect, test } from "vitest";
import { judge, MISTAKES, shortfalls } from "./accuracy/innocents";
import { createRandom } from "./generator/random";

/*
 * No innocent cell is named, whatever was done to the numbers of a table. `npm run accuracy` asks the same of many more
 * tables.
 */

const TABLES = 50;

describe("the wrong cell, or silence", () => {
  test.each(Object.entries(MISTAKES))("%s", (name, mistake) => {
    const verdict = judge(mistake, TABLES, createRandom(20));
    expect(verdict.tables).toBe(TABLES);
    expect(shortfalls(name, verdict)).toEqual([]);
  });
});
