import type { Diagnostic, Fix } from "../../core/findings/finding";
import { describeColumn } from "../../core/report/describe";
import type { Report } from "../../core/report/report";
import type { ValueCell } from "../../core/report/tables/table";
import { applyEdits, type Edit } from "../../core/text/text";

/** Cells of which one is wrong, where nobody can tell which: those that the remedies change, or that the finding names. */
export function candidateCells(
  report: Report,
  { fixes = [], message, related = [] }: Diagnostic,
): ValueCell[] {
  if (fixes.length > 1) return [...new Set(fixes.flatMap(({ edits }) => cellsOf(report, edits)))];
  if (fixes.length > 0 || !message.includes("可能")) return [];
  const places = new Set(related.map(({ span }) => `${span.start},${span.end}`));
  return [...report.cells.values()].filter(({ start, end }) => places.has(`${start},${end}`));
}

/** The remedies as the page offers them, each by a title of its own: of several that change cells, by what becomes of which. */
export function remediesOf(report: Report, { fixes = [] }: Diagnostic): readonly Fix[] {
  if (fixes.length < 2) return fixes;
  return fixes.map((fix) => {
    const cells = cellsOf(report, fix.edits);
    return cells.length === 0 ? fix : { ...fix, title: changes(report, cells, fix.edits) };
  });
}

/** Where each edit is in a cell of a standard table: these cells, in the order of the text. */
function cellsOf({ cells }: Report, edits: readonly Edit[]): ValueCell[] {
  const touched = [...cells.values()].filter((cell) => edits.some((edit) => isIn(edit, cell)));
  const isAll = edits.every((edit) => touched.some((cell) => isIn(edit, cell)));
  return isAll ? touched.sort((a, b) => a.start - b.start) : [];
}

const isIn = ({ span }: Edit, { start, end }: ValueCell) => start <= span.start && span.end <= end;

/** `3.其他：自然人 4→2，商业企业 1→3`; cells of several rows each with its row. */
function changes({ source }: Report, cells: readonly ValueCell[], edits: readonly Edit[]): string {
  const parts: string[] = [];
  let row = "";
  for (const cell of cells) {
    const own = edits.filter((edit) => isIn(edit, cell));
    const shift = ({ span, text }: Edit): Edit => ({
      span: { start: span.start - cell.start, end: span.end - cell.start },
      text,
    });
    const after = applyEdits(source.slice(cell.start, cell.end), own.map(shift)).trim();
    const name = cell.row.spec?.name ?? "";
    parts.push(`${name === row ? "" : `${name}：`}${describeColumn(cell)} ${cell.text || "空"}→${after}`);
    row = name;
  }
  return parts.join("，");
}
