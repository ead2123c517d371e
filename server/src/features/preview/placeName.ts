import type { Diagnostic } from "../../core/findings/finding";
import { describeColumn, TABLE_NAME, tablesOf } from "../../core/report/describe";
import type { Report } from "../../core/report/report";
import type { Table } from "../../core/report/tables/table";
import type { RowSpec } from "../../core/standard/compiled";

/**
 * Where a finding stands, as the paper says it: `申请情况表（六）3.其他 · 总计`, `一、（一）`, `标题`, `落款`. Empty where nothing
 * on the paper has a name for it.
 */
export function placeName(report: Report, { span, cell }: Diagnostic): string {
  const table = tablesOf(report).find(({ start, end }) => start <= span.start && span.start < end);
  return table === undefined ? textName(report, span.start) : inTable(report, table, cell, span.start);
}

function inTable(report: Report, { key, rows }: Table, cell: string | undefined, at: number): string {
  const value =
    (cell === undefined ? undefined : report.cells.get(cell)) ??
    [...report.cells.values()].find(({ start, end }) => start <= at && at <= end);
  const specs = report.tableStandard?.rows[key] ?? [];
  const spec =
    value?.row.spec ??
    specs.find(({ path }) => path === cell) ??
    rows.find(({ start, end }) => start <= at && at < end)?.spec;
  // A table of the text may be longer than the standard's row that the finding is about.
  if (spec === undefined || (cell !== undefined && !cell.startsWith(`${key}.`))) return TABLE_NAME[key];
  const row = rowName(report, spec);
  const column = value === undefined ? "" : describeColumn(value);
  const name = `${TABLE_NAME[key]}${row.startsWith("（") ? "" : " · "}${row}`;
  return column === "" ? name : `${name} · ${column}`;
}

/** With the number of the group that it is in: rows of several are called the same. */
function rowName({ tableStandard }: Report, { group, name }: RowSpec): string {
  const number = tableStandard?.groups.find(({ label }) => label === group)?.number ?? "";
  return `${number.startsWith("（") ? number : ""}${name}`;
}

function textName({ title, signature, sections, headings, paragraphs, text }: Report, at: number): string {
  if (title !== undefined && title.start <= at && at < title.end) return "标题";
  if (signature.start <= at && signature.start < text.length) return "落款";
  const index = sections.findLastIndex(({ heading }) => heading.start <= at);
  const section = sections[index];
  if (section === undefined) {
    const from = title?.end ?? 0;
    const number = paragraphs.filter((it) => it.section < 0 && from <= it.start && it.start <= at).length;
    return number === 0 ? "" : title === undefined ? `第${number}段` : `标题下第${number}段`;
  }
  const ordinal = `${section.spec.ordinal}、`;
  if (at < section.heading.end) return `${ordinal}标题`;
  const open: string[] = [];
  for (const { section: own, start, level, ordinal: number } of headings) {
    if (own !== index || start > at) continue;
    open.length = Math.min(open.length, level - 1);
    if (number !== undefined) open.push(numberShown(number.style, number.text));
  }
  return `${ordinal}${open.join("")}`;
}

function numberShown(style: string, numeral: string): string {
  switch (style) {
    case "chinese-bracketed":
    case "arabic-bracketed":
      return `（${numeral}）`;
    case "chinese":
      return `${numeral}、`;
    case "arabic":
      return `${numeral}.`;
    default:
      return numeral;
  }
}
