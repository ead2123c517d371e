import type { CompiledStandard } from "../../standard/compiled";
import { standardsFor } from "../../standard/index";
import type { TableKey } from "../../standard/schema";
import { tableGrid } from "../../writing/skeleton";
import { childOf, type Element } from "../xml";
import { runPropertiesIn } from "./blocks";
import type { Markup } from "./markup";
import { withoutEscapes } from "./written";

/*
 * New tables: with the merged cells of the official form where they are one of the standard's, else cell by cell as they are
 * written. They look like a table that is there.
 */

/** A cell of a new table: its first row and column, and how many it covers. */
interface NewCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly isValue: boolean;
}

/** A table with the given texts by row, like one that is there; without one, with lines around its cells. */
export function newTable(
  markup: Markup,
  rows: readonly (readonly string[])[],
  model: Element | undefined,
  pageWidth: number,
): string {
  const width = Math.max(...rows.map(({ length }) => length));
  const cells = officialCells(rows) ?? singleCells(rows, width);
  const total = widthOf(model) ?? pageWidth;
  const widths = columnWidths(cells, width, total);
  const own = childOf(model, "w:tblPr");
  const properties = own === undefined ? plainTable(markup, total) : markup.properties(own, TABLE_ONCE);
  const grid = markup.tag("tblGrid", widths.map((w) => markup.empty("gridCol", { w })).join(""));
  const last = model?.children.findLast(({ name }) => name === "w:tr");
  const labels = looksOf(markup, childOf(childOf(model, "w:tr"), "w:tc"));
  const values = looksOf(
    markup,
    last?.children.findLast(({ name }) => name === "w:tc"),
  );
  const exceptions = childOf(childOf(model, "w:tr"), "w:tblPrEx");
  const head = exceptions === undefined ? "" : markup.slice(exceptions);
  const mark = markup.track === undefined ? "" : markup.tag("trPr", markup.revision("ins"));
  const body = rows.map((_, row) => {
    const starting = cells.filter((cell) => cell.row <= row && row < cell.row + cell.rows);
    starting.sort((a, b) => a.column - b.column);
    const xml = starting.map((cell) => cellXml(markup, cell, row, widths, cell.isValue ? values : labels));
    return markup.tag("tr", head + mark + xml.join(""));
  });
  return markup.tag("tbl", properties + grid + body.join(""));
}

/** Columns are as wide as what stands in them asks for, but none too narrow for a number, and none half the table. */
function columnWidths(cells: readonly NewCell[], width: number, total: number): number[] {
  const shares = new Array<number>(width).fill(LEAST_LETTERS);
  for (const { text, column, columns } of cells)
    if (columns === 1) shares[column] = Math.max(shares[column]!, Math.min(text.length, MOST_LETTERS));
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => Math.floor((total * share) / sum));
}

const LEAST_LETTERS = 5;
const MOST_LETTERS = 16;

/** How a cell of a table looks. */
interface Looks {
  /** Of a cell's properties, those behind its merges. */
  readonly cell: string;
  readonly paragraph: Element | undefined;
  readonly run: string;
}

function looksOf(markup: Markup, cell: Element | undefined): Looks {
  const paragraph = childOf(cell, "w:p");
  const kept = childOf(cell, "w:tcPr")?.children.filter(({ name }) => LOOKS.has(name)) ?? [];
  return {
    cell: kept.length > 0 ? markup.slices(kept) : markup.empty("vAlign", { val: "center" }),
    paragraph,
    run: runPropertiesIn(markup, paragraph, cell),
  };
}

/** Of the properties of a cell that others may have too: lines, margins, where text stands. */
const LOOKS: ReadonlySet<string> = new Set(["w:tcBorders", "w:tcMar", "w:vAlign"]);
/** Of a table's: where this one floats, and how it looked before. */
const TABLE_ONCE: ReadonlySet<string> = new Set([
  "w:tblpPr",
  "w:tblOverlap",
  "w:tblPrChange",
  "w:tblCaption",
]);

function cellXml(
  markup: Markup,
  { text, row: first, column, rows, columns }: NewCell,
  row: number,
  widths: readonly number[],
  looks: Looks,
): string {
  const w = widths.slice(column, column + columns).reduce((sum, width) => sum + width, 0);
  const span = columns > 1 ? markup.empty("gridSpan", { val: columns }) : "";
  const merge = rows > 1 ? markup.empty("vMerge", row === first ? { val: "restart" } : {}) : "";
  const size = markup.empty("tcW", { w, type: "dxa" });
  const run = row === first ? markup.run(withoutEscapes(text), looks.run) : "";
  return markup.tag(
    "tc",
    markup.tag("tcPr", size + span + merge + looks.cell) +
      markup.tag("p", markup.paragraphProperties(looks.paragraph) + run),
  );
}

function singleCells(rows: readonly (readonly string[])[], width: number): NewCell[] {
  return rows.flatMap((texts, row) =>
    Array.from({ length: width }, (_, column) => ({
      text: texts[column] ?? "",
      row,
      column,
      rows: 1,
      columns: 1,
      isValue: /^\d*$/.test(texts[column] ?? ""),
    })),
  );
}

/** The cells of the standard's table that the texts are; undefined where they are none. */
function officialCells(rows: readonly (readonly string[])[]): NewCell[] | undefined {
  for (const standard of standardsFor(undefined)) {
    for (const table of TABLES) {
      const cells = placedCells(standard, table, rows);
      if (cells !== undefined) return cells;
    }
  }
  return undefined;
}

const TABLES: readonly TableKey[] = ["disclosure", "requests", "litigation"];

/** The cells of one of the standard's tables with the texts that stand there; undefined where others stand there. */
function placedCells(
  standard: CompiledStandard,
  table: TableKey,
  rows: readonly (readonly string[])[],
): NewCell[] | undefined {
  const grid = tableGrid(standard, table, () => "");
  if (grid.length !== rows.length) return undefined;
  const width = grid[0]!.reduce((sum, { columns }) => sum + columns, 0);
  const taken = grid.map(() => new Array<boolean>(width).fill(false));
  const cells: NewCell[] = [];
  for (const [row, line] of grid.entries()) {
    for (const { text, columns, rows: height, role } of line) {
      const column = taken[row]!.indexOf(false);
      for (let down = 0; down < height; down++) taken[row + down]!.fill(true, column, column + columns);
      const own = rows[row]![column] ?? "";
      if (role !== "value" && own !== text) return undefined;
      cells.push({ text: own, row, column, rows: height, columns, isValue: role === "value" });
    }
  }
  const covered = rows.every((texts, row) => {
    const starts = new Set(cells.filter((cell) => cell.row === row).map(({ column }) => column));
    return texts.length === width && texts.every((text, column) => text === "" || starts.has(column));
  });
  return covered ? cells : undefined;
}

/** How wide a table is, in twentieths of a point, as its columns say. */
function widthOf(table: Element | undefined): number | undefined {
  const columns = childOf(table, "w:tblGrid")?.children ?? [];
  const width = columns.reduce((sum, { attributes }) => sum + Number(attributes["w:w"] ?? 0), 0);
  return width > 0 ? width : undefined;
}

function plainTable(markup: Markup, w: number): string {
  const sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
  const line = { val: "single", sz: 4, space: 0, color: "auto" };
  const borders = sides.map((side) => markup.empty(side, line)).join("");
  return markup.tag("tblPr", markup.empty("tblW", { w, type: "dxa" }) + markup.tag("tblBorders", borders));
}
