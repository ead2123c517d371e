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
  /** They hold only when others of the suspects are set right as well. */
  readonly isOneOfSeveral: boolean;
}

/** A change of a cell that mends equations. */
export interface Move {
  readonly cell: number;
  readonly by: number;
}

/** Numbers in the wrong column of their row, or in the wrong row of their column: which row or column, the sums may not tell. */
export interface Misplacement {
  readonly along: "row" | "column";
  readonly equations: readonly FilledEquation[];
  /** The changes of each row, or column, that can have been meant. */
  readonly candidates: readonly (readonly Move[])[];
}

/** Rows whose numbers stand by one too low (-1: to be moved up) or too high (1). */
export interface Shift {
  readonly fromRow: number;
  readonly toRow: number;
  readonly by: 1 | -1;
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
  readonly misplacements: readonly Misplacement[];
  /** Values fit only when these rows are moved. */
  readonly shift: Shift | undefined;
  /** Broken equations that none of the above explains. */
  readonly open: readonly FilledEquation[];
  /** The cells in which these cross, where they are of a few rows and columns that several sets of cells explain. */
  readonly crossing: readonly number[] | undefined;
}

/** All equations that can be checked hold. */
export const SOUND: Analysis = {
  suspects: [],
  misplacements: [],
  shift: undefined,
  crossing: undefined,
  open: [],
};

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

/** An equation's place among the rows or columns of its table. */
export interface EquationLine {
  readonly isRow: boolean;
  /** Number of the row or column. */
  readonly at: number;
  /** The sums of columns that the line's cells stand in, as indices into {@link Network.laws}. */
  readonly laws: readonly number[];
  /** Turns the sign of the difference so that a wrong cell adds the same to its row's and to its column's. */
  readonly factor: 1 | -1;
}

/** The equations of a table as lines that cross in its cells. */
export interface Network {
  readonly lines: readonly EquationLine[];
  /** Rules of the equations that add up columns. What wrong cells do to the rows of one they do to its columns. */
  readonly laws: readonly string[];
  /** The row whose cells stand in two sums of their column. */
  readonly doubleRow: number | undefined;
}

const networks = new WeakMap<readonly Equation[], Network>();

/** The equations of a table as lines that cross. */
export function networkOf(equations: readonly Equation[], width: number): Network {
  let network = networks.get(equations);
  if (network === undefined) {
    network = makeNetwork(equations, width);
    networks.set(equations, network);
  }
  return network;
}

function makeNetwork(equations: readonly Equation[], width: number): Network {
  const terms = cellTerms(equations);
  const isRow = equations.map((equation) => isOfRow(equation, width));
  const laws = [...new Set(equations.filter((_, at) => !isRow[at]).map(({ rule }) => rule))];
  /** The signs that a cell has in its row's and in its column's equations, multiplied. */
  const turn = (cell: number) => {
    const across = terms[cell]!.find(({ equation }) => !isRow[equation])?.sign ?? 1;
    const along = terms[cell]!.find(({ equation }) => isRow[equation])?.sign ?? 1;
    return (across * along) as 1 | -1;
  };
  const lawsAt = (row: number) =>
    (terms[row * width] ?? []).flatMap(({ equation }) =>
      isRow[equation] ? [] : [laws.indexOf(equations[equation]!.rule)],
    );
  const lines = equations.map(({ rule, left }, equation): EquationLine => {
    const row = Math.floor(left[0]! / width);
    const at = left[0]! % width;
    if (isRow[equation]) return { isRow: true, at: row, laws: lawsAt(row), factor: turn(row * width) };
    const factor = (turn(left[0]!) * turn(row * width)) as 1 | -1;
    return { isRow: false, at, laws: [laws.indexOf(rule)], factor };
  });
  const doubleRow = lines.find((line) => line.isRow && line.laws.length > 1)?.at;
  return { lines, laws, doubleRow };
}

/** What the equation adds to the sum of a law, which is 0 for what one set of wrong cells has broken. */
export function charge({ laws, factor, isRow }: EquationLine, law: number, difference: number): number {
  return laws.includes(law) ? difference * factor * (isRow ? 1 : -1) : 0;
}

/** The changes mend the given equations and touch no other broken one, the rest still hold, and no number is below 0. */
export function mends(
  { values, equations }: System,
  differences: readonly number[],
  broken: readonly number[],
  moves: readonly Move[],
): boolean {
  const terms = cellTerms(equations);
  const left = new Map(broken.map((equation) => [equation, differences[equation]!]));
  for (const { cell, by } of moves) {
    if (!(values[cell]! + by >= 0)) return false;
    for (const { equation, sign } of terms[cell]!) {
      if (Number.isNaN(differences[equation]!)) continue;
      if (differences[equation] !== 0 && !broken.includes(equation)) return false;
      left.set(equation, (left.get(equation) ?? 0) + by * sign);
    }
  }
  return [...left.values()].every((difference) => difference === 0);
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
