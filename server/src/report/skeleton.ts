import type { CompiledStandard } from "../standard/compile";
import type { TableKey } from "../standard/schema";

/** Standard tables as text, to be filled in: for missing tables and sections. */

/** A blank table of the standard: Markdown with the labels in one column, or HTML with merged cells. */
export function blankTable(
  standard: CompiledStandard,
  table: TableKey,
  format: "text" | "html",
  eol: string,
): string {
  const grid = tableGrid(standard, table);
  return format === "html" ? htmlTable(grid, eol) : markdownTable(grid, eol);
}

/** One line of a table: its written cells, and how many blank ones follow. */
interface GridRow {
  readonly cells: readonly string[];
}

function tableGrid(standard: CompiledStandard, table: TableKey): GridRow[] {
  const { disclosure, requests, litigation } = standard.standard.tables;
  if (table === "disclosure") {
    return disclosure.blocks.flatMap((block) => [
      { cells: [block.caption, ...block.columns.map(() => "")] },
      { cells: [block.header, ...block.columns.map((column) => column.label)] },
      ...block.rows.map((row) => ({ cells: [row.label, ...block.columns.map(() => "")] })),
    ]);
  }
  if (table === "requests") {
    const columns = requests.columns.map((column) => column.label);
    return [
      { cells: ["", "", requests.header, ...columns] },
      ...requests.rows.map((row, at) => {
        const [result = "", group = ""] = newGroups(row.groups, requests.rows[at - 1]?.groups ?? []);
        return { cells: [result, group, `${row.number}${row.label}`, ...columns.map(() => "")] };
      }),
    ];
  }
  const outer = litigation.groups.map((group) => [...group.within, group.label].join("·"));
  return [
    { cells: outer.flatMap((label) => [label, ...litigation.columns.slice(1).map(() => "")]) },
    { cells: litigation.groups.flatMap(() => litigation.columns.map((column) => column.label)) },
    { cells: litigation.groups.flatMap(() => litigation.columns.map(() => "")) },
  ];
}

/** Group labels that the row before did not have, by depth. */
function newGroups(groups: readonly string[], before: readonly string[]): string[] {
  return groups.map((label, depth) => (before[depth] === label ? "" : label));
}

function markdownTable(rows: readonly GridRow[], eol: string): string {
  const width = Math.max(...rows.map((row) => row.cells.length));
  const line = (cells: readonly string[]) =>
    `| ${[...cells, ...new Array(width - cells.length).fill("")].join(" | ")} |`;
  const [head, ...body] = rows;
  return [
    line(head!.cells),
    `| ${new Array(width).fill("---").join(" | ")} |`,
    ...body.map((row) => line(row.cells)),
  ].join(eol);
}

function htmlTable(rows: readonly GridRow[], eol: string): string {
  const body = rows.map((row) => `<tr>${row.cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  return ["<table>", ...body, "</table>"].join(eol);
}
