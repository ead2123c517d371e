import type { CompiledStandard } from "../standard/compiled";
import type { Column, LitigationGroup, RequestRow, TableKey } from "../standard/schema";
import { escapeHtml } from "../text/escape";

/** Standard tables as text, to be filled in: for missing tables and sections, and for new reports. */

/** Values to start from, by cell key; all other cells are left blank. */
type StartingValues = ReadonlyMap<string, number>;

/** A table of the standard to be filled in: Markdown with blanks for merged cells, or HTML with merged cells. */
export function blankTable(
  standard: CompiledStandard,
  table: TableKey,
  format: "text" | "html",
  eol: string,
  values: StartingValues = new Map(),
): string {
  const grid = tableGrid(standard, table, (key) => String(values.get(key) ?? ""));
  // A user's own standard may leave out the disclosure table.
  if (grid.length === 0) return "";
  return format === "html" ? htmlTable(grid, eol) : markdownText(grid, eol);
}

/** A cell and how many grid columns and rows it covers. */
export interface GridCell {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
  /** What it is: a value, the label of a row, the header above columns or before rows. */
  readonly role: "value" | "row" | "column" | "group";
  /** Key of a value, path of a row. */
  readonly key?: string;
}
/** The cells that start in a row; those that reach into it from above are not repeated. */
type GridRow = readonly GridCell[];

const cell = (text: string, columns = 1, rows = 1): GridCell => ({ text, columns, rows, role: "column" });
const rowCell = (text: string, key: string, columns = 1): GridCell => ({
  text,
  columns,
  rows: 1,
  role: "row",
  key,
});
const valueCell = (text: string, key: string, columns = 1): GridCell => ({
  text,
  columns,
  rows: 1,
  role: "value",
  key,
});

type Fill = (key: string) => string;

/** The official form of a table, with its merged cells. */
export function tableGrid(
  standard: CompiledStandard,
  table: TableKey,
  fill: (key: string) => string,
): GridRow[] {
  switch (table) {
    case "disclosure":
      return disclosureGrid(standard, fill);
    case "requests":
      return requestsGrid(standard, fill);
    case "litigation":
      return litigationGrid(standard, fill);
  }
}

function disclosureGrid({ standard }: CompiledStandard, fill: Fill): GridRow[] {
  const { blocks } = standard.tables.disclosure;
  const width = Math.max(...blocks.map(({ columns }) => columns.length));
  // Blocks with fewer columns have a wider last one.
  const spread = (columns: readonly Column[], make: (column: Column, span: number) => GridCell) =>
    columns.map((column, at) => make(column, at === columns.length - 1 ? width - columns.length + 1 : 1));
  return blocks.flatMap(({ caption, header, columns, rows }) => [
    [cell(caption, width + 1)],
    [cell(header), ...spread(columns, ({ label }, span) => cell(label, span))],
    ...rows.map((row) => [
      rowCell(row.label, `disclosure.${row.key}`),
      ...spread(columns, (column, span) => {
        const key = `disclosure.${row.key}.${column.key}`;
        return valueCell(fill(key), key, span);
      }),
    ]),
  ]);
}

function requestsGrid({ standard }: CompiledStandard, fill: Fill): GridRow[] {
  const { corner, header, columns, rows } = standard.tables.requests;
  const depth = Math.max(...rows.map(({ groups }) => groups.length)) + 1;
  const [upper, lower] = columnHeaders(columns);
  const headerRows = lower.length > 0 ? 3 : 2;
  return [
    [cell(corner, depth, headerRows), cell(header, columns.length)],
    upper,
    ...(lower.length > 0 ? [lower] : []),
    ...rows.map((row, at) => [
      ...startingGroups(rows, at),
      rowCell(`${row.number}${row.label}`, `requests.${row.key}`, depth - row.groups.length),
      ...columns.map((column) => {
        const key = `requests.${row.key}.${column.key}`;
        return valueCell(fill(key), key);
      }),
    ]),
  ];
}

/** Columns that share a header stand below it; the others take both rows. */
function columnHeaders(columns: readonly Column[]): [upper: GridRow, lower: GridRow] {
  const lower = columns.filter(({ group }) => group !== undefined).map(({ label }) => cell(label));
  const height = lower.length > 0 ? 2 : 1;
  const upper = columns.flatMap(({ label, group }, at) => {
    if (group === undefined) return [cell(label, 1, height)];
    if (columns[at - 1]?.group === group) return [];
    const next = columns.findIndex((other, index) => index > at && other.group !== group);
    return [cell(group, (next < 0 ? columns.length : next) - at)];
  });
  return [upper, lower];
}

/** Group cells that start in a row, each over all rows of its group. */
function startingGroups(rows: readonly RequestRow[], at: number): GridCell[] {
  return rows[at]!.groups.flatMap((label, depth) => {
    if (rows[at - 1]?.groups[depth] === label) return [];
    let end = at + 1;
    while (rows[end]?.groups[depth] === label) end++;
    return [{ ...cell(label, 1, end - at), role: "group" as const }];
  });
}

function litigationGrid({ standard }: CompiledStandard, fill: Fill): GridRow[] {
  const { groups, columns } = standard.tables.litigation;
  const depth = Math.max(...groups.map(({ within }) => within.length)) + 1;
  const header: GridCell[][] = Array.from({ length: depth + 1 }, () => []);
  groups.forEach((group, at) => {
    const labels = [...group.within, group.label];
    labels.forEach((label, level) => {
      const width = sharedBy(groups, at, level) * columns.length;
      if (width > 0) header[level]!.push(cell(label, width));
    });
    const height = depth - group.within.length;
    header[labels.length]!.push(...columns.map((column) => cell(column.label, 1, height)));
  });
  const values = groups.flatMap((group) =>
    columns.map((column) => {
      const key = `litigation.${group.key}.${column.key}`;
      return valueCell(fill(key), key);
    }),
  );
  return [...header, values];
}

/** How many groups a label above them is shared by, at the first of these; at the others 0. */
function sharedBy(groups: readonly LitigationGroup[], at: number, level: number): number {
  const label = groups[at]!.within[level];
  if (label === undefined) return 1;
  if (groups[at - 1]?.within[level] === label) return 0;
  let end = at + 1;
  while (groups[end]?.within[level] === label) end++;
  return end - at;
}

/** The standard's table with blanks for values, each row with all its columns: where cells are merged, the text stands in the first. */
export function blankRows(standard: CompiledStandard, table: TableKey): string[][] {
  return unmerged(tableGrid(standard, table, () => ""));
}

/** Markdown has no merged cells: the text stands in the first of them, the others are blank. */
export function unmerged(grid: readonly GridRow[]): string[][] {
  const width = grid[0]!.reduce((sum, { columns }) => sum + columns, 0);
  const lines = grid.map(() => new Array<string | undefined>(width).fill(undefined));
  grid.forEach((row, at) => {
    for (const { text, columns, rows } of row) {
      const from = lines[at]!.indexOf(undefined);
      for (let down = 0; down < rows; down++)
        lines[at + down]!.fill(down === 0 ? text : "", from, from + columns).fill(
          "",
          from + 1,
          from + columns,
        );
    }
  });
  return lines.map((cells) => cells.map((text) => text ?? ""));
}

function markdownText(grid: readonly GridRow[], eol: string): string {
  const rows = unmerged(grid);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const [head, ...body] = rows.map(line);
  return [head, line(rows[0]!.map(() => "---")), ...body].join(eol);
}

/** A table of HTML with its merged cells. */
export function htmlTable(grid: readonly GridRow[], eol: string): string {
  const rows = grid.map((row) => `<tr>${row.map(htmlCell).join("")}</tr>`);
  return ["<table>", ...rows, "</table>"].join(eol);
}

function htmlCell({ text, columns, rows }: GridCell): string {
  const across = columns > 1 ? ` colspan="${columns}"` : "";
  const down = rows > 1 ? ` rowspan="${rows}"` : "";
  return `<td${across}${down}>${escapeHtml(text)}</td>`;
}
