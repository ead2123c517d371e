import { firstSections } from "../report/describe";
import type { Section } from "../report/outline/sections";
import type { Report } from "../report/report";
import type { TableKey } from "../standard/schema";
import { lineEnd } from "../text/edit";
import { type Edit, nextLineAt } from "../text/text";
import { blankTable } from "./skeleton";

/** A table that its section should have and the report has not, and the edit that puts a blank one there. */
interface MissingTable {
  readonly table: TableKey;
  readonly section: Section;
  readonly insertion: Edit;
}

/** The missing tables of the sections that are there, in the order of the text. */
export function missingTables(report: Report): MissingTable[] {
  if (report.standard === undefined) return [];
  return firstSections(report).flatMap((section) => {
    const { table } = section.spec;
    if (table === undefined || report.tables[table] !== undefined) return [];
    if (report.runTogether.some(({ tables }) => tables.has(table))) return [];
    return [{ table, section, insertion: insertionOf(report, section, table) }];
  });
}

/** On the line below the heading, with a blank line on both sides: text right below a Markdown table is a row of it. */
function insertionOf({ text, document, standard }: Report, { heading }: Section, table: TableKey): Edit {
  const eol = lineEnd(text);
  const place =
    document.format === "html"
      ? text.indexOf(">", heading.end) + 1 || heading.end
      : nextLineAt(text, heading.end);
  const start = place > 0 && !/[\r\n]/.test(text[place - 1]!) ? eol : "";
  const blank = blankTable(standard!, table, document.format, eol);
  const after = /^[ \t]*\S/.test(text.slice(place, place + 200)) ? eol : "";
  return { span: { start: place, end: place }, text: `${start}${eol}${blank}${eol}${after}` };
}
