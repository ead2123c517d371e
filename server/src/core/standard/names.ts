import type { Column } from "./schema";

/*
 * What messages call rows and columns: short, so that a message is one line, and never the same for two of a table.
 */

/** Longer names of standards of a user's own are cut. */
const LONGEST = 14;

/** A row as it is named: with its number, under its short name if it has one. */
interface Nameable {
  readonly number: string;
  readonly label: string;
  readonly short?: string | undefined;
  readonly group: string | undefined;
}

/** Names of a table's rows: the group goes in front only where two would be called the same. */
export function rowNames(rows: readonly Nameable[]): string[] {
  return distinct(
    rows.map(({ number, label, short, group }) => ({ name: number + cut(short ?? label), group })),
  );
}

/** Names of a row's columns, without what their labels have in brackets. */
export function columnNames(columns: readonly Column[]): string[] {
  return distinct(
    columns.map(({ label, group }) => ({ name: cut(label.replace(/（[^（）]*）$/, "")), group })),
  );
}

function cut(label: string): string {
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
}

function distinct(all: readonly { readonly name: string; readonly group: string | undefined }[]): string[] {
  const times = new Map<string, number>();
  for (const { name } of all) times.set(name, (times.get(name) ?? 0) + 1);
  return all.map(({ name, group }) =>
    group === undefined || times.get(name) === 1 ? name : `${group}·${name}`,
  );
}
