import * as z from "zod/mini";

/*
 * A standard: a report format as data. The built-in ones and a user's own are the same kind of file. A standard holds
 * no logic: an equation is two lists of keys whose sums must agree.
 */

export type TableKey = "disclosure" | "requests" | "litigation";

/** A value column of a table. */
export interface Column {
  readonly key: string;
  readonly label: string;
  /** `count`: a whole number from 0 on; `signed`: may be negative; `money`: may have decimals. */
  readonly type: "count" | "signed" | "money";
  /** Header above this column that it shares with its neighbours. */
  readonly group?: string | undefined;
  /** Unit that the column's header states. */
  readonly unit?: string | undefined;
  /** The unit is written in the cell. */
  readonly unitInCell?: boolean | undefined;
  /** Other labels the column is known by. */
  readonly aliases?: readonly string[] | undefined;
}

/** A section of the report: its ordinal, its title, and titles that published reports have instead. */
export interface SectionSpec {
  readonly key: string;
  readonly ordinal: string;
  readonly title: string;
  readonly variants: readonly string[];
  readonly table?: TableKey | undefined;
}

/** A block of the disclosure table: a caption, its own columns, its rows. */
export interface Block {
  readonly key: string;
  readonly caption: string;
  readonly header: string;
  readonly columns: readonly Column[];
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    readonly aliases: readonly string[];
  }[];
}

/** A row of the requests table. */
export interface RequestRow {
  readonly key: string;
  readonly number: string;
  readonly label: string;
  /** What messages call the row, where its label is long. */
  readonly short?: string | undefined;
  /** Labels of the groups the row stands in, outermost first. */
  readonly groups: readonly string[];
  /** Article of the regulation that the row is about. */
  readonly article: string | null;
  readonly aliases: readonly string[];
}

/** A group of columns of the litigation table, and the labels above it, outermost first. */
export interface LitigationGroup {
  readonly key: string;
  readonly label: string;
  readonly within: readonly string[];
}

/** The values of `left` add up to those of `right`, in each row, column or group of a table. */
export interface EquationSpec {
  readonly rule: string;
  readonly table: "requests" | "litigation";
  readonly forEach: "row" | "column" | "group";
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** A report format. */
export interface Standard {
  readonly id: string;
  readonly name: string;
  /** Document number of the notice. */
  readonly document: string;
  /** First and last year reported on that it applies to; the last is null where it still does. */
  readonly years: readonly [number, number | null];
  readonly sections: readonly SectionSpec[];
  readonly tables: {
    readonly disclosure: { readonly blocks: readonly Block[] };
    readonly requests: {
      readonly corner: string;
      readonly header: string;
      readonly columns: readonly Column[];
      readonly rows: readonly RequestRow[];
    };
    readonly litigation: { readonly groups: readonly LitigationGroup[]; readonly columns: readonly Column[] };
  };
  readonly equations: readonly EquationSpec[];
  /** Words that only tables of this standard have. */
  readonly markers: readonly string[];
}

/*
 * A standard may come with a workspace that nobody vouches for. Its sizes are bounded well above those of any report, for
 * what is made of it takes as much as they multiplied.
 */
const key = z
  .string()
  .check(z.maxLength(100), z.regex(/^[a-z][A-Za-z0-9-]*$/, "应为以小写字母开头的英文键名"));
const text = z.string().check(z.minLength(1, "不能为空"), z.maxLength(200));
const year = wholeNumber(1, 9999);
const texts = list(text, 200);

/** A whole number within bounds. That of zod has bounds of its own, and tells of these as well. */
export function wholeNumber(least: number, most: number): z.ZodMiniType<number> {
  const isWhole = z.refine<number>(Number.isInteger, { error: "应为整数", abort: true });
  return z.number().check(isWhole, z.minimum(least), z.maximum(most));
}

function list<T>(entry: z.ZodMiniType<T>, most: number): z.ZodMiniArray<z.ZodMiniType<T>> {
  return z.array(entry).check(z.maxLength(most));
}

/** Of a list that may not be empty. */
function listOf<T>(entry: z.ZodMiniType<T>, most: number): z.ZodMiniArray<z.ZodMiniType<T>> {
  return z.array(entry).check(z.minLength(1), z.maxLength(most));
}

const columnSchema = z.object({
  key,
  label: text,
  type: z.enum(["count", "signed", "money"]),
  group: z.optional(text),
  unit: z.optional(text),
  unitInCell: z.optional(z.boolean()),
  aliases: z.optional(texts),
});

const sectionSchema = z.object({
  key,
  ordinal: text,
  title: text,
  variants: texts,
  table: z.optional(z.enum(["disclosure", "requests", "litigation"])),
});

const blockSchema = z.object({
  key,
  caption: text,
  header: text,
  columns: listOf(columnSchema, 50),
  rows: listOf(z.object({ key, label: text, aliases: texts }), 200),
});

const requestRowSchema = z.object({
  key,
  number: text,
  label: text,
  short: z.optional(text),
  groups: texts,
  article: z.nullable(text),
  aliases: texts,
});

/** Checks a standard's shape; that its equations name rows and columns it has, `parseStandard` sees to. */
export const standardSchema: z.ZodMiniType<Standard> = z.object({
  id: text,
  name: text,
  document: text,
  years: z.tuple([year, z.nullable(year)]),
  sections: listOf(sectionSchema, 50),
  tables: z.object({
    disclosure: z.object({ blocks: list(blockSchema, 50) }),
    requests: z.object({
      corner: text,
      header: text,
      columns: listOf(columnSchema, 50),
      rows: listOf(requestRowSchema, 200),
    }),
    litigation: z.object({
      groups: listOf(z.object({ key, label: text, within: texts }), 50),
      columns: listOf(columnSchema, 50),
    }),
  }),
  equations: list(
    z.object({
      rule: text,
      table: z.enum(["requests", "litigation"]),
      forEach: z.enum(["row", "column", "group"]),
      left: listOf(key, 200),
      right: listOf(key, 200),
    }),
    200,
  ),
  markers: texts,
});
