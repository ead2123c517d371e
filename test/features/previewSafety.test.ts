import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, test } from "vitest";
import { ruleIds } from "../../server/src/core/rules/index";
import { anyCharacters } from "../fuzz/texts";
import { cleanReport } from "../protocol/report";
import { ATTACKS, LAYOUTS, reportsWith, shownOf, standardWith } from "./hostile";

/*
 * Nothing of a report runs or loads: of what the preview makes, each element and each attribute is one of its own, and the
 * report's text is text. test/browser has a browser look at the same.
 */

/** The same each time; more, and others, with DISCLOSURE_LINT_RUNS. */
const { DISCLOSURE_LINT_RUNS: given } = process.env;
const RUNS = given === undefined ? { numRuns: 60, seed: 1 } : { numRuns: Number(given) };

const PLACE = /^\d+,\d+$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const COUNT = /^\d+$/;
/** Names of elements, and what their attributes may say; `TEXT` is from the report or ours, and without effect. */
const TEXT = /^[\s\S]*$/;
const GLOBAL: Readonly<Record<string, RegExp>> = {
  class: /^[a-z\d-]+(?: [a-z\d-]+)*$/,
  "data-at": PLACE,
  title: TEXT,
  "aria-label": TEXT,
  "aria-describedby": /^note-\d+(?: note-\d+)*$/,
};
const CELL = { colspan: COUNT, rowspan: COUNT, scope: /^(?:row|col)(?:group)?$/ };
const OWN: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  ...Object.fromEntries(
    "article aside p ol li span mark strong details summary h1 h3 h4 div table thead tbody tr figure figcaption defs"
      .split(" ")
      .map((name) => [name, {}]),
  ),
  h2: { id: /^flow$/ },
  p: { role: /^note$/ },
  section: { "aria-labelledby": /^flow$/ },
  button: { id: /^note-\d+$/, type: /^button$/, "data-note": new RegExp(`^(?:${ruleIds.join("|")})$`) },
  a: { href: /^#note-\d+$/ },
  th: CELL,
  td: CELL,
  svg: { role: /^img$/, viewBox: /^[\d. ]+$/ },
  rect: { x: NUMBER, y: NUMBER, width: NUMBER, height: NUMBER },
  pattern: {
    id: /^hatch-\d+$/,
    width: NUMBER,
    height: NUMBER,
    patternUnits: /^userSpaceOnUse$/,
    patternTransform: /^rotate\(45\)$/,
  },
  path: { d: /^[A-Z\d., -]+$/i, fill: /^url\(#hatch-\d+\)$/ },
  text: { x: NUMBER, y: NUMBER, "text-anchor": /^(?:start|middle|end)$/ },
  tspan: {},
};
const PAGE: typeof OWN = {
  html: { lang: /^zh-CN$/ },
  head: {},
  meta: {
    charset: /^utf-8$/,
    name: /^viewport$/,
    content:
      /^(?:width=device-width, initial-scale=1|default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none')$/,
    "http-equiv": /^Content-Security-Policy$/,
  },
  title: {},
  style: {},
  body: {},
  main: {},
};
const UNSEEN = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u;

/** What in a piece of HTML is not of our making, in words. */
function strangers(html: string, own: typeof OWN): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const add = (what: string) => void found.push(what);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        open.push(name);
        const allowed = own[name];
        if (allowed === undefined) add(`<${name}>`);
        for (const [key, value] of Object.entries(attributes))
          if (!(allowed?.[key] ?? GLOBAL[key])?.test(value)) add(`<${name} ${key}="${value}">`);
      },
      onclosetag: (name, implied) => {
        if (open.pop() !== name) add(`</${name}>`);
        // The parser closes what is left open; these have no end tag.
        if (implied && !["meta", "rect", "path"].includes(name)) add(`</${name}> is missing`);
      },
      oncomment: (text) => add(`<!--${text}-->`),
      onprocessinginstruction: (name, text) => {
        if (text !== "!DOCTYPE html") add(`<${name} ${text}>`);
      },
      oncdatastart: () => add("<![CDATA["),
    },
    { lowerCaseAttributeNames: false },
  );
  parser.end(html);
  if (open.length > 0) add(`open: ${open}`);
  const unseen = UNSEEN.exec(html);
  if (unseen) add(`U+${unseen[0].codePointAt(0)!.toString(16)}`);
  return [...new Set(found)];
}

function expectOwn({ panel, page }: ReturnType<typeof shownOf>): void {
  expect(strangers(panel, OWN)).toEqual([]);
  expect(strangers(page, { ...OWN, ...PAGE })).toEqual([]);
}

test("what does not belong there is seen", () => {
  for (const attack of ATTACKS.filter((it) => /<[a-z!/]/i.test(it)))
    expect(strangers(`<p>${attack}</p>`, OWN), attack).not.toEqual([]);
  expect(strangers('<p onclick="a">', OWN)).not.toEqual([]);
  expect(strangers('<td data-at="a">', OWN)).not.toEqual([]);
  expect(strangers("<p>\u202e</p>", OWN)).not.toEqual([]);
});

describe("only elements and attributes of ours come of", () => {
  test.each(ATTACKS)("%j", (attack) => {
    for (const text of reportsWith(attack)) expectOwn(shownOf(text));
  });

  test.each(ATTACKS)("%j in the labels of an own standard", (attack) => {
    const shown = shownOf(cleanReport, { standards: [standardWith(attack)] });
    expect(shown.panel).toContain("两年接不上");
    expectOwn(shown);
  });

  test("attacks at any places of reports in any layout", () => {
    const piece = fc.oneof(
      fc.constantFrom(...ATTACKS),
      fc.string({ unit: fc.constantFrom(..."<>\"'&;=/!-[]`\\\0\n|\t #:xscriptonload一二12\u202e\ud83c") }),
      anyCharacters,
    );
    const places = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), piece), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.constantFrom(...LAYOUTS), places, (layout, inserted) => {
        let text = layout;
        for (const [place, it] of inserted) {
          const at = Math.floor(place * text.length);
          text = text.slice(0, at) + it + text.slice(at);
        }
        expectOwn(shownOf(text));
      }),
      RUNS,
    );
  });

  test("texts of nothing but attacks", () => {
    const texts = fc.array(fc.constantFrom(...ATTACKS, "|", "\n", "\t", "一、总体情况\n", "36"), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(texts, (parts) => expectOwn(shownOf(parts.join("")))),
      RUNS,
    );
  });
});
