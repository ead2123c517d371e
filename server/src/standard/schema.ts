import * as z from "zod/mini";

/*
 * The shape of a standard: a report format as data. The built-in ones and a user's own are the same kind of file.
 * A standard holds no logic: an equation is two lists of keys whose sums must agree.
 */

const key = z.string().check(z.regex(/^[a-z][A-Za-z0-9-]*$/, "应为以小写字母开头的英文键名"));
const text = z.string().check(z.minLength(1, "不能为空"));

const columnSchema = z.object({
  key,
  label: text,
  /** `count`: a whole number from 0 on; `signed`: may be negative; `money`: may have decimals. */
  type: z.enum(["count", "signed", "money"]),
  /** Header above this column that it shares with its neighbours. */
  group: z.optional(text),
  /** Unit that the column's header states. */
  unit: z.optional(text),
  /** The unit is written in the cell. */
  unitInCell: z.optional(z.boolean()),
  aliases: z.optional(z.array(text)),
});

const sectionSchema = z.object({
  key,
  ordinal: text,
  title: text,
  variants: z.array(text),
  table: z.optional(z.enum(["disclosure", "requests", "litigation"])),
});

const blockSchema = z.object({
  key,
  caption: text,
  header: text,
  columns: z.array(columnSchema).check(z.minLength(1)),
  rows: z.array(z.object({ key, label: text, aliases: z.array(text) })).check(z.minLength(1)),
});

const requestRowSchema = z.object({
  key,
  number: text,
  label: text,
  /** Labels of the groups the row stands in, outermost first. */
  groups: z.array(text),
  article: z.nullable(text),
  aliases: z.array(text),
});

const litigationGroupSchema = z.object({ key, label: text, within: z.array(text) });

const equationSchema = z.object({
  rule: text,
  table: z.enum(["requests", "litigation"]),
  forEach: z.enum(["row", "column", "group"]),
  left: z.array(key).check(z.minLength(1)),
  right: z.array(key).check(z.minLength(1)),
});

/** A report format. `years` is the first and the last year it applies to, the last null where it still does. */
export const standardSchema = z.object({
  id: text,
  name: text,
  document: text,
  years: z.tuple([z.int(), z.nullable(z.int())]),
  sections: z.array(sectionSchema).check(z.minLength(1)),
  tables: z.object({
    disclosure: z.object({ blocks: z.array(blockSchema) }),
    requests: z.object({
      corner: text,
      header: text,
      columns: z.array(columnSchema).check(z.minLength(1)),
      rows: z.array(requestRowSchema).check(z.minLength(1)),
    }),
    litigation: z.object({
      groups: z.array(litigationGroupSchema).check(z.minLength(1)),
      columns: z.array(columnSchema).check(z.minLength(1)),
    }),
  }),
  equations: z.array(equationSchema),
  /** Words that only tables of this standard have. */
  markers: z.array(text),
});

export type Standard = z.infer<typeof standardSchema>;
export type Column = z.infer<typeof columnSchema>;
export type SectionSpec = z.infer<typeof sectionSchema>;
export type RequestRow = z.infer<typeof requestRowSchema>;
export type Block = z.infer<typeof blockSchema>;
export type TableKey = "disclosure" | "requests" | "litigation";
