import { groupRows } from "./groups";
import { labelsOfRows, type PlacedPart } from "./labels";
import type { LinePart } from "./lines";
import type { PdfCell, PdfTable, PlacedLine } from "./page";

/*
 * Tables without lines: numbers that stand below one another, and the labels beside them. Where it cannot be told, lines
 * stay lines.
 */

/** Rows are at least so many, of at least so many numbers; or one row is of so many that it is no sentence. */
const ROWS = 2;
const NUMBERS = 2;
const MANY_NUMBERS = 6;
/** So many lines above and below its numbers may belong to a label. */
const LABEL_LINES = 3;
/** So much wider than its numbers is the last column. In points. */
const LAST_WIDTH = 20;
/** The head of a table has no more lines. */
const HEAD_LINES = 12;
/** So many lines of a group's label, a character each, may stand between two rows. */
const GROUP_LINES = 16;
/** Lines further apart than so many times their size are two blocks. */
const FAR = 6;

const VALUE = /^(?:[-+−－]?\d[\d,，.]{0,19}(?:元|万元|亿元)?|[-—–－/／]{1,3}|无)$/u;
/** What ends a sentence, or is in the middle of one. */
const SENTENCE = /[。；！？]/u;
/** A heading between rows. */
const ARTICLE = /^\s{0,9}第[一二三四五六七八九十]{1,3}条/u;

/** Numbers of rows that stand below one another. */
interface Block {
  /** The first of its lines and the one after its last, by number. */
  readonly from: number;
  readonly to: number;
  /** Lines with numbers, by number. */
  readonly rows: readonly number[];
  /** From left to right, as wide as the widest of their numbers. */
  readonly columns: readonly Extent[];
}

interface Extent {
  readonly left: number;
  readonly right: number;
}

/** Lines that follow one another, cut into those that are text and tables. */
export function columnTables(all: readonly PlacedLine[]): (PlacedLine[] | PdfTable)[] {
  const lines = withoutRepeatedHeads(all);
  const found: (PlacedLine[] | PdfTable)[] = [];
  let end = 0;
  for (const block of blocksOf(lines)) {
    const made = tableOf(lines, block, end);
    if (made === undefined) continue;
    if (made.from > end) found.push(lines.slice(end, made.from));
    found.push(made.table);
    end = made.to;
  }
  if (end < lines.length) found.push(lines.slice(end));
  return found;
}

/** Without the head of a table that is repeated at the top of a page. */
function withoutRepeatedHeads(lines: readonly PlacedLine[]): readonly PlacedLine[] {
  const dropped = new Set<PlacedLine>();
  for (const [at, line] of lines.entries()) {
    if (at === 0 || line.page === lines[at - 1]!.page) continue;
    for (let from = 0; from < at; from++) {
      let count = 0;
      while (count < HEAD_LINES && from + count < at && isSameLine(lines[from + count]!, lines[at + count]))
        count++;
      const head = lines.slice(at, at + count);
      if (!head.some((its) => its.parts.length > 1 && valuesOf(its).length === 0)) continue;
      for (const its of head) dropped.add(its);
      break;
    }
  }
  return dropped.size === 0 ? lines : lines.filter((line) => !dropped.has(line));
}

function isSameLine(line: PlacedLine, other: PlacedLine | undefined): boolean {
  return line.text === other?.text && Math.abs(line.left - other.left) < 1;
}

/** Whether a line is a row of a table: a text, and behind a gap numbers. */
export function endsWithNumbers(line: PlacedLine): boolean {
  return line.parts.length > 1 && valuesOf(line).length > 0;
}

/** The numbers at a line's end. */
function valuesOf({ parts }: PlacedLine): readonly LinePart[] {
  let from = parts.length;
  while (from > 0 && VALUE.test(parts[from - 1]!.text)) from--;
  return parts.slice(from);
}

/** The fullest line first: it knows all columns, where others have blanks. */
function blocksOf(lines: readonly PlacedLine[]): Block[] {
  const values = lines.map(valuesOf);
  const taken = new Set<number>();
  const blocks: Block[] = [];
  const seeds = [...values.keys()].filter((at) => values[at]!.length >= NUMBERS);
  for (const seed of seeds.sort((a, b) => values[b]!.length - values[a]!.length || a - b)) {
    if (taken.has(seed)) continue;
    const block = grown(lines, values, seed, taken);
    const full = block.rows.filter((row) => values[row]!.length >= NUMBERS);
    if (full.length < ROWS && values[seed]!.length < MANY_NUMBERS) continue;
    for (const row of block.rows) taken.add(row);
    blocks.push(block);
  }
  return blocks.sort((a, b) => a.from - b.from);
}

function grown(
  lines: readonly PlacedLine[],
  values: readonly (readonly LinePart[])[],
  seed: number,
  taken: ReadonlySet<number>,
): Block {
  const rows = [seed];
  let columns: readonly Extent[] = values[seed]!;
  for (const step of [-1, 1]) {
    for (let at = seed + step, last = seed; lines[at] !== undefined && !taken.has(at); at += step) {
      if (Math.abs(at - last) > GROUP_LINES || isApart(lines[at]!, lines[at - step]!)) break;
      if (values[at]!.length === 0) {
        if (isText(lines[at]!, columns)) break;
        continue;
      }
      const wider = widened(columns, values[at]!);
      if (wider === undefined) break;
      columns = wider;
      rows.push(at);
      last = at;
    }
  }
  rows.sort((a, b) => a - b);
  return { from: rows[0]!, to: rows.at(-1)! + 1, rows, columns };
}

function isApart(line: PlacedLine, other: PlacedLine): boolean {
  if (Math.abs(line.size - other.size) > 0.12 * line.size) return true;
  return line.page === other.page && Math.abs(line.base - other.base) > FAR * line.size;
}

/** A line that goes into the numbers' columns is none of a label. */
function isText({ parts, text }: PlacedLine, columns: readonly Extent[]): boolean {
  return SENTENCE.test(text) || ARTICLE.test(text) || parts.at(-1)!.right > columns[0]!.left;
}

/** Columns with the numbers of one more row; undefined if one is in none, or two are in the same. */
function widened(columns: readonly Extent[], values: readonly LinePart[]): Extent[] | undefined {
  const wider: Extent[] = [...columns];
  let last = -1;
  for (const { left, right } of values) {
    const its = columns.flatMap((column, at) => (left < column.right && right > column.left ? [at] : []));
    if (its.length !== 1 || its[0]! <= last) return undefined;
    last = its[0]!;
    wider[last] = {
      left: Math.min(left, columns[last]!.left),
      right: Math.max(right, columns[last]!.right),
    };
  }
  return wider;
}

/** The columns of labels, by where they begin: where several labels do. */
function startsOf(parts: readonly PlacedPart[], size: number): number[] {
  const lefts = parts.map(({ left }) => left).sort((a, b) => a - b);
  const starts: { left: number; times: number }[] = [];
  for (const left of lefts) {
    const open = starts.at(-1);
    if (open !== undefined && left - open.left < size) open.times++;
    else starts.push({ left, times: 1 });
  }
  const usual = starts.filter(({ times }) => times >= 2).map(({ left }) => left);
  return usual.length === 0 ? lefts.slice(0, 1) : usual;
}

interface MadeTable {
  readonly table: PdfTable;
  readonly from: number;
  readonly to: number;
}

/** A block with its labels, from line `start` on at the earliest. */
function tableOf(lines: readonly PlacedLine[], block: Block, start: number): MadeTable | undefined {
  if (block.from < start) return undefined;
  const first = reach(lines, block, block.from, -1, start);
  const end = reach(lines, block, block.to - 1, 1, lines.length - 1) + 1;
  const heights = heightsOf(lines.slice(first, end));
  const size = lines[block.from]!.size;
  const parts = lines.slice(first, end).flatMap((line, at) => {
    const own = line.parts.slice(0, line.parts.length - valuesOf(line).length);
    return own.map((part, place) => ({
      ...part,
      line: first + at,
      y: heights[at]! / size,
      isLast: place === own.length - 1,
    }));
  });
  // Numbers alone are read as well from a line.
  if (parts.length === 0) return undefined;
  const starts = startsOf(parts, size);
  const rows = block.rows.map((line) => ({ line, y: heights[line - first]! / size }));
  const { labels, groups, used } = labelsOfRows(parts, rows, starts, size);
  const [from, to] = [Math.min(block.from, ...used), Math.max(block.to - 1, ...used) + 1];
  // A line in the middle that belongs to nothing: this is no table that we understand.
  const known = new Set([...block.rows, ...used]);
  for (let at = from; at < to; at++) if (!known.has(at)) return undefined;
  const texts = block.rows.map((line) => rowTexts(lines[line]!, block, starts.length));
  for (const [row, label] of labels.entries())
    if (label !== undefined) texts[row]![label.column] = label.text;
  for (const { row, column, text } of groupRows(groups, labels, rows))
    if (texts[row]![column] === "") texts[row]![column] = text;
  const pages = block.rows.map((line) => lines[line]!.page);
  return { table: { kind: "table", pages, cells: cellsOf(texts, starts, block.columns) }, from, to };
}

/** So far lines may be of a label. */
function reach(
  lines: readonly PlacedLine[],
  { columns }: Block,
  from: number,
  step: number,
  limit: number,
): number {
  let at = from;
  for (let count = 0; count < LABEL_LINES && at !== limit; count++) {
    const next = lines[at + step]!;
    if (isApart(next, lines[at]!) || isText(next, columns) || valuesOf(next).length > 0) break;
    at += step;
  }
  return at;
}

/** How far down lines stand, as if all were on one page. */
function heightsOf(lines: readonly PlacedLine[]): number[] {
  let shift = 0;
  return lines.map((line, at) => {
    const before = lines[at - 1];
    if (before !== undefined && before.page !== line.page) shift += before.base - line.base + 2 * line.size;
    return line.base + shift;
  });
}

function rowTexts(line: PlacedLine, { columns }: Block, labels: number): string[] {
  const texts = new Array<string>(labels + columns.length).fill("");
  for (const { text, left, right } of valuesOf(line)) {
    const column = columns.findIndex((its) => left < its.right && right > its.left);
    texts[labels + column] = text;
  }
  return texts;
}

function cellsOf(
  texts: readonly (readonly string[])[],
  starts: readonly number[],
  columns: readonly Extent[],
): PdfCell[] {
  const lefts = [...starts, ...columns.map(({ left }) => left)];
  const right = columns.at(-1)!.right + LAST_WIDTH;
  return texts.flatMap((row, top) =>
    row.map((text, at) => ({
      text,
      top,
      bottom: top + 1,
      left: lefts[at]!,
      right: lefts[at + 1] ?? right,
      first: 0,
      room: 0,
    })),
  );
}
