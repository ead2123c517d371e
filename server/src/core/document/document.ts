import type { Phrase, Span } from "../text/text";
import { readValue, type ValueReading } from "../text/value";

/**
 * One cell of a row as written. An empty cell has the text "" and the span of the blank between its borders. A class, so
 * that all cells are of one shape: a report has hundreds, and everything reads them.
 */
export class Cell implements Phrase {
  constructor(
    readonly text: string,
    readonly start: number,
    readonly end: number,
    /** Place in the row's grid, counted from 0; columns and rows that a cell spans are counted in. */
    readonly column: number,
    readonly pieces?: readonly Phrase[],
    /** The text read as a value, a blank included; undefined for all other text. */
    readonly reading: ValueReading | undefined = readValue(text),
  ) {}
}

/**
 * How a row is written; `line` is a line of text without column separators, `grid` the lines between two rulings of a table
 * that is drawn: `+---+---+`, `├───┼───┤`.
 */
export type RowKind = "line" | "pipes" | "tabs" | "html" | "grid";

/**
 * A line of text or a table row. Blank lines and the ruling between a Markdown table's head and body give no row.
 * A row of kind `line` has one cell, or several where two or more spaces or a tail of numbers divide it.
 */
export class Row implements Span {
  constructor(
    readonly kind: RowKind,
    /** At least one. */
    readonly cells: readonly Cell[],
    /** Level of a Markdown or HTML heading, 1 to 6; 0 for everything else. */
    readonly level: number,
    /** A blank line stands before it. */
    readonly apart: boolean,
    readonly start: number,
    readonly end: number,
  ) {}
}

/** What is written, in any layout. It knows nothing of government reports; reading it never fails. */
export interface Document {
  readonly text: string;
  readonly rows: readonly Row[];
  /** Indices of rows that a table starts with, where the layout says so: `<table>`, the head of a Markdown table. */
  readonly tableStarts: readonly number[];
  /** Lines of nothing but a page's number, in order. They are no rows, and the blank lines around them part nothing. */
  readonly pageNumbers: readonly Span[];
  /** Links, buttons and navigation of a page, in order: their text may be another page's title. None is in another. */
  readonly menus: readonly Span[];
  /** Whether new tables should be written as HTML or as a Markdown table. */
  readonly format: "text" | "html";
}
