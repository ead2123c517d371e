import type { Related } from "../../findings/finding";
import { describeCell } from "../../report/describe";
import type { Measure } from "../../report/prose/facts";
import type { Sum } from "../../report/statements";

/** The cells of the readings that are not zero, each once. */
export function relatedCells(sums: readonly Sum[]): Related[] {
  const cells = new Set(sums.flatMap((sum) => sum.cells));
  return [...cells].slice(0, 8).map((cell) => ({
    span: { start: cell.start, end: cell.end },
    message: `${describeCell(cell)}：${cell.text || "空"}`,
  }));
}

/** Another number of the text that explains a finding. */
export const statedAt = ({ span }: Pick<Measure, "span">, message: string): Related => ({ span, message });
