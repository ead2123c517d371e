import type { Report } from "../../core/report/report";
import type { Table, TableRow } from "../../core/report/tables/table";
import type { TableKey } from "../../core/standard/schema";
import type { Span } from "../../core/text/text";
import { type RowGroup, rowGroups } from "./groups";
import { headingParts, sectionParts } from "./parts";

/** One entry of the outline. A child lies inside its parent, and `selection` inside `span`. */
export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: "title" | "section" | "heading" | "table" | "group" | "row";
  readonly span: Span;
  /** What the cursor goes to: the title, the label. */
  readonly selection: Span;
  readonly children: readonly OutlineEntry[];
}

/** Entry before it has found its place; `depth` says what may stand inside what. */
interface Entry extends Omit<OutlineEntry, "children"> {
  readonly depth: number;
}

const tableNames: Readonly<Record<TableKey, string>> = {
  disclosure: "主动公开政府信息情况表",
  requests: "政府信息公开申请办理情况表",
  litigation: "行政复议、行政诉讼情况表",
};

/** Headings stand between sections and tables, however deep they are. */
const tableDepth = 1_000_000;
const rowDepth = tableDepth + 1_000;

/** The report's outline: title, sections, headings below them, tables, groups of rows, rows. */
export function documentSymbols(report: Report): OutlineEntry[] {
  const entries = [
    ...titleEntries(report),
    ...sectionEntries(report),
    ...headingEntries(report),
    ...Object.values(report.tables).flatMap((table) => tableEntries(table, report)),
  ];
  // Entries that start together go from the outermost in; the sort is stable and keeps rows in their order.
  entries.sort((a, b) => a.span.start - b.span.start || a.depth - b.depth);
  return nest(entries, report.text.length);
}

function titleEntries({ title, text }: Report): Entry[] {
  if (!title) return [];
  const span = { start: title.start, end: text.length };
  return [{ name: oneLine(title.text), detail: "", kind: "title", span, selection: title, depth: 0 }];
}

function sectionEntries(report: Report): Entry[] {
  return sectionParts(report).map(({ of: { heading, title, spec }, start, end }) => ({
    name: oneLine(report.text.slice(heading.start, title.start) + title.text) || spec.title,
    detail: "",
    kind: "section",
    span: { start, end },
    selection: heading,
    depth: 1,
  }));
}

function headingEntries(report: Report): Entry[] {
  return headingParts(report).map(({ of: heading, start, end }) => ({
    name: oneLine(report.text.slice(heading.start, heading.end)) || heading.title || "（无标题）",
    detail: "",
    kind: "heading",
    span: { start, end },
    selection: heading,
    depth: Math.min(1 + Math.max(1, heading.level), tableDepth - 1),
  }));
}

function tableEntries(table: Table, report: Report): Entry[] {
  const entry: Entry = {
    name: tableNames[table.key],
    detail: `${table.rows.length}行`,
    kind: "table",
    span: { start: table.start, end: table.end },
    selection: { start: table.start, end: table.start },
    depth: tableDepth,
  };
  const groups = rowGroups(report, table).map(groupEntry);
  return [entry, ...groups, ...table.rows.map((row) => rowEntry(row, table.key, report))];
}

function groupEntry({ label, depth, start, end, heading }: RowGroup): Entry {
  const { start: from, end: to } = heading;
  return {
    name: label,
    detail: "",
    kind: "group",
    span: { start, end },
    selection: { start: from, end: to },
    depth: tableDepth + 1 + depth,
  };
}

function rowEntry(row: TableRow, table: TableKey, report: Report): Entry {
  return {
    name: rowTitle(row, report),
    detail: rowDetail(row, table),
    kind: "row",
    span: { start: row.start, end: row.end },
    selection: row.label ?? { start: row.start, end: row.start },
    depth: rowDepth,
  };
}

/** The label as written, with its number; in the litigation table the labels are above the rows. */
function rowTitle({ label, ordinal, start, key, group }: TableRow, { text, tableStandard }: Report): string {
  if (label) {
    const number = ordinal && ordinal.end <= label.start ? text.slice(start, label.start) : "";
    const isNumberOnly = number.length <= longestNumber && !/[|\t<]/.test(number);
    return oneLine((isNumberOnly ? number : "") + label.text) || "（无标签）";
  }
  const standardLabel = tableStandard?.standard.tables.litigation.groups.find((it) => it.key === key)?.label;
  return [group, standardLabel].filter(Boolean).join("：") || "（无标签）";
}

/** `（十一）`, with a space. */
const longestNumber = 5;

/** The total where the row has one, else its few values. */
function rowDetail(row: TableRow, table: TableKey): string {
  const shown = row.cells.map((cell) => (cell ? oneLine(cell.text) || "空" : "缺"));
  if (table === "disclosure") return shown.join(" / ");
  return shown.length > 0 ? `总计 ${shown.at(-1)}` : "";
}

/** Puts each entry into the last one before it that is further out and reaches to it; clips it to that one's end. */
function nest(entries: readonly Entry[], end: number): OutlineEntry[] {
  const roots: OutlineEntry[] = [];
  const open: { depth: number; end: number; children: OutlineEntry[] }[] = [
    { depth: -1, end, children: roots },
  ];
  for (const { depth, ...entry } of entries) {
    while (open.length > 1 && (open.at(-1)!.depth >= depth || open.at(-1)!.end <= entry.span.start))
      open.pop();
    const parent = open.at(-1)!;
    const span = clip(entry.span, { start: 0, end: parent.end });
    const symbol = { ...entry, span, selection: clip(entry.selection, span), children: [] as OutlineEntry[] };
    parent.children.push(symbol);
    open.push({ depth, end: span.end, children: symbol.children });
  }
  return roots;
}

function clip({ start, end }: Span, bounds: Span): Span {
  const from = Math.min(Math.max(start, bounds.start), bounds.end);
  return { start: from, end: Math.min(Math.max(end, from), bounds.end) };
}

/** Names are shown on one line; a label wrapped in the text is not. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
