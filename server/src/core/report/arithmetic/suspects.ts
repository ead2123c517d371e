import type { Equation } from "../../standard/compiled";
import {
  type Analysis,
  cellTerms,
  fill,
  isOfRow,
  SOUND,
  type Swap,
  type System,
  sum,
  type Term,
} from "./equations";

/*
 * The search for the wrong cell. The requests table is a linear system: each cell stands in its row's equation and in
 * one or two of its column's. One wrong number breaks all of them by the same difference, which points at the cell as
 * a parity check does. Sought is the smallest set of cells that explains every broken equation; where there is only
 * one such set its cells are named, where there are several only what all of them share, and the other equations are
 * left to be reported as they are.
 */

const MOST_BROKEN = 40;
const MOST_NODES = 20_000;
const MOST_SOLUTIONS = 16;
const MOST_OVERLAPPING = 3;

function differences({ values, equations }: System): number[] {
  return equations.map(({ left, right }) => sum(values, left) - sum(values, right));
}

/** Looks for the cells that explain the broken equations of a system that has some. */
export function explain(system: System): Analysis {
  const diff = differences(system);
  const broken = brokenIn(diff);
  const describe = (equations: readonly number[]) =>
    equations.map((equation) => fill(system.equations[equation]!, system.values));
  if (broken.length > MOST_BROKEN) return { ...SOUND, shift: findShift(system), open: describe(broken) };

  const { moves, unique } = solve(system, diff, broken);
  const pairs = pairedMoves(moves, system.width);
  const suspects = moves
    .filter((move) => !pairs.some((pair) => pair.includes(move)))
    .map(({ cell, delta, explains }) => ({
      cell,
      value: system.values[cell]! + delta,
      equations: describe(explains.filter((equation) => diff[equation] !== 0)),
    }));
  const toSwap = ({ from, to, amount, explains }: SwapFound): Swap => ({
    from,
    to,
    amount,
    equations: describe(explains),
  });
  const moved = pairs.map((pair) => movedNumber(pair, diff));
  if (unique) return { ...SOUND, suspects, swaps: moved.map(toSwap) };
  const rest = residual(system, diff, moves);
  const swaps = findSwaps(system, rest);
  const explained = new Set(swaps.flatMap((swap) => swap.explains));
  const left = broken.filter((equation) => rest[equation] !== 0 && !explained.has(equation));
  const shift = left.length >= 3 && moves.length === 0 ? findShift(system) : undefined;
  return {
    suspects,
    swaps: [...moved, ...swaps].map(toSwap),
    shift,
    open: shift === undefined ? describe(left) : [],
  };
}

/** The equations whose sides differ; one with an operand that is no number has no difference. */
function brokenIn(diff: readonly number[]): number[] {
  return diff.flatMap((value, equation) => (value !== 0 && !Number.isNaN(value) ? [equation] : []));
}

// ── Cells that explain ──

interface Move {
  readonly cell: number;
  readonly delta: number;
  readonly explains: readonly number[];
}

/** The cells that every smallest explanation has; `unique` where there is one explanation and it explains all. */
function solve(
  system: System,
  diff: readonly number[],
  broken: readonly number[],
): { moves: readonly Move[]; unique: boolean } {
  let solutions = exactCovers(system, diff, broken);
  if (solutions.length === 0) solutions = overlapping(system, diff, broken);
  if (solutions.length === 0) return { moves: partial(system, diff, broken), unique: false };
  const shared = solutions[0]!.filter((move) =>
    solutions.every((other) => other.some((same) => same.cell === move.cell && same.delta === move.delta)),
  );
  return { moves: shared, unique: solutions.length === 1 };
}

/** Cells all of whose equations are broken by the same difference: each explains them all by itself. */
function soleCauses(system: System, diff: readonly number[], broken: readonly number[]): Move[] {
  const terms = cellTerms(system.equations);
  const seen = new Set<number>();
  const causes: Move[] = [];
  for (const equation of broken) {
    const { left, right } = system.equations[equation]!;
    for (const cell of [...left, ...right]) {
      if (seen.has(cell)) continue;
      seen.add(cell);
      const active = terms[cell]!.filter((term) => !Number.isNaN(diff[term.equation]!));
      if (active.length < 2) continue;
      const delta = -diff[active[0]!.equation]! * active[0]!.sign;
      if (delta === 0 || !active.every((term) => -diff[term.equation]! * term.sign === delta)) continue;
      if (isPossible(system.values[cell]! + delta))
        causes.push({ cell, delta, explains: active.map((term) => term.equation) });
    }
  }
  return causes;
}

function isPossible(value: number): boolean {
  return value >= 0 && Number.isInteger(value);
}

/** All smallest sets of sole causes that explain each broken equation exactly once. */
function exactCovers(system: System, diff: readonly number[], broken: readonly number[]): Move[][] {
  const causes = soleCauses(system, diff, broken);
  let best: Move[][] = [];
  let size = Number.POSITIVE_INFINITY;
  let nodes = 0;
  const cover = (left: readonly number[], chosen: readonly Move[]): void => {
    if (chosen.length + Math.ceil(left.length / 3) > size || nodes++ > MOST_NODES) return;
    if (left.length === 0) {
      if (chosen.length < size) best = [];
      size = chosen.length;
      if (best.length < MOST_SOLUTIONS) best.push([...chosen]);
      return;
    }
    const next = left[0]!;
    for (const cause of causes) {
      if (!cause.explains.includes(next) || !cause.explains.every((equation) => left.includes(equation)))
        continue;
      cover(
        left.filter((equation) => !cause.explains.includes(equation)),
        [...chosen, cause],
      );
    }
  };
  cover(broken, []);
  return best;
}

/** Smallest sets of at most three cells that may share equations, so that their differences add up there. */
function overlapping(system: System, diff: readonly number[], broken: readonly number[]): Move[][] {
  const state = [...diff];
  const found = new Map<string, Move[]>();
  let nodes = 0;
  const search = (left: readonly number[], chosen: readonly Move[], depth: number): void => {
    if (left.length === 0) {
      if (found.size < MOST_SOLUTIONS) found.set(keyOf(chosen), [...chosen]);
      return;
    }
    if (left.length > 3 * depth || nodes++ > MOST_NODES) return;
    for (const { move, terms } of helpfulMoves(system, state, left, chosen)) {
      apply(state, terms, move.delta);
      search(brokenIn(state), [...chosen, move], depth - 1);
      apply(state, terms, -move.delta);
    }
  };
  for (let depth = 1; depth <= MOST_OVERLAPPING && found.size === 0; depth++) search(broken, [], depth);
  return [...found.values()];
}

/** Moves of further cells of the smallest broken equation that mend more equations than they break. */
function* helpfulMoves(
  system: System,
  state: readonly number[],
  broken: readonly number[],
  chosen: readonly Move[],
): Iterable<{ move: Move; terms: readonly Term[] }> {
  const termsOf = cellTerms(system.equations);
  const smallest = broken
    .map((equation) => system.equations[equation]!)
    .reduce((a, b) => (size(a) <= size(b) ? a : b));
  for (const cell of [...smallest.left, ...smallest.right]) {
    if (chosen.some((move) => move.cell === cell)) continue;
    const terms = termsOf[cell]!.filter(({ equation }) => !Number.isNaN(state[equation]!));
    if (terms.length < 2) continue;
    const explains = terms.map(({ equation }) => equation);
    for (const delta of new Set(terms.map(({ equation, sign }) => -state[equation]! * sign))) {
      if (delta === 0 || !isPossible(system.values[cell]! + delta)) continue;
      const before = terms.filter(({ equation }) => state[equation] !== 0).length;
      const after = terms.filter(({ equation, sign }) => state[equation]! + delta * sign !== 0).length;
      if (after < before) yield { move: { cell, delta, explains }, terms };
    }
  }
}

/** Changes a cell by a number in all the equations it stands in. */
function apply(state: number[], terms: readonly Term[], delta: number): void {
  for (const { equation, sign } of terms) state[equation] = state[equation]! + delta * sign;
}

function keyOf(moves: readonly Move[]): string {
  return moves
    .map(({ cell, delta }) => `${cell}:${delta}`)
    .sort()
    .join();
}

function size({ left, right }: Equation): number {
  return left.length + right.length;
}

/** Where no set explains everything: sole causes that no other sole cause competes with. */
function partial(system: System, diff: readonly number[], broken: readonly number[]): Move[] {
  const causes = soleCauses(system, diff, broken);
  return causes.filter(
    (cause) =>
      !causes.some(
        (other) => other !== cause && other.explains.some((equation) => cause.explains.includes(equation)),
      ),
  );
}

function residual(system: System, diff: readonly number[], moves: readonly Move[]): number[] {
  const rest = [...diff];
  const terms = cellTerms(system.equations);
  for (const { cell, delta } of moves) apply(rest, terms[cell]!, delta);
  return rest;
}

/** Two cells of one row, one too large by what the other is too small: a number in the wrong column. */
function pairedMoves(moves: readonly Move[], width: number): [Move, Move][] {
  const pairs: [Move, Move][] = [];
  const rowOf = (move: Move) => Math.floor(move.cell / width);
  const isTotal = (move: Move) => move.cell % width === width - 1;
  for (const from of moves) {
    if (from.delta >= 0 || isTotal(from)) continue;
    const to = moves.find(
      (move) =>
        !isTotal(move) &&
        move.delta === -from.delta &&
        rowOf(move) === rowOf(from) &&
        !pairs.some((pair) => pair.includes(move)),
    );
    if (to !== undefined) pairs.push([from, to]);
  }
  return pairs;
}

// ── A number in the wrong column ──

interface SwapFound {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly explains: readonly number[];
}

function movedNumber([from, to]: readonly [Move, Move], diff: readonly number[]): SwapFound {
  const explains = [...from.explains, ...to.explains].filter((equation) => diff[equation] !== 0);
  return { from: from.cell, to: to.cell, amount: to.delta, explains };
}

/** Moves of a number along its row that mend every broken equation of two columns at once. */
function findSwaps(system: System, diff: readonly number[]): SwapFound[] {
  const { values, width } = system;
  const terms = cellTerms(system.equations);
  const broken = new Set(brokenIn(diff));
  if (broken.size === 0) return [];
  const candidates: (SwapFound & { exact: boolean })[] = [];
  for (let from = 0; from < values.length; from++) {
    const amount = mendingDelta(system, terms[from] ?? [], diff, broken);
    if (amount === undefined || amount >= 0 || values[from]! + amount < 0) continue;
    const row = Math.floor(from / width) * width;
    for (let to = row; to < row + width; to++) {
      if (to === from || mendingDelta(system, terms[to] ?? [], diff, broken) !== -amount) continue;
      const explains = [...(terms[from] ?? []), ...(terms[to] ?? [])]
        .map((term) => term.equation)
        .filter((equation) => broken.has(equation));
      candidates.push({
        from,
        to,
        amount: -amount,
        explains,
        exact: values[from] === -amount && values[to] === 0,
      });
    }
  }
  const certain: SwapFound[] = [];
  for (const candidate of candidates) {
    const rivals = candidates.filter((other) =>
      other.explains.some((equation) => candidate.explains.includes(equation)),
    );
    const only =
      rivals.length === 1 || (candidate.exact && rivals.filter((other) => other.exact).length === 1);
    if (only) certain.push(candidate);
  }
  return certain;
}

/** The change to a cell that mends its column's equations, all broken, where its row's equation holds. */
function mendingDelta(
  { equations, width }: System,
  terms: readonly Term[],
  diff: readonly number[],
  broken: ReadonlySet<number>,
): number | undefined {
  let delta: number | undefined;
  for (const { equation, sign } of terms) {
    if (Number.isNaN(diff[equation]!)) continue;
    const isRow = isOfRow(equations[equation]!, width);
    if (isRow === broken.has(equation)) return undefined;
    if (isRow) continue;
    const needed = -diff[equation]! * sign;
    if (delta !== undefined && delta !== needed) return undefined;
    delta = needed;
  }
  return delta;
}

// ── Rows that slipped ──

/**
 * The shortest move of consecutive rows by one place, into a row of zeros or blanks, that makes all equations hold. The
 * equations cannot tell whether the rows around them, that would hold moved or not, slipped as well.
 */
function findShift(system: System): Analysis["shift"] {
  const { values, width } = system;
  const rows = values.length / width;
  const empty = Array.from({ length: rows }, (_, row) => isEmptyRow(values, row * width, width));
  for (let length = 1; length < rows; length++) {
    for (let gap = 0; gap < rows; gap++) {
      // Rows beyond the gap move into it: up where they stand below it, down where they stand above.
      for (const far of [gap - length, gap + length]) {
        if (!empty[gap] || far < 0 || far >= rows || empty[far]) continue;
        if (!holds(moveRows(values, gap, far, width), system.equations)) continue;
        return far > gap ? { fromRow: gap + 1, toRow: far, by: -1 } : { fromRow: far, toRow: gap - 1, by: 1 };
      }
    }
  }
  return undefined;
}

function isEmptyRow(values: readonly number[], start: number, width: number): boolean {
  for (let i = start; i < start + width; i++) if (values[i] !== 0 && !Number.isNaN(values[i]!)) return false;
  return true;
}

function moveRows(values: readonly number[], gap: number, far: number, width: number): number[] {
  const moved = values.map((value) => (Number.isNaN(value) ? 0 : value));
  const step = far > gap ? 1 : -1;
  for (let row = gap; row !== far; row += step) {
    for (let i = 0; i < width; i++) moved[row * width + i] = values[(row + step) * width + i] || 0;
  }
  for (let i = 0; i < width; i++) moved[far * width + i] = 0;
  return moved;
}

function holds(values: readonly number[], equations: readonly Equation[]): boolean {
  return equations.every(({ left, right }) => sum(values, left) === sum(values, right));
}
