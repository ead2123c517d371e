import {
  FAULTS,
  type Fault,
  generate,
  inject,
  LAYOUTS,
  type Layout,
  STANDARDS,
  type StandardId,
} from "../generator";
import { createRandom, type Random } from "../generator/random";
import { verifyClean, verifyFault } from "../generator/verify";

export { judgeAll, shortfalls } from "./innocents";
export { createRandom };

/*
 * How exact the findings are, measured: reports without and with a fault put in, in every layout, judged by what the
 * generator knows it wrote and not by any of the code under test.
 */

/** What was seen of one rule or in one layout. */
export interface Tally {
  /** Faults put in. */
  injected: number;
  /** Found at the right place, with the right severity. */
  found: number;
  /** Findings that are none. */
  wrong: number;
  /** Faults whose fix is known. */
  fixable: number;
  /** Fixes that made of the text what they should. */
  restored: number;
}

/** The whole measurement. */
export interface Measured {
  readonly reports: number;
  readonly clean: number;
  readonly rules: ReadonlyMap<string, Tally>;
  readonly layouts: ReadonlyMap<string, Tally>;
  /** One line each, with all that is needed to write the report again. */
  readonly complaints: readonly string[];
}

/** One report in so many has no fault. */
const CLEAN_EACH = 5;
/** Faults that the chosen numbers do not lend themselves to are tried with other numbers. */
const TRIES = 12;
const FILLINGS = ["rich", "rich", "rich", "sparse", "zero"] as const;
const STANDARD_IDS = Object.keys(STANDARDS) as StandardId[];

const emptyTally = (): Tally => ({ injected: 0, found: 0, wrong: 0, fixable: 0, restored: 0 });

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  let tally = tallies.get(name);
  if (tally === undefined) {
    tally = emptyTally();
    tallies.set(name, tally);
  }
  return tally;
}

/** Checks so many reports, chosen by the seed. Every fault has its turn in every layout before one comes again. */
export function measure(reports: number, seed: number): Measured {
  const random = createRandom(seed);
  const rules = new Map<string, Tally>();
  const layouts = new Map(LAYOUTS.map((layout) => [layout.id, emptyTally()] as const));
  for (const { rule } of FAULTS) tallyOf(rules, rule);
  const complaints: string[] = [];
  const turns = turnsOf(random);
  let clean = 0;
  let done = 0;
  while (done < reports) {
    if (done % CLEAN_EACH === 0) {
      const layout = LAYOUTS[clean++ % LAYOUTS.length]!;
      complaints.push(...checkClean(layout, random, tallyOf(layouts, layout.id), rules));
      done++;
      continue;
    }
    const { fault, layout, standard } = turns.next().value;
    const said = checkFault(fault, layout, standard, random, [
      tallyOf(rules, fault.rule),
      tallyOf(layouts, layout.id),
    ]);
    if (said === undefined) continue;
    complaints.push(...said);
    done++;
  }
  return { reports: done, clean, rules, layouts, complaints };
}

interface Turn {
  readonly fault: Fault;
  readonly layout: Layout;
  readonly standard: StandardId;
}

/** Faults in random order, each time in another layout; over and over. */
function* turnsOf(random: Random): Generator<Turn, never> {
  const order = random.shuffle(FAULTS);
  for (let round = 0; ; round++) {
    for (const [at, fault] of order.entries()) {
      const layout = LAYOUTS[(at + round) % LAYOUTS.length]!;
      yield { fault, layout, standard: random.pick(fault.standards ?? STANDARD_IDS) };
    }
  }
}

function checkClean(layout: Layout, random: Random, tally: Tally, rules: Map<string, Tally>): string[] {
  const [seed, standard, filling] = [
    random.int(0, 2 ** 31),
    random.pick(STANDARD_IDS),
    random.pick(FILLINGS),
  ];
  const said = verifyClean(generate(seed, { layout, standard, filling }));
  for (const complaint of said) {
    const rule = /^unexpected (\S+)/.exec(complaint)?.[1];
    tally.wrong++;
    if (rule !== undefined) tallyOf(rules, rule).wrong++;
  }
  return said.map((complaint) => `${layout.id}/${standard}/${filling} seed ${seed}: ${complaint}`);
}

/** Undefined where the layout or the numbers cannot show the fault. */
function checkFault(
  fault: Fault,
  layout: Layout,
  standard: StandardId,
  random: Random,
  tallies: readonly Tally[],
): string[] | undefined {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const seed = random.int(0, 2 ** 31);
    const injected = inject(seed, { layout, standard }, fault);
    if (injected === undefined) continue;
    const said = verifyFault(injected);
    const missed = said.filter((complaint) => complaint.startsWith("missing ")).length;
    const wrong = said.filter((complaint) => complaint.startsWith("unexpected ")).length;
    const { fix, expected } = injected.injection;
    for (const tally of tallies) {
      tally.injected += expected.length;
      tally.found += expected.length - missed;
      tally.wrong += wrong;
      if (fix !== "none" && fix !== "any") {
        tally.fixable++;
        if (said.length === 0) tally.restored++;
      }
    }
    return said.map((complaint) => `${layout.id}/${standard}/${fault.id} seed ${seed}: ${complaint}`);
  }
  return undefined;
}
