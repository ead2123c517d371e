import { cellOf, type Draft, type DraftRow, tableOf } from "./draft";
import type { Setting } from "./fault";
import { APPLICANTS, resultRows } from "./model";

/* What faults ask of the tables of a draft. */

export const TABLE_KEYS = ["disclosure", "requests", "litigation"] as const;

export const rowOf = (draft: Draft, key: string): { rows: DraftRow[]; at: number } => {
  const [kind, name] = key.split(".") as ["requests" | "disclosure", string];
  const lists =
    kind === "requests"
      ? [tableOf(draft, kind).rows]
      : tableOf(draft, kind).blocks.map((block) => block.rows);
  const rows = lists.find((list) => list.some((row) => row.key === name))!;
  return { rows, at: rows.findIndex((row) => row.key === name) };
};

export const isZero = (row: DraftRow): boolean => row.cells.every((cell) => /^[0.]+$/.test(cell.text));

/** Rows whose numbers are all 0, or not, as asked for. */
export const resultKeys = (draft: Draft, { model }: Setting, zero: boolean): string[] => {
  const results = new Set(resultRows(model.standard));
  const rows = tableOf(draft, "requests").rows.filter((row) => results.has(row.key) && isZero(row) === zero);
  return rows.map((row) => row.key);
};

/** Places where two neighbours of eight cells, joined, make a row that adds up. */
export function joins(texts: readonly string[]): number[] {
  const found: number[] = [];
  for (let at = 0; at + 1 < texts.length; at++) {
    const joined = [...texts.slice(0, at), texts[at]! + texts[at + 1]!, ...texts.slice(at + 2)].map(Number);
    const sum = joined.slice(0, -1).reduce((total, value) => total + value, 0);
    if (sum === joined.at(-1)) found.push(at);
  }
  return found;
}

export const numberAt = (draft: Draft, row: string, column: string): number =>
  Number(cellOf(draft, `requests.${row}.${column}`).text);

export function usedColumns(draft: Draft, row: string): string[] {
  return APPLICANTS.filter((column) => numberAt(draft, row, column) > 0);
}
