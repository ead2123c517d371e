import type { Cell } from "../../document/document";
import type { RowSpec } from "../../standard/compiled";
import type { TableKey } from "../../standard/schema";
import type { Ordinal } from "../../text/ordinal";
import type { Phrase, Span } from "../../text/text";
import type { ValueForm } from "../../text/value";
import type { LabelMatch } from "./align";
import type { LogicalRow } from "./logical";

/** One value of a standard table. */
export interface ValueCell extends Phrase {
  /** `requests.newReceived.total`, `disclosure.regulations.made`, `litigation.review.upheld`. */
  readonly key: string;
  /** Null where the text is blank or no number. */
  readonly value: number | null;
  /** How the value is written; anything but `plain` is some rule's business. */
  readonly form: ValueForm;
  readonly row: TableRow;
  /** Index into the row's columns. */
  readonly column: number;
}

/** A row of a standard table as it was recognised. */
export interface TableRow extends Span {
  /** The standard's row that this is; undefined where no row fits (a local addition). */
  readonly spec: RowSpec | undefined;
  /** Key of the standard's row; undefined where no row of the standard fits (a local addition, a repeated row). */
  readonly key: string | undefined;
  readonly label: Phrase | undefined;
  readonly ordinal: Ordinal | undefined;
  /** The ordinal's value. */
  readonly number: number | undefined;
  /** `requests.granted`; undefined where `key` is. */
  readonly path: string | undefined;
  readonly match: LabelMatch;
  /** A row that comes a second time, out of order, or that the standard does not have. */
  readonly role: "row" | "duplicate" | "misordered" | "unknown";
  /** Label of the innermost group cell that stands before the row, as the standard writes it. */
  readonly group: string | undefined;
  /** What is written in the row's columns, as many as it has; none where it cannot be told which is which. */
  readonly values: readonly Cell[];
  /** The same as cells of the standard. */
  readonly cells: readonly ValueCell[];
  /** All that is written in the row's value columns, where their number is not what the standard has; else undefined. */
  readonly excess: readonly Phrase[] | undefined;
  /** The label, text before it and values as written; undefined in the litigation table, whose rows share one line. */
  readonly written: LogicalRow | undefined;
}

/** A group cell or column header that belongs to a standard table. */
export interface HeaderCell {
  readonly phrase: Phrase;
  readonly kind: "group" | "column";
  /** As the standard writes it, with its number. */
  readonly label: string;
  readonly match: LabelMatch;
  readonly ordinal: Ordinal | undefined;
}

/** Value columns that all or most rows of a block are short of. */
export interface MissingColumns {
  readonly count: number;
  /** Their labels; empty where the headers do not tell. */
  readonly labels: readonly string[];
  /** First row of the block. */
  readonly row: TableRow;
}

/**
 * How a table could be read: `whole`; `empty`, all labels and not one value; `scattered`, labels and values apart from each
 * other, so that no value can be told to be any row's.
 */
export type TableState = "whole" | "empty" | "scattered";

/** A standard table found in the text. */
export interface Table extends Span {
  readonly key: TableKey;
  readonly state: TableState;
  /** Rows in the order of the text, for litigation one row a group; none of a table that is scattered. */
  readonly rows: readonly TableRow[];
  readonly headers: readonly HeaderCell[];
  /** Columns that blocks of the table lack altogether. */
  readonly missingColumns: readonly MissingColumns[];
  /** All that is written in it, in order: headers, captions and strays as well as rows. */
  readonly written: readonly LogicalRow[];
  /** Labels in it that only tables of its standard have. */
  readonly markers: readonly Phrase[];
  /** Index into `Report.sections` of the section it stands in, or -1. */
  readonly section: number;
}

/** The standard tables that a text has. */
export type Tables = { readonly [K in TableKey]?: Table };
