import type { RowSpec } from "../../standard/compiled";
import { ordinalIn } from "../../text/ordinal";
import { partOf } from "../../text/phrase";
import type { Phrase } from "../../text/text";
import { TEXT } from "../../text/value";
import type { LabelledCell } from "./labelled";
import { type LogicalRow, labelPhrase } from "./logical";
import type { MissingColumns, TableRow, ValueCell } from "./table";

/* Which of the cells behind a label are its row's values, and the row that they make. */

/** What is read of a table. */
export interface ReadRows {
  readonly rows: TableRow[];
  readonly missingColumns: MissingColumns[];
}

/** Where the values of the rows of a block stand. */
export interface Shape {
  /** Grid column of the first value, or -1 where rows disagree. */
  readonly first: number;
  /** Most rows show it, or merged labels do; else only those with a value in every column, all of them alike. */
  readonly isUsual: boolean;
  /** How many value columns most rows are short of. */
  readonly lacks: number;
  /** Labels of columns that no header has. */
  readonly absent: readonly string[];
}

export const NO_SHAPE: Shape = { first: -1, isUsual: false, lacks: 0, absent: [] };

export const NO_VALUES: readonly LabelledCell[] = [];

/** What is known of a row before it is put together. */
interface Found
  extends Pick<TableRow, "spec" | "match" | "role" | "group" | "excess" | "written" | "start" | "end"> {
  readonly values: readonly LabelledCell[];
}

/** Puts a row together. */
export function toRow({ spec, match, role, group, values, excess, written, start, end }: Found): TableRow {
  const leading = written?.label[0]?.label.ordinal;
  const phrase = written && labelPhrase(written.label);
  const cells: ValueCell[] = [];
  const row: TableRow = {
    spec,
    key: spec?.key,
    path: spec?.path,
    match,
    role,
    group,
    number: leading?.value,
    label: phrase && leading ? partOf(phrase, leading.after, phrase.text.length) : phrase,
    ordinal: phrase && leading && ordinalIn(phrase, leading),
    values,
    cells,
    excess,
    written,
    start,
    end,
  };
  if (spec !== undefined)
    for (let at = 0; at < values.length; at++) cells.push(valueCell(values[at]!, spec, row, at));
  return row;
}

function valueCell(
  { text, start, end, pieces, reading }: LabelledCell,
  spec: RowSpec,
  row: TableRow,
  column: number,
): ValueCell {
  const { value, form } = reading ?? TEXT;
  return { text, start, end, pieces, key: spec.cellKeys[column]!, value, form, row, column };
}

type Written = Pick<LogicalRow, "label" | "lines">;

interface RowValues {
  /** As many cells as the row has columns. */
  readonly window: readonly LabelledCell[] | undefined;
  /** What is written instead, where it cannot be told which column it belongs to. */
  readonly excess: readonly Phrase[] | undefined;
}

/** The value cells of a row: the cells after its label, less the padding that evens out rows of other widths. */
export function rowValues({ label, lines }: Written, width: number, shape: Shape): RowValues {
  const labelled = label.at(-1)?.column ?? -1;
  const windows: (readonly LabelledCell[])[] = [];
  for (const line of lines) {
    const window = valueWindow(line, width, shape, labelled);
    if (window !== undefined) windows.push(window);
    else if (line.some(({ text }) => text !== "")) return { window: undefined, excess: writtenCells(line) };
  }
  if (windows.length === 0) return { window: undefined, excess: [] };
  return { window: windows.reduce(mergeLines), excess: undefined };
}

function writtenCells(line: readonly LabelledCell[]): Phrase[] {
  return line.filter(({ text }) => text !== "");
}

/**
 * Two lines of one wrapped row: a cell is where it is written. Written twice alike it is read once; written twice and
 * once unreadable, it is the unreadable one that must be looked at.
 */
function mergeLines(above: readonly LabelledCell[], below: readonly LabelledCell[]): readonly LabelledCell[] {
  return above.map((cell, i) => {
    const other = below[i]!;
    if (cell.text === "") return other.text === "" ? cell : other;
    return other.text !== "" && other.reading?.value == null ? other : cell;
  });
}

function valueWindow(
  line: readonly LabelledCell[],
  width: number,
  { first, isUsual }: Shape,
  labelled: number,
): readonly LabelledCell[] | undefined {
  if (line.length === width) return line;
  if (line.length < width) return undefined;
  // Values across a page break from their label stand behind a blank where the label would.
  const isApart = line[0]!.column <= labelled;
  if (isUsual || isApart) {
    const window = windowAt(line, width, first < 0 ? labelled + 1 : first);
    if (window !== undefined) return window;
  }
  if (onlyBlanksOutside(line, 0, width)) return line.slice(0, width);
  let to = line.length;
  while (to > width && line[to - 1]!.text === "") to--;
  let from = 0;
  while (to - from > width && line[from]!.text === "") from++;
  return to - from === width ? line.slice(from, to) : undefined;
}

/** The cells from that grid column on, where nothing else is written. */
function windowAt(
  line: readonly LabelledCell[],
  width: number,
  first: number,
): readonly LabelledCell[] | undefined {
  const from = line.findIndex(({ column }) => column === first);
  const fits = from >= 0 && from + width <= line.length && onlyBlanksOutside(line, from, from + width);
  return fits ? line.slice(from, from + width) : undefined;
}

function onlyBlanksOutside(line: readonly LabelledCell[], from: number, to: number): boolean {
  for (let i = 0; i < line.length; i++) if ((i < from || i >= to) && line[i]!.text !== "") return false;
  return true;
}
