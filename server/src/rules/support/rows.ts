import { inStyleOf, rewrite } from "../../edit";
import { specOf, tablesOf } from "../../report/describe";
import type { Report, Table, TableRow } from "../../report/report";
import type { Finding, Fix } from "../../rule";
import type { RowSpec } from "../../standard/compile";
import { applyEdits, type Edit, type Span } from "../../text";

/** Findings on the labels of rows in one role. */
export function* rowsInRole(
  report: Report,
  role: TableRow["role"],
  said: (row: TableRow) => string,
): Iterable<Finding> {
  for (const table of tablesOf(report)) {
    for (const row of table.rows) {
      if (row.role !== role) continue;
      const { start, end } = row.label ?? row;
      yield { span: { start, end }, message: said(row), cell: row.path };
    }
  }
}

/** Inserts a row of zeros at its place, written as its neighbour is; none where that cannot be done cleanly. */
export function insertRow(report: Report, table: Table, spec: RowSpec): Fix[] {
  const specs = report.tableStandard!.rows[table.key];
  const at = specs.indexOf(spec);
  const find = (index: number) =>
    table.rows.find(
      (row) =>
        row.key === specs[index]?.key &&
        row.role === "row" &&
        row.cells.length > 0 &&
        row.label !== undefined,
    );
  const before = specs[at - 1]?.columns.length === spec.columns.length ? find(at - 1) : undefined;
  const after = specs[at + 1]?.columns.length === spec.columns.length ? find(at + 1) : undefined;
  const beforeFits = before !== undefined && specs[at - 1]!.group === spec.group;
  const afterFits = after !== undefined && specs[at + 1]!.group === spec.group;
  const edits = beforeFits
    ? copyRow(report, before, spec, "after")
    : afterFits
      ? copyRow(report, after, spec, "before")
      : before !== undefined
        ? copyRow(report, before, spec, "after")
        : undefined;
  return edits === undefined
    ? []
    : [{ title: `补上“${spec.number}${spec.label}”行，各列填 0`, safe: false, edits }];
}

/** A copy of a row's source with the label of another row and zeros. */
function copyRow(
  report: Report,
  row: TableRow,
  spec: RowSpec,
  where: "before" | "after",
): Edit[] | undefined {
  const isHtml = report.document.format === "html";
  const block = isHtml ? htmlRow(report.text, row) : lineBlock(report.text, row);
  const label = row.label;
  if (block === undefined || label === undefined) return undefined;
  // A group cell that spans rows would have to grow; in HTML only rows without one of their own are copied.
  if (isHtml && /rowspan/i.test(report.text.slice(block.start, block.end))) return undefined;
  const prefix = { start: row.start, end: label.start };
  const hadNumber = row.ordinal !== undefined;
  const edits: Edit[] = [
    { span: prefix, text: hadNumber ? inStyleOf(spec.number, report.text.slice(row.start, row.end)) : "" },
    ...rewrite(label, inStyleOf(spec.label, label.text)),
    ...row.cells.flatMap((cell) => (cell === undefined || cell.text === "" ? [] : rewrite(cell, "0"))),
  ];
  const group = { start: block.start, end: row.start };
  const groupEdits = where === "after" ? blankOut(report.text, group) : [];
  const copy = applyEdits(
    report.text.slice(block.start, block.end),
    [...edits, ...groupEdits].map(({ span, text }) => ({
      span: { start: span.start - block.start, end: span.end - block.start },
      text,
    })),
  );
  const place = where === "after" ? block.end : block.start;
  const moved = where === "before" ? blankOut(report.text, group) : [];
  const needsBreak = where === "after" && !/\n$/.test(report.text.slice(0, block.end));
  return [{ span: { start: place, end: place }, text: needsBreak ? `\n${copy}` : copy }, ...moved];
}

/** Text of group cells in front of a label is taken out of the row that no longer starts its group. */
function blankOut(text: string, { start, end }: Span): Edit[] {
  const edits: Edit[] = [];
  for (const match of text.slice(start, end).matchAll(/[^\s|]+/g)) {
    const from = start + match.index;
    edits.push({ span: { start: from, end: from + match[0].length }, text: "" });
  }
  return edits;
}

/** Whole lines of a row, blank lines behind it included. */
function lineBlock(text: string, row: TableRow): Span {
  const start = text.lastIndexOf("\n", row.start - 1) + 1;
  let end = text.indexOf("\n", row.end);
  if (end < 0) return { start, end: text.length };
  end++;
  const blank = /^(?:[ \t\r]*\n)+/.exec(text.slice(end, end + 200));
  return { start, end: end + (blank?.[0].length ?? 0) };
}

function htmlRow(text: string, row: TableRow): Span | undefined {
  const start = text.lastIndexOf("<tr", row.start);
  const close = text.indexOf("</tr>", row.end);
  if (start < 0 || close < 0) return undefined;
  const line = text[close + 5] === "\n" ? close + 6 : close + 5;
  return { start, end: line };
}

/** The standard's name for the row, or what is written. */
export function rowName(report: Report, row: TableRow): string {
  const spec = specOf(report.tableStandard, row);
  return spec === undefined ? (row.label?.text ?? "") : `${spec.number}${spec.label}`;
}
