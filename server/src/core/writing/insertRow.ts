import type { Fix } from "../findings/finding";
import type { Report } from "../report/report";
import type { Table, TableRow } from "../report/tables/table";
import type { RowSpec } from "../standard/compiled";
import { inStyleOf, lineEnd, rewrite } from "../text/edit";
import { applyEdits, type Edit, lineStartAt, nextLineAt, type Span, withoutOverlaps } from "../text/text";

/** Inserts a row of zeros at its place, written as its neighbour is; none where that cannot be done cleanly. */
export function insertRow(report: Report, table: Table, spec: RowSpec): Fix[] {
  const specs = report.tableStandard!.rows[table.key];
  const at = specs.indexOf(spec);
  const neighbour = (index: number) => {
    const key =
      specs[index]?.columns === spec.columns || specs[index]?.columns.length === spec.columns.length
        ? specs[index]?.key
        : undefined;
    return table.rows.find(
      (row) => row.key === key && row.role === "row" && row.cells.length > 0 && row.label !== undefined,
    );
  };
  const before = neighbour(at - 1);
  const after = neighbour(at + 1);
  const isAfterFirst =
    before === undefined ||
    (after !== undefined && specs[at + 1]!.group === spec.group && specs[at - 1]!.group !== spec.group);
  const row = isAfterFirst ? after : before;
  const edits = row && copyRow(report, table, row, spec, isAfterFirst ? "before" : "after");
  return edits === undefined
    ? []
    : [
        {
          title: `补上“${spec.number}${spec.label}”行，各列填 0`,
          safe: false,
          edits: withoutOverlaps(edits),
        },
      ];
}

/** A copy of a row's source with the label of another row and zeros. */
function copyRow(
  report: Report,
  table: Table,
  row: TableRow,
  spec: RowSpec,
  where: "before" | "after",
): Edit[] | undefined {
  const { text } = report;
  const isHtml = report.document.format === "html";
  const block = isHtml ? htmlRow(text, row) : lineBlock(text, row);
  const label = row.label;
  if (block === undefined || label === undefined) return undefined;
  const before = { start: block.start, end: row.start };
  const groupCells = isHtml
    ? [...spanningCells(text, block), ...blankOut(text, before, />\s*([^<>\s][^<>]*)(?=<)/g)]
    : blankOut(text, before, / ?[^\s|]+/g);
  const style = text.slice(table.start, table.end);
  const changes: Edit[] = [
    {
      span: { start: row.start, end: label.start },
      text: row.ordinal === undefined ? "" : inStyleOf(spec.number, style),
    },
    ...rewrite(label, inStyleOf(spec.label, style)),
    ...row.cells.flatMap((cell) => (cell === undefined || cell.text === "" ? [] : rewrite(cell, "0"))),
  ];
  const growth = isHtml ? growGroups(report, table, spec) : [];
  const isInBlock = ({ span }: Edit) => span.start >= block.start && span.end <= block.end;
  // In front of a group's first row, the new row takes the group cell over; behind a row it has none.
  const ofCopy = where === "after" ? groupCells : growth.filter(isInBlock);
  const ofOriginal =
    where === "after" ? growth : [...groupCells, ...growth.filter((edit) => !isInBlock(edit))];
  const copy = applyEdits(
    text.slice(block.start, block.end),
    [...changes, ...ofCopy].map((edit) => ({
      span: { start: edit.span.start - block.start, end: edit.span.end - block.start },
      text: edit.text,
    })),
  );
  const place = where === "after" ? block.end : block.start;
  const needsBreak = where === "after" && !isHtml && !/[\r\n]/.test(text[block.end - 1]!);
  return [
    { span: { start: place, end: place }, text: needsBreak ? lineEnd(text) + copy : copy },
    ...ofOriginal,
  ];
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
  const groups =
    report.tableStandard!.standard.tables.requests.rows.find((row) => `requests.${row.key}` === spec.path)
      ?.groups ?? [];
  return groups.flatMap((label) => {
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

/** Whole lines of a row, blank lines behind it included. */
function lineBlock(text: string, row: TableRow): Span {
  const start = lineStartAt(text, row.start);
  const end = nextLineAt(text, row.end);
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
