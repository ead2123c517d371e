import type { Equation } from "../../standard/compiled";
import { cellTerms, type FilledEquation, fill, isBroken } from "./equations";

/*
 * Blanks and dashes of a table. Many leave zeros blank; others forget a number. They are read as 0 where the table's
 * equations then hold but for a few, and that reading is for the equations only: the values stay as they are written.
 */

/** One equation in so many may fail, where blanks are read as 0 and a few numbers are wrong. */
const FAILING = 4;

/** A table's numbers as its equations read them. */
export interface Operands {
  readonly values: readonly number[];
  /** Most zeros are blank, so that an equation which fails with one is wrong; else it may be a number that was left out. */
  readonly areZeros: boolean;
}

/** Ways to read the gaps among the values, which are NaN there: as 0, but for blank totals beside numbers, not at all. */
export function waysToRead(
  values: readonly number[],
  gaps: ReadonlySet<number>,
  totals: Iterable<number>,
  equations: readonly Equation[],
): Operands[] {
  const unread = { values, areZeros: false };
  // A table with nothing in it yet is not one of zeros.
  if (gaps.size === 0 || !values.some((value) => value > 0)) return [unread];
  const filled = values.map((value, at) => (gaps.has(at) ? 0 : value));
  const partly = filled.slice();
  for (const at of totals) partly[at] = Number.NaN;
  return [filled, partly].flatMap((it) => readAs(it, gaps, equations) ?? []).concat(unread);
}

/** Undefined where too many equations fail for the blanks to mean that. */
function readAs(
  values: readonly number[],
  gaps: ReadonlySet<number>,
  equations: readonly Equation[],
): Operands | undefined {
  const known = equations.filter((equation) => isKnown(equation, values));
  const failing = (some: readonly Equation[]) => some.filter((equation) => isBroken(equation, values)).length;
  // One may always fail: the smallest table has three.
  if (failing(known) > Math.max(1, known.length / FAILING)) return undefined;
  const withGaps = known.filter(({ left, right }) => [...left, ...right].some((at) => gaps.has(at)));
  const zeros = values.filter((value) => value === 0).length;
  // Where no zero is written at all, one of few equations may fail.
  const most = zeros === gaps.size && withGaps.length > 1 ? 1 : 0;
  // What is 0 on both sides holds in a table that is only being filled in, too: numbers of one row tell nothing yet.
  const telling = withGaps.filter(
    (equation) => fill(equation, values).left + fill(equation, values).right > 0,
  );
  const tolerable = Math.min(withGaps.length / FAILING, telling.length / 2);
  const areFew = failing(withGaps) <= Math.max(most, tolerable);
  return { values, areZeros: gaps.size * 2 > zeros && areFew };
}

function isKnown(equation: Equation, values: readonly number[]): boolean {
  const { left, right } = fill(equation, values);
  return !Number.isNaN(left - right);
}

/** Blank totals of numbers that are not all 0, each with the equation whose left side it should be. */
export function blankTotals(
  values: readonly number[],
  gaps: ReadonlySet<number>,
  equations: readonly Equation[],
): ReadonlyMap<number, FilledEquation> {
  const filled = values.map((value, at) => (gaps.has(at) ? 0 : value));
  const sums = new Map<number, FilledEquation>();
  for (const equation of equations) {
    const [total] = equation.right;
    if (equation.right.length !== 1 || !gaps.has(total!) || sums.has(total!)) continue;
    const sum = fill(equation, filled);
    if (sum.left > 0) sums.set(total!, sum);
  }
  return sums;
}

/** Another number in one of its gaps would make the equation hold. */
export function isMendedByGap(
  equations: readonly Equation[],
  broken: Equation,
  difference: number,
  gaps: ReadonlySet<number>,
): boolean {
  const terms = cellTerms(equations);
  return [...broken.left, ...broken.right].some((cell) => {
    const sign = terms[cell]!.find(({ equation }) => equations[equation] === broken)!.sign;
    return gaps.has(cell) && difference * sign < 0;
  });
}
