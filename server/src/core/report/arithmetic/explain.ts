import {
  type Analysis,
  cellTerms,
  charge,
  fill,
  type Misplacement,
  type Move,
  networkOf,
  SOUND,
  type System,
} from "./equations";
import { findShift } from "./shift";
import { brokenIn, differencesOf, type Group, sureGroups } from "./suspects";

/** So many equations are broken where rows have slipped. */
const FEWEST_OF_SHIFT = 3;

/** Says what explains the broken equations of a system that has some. */
export function explain(system: System): Analysis {
  const differences = differencesOf(system);
  const groups = sureGroups(system, differences);
  const misplacements = groups.flatMap((group) => misplacementOf(system, differences, group) ?? []);
  const suspects = groups
    .filter((group) => !misplacements.some(({ group: moved }) => moved === group))
    .flatMap((group) => suspectsOf(system, differences, group));
  const explained = new Set(
    [
      ...misplacements.map(({ group }) => group),
      ...groups.filter(({ moves }) => moves !== undefined),
    ].flatMap(({ equations }) => equations),
  );
  const open = brokenIn(differences).filter((equation) => !explained.has(equation));
  const unknown = open.length + misplacements.length * 2;
  const shift = suspects.length === 0 && unknown >= FEWEST_OF_SHIFT ? findShift(system) : undefined;
  if (shift !== undefined) return { ...SOUND, shift };
  const crossing = crossingOf(system, differences, open);
  return {
    suspects,
    misplacements: misplacements.map(({ misplacement }) => misplacement),
    shift,
    crossing,
    open: describe(system, open),
  };
}

/** More cells than can be looked through are no help. */
const MOST_CROSSED = 6;

/** Where all that is left broken crosses, if it is a few rows and columns whose differences cancel out. */
function crossingOf(
  system: System,
  differences: readonly number[],
  open: readonly number[],
): readonly number[] | undefined {
  const { equations, width } = system;
  const { lines, laws } = networkOf(equations, width);
  const rows = new Set(open.flatMap((it) => (lines[it]!.isRow ? [lines[it]!.at] : [])));
  const columns = new Set(open.flatMap((it) => (lines[it]!.isRow ? [] : [lines[it]!.at])));
  const count = rows.size * columns.size;
  if (count < 2 || count > MOST_CROSSED) return undefined;
  const cancels = laws.every(
    (_, law) => open.reduce((sum, it) => sum + charge(lines[it]!, law, differences[it]!), 0) === 0,
  );
  if (!cancels) return undefined;
  return [...rows].flatMap((row) => [...columns].map((column) => row * width + column));
}

function describe({ equations, values }: System, broken: readonly number[]) {
  return broken.map((equation) => fill(equations[equation]!, values));
}

// ── Wrong numbers ──

function suspectsOf(
  system: System,
  differences: readonly number[],
  { equations, moves = [] }: Group,
): Analysis["suspects"] {
  const terms = cellTerms(system.equations);
  return moves.map(({ cell, by }) => {
    const own = terms[cell]!.map(({ equation }) => equation).filter((it) => equations.includes(it));
    const isOneOfSeveral = terms[cell]!.some(
      ({ equation, sign }) => equations.includes(equation) && differences[equation]! !== -by * sign,
    );
    return { cell, value: system.values[cell]! + by, equations: describe(system, own), isOneOfSeveral };
  });
}

// ── Numbers in the wrong place ──

interface Found {
  readonly group: Group;
  readonly misplacement: Misplacement;
}

/** Columns, or two rows, of which one has too much what others have too little. */
function misplacementOf(system: System, differences: readonly number[], group: Group): Found | undefined {
  if (group.equations.length === 1) return undefined;
  const { lines } = networkOf(system.equations, system.width);
  const isRow = lines[group.equations[0]!]!.isRow;
  const across = group.equations.map((equation) => lines[equation]!);
  if (across.some((line) => line.isRow !== isRow)) return undefined;
  // The column of totals goes with the others where a whole row is wrong, or is counted twice.
  if (!isRow && across.some(({ at }) => at === system.width - 1)) return undefined;
  if (isRow && !isMoved(group.equations, differences)) return undefined;
  if (group.moves !== undefined && group.moves.length !== 2) return undefined;
  const candidates =
    group.moves === undefined ? crossings(system, differences, group.equations) : [group.moves];
  if (candidates.length === 0) return undefined;
  const equations = describe(system, group.equations);
  return { group, misplacement: { along: isRow ? "column" : "row", equations, candidates } };
}

/** Two rows, one with too much what the other has too little. */
function isMoved(equations: readonly number[], differences: readonly number[]): boolean {
  const [one, other] = equations;
  return equations.length === 2 && differences[one!] === -differences[other!]!;
}

/** The lines that cross all the equations, with the changes of their cells, where these leave numbers that can be. */
function crossings(
  { equations, values, width }: System,
  differences: readonly number[],
  broken: readonly number[],
): Move[][] {
  const terms = cellTerms(equations);
  const { lines } = networkOf(equations, width);
  const [first] = broken;
  const { left, right } = equations[first!]!;
  const isRow = lines[first!]!.isRow;
  // A cell that stands in two such equations would mend one and break the other.
  const isOfOne = (cell: number) =>
    terms[cell]!.filter(({ equation }) => lines[equation]!.isRow === isRow).length === 1;
  return [...left, ...right].filter(isOfOne).flatMap((cell) => {
    const moves = broken.map((equation): Move => {
      const at = lines[equation]!.at;
      const crossed = isRow ? at * width + (cell % width) : cell - (cell % width) + at;
      const term = terms[crossed]!.find((it) => it.equation === equation);
      return { cell: crossed, by: term === undefined ? Number.NaN : -differences[equation]! * term.sign };
    });
    return moves.every(({ cell: moved, by }) => values[moved]! + by >= 0) ? [moves] : [];
  });
}
