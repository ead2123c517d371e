import type { Report } from "../report/report";
import type { Span } from "../text";
import { headingParts, sectionParts } from "./parts";

/** What can be folded: each section, each part under a heading, each table, without the blank lines after it. */
export function foldingRanges(report: Report): Span[] {
  const spans: Span[] = [
    ...sectionParts(report),
    ...headingParts(report),
    ...Object.values(report.tables).map(({ start, end }) => ({ start, end })),
  ];
  return spans
    .map(({ start, end }) => ({ start, end: start + report.text.slice(start, end).trimEnd().length }))
    .filter(({ start, end }) => /[\r\n]/.test(report.text.slice(start, end)))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}
