import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { check, extract } from "../../server/src/core/index";
import { openDocx } from "../../server/src/core/source/docx/document";
import { openPackage } from "../../server/src/core/source/zip";
import { FAULTS, generate, inject, LAYOUTS, STANDARDS, type StandardId } from "../generator/index";
import { createRandom } from "../generator/random";
import { fillTemplate, wordOf } from "./wordReport";

/* A report in Word is checked as the same report is as a page. */

const PAGE = LAYOUTS.find(({ id }) => id === "html")!;
const NOISE = { traditional: false, crlf: false, bom: false } as const;
const TEMPLATE = fileURLToPath(
  new URL("../../../shared/corpus/office/wps-template-2021.docx", import.meta.url),
);
const cutAt = (seed: number) => {
  const random = createRandom(seed);
  return () => random.int(0, 999) / 1000;
};

const textOf = (bytes: Uint8Array) => openDocx(openPackage(bytes)).text;
const findings = (text: string) =>
  check(text)
    .map(({ rule, severity, cell, message }) => [rule, severity, cell ?? "", message].join(" "))
    .sort();
const cells = (text: string) =>
  Object.entries(extract(text).cells).map(([key, { value, text }]) => `${key} ${value} ${text}`);

describe("clean reports", () => {
  test.each(Object.keys(STANDARDS) as StandardId[])("%s", (standard) => {
    for (let seed = 1; seed <= 12; seed++) {
      const { text } = generate(seed, { layout: PAGE, standard, noise: NOISE });
      const word = textOf(wordOf(text, { random: cutAt(seed) }));
      expect(findings(word)).toEqual([]);
      expect(cells(word)).toEqual(cells(text));
    }
  });
});

/** What a page says by its markup, and Word does not. */
const withoutLevels = (html: string) => html.replaceAll(/(<\/?)h2>/g, "$1p>");

describe("every fault is found in Word as on a page", () => {
  test.each(FAULTS.map((fault, at) => [fault.id, fault, at] as const))("%s", (_, fault, at) => {
    const standard = fault.standards?.[0] ?? "2021";
    const injected = inject(1000 + at, { layout: PAGE, standard, noise: NOISE }, fault);
    // A row of Word always has its cells.
    if (injected === undefined || fault.needs?.includes("too-few")) return;
    const text = withoutLevels(injected.faulty.text);
    const word = textOf(wordOf(text, { random: cutAt(at) }));
    // Whether a heading is lost or never was there, a page tells by its markup.
    const told = (findings: readonly string[]) =>
      fault.id === "section-missing/other-heading" ? findings.map((line) => line.split(" ")[0]) : findings;
    expect(told(findings(word))).toEqual(told(findings(text)));
  });
});

describe.skipIf(!existsSync(TEMPLATE))("the template of WPS, filled in", () => {
  const fill = (html: string, seed: number) =>
    fillTemplate(readFileSync(TEMPLATE), html, { random: cutAt(seed) });

  test("200 of 200 cells, and nothing is found", () => {
    let filled = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { text } = generate(seed, { layout: PAGE, standard: "2021", noise: NOISE });
      const bytes = fill(text, seed);
      if (bytes === undefined) continue;
      filled++;
      const word = textOf(bytes);
      expect(findings(word)).toEqual([]);
      expect(cells(word)).toEqual(cells(text));
      expect(cells(word)).toHaveLength(200);
    }
    expect(filled).toBeGreaterThan(10);
  });

  test("faults of all kinds are found where they are", () => {
    const kinds = new Map<string, number>();
    FAULTS.forEach((fault, at) => {
      const known = kinds.get(fault.rule) ?? 0;
      if (known === 2) return;
      const injected = inject(2000 + at, { layout: PAGE, standard: "2021", noise: NOISE }, fault);
      const bytes = injected && fill(injected.faulty.text, at);
      if (injected === undefined || bytes === undefined) return;
      const word = textOf(bytes);
      expect([fault.id, ...findings(word)]).toEqual([fault.id, ...findings(injected.faulty.text)]);
      kinds.set(fault.rule, known + 1);
    });
    expect(kinds.size).toBeGreaterThan(60);
  });
});
