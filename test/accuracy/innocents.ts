import { type Analysis, isBroken, type System } from "../../server/src/core/report/arithmetic/equations";
import { explain } from "../../server/src/core/report/arithmetic/explain";
import { compile } from "../../server/src/core/standard/compile";
import { createModel, STANDARDS, type StandardId } from "../generator/model";
import type { Random } from "../generator/random";

/*
 * How often an innocent cell is named, and how often the wrong ones are: numbers of the requests table spoilt in the ways
 * that people spoil them, judged by what was changed.
 */

/** What came of many tables that were spoilt in one way. */
export interface Verdict {
  tables: number;
  /** A cell was named that is right, or a row, column or shift that is not what happened. */
  falselyNamed: number;
  /** All that was changed was named, and nothing else. */
  allNamed: number;
  /** Candidates were listed, what was changed among them. */
  rightlyListed: number;
  /** Candidates were listed, and none of them is what was changed. */
  wronglyListed: number;
}

/** Changes the values; false where these lend themselves to no such mistake. */
type Mistake = (table: Spoilt) => boolean;

/** A table of right numbers to be spoilt. */
interface Spoilt {
  readonly values: number[];
  readonly width: number;
  readonly rows: number;
  /** Rows that count results, without their sum. */
  readonly results: number;
  readonly random: Random;
}

/** So many wrong numbers at places of their own. */
const wrongCells =
  (count: number): Mistake =>
  ({ values, random }) => {
    const cells = random.shuffle([...values.keys()]).slice(0, count);
    for (const cell of cells) values[cell] = slip(values[cell]!, random);
    return true;
  };

/** A number as people get it wrong: off by a few, a digit exchanged, dropped or doubled, or any other. */
function slip(value: number, random: Random): number {
  const text = String(value);
  const ways = [
    value + random.pick([1, 1, 1, 2, 3, 10]),
    value - random.pick([1, 1, 2]),
    Number(text.replace(/\d/, String(random.int(1, 9)))),
    Number(text.slice(1) || "0"),
    Number(text + text.at(-1)),
    random.int(0, 30),
    0,
  ];
  const usable = ways.filter((it) => it >= 0 && it !== value);
  return random.pick(usable);
}

const pickRow = ({ random, rows }: Spoilt) => random.int(0, rows - 1);
/** One of the six applicants. */
const pickColumn = ({ random, width }: Spoilt) => random.int(0, width - 2);

const swapped =
  (choose: (table: Spoilt) => [number, number]): Mistake =>
  (table) => {
    const [a, b] = choose(table);
    const { values } = table;
    if (values[a] === values[b]) return false;
    [values[a], values[b]] = [values[b]!, values[a]!];
    return true;
  };

const moved =
  (share: (value: number, random: Random) => number, choose: (table: Spoilt) => [number, number]): Mistake =>
  (table) => {
    const [from, to] = choose(table);
    const { values, random } = table;
    const amount = values[from]! > 0 ? share(values[from]!, random) : 0;
    if (amount <= 0 || from === to) return false;
    values[from]! -= amount;
    values[to]! += amount;
    return true;
  };

const inRow = (table: Spoilt): [number, number] => {
  const row = pickRow(table) * table.width;
  return [row + pickColumn(table), row + pickColumn(table)];
};
const inColumn = (table: Spoilt): [number, number] => {
  const column = pickColumn(table);
  return [pickRow(table) * table.width + column, pickRow(table) * table.width + column];
};
const anywhere = (table: Spoilt): [number, number] => {
  const cell = () => table.random.int(0, table.values.length - 1);
  return [cell(), cell()];
};
const SHARES = {
  one: () => 1,
  part: (value: number, random: Random) => (value > 1 ? random.int(1, value - 1) : 0),
  whole: (value: number) => value,
};

/** The numbers of a row are replaced by others of the table. */
const rewritten =
  (from: (table: Spoilt, row: number) => readonly number[]): Mistake =>
  (table) => {
    const row = pickRow(table);
    const numbers = from(table, row);
    const before = table.values.slice();
    numbers.forEach((value, at) => {
      table.values[row * table.width + at] = value;
    });
    return numbers.length > 0 && table.values.some((value, at) => value !== before[at]);
  };

const rowOf = ({ values, width }: Spoilt, row: number) => values.slice(row * width, row * width + width);

/** Rows of results by one down or up, what is pushed out lost or put at the other end. */
const shifted =
  (by: 1 | -1): Mistake =>
  (table) => {
    const { values, random, results, width } = table;
    const first = random.int(2, results - 2);
    const last = random.int(first + 1, table.rows - 1);
    const rows = Array.from({ length: last - first + 1 }, (_, at) => rowOf(table, first + at));
    const zeros = new Array<number>(width).fill(0);
    const after = by === 1 ? [zeros, ...rows.slice(0, -1)] : [...rows.slice(1), zeros];
    const before = values.slice();
    after.forEach((row, at) => {
      row.forEach((value, column) => {
        values[(first + at) * width + column] = value;
      });
    });
    return values.some((value, at) => value !== before[at]);
  };

export const MISTAKES: Readonly<Record<string, Mistake>> = {
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((count) => [`${count} wrong`, wrongCells(count)])),
  ...Object.fromEntries(
    Object.entries(SHARES).flatMap(([name, share]) => [
      [`${name} in another column`, moved(share, inRow)],
      [`${name} in another row`, moved(share, inColumn)],
    ]),
  ),
  "swapped in a row": swapped(inRow),
  "swapped in a column": swapped(inColumn),
  "swapped anywhere": swapped(anywhere),
  "two swaps in rows": (table) => swapped(inRow)(table) && swapped(inRow)(table),
  "two bookings in other columns": (table) => {
    const book = moved(SHARES.part, inRow);
    return book(table) && book(table);
  },
  "a row one column to the right": rewritten((table, row) => {
    const numbers = rowOf(table, row);
    return [0, ...numbers.slice(0, -2), numbers.at(-1)!];
  }),
  "a row one column to the right, with its total": rewritten((table, row) => [
    0,
    ...rowOf(table, row).slice(0, -1),
  ]),
  "the neighbour's numbers": rewritten((table, row) => rowOf(table, row === 0 ? 1 : row - 1)),
  "the neighbour's numbers, own total": rewritten((table, row) => [
    ...rowOf(table, row === 0 ? 1 : row - 1).slice(0, -1),
    rowOf(table, row).at(-1)!,
  ]),
  "a row left at zero": rewritten((table, row) => rowOf(table, row).map(() => 0)),
  "rows down by one": shifted(1),
  "rows up by one": shifted(-1),
};

/** How much of the tables spoilt in one way may have an innocent cell named. */
export function mostFalse(mistake: string): number {
  return { "1 wrong": 0, "2 wrong": 0.001, "3 wrong": 0.005, "4 wrong": 0.005 }[mistake] ?? 0.01;
}

/** A list of candidates claims less; where two mistakes add up in a column, none of those on it need be one. */
const MOST_WRONGLY_LISTED = 0.1;

/** In how much of the tables all that is wrong has to be named. */
export function leastNamed(mistake: string): number {
  return { "1 wrong": 1, "2 wrong": 0.93 }[mistake] ?? 0;
}

/** So many tables spoilt in each way, and what was said of them. */
export function judgeAll(tables: number, random: Random): [mistake: string, verdict: Verdict][] {
  return Object.entries(MISTAKES).map(([name, mistake]) => [name, judge(mistake, tables, random)]);
}

/** What of a verdict misses its goal; none where all is well. */
export function shortfalls(mistake: string, verdict: Verdict): string[] {
  const { tables, falselyNamed, allNamed, wronglyListed } = verdict;
  // Of few tables one may be among the few.
  const most = Math.ceil(mostFalse(mistake) * tables);
  const least = Math.floor(leastNamed(mistake) * tables);
  return [
    ...(falselyNamed > most ? [`${mistake}: innocent cells named in ${falselyNamed} of ${tables}`] : []),
    ...(wronglyListed > Math.ceil(MOST_WRONGLY_LISTED * tables)
      ? [`${mistake}: only innocent cells listed in ${wronglyListed} of ${tables}`]
      : []),
    ...(allNamed < least ? [`${mistake}: all wrong cells named in only ${allNamed} of ${tables}`] : []),
  ];
}

/** Tables of many numbers, most of them small, as large offices have. */
function fullTable(standard: StandardId, random: Random): number[] {
  const { values, width, rows, results } = emptyTable(standard);
  const draw = () => (random.chance(0.4) ? 0 : random.pick([1, 1, 2, 2, 3, 5, 7, 12, 40, 119]));
  const set = (row: number, column: number, value: number) => {
    values[row * width + column] = value;
  };
  for (let column = 0; column < width - 1; column++) {
    let handled = 0;
    for (let row = 2; row < results + 2; row++) {
      const value = draw();
      set(row, column, value);
      handled += value;
    }
    const forward = random.int(0, 5);
    const carried = Math.min(handled, random.int(0, 5));
    set(rows - 2, column, handled);
    set(rows - 1, column, forward);
    set(1, column, carried);
    set(0, column, handled + forward - carried);
  }
  for (let row = 0; row < rows; row++) {
    const numbers = values.slice(row * width, row * width + width - 1);
    set(
      row,
      width - 1,
      numbers.reduce((total, value) => total + value, 0),
    );
  }
  return values;
}

function emptyTable(standard: StandardId) {
  const { rows, equations } = compile(STANDARDS[standard]);
  const width = rows.requests[0]!.columns.length;
  const count = rows.requests.length;
  return {
    equations: equations.requests,
    width,
    rows: count,
    results: count - 4,
    values: new Array<number>(count * width).fill(0),
  };
}

function usualTable(standard: StandardId, random: Random): number[] {
  const { numbers } = createModel(standard, random.pick(["rich", "rich", "sparse"]), random);
  return compile(STANDARDS[standard]).rows.requests.flatMap(({ cellKeys }) =>
    cellKeys.map((key) => numbers.get(key)!),
  );
}

/** Spoils so many tables in one way, and judges what is said of them. */
export function judge(mistake: Mistake, tables: number, random: Random): Verdict {
  const verdict: Verdict = { tables: 0, falselyNamed: 0, allNamed: 0, rightlyListed: 0, wronglyListed: 0 };
  // Some mistakes cannot be made in every table, and some break nothing.
  for (let tries = 0; tries < tables * 20 && verdict.tables < tables; tries++) {
    const standard = random.pick(["2019", "2021"] as const);
    const { equations, width, rows, results } = emptyTable(standard);
    const right = random.chance(0.5) ? usualTable(standard, random) : fullTable(standard, random);
    const values = right.slice();
    if (!mistake({ values, width, rows, results, random })) continue;
    if (!equations.some((equation) => isBroken(equation, values))) continue;
    verdict.tables++;
    const system = { values, equations, width };
    const analysis = explain(system);
    const named = namedIn(system, analysis);
    const wrong = values.flatMap((value, cell) => (value !== right[cell] ? [cell] : []));
    if (named.some((cell) => !wrong.includes(cell))) verdict.falselyNamed++;
    else if (named.length === wrong.length) verdict.allNamed++;
    const listed = listedIn(analysis);
    if (listed.length === 0) continue;
    if (listed.every((cells) => cells.some((cell) => wrong.includes(cell)))) verdict.rightlyListed++;
    else verdict.wronglyListed++;
  }
  return verdict;
}

/** The cells that are said to be wrong; of rows that slipped the first that is not empty. */
function namedIn(system: System, { suspects, misplacements, shift }: Analysis): number[] {
  const alone = misplacements.filter(
    ({ candidates }) => candidates.length === 1 && candidates[0]!.length === 2,
  );
  const slipped =
    shift === undefined
      ? -1
      : system.values.findIndex((value, cell) => value > 0 && cell >= shift.fromRow * system.width);
  return [
    ...suspects.map(({ cell }) => cell),
    ...alone.flatMap(({ candidates }) => candidates[0]!.map(({ cell }) => cell)),
    ...(slipped < 0 ? [] : [slipped]),
  ];
}

/** The cells of each list of candidates. */
function listedIn({ misplacements }: Analysis): number[][] {
  return misplacements
    .filter(({ candidates }) => candidates.length > 1)
    .map(({ candidates }) => candidates.flat().map(({ cell }) => cell));
}
