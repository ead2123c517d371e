import { describeColumn } from "./report/describe";
import type { Report } from "./report/report";
import type { Place, Source } from "./source/source";

type PlacedSource = Pick<Source, "place">;

/**
 * Where an offset of a report's text stands, for a person with the file before him: `第3节表格第8行“总计”列`, `第1节第3段`,
 * `标题`, `第4页第6节标题`, `工作表“表1”B8`. Undefined for texts, which have lines.
 */
export function placeIn(report: Report, source: PlacedSource, offset: number): string | undefined {
  const place = source.place(offset);
  if (place === undefined) return undefined;
  const { page, table, sheet, cell = "" } = place;
  if (sheet !== undefined) return `工作表“${sheet}”${cell}`;
  const onPage = page === undefined ? "" : `第${page}页`;
  const words =
    table === undefined
      ? lineName(report, source, { offset, place })
      : `${tableName(report, source, table.number)}第${table.row}行${columnName(report, table.column, offset)}`;
  return `${onPage}${words}` || undefined;
}

/** By its section, where that is one of the standard's: a table of the report may be several of the file. */
function tableName(report: Report, source: PlacedSource, number: number): string {
  const numberAt = (offset: number) => source.place(offset)?.table?.number;
  const found = Object.values(report.tables).find(({ start, end }) => {
    const first = numberAt(start);
    return first !== undefined && first <= number && number <= (numberAt(end) ?? first);
  });
  const section = found && sectionNumber(report, report.sections[found.section]?.key);
  return section === undefined ? `第${number}个表格` : `第${section}节表格`;
}

/** By its label, in a column of values; with the group above it where others are called the same. */
function columnName({ cells }: Report, column: number, offset: number): string {
  for (const cell of cells.values()) {
    if (cell.start > offset || cell.end < offset) continue;
    const name = describeColumn(cell);
    if (name === "") continue;
    const { spec } = cell.row;
    return spec?.table === "litigation" ? `“${spec.name}”的“${name}”列` : `“${name}”列`;
  }
  return `第${column}列`;
}

/** By what the line is, else counted from the heading of its section, else from the start of the file. */
function lineName(
  report: Report,
  source: PlacedSource,
  { offset, place: { paragraph } }: { readonly offset: number; readonly place: Place },
): string {
  const { title, signature, sections, text } = report;
  if (title !== undefined && title.start <= offset && offset <= title.end) return "标题";
  if (signature.start <= offset && signature.start < text.length) return "落款";
  const section = sections.findLast(({ heading }) => heading.start <= offset);
  const number = sectionNumber(report, section?.key);
  if (section === undefined || number === undefined) return paragraph === undefined ? "" : `第${paragraph}段`;
  if (offset <= section.heading.end) return `第${number}节标题`;
  const first = source.place(section.heading.start)?.paragraph;
  // Text on the line of the heading is no paragraph of its own.
  if (paragraph === undefined || first === undefined || paragraph <= first) return `第${number}节`;
  return `第${number}节第${paragraph - first}段`;
}

/** As the format counts its sections, from 1; undefined for what is none of them. */
function sectionNumber({ standard }: Report, key: string | undefined): number | undefined {
  const at = standard?.sections.findIndex((spec) => spec.key === key) ?? -1;
  return at < 0 ? undefined : at + 1;
}
