import type {
  DraftCell,
  DraftColumn,
  DraftDisclosure,
  DraftLitigation,
  DraftRequests,
  DraftRow,
  DraftTable,
} from "./draft";

/** A run of text in a cell, with the names of its place. */
export interface Part {
  text: string;
  names: string[];
}

export interface GridCell {
  parts: Part[];
  role: "value" | "label" | "group" | "column" | "caption";
  colspan: number;
  rowspan: number;
}

/** A place in the grid: a cell, the continuation of a merged one to the right or below, or nothing. */
export type Slot = { cell: GridCell; kind: "own" | "right" | "below" } | undefined;

/** A table as a rectangle with merged cells, as it stands in the official form. */
export interface Grid {
  rows: Slot[][];
}

/** Marks that vary between reports and are no fault. */
export interface Marks {
  /** After arabic row numbers: `1.`, `1、` or `1．`; `（` for `（1）`, nothing for none. */
  arabic: string;
  /** After Chinese row numbers. */
  chinese: string;
  /** Rows and groups without their numbers. */
  bare: boolean;
  /** An explanation behind a label, or nothing. */
  explain(label: string): string;
  /** Puts a stray space into a label, or not. */
  space(text: string, name: string): string;
}

/** `labelColumns` is 3 as in the official form, or 1 with the groups on rows of their own. */
export function gridOf(table: DraftTable, labelColumns: 1 | 3, marks: Marks): Grid {
  const rows =
    table.kind === "requests"
      ? requestsRows(table, labelColumns, marks)
      : table.kind === "litigation"
        ? litigationRows(table, marks)
        : disclosureRows(table, marks);
  return place(rows);
}

const cell = (
  role: GridCell["role"],
  text: string | Part[],
  { colspan = 1, rowspan = 1, name }: { colspan?: number; rowspan?: number; name?: string } = {},
): GridCell => ({
  parts: typeof text === "string" ? [{ text, names: name ? [name] : [] }] : text,
  role,
  colspan,
  rowspan,
});

const values = (cells: readonly DraftCell[]): GridCell[] =>
  cells.map(({ text, name }) => cell("value", text, { name }));

const column = (
  { label, name }: DraftColumn,
  marks: Marks,
  size: { colspan?: number; rowspan?: number } = {},
) => cell("column", marks.space(label, name) + marks.explain(label), { ...size, name });

/** `（一）` and `予以公开` as runs of text, the numeral and the label each under its name. */
function numbered(number: string, label: string, name: string, marks: Marks): Part[] {
  const numeral = /[一二三四五六七八九十]+|\d+/.exec(number)?.[0];
  const parts: Part[] = [];
  const around = numeral && marksAround(number.split(numeral) as [string, string], marks);
  if (around) {
    parts.push({ text: around[0], names: [] }, { text: numeral, names: [`number:${name}`] });
    parts.push({ text: around[1], names: [] });
  }
  parts.push({ text: marks.space(label, name) + marks.explain(label), names: [`label:${name}`] });
  return parts.filter((part) => part.text !== "");
}

/** Marks around a row number as this report writes them; undefined where it writes none. */
function marksAround(
  [before, after]: readonly [string, string],
  marks: Marks,
): readonly [string, string] | undefined {
  if (marks.bare || (after === "." && marks.arabic === "")) return undefined;
  if (after === ".") return marks.arabic === "（" ? ["（", "）"] : ["", marks.arabic];
  return [before, after === "、" ? marks.chinese : after];
}

function groupParts(table: DraftRequests, label: string, marks: Marks): Part[] {
  const written = table.written[label] ?? label;
  const [number, text] = splitNumber(written);
  return numbered(number, text, `group:${label}`, marks);
}

/** `（三）不予公开` is `（三）` and `不予公开`. */
export function splitNumber(label: string): [number: string, text: string] {
  const number = /^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+\.)/.exec(label)?.[0] ?? "";
  return [number, label.slice(number.length)];
}

function disclosureRows(table: DraftDisclosure, marks: Marks): GridCell[][] {
  const width = 1 + Math.max(...table.blocks.map((block) => block.columns.length));
  const rows: GridCell[][] = [];
  for (const block of table.blocks) {
    const fill = (cells: GridCell[]) => {
      const used = cells.reduce((sum, { colspan }) => sum + colspan, 0);
      cells.at(-1)!.colspan += Math.max(0, width - used);
      return cells;
    };
    rows.push([cell("caption", block.caption, { colspan: width, name: `caption:disclosure.${block.key}` })]);
    rows.push(fill([cell("label", block.header), ...block.columns.map((it) => column(it, marks))]));
    for (const row of block.rows) {
      rows.push(
        fill([cell("label", numbered(row.number, row.label, row.name, marks)), ...values(row.cells)]),
      );
    }
  }
  return rows;
}

function requestsRows(table: DraftRequests, labelColumns: 1 | 3, marks: Marks): GridCell[][] {
  const { columns, rows } = table;
  const grouped = columns.filter((it) => it.group);
  const first = columns.findIndex((it) => it.group);
  const groupName = `column-group:requests`;
  const group = grouped[0]
    ? [
        cell("column", marks.space(grouped[0].group!, groupName), {
          colspan: grouped.length,
          name: groupName,
        }),
      ]
    : [];
  const result: GridCell[][] = [
    [
      cell("label", table.corner, { colspan: labelColumns, rowspan: 3, name: "corner:requests" }),
      cell("column", table.header, { colspan: columns.length, name: "header:requests" }),
    ],
    [
      ...columns.slice(0, first).map((it) => column(it, marks, { rowspan: 2 })),
      ...group,
      ...columns.slice(first + grouped.length).map((it) => column(it, marks, { rowspan: 2 })),
    ],
    grouped.map((it) => column(it, marks)),
  ];
  rows.forEach((row, index) => {
    const before = index > 0 ? rows[index - 1]!.groups : [];
    const cells: GridCell[] = [];
    row.groups.forEach((label, depth) => {
      if (samePath(before, row.groups, depth)) return;
      const parts = groupParts(table, label, marks);
      if (labelColumns === 1) {
        const blanks = columns.map(() => cell("group", ""));
        result.push([cell("group", parts), ...blanks]);
      } else cells.push(cell("group", parts, { rowspan: lengthOfGroup(rows, index, depth) }));
    });
    const colspan = labelColumns === 1 ? 1 : 3 - row.groups.length;
    cells.push(
      cell("label", numbered(row.number, row.label, row.name, marks), { colspan }),
      ...values(row.cells),
    );
    result.push(cells);
  });
  return result;
}

const samePath = (left: readonly string[], right: readonly string[], depth: number): boolean => {
  for (let at = 0; at <= depth; at++) if (left[at] !== right[at]) return false;
  return true;
};

function lengthOfGroup(rows: readonly DraftRow[], from: number, depth: number): number {
  let at = from;
  while (at < rows.length && samePath(rows[from]!.groups, rows[at]!.groups, depth)) at++;
  return at - from;
}

function litigationRows({ groups }: DraftLitigation, marks: Marks): GridCell[][] {
  const single = groups.filter((group) => group.within === "");
  const within = groups.filter((group) => group.within !== "");
  const head = (group: (typeof groups)[number]) =>
    cell("column", marks.space(group.label, `column-group:litigation.${group.key}`), {
      colspan: group.columns.length,
      name: `column-group:litigation.${group.key}`,
    });
  const count = (list: typeof groups) => list.reduce((sum, group) => sum + group.columns.length, 0);
  return [
    [
      ...single.map(head),
      cell("column", within[0]!.within, { colspan: count(within), name: "header:litigation" }),
    ],
    [
      ...single.flatMap((group) => group.columns.map((it) => column(it, marks, { rowspan: 2 }))),
      ...within.map(head),
    ],
    within.flatMap((group) => group.columns.map((it) => column(it, marks))),
    values(groups.flatMap((group) => group.cells)),
  ];
}

/** Gives every cell its place, as a browser does with rowspan and colspan. */
function place(rows: readonly GridCell[][]): Grid {
  const grid: Slot[][] = rows.map(() => []);
  rows.forEach((cells, row) => {
    let at = 0;
    for (const it of cells) {
      while (grid[row]![at]) at++;
      for (let down = 0; down < it.rowspan; down++) {
        for (let right = 0; right < it.colspan; right++) {
          const kind = down > 0 ? "below" : right > 0 ? "right" : "own";
          if (grid[row + down]) grid[row + down]![at + right] = { cell: it, kind };
        }
      }
      at += it.colspan;
    }
  });
  return { rows: grid };
}
