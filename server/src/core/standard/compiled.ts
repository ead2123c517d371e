import type { Block, Column, SectionSpec, Standard, TableKey } from "./schema";

/* The shape of a standard made ready for reading; compile.ts makes it. */

/** The tables of a standard, in the order of its sections. */
export const TABLE_KEYS = ["disclosure", "requests", "litigation"] as const;

export const TABLE_BIT: Record<TableKey, number> = { disclosure: 1, requests: 2, litigation: 4 };

/** Shorter labels are so close to one another that a slip cannot be told from another label. */
export const SHORTEST_FUZZY = 7;

interface WordRow {
  readonly table: TableKey;
  readonly index: number;
  readonly match: "exact" | "alias";
}

/** What a folded label can be under one standard. A label may be several things: 总计 is a row and a column. */
export interface Word {
  readonly section?: { readonly index: number; readonly match: "exact" | "variant" };
  readonly rows: readonly WordRow[];
  readonly columns: readonly {
    readonly table: TableKey;
    readonly label: string;
    readonly match: "exact" | "alias";
  }[];
  readonly groups: readonly { readonly table: TableKey; readonly label: string }[];
  /** Index into the disclosure blocks that this is the caption of. */
  readonly caption?: number;
  /** Tables the label occurs in, as bits of {@link TABLE_BIT}. */
  readonly tables: number;
  readonly isMarker: boolean;
}

/** A row of a standard table as the reader needs it. */
export interface RowSpec {
  readonly table: TableKey;
  /** Place among the table's rows. */
  readonly index: number;
  readonly key: string;
  /** `requests.granted`. */
  readonly path: string;
  /** With its number, as the standard writes it. */
  readonly number: string;
  readonly ordinal: number | undefined;
  readonly label: string;
  readonly folded: string;
  /** What messages call it: number and short label. */
  readonly name: string;
  /** Label of the innermost group, if any, else undefined. */
  readonly group: string | undefined;
  readonly columns: readonly Column[];
  /** What messages call its columns. */
  readonly columnNames: readonly string[];
  /** Keys of the row's cells. */
  readonly cellKeys: readonly string[];
  readonly block: Block | undefined;
}

/** Numbers of the cells whose sums must agree. Cells of a table are numbered row by row, `columns.length` a row. */
export interface Equation {
  readonly rule: string;
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What the equation is about, in words: `“自然人”列`, `“2.重复申请”行`, `“行政复议”`. */
  readonly about: string;
  /** Labels of the two sides' operands, for messages. */
  readonly path: string;
}

export interface CompiledStandard {
  readonly standard: Standard;
  readonly id: string;
  readonly sections: readonly SectionSpec[];
  readonly rows: { readonly [K in TableKey]: readonly RowSpec[] };
  /** Where among `rows` each stands, by its key. */
  readonly rowNumbers: { readonly [K in TableKey]: ReadonlyMap<string, number> };
  /** Where in the arithmetic of its table a cell stands, by its key. */
  readonly cellPlaces: ReadonlyMap<
    string,
    { readonly table: "requests" | "litigation"; readonly number: number }
  >;
  /** Number of value columns by folded row label, and of tables whose label is not known. */
  readonly widths: {
    readonly [K in TableKey]: { readonly byLabel: ReadonlyMap<string, number>; readonly usual: number };
  };
  readonly equations: { readonly requests: readonly Equation[]; readonly litigation: readonly Equation[] };
  readonly words: ReadonlyMap<string, Word>;
  /** All proper beginnings of labels, folded: what a wrapped label's first line may be. */
  readonly beginnings: ReadonlySet<string>;
  /** Last code units of folded section titles. */
  readonly titleEnds: ReadonlySet<number>;
  /** Lengths of folded section titles, longest first. */
  readonly titleLengths: readonly number[];
  /** Column headers and group cells that each table has. */
  readonly headers: { readonly [K in TableKey]: readonly ExpectedHeader[] };
  /** Columns of each table that stand side by side, as many as tell by their places what each of them is. */
  readonly columnRows: { readonly [K in TableKey]: readonly (readonly ExpectedHeader[])[] };
  /** Folded labels of rows, columns and what spans columns, long enough for a slip in them to be told from another label. */
  readonly longLabels: { readonly [K in TableKey]: readonly string[] };
  /** Labels of the groups that only hold rows, and no other groups: 不予公开, 无法提供, … */
  readonly classes: ReadonlySet<string>;
  /** Group labels of the requests table in order, with their ordinal values. */
  readonly groups: readonly {
    readonly label: string;
    readonly number: string;
    readonly folded: string;
    readonly ordinal: number;
  }[];
}

/** A header or group cell that a table of the standard has. */
export interface ExpectedHeader {
  readonly kind: "group" | "column";
  readonly label: string;
  readonly folded: string;
  readonly ordinal: number | undefined;
}
