import type { Cell, Document } from "../document/document";
import type { AgencyKind } from "../settings";
import type { CompiledStandard, RowSpec } from "../standard/compile";
import type { SectionSpec, TableKey } from "../standard/schema";
import type { Phrase, Span } from "../text";
import type { ValueForm } from "../value";
import type { Analysis } from "./equations";
import type { Facts } from "./facts";
import type { LogicalRow } from "./logical";
import type { Paragraph, Passage } from "./prose";

/** The number in front of a heading or label. Span and text are the numeral alone: `三` of `（三）`, `2` of `2.`. */
export interface Ordinal extends Span {
  readonly text: string;
  readonly value: number;
  /** Numbers of one style count together: `一、` `（一）` `1.` `（1）` `①` … */
  readonly style: OrdinalStyle;
}
export type OrdinalStyle = "chinese" | "chinese-bracketed" | "arabic" | "arabic-bracketed" | "circled";

/** A section of the standard that the text has a heading for. In the order of the text; a section may come twice. */
export interface Section extends Span {
  readonly key: string;
  readonly spec: SectionSpec;
  /** Ordinal and title. */
  readonly heading: Span;
  /** Level of the Markdown or HTML heading it stands in; 0 for none. */
  readonly level: number;
  readonly ordinal: Ordinal | undefined;
  /** The title as written, without ordinal. */
  readonly title: Phrase;
  /** `variant`: another title known from published reports; `similar`: close to the title, or in its place. */
  readonly match: "exact" | "variant" | "similar";
  /** Text stands before or after the heading on the same line. */
  readonly inline: { readonly before: boolean; readonly after: boolean };
  /** From the end of the heading to the next section's heading, or the end of the text. */
  readonly body: Span;
}

/** A heading below the sections: `（一）…`, `1. …`, a Markdown or HTML heading. */
export interface Heading extends Span {
  /** Depth below its section, from 1. */
  readonly level: number;
  readonly ordinal: Ordinal | undefined;
  /** Title without ordinal, cut at the first sentence's end. */
  readonly title: string;
  /** Index into `Report.sections`, or -1 before the first. */
  readonly section: number;
}

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

/** How a label was taken for a standard one. `position`: only its place says what row it is. */
export type LabelMatch = "exact" | "alias" | "similar" | "position";

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

/** A standard table found in the text. */
export interface Table extends Span {
  readonly key: TableKey;
  /** Rows in the order of the text, for litigation one row a group. */
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

/** The line with the report's name, without Markdown marks. It may be wrapped over two lines. */
export interface Title extends Phrase {
  readonly year: number | undefined;
  /** The year's four digits and what follows of 年, 年度. */
  readonly yearSpan: Span | undefined;
  readonly agency: string | undefined;
}

/** The statistical period as stated. Dates are `YYYY-MM-DD`; nothing says that they exist. */
export interface Period extends Span {
  readonly from: string;
  readonly to: string;
  /** The two dates as written; the second may leave out its year. */
  readonly first: Phrase;
  readonly last: Phrase;
}

/** A table's values by number, and what its equations say. */
export interface TableArithmetic {
  readonly values: readonly number[];
  readonly width: number;
  readonly analysis: Analysis;
  /** The cell of a number; undefined where the text has none. */
  cellAt(number: number): ValueCell | undefined;
  /** The number of a cell; -1 for a cell of another table, and of a row that comes a second time. */
  numberOf(cell: ValueCell): number;
}

/** The date that a report is signed with; some name a month only. Nothing says that it exists. */
export interface SignedDate extends Phrase {
  readonly year: number;
  readonly month: number;
  readonly day: number | undefined;
}

/** Agency and date that the report is signed with, in its last lines; the date may stand under the title. */
export interface Signature {
  readonly agency: string | undefined;
  readonly date: SignedDate | undefined;
  /** Where the signature starts; the end of the text where there is none. */
  readonly start: number;
}

/** What the text means. Rules, outline, extraction read only this; nothing in it is corrected or guessed. */
export interface Report {
  readonly document: Document;
  readonly text: string;
  /** Whether the text is a disclosure report at all, and why it was taken for one or not (Chinese). */
  readonly recognition: { readonly isReport: boolean; readonly reason: string };
  readonly title: Title | undefined;
  /** Year reported on: from title, period, opening sentence, or signing date less one; else the setting. */
  readonly year: number | undefined;
  readonly agency: string | undefined;
  /** Kind of agency by title and signature; undefined where they do not tell. */
  readonly agencyKind: AgencyKind | undefined;
  /** Last day to publish a report of that year by that kind of agency, `YYYY-MM-DD`; of an unknown kind the latest. */
  readonly deadline: string | undefined;
  readonly period: Period | undefined;
  /** Standard that the year asks for; where the year is unknown, the one the tables speak for. Undefined up to 2018. */
  readonly standard: CompiledStandard | undefined;
  /** Standard that the tables were read by. It differs from `standard` only where the tables follow another format. */
  readonly tableStandard: CompiledStandard | undefined;
  /** First words that speak for `tableStandard` where it differs from `standard`. */
  readonly foreignMarkers: readonly Phrase[];
  readonly sections: readonly Section[];
  readonly headings: readonly Heading[];
  readonly tables: { readonly [K in TableKey]?: Table };
  /** Every value cell found, by key. */
  readonly cells: ReadonlyMap<string, ValueCell>;
  /** Value cells that are not plain whole numbers from 0 on, in the order of the text. */
  readonly irregular: readonly ValueCell[];
  /** What the equations of the two tables that have some say. */
  readonly arithmetic: {
    readonly requests: TableArithmetic | undefined;
    readonly litigation: TableArithmetic | undefined;
  };
  /** Agency and date at the end, and where they start; the end of the text where there are none. */
  readonly signature: Signature;
  /** Running text up to the signature: lines that stand in no table and are no section's heading. */
  readonly paragraphs: readonly Paragraph[];
  /** The same with wrapped lines joined, folded for reading. */
  readonly passages: readonly Passage[];
  /** What the running text states in numbers, and the cells that it may mean. */
  readonly facts: Facts;
  /** What those who read it have worked out for themselves and others, each under a key of its own. */
  readonly memo: Map<unknown, unknown>;
  /** What is out of the ordinary in it, as bits of `TRAIT` (traits.ts). */
  readonly traits: number;
}
