import type { RowKind } from "../../document/document";
import type { Fix } from "../../findings/finding";
import type { Report } from "../../report/report";
import type { Table, TableRow } from "../../report/tables/table";
import type { RowSpec } from "../../standard/compiled";
import { lineEnd } from "../../text/edit";
import { codeUnits, fold, isSpace } from "../../text/normalise";
import { partOf } from "../../text/phrase";
import { firstAt, isLineEnd, lineStartAt, type Phrase, type Span } from "../../text/text";

/*
 * What a lost border or line end has run together: a row's name and its first numbers, a row's total and the number of the
 * next row. Nothing is taken apart in reading; rules say what they see and offer to part it.
 */

/** Numbers at the end of a row's name that belong into the cells behind it. */
export interface GluedValues {
  readonly spec: RowSpec;
  readonly label: Phrase;
  readonly numbers: Phrase;
  /** The row it was read as; undefined where it was read as none. */
  readonly row: TableRow | undefined;
}

const IN_NUMBERS = codeUnits("0123456789０１２３４５６７８９.．");

/** Where in a name the numbers behind it start; -1 where there are none. */
function numbersIn(text: string): number {
  let from = text.length;
  while (from > 0 && (IN_NUMBERS[text.charCodeAt(from - 1)] === 1 || isSpace(text.charCodeAt(from - 1))))
    from--;
  while (from < text.length && isSpace(text.charCodeAt(from))) from++;
  return from > 0 && from < text.length ? from : -1;
}

/** Where the numbers behind a row's name start, if it is that row's without them; else -1. */
function numbersBehind(text: string, { folded }: RowSpec): number {
  const from = numbersIn(text);
  return from > 0 && fold(text.slice(0, from)) === folded ? from : -1;
}

/** The same of a row that is known, however its name is spelt: it lacks as many values. */
function numbersOf({ spec, label, excess }: TableRow): number {
  if (spec === undefined || label === undefined || excess === undefined) return -1;
  const from = excess.length < spec.columns.length ? numbersBehind(label.text, spec) : -1;
  if (from > 0) return from;
  const numbers = numbersIn(label.text);
  const isWhole =
    numbers > 0 && excess.length + cellsOf(label.text.slice(numbers)).length === spec.columns.length;
  return isWhole ? numbers : -1;
}

function cellsOf(numbers: string): string[] {
  return numbers.trim().split(/\s+/);
}

/** The rows that lack as many values, or are not there at all. */
export function gluedValues(report: Report, table: Table): GluedValues[] {
  const specs = report.tableStandard?.rows[table.key] ?? [];
  const found: GluedValues[] = [];
  if (table.key === "litigation") return found;
  for (const row of table.rows) {
    const from = numbersOf(row);
    if (from > 0) found.push({ spec: row.spec!, label: row.label!, numbers: behind(row.label!, from), row });
  }
  const missing = missingRows(specs, table);
  if (missing.length === 0) return found;
  for (const { before, label } of table.written) {
    for (const cell of [...before, ...label]) {
      const { ordinal } = cell.label;
      const name = ordinal === undefined ? cell : partOf(cell, ordinal.after, cell.text.length);
      const spec = missing.find((candidate) => numbersBehind(name.text, candidate) > 0);
      if (spec === undefined) continue;
      found.push({ spec, label: name, numbers: behind(name, numbersIn(name.text)), row: undefined });
    }
  }
  return found;
}

function missingRows(specs: readonly RowSpec[], { rows }: Table): RowSpec[] {
  if (rows.length === specs.length && rows.every(({ spec }, at) => spec === specs[at])) return [];
  const present = new Set(rows.map(({ key }) => key));
  return specs.filter(({ key }) => !present.has(key));
}

function behind(label: Phrase, from: number): Phrase {
  return partOf(label, from, label.text.length);
}

/** Cuts the numbers off into cells of their own; in HTML, where cells have tags, that is left to the writer. */
export function partNumbers({ document, text }: Report, { label, numbers }: GluedValues): Fix[] {
  const kind = kindAt(document.rows, numbers.start);
  const border = kind === "pipes" ? " | " : kind === "tabs" ? "\t" : kind === "line" ? " " : undefined;
  if (border === undefined || numbers.pieces !== undefined) return [];
  let start = numbers.start;
  while (start > label.start && isSpace(text.charCodeAt(start - 1))) start--;
  const cells = cellsOf(numbers.text);
  const edit = { span: { start, end: numbers.end }, text: border + cells.join(border) };
  return [{ title: "拆开为两格", safe: false, edits: [edit] }];
}

function kindAt(rows: readonly (Span & { readonly kind: RowKind })[], offset: number): RowKind | undefined {
  return rows[firstAt(rows, ({ end }) => end > offset)]?.kind;
}

/** A total at the end of one row, and the number of the next row behind it without a break. */
export interface GluedTotal {
  readonly total: string;
  /** Where the row's own number starts. */
  readonly at: number;
  /** What stands on the same line in front of it. */
  readonly before: string;
}

/** What stands in front of a row's own number, where that is a total of the row above. */
export function gluedTotal({ text }: Report, table: Table, row: TableRow): GluedTotal | undefined {
  const front = inFrontOf(row);
  if (front === undefined) return undefined;
  const before = text.slice(lineStartAt(text, front.start), front.start);
  const isBehind = /[0-9０-９]\s+$/.test(before);
  const above = table.rows[table.rows.indexOf(row) - 1];
  if (!isBehind && !isShort(above) && !lacksTotal(above)) return undefined;
  return { total: front.text, at: front.end, before };
}

/** The digits that run into a row's own number: the first of 64., all in front of （二）. */
function inFrontOf({ ordinal, number, spec, written }: TableRow): Phrase | undefined {
  const [first] = written?.label ?? [];
  const own = spec?.ordinal;
  if (ordinal === undefined || first === undefined || own === undefined) return undefined;
  if (number === own) {
    const digits = /^[0-9０-９]*/.exec(first.text.slice(0, first.label.ordinal!.start))![0].length;
    return digits === 0 ? undefined : partOf(first, 0, digits);
  }
  const isRun = ordinal.text.endsWith(String(own));
  return isRun
    ? partOf(first, first.label.ordinal!.start, first.label.ordinal!.end - String(own).length)
    : undefined;
}

/** The row whose total the next one has in front of its number. */
export function hasLentTotal(report: Report, table: Table, row: TableRow): boolean {
  const next = table.rows[table.rows.indexOf(row) + 1];
  const glued = next && gluedTotal(report, table, next);
  return glued !== undefined && !/[0-9０-９]/.test(glued.before);
}

function lacksTotal(row: TableRow | undefined): boolean {
  return row?.values.at(-1)?.text === "";
}

/** A row that lacks values. */
export function isShort(row: TableRow | undefined): boolean {
  return row?.excess !== undefined && row.excess.length < (row.spec?.columns.length ?? 0);
}

/** Ends the line between the total and the number. */
export function breakLine(report: Report, { at, before }: GluedTotal): Fix[] {
  const { text, document } = report;
  const kind = kindAt(document.rows, at);
  if (kind !== "line") return [];
  const edits = [{ span: { start: at, end: at }, text: lineEnd(text) }];
  const above = document.rows[firstAt(document.rows, ({ end }) => end > at) - 1];
  const isStream = above?.cells.length === 1;
  if (before.trim() === "" && !isStream) {
    // The total had gone to the line of the next row.
    let start = at;
    while (start > 0 && !isSpace(text.charCodeAt(start - 1))) start--;
    let from = start;
    while (from > 0 && (isSpace(text.charCodeAt(from - 1)) || isLineEnd(text.charCodeAt(from - 1)))) from--;
    edits.unshift({ span: { start: from, end: start }, text: " " });
  }
  return [{ title: "在两行之间换行", safe: false, edits }];
}

/** Whether the line of a glued total says the name of another row. */
export function tellsOf({ before }: GluedTotal, spec: RowSpec): boolean {
  return fold(before).includes(spec.folded);
}
