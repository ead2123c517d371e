import type { Element } from "../xml";
import type { NewNumbers } from "./blocks";
import type { Markup } from "./markup";
import type { DocxText } from "./read";
import type { RunWriter } from "./runs";
import type { Splices } from "./splices";
import type { Step } from "./steps";

/** What a document is made of, as far as writing needs to know. */
export interface Writable extends DocxText {
  readonly xml: string;
  readonly root: Element;
}

/** One writing of a document: what is to be done, and what it is done with. */
export interface Work {
  readonly document: Writable;
  readonly markup: Markup;
  readonly splices: Splices;
  readonly letters: RunWriter;
  readonly numbers: NewNumbers;
  /** Of the old lines by their number: those that go, and those that change with their new text. */
  readonly gone: ReadonlySet<number>;
  readonly changed: ReadonlyMap<number, string>;
}

export function goneIn(steps: readonly Step[]): Set<number> {
  return new Set(steps.flatMap((step) => (step.kind === "remove" ? [step.old] : [])));
}

export function changedIn(steps: readonly Step[]): Map<number, string> {
  return new Map(steps.flatMap((step) => (step.kind === "change" ? [[step.old, step.text] as const] : [])));
}
