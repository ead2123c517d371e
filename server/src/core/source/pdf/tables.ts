import type { PageBlock, PdfCell, PdfPage, PdfTable } from "./page";

/*
 * Tables that go on over the end of a page, put together again.
 */

/** Sides no further apart are the same. In points; no column is so narrow. */
const SAME_SIDE = 6;

/** Joins a table that ends a page with the one that begins the next. */
export function withTablesJoined(pages: readonly PdfPage[]): PdfPage[] {
  /** What everything so far ends with. */
  let last: PageBlock | undefined;
  return pages.map((page) => {
    const first = page.blocks[0];
    const isRest = last?.kind === "table" && first?.kind === "table" && goesOn(last, first);
    if (isRest) append(last as PdfTable, first as PdfTable);
    const blocks = isRest ? page.blocks.slice(1) : page.blocks;
    last = blocks.at(-1) ?? (isRest ? last : undefined);
    return { ...page, blocks };
  });
}

/** From side to side the same, and all lines of one among those of the other. */
function goesOn(above: PdfTable, below: PdfTable): boolean {
  const [a, b] = [sidesOf(above.cells), sidesOf(below.cells)];
  if (!isNear(a[0]!, b[0]!) || !isNear(a.at(-1)!, b.at(-1)!)) return false;
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  return few.every((side) => many.some((other) => isNear(side, other)));
}

const isNear = (a: number, b: number) => Math.abs(a - b) <= SAME_SIDE;

/** Where a table's columns begin and end, from left to right. */
export function sidesOf(cells: readonly PdfCell[]): number[] {
  const all = cells.flatMap(({ left, right }) => [left, right]).sort((a, b) => a - b);
  const sides: number[] = [];
  for (const side of all) if (sides.length === 0 || side - sides.at(-1)! > SAME_SIDE) sides.push(side);
  return sides;
}

function append(above: PdfTable, below: PdfTable): void {
  const skipped = repeatedRows(above, below);
  const rest = below.cells.filter(({ top }) => top >= skipped);
  const isCut = isRowCut(rowOf(above, above.pages.length - 1), rowOf({ ...below, cells: rest }, skipped));
  const shift = above.pages.length - (isCut ? 1 : 0) - skipped;
  const end = above.pages.length;
  const open = above.cells.filter(({ bottom }) => bottom === end);
  for (const cell of rest) {
    const upper =
      cell.top === skipped
        ? open.find(({ left, right }) => isNear(left, cell.left) && isNear(right, cell.right))
        : undefined;
    if (upper !== undefined && (isCut || isOneCell(upper, cell))) {
      upper.text = joinedText(upper.text, cell.text);
      upper.bottom = cell.bottom + shift;
      if (cell.text !== "") upper.room = cell.room;
    } else above.cells.push({ ...cell, top: cell.top + shift, bottom: cell.bottom + shift });
  }
  above.pages.push(...below.pages.slice(skipped + (isCut ? 1 : 0)));
}

/** How many rows at its beginning repeat the head of the table. */
function repeatedRows(above: PdfTable, below: PdfTable): number {
  let rows = 0;
  while (rows < Math.min(above.pages.length, below.pages.length - 1) && isSameRow(above, below, rows)) rows++;
  return rows;
}

function isSameRow(above: PdfTable, below: PdfTable, row: number): boolean {
  const textsOf = (table: PdfTable) => beginningIn(table, row).map(({ text }) => text);
  const [a, b] = [textsOf(above), textsOf(below)];
  return a.some((text) => text !== "") && a.length === b.length && a.every((text, at) => text === b[at]);
}

function beginningIn({ cells }: PdfTable, row: number): PdfCell[] {
  return cells.filter(({ top }) => top === row).sort((a, b) => a.left - b.left);
}

/** The cells of a row, those that come down into it among them. */
function rowOf({ cells }: PdfTable, row: number): PdfCell[] {
  return cells.filter(({ top, bottom }) => top <= row && bottom > row).sort((a, b) => a.left - b.left);
}

const NUMBER = /^[-\d.,，\s]{0,39}\d$/;
/** How a label begins that is a new one. */
const LABEL = /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．])/;

/** The beginning of a label, and nothing more. */
const BARE_LABEL =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．])$/;

/**
 * The end of a page cuts a row in two: a text goes on below because its line was full, or the numbers stand below their
 * label. A row of its own has what belongs to it.
 */
function isRowCut(upper: readonly PdfCell[], lower: readonly PdfCell[]): boolean {
  let goesOn = false;
  for (const above of upper) {
    const below = lower.find(({ left, right }) => isNear(left, above.left) && isNear(right, above.right));
    if (below === undefined || above.text === "" || below.text === "" || isTall(above) || isTall(below))
      continue;
    if (isNumber(above) || isNumber(below) || isArticle(below) || !isFull(above, below)) return false;
    goesOn = true;
  }
  if (goesOn) return true;
  const own = (cells: readonly PdfCell[]) => cells.filter((cell) => cell.text !== "" && !isTall(cell));
  const [above, below] = [own(upper), own(lower)];
  return above.length > 0 && below.length > 0 && !above.some(isNumber) && below.every(isNumber);
}

const isNumber = ({ text }: PdfCell) => NUMBER.test(text);
/** A heading between rows: 第二十条第（一）项. */
const isArticle = ({ text }: PdfCell) => /^第[一二三四五六七八九十]{1,3}条/.test(text);
const isTall = ({ top, bottom }: PdfCell) => bottom - top > 1;

function isFull(above: PdfCell, below: PdfCell): boolean {
  return below.first > above.room || isUnclosed(above.text) || BARE_LABEL.test(above.text);
}

function isUnclosed(text: string): boolean {
  return text.split(/[（(]/).length > text.split(/[）)]/).length;
}

/** A label beside several rows, of which some are on each page. */
function isOneCell(upper: PdfCell, lower: PdfCell): boolean {
  if (upper.bottom - upper.top < 2 && lower.bottom - lower.top < 2) return false;
  if (NUMBER.test(upper.text) || NUMBER.test(lower.text)) return false;
  if (upper.text === "" || lower.text === "") return true;
  return upper.text === lower.text || !LABEL.test(lower.text);
}

function joinedText(upper: string, lower: string): string {
  if (upper === lower) return upper;
  const isBetweenWords = /[a-z\d]$/i.test(upper) && /^[a-z\d]/i.test(lower);
  return isBetweenWords ? `${upper} ${lower}` : upper + lower;
}
