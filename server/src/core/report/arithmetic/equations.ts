import type { Equation } from "../../standard/compiled";

/* The equations of a table, and what is found where some of them are broken. */

/** A system of equations over numbered cells. A value that is blank or unreadable is NaN: its equations are silent. */
export interface System {
  readonly values: readonly number[];
  readonly equations: readonly Equation[];
  /** Cells in a row: cell numbers are row × width + column. */
  readonly width: number;
}

/** A cell that explains broken equations, and the value that restores them. */
export interface Suspect {
  readonly cell: number;
  readonly value: number;
  /** The equations it explains. */
  readonly equations: readonly BrokenEquation[];
}

/** A number in the wrong column of its row. */
export interface Swap {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly equations: readonly BrokenEquation[];
}

export interface BrokenEquation {
  readonly equation: Equation;
  readonly left: number;
  readonly right: number;
}

/** What is wrong with a table's numbers. */
export interface Analysis {
  readonly suspects: readonly Suspect[];
  readonly swaps: readonly Swap[];
  /** Values fit only when these rows are moved up (-1) or down (1) by one. */
  readonly shift: { readonly fromRow: number; readonly toRow: number; readonly by: 1 | -1 } | undefined;
  /** Broken equations that none of the above explains. */
  readonly open: readonly BrokenEquation[];
}

/** All equations that can be checked hold. */
export const SOUND: Analysis = { suspects: [], swaps: [], shift: undefined, open: [] };
/** Whether all equations hold; those of a table that is not there do. */
export function isSound(analysis: Analysis | undefined): boolean {
  return analysis === undefined || analysis === SOUND;
}

/** An equation that a cell is an operand of. */
export interface Term {
  readonly equation: number;
  /** What adding 1 to the cell does to left − right. */
  readonly sign: 1 | -1;
}

const termsOf = new WeakMap<readonly Equation[], readonly (readonly Term[])[]>();

/** The equations of each cell, by its number. */
export function cellTerms(equations: readonly Equation[]): readonly (readonly Term[])[] {
  let terms = termsOf.get(equations);
  if (terms === undefined) {
    const lists: Term[][] = [];
    const add = (cell: number, term: Term) => {
      lists[cell] ??= [];
      lists[cell]!.push(term);
    };
    equations.forEach(({ left, right }, equation) => {
      for (const cell of left) add(cell, { equation, sign: 1 });
      for (const cell of right) add(cell, { equation, sign: -1 });
    });
    terms = lists;
    termsOf.set(equations, terms);
  }
  return terms;
}

/** Sum of the values of cells; NaN where one has none. */
export function sum(values: readonly number[], cells: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < cells.length; i++) total += values[cells[i]!]!;
  return total;
}

/** The equations that a cell is an operand of. */
export function equationsWith(equations: readonly Equation[], cell: number): Equation[] {
  return (cellTerms(equations)[cell] ?? []).map(({ equation }) => equations[equation]!);
}

/** Whether no equation is broken: what has a blank or unreadable operand is silent. */
export function allHold({ values, equations }: System): boolean {
  for (let i = 0; i < equations.length; i++) {
    const { left, right } = equations[i]!;
    const difference = sum(values, left) - sum(values, right);
    if (difference !== 0 && !Number.isNaN(difference)) return false;
  }
  return true;
}
