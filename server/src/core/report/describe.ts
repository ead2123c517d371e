import type { RowSpec } from "../standard/compiled";
import type { Column } from "../standard/schema";
import type { Section } from "./outline/sections";
import type { Report } from "./report";
import type { Table, ValueCell } from "./tables/table";

/** Names of tables, rows and cells as messages use them. */

export const TABLE_NAME = {
  disclosure: "主动公开情况表",
  requests: "申请情况表",
  litigation: "复议诉讼情况表",
} as const;

/** `“3.其他”行“总计”`, `“行政复议”的“结果维持”`. */
export function describeCell(cell: ValueCell): string {
  const { spec } = cell.row;
  if (spec === undefined) return "此处";
  return `“${spec.name}”${spec.table === "litigation" ? "的" : "行"}“${describeColumn(cell)}”`;
}

/** The row's number and short label; the group above it where another row is called the same. */
export function describeRow({ name }: RowSpec): string {
  return name;
}

/** The short label of a cell's column. */
export function describeColumn({ row, column }: ValueCell): string {
  return row.spec?.columnNames[column] ?? "";
}

/** What stands in a cell, in the middle of a message: `填了 6`, `填了“若干”`, `空着`. */
export function describeWritten({ form, text }: ValueCell): string {
  if (form === "blank") return "空着";
  return /^[-−]?[0-9.]+$/.test(text) ? `填了 ${text}` : `填了${quoted(text)}`;
}

/** What is written, in quotes, on one line: of a long text its beginning and its end. */
export function quoted(text: string, longest = 20): string {
  const chars = [...text.replace(/\s+/g, " ").trim()];
  const end = Math.floor((longest - 1) / 2);
  const shown = chars.length > longest ? [...chars.slice(0, end), "…", ...chars.slice(-end)] : chars;
  return `“${shown.join("")}”`;
}

/** The first heading of each section, in the order of the text: what comes again is only a repetition. */
export function firstSections({ sections }: Report): Section[] {
  const seen = new Set<string>();
  return sections.filter(({ key }) => !seen.has(key) && seen.add(key));
}

/** Tables of the report in the order of the standard's sections. */
export function tablesOf(report: Report): Table[] {
  const { disclosure, requests, litigation } = report.tables;
  return [disclosure, requests, litigation].filter((table) => table !== undefined);
}

/**
 * Sections and tables were run together into one line: nobody can tell where the title ends and the signature starts. What
 * is missing of these is not said.
 */
export function hasNoLines({ runTogether }: Report): boolean {
  return runTogether.some(({ sections }) => sections.size > 1);
}

/** The standard's column of a cell. */
export function columnOf(cell: ValueCell): Column | undefined {
  return cell.row.spec?.columns[cell.column];
}
