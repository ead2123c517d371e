import type { Fact } from "../../core/report/prose/facts";
import type { Report } from "../../core/report/report";
import type { ValueCell } from "../../core/report/tables/table";
import type { Ordinal } from "../../core/text/ordinal";
import type { Span } from "../../core/text/text";

/** What stands at an offset. A cursor behind the last character still stands at it. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The value cell at an offset. Of two that adjoin it is the one that starts there. */
export function cellAt({ cells, tables }: Report, offset: number): ValueCell | undefined {
  if (!Object.values(tables).some((table) => touches(table, offset))) return undefined;
  let found: ValueCell | undefined;
  for (const cell of cells.values())
    if (touches(cell, offset) && cell.start >= (found?.start ?? 0)) found = cell;
  return found;
}

/** The count stated in the running text at an offset. */
export function factAt({ facts }: Report, offset: number): Fact | undefined {
  return facts.counts.find(({ span }) => touches(span, offset));
}

/** A label or heading with the number in front of it and that one's brackets. */
export function withNumber({ text }: Report, label: Span, ordinal: Ordinal | undefined): Span {
  if (ordinal === undefined || ordinal.end > label.start) return { start: label.start, end: label.end };
  const isBracketed = "（(".includes(text[ordinal.start - 1] ?? " ");
  return { start: ordinal.start - (isBracketed ? 1 : 0), end: label.end };
}
