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
interface Suspect {
  readonly cell: number;
  readonly value: number;
  /** The equations it explains. */
  readonly equations: readonly FilledEquation[];
}

/** A number in the wrong column of its row. */
export interface Swap {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly equations: readonly FilledEquation[];
}

/** An equation with the numbers of a table in it. A side with an operand that is no number is NaN. */
export interface FilledEquation {
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
  readonly open: readonly FilledEquation[];
}

/** All equations that can be checked hold. */
export const SOUND: Analysis = { suspects: [], swaps: [], shift: undefined, open: [] };

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

export function fill(equation: Equation, values: readonly number[]): FilledEquation {
  return { equation, left: sum(values, equation.left), right: sum(values, equation.right) };
}

/** The equations that a cell is an operand of. */
export function equationsWith(equations: readonly Equation[], cell: number): Equation[] {
  return (cellTerms(equations)[cell] ?? []).map(({ equation }) => equations[equation]!);
}

/** The sums differ; an equation with an operand that is no number is not broken but silent. */
export function isBroken({ left, right }: Equation, values: readonly number[]): boolean {
  const difference = sum(values, left) - sum(values, right);
  return difference !== 0 && !Number.isNaN(difference);
}

/** The equation adds up a row, and not a column. */
export function isOfRow({ left, right }: Equation, width: number): boolean {
  return Math.floor(left[0]! / width) === Math.floor(right[0]! / width);
}

/** More addends than can be taken in are not shown. */
const MOST_ADDENDS = 8;

/** `4+1`, or what they come to where that says more. Zeros explain nothing, and there are many. */
export function inAddends(numbers: readonly number[], plus: string): string {
  const addends = numbers.filter((number) => number !== 0);
  const isShown = addends.length > 1 && addends.length <= MOST_ADDENDS;
  return isShown ? addends.join(plus) : String(totalOf(numbers));
}

/** `4+1=5`, or the total alone. */
export function withTotal(numbers: readonly number[], plus: string, equals: string): string {
  const total = String(totalOf(numbers));
  const addends = inAddends(numbers, plus);
  return addends === total ? total : `${addends}${equals}${total}`;
}

function totalOf(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
