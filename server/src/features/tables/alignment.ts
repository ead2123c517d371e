import { displayWidth } from "../../core/text/width";

/** Cells laid out in columns by display width: Chinese characters are two columns wide. */

/** A row of a table as text; cells are trimmed. */
export interface AlignableRow {
  readonly cells: readonly string[];
  /** The ruling below a Markdown table's head, `---` or `:-:` in each cell. */
  readonly isRuling?: boolean;
  /** Index of the first value of a data row; blank cells before it are the rest of merged labels. */
  readonly lead?: number | undefined;
}

type Side = "left" | "right" | "center" | undefined;

/** The rows with their cells padded; what is put between the cells must be as wide in every row. */
export function alignRows(rows: readonly AlignableRow[]): string[][] {
  const leads = new Set(rows.flatMap(({ lead }) => (lead === undefined ? [] : [lead])));
  return leads.size > 1 ? alignRagged(rows) : alignGrid(rows, leads.size === 1);
}

/**
 * The lines of a table, aligned where no line becomes so wide that editors wrap it; cells of a wider table, which would not
 * stand below each other then, are not padded. `write` makes the line of a row.
 */
export function fittingLines(
  rows: readonly AlignableRow[],
  write: (cells: readonly string[], row: number) => string,
): string[] {
  const aligned = alignRows(rows).map(write);
  const isNarrow = aligned.every((line) => displayWidth(line) <= WIDEST);
  return isNarrow ? aligned : rows.map(unpadded).map(write);
}

/** Columns that most windows show beside the list of files and the map of the text. */
const WIDEST = 100;

function unpadded({ cells, isRuling }: AlignableRow): readonly string[] {
  return isRuling ? cells.map((cell) => stretchRuling(cell, MIN_RULING)) : cells;
}

/** All rows have the same columns. Text may reach over blank cells where `mayMerge`, as it does in the official form. */
function alignGrid(rows: readonly AlignableRow[], mayMerge: boolean): string[][] {
  const ruling = rows.find(({ isRuling }) => isRuling);
  const sides = ruling?.cells.map(sideOf) ?? [];
  const widths = columnWidths(rows, mayMerge, ruling === undefined ? 1 : MIN_RULING);
  return rows.map((row) => {
    if (row.isRuling) return row.cells.map((cell, at) => stretchRuling(cell, widths[at]!));
    return layOut(row, widths, sides, mayMerge);
  });
}

const MIN_RULING = 3;
/** A text this short has a column to itself even where it could reach over blanks. */
const SHORT = 12;

/** Merged cells take what columns they have, and widen the first of them by what is lacking. */
function columnWidths(rows: readonly AlignableRow[], mayMerge: boolean, least: number): number[] {
  const columns = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const widths = new Array<number>(columns).fill(least);
  const merged: { from: number; to: number; width: number }[] = [];
  for (const row of rows) {
    if (row.isRuling) continue;
    row.cells.forEach((cell, from) => {
      const width = displayWidth(cell);
      const to = from + (mayMerge && width > SHORT ? blanksAfter(row, from) : 0);
      if (to > from) merged.push({ from, to, width });
      else widths[from] = Math.max(widths[from]!, width);
    });
  }
  merged.sort((a, b) => a.to - a.from - (b.to - b.from));
  for (const { from, to, width } of merged) {
    const room = widths.slice(from, to + 1).reduce((sum, it) => sum + it, 0);
    widths[from]! += Math.max(0, width - room);
  }
  return widths;
}

/** Blank cells that the text before them may reach over; a blank value is none. */
function blanksAfter({ cells, lead = Number.POSITIVE_INFINITY }: AlignableRow, at: number): number {
  let end = at + 1;
  while (end < cells.length && end < lead && cells[end] === "") end++;
  return at < lead ? end - at - 1 : 0;
}

function layOut(
  row: AlignableRow,
  widths: readonly number[],
  sides: readonly Side[],
  mayMerge: boolean,
): string[] {
  const laid: string[] = [];
  while (laid.length < row.cells.length) {
    const at = laid.length;
    const text = row.cells[at]!;
    const width = displayWidth(text);
    let room = widths[at]!;
    const most = mayMerge && room < width ? blanksAfter(row, at) : 0;
    let merged = 0;
    while (merged < most && room < width) room += widths[at + ++merged]!;
    laid.push(pad(text, room, sides[at] ?? (isNumber(text) ? "right" : "left")));
    for (let blank = 0; blank < merged; blank++) laid.push("");
  }
  return laid;
}

/**
 * Rows that leave out the cells they share with the row above have their values in other columns: the labels are taken
 * together, so that the values stand below each other.
 */
function alignRagged(rows: readonly AlignableRow[]): string[][] {
  const labelWidth = (cells: readonly string[]) =>
    cells.reduce((sum, cell) => sum + displayWidth(cell) + SEPARATOR, 0);
  let labels = 0;
  const widths: number[] = [];
  for (const { cells, lead } of rows) {
    if (lead === undefined) continue;
    labels = Math.max(labels, labelWidth(cells.slice(0, lead)));
    cells.slice(lead).forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 1, displayWidth(cell));
    });
  }
  return rows.map((row) => {
    const { cells, lead } = row;
    if (lead === undefined) return [...unpadded(row)];
    return cells.map((cell, at) => {
      if (at >= lead) return pad(cell, widths[at - lead]!, isNumber(cell) ? "right" : "left");
      const missing = at === lead - 1 ? labels - labelWidth(cells.slice(0, lead)) : 0;
      return pad(cell, displayWidth(cell) + missing, "left");
    });
  });
}

/** Columns that `" | "` between two cells takes. */
const SEPARATOR = 3;

const isNumber = (text: string) => /^[+-]?\d[\d,.]*$/.test(text);

function sideOf(ruling: string): Side {
  const left = ruling.startsWith(":");
  const right = ruling.endsWith(":");
  return left && right ? "center" : right ? "right" : left ? "left" : undefined;
}

function stretchRuling(cell: string, width: number): string {
  const dashes = cell.replaceAll(":", "").length;
  return cell.replace(/-+/, "-".repeat(Math.max(1, width - (cell.length - dashes))));
}

function pad(text: string, width: number, side: Side): string {
  const room = Math.max(0, width - displayWidth(text));
  const before = side === "right" ? room : side === "center" ? room >> 1 : 0;
  return " ".repeat(before) + text + " ".repeat(room - before);
}
