import { describe, expect, test } from "vitest";
import { fixAll } from "../../server/src/core/check";
import { generate, LAYOUTS, STANDARDS, type StandardId } from "../generator";
import { createRandom } from "../generator/random";
import { GLUES } from "./glue";
import { lostFrom, numbersOf, wordsOf } from "./keeping";

/* Of glued and cut reports safe fixes lose nothing, in any layout. */

const EACH = Number(process.env.DISCLOSURE_LINT_GLUED ?? 2);
const standards = Object.keys(STANDARDS) as StandardId[];

/** What is written twice may be taken out once, and what is cut may be a slip of a name. */
const MAY_LOSE_WORDS = new Set(["a part cut", "a part twice", "a lost line end"]);

describe.each(Object.keys(GLUES))("%s", (kind) => {
  test("loses neither number nor word", () => {
    const losses: string[] = [];
    let tried = 0;
    for (const [at, layout] of LAYOUTS.entries()) {
      for (let turn = 0; turn < EACH; turn++) {
        const seed = 7000 + at * 97 + turn;
        const report = generate(seed, {
          layout,
          standard: standards[turn % standards.length]!,
          noise: { traditional: false },
        });
        const text = GLUES[kind]!(report, createRandom(seed));
        if (text === undefined) continue;
        tried++;
        const fixed = fixAll(text).text;
        const lost = lostFrom(numbersOf(text), numbersOf(fixed));
        if (!MAY_LOSE_WORDS.has(kind)) lost.push(...lostFrom(wordsOf(text), wordsOf(fixed)));
        if (lost.length > 0) losses.push(`${layout.id} ${seed}: ${lost.join(" ")}`);
      }
    }
    expect(losses).toEqual([]);
    expect(tried).toBeGreaterThan(LAYOUTS.length);
  });
});
