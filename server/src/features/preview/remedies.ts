import type { Diagnostic } from "../../core/findings/finding";
import type { Report } from "../../core/report/report";
import type { ValueCell } from "../../core/report/tables/table";

/** Cells of which one is wrong, where nobody can tell which: those that one may choose to change, or that the finding names. */
export function candidateCells(
  { cells }: Report,
  { fixes = [], message, related = [] }: Diagnostic,
): ValueCell[] {
  const edits = fixes.flatMap((fix) => (fix.isCandidate ? fix.edits : []));
  if (edits.length > 0) {
    const isTouched = ({ start, end }: ValueCell) =>
      edits.some(({ span }) => start <= span.start && span.end <= end);
    return [...cells.values()].filter(isTouched);
  }
  if (fixes.length > 0 || !message.includes("可能")) return [];
  const places = new Set(related.map(({ span }) => `${span.start},${span.end}`));
  return [...cells.values()].filter(({ start, end }) => places.has(`${start},${end}`));
}
