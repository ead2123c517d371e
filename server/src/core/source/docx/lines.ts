import type { Span } from "../../text/text";
import type { Element } from "../xml";
import type { ColumnAt } from "./grid";

/*
 * What the text of a Word file is made of: stretches of characters, each of which knows where in the XML it comes from.
 */

/** Characters that come from one place. */
export interface Stretch {
  readonly text: string;
  /** What holds them: `w:t`, or `w:tab`, `w:br` and the like for characters that Word has elements for. */
  readonly element: Element | undefined;
  /** Of characters in a `w:t`: their place in the XML. Where that is longer than the text, it is one entity. */
  readonly xml: Span | undefined;
  /** Why they cannot be changed, in a Chinese clause; undefined where they can. */
  readonly locked: string | undefined;
}

/** A stretch that has its place in the text. */
export interface Piece extends Stretch {
  readonly start: number;
  readonly end: number;
}

/** One line of the text that is a paragraph, or the part of one between two line breaks. */
export interface TextLine extends Span {
  readonly kind: "text";
  readonly paragraph: Element;
  /** Counted from 1 over the whole document; lines of one paragraph have the same. */
  readonly number: number;
  /** The break that parts it from the line before, in the same paragraph. */
  readonly break: Element | undefined;
  readonly pieces: readonly Piece[];
}

/** One line of the text that is a row of a table. */
export interface RowLine extends Span {
  readonly kind: "row";
  readonly row: Element;
  /** Of the table and of the row in it, counted from 1. */
  readonly table: number;
  readonly number: number;
  /** The columns of its table. */
  readonly columnAt: ColumnAt;
  /** By column of the line: those that are merged into another have no cell of their own. */
  readonly cells: readonly CellPlace[];
}

/** What stands between two bars; the span leaves out the blanks next to them. */
export interface CellPlace extends Span {
  /** Undefined for what is merged into the cell before or above. */
  readonly cell: Element | undefined;
  readonly pieces: readonly Piece[];
}

export type Line = TextLine | RowLine;
