import { displayWidth } from "../../core/text/width";
import type { GridCell } from "../../core/writing/skeleton";
import type { PageTable } from "./parts";

/*
 * Widths of the columns of a table, in columns of letters: numbers stand side by side in as little room as their heads leave
 * them when these are wrapped after two characters, labels have the rest.
 */

/** Two characters and the blank around them. */
const NARROW = 6;
/** A group's label up to this width is not wrapped. */
const ONE_LINE = 14;
const WRAPPED = 10;

/** What a cell asks for. A text twice as long may have twice as many lines. */
function wish({ text, role, columns }: GridCell): number {
  const width = displayWidth(text) / columns;
  if (role === "value") return width + 1;
  if (role === "group") return width <= ONE_LINE ? width + 1 : WRAPPED;
  if (role === "row" && columns === 1) return 3.2 * Math.sqrt(width);
  return 0;
}

/** In which column each cell of a table starts: columns that a cell above reaches into are taken. */
export function startColumns(rows: PageTable["rows"]): number[][] {
  /** By column how many rows more are taken. */
  const taken: number[] = [];
  return rows.map((row) => {
    let column = 0;
    const skip = () => {
      while ((taken[column] ?? 0) > 0) taken[column++]!--;
    };
    const starts = row.map(({ columns, rows: down }) => {
      skip();
      const start = column;
      for (; column < start + columns; column++) taken[column] = down - 1;
      return start;
    });
    for (; column < taken.length; column++) if (taken[column]! > 0) taken[column]!--;
    return starts;
  });
}

/** How wide each column of a table is, `total` together. */
export function columnWidths({ rows, heads }: PageTable, total: number): number[] {
  const wishes: number[] = [];
  const starts = startColumns(rows);
  // Without labels all are alike: what is longer is given more.
  const isPlain =
    heads === 0 && !rows.some((row) => row.some(({ role }) => role === "row" || role === "group"));
  rows.forEach((row, at) => {
    row.forEach((cell, i) => {
      const wished = wish(isPlain && cell.role === "column" ? { ...cell, role: "row" } : cell);
      const start = starts[at]![i]!;
      for (let column = start; column < start + cell.columns; column++)
        wishes[column] = Math.max(wishes[column] ?? NARROW, wished);
    });
  });
  const sum = wishes.reduce((all, it) => all + it, 0);
  const widths = wishes.map((it) => Math.floor((it / sum) * total));
  widths[widths.length - 1]! += total - widths.reduce((all, it) => all + it, 0);
  return widths;
}
