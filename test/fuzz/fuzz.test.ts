import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Failure, fuzz } from "./campaign";
import { complaintsAbout, OF_ANY_TEXT, PROPERTIES } from "./properties";
import { THOROUGH } from "./subject";

/* `npm run fuzz` searches for as long as one likes; this is what of it fits among the tests. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = new URL("regressions/", import.meta.url);

describe("texts that once broke something", () => {
  test.each(readdirSync(folder).sort())("%s", (file) => {
    const source = readFileSync(new URL(file, folder), "utf8");
    // What a text file cannot hold, or what Git might change, is written as a string of JSON.
    const text: string = file.endsWith(".json") ? JSON.parse(source) : source;
    const names = file.startsWith("report-") ? Object.keys(PROPERTIES) : OF_ANY_TEXT;
    // Each seed reads it for another year.
    const complaints = [0, 1, 2, 3, 4].flatMap((seed) => complaintsAbout(text, { ...THOROUGH, seed }, names));
    expect(complaints.map(({ message }) => message)).toEqual([]);
  });
});

describe("a short search", () => {
  const seed = Number(process.env.DISCLOSURE_LINT_FUZZ_SEED ?? 1);

  test(`finds nothing with DISCLOSURE_LINT_FUZZ_SEED=${seed}`, { timeout: 120_000 }, () => {
    const failures: Failure[] = [];
    const onFailure = (failure: Failure) => failures.push(failure);
    const { texts } = fuzz({
      seed,
      // The number of texts ends it, on a slow machine as on a fast one.
      seconds: 3600,
      texts: 5,
      scale: 0.01,
      root,
      onFailure,
      onProgress: () => {},
    });
    expect(failures.map(({ message, text }) => `${message}\n${JSON.stringify(text)}`)).toEqual([]);
    expect(texts).toBe(30);
  });
});
