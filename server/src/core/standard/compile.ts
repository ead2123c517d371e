import { fold } from "../text/normalise";
import {
  type CompiledStandard,
  type Equation,
  type RowSpec,
  SHORTEST_FUZZY,
  TABLE_BIT,
  type Word,
} from "./compiled";
import { columnRows, expectedHeaders } from "./headers";
import { columnNames, rowNames } from "./names";
import type { Column, Standard, TableKey } from "./schema";

/*
 * A standard made ready for reading: every label looked up by its folded text, every value cell numbered, the
 * equations as lists of cell numbers. Done once a standard.
 */

const compiled = new WeakMap<Standard, CompiledStandard>();

/** The standard made ready for reading; made once for each standard object. */
export function compile(standard: Standard): CompiledStandard {
  let result = compiled.get(standard);
  if (result === undefined) {
    result = compileNew(standard);
    compiled.set(standard, result);
  }
  return result;
}

function compileNew(standard: Standard): CompiledStandard {
  const rows = compileRows(standard);
  const groups = groupLabels(standard);
  const words = compileWords(standard, rows, groups);
  const beginnings = new Set<string>();
  for (const word of words.keys()) for (let i = 2; i < word.length; i++) beginnings.add(word.slice(0, i));
  const titles = standard.sections.flatMap(({ title, variants }) => [title, ...variants].map(fold));
  return {
    standard,
    id: standard.id,
    sections: standard.sections,
    rows,
    rowNumbers: {
      disclosure: numbersOf(rows.disclosure),
      requests: numbersOf(rows.requests),
      litigation: numbersOf(rows.litigation),
    },
    cellPlaces: new Map(
      (["requests", "litigation"] as const).flatMap((table) =>
        rows[table].flatMap(({ cellKeys, index, columns }) =>
          cellKeys.map((key, at) => [key, { table, number: index * columns.length + at }] as const),
        ),
      ),
    ),
    widths: {
      disclosure: widthsOf(rows.disclosure),
      requests: widthsOf(rows.requests),
      litigation: {
        byLabel: new Map(),
        usual: rows.litigation.reduce((sum, row) => sum + row.columns.length, 0),
      },
    },
    equations: compileEquations(standard, rows),
    words,
    beginnings,
    titleEnds: new Set(titles.map((title) => title.charCodeAt(title.length - 1))),
    titleLengths: [...new Set(titles.map(({ length }) => length))].sort((a, b) => b - a),
    classes: new Set(
      standard.tables.requests.rows.flatMap(({ groups }) => (groups.length > 1 ? groups.slice(-1) : [])),
    ),
    headers: expectedHeaders(standard, rows, groups),
    columnRows: {
      disclosure: columnRows(rows.disclosure),
      requests: columnRows(rows.requests),
      litigation: columnRows(rows.litigation),
    },
    longLabels: {
      disclosure: longLabels(rows.disclosure),
      requests: longLabels(rows.requests),
      litigation: longLabels(rows.litigation),
    },
    groups,
  };
}

function numbersOf(rows: readonly RowSpec[]): Map<string, number> {
  return new Map(rows.map(({ key }, at) => [key, at]));
}

function longLabels(rows: readonly RowSpec[]): string[] {
  const labels = new Set(
    rows.flatMap((row) => [
      row.folded,
      ...row.columns.flatMap(({ label, group }) => [label, group ?? ""].map(fold)),
    ]),
  );
  return [...labels].filter((label) => label.length >= SHORTEST_FUZZY);
}

function compileRows(standard: Standard): CompiledStandard["rows"] {
  const { disclosure, requests, litigation } = standard.tables;
  return {
    disclosure: rowSpecs(
      "disclosure",
      disclosure.blocks.flatMap((block) =>
        block.rows.map(({ key, label }) => ({ key, number: "", label, group: undefined, block })),
      ),
      undefined,
    ),
    requests: rowSpecs(
      "requests",
      requests.rows.map(({ groups, ...row }) => ({ ...row, group: groups.at(-1), block: undefined })),
      requests.columns,
    ),
    litigation: rowSpecs(
      "litigation",
      litigation.groups.map(({ key, label, within }) => ({
        key,
        number: "",
        label,
        group: within.at(-1),
        block: undefined,
      })),
      litigation.columns,
    ),
  };
}

function widthsOf(rows: readonly RowSpec[]): { byLabel: ReadonlyMap<string, number>; usual: number } {
  return {
    byLabel: new Map(rows.map((row) => [row.folded, row.columns.length])),
    usual: Math.max(...rows.map((row) => row.columns.length)),
  };
}

/** A row as a standard has it. */
interface RowSource extends Pick<RowSpec, "key" | "number" | "label" | "group" | "block"> {
  readonly short?: string | undefined;
}

/** Rows of a table; each has the columns of its block where the table has none of its own. */
function rowSpecs(
  table: TableKey,
  sources: readonly RowSource[],
  shared: readonly Column[] | undefined,
): RowSpec[] {
  const names = rowNames(sources);
  return sources.map(({ key, number, label, group, block }, index) => {
    const path = `${table}.${key}`;
    const columns = shared ?? block!.columns;
    return {
      table,
      index,
      key,
      path,
      number,
      ordinal: ordinalOf(number),
      label,
      folded: fold(label),
      name: names[index]!,
      group,
      columns,
      columnNames: columnNames(columns),
      cellKeys: columns.map((column) => `${path}.${column.key}`),
      block,
    };
  });
}

/** 3 for `（三）` or `3.`; undefined for no number. */
export function ordinalOf(number: string): number | undefined {
  const digits = /[0-9]{1,2}/.exec(number);
  if (digits) return Number(digits[0]);
  const at = "一二三四五六七八九十".indexOf(number.replace(/[（）()、.]/g, "") || "?");
  return at < 0 ? undefined : at + 1;
}

/** `（三）不予公开` → its number `（三）` and its label. */
export function splitNumber(text: string): { number: string; label: string } {
  const match = /^(?:（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]{1,2}、|[0-9]{1,2}\.)/.exec(text);
  const number = match?.[0] ?? "";
  return { number, label: text.slice(number.length) };
}

function groupLabels(standard: Standard): CompiledStandard["groups"] {
  const seen = new Set<string>();
  for (const row of standard.tables.requests.rows) for (const group of row.groups) seen.add(group);
  return [...seen].map((text) => {
    const { number, label } = splitNumber(text);
    return { label: text, number, folded: fold(label), ordinal: ordinalOf(number) ?? 0 };
  });
}

type GrowingWord = { -readonly [K in keyof Word]: Word[K] extends readonly (infer T)[] ? T[] : Word[K] };

function compileWords(
  standard: Standard,
  rows: CompiledStandard["rows"],
  groups: CompiledStandard["groups"],
): Map<string, Word> {
  const words = new Map<string, GrowingWord>();
  const word = (label: string, table?: TableKey): GrowingWord => {
    const folded = fold(label);
    let found = words.get(folded);
    if (found === undefined) {
      found = { rows: [], columns: [], groups: [], tables: 0, isMarker: false };
      words.set(folded, found);
    }
    if (table !== undefined) found.tables |= TABLE_BIT[table];
    return found;
  };
  standard.sections.forEach(({ title, variants }, index) => {
    word(title).section = { index, match: "exact" };
    for (const variant of variants) word(variant).section ??= { index, match: "variant" };
  });
  addRows(standard, rows, word);
  addHeaders(standard, groups, word);
  for (const marker of standard.markers) {
    const folded = fold(marker);
    for (const [label, entry] of words) if (label.includes(folded)) entry.isMarker = true;
  }
  return words;
}

type WordMaker = (label: string, table?: TableKey) => GrowingWord;

function addRows(standard: Standard, rows: CompiledStandard["rows"], word: WordMaker): void {
  for (const table of ["disclosure", "requests"] as const) {
    const aliases =
      table === "requests"
        ? standard.tables.requests.rows.map((row) => row.aliases)
        : standard.tables.disclosure.blocks.flatMap((block) => block.rows.map((row) => row.aliases));
    rows[table].forEach(({ label }, index) => {
      word(label, table).rows.push({ table, index, match: "exact" });
    });
    aliases.forEach((names, index) => {
      for (const name of names) {
        const entry = word(name, table);
        if (entry.rows.length === 0) entry.rows.push({ table, index, match: "alias" });
      }
    });
  }
}

function addHeaders(standard: Standard, groups: CompiledStandard["groups"], word: WordMaker): void {
  const { disclosure, requests, litigation } = standard.tables;
  const addColumns = (table: TableKey, columns: readonly Column[]) => {
    for (const { label, aliases, group } of columns) {
      const entry = word(label, table);
      if (!entry.columns.some((column) => column.table === table))
        entry.columns.push({ table, label, match: "exact" });
      for (const alias of aliases ?? []) word(alias, table).columns.push({ table, label, match: "alias" });
      if (group !== undefined) addGroup(word(group, table), table, group);
    }
  };
  const addGroup = (entry: GrowingWord, table: TableKey, label: string) => {
    if (!entry.groups.some((group) => group.table === table)) entry.groups.push({ table, label });
  };
  disclosure.blocks.forEach((block, index) => {
    word(block.caption, "disclosure").caption = index;
    word(block.header, "disclosure");
    addColumns("disclosure", block.columns);
  });
  word(requests.corner, "requests");
  addGroup(word(requests.header, "requests"), "requests", requests.header);
  addColumns("requests", requests.columns);
  for (const { label } of groups) addGroup(word(splitNumber(label).label, "requests"), "requests", label);
  for (const group of litigation.groups) {
    for (const label of [...group.within, group.label])
      addGroup(word(label, "litigation"), "litigation", label);
  }
  addColumns("litigation", litigation.columns);
}

function compileEquations(standard: Standard, rows: CompiledStandard["rows"]): CompiledStandard["equations"] {
  const result = { requests: [] as Equation[], litigation: [] as Equation[] };
  for (const { rule, table, forEach, left, right } of standard.equations) {
    const columns = standard.tables[table].columns;
    const columnAt = new Map(columns.map((column, index) => [column.key, index]));
    const rowAt = new Map(rows[table].map((row, index) => [row.key, index]));
    const names = columnNames(columns);
    const width = columns.length;
    if (forEach === "column") {
      columns.forEach((column, index) => {
        const at = (key: string) => rowAt.get(key)! * width + index;
        result[table].push({
          rule,
          left: left.map(at),
          right: right.map(at),
          about: `“${names[index]}”列`,
          path: `${table}.${right[0]}.${column.key}`,
        });
      });
    } else {
      rows[table].forEach((row, index) => {
        const at = (key: string) => index * width + columnAt.get(key)!;
        result[table].push({
          rule,
          left: left.map(at),
          right: right.map(at),
          about: forEach === "group" ? `“${row.name}”` : `“${row.name}”行`,
          path: `${row.path}.${right[0]}`,
        });
      });
    }
  }
  return result;
}
