import type { Edit } from "../text/text";

/*
 * A source is a file as people have it: its bytes, the text that is checked, and the way back. Rules and features see the
 * text alone.
 */

/** What kind of file a source is, as its content says; names are not asked. HTML and Markdown are texts. */
export type SourceFormat = "text" | "docx" | "pdf" | "xlsx";

/** A file that was read. */
export interface Source {
  readonly format: SourceFormat;
  readonly bytes: Uint8Array;
  /** What is checked. Lines end in `\n` where the file itself has no lines. */
  readonly text: string;
  /** Where a place of the text stands in the file. Undefined where lines are all there is. */
  place(offset: number): Place | undefined;
  /**
   * The file with changes of its text made. One that the file cannot take is refused, alone; all others are made. A source
   * of which nothing changes is given back itself. Changes must not overlap.
   */
  write(changes: readonly Change[], options?: WriteOptions): Written;
}

/** Where something stands in a file that has no lines. All count from 1. */
export interface Place {
  readonly page?: number;
  /** Of the paragraphs outside tables. */
  readonly paragraph?: number;
  /** Of the tables of the file; row and column are those of the text's line. */
  readonly table?: { readonly number: number; readonly row: number; readonly column: number };
  /** Of a workbook: the sheet's name and the cell as its program calls it, `B8`. */
  readonly sheet?: string;
  readonly cell?: string;
}

/** Edits that belong together: all of them are made, or none. */
export type Change = readonly Edit[];

/** How changes are made. */
export interface WriteOptions {
  /** As tracked changes of this author, for a person to accept; only in .docx. */
  readonly track?: Author;
}

/** Who makes tracked changes and comments, and when: ISO 8601 in UTC, to the second. */
export interface Author {
  readonly name: string;
  readonly date: string;
}

/** A file after changes: read again, so its text is what was written. */
export interface Written {
  readonly source: Source;
  readonly refused: readonly Refusal[];
}

/** A change that was not made, and why, in a Chinese clause without a full stop. */
export interface Refusal {
  readonly change: Change;
  readonly reason: string;
}

/** A file that cannot be read: what it is and what to do, in Chinese. */
export class SourceError extends Error {
  /** By which it is known across bundles: each has a class of its own. */
  override readonly name = "SourceError";
}

/** What a source answers that is only read. */
export function refuseAll(source: Source, changes: readonly Change[], reason: string): Written {
  return { source, refused: changes.map((change) => ({ change, reason })) };
}
