import { cellTerms, charge, type Move, mends, type Network, networkOf, type System, sum } from "./equations";

/*
 * The search for the wrong cell. Equations are nodes, cells are edges between the node of their row and that of their
 * column (the row of all results together: of both of the column's). A wrong number is a flow along an edge, and what is
 * seen are the differences at the nodes. Broken equations fall into groups whose differences cancel out; the explanation
 * with the fewest wrong cells is the one that parts them into the most groups. A group is explained for sure where it can
 * be explained in one way, and no explanation goes without it that needs no more cells.
 */

/** More broken equations fit too many explanations for one of them to be the only one. */
const MOST_BROKEN = 16;
const MOST_GROUPS = 600;
/** From so many wrong cells on, equal differences may be the same: of one number that made up for another. */
const MANY_CELLS = 3;
/** Where more cells are wrong, any of them may be explained by coincidence. */
const MOST_CELLS = 4;

/** Broken equations that cancel out, and none of them without the others. */
export interface Group {
  readonly equations: readonly number[];
  /** The only cells that explain them; undefined where several sets of cells do. */
  readonly moves: readonly Move[] | undefined;
  /** Of the same column or row: what one has too much, the others have too little, and any line across may have lost it. */
  readonly isLoose: boolean;
}

interface Candidate extends Group {
  /** Bits of the broken equations. */
  readonly members: number;
  /** The fewest cells that explain them. */
  readonly cost: number;
}

/** The groups of broken equations that every explanation has. Empty where there are too many to tell. */
export function sureGroups(system: System, differences: readonly number[]): Group[] {
  const broken = brokenIn(differences);
  if (broken.length === 0 || broken.length > MOST_BROKEN) return [];
  const candidates = new Grouping(system, differences, broken).candidates();
  if (candidates.length > MOST_GROUPS) return [];
  const all = 2 ** broken.length - 1;
  const best = cheapest(all, candidates);
  if (best === undefined || best.cost > MOST_CELLS) return [];
  const areMany = best.cost >= MANY_CELLS;
  const hasLoose = best.groups.some(({ isLoose }) => isLoose);
  return best.groups.filter((group) => {
    // What is booked in another column may have passed through any row that is wrong anyway.
    if (hasLoose && !group.isLoose && group.moves !== undefined && group.moves.length > 1) return false;
    if (group.isLoose && sharesColumn(system, group, broken)) return false;
    if (areMany && best.groups.some((other) => other !== group && sharesAmount(differences, group, other)))
      return false;
    const rival = cheapest(
      all,
      candidates.filter((other) => other !== group),
    );
    return rival === undefined || rival.cost > best.cost;
  });
}

/** Some difference of the one is the same as one of the other. */
function sharesAmount(differences: readonly number[], one: Group, other: Group): boolean {
  const amounts = new Set(one.equations.map((it) => Math.abs(differences[it]!)));
  return other.equations.some((it) => amounts.has(Math.abs(differences[it]!)));
}

/** Another sum of one of the group's columns is broken, too: the row that stands in both may be wrong. */
function sharesColumn({ equations, width }: System, group: Group, broken: readonly number[]): boolean {
  const { lines } = networkOf(equations, width);
  const columns = group.equations.flatMap((it) => (lines[it]!.isRow ? [] : [lines[it]!.at]));
  return broken.some((it) => {
    const { isRow, at } = lines[it]!;
    return !isRow && columns.includes(at) && !group.equations.includes(it);
  });
}

/** The equations whose sides differ; one with an operand that is no number has no difference. */
export function brokenIn(differences: readonly number[]): number[] {
  return differences.flatMap((value, equation) => (value !== 0 && !Number.isNaN(value) ? [equation] : []));
}

export function differencesOf({ values, equations }: System): number[] {
  return equations.map(({ left, right }) => sum(values, left) - sum(values, right));
}

interface Parting {
  readonly cost: number;
  readonly groups: readonly Candidate[];
}

/** The groups that part all the broken equations among them with the fewest wrong cells. */
function cheapest(all: number, candidates: readonly Candidate[]): Parting | undefined {
  const byFirst = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const first = lowestBit(candidate.members);
    byFirst.set(first, [...(byFirst.get(first) ?? []), candidate]);
  }
  const known = new Map<number, Parting | undefined>([[0, { cost: 0, groups: [] }]]);
  const part = (left: number): Parting | undefined => {
    if (known.has(left)) return known.get(left);
    let best: Parting | undefined;
    for (const group of byFirst.get(lowestBit(left)) ?? []) {
      if ((group.members & left) !== group.members) continue;
      const rest = part(left & ~group.members);
      if (rest === undefined || (best !== undefined && rest.cost + group.cost >= best.cost)) continue;
      best = { cost: rest.cost + group.cost, groups: [group, ...rest.groups] };
    }
    known.set(left, best);
    return best;
  };
  return part(all);
}

const lowestBit = (bits: number) => bits & -bits;

/** All groups that the broken equations of a system have. */
class Grouping {
  private readonly network: Network;
  /** Some equations cannot be checked. */
  private readonly hasSilent: boolean;

  constructor(
    private readonly system: System,
    private readonly differences: readonly number[],
    private readonly broken: readonly number[],
  ) {
    this.network = networkOf(system.equations, system.width);
    this.hasSilent = differences.some(Number.isNaN);
  }

  /** Each set of broken equations is tried once, its parts before it. */
  candidates(): Candidate[] {
    const found: Candidate[] = [];
    const sums = this.network.laws.map(() => new Float64Array(2 ** this.broken.length));
    for (let members = 1; members < 2 ** this.broken.length; members++) {
      const last = 31 - Math.clz32(members);
      let cancels = true;
      for (let law = 0; law < sums.length; law++) {
        const of = sums[law]!;
        of[members] = of[members & ~(1 << last)]! + this.chargeOf(this.broken[last]!, law);
        cancels &&= of[members] === 0;
      }
      // Where all equations can be checked, what one set of cells broke cancels out.
      const group = cancels || this.hasSilent ? this.group(members, cancels) : undefined;
      if (group === undefined || found.some((part) => isPartOf(part, group))) continue;
      found.push(group);
      if (found.length > MOST_GROUPS) break;
    }
    return found;
  }

  private chargeOf(equation: number, law: number): number {
    return charge(this.network.lines[equation]!, law, this.differences[equation]!);
  }

  private group(members: number, cancels: boolean): Candidate | undefined {
    const equations = this.broken.filter((_, at) => (members & (1 << at)) !== 0);
    const lines = equations.map((equation) => this.network.lines[equation]!);
    const rows = new Set(lines.filter(({ isRow }) => isRow).map(({ at }) => at));
    const columns = new Set(lines.filter(({ isRow }) => !isRow).map(({ at }) => at));
    const isLoose = rows.size === 0 || columns.size === 0;
    if (equations.length === 1) return this.single(members, equations[0]!);
    if (isLoose && !cancels) return undefined;
    const moves = this.crossing(equations, rows, columns);
    if (moves !== undefined) return { members, equations, moves, isLoose: false, cost: moves.length };
    if (!cancels) return undefined;
    const cost = isLoose ? equations.length : this.leastCells(equations, rows, columns);
    return { members, equations, moves: undefined, isLoose, cost };
  }

  /** An equation that a cell broke whose other equations cannot be checked. */
  private single(members: number, equation: number): Candidate | undefined {
    const { left, right } = this.system.equations[equation]!;
    const terms = cellTerms(this.system.equations);
    const isAlone = [...left, ...right].some((cell) =>
      terms[cell]!.every(
        (term) => term.equation === equation || Number.isNaN(this.differences[term.equation]!),
      ),
    );
    return isAlone
      ? { members, equations: [equation], moves: undefined, isLoose: false, cost: 1 }
      : undefined;
  }

  /** Cells of one row or of one column explain its equation and those that cross it in one way only. */
  private crossing(
    equations: readonly number[],
    rows: ReadonlySet<number>,
    columns: ReadonlySet<number>,
  ): Move[] | undefined {
    // Of no row at all is what two sums of a column share: the row of all results together.
    const row = rows.size === 1 ? [...rows][0]! : rows.size === 0 ? this.network.doubleRow : undefined;
    if (columns.size !== 1 && row === undefined) return undefined;
    const cells =
      columns.size === 1 && rows.size > 0
        ? [...rows].map((at) => at * this.system.width + [...columns][0]!)
        : [...columns].map((at) => row! * this.system.width + at);
    const across = columns.size === 1 && rows.size > 0 ? "row" : "column";
    const moves = cells.map((cell) => ({ cell, by: this.change(cell, equations, across) }));
    return mends(this.system, this.differences, equations, moves) ? moves : undefined;
  }

  /** What the cell must change by for the equation that crosses the line to hold. */
  private change(cell: number, equations: readonly number[], across: "row" | "column"): number {
    const term = cellTerms(this.system.equations)[cell]!.find(
      ({ equation }) =>
        equations.includes(equation) && this.network.lines[equation]!.isRow === (across === "row"),
    );
    return term === undefined ? Number.NaN : -this.differences[term.equation]! * term.sign;
  }

  /** A tree of so many equations; a number that stands in two sums of its column makes one cell of two. */
  private leastCells(
    equations: readonly number[],
    rows: ReadonlySet<number>,
    columns: ReadonlySet<number>,
  ): number {
    const isStar = rows.size === 1 || columns.size === 1;
    const { doubleRow } = this.network;
    const doubled =
      doubleRow !== undefined && rows.has(doubleRow) ? equations.length - rows.size - columns.size : 0;
    // The one way to explain a star leaves a number below 0: there is none but by a detour.
    return equations.length - 1 - doubled + (isStar ? 2 : 0);
  }
}

/** The group holds a smaller one, of rows and columns or of its own kind, and is no group then. */
function isPartOf(part: Candidate, group: Candidate): boolean {
  const isWithin = (part.members & group.members) === part.members;
  return isWithin && part.equations.length > 1 && (!part.isLoose || group.isLoose);
}
