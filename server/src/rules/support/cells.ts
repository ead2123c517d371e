import { describeCell } from "../../report/describe";
import type { Report, TableRow, ValueCell } from "../../report/report";
import type { Finding, Fix } from "../../rule";
import type { ValueForm } from "../../value";

/** A finding for each cell of one form: what is written, what is wrong with it, and a fix if there is one. */
export function* cellsOfForm(
  report: Report,
  form: ValueForm,
  say: (cell: ValueCell) => string,
  fix?: (cell: ValueCell) => Fix | undefined,
): Iterable<Finding> {
  for (const cell of report.irregular) {
    if (cell.form === form) yield cellFinding(cell, say(cell), fix?.(cell));
  }
}

/** A finding on a cell; the message names the cell first. */
export function cellFinding(cell: ValueCell, said: string, fix?: Fix): Finding {
  return {
    span: { start: cell.start, end: cell.end },
    message: `${describeCell(cell)}${said}`,
    cell: cell.key,
    fixes: fix === undefined ? [] : [fix],
  };
}

/** The row has a total, but no number from which it could come. */
export function isTotalOnly({ cells }: TableRow): boolean {
  const total = cells.at(-1)?.value ?? 0;
  return (
    total > 0 &&
    cells.length > 2 &&
    cells.slice(0, -1).every((cell) => cell !== undefined && (cell.form === "blank" || cell.value === 0))
  );
}
