import type { Written } from "./builder";
import { createDraft, type Draft } from "./draft";
import type { Fault, Injection } from "./fault";
import { type Layout, NO_NOISE, type Noise, write } from "./layouts";
import { createModel, type Filling, type ReportModel, type StandardId } from "./model";
import { createRandom, type Random } from "./random";

export type { Pieces, Written } from "./builder";
export type { Expected, Fault, FixMode, Injection } from "./fault";
export { FAULTS } from "./faults";
export { LAYOUTS, type Layout, type Noise } from "./layouts";
export { type Filling, type ReportModel, STANDARDS, type StandardId } from "./model";

export interface Choice {
  readonly layout: Layout;
  readonly standard: StandardId;
  readonly filling?: Filling;
  /** Noise to be set; the seed chooses the rest. */
  readonly noise?: Partial<Noise>;
}

export interface Generated extends Written {
  readonly model: ReportModel;
  readonly noise: Noise;
}

/** A report without a fault. */
export function generate(seed: number, choice: Choice): Generated {
  const { model, draft, noise } = prepare(seed, choice);
  return { ...write(draft, choice.layout, noise, seed), model, noise };
}

export interface Injected {
  readonly clean: Written;
  readonly faulty: Written;
  readonly injection: Injection;
  readonly noise: Noise;
}

/** The same report without and with the fault; undefined where the layout or the numbers cannot show it. */
export function inject(seed: number, choice: Choice, fault: Fault): Injected | undefined {
  if (fault.standards && !fault.standards.includes(choice.standard)) return undefined;
  if (fault.needs?.some((ability) => !choice.layout.abilities.includes(ability))) return undefined;
  const filling = fault.filling ?? choice.filling;
  const asked = { ...choice, filling, noise: { ...choice.noise, ...fault.noise } };
  const { model, draft: cleanDraft, noise, clean } = prepareClean(seed, asked);
  const draft = structuredClone(cleanDraft);
  const injection = fault.apply(draft, {
    model,
    random: createRandom(seed ^ 0x5f3759df),
    layout: choice.layout,
  });
  if (!injection) return undefined;
  return { clean, faulty: write(draft, choice.layout, noise, seed), injection, noise };
}

type Prepared = ReturnType<typeof prepare> & { clean: Written };

/** Many faults are put into one clean report; the last few are kept. */
const prepared = new Map<string, Prepared>();
const KEPT = 64;

function prepareClean(seed: number, choice: Choice): Prepared {
  const key = JSON.stringify([seed, choice.layout.id, choice.standard, choice.filling, choice.noise]);
  const known = prepared.get(key);
  if (known) return known;
  // Faults are looked for in paragraphs as they are meant: whole, and without blanks.
  // Traditional text is mended into simplified labels, unnumbered headings have no numeral to be wrong.
  const parts = prepare(seed, {
    ...choice,
    noise: { traditional: false, unnumbered: false, wrapAt: 0, digitSpaces: false, ...choice.noise },
  });
  const result = { ...parts, clean: write(parts.draft, choice.layout, parts.noise, seed) };
  if (prepared.size >= KEPT) prepared.delete(prepared.keys().next().value!);
  prepared.set(key, result);
  return result;
}

function prepare(seed: number, choice: Choice): { model: ReportModel; draft: Draft; noise: Noise } {
  const random = createRandom(seed);
  const model = createModel(choice.standard, choice.filling ?? "rich", random);
  const draft = createDraft(model, random);
  return { model, draft, noise: { ...chooseNoise(random), ...choice.noise } };
}

function chooseNoise(random: Random): Noise {
  return {
    ...NO_NOISE,
    halfWidth: random.chance(0.35),
    numberMark: random.pick([".", ".", ".", "、", "．", ". ", "（", ""] as const),
    chineseMark: random.pick(["、", "、", "、", ".", "．", "、 "] as const),
    bareLabels: random.chance(0.06),
    explained: random.chance(0.25),
    ordinalMarks: random.pick([
      ["", "、"],
      ["", "、"],
      ["", "、"],
      ["", "、"],
      ["", "．"],
      ["", "."],
      ["", "、 "],
      ["", " "],
      ["第", "部分 "],
    ] as const),
    labelSpaces: random.chance(0.2),
    crlf: random.chance(0.15),
    bom: random.chance(0.1),
    traditional: random.chance(0.08),
    unnumbered: random.chance(0.08),
    blankLines: random.chance(0.4),
    indent: random.pick(["", "", "　　", "    "] as const),
    trailing: random.pick(["", "", "", " ", "　"] as const),
    subNumber: random.pick([
      ["", "."],
      ["", "."],
      ["", "、"],
      ["", "．"],
      ["（", "）"],
      ["", ". "],
    ] as const),
    wrapAt: random.chance(0.2) ? random.int(28, 44) : 0,
    digitSpaces: random.chance(0.2),
  };
}
