import { isOfRow } from "../../core/report/arithmetic/equations";
import type { Report } from "../../core/report/report";

/** Cells of a table whose sums must agree, by their keys. */
export interface TableSum {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly along: "row" | "column";
  /** What the right side is called, such as `（七）总计`; of several cells the first and the last. */
  readonly name: string;
}

/** What the numbers of the tables that are in the report must add up to, in the order of the standard. */
export function cellSums({ tableStandard: standard, arithmetic }: Report): TableSum[] {
  if (standard === undefined) return [];
  return (["requests", "litigation"] as const).flatMap((key) => {
    if (arithmetic[key] === undefined) return [];
    const rows = standard.rows[key];
    const width = rows[0]!.columns.length;
    const specOf = (cell: number) => rows[Math.floor(cell / width)]!;
    const keyOf = (cell: number) => specOf(cell).cellKeys[cell % width]!;
    return standard.equations[key].map((equation): TableSum => {
      const isRow = isOfRow(equation, width);
      const named = (cell: number) => (isRow ? specOf(cell).columnNames[cell % width]! : specOf(cell).name);
      return {
        left: equation.left.map(keyOf),
        right: equation.right.map(keyOf),
        along: isRow ? "row" : "column",
        name: equation.right.map(named).join(" + "),
      };
    });
  });
}
