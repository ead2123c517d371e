import type { Row } from "../../core/document/document";
import { parseDocument } from "../../core/document/parse";
import type { Report } from "../../core/report/report";
import { inOrdinaryCharacters } from "../../core/text/ordinary";
import { applyEdits, type Edit, firstAt, type Span } from "../../core/text/text";
import { type AlignableRow, alignRows, fittingLines } from "./alignment";

/*
 * Formatting lays out tables whose cells pipes divide, and nothing else: cells, their order, outer pipes and all other text
 * stay. In other layouts blanks would change what is read, or what is pasted elsewhere. Columns are aligned where that makes
 * no line that editors wrap; in a wider table nothing stands below each other anyway, so that its cells get single blanks.
 */

/** A line of a table: what of it lies between the pipes, and whether pipes stand outside. */
interface Line extends Span {
  readonly cells: readonly string[];
  /** Where each cell starts, its padding included. */
  readonly starts: readonly number[];
  readonly opens: boolean;
  readonly closes: boolean;
  readonly isRuling: boolean;
}

/** Edits that format the tables of a report, or those that a selection touches. */
export function formatTables(report: Report, selection?: Span): Edit[] {
  const tables = tableLines(report).filter((lines) => selection === undefined || meets(lines, selection));
  return editsFor(report, tables, fittingLines);
}

/** Edits that align the columns of all tables, however wide they become. */
export function alignTables(report: Report): Edit[] {
  return editsFor(report, tableLines(report), (rows, write) => alignRows(rows).map(write));
}

/**
 * Lines of each table, its ruling among them. Pipes alone do not make one: extraction leaves them in sentences, and where
 * each cell has a line of its own.
 */
function tableLines({ document: { rows }, tables: standard, source: text }: Report): Line[][] {
  const tables: Line[][] = [];
  let before: Row | undefined;
  for (const row of rows) {
    if (row.kind !== "pipes" || /[\r\n]/.test(text.slice(row.start, row.end))) {
      before = undefined;
      continue;
    }
    const between = before && linesBetween(text, before.end, row.start);
    if (between === undefined) tables.push([]);
    tables.at(-1)!.push(...(between ?? []), readLine(text, row.start, row.end));
    before = row;
  }
  const isStandard = (lines: readonly Line[]) => Object.values(standard).some((table) => meets(lines, table));
  return tables.filter(
    (lines) =>
      lines.length > 1 &&
      lines.some(({ cells }) => cells.length > 1 && cells.some((cell) => cell !== "")) &&
      (lines.some(({ isRuling }) => isRuling) || isStandard(lines)),
  );
}

/** The rulings between two rows; undefined where they are not next to each other. */
function linesBetween(text: string, from: number, to: number): Line[] | undefined {
  const gap = text.slice(from, to);
  if (gap.length > LONGEST_GAP || !/^[\s|:-]*$/.test(gap)) return undefined;
  const [rest, ...lines] = gap.split(/\r\n|\r|\n/);
  const indent = lines.pop();
  if (indent === undefined || !lines.every((line) => line.includes("-") && line.includes("|")))
    return undefined;
  let at = from + rest!.length;
  return lines.map((line) => {
    at = text.indexOf(line, at);
    const start = at + line.length - line.trimStart().length;
    at += line.length;
    return { ...readLine(text, start, start + line.trim().length), isRuling: true };
  });
}

/** A ruling is shorter; the bound keeps a text without tables linear. */
const LONGEST_GAP = 4000;

/** The same cut as reading makes: at pipes that no backslash stands before. */
function readLine(text: string, start: number, end: number): Line {
  const opens = text[start] === "|";
  const cells: string[] = [];
  const starts: number[] = [];
  let at = opens ? start + 1 : start;
  let closes = false;
  while (at < end) {
    let pipe = text.indexOf("|", at);
    while (pipe > 0 && pipe < end && text[pipe - 1] === "\\") pipe = text.indexOf("|", pipe + 1);
    closes = pipe >= 0 && pipe < end;
    const to = closes ? pipe : end;
    cells.push(text.slice(at, to).trim());
    starts.push(at);
    at = to + 1;
  }
  return { start, end, cells, starts, opens, closes, isRuling: false };
}

/** Offsets of the first value of each row, in the order of the text. */
function firstValues({ tables }: Report): number[] {
  return Object.values(tables)
    .flatMap(({ key, rows }) => (key === "litigation" ? rows.slice(0, 1) : rows))
    .flatMap(({ cells: [first] }) => (first === undefined ? [] : [first.start]))
    .sort((a, b) => a - b);
}

function meets(lines: readonly Line[], { start, end }: Span): boolean {
  return lines[0]!.start <= end && start <= lines.at(-1)!.end;
}

function editsFor(report: Report, tables: readonly Line[][], layOut: typeof fittingLines): Edit[] {
  const leads = firstValues(report);
  const edits = tables.flatMap((lines) => {
    const write = (cells: readonly string[], at: number) => writeLine(lines[at]!, cells);
    return layOut(alignable(lines, leads), write).flatMap((text, at): Edit[] => {
      const { start, end } = lines[at]!;
      return text === report.source.slice(start, end) ? [] : [{ span: { start, end }, text }];
    });
  });
  return keepsCells(report, edits) ? edits : [];
}

function alignable(lines: readonly Line[], leads: readonly number[]): AlignableRow[] {
  return lines.map(({ cells, starts, isRuling, start, end }) => {
    const first = leads[firstAt(leads, (lead) => lead >= start)] ?? Number.POSITIVE_INFINITY;
    const lead = first > end ? -1 : starts.findLastIndex((cell) => cell <= first);
    return { cells, isRuling, lead: lead < 0 ? undefined : lead };
  });
}

/** Without a pipe in front of it, a blank would indent the line. */
function writeLine({ opens, closes }: Line, cells: readonly string[]): string {
  const [first, ...others] = cells as [string, ...string[]];
  const flush = opens ? first : first.trimStart() + " ".repeat(first.length - first.trimStart().length);
  const line = `${opens ? "| " : ""}${[flush, ...others].join(" | ")}`;
  return closes ? `${line} |` : line.trimEnd();
}

/** Whether every cell is read as before. */
function keepsCells({ document, source }: Report, edits: readonly Edit[]): boolean {
  const after = parseDocument(inOrdinaryCharacters(applyEdits(source, edits))).rows;
  return (
    after.length === document.rows.length &&
    document.rows.every(({ kind, cells }, at) => {
      const other = after[at]!;
      return (
        kind === other.kind &&
        cells.length === other.cells.length &&
        cells.every((cell, index) => cell.text === other.cells[index]!.text)
      );
    })
  );
}
