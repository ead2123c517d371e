import { describeColumn } from "./report/describe";
import type { Report } from "./report/report";
import type { Source } from "./source/source";

/**
 * Where an offset of a report's text stands, for a person with the file before him: `第3节表格第8行“总计”列`, `第12段`,
 * `第4页`. Undefined for texts, which have lines.
 */
export function placeIn(report: Report, source: Pick<Source, "place">, offset: number): string | undefined {
  const place = source.place(offset);
  if (place === undefined) return undefined;
  const { page, paragraph, table, sheet, cell } = place;
  const parts: string[] = [];
  if (page !== undefined) parts.push(`第${page}页`);
  if (sheet !== undefined) parts.push(`工作表“${sheet}”`);
  if (cell !== undefined) parts.push(cell);
  if (table !== undefined)
    parts.push(
      `${tableName(report, table.number, offset)}第${table.row}行${columnName(report, table.column, offset)}`,
    );
  if (paragraph !== undefined) parts.push(`第${paragraph}段`);
  return parts.length === 0 ? undefined : parts.join("");
}

/** By its section, where that is one of the standard's. */
function tableName({ tables, sections, standard }: Report, number: number, offset: number): string {
  const found = Object.values(tables).find(({ start, end }) => start <= offset && offset <= end);
  const key = found && sections[found.section]?.key;
  const at = standard?.sections.findIndex((spec) => spec.key === key) ?? -1;
  return at < 0 ? `第${number}个表格` : `第${at + 1}节表格`;
}

/** By its label, in a column of values. */
function columnName({ cells }: Report, column: number, offset: number): string {
  for (const cell of cells.values()) {
    if (cell.start > offset || cell.end < offset) continue;
    const name = describeColumn(cell);
    if (name !== "") return `“${name}”列`;
  }
  return `第${column}列`;
}
