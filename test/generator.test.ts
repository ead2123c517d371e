import { describe, expect, it } from "vitest";
import { FAULTS, generate, inject, LAYOUTS, type Layout, STANDARDS, type StandardId } from "./generator";
import { verifyClean, verifyFault } from "./generator/verify";

/** Shown of all that fails in one layout and standard. */
const SHOWN = 20;
const FILLINGS = ["rich", "sparse", "zero"] as const;
/** Faults that the chosen numbers do not lend themselves to are tried with other seeds. */
const TRIES = 12;
const REPORTS = 24;
/** Each fault has its turn in every tenth pair of layout and standard: `npm run accuracy` does all. */
const EACH = 10;

const standards = Object.keys(STANDARDS) as StandardId[];

function expectNone(failures: readonly string[]): void {
  const more = failures.length > SHOWN ? [`… and ${failures.length - SHOWN} more`] : [];
  expect([...failures.slice(0, SHOWN), ...more].join("\n")).toBe("");
}

function cleanFailures(layout: Layout, standard: StandardId): string[] {
  return FILLINGS.flatMap((filling, index) => {
    const seed = 1000 + index * 7;
    const generated = generate(seed, { layout, standard, filling });
    const where = `${layout.id}/${standard}/${filling} seed ${seed}`;
    return verifyClean(generated).map((complaint) => `${where}: ${complaint}`);
  });
}

function faultFailures(layout: Layout, standard: StandardId): { failures: string[]; tried: number } {
  const failures: string[] = [];
  let tried = 0;
  const turn = LAYOUTS.indexOf(layout) + standards.indexOf(standard);
  FAULTS.forEach((fault, index) => {
    if ((index + turn) % EACH !== 0) return;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      // Few reports, each spoilt in many ways: the clean one is written once.
      const seed = 5000 + ((index + attempt) % REPORTS);
      const injected = inject(seed, { layout, standard }, fault);
      if (!injected) continue;
      tried++;
      const where = `${layout.id}/${standard}/${fault.id} seed ${seed}`;
      failures.push(...verifyFault(injected).map((complaint) => `${where}: ${complaint}`));
      break;
    }
  });
  return { failures, tried };
}

describe.each(LAYOUTS.map((layout) => [layout.id, layout] as const))("%s", (_, layout) => {
  it.each(standards)("a report of %s without faults is read right and gives no finding", (standard) => {
    expectNone(cleanFailures(layout, standard));
  });

  it.each(standards)(
    "every fault in a report of %s is found, alone, at its place, and mended",
    (standard) => {
      const { failures, tried } = faultFailures(layout, standard);
      expect(tried).toBeGreaterThan(15);
      expectNone(failures);
    },
  );
});
