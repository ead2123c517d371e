import { describe, expect, test } from "vitest";
import { check, extract, fixAll } from "../server/src/core/index";
import { ORDINARY } from "../server/src/core/text/ordinary";
import { generate, LAYOUTS } from "./generator";

/* What the eye does not see makes no difference, in any layout: marks that take no room, and other characters of the same look. */

const MARKS = ["\u200b", "\u200e", "\u202a", "\u2060", "\u2066", "\u00ad", "\ufeff", "\u0007"];
const LOOKALIKES = new Map([...ORDINARY].map(([strange, ordinary]) => [ordinary, strange]));

describe.each(LAYOUTS.map((layout) => [layout.id, layout] as const))("%s", (_, layout) => {
  const noise = { traditional: false, bom: false };
  const { text, spans, model } = generate(4711, { layout, standard: "2021", noise });
  const values = Object.values(extract(text).cells).map(({ value }) => value);

  test.each(MARKS)("numbers are read through mark %#", (mark) => {
    const edges = [...model.numbers.keys()].flatMap((key) => {
      const { start, end } = spans.get(key)!.at(-1)!;
      return [start, end];
    });
    let marked = "";
    let from = 0;
    for (const edge of edges.sort((a, b) => a - b)) {
      marked += text.slice(from, edge) + mark;
      from = edge;
    }
    marked += text.slice(from);
    expect(check(marked).map(({ rule }) => rule)).toEqual(["invisible-mark"]);
    expect(Object.values(extract(marked).cells).map(({ value }) => value)).toEqual(values);
    expect(fixAll(marked).text).toBe(text);
  });

  test("words are read through marks", () => {
    const marked = text.replace(/[\u4e00-\u9fff](?=[\u4e00-\u9fff])/g, (char, at: number) =>
      at % 5 === 0 ? `${char}\u200b` : char,
    );
    expect(check(marked).map(({ rule }) => rule)).toEqual(["invisible-mark"]);
    expect(fixAll(marked).text).toBe(text);
  });

  test("radicals are read as the characters that they look like", () => {
    const strange = [...text].map((char) => LOOKALIKES.get(char) ?? char).join("");
    expect(check(strange).map(({ rule }) => rule)).toEqual(["compatibility-character"]);
    expect(Object.values(extract(strange).cells).map(({ value }) => value)).toEqual(values);
    expect(fixAll(strange).text).toBe(text);
  });
});
