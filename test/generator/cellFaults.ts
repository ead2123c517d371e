import type { Severity } from "../../server/src/core/findings/finding";
import { cellOf, type Draft, tableOf } from "./draft";
import { isZero, joins, rowOf, TABLE_KEYS, usedColumns } from "./draftTables";
import { define, expect, type Fault, type FixMode, one, type Setting } from "./fault";
import { type Ability, type Layout, NUMERALS } from "./layouts";
import { APPLICANTS } from "./model";

/* Faults of single cells: blank, no number, or a number written in a way it should not be. */

const cellKeys = (draft: Draft, kind: string, accepts: (text: string) => boolean): string[] =>
  draft.sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.kind === "table" && block.table.kind === kind ? [block.table] : []))
    .flatMap((table) =>
      table.kind === "requests"
        ? table.rows.flatMap((row) => row.cells)
        : table.kind === "litigation"
          ? table.groups.flatMap((group) => group.cells)
          : table.blocks.flatMap((block) => block.rows.flatMap((row) => row.cells)),
    )
    .filter((cell) => !cell.name.startsWith("local.") && accepts(cell.text))
    .map((cell) => cell.name);

/** Where values have a line to themselves, a word at its start looks like a label, and so does one alone. */
const looksLikeLabel = (draft: Draft, key: string, words: boolean): boolean => {
  if (key.startsWith("litigation.")) return false;
  const { rows, at } = rowOf(draft, key);
  const { cells } = rows[at]!;
  return cells.length === 1 || (words && cells[0]!.name === key);
};

/** A blank in front of a row's first pipe is no cell, and this row has no label. */
const isInFront = (key: string, { id }: Layout): boolean =>
  key === "litigation.review.upheld" && ["label-line", "pipes-ragged"].includes(id);

/** Writes one cell otherwise. */
function cellFault(
  rule: string,
  variant: string,
  kind: string,
  accepts: (text: string) => boolean,
  rewrite: (text: string) => string,
  fix: FixMode,
  { safe = false, needs, severity }: { safe?: boolean; needs?: Ability[]; severity?: Severity } = {},
): Fault {
  return define(
    rule,
    `${kind}-${variant}`,
    (draft, { random, layout }) => {
      const [blank, words] = (["blank", "words"] as const).map(
        (ability) => needs?.includes(ability) ?? false,
      );
      const hidden = (key: string) =>
        (["label-line", "tsv-split"].includes(layout.id) || (words && layout.id === "tsv-wrapped")) &&
        (blank || words) &&
        // A blank in front of the first pipe is no cell either.
        looksLikeLabel(draft, key, words! || layout.id === "label-line");
      const usable = (key: string) =>
        !/\.(?:change|amount)$/.test(key) && !hidden(key) && !(blank && isInFront(key, layout));
      const keys = cellKeys(draft, kind, accepts).filter(usable);
      if (keys.length === 0) return undefined;
      const key = random.pick(keys);
      const cell = cellOf(draft, key);
      cell.text = rewrite(cell.text);
      const place = cell.text === "" ? { within: [key] } : key;
      return one(expect(rule, place, { cell: key, ...(severity && { severity }) }), fix, safe);
    },
    needs ? { needs } : {},
  );
}

/**
 * Leaves zeros of a table blank: one finding for the table where more than half of it is blank, else one for each.
 * A total is found by itself: only the numbers it is the sum of are left out.
 */
const blankZeros = (
  kind: (typeof TABLE_KEYS)[number],
  variant: string,
  share: number,
  limits: Pick<Fault, "needs" | "filling">,
): Fault =>
  define(
    "cell-blank",
    `${kind}-${variant}-zeros`,
    (draft, { random, layout }) => {
      const all = cellKeys(draft, kind, () => true);
      const first = new Set(all.filter((key, at) => key.split(".")[1] !== all[at - 1]?.split(".")[1]));
      // A blank in front of the first pipe is no cell.
      const shown = (key: string) =>
        !isInFront(key, layout) && !(layout.id === "label-line" && first.has(key));
      const blank = cellKeys(draft, kind, zero).filter((key) => shown(key) && random.chance(share));
      if (blank.length === 0) return undefined;
      for (const key of blank) cellOf(draft, key).text = "";
      const expected =
        blank.length * 2 > all.length && blank.length > 1
          ? [expect("cell-blank", { among: kind })]
          : blank.map((key) => expect("cell-blank", { within: [key] }, { cell: key }));
      return { expected, fix: "silent", safe: false };
    },
    limits,
  );

function addTo(draft: Draft, key: string, by: number): string {
  const cell = cellOf(draft, key);
  cell.text = String(Number(cell.text) + by);
  return key;
}

/** A wrong number in a table whose zeros are left blank throughout. */
const wrongAmongBlanks = (
  variant: string,
  choose: (draft: Draft, setting: Setting) => [row: string, column: string],
): Fault =>
  define(
    "cell-suspect",
    `blank-zeros-${variant}`,
    (draft, setting) => {
      const [row, column] = choose(draft, setting);
      const key = addTo(draft, `requests.${row}.${column}`, setting.random.int(1, 19));
      const all = cellKeys(draft, "requests", () => true);
      const blank = cellKeys(draft, "requests", zero).filter(
        (it) => !(setting.layout.id === "label-line" && it.endsWith(`.${APPLICANTS[0]}`)),
      );
      if (blank.length * 2 <= all.length) return undefined;
      for (const it of blank) cellOf(draft, it).text = "";
      const expected = [
        expect("cell-suspect", key, { cell: key }),
        expect("cell-blank", { among: "requests" }),
      ];
      return { expected, fix: "silent", safe: false };
    },
    { needs: ["blank", "blank-rows"] },
  );

const zero = (text: string) => text === "0";
const positive = (text: string) => /^[1-9]\d*$/.test(text);
const small = (text: string) => /^\d$/.test(text) && text !== "0";
const toFullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

export const cellFaults: readonly Fault[] = [
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-blank", "zero", kind, zero, () => "", "silent", { needs: ["blank"] }),
  ),
  define(
    "cell-blank",
    "number",
    (draft, { random, layout }) => {
      // Where a row has its only number blanked, total-only may claim it as well.
      const rows = tableOf(draft, "requests").rows.filter((row) => usedColumns(draft, row.key).length > 1);
      if (rows.length === 0) return undefined;
      const row = random.pick(rows).key;
      const column = random.pick(usedColumns(draft, row));
      // A blank in front of the first pipe is no cell.
      if (layout.id === "label-line" && column === APPLICANTS[0]) return undefined;
      const key = `requests.${row}.${column}`;
      cellOf(draft, key).text = "";
      return one(expect("cell-blank", { within: [key] }, { cell: key }), "silent", false);
    },
    { needs: ["blank"] },
  ),
  define(
    "cell-blank",
    "total",
    (draft, { random }) => {
      const rows = tableOf(draft, "requests").rows.filter((row) => usedColumns(draft, row.key).length > 0);
      const key = `requests.${random.pick(rows).key}.total`;
      cellOf(draft, key).text = "";
      return one(expect("cell-blank", { within: [key] }, { cell: key }), "silent", false);
    },
    { needs: ["blank"] },
  ),
  wrongAmongBlanks("result", (draft, { random }) => {
    const row = random.pick(["granted", "handledTotal", "newReceived"]);
    return [row, random.pick(usedColumns(draft, row))];
  }),
  wrongAmongBlanks("total", (_, { random }) => [random.pick(["granted", "newReceived"]), "total"]),
  define(
    "cell-suspect",
    "one-blank",
    (draft, { random, layout }) => {
      // A blank in the same column that stands for 0 hides nothing.
      const column = random.pick(usedColumns(draft, "granted"));
      const blank = random
        .shuffle(tableOf(draft, "requests").rows)
        .find((row) => isZero(row) && !(layout.id === "label-line" && column === APPLICANTS[0]));
      if (blank === undefined) return undefined;
      const empty = `requests.${blank.key}.${column}`;
      cellOf(draft, empty).text = "";
      const key = addTo(draft, `requests.granted.${column}`, random.int(1, 9));
      const expected = [
        expect("cell-suspect", key, { cell: key }),
        expect("cell-blank", { within: [empty] }, { cell: empty }),
      ];
      return { expected, fix: "silent", safe: false };
    },
    { needs: ["blank"] },
  ),
  define(
    "cell-blank",
    "most",
    (draft) => {
      for (const key of cellKeys(draft, "requests", zero)) cellOf(draft, key).text = "";
      return one(expect("cell-blank", { among: "requests" }), "silent", false);
    },
    { needs: ["blank", "blank-rows"] },
  ),
  ...TABLE_KEYS.flatMap((kind) => [
    blankZeros(kind, "all", 1, { needs: ["blank", "blank-rows"] }),
    blankZeros(kind, "half", 0.5, { needs: ["blank", "blank-rows"] }),
    blankZeros(kind, "some", 0.15, { needs: ["blank", "blank-rows"] }),
    blankZeros(kind, "everything", 1, { needs: ["blank", "blank-rows"], filling: "zero" }),
    blankZeros(kind, "most", 1, { needs: ["blank", "blank-rows"], filling: "sparse" }),
  ]),
  ...TABLE_KEYS.flatMap((kind) =>
    ["/", "-", "—", "无", "N/A"].map((mark) =>
      cellFault("cell-placeholder", mark, kind, zero, () => mark, "text", {
        ...(mark === "无" || mark === "N/A" ? { needs: ["numeral-word"] } : {}),
      }),
    ),
  ),
  ...TABLE_KEYS.flatMap((kind) =>
    ["见附件", "若干"].map((words) =>
      cellFault(
        "cell-not-number",
        words,
        kind,
        () => true,
        () => words,
        "none",
        { needs: ["words"] },
      ),
    ),
  ),
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-not-integer", "", kind, positive, (text) => `${text}.5`, "none"),
  ),
  ...TABLE_KEYS.map((kind) => cellFault("cell-negative", "", kind, positive, (text) => `-${text}`, "none")),
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-fullwidth", "", kind, (text) => zero(text) || positive(text), toFullWidth, "text", {
      safe: true,
    }),
  ),
  cellFault(
    "cell-thousands",
    "",
    "disclosure",
    (text) => /^\d{4}$/.test(text),
    (text) => `${text[0]},${text.slice(1)}`,
    "text",
    { safe: true },
  ),
  ...TABLE_KEYS.map((kind) => cellFault("cell-unit", "件", kind, positive, (text) => `${text}件`, "text")),
  define(
    "cell-unit",
    "元",
    (draft) => {
      const key = "disclosure.fees.amount";
      cellOf(draft, key).text += "元";
      return one(expect("cell-unit", key, { cell: key, severity: "warning" }), "any");
    },
    { standards: ["2021"] },
  ),
  ...TABLE_KEYS.flatMap((kind) =>
    ["U", "O", "o", "〇"].map((mark) => cellFault("cell-ocr", mark, kind, zero, () => mark, "text")),
  ),
  ...(["requests", "litigation"] as const).flatMap((kind) =>
    ["l", "I"].map((mark) =>
      cellFault(
        "cell-ocr",
        `one-${mark}`,
        kind,
        (text) => text === "1",
        () => mark,
        "text",
      ),
    ),
  ),
  ...(["requests", "disclosure"] as const).map((kind) =>
    cellFault(
      "cell-ocr",
      "inside",
      kind,
      (text) => /^[1-9]\d*0\d*$/.test(text),
      (text) => text.replace("0", "O"),
      "text",
    ),
  ),
  cellFault(
    "cell-ocr",
    "inside-one",
    "requests",
    (text) => /^[2-9]1$/.test(text),
    (text) => text.replace("1", "l"),
    "text",
  ),
  define("cell-split", "", (draft, { random }) => {
    const keys = cellKeys(draft, "requests", (text) => /^[1-9][1-9]$/.test(text)).filter(
      (key) => !key.endsWith(".total"),
    );
    for (const key of random.shuffle(keys)) {
      const { rows, at } = rowOf(draft, key);
      const { cells } = rows[at]!;
      const place = cells.findIndex((cell) => cell.name === key);
      const [tens, ones] = [...cells[place]!.text] as [string, string];
      const parts = [
        { name: key, text: tens },
        { name: `${key}#2`, text: ones },
      ];
      const split = [...cells.slice(0, place), ...parts, ...cells.slice(place + 1)];
      if (joins(split.map((cell) => cell.text)).join() !== String(place)) continue;
      rows[at]!.cells = split;
      return one(expect("cell-split", { within: [key, `${key}#2`] }), "silent", false);
    }
    return undefined;
  }),
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-chinese-numeral", "", kind, small, (text) => NUMERALS[Number(text)]!, "text", {
      needs: ["numeral-word"],
    }),
  ),
  cellFault(
    "cell-chinese-numeral",
    "teens",
    "requests",
    (text) => /^1[1-9]$/.test(text),
    (text) => `十${NUMERALS[Number(text[1])]}`,
    "text",
    {
      needs: ["numeral-word"],
    },
  ),
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-leading-zero", "", kind, positive, (text) => `0${text}`, "text", { safe: true }),
  ),
];
