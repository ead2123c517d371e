import type { CompiledStandard, RowSpec } from "../standard/compile";
import type { Column } from "../standard/schema";
import type { Report, Section, Table, TableRow, ValueCell } from "./report";

/** Names of tables, rows and cells as messages use them. */

export const TABLE_NAME = {
  disclosure: "主动公开情况表",
  requests: "申请情况表",
  litigation: "复议诉讼情况表",
} as const;

/** `“一、本年新收政府信息公开申请数量”行“自然人”列`, `“行政复议”的“结果维持”`. */
export function describeCell(report: Report, cell: ValueCell): string {
  const spec = specOf(report.tableStandard, cell.row);
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

/** The standard's row that a row was taken for. */
export function specOf(standard: CompiledStandard | undefined, row: TableRow): RowSpec | undefined {
  return row.path === undefined ? undefined : specsByPath(standard).get(row.path);
}

const byPath = new WeakMap<CompiledStandard, Map<string, RowSpec>>();
const NONE: ReadonlyMap<string, RowSpec> = new Map();

/** Rows of a standard by path, such as `requests.granted`. */
export function specsByPath(standard: CompiledStandard | undefined): ReadonlyMap<string, RowSpec> {
  if (standard === undefined) return NONE;
  let specs = byPath.get(standard);
  if (specs === undefined) {
    specs = new Map(Object.values(standard.rows).flatMap((rows) => rows.map((row) => [row.path, row])));
    byPath.set(standard, specs);
  }
  return specs;
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

/** The standard's column of a cell. */
export function columnOf(report: Report, cell: ValueCell): Column | undefined {
  return specOf(report.tableStandard, cell.row)?.columns[cell.column];
}
