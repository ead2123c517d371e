import type { Report } from "../../core/report/report";
import type { Span } from "../../core/text/text";
import { rowGroups } from "./groups";
import { headingParts, sectionParts } from "./parts";

/** What can be folded: sections, parts under headings, tables and groups of rows, without blank lines after them. */
export function foldingRanges(report: Report): Span[] {
  const spans: Span[] = [
    ...sectionParts(report),
    ...headingParts(report),
    ...Object.values(report.tables).flatMap((table) => [
      { start: table.start, end: table.end },
      ...rowGroups(report, table),
    ]),
  ];
  return spans
    .map(({ start, end }) => ({ start, end: start + report.text.slice(start, end).trimEnd().length }))
    .filter(({ start, end }) => /[\r\n]/.test(report.text.slice(start, end)))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}
