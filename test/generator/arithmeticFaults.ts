import { cellOf, type Draft, type DraftRequests, type DraftRow, tableOf } from "./draft";
import { isZero, numberAt, resultKeys, usedColumns } from "./draftTables";
import { define, expect, type Fault, one, type Setting } from "./fault";
import type { Ability } from "./layouts";
import { APPLICANTS } from "./model";
import type { Random } from "./random";

/* Faults of sums: numbers that are wrong, at other places, or missing. */

const change = (draft: Draft, row: string, column: string, by: number): string => {
  const cell = cellOf(draft, `requests.${row}.${column}`);
  cell.text = String(Number(cell.text) + by);
  return cell.name;
};

const suspect = (
  variant: string,
  choose: (draft: Draft, setting: Setting) => [row: string, column: string],
): Fault =>
  define("cell-suspect", variant, (draft, setting) => {
    const [row, column] = choose(draft, setting);
    const old = numberAt(draft, row, column);
    // Down where there is room, so that a lower number is tried as often as a higher one.
    const by =
      old > 1 && setting.random.chance(0.5) ? -setting.random.int(1, old) : setting.random.int(1, 19);
    const key = change(draft, row, column, by);
    return one(expect("cell-suspect", key, { cell: key }), "text", false);
  });

const unusedColumn = (draft: Draft): string | undefined =>
  APPLICANTS.find((column) =>
    tableOf(draft, "requests").rows.every((row) => numberAt(draft, row.key, column) === 0),
  );

/** Several wrong cells, no two in a row or a column, each off by another amount. */
const suspects = (variant: string, places: readonly [row: string, by: number][]): Fault =>
  define("cell-suspect", variant, (draft, { random }) => {
    const columns = random.shuffle(APPLICANTS);
    const expected = places.map(([row, by], at) => {
      const key = change(draft, row, columns[at]!, by);
      return expect("cell-suspect", key, { cell: key });
    });
    return { expected, fix: "text", safe: false };
  });

/** A count written in another column than it belongs to. */
const swap = (variant: string, row: string): Fault =>
  define("column-swap", variant, (draft) => {
    const to = unusedColumn(draft);
    if (!to) return undefined;
    // More than any neighbour holds, so that only this row can be meant.
    const by = numberAt(draft, row, "naturalPerson");
    const keys = [change(draft, row, "naturalPerson", -by), change(draft, row, to, by)];
    return one(expect("column-swap", { anyOf: keys }, { cell: keys }), "text", false);
  });

/** Some of a row's applications booked in a column where other rows have as many: which row it was cannot be told. */
const booked = (variant: string, choose: (number: number, random: Random) => number): Fault =>
  define("column-swap", variant, (draft, setting) => {
    const { random } = setting;
    for (const row of random.shuffle(resultKeys(draft, setting, false))) {
      for (const from of random.shuffle(usedColumns(draft, row))) {
        const by = choose(numberAt(draft, row, from), random);
        const to = random
          .shuffle(APPLICANTS)
          .find((column) => column !== from && hasRival(draft, setting, row, column, by));
        if (by === 0 || to === undefined) continue;
        change(draft, row, from, -by);
        change(draft, row, to, by);
        const key = `requests.handledTotal.${to}`;
        return one(expect("column-swap", key, { cell: key }), "none");
      }
    }
    return undefined;
  });

/** Another row of results has as many in the column. */
const hasRival = (draft: Draft, setting: Setting, row: string, column: string, by: number): boolean =>
  resultKeys(draft, setting, false).some((other) => other !== row && numberAt(draft, other, column) >= by);

const rowTotals = (table: DraftRequests): DraftRow[] =>
  table.rows.filter((row) => Number(row.cells.at(-1)!.text) > 0);

const emptyColumns = (variant: string, text: string, needs?: Ability[]): Fault =>
  define(
    "total-only",
    variant,
    (draft) => {
      const table = tableOf(draft, "requests");
      const expected = rowTotals(table).map((row) => {
        const key = `${row.name}.total`;
        return expect("total-only", key, { cell: key });
      });
      for (const row of table.rows) for (const cell of row.cells.slice(0, -1)) cell.text = text;
      if (text === "") expected.push(expect("cell-blank", { among: "requests" }));
      return { expected, fix: "any" };
    },
    needs ? { needs } : {},
  );

export const arithmeticFaults: readonly Fault[] = [
  suspect("result", (draft, setting) => {
    const row = setting.random.pick(resultKeys(draft, setting, false));
    return [row, setting.random.pick(usedColumns(draft, row))];
  }),
  suspect("result-zero", (draft, setting) => [
    setting.random.pick(resultKeys(draft, setting, true)),
    setting.random.pick(APPLICANTS),
  ]),
  suspect("result-total", (draft, setting) => [
    setting.random.pick(resultKeys(draft, setting, false)),
    "total",
  ]),
  suspect("received", (_, { random }) => ["newReceived", random.pick(["naturalPerson", "enterprise"])]),
  suspect("received-total", () => ["newReceived", "total"]),
  suspect("carried-over", () => ["carriedOver", "naturalPerson"]),
  suspect("carried-over-total", () => ["carriedOver", "total"]),
  suspect("carried-forward", () => ["carriedForward", "naturalPerson"]),
  suspect("carried-forward-total", () => ["carriedForward", "total"]),
  suspect("handled", (_, { random }) => ["handledTotal", random.pick(["naturalPerson", "enterprise"])]),
  suspect("handled-total", () => ["handledTotal", "total"]),
  suspects("two", [
    ["granted", 3],
    ["newReceived", 7],
  ]),
  suspects("two-results", [
    ["deniedInquiry", 4],
    ["notHeld", 9],
  ]),
  suspects("three", [
    ["deniedCaseFile", 2],
    ["handledTotal", 5],
    ["carriedForward", 11],
  ]),
  suspects("three-results", [
    ["partlyGranted", 6],
    ["unclear", 1],
    ["repeated", 13],
  ]),
  swap("result", "granted"),
  swap("handled", "handledTotal"),
  swap("received", "newReceived"),
  booked("one-of-several", () => 1),
  booked("part-of-several", (number, random) => (number > 1 ? random.int(1, number - 1) : 0)),
  booked("whole-of-several", (number) => number),
  define("column-swap", "handled-part", (draft, { random }) => {
    // The row of all results stands in two sums of its columns, which tell it apart from the others.
    const keys = [
      change(draft, "handledTotal", "naturalPerson", -1),
      change(draft, "handledTotal", random.pick(APPLICANTS.slice(1)), 1),
    ];
    return one(expect("column-swap", { anyOf: keys }, { cell: keys }), "text", false);
  }),
  define("row-total", "two-rows", (draft, setting) => {
    const [first, second] = [setting.random.pick(resultKeys(draft, setting, true)), "granted"];
    change(draft, first, "naturalPerson", 5);
    change(draft, second, "naturalPerson", -5);
    // A number in the wrong row, or two totals in each other's: one finding, where there is too much.
    const key = `requests.${first}.total`;
    return one(expect("row-total", key, { cell: key }), "none");
  }),
  define("row-total", "two-pairs", (draft, setting) => {
    // The other two corners of the rectangle would do as well: they have as many to give.
    const others = resultKeys(draft, setting, false).filter(
      (row) => row !== "granted" && numberAt(draft, row, "naturalPerson") >= 2,
    );
    if (others.length === 0) return undefined;
    const other = setting.random.pick(others);
    change(draft, "granted", "naturalPerson", 2);
    change(draft, other, "enterprise", 2);
    const key = "requests.granted.total";
    return one(expect("row-total", key, { cell: key }), "none");
  }),
  define("result-total", "row-too-low", (draft) => {
    change(draft, "granted", "naturalPerson", -3);
    change(draft, "granted", "total", -3);
    const expected = ["naturalPerson", "total"].map((column) => {
      const key = `requests.handledTotal.${column}`;
      return expect("result-total", key, { cell: key });
    });
    return { expected, fix: "none" };
  }),
  define("balance", "received-too-low", (draft) => {
    change(draft, "newReceived", "naturalPerson", -4);
    change(draft, "newReceived", "total", -4);
    const expected = ["naturalPerson", "total"].map((column) => {
      const keys = [`requests.carriedForward.${column}`, `requests.handledTotal.${column}`];
      return expect("balance", { anyOf: keys }, { cell: keys });
    });
    return { expected, fix: "none" };
  }),
  ...(["review", "direct", "afterReview"] as const).flatMap((group) => [
    define("litigation-total", `${group}-total`, (draft, { random }) => {
      const key = `litigation.${group}.total`;
      const cell = cellOf(draft, key);
      cell.text = String(Number(cell.text) + random.int(1, 9));
      return one(expect("litigation-total", key, { cell: key }), "text", false);
    }),
    define("litigation-total", `${group}-part`, (draft, { random }) => {
      const part = cellOf(
        draft,
        `litigation.${group}.${random.pick(["upheld", "corrected", "other", "pending"])}`,
      );
      part.text = String(Number(part.text) + random.int(1, 9));
      const key = `litigation.${group}.total`;
      // The new total is the sum of the parts; where the text names the old one, the two now differ.
      return one(expect("litigation-total", key, { cell: key }), "clean", false);
    }),
  ]),
  emptyColumns("zeros", "0"),
  emptyColumns("blanks", "", ["blank", "blank-rows"]),
  define("row-shift", "up", (draft) => {
    const { rows } = tableOf(draft, "requests");
    // Each of the last rows carries the numbers of the row below it, the last one the zeros that were above.
    const last = rows.slice(-3);
    if (!isZero(last[0]!)) return undefined;
    const texts = last.map((row) => row.cells.map((cell) => cell.text));
    last.forEach((row, at) => {
      row.cells.forEach((cell, column) => {
        cell.text = texts[(at + 1) % last.length]![column]!;
      });
    });
    return one(expect("row-shift", { among: "requests" }), "any");
  }),
];
