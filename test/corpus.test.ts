import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../server/src/core/findings/finding";
import { check, extract } from "../server/src/core/index";
import { applyEdits, lineStarts, positionAt } from "../server/src/core/text/text";

const corpus = join(import.meta.dirname, "corpus");
const read = (folder: string, name: string): string => readFileSync(join(folder, name), "utf8");
const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.(?:md|txt|html)$/.test(name))
    .sort();

/** One line for each finding, as the recorded outputs have them. */
function listing(name: string, text: string, diagnostics: readonly Diagnostic[]): string {
  const starts = lineStarts(text);
  const lines = diagnostics.map(({ span, rule, message }) => {
    const { line, column } = positionAt(starts, span.start);
    return `${name}:${line + 1}:${column + 1} ${rule} ${message}\n`;
  });
  return lines.join("");
}

describe("reports without faults", () => {
  const folder = join(corpus, "clean");
  it.each(filesIn(folder))("%s gives no finding", (name) => {
    const text = read(folder, name);
    expect(listing(name, text, check(text))).toBe("");
  });

  it.each(filesIn(folder))("%s is read whole", (name) => {
    const { standard, sections, cells, year, agency, period } = extract(read(folder, name));
    expect(sections).toHaveLength(6);
    expect(Object.keys(cells)).toHaveLength(standard === "2019" ? 198 : 200);
    expect(Object.entries(cells).filter(([, cell]) => cell.value === null)).toEqual([]);
    expect(name).toContain(String(year));
    expect(period).toMatchObject({ from: `${year}-01-01`, to: `${year}-12-31` });
    expect(agency).not.toBeNull();
  });
});

describe("texts that are no reports", () => {
  const folder = join(corpus, "other");
  it.each(filesIn(folder))("%s gives no finding", (name) => {
    const text = read(folder, name);
    expect(listing(name, text, check(text))).toBe("");
  });
});

/** `published`: what published reports are like, one kind each, with the right reading recorded. */
describe.each(["faulty", "published"])("reports in %s", (name) => {
  const folder = join(corpus, name);
  it.each(filesIn(folder))("%s gives the recorded findings", (name) => {
    const text = read(folder, name);
    const actual = listing(name, text, check(text));
    const recorded = join(folder, `${name}.out`);
    // UPDATE=1 records anew; read the difference before you keep it.
    if (process.env.UPDATE) writeFileSync(recorded, actual);
    expect(actual).toBe(existsSync(recorded) ? readFileSync(recorded, "utf8") : "");
  });
});

const seeds = process.env.DISCLOSURE_SEEDS ?? join(import.meta.dirname, "../../shared/corpus/seeds");
const haveSeeds = existsSync(seeds);

/** What a careful reviewer found in the real reports: line and rule, in the order of the text. */
const SEED_FINDINGS: Record<string, string[]> = {
  "000": [
    "39 numbering-gap",
    "70 cell-ocr",
    "70 cell-ocr",
    "82 cell-ocr",
    "96 cell-ocr",
    ...Array<string>(6).fill("99 cell-ocr"),
    "102 cell-ocr",
    "106 cell-ocr",
  ],
  "001": ["4 mojibake", "4 table-missing", "5 table-missing", "6 table-missing", "7 section-missing"],
  "002": [
    "1 title-missing",
    "1 period-missing",
    "1 aspect-missing",
    "2 mark-doubled",
    "297 fee-unreported",
    "299 date-early",
  ],
  "003": [
    "1 title-missing",
    "43 row-label-nonstandard",
    "44 row-label-nonstandard",
    "49 row-label-nonstandard",
    "53 row-label-nonstandard",
    "56 row-label-nonstandard",
  ],
  "004": [
    "2 title-nonstandard",
    "3 period-missing",
    "12 word-doubled",
    "27 law-misnamed",
    "417–419 section-missing",
  ],
};

/** Cells that are not 0. */
const SEED_NUMBERS: Record<
  string,
  { standard: string; year: number; cells: number; values: Record<string, number | null> }
> = {
  "000": {
    standard: "2019",
    year: 2020,
    cells: 198,
    values: {
      "disclosure.otherServices.previousItems": null,
      "disclosure.otherServices.decisions": null,
      "disclosure.procurement.projects": null,
      "requests.carriedOver.enterprise": null,
      "requests.partlyGranted.enterprise": null,
      "requests.partlyGranted.research": null,
      "requests.partlyGranted.publicWelfare": null,
      "requests.partlyGranted.legalService": null,
      "requests.partlyGranted.otherOrganization": null,
      "requests.partlyGranted.total": null,
      "requests.deniedByLaw.total": null,
      "requests.deniedInternal.total": null,
    },
  },
  "002": { standard: "2021", year: 2022, cells: 200, values: { "disclosure.punishment.decisions": 60 } },
  "003": {
    standard: "2019",
    year: 2020,
    cells: 198,
    values: {
      "disclosure.normativeDocuments.made": 1,
      "disclosure.normativeDocuments.disclosed": 1,
      "disclosure.normativeDocuments.publicTotal": 1,
      "disclosure.licensing.previousItems": 518,
      "disclosure.licensing.change": 43,
      "disclosure.licensing.decisions": 28,
      "disclosure.otherServices.previousItems": 119,
      "disclosure.otherServices.change": 28,
      "disclosure.otherServices.decisions": 17,
      "disclosure.punishment.previousItems": 1302,
      "disclosure.punishment.change": 162,
      "disclosure.punishment.decisions": 142,
      "disclosure.coercion.previousItems": 67,
      "disclosure.coercion.change": 3,
      "disclosure.coercion.decisions": 3,
      "disclosure.fees.previousItems": 2,
      "disclosure.fees.change": 2,
      "disclosure.procurement.projects": 60,
      "disclosure.procurement.amount": 7004.69,
      "requests.newReceived.naturalPerson": 23,
      "requests.newReceived.total": 23,
      "requests.carriedOver.naturalPerson": 2,
      "requests.carriedOver.total": 2,
      "requests.granted.naturalPerson": 21,
      "requests.granted.total": 21,
      "requests.deniedInquiry.naturalPerson": 2,
      "requests.deniedInquiry.total": 2,
      "requests.handledTotal.naturalPerson": 23,
      "requests.handledTotal.total": 23,
      "requests.carriedForward.naturalPerson": 2,
      "requests.carriedForward.total": 2,
    },
  },
  "004": {
    standard: "2019",
    year: 2020,
    cells: 198,
    values: {
      "disclosure.fees.previousItems": 4,
      "disclosure.fees.change": 3,
      "disclosure.procurement.projects": 574,
      "disclosure.procurement.amount": 567279.6,
    },
  },
};

describe.skipIf(!haveSeeds)(haveSeeds ? "real reports" : `real reports (skipped: no folder ${seeds})`, () => {
  const seed = (id: string): string => {
    const name = readdirSync(seeds).find((it) => it.startsWith(id));
    return read(seeds, name!);
  };

  it.each(Object.keys(SEED_FINDINGS))("%s gives the reviewer's errors and warnings, and no others", (id) => {
    const text = seed(id);
    const starts = lineStarts(text);
    const found = check(text)
      .filter(({ severity }) => severity !== "info")
      .map(({ span, rule }) => ({ line: positionAt(starts, span.start).line + 1, rule }));
    const expected = SEED_FINDINGS[id]!;
    // A missing last section may be reported at any of the lines that end the text.
    const shown = found.map(({ line, rule }) =>
      id === "004" && line >= 417 ? `417–419 ${rule}` : `${line} ${rule}`,
    );
    expect(shown).toEqual(expected);
  });

  it.each(Object.keys(SEED_NUMBERS))("%s has every value cell extracted", (id) => {
    const text = seed(id);
    const expected = SEED_NUMBERS[id]!;
    const { standard, year, cells } = extract(text);
    expect({ standard, year, cells: Object.keys(cells).length }).toEqual({
      standard: expected.standard,
      year: expected.year,
      cells: expected.cells,
    });
    const others = Object.entries(cells).filter(([, cell]) => cell.value !== 0);
    expect(Object.fromEntries(others.map(([key, cell]) => [key, cell.value]))).toEqual(expected.values);
    for (const [key, { value, span }] of Object.entries(cells)) {
      const written = text.slice(span.start, span.end);
      expect(`${key} ${value === null ? "U" : value}`).toBe(
        `${key} ${value === null ? written : Number.parseFloat(written)}`,
      );
    }
  });

  it("000 offers 0 for every U, and mending them leaves no such finding", () => {
    const text = seed("000");
    const found = check(text).filter(({ rule }) => rule === "cell-ocr");
    const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
    expect(
      edits.map(({ span, text: replacement }) => text.slice(span.start, span.end) + replacement),
    ).toEqual(Array<string>(12).fill("U0"));
    expect(check(applyEdits(text, edits)).filter(({ rule }) => rule.startsWith("cell-"))).toEqual([]);
  });

  it("001 offers to put the missing heading before the text that belongs under it", () => {
    const text = seed("001");
    const missing = check(text).find(({ rule }) => rule === "section-missing");
    const mended = applyEdits(text, missing?.fixes?.[0]?.edits ?? []);
    expect(mended).toMatch(/六、.{4,12}\n\s*暫無其他需要說明的事項。/);
    const inline = check(text).filter(({ rule }) => rule === "section-inline");
    expect(inline).toHaveLength(3);
  });

  it("004 offers to put the year's 年 back", () => {
    const text = seed("004");
    const title = check(text).find(({ rule }) => rule === "title-nonstandard");
    expect(applyEdits(text, title?.fixes?.[0]?.edits ?? [])).toContain(
      "龙颈镇2020年政府信息公开工作年度报告",
    );
  });
});
