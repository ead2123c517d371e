import type { Report } from "../../core/report/report";
import type { HeaderCell, Table, TableRow } from "../../core/report/tables/table";
import { addToList, firstAt, type Span } from "../../core/text/text";
import { withNumber } from "./places";

/** Rows of a table that stand under one group cell or caption. */
export interface RowGroup extends Span {
  /** As the standard writes it. */
  readonly label: string;
  /** From 0, outermost. */
  readonly depth: number;
  /** The group cell or caption as written; where there is none, the place of the first row. */
  readonly heading: Span;
}

/** The groups of a table, outer ones before those inside them. */
export function rowGroups(report: Report, table: Table): RowGroup[] {
  if (table.key === "requests") return requestGroups(report, table);
  return table.key === "disclosure" ? disclosureBlocks(report, table) : [];
}

function requestGroups(report: Report, table: Table): RowGroup[] {
  const specs = report.tableStandard?.standard.tables.requests.rows ?? [];
  const groupsOf = new Map(specs.map(({ key, groups }) => [key, groups]));
  const headers = headersByLabel(table);
  return runs(table, ({ key }, depth) => (key === undefined ? undefined : groupsOf.get(key)?.[depth])).map(
    ({ label, depth, rows, before }) => {
      const own = headers.get(label) ?? [];
      const header = own[firstAt(own, ({ phrase }) => phrase.start >= before)];
      const heading =
        header !== undefined && header.phrase.start <= rows.at(-1)!.end
          ? withNumber(report, header.phrase, header.ordinal)
          : { start: rows[0]!.start, end: rows[0]!.start };
      const start = Math.min(heading.start, rows[0]!.start);
      const end = rows.reduce((last, row) => Math.max(last, row.end), 0);
      return { label, depth, heading, start, end };
    },
  );
}

/** The headers of each label in the order of the text. */
function headersByLabel({ headers }: Table): Map<string, HeaderCell[]> {
  const byLabel = new Map<string, HeaderCell[]>();
  for (const header of headers.toSorted((a, b) => a.phrase.start - b.phrase.start))
    addToList(byLabel, header.label, header);
  return byLabel;
}

function disclosureBlocks({ text }: Report, table: Table): RowGroup[] {
  const blocks = runs(table, ({ spec }, depth) => (depth === 0 ? spec?.block?.caption : undefined));
  return blocks.map(({ label, depth, rows, before }) => {
    // The caption stands in front of the block's column headers.
    const from = Math.max(before, table.start);
    const between = text.slice(from, rows[0]!.start);
    const written = between.indexOf(label.slice(0, 3));
    const start = from + Math.max(0, written >= 0 ? written : between.search(/[\p{L}（(]/u));
    const length = /^[^|\t\r\n<]*/.exec(text.slice(start, rows[0]!.start))![0].trimEnd().length;
    return { label, depth, heading: { start, end: start + length }, start, end: rows.at(-1)!.end };
  });
}

interface Run {
  readonly label: string;
  readonly depth: number;
  readonly rows: readonly TableRow[];
  /** Where the row before ends. */
  readonly before: number;
}

/** Rows one after another that have the same label at a depth. Rows that the standard has not go with those around. */
function runs({ rows, start }: Table, labelAt: (row: TableRow, depth: number) => string | undefined): Run[] {
  const known = rows.filter(({ key }) => key !== undefined);
  const found: Run[] = [];
  for (let at = 0; at < known.length; at++) {
    for (let depth = 0; labelAt(known[at]!, depth) !== undefined; depth++) {
      const label = labelAt(known[at]!, depth)!;
      if (at > 0 && labelAt(known[at - 1]!, depth) === label) continue;
      let end = at + 1;
      while (end < known.length && labelAt(known[end]!, depth) === label) end++;
      found.push({ label, depth, rows: known.slice(at, end), before: known[at - 1]?.end ?? start });
    }
  }
  return found;
}
