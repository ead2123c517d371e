import { type RowSpec, SHORTEST_FUZZY } from "../../standard/compiled";
import { distanceWithin } from "../../text/similar";

/** A row as written, before it is known which row of the standard it is. */
export interface Candidate {
  /** Folded label without ordinal; "" where the label is missing. */
  readonly folded: string;
  readonly ordinal: number | undefined;
  /** Row of the standard whose label or alias this is, or -1. */
  readonly index: number;
  readonly match: "exact" | "alias";
}

/** What a candidate was taken for. */
export interface Aligned {
  /** Row of the standard, or -1. */
  readonly index: number;
  readonly match: LabelMatch;
  readonly role: "row" | "duplicate" | "misordered" | "unknown";
}

/** Edits that a slip may be. */
export const MOST_EDITS = 2;

/**
 * Takes a table's rows as a sequence and aligns them with the standard's, so that one bad label does not break its
 * neighbours: labels that are known and in order are fixed points; between two of them, a label with a small slip
 * goes to the row it resembles, a label that comes again under the number of a row that is missing goes to that row,
 * and as many unknown labels as rows are missing go to these in order.
 */
export function align(candidates: readonly Candidate[], standard: readonly RowSpec[]): readonly Aligned[] {
  if (isStandard(candidates, standard)) return candidates.map(inPlace);
  /** The label stands under its own number. */
  const isNumbered = (at: number) => candidates[at]!.ordinal === standard[candidates[at]!.index]!.ordinal;
  const inOrder = longestIncreasing(candidates, isNumbered);
  const taken = new Set<number>();
  for (const at of inOrder) taken.add(candidates[at]!.index);
  const result: Aligned[] = new Array(candidates.length);
  for (const at of inOrder)
    result[at] = { index: candidates[at]!.index, match: candidates[at]!.match, role: "row" };
  candidates.forEach(({ index, match, ordinal }, at) => {
    if (index < 0 || result[at] !== undefined) return;
    if (taken.has(index) && ordinal !== undefined && !isNumbered(at)) return;
    const role = taken.has(index) ? "duplicate" : "misordered";
    taken.add(index);
    result[at] = { index, match, role };
  });
  const anchors = [...inOrder, candidates.length];
  let from = 0;
  let lowest = 0;
  for (const anchor of anchors) {
    const highest = anchor < candidates.length ? candidates[anchor]!.index : standard.length;
    const open: number[] = [];
    for (let i = lowest; i < highest; i++) if (!taken.has(i)) open.push(i);
    const unknown: number[] = [];
    for (let at = from; at < anchor; at++) if (result[at] === undefined) unknown.push(at);
    fillGap(candidates, standard, unknown, open, result);
    from = anchor + 1;
    lowest = highest + 1;
  }
  return result;
}

/** All rows are there, in order and under their labels, as in most tables. */
function isStandard(candidates: readonly Candidate[], standard: readonly RowSpec[]): boolean {
  return candidates.length === standard.length && candidates.every(({ index }, at) => index === at);
}

const inPlace = ({ index, match }: Candidate): Aligned => ({ index, match, role: "row" });

function fillGap(
  candidates: readonly Candidate[],
  standard: readonly RowSpec[],
  unknown: readonly number[],
  open: readonly number[],
  result: Aligned[],
): void {
  let rows = open;
  let rest: number[] = [];
  let lowest = -1;
  for (const at of unknown) {
    const { index: known, match, ordinal } = candidates[at]!;
    const isRow = (row: number) =>
      known < 0 ? isSlipOf(candidates[at]!, standard[row]!) : ordinal === standard[row]!.ordinal;
    const index = rows.find((row) => row > lowest && isRow(row));
    if (index !== undefined) {
      lowest = index;
      rows = rows.filter((row) => row !== index);
      result[at] = { index, match: known < 0 ? "similar" : "position", role: "row" };
    } else if (known < 0) rest.push(at);
    else result[at] = { index: known, match, role: "duplicate" };
  }
  if (rest.length === rows.length && rest.every((at, i) => mayBe(candidates[at]!, standard[rows[i]!]!))) {
    rest.forEach((at, i) => {
      result[at] = { index: rows[i]!, match: "position", role: "row" };
    });
    rest = [];
  }
  for (const at of rest) {
    const index = rows.find(
      (row) =>
        candidates[at]!.ordinal !== undefined &&
        candidates[at]!.ordinal === standard[row]!.ordinal &&
        sharesHalf(candidates[at]!.folded, standard[row]!.folded),
    );
    if (index === undefined) result[at] = { index: -1, match: "position", role: "unknown" };
    else {
      rows = rows.filter((row) => row !== index);
      result[at] = { index, match: "position", role: "row" };
    }
  }
}

/** Places add rows of their own to the disclosure table: one in the place of a missing row is not always that row. */
function mayBe({ folded }: Candidate, { table, folded: label }: RowSpec): boolean {
  return table !== "disclosure" || folded === "" || sharesHalf(folded, label);
}

function isSlipOf({ folded }: Candidate, { folded: label }: RowSpec): boolean {
  return label.length >= SHORTEST_FUZZY && distanceWithin(folded, label, MOST_EDITS) <= MOST_EDITS;
}

function sharesHalf(a: string, b: string): boolean {
  let shared = 0;
  for (const char of new Set(a)) if (b.includes(char)) shared++;
  return shared * 2 >= b.length;
}

/** Positions of a longest run of candidates whose rows increase; of equal runs the one that ends earliest. */
function longestIncreasing(candidates: readonly Candidate[], isNumbered: (at: number) => boolean): number[] {
  const tails: number[] = [];
  const previous = new Array<number>(candidates.length).fill(-1);
  candidates.forEach(({ index }, at) => {
    if (index < 0) return;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (candidates[tails[middle]!]!.index < index) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[at] = tails[low - 1]!;
    // An equal row that comes later repeats one: the first stays, unless only the later has its number.
    const same = low < tails.length && candidates[tails[low]!]!.index === index ? tails[low] : undefined;
    if (same === undefined || (isNumbered(at) && !isNumbered(same))) tails[low] = at;
  });
  const run: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at]!) run.push(at);
  return run.reverse();
}

/** How a label was taken for a standard one. `position`: only its place says what row it is. */
export type LabelMatch = "exact" | "alias" | "similar" | "position";
