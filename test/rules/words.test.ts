import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import type { Diagnostic } from "../../server/src/core/findings/finding";
import { rules } from "../../server/src/core/rules/index";
import { FAULTS, inject, LAYOUTS, STANDARDS, type StandardId } from "../generator";

/*
 * What a reader of a list of findings can count on: each line says what is written and what it should be, in one short
 * sentence, and leaves the reasons to the explanation. Held against every example, text and generated fault that we have.
 */

/** A line of a narrow list. */
const LINE = 40;
/** What a line may come to where it quotes long names. */
const LONGEST = 60;
/** Of different messages so many keep to a line. */
const SHARE = 0.97;
const LONGEST_TITLE = 10;
/** So many characters in a row are more than a name, a date or a number that both must give. */
const REPEATED = 15;

/** Asking is for what a person alone can decide; rules of these names may. */
const MAY_ASK = new Set<string>([]);
/** Names that Chinese writes so. */
const FOREIGN = /PDF|Word|WPS/g;

/** Findings that differ in what they say. */
function distinct(all: Iterable<Diagnostic>): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const diagnostic of all) found.set(`${diagnostic.message}\n${diagnostic.why}`, diagnostic);
  return [...found.values()];
}

function* ofExamples(): Iterable<Diagnostic> {
  for (const { bad, needs } of rules) yield* check(bad, { ...needs, assumeReport: true });
}

function* ofCorpora(): Iterable<Diagnostic> {
  for (const folder of ["faulty", "published"]) {
    const corpus = new URL(`../corpus/${folder}/`, import.meta.url);
    for (const name of readdirSync(corpus))
      if (!name.endsWith(".out")) yield* check(readFileSync(new URL(name, corpus), "utf8"));
  }
}

/** Each fault in one layout under each standard, as far as it lends itself to that. */
function* ofFaults(): Iterable<Diagnostic> {
  for (const [at, fault] of FAULTS.entries()) {
    for (const standard of Object.keys(STANDARDS) as StandardId[]) {
      const injected = inject(5000 + (at % 4), { layout: LAYOUTS[at % LAYOUTS.length]!, standard }, fault);
      if (injected) yield* check(injected.faulty.text);
    }
  }
}

/** Without what is quoted from a report or a format; quotes may stand in quotes. */
function ownWords(text: string): string {
  let plain = text.replace(FOREIGN, "");
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = plain.replace(/“[^“”]*”/g, "");
  }
  return plain;
}

/** How many characters of a text stand in another in one run. */
function sharedRun(text: string, other: string): number {
  let longest = 0;
  for (let at = 0; at + longest < text.length; at++) {
    while (at + longest < text.length && other.includes(text.slice(at, at + longest + 1))) longest++;
  }
  return longest;
}

const seen = distinct([...ofExamples(), ...ofCorpora(), ...ofFaults()]);
const offending = (isWrong: (it: Diagnostic) => boolean) =>
  [...new Set(seen.filter(isWrong).map(({ rule, message, why }) => `${rule} ${message} ${why}`))].sort();

describe("words of findings", () => {
  test("every rule has been heard", () => {
    const heard = new Set(seen.map(({ rule }) => rule));
    expect(rules.filter(({ id }) => !heard.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test("a message is one sentence", () => {
    // What is to be put in where nothing was written is told with it.
    const isOne = (text: string) => /^[^。\n]+。(?:没有内容也要留标题。)?$/.test(text);
    expect(offending(({ message }) => !isOne(ownWords(message)))).toEqual([]);
  });

  test("that fits on a line", () => {
    const long = seen.filter(({ message }) => message.length > LINE);
    expect(offending(({ message }) => message.length > LONGEST)).toEqual([]);
    expect(1 - long.length / seen.length, long.map(({ message }) => message).join("\n")).toBeGreaterThan(
      SHARE,
    );
  });

  test("an explanation is of whole sentences, and says more than the message", () => {
    expect(offending(({ why }) => why !== undefined && !/^[^\n]+。$/.test(why))).toEqual([]);
    expect(offending(({ message, why }) => why !== undefined && message.includes(why))).toEqual([]);
  });

  test("and does not say it again", () => {
    expect(
      offending(({ message, why = "" }) => sharedRun(ownWords(message), ownWords(why)) >= REPEATED),
    ).toEqual([]);
  });

  test("nobody is asked to do what a finding can say", () => {
    const asks = ({ rule, message, why = "" }: Diagnostic) =>
      !MAY_ASK.has(rule) && /请/.test(ownWords(message + why).replaceAll("申请", ""));
    expect(offending(asks)).toEqual([]);
  });

  test("Chinese only, no name of a rule, and 填 is not 填报", () => {
    const isOdd = (text: string) => /[A-Za-z]|填报/.test(ownWords(text));
    // An explanation may name the setting that it is about.
    expect(offending(({ message, why = "" }) => isOdd(message) || /填报/.test(ownWords(why)))).toEqual([]);
  });

  test("a related place says its part shortly", () => {
    const said = seen.flatMap(({ related = [] }) => related.map(({ message }) => message));
    expect(said.length).toBeGreaterThan(50);
    expect(
      said.filter((message) => ownWords(message).length > LINE || /填报|[A-Za-z]/.test(ownWords(message))),
    ).toEqual([]);
  });

  test("a rule's title is a short name of the fault", () => {
    const titles = rules.map(({ title }) => title);
    expect(titles.filter((title) => title.length > LONGEST_TITLE || /[，。：]/.test(title))).toEqual([]);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
