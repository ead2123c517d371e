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

/** `“一、本年新收政府信息公开申请数量”行“自然人”列`, `“行政复议”的“结果维持”`. */
export function describeCell(cell: ValueCell): string {
  const { spec } = cell.row;
  if (spec === undefined) return "此处";
  const column = spec.columns[cell.column]!;
  if (spec.table === "litigation") return `“${describeRow(spec)}”的“${column.label}”`;
  return `“${describeRow(spec)}”行“${column.group === undefined ? "" : `${column.group}·`}${column.label}”列`;
}

/** The row's label with its number, in the litigation table with the group above it. */
export function describeRow(spec: RowSpec): string {
  if (spec.table === "litigation")
    return spec.group === undefined ? spec.label : `${spec.group}·${spec.label}`;
  return `${spec.number}${spec.label}`;
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
