import type { Report } from "../../core/report/report";
import type { Table } from "../../core/report/tables/table";
import type { Span } from "../../core/text/text";
import { rowGroups } from "./groups";
import { headingParts, sectionParts } from "./parts";
import { cellAt, touches, withNumber } from "./places";

/**
 * What a growing selection covers, from the smallest span to the whole text: cell, row, group, table, section; in the
 * running text the part under a heading, section. Each span holds the one before it.
 */
export function selectionRanges(report: Report, offset: number): Span[] {
  const around: Span[] = [
    ...[...headingParts(report), ...sectionParts(report)].map(({ start, end }) => ({
      start,
      end: start + report.text.slice(start, end).trimEnd().length,
    })),
    ...Object.values(report.tables).flatMap((table) => tableSpans(report, table, offset)),
    // Behind the report another may follow.
    { start: 0, end: Math.max(report.text.length, offset) },
  ].filter((span) => touches(span, offset));
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Span[] = [];
  for (const { start, end } of around) {
    const last = chain.at(-1);
    const isWider =
      last === undefined || (start <= last.start && end >= last.end && end - start > last.end - last.start);
    if (isWider) chain.push({ start, end });
  }
  return chain;
}

function tableSpans(report: Report, table: Table, offset: number): Span[] {
  if (!touches(table, offset)) return [];
  const cell = cellAt(report, offset);
  const labels = table.rows.flatMap(({ label, ordinal }) =>
    label ? [withNumber(report, label, ordinal)] : [],
  );
  const headers = table.headers.map(({ phrase, ordinal }) => withNumber(report, phrase, ordinal));
  return [...(cell ? [cell] : []), ...labels, ...headers, ...table.rows, ...rowGroups(report, table), table];
}
