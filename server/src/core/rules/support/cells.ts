import type { Finding, Fix } from "../../findings/finding";
import { describeCell, describeWritten } from "../../report/describe";
import type { Report } from "../../report/report";
import type { TableRow, ValueCell } from "../../report/tables/table";
import type { ValueForm } from "../../text/value";

/** A finding for each cell of one form: what it should be, and a fix if there is one. */
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

/** A row's cell in a column of the standard; undefined where the row has no such column, or its values cannot be told. */
export function cellIn({ spec, cells, values }: TableRow, column: string): ValueCell | undefined {
  if (spec === undefined || values.length === 0) return undefined;
  for (let at = 0; at < spec.columns.length; at++) if (spec.columns[at]!.key === column) return cells[at];
  return undefined;
}

/** A finding on a cell; the message says which it is and what is written, then what is said of it. */
export function cellFinding(cell: ValueCell, said: string, fix?: Fix): Finding {
  return {
    span: { start: cell.start, end: cell.end },
    message: `${describeCell(cell)}${describeWritten(cell)}，${said}。`,
    cell: cell.key,
    fixes: fix === undefined ? [] : [fix],
  };
}

/** The row has a total, but no number from which it could come. */
export function isTotalOnly({ values }: TableRow): boolean {
  const total = values.at(-1)?.reading?.value ?? 0;
  if (total <= 0 || values.length < 3) return false;
  for (let at = 0; at < values.length - 1; at++) {
    const reading = values[at]!.reading;
    if (reading?.form !== "blank" && reading?.value !== 0) return false;
  }
  return true;
}
