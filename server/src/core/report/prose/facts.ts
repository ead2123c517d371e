import type { CompiledStandard } from "../../standard/compiled";
import type { Span } from "../../text/text";
import type { Heading } from "../outline/headings";
import type { Section } from "../outline/sections";
import type { Passage } from "./prose";
import type { Quantity } from "./words";

/*
 * What the running text states in numbers. A number counts requests only where its own clause says so, or the clause
 * before it did and nothing else has been spoken of since; where a statement can be meant in several ways, all are
 * kept, and where it is not clear what is meant, nothing is.
 */

/** Cells whose sum a statement may mean, by key. */
export type Reading = readonly string[];

/** A count of requests or cases that the tables count too. */
export interface Fact extends Quantity {
  /** What is counted, in a few Chinese words. */
  readonly what: string;
  /** The number with its unit; of a statement that there was none, its words. */
  readonly span: Span;
  readonly sentence: Span;
  /** At least one. */
  readonly readings: readonly Reading[];
}

/** Any number with a unit, as it stands in its sentence. */
export interface Measure extends Quantity {
  readonly unit: string;
  readonly span: Span;
  /** Folded words before it, from the last mark or number on. */
  readonly label: string;
  /** What it counts, where the tables count it too. */
  readonly fact: Fact | undefined;
}

/** Parts listed behind (or before) their whole, as the list is most naturally read. */
export interface Partition {
  readonly whole: Measure;
  readonly parts: readonly Measure[];
  /** The parts are of one kind and cover the whole: manners of asking, persons and organisations, 分别为, a last 其他. */
  readonly isComplete: boolean;
  /** Some reading of the list makes it right; `parts` are those of the most natural one. */
  readonly isRight: boolean;
}

/** A part stated as a percentage. */
export interface Share {
  readonly percent: Quantity;
  readonly span: Span;
  readonly part: Measure;
  /** Numbers that it may be a percentage of: others of the same sentence, and sums of cells. */
  readonly wholes: readonly Measure[];
  /** What all parts of its sentence with percentages come to: 网上20件，占50%；信函20件，占50%. */
  readonly together: number;
  readonly totals: readonly Reading[];
}

/** A total of something that the tables do not count, told by its whole sentence. */
export interface Total {
  /** The clause without its number and what may stand in any: 网站发布信息#条. */
  readonly key: string;
  readonly measure: Measure;
}

/** What the running text states in numbers. */
export interface Facts {
  readonly counts: readonly Fact[];
  readonly partitions: readonly Partition[];
  readonly shares: readonly Share[];
  readonly totals: readonly Total[];
  /** Where it says that all requests have been answered. */
  readonly finished: readonly Finished[];
}

/** A statement that all requests have been answered. */
export interface Finished {
  readonly span: Span;
  /** The number in the same sentence that it may be all of. */
  readonly of: Measure | undefined;
}

/** What a passage speaks of. */
export type Topic = "requests" | "litigation" | "foreign" | "none";

/** What a reader needs of the report. */
export interface FactSource {
  readonly passages: readonly Passage[];
  readonly sections: readonly Section[];
  readonly headings: readonly Heading[];
  readonly year: number | undefined;
  readonly agency: string | undefined;
  readonly standard: CompiledStandard | undefined;
}

/** Lists that grow while the text is read. */
export type Growing = { -readonly [K in keyof Facts]: Facts[K][number][] };

/** Whether a number as stated can be the number there is: 两百余 is 200 or more, 近300 is 300 or less. */
export function fits({ value, bound }: Pick<Measure, "value" | "bound">, actual: number): boolean {
  switch (bound) {
    case "exact":
      return value === actual;
    case "atLeast":
      return actual >= value;
    case "atMost":
      return actual <= value;
    case "about":
      return Math.abs(actual - value) <= value * 0.2;
  }
}
