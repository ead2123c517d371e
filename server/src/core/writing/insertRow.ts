import type { Cell, Row } from "../document/document";
import type { Fix } from "../findings/finding";
import type { Report } from "../report/report";
import type { Table, TableRow } from "../report/tables/table";
import type { RowSpec } from "../standard/compiled";
import { inStyleOf, lineEnd, rewrite } from "../text/edit";
import {
  applyEdits,
  type Edit,
  firstAt,
  lineStartAt,
  nextLineAt,
  type Phrase,
  type Span,
  withoutOverlaps,
} from "../text/text";

/** Inserts a row of zeros at its place, written as its neighbour is; none where that cannot be done cleanly. */
export function insertRow(report: Report, table: Table, spec: RowSpec): Fix[] {
  const model = modelFor(report, table, spec);
  const edits = model && copyRow(report, table, model, spec);
  if (edits === undefined) return [];
  const title = `补上“${spec.number}${spec.label}”行，各列填 0`;
  return [{ title, safe: false, edits: withoutOverlaps(edits) }];
}

/** The row that a new one is written like and stands next to. */
interface Model {
  readonly row: TableRow;
  readonly label: Phrase;
  /** The new row goes below it, else above. */
  readonly isAbove: boolean;
}

/** The row before, but for the first row of a group the one after it. */
function modelFor({ tableStandard }: Report, table: Table, spec: RowSpec): Model | undefined {
  const specs = tableStandard!.rows[table.key];
  const at = specs.indexOf(spec);
  const above = rowOf(table, specs[at - 1], spec);
  const below = rowOf(table, specs[at + 1], spec);
  const startsGroup = specs[at + 1]?.group === spec.group && specs[at - 1]?.group !== spec.group;
  const isAbove = above !== undefined && (below === undefined || !startsGroup);
  const row = isAbove ? above : below;
  return row?.label && { row, label: row.label, isAbove };
}

/** The row of a neighbour in the standard that has as many columns. */
function rowOf(table: Table, neighbour: RowSpec | undefined, { columns }: RowSpec): TableRow | undefined {
  if (neighbour?.columns.length !== columns.length) return undefined;
  return table.rows.find(
    ({ key, role, cells, label }) =>
      key === neighbour.key && role === "row" && cells.length > 0 && label !== undefined,
  );
}

/** A copy of a row's source with the label of another row and zeros, and what that changes in the group cells. */
function copyRow(report: Report, table: Table, model: Model, spec: RowSpec): Edit[] | undefined {
  const { text, document } = report;
  const isHtml = document.format === "html";
  const block = isHtml ? htmlRow(text, model.row) : lineBlock(text, model.row);
  if (block === undefined) return undefined;
  const groupCells = groupCellsIn(text, block, model.row, isHtml);
  const growth = isHtml ? growGroups(report, table, spec) : [];
  const isInBlock = ({ span }: Edit) => span.start >= block.start && span.end <= block.end;
  // In front of a group's first row, the new row takes the group cell over; behind a row it has none.
  const ofCopy = model.isAbove ? groupCells : growth.filter(isInBlock);
  const ofOriginal = model.isAbove ? growth : [...groupCells, ...growth.filter((edit) => !isInBlock(edit))];
  const style = text.slice(table.start, table.end);
  const label = movedLabel(report, table, model, spec, style) ?? relabelled(model, spec, style);
  const isFree = ({ span }: Edit) =>
    !label.some((it) => it.span.start < span.end && span.start < it.span.end);
  const copy = rewriteBlock(text, block, [...label, ...zeros(model), ...ofCopy.filter(isFree)]);
  const place = model.isAbove ? block.end : block.start;
  const needsBreak = model.isAbove && !isHtml && !/[\r\n]/.test(text[block.end - 1]!);
  const insertion = { start: place, end: place };
  return [{ span: insertion, text: needsBreak ? lineEnd(text) + copy : copy }, ...ofOriginal];
}

/** The edits that take the cells of groups out of a row. */
function groupCellsIn(text: string, block: Span, row: TableRow, isHtml: boolean): Edit[] {
  const before = { start: block.start, end: row.start };
  return isHtml
    ? [...spanningCells(text, block), ...blankOut(text, before, />\s*([^<>\s][^<>]*)(?=<)/g)]
    : blankOut(text, before, / ?[^\s|]+/g);
}

/** The edits that give a row another number and label. */
function relabelled({ row, label }: Model, spec: RowSpec, style: string): Edit[] {
  const number = row.ordinal === undefined ? "" : inStyleOf(spec.number, style);
  return [
    { span: { start: row.start, end: label.start }, text: number },
    ...rewrite(label, inStyleOf(spec.label, style)),
  ];
}

function zeros({ row }: Model): Edit[] {
  return row.cells.flatMap((cell) => (cell === undefined || cell.text === "" ? [] : rewrite(cell, "0")));
}

/**
 * The same where the label belongs into another column than its neighbour's, as （七）总计 below 3.其他: rows in as many groups
 * tell into which. Undefined where it stays, or the layout has no such column.
 */
function movedLabel(
  report: Report,
  table: Table,
  { row, label }: Model,
  spec: RowSpec,
  style: string,
): Edit[] | undefined {
  const depth = groupsOf(report, spec).length;
  const isPeer = (it: TableRow) =>
    it.role === "row" && it.spec !== undefined && groupsOf(report, it.spec).length === depth;
  const peer = table.rows.find((it) => isPeer(it) && it.label !== undefined);
  const from = cellAround(report, label);
  const to = peer && cellAround(report, peer.label!);
  if (from === undefined || to === undefined || from.cell.column === to.cell.column) return undefined;
  const isHtml = report.document.format === "html";
  const target = from.row.cells.find(({ column }) => column === to.cell.column);
  const written = inStyleOf((row.ordinal === undefined ? "" : spec.number) + spec.label, style);
  if (target !== undefined && (target.text === "" || (!isHtml && target.column < from.cell.column))) {
    const isPadded = target.text === "" && from.row.kind === "pipes";
    return [
      { span: { start: from.cell.start, end: from.cell.end }, text: "" },
      { span: { start: target.start, end: target.end }, text: isPadded ? ` ${written} ` : written },
    ];
  }
  if (!isHtml) return undefined;
  return [
    ...widened(report.text, row.start, from.cell.column - to.cell.column),
    ...relabelled({ row, label, isAbove: true }, spec, style),
  ];
}

/** The cell that holds a phrase, and its row. */
function cellAround({ document }: Report, { start, end }: Span): { row: Row; cell: Cell } | undefined {
  const row = document.rows[firstAt(document.rows, (it) => it.end >= end)];
  const cell = row?.cells.find((it) => it.start <= start && it.end >= end);
  return cell && { row: row!, cell };
}

/** Lets the HTML cell around a place span so many columns more. */
function widened(text: string, place: number, more: number): Edit[] {
  const open = text.lastIndexOf("<t", place);
  const tag = open < 0 ? "" : text.slice(open, text.indexOf(">", open));
  const span = /\bcolspan\s*=\s*["']?(\d{1,3})/i.exec(tag);
  const columns = Number(span?.[1] ?? 1) + more;
  if (tag === "" || columns < 1) return [];
  const end = open + (span === null ? "<td".length : span.index + span[0].length);
  return span === null
    ? [{ span: { start: end, end }, text: ` colspan="${columns}"` }]
    : [{ span: { start: end - span[1]!.length, end }, text: String(columns) }];
}

/** Labels of the groups around a row, the outermost first. */
function groupsOf({ tableStandard }: Report, { path }: RowSpec): readonly string[] {
  const { rows } = tableStandard!.standard.tables.requests;
  return rows.find(({ key }) => `requests.${key}` === path)?.groups ?? [];
}

/** A part of the text with edits made in it. */
function rewriteBlock(text: string, { start, end }: Span, edits: readonly Edit[]): string {
  const inBlock = edits.map(({ span, text }) => ({
    span: { start: span.start - start, end: span.end - start },
    text,
  }));
  return applyEdits(text.slice(start, end), inBlock);
}

/** Deletes the cells of an HTML row that span rows. */
function spanningCells(text: string, { start, end }: Span): Edit[] {
  const edits: Edit[] = [];
  let open = -1;
  for (const { index, 0: tag } of text.slice(start, end).matchAll(/<t[dh][^<>]*>|<\/t[dh]>\s*/gi)) {
    if (!tag.startsWith("</")) {
      if (open < 0 && /\browspan\s*=/i.test(tag)) open = index;
      continue;
    }
    if (open >= 0) edits.push({ span: { start: start + open, end: start + index + tag.length }, text: "" });
    open = -1;
  }
  return edits;
}

/** Makes the group cells around a row span one row more. */
function growGroups(report: Report, table: Table, spec: RowSpec): Edit[] {
  return groupsOf(report, spec).flatMap((label) => {
    const phrase = table.headers.find((header) => header.label === label)?.phrase;
    const open = phrase === undefined ? -1 : report.text.lastIndexOf("<t", phrase.start);
    const match =
      open < 0 ? null : /\browspan\s*=\s*["']?(\d{1,3})/i.exec(report.text.slice(open, phrase!.start));
    if (match === null) return [];
    const end = open + match.index + match[0].length;
    return [{ span: { start: end - match[1]!.length, end }, text: String(Number(match[1]) + 1) }];
  });
}

/**
 * Words of group cells in front of a label are taken out of the row that no longer starts its group. The pattern ends with
 * them; where it has a group, that alone is taken out.
 */
function blankOut(text: string, { start, end }: Span, word: RegExp): Edit[] {
  return [...text.slice(start, end).matchAll(word)].map((match) => {
    const stop = start + match.index + match[0].length;
    return { span: { start: stop - match.at(-1)!.length, end: stop }, text: "" };
  });
}

/** Whole lines of a row, blank lines behind it included where such part it from the one above as well. */
function lineBlock(text: string, row: TableRow): Span {
  const start = lineStartAt(text, row.start);
  const end = nextLineAt(text, row.end);
  const isApart = start > 0 && text.slice(lineStartAt(text, start - 1), start).trim() === "";
  if (!isApart) return { start, end };
  const blank = /^(?:[ \t\r]*\n)+/.exec(text.slice(end, end + 200));
  return { start, end: end + (blank?.[0].length ?? 0) };
}

function htmlRow(text: string, row: TableRow): Span | undefined {
  const start = text.lastIndexOf("<tr", row.start);
  const close = text.indexOf("</tr>", row.end);
  if (start < 0 || close < 0) return undefined;
  const line = text[close + 5] === "\n" ? close + 6 : close + 5;
  return { start, end: line };
}
