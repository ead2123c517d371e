import { CHAR, kindsOf } from "../text/characters";
import { UNSEEN_ENTITY } from "../text/entity";
import { isInvisible, isSpace } from "../text/normalise";
import { allMatches, type Phrase, type Span } from "../text/text";
import { readValue } from "../text/value";
import { Cell, Row } from "./document";
import { gridRows, isGridRuling } from "./grid";
import { isPageNumber, numberedPages } from "./pageNumber";

/*
 * Plain text and Markdown, line by line. Each layout decides how one line is cut into cells; none looks further than
 * its line, but for two things: a line of nothing but `|` closes a cell that stood on the line before it, and the lines
 * of a drawn table are read together.
 */

/** Blank cells kept after a row's last written one; no standard table has more columns, web pages have hundreds. */
const MOST_BLANKS = 32;
/** Values that a row of a standard table with a label has at most. */
const MOST_LABELLED = 7;
/** Longer lines are prose: they are not searched for columns that spaces divide. */
const LONGEST_SPACED_ROW = 160;

/** What is read of the lines of a text; see {@link Document}. */
export interface ReadLines {
  readonly rows: Row[];
  readonly tableStarts: number[];
  readonly pageNumbers: Span[];
  readonly menus: Span[];
}

/** Reads lines into rows, one after the other. */
export class LineReader {
  /** The last row is a single cell that no `|` has closed yet. */
  private open = false;
  /** The line before was blank. */
  private apart = false;
  /** The line before, blank ones left out, was a page's number. */
  private turned = false;
  /** Lines of a drawn table that has not ended yet. */
  private grid: Span[] = [];
  private readonly rows: Row[];
  private readonly tableStarts: number[];
  /** Where lines start that a numeral of a page is all of. */
  private readonly pages: ReadonlySet<number>;

  constructor(
    private readonly text: string,
    /** Where pipes and tabs stand in the text. */
    private readonly borders: readonly number[],
    private readonly read: ReadLines,
  ) {
    this.pages = numberedPages(text);
    this.rows = read.rows;
    this.tableStarts = read.tableStarts;
  }

  /**
   * Takes the bounds of a line, without its line end, what its characters are (bits of `CHAR`), and the index of a border
   * that is none behind its first.
   */
  push(start: number, end: number, kinds: number, border: number): void {
    const { text, borders } = this;
    let first = border;
    while (borders[first]! < start) first++;
    let from = start;
    let to = end;
    while (from < to && isSpace(text.charCodeAt(from))) from++;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    from = afterQuoteMarks(text, from, to);
    if (from === to && (kinds & CHAR.tab) === 0) {
      this.endGrid();
      this.apart = !this.turned;
      return;
    }
    if (this.pages.has(from) || isPageNumber(text, from, to)) {
      // What goes on overleaf goes on: neither the number nor the blank lines around it part anything.
      this.read.pageNumbers.push({ start: from, end: to });
      this.apart = false;
      this.turned = true;
      return;
    }
    this.turned = false;
    if (this.goesOnGrid(from, to)) return;
    if ((kinds & CHAR.pipe) !== 0 && this.hasPipe(from, to, first)) {
      this.pushPipes(from, to, (kinds & CHAR.markup) !== 0, first);
      this.open = false;
    } else if ((kinds & CHAR.tab) !== 0) {
      this.pushTabs(start, end, from, to, kinds, first);
      this.open = false;
    } else {
      plainRow(text, from, to, kinds, this.apart, this.rows);
      this.open = true;
    }
    this.apart = false;
  }

  /** Whether a pipe of the line is a border: `\|` is none. */
  private hasPipe(from: number, to: number, first: number): boolean {
    const { text, borders } = this;
    for (let at = first; borders[at]! < to; at++) {
      const place = borders[at]!;
      if (place >= from && text.charCodeAt(place) !== TAB && !isEscaped(text, place)) return true;
    }
    return false;
  }

  /** Takes it that there are no more lines, or none before something else. */
  finish(): void {
    this.endGrid();
  }

  /** Takes a line of a drawn table. */
  private goesOnGrid(from: number, to: number): boolean {
    const { text, grid } = this;
    const isRuling = isGridRuling(text, from, to);
    if (!isRuling && (grid.length === 0 || !isBorder(text.charCodeAt(from)))) {
      this.endGrid();
      return false;
    }
    grid.push({ start: from, end: to });
    return true;
  }

  private endGrid(): void {
    const { text, rows, grid, apart, tableStarts } = this;
    if (grid.length === 0) return;
    this.grid = [];
    if (grid.length > 1) tableStarts.push(rows.length);
    for (const row of gridRows(text, grid, apart)) rows.push(row);
    this.open = false;
    this.apart = false;
  }

  private pushPipes(from: number, to: number, hasTags: boolean, first: number): void {
    const { text, rows, apart } = this;
    const isBordered = isPipe(text.charCodeAt(from));
    if (isBordered && onlyPipes(text, from, to)) {
      blankPipes(text, from, to, this.open, apart, rows);
      return;
    }
    const cells = this.cells(PIPE, isBordered ? from + 1 : from, to, hasTags, first);
    if (isRuling(cells)) {
      if (!apart) this.tableStarts.push(rows.length - 1);
      return;
    }
    // `8 | |||||||` in a layout of one cell a line: pipes behind a value that nothing parts pad the row.
    const isPadded =
      !isBordered && cells.length > 2 && cells[0]!.reading !== undefined && endsOnPipes(text, to);
    const kept =
      isPadded && cells.every(({ text }, at) => at === 0 || text === "") ? cells.slice(0, 1) : cells;
    rows.push(new Row("pipes", kept, 0, apart, from, to));
  }

  /** A tab in front of a lone cell is its border; with more tabs in the line, it is the border of a blank cell. */
  private pushTabs(start: number, end: number, from: number, to: number, kinds: number, first: number): void {
    const { text, borders, rows, apart } = this;
    let last = first;
    while (borders[last + 1]! < end) last++;
    const tabs = last - first + 1;
    if (tabs === 1 && from === to) {
      rows.push(new Row("tabs", [new Cell("", end, end, 0)], 0, apart, end, end));
      return;
    }
    const isIndent = from < to && borders[last]! < from;
    // Tabs in front of a sentence indent it; in front of a value they are the borders of blank cells.
    if (isIndent && (tabs === 1 || readValue(text.slice(from, Math.min(to, from + 24))) === undefined)) {
      plainRow(text, from, to, kinds, apart, rows);
      return;
    }
    const cells = this.cells(TAB, start, end, false, first);
    if (!isRuling(cells)) rows.push(new Row("tabs", cells, 0, apart, from, to));
  }

  /** The cells between the borders of a kind. Behind a last pipe there is none, behind a last tab a blank one. */
  private cells(border: number, from: number, to: number, hasTags: boolean, first: number): Cell[] {
    const { text, borders } = this;
    const stop = border === TAB ? to + 1 : to;
    const cells: Cell[] = [];
    let written = 0;
    let at = from;
    for (let next = first; at < stop; next++) {
      const place = borders[next]!;
      if (place < at) continue;
      const isLast = place >= to;
      const isOther = (text.charCodeAt(place) === TAB) !== (border === TAB);
      if (!isLast && (isOther || isEscaped(text, place))) continue;
      const end = isLast ? to : place;
      const trimmed = trimmedCell(text, at, end, cells.length);
      const cell = hasTags ? withoutTags(trimmed) : trimmed;
      if (cell.text !== "") written = cells.length + 1;
      if (cell.text !== "" || cells.length < written + MOST_BLANKS) cells.push(cell);
      at = end + 1;
    }
    return cells;
  }
}

const PIPE = 124;
const TAB = 9;
const BACKSLASH = 92;
const PLUS = 43;
const QUOTE = 62;

/** A character behind `\` means nothing but itself. */
export function isEscaped(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) === BACKSLASH;
}

function isPipe(code: number): boolean {
  return (kindsOf(code) & CHAR.pipe) !== 0;
}

/** What a line of a drawn table starts with. */
function isBorder(code: number): boolean {
  return isPipe(code) || code === PLUS;
}

/** Behind the marks of a Markdown quotation. */
function afterQuoteMarks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text.charCodeAt(at) === QUOTE || (at > from && isSpace(text.charCodeAt(at))))) at++;
  return at;
}

/** Offset of the next `char` at or after an offset, the end of the text if there is none; each part of the text is searched once. */
export function finder(text: string, char: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      found = text.indexOf(char, from);
      if (found < 0) found = text.length;
    }
    return found;
  };
}

/** A cell of the text between two borders, trimmed of space and of Markdown emphasis around all of it. */
function trimmedCell(text: string, start: number, end: number, column: number): Cell {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  if (to - from <= 1) {
    if (from === to) return new Cell("", start, end, column);
    const digit = text.charCodeAt(from) - 48;
    if (digit >= 0 && digit <= 9) return new Cell(DIGITS[digit]!, from, to, column);
  }
  while (to - from > 4 && isBold(text, from) && isBold(text, to - 2)) {
    from += 2;
    to -= 2;
  }
  if (to - from > 2 && text.charCodeAt(from) === 42 && text.charCodeAt(to - 1) === 42) {
    from++;
    to--;
  }
  return new Cell(text.slice(from, to), from, to, column);
}

/** Most cells of a table are one of these. */
const DIGITS = [..."0123456789"];

/** Tags, hard spaces and marks that nobody sees, as Markdown tables are written with: `<br>`, `<b>0</b>`, `&nbsp;`. */
const MARKUP = new RegExp(`<\\/?[a-z][^<>]{0,200}>|&(?:nbsp|ensp|emsp|#160);|${UNSEEN_ENTITY.source}`, "gi");

function withoutTags(cell: Cell): Cell {
  if (!cell.text.includes("<") && !cell.text.includes("&")) return cell;
  const pieces: Phrase[] = [];
  const add = (from: number, to: number) => {
    const text = cell.text.slice(from, to);
    if (text.trim() !== "") pieces.push({ text, start: cell.start + from, end: cell.start + to });
  };
  let from = 0;
  for (const { index, 0: markup } of allMatches(cell.text, MARKUP)) {
    if (isEscaped(cell.text, index)) continue;
    add(from, index);
    from = index + markup.length;
  }
  if (from === 0) return cell;
  add(from, cell.text.length);
  if (pieces.length === 0) return new Cell("", cell.start, cell.end, cell.column);
  const { start } = pieces[0]!;
  const { end } = pieces.at(-1)!;
  const text = pieces.map((piece) => piece.text).join("");
  return new Cell(text, start, end, cell.column, pieces.length === 1 ? undefined : pieces);
}

function isBold(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 42 || code === 95) && text.charCodeAt(at + 1) === code;
}

// ── Pipes ──

function onlyPipes(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (!isPipe(code) && !isSpace(code)) return false;
  }
  return true;
}

/** Two pipes or more with nothing between them end the line. */
function endsOnPipes(text: string, to: number): boolean {
  return isPipe(text.charCodeAt(to - 1)) && isPipe(text.charCodeAt(to - 2));
}

/**
 * A line of nothing but pipes: a blank between any two of them, in front of the first only where it stands alone and
 * closes no cell on the line before.
 */
function blankPipes(
  text: string,
  from: number,
  to: number,
  open: boolean,
  apart: boolean,
  rows: Row[],
): void {
  const cells: Cell[] = [];
  let previous = -1;
  for (let i = from; i < to && cells.length < MOST_BLANKS; i++) {
    if (!isPipe(text.charCodeAt(i))) continue;
    if (previous >= 0) cells.push(new Cell("", previous + 1, i, cells.length));
    previous = i;
  }
  if (cells.length === 0 && !open) cells.push(new Cell("", from, from, 0));
  if (cells.length > 0) rows.push(new Row("pipes", cells, 0, apart, from, to));
}

/** The ruling between a Markdown table's head and body: `|---|:-:|`. Single dashes may be values. */
function isRuling(cells: readonly Cell[]): boolean {
  let dashes = 0;
  for (const { text } of cells) {
    if (text === "") continue;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 45) dashes++;
      else if (code !== 58) return false;
    }
  }
  return dashes > cells.length;
}

// ── Spaces ──

/** A line of text: one cell, or cells that two or more spaces, or the spaces in a tail of values, divide. */
function plainRow(text: string, from: number, to: number, kinds: number, apart: boolean, rows: Row[]): void {
  const level = text.charCodeAt(from) === 35 ? headingLevel(text, from, to) : 0;
  const mayDivide = (kinds & CHAR.space) !== 0 && level === 0 && to - from <= LONGEST_SPACED_ROW;
  const cells = mayDivide ? spacedCells(text, from, to) : undefined;
  if (cells !== undefined) {
    rows.push(new Row("line", cells, 0, apart, from, to));
    return;
  }
  const cell =
    level === 0 && !isBold(text, from)
      ? new Cell(text.slice(from, to), from, to, 0)
      : trimmedCell(text, from + level, to, 0);
  if (cell.text === "" || (cell.text.charCodeAt(0) === 45 && isRuling([cell]))) return;
  rows.push(new Row("line", [cell], level, apart, from, to));
}

/** Level of a Markdown heading: one to six `#` and a space. */
function headingLevel(text: string, from: number, to: number): number {
  let level = 0;
  while (from + level < to && text.charCodeAt(from + level) === 35) level++;
  return level <= 6 && isSpace(text.charCodeAt(from + level)) ? level : 0;
}

function spacedCells(text: string, from: number, to: number): Cell[] | undefined {
  if (!hasSpace(text, from, to)) return undefined;
  const values: Phrase[] = [];
  let rest = to;
  while (rest > from) {
    let space = rest - 1;
    while (space >= from && !isGap(text.charCodeAt(space))) space--;
    if (space < from && values.length === 0) break;
    if (rest - space > 20) break;
    const value = text.slice(space + 1, rest);
    const reading = readValue(value);
    // Between other values a Chinese numeral is one; alone, or in front of a whole row, it ends the label.
    const isLabel = reading?.form === "chinese" && (values.length === 0 || values.length >= MOST_LABELLED);
    if (reading === undefined || isLabel) break;
    if (reading.form !== "blank") values.push({ text: value, start: space + 1, end: rest });
    rest = space;
    while (rest > from && isSpace(text.charCodeAt(rest - 1))) rest--;
  }
  const labels = rest > from ? splitWide(text, from, rest) : [];
  if (values.length === 0 ? labels.length < 2 : values.length === 1 && endsSentence(text, rest))
    return undefined;
  return [...labels, ...values.reverse()].map(
    ({ text: part, start, end }, column) => new Cell(part, start, end, column),
  );
}

function hasSpace(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isSpace(text.charCodeAt(i))) return true;
  return false;
}

/** White space that the eye sees, and that divides. */
function isGap(code: number): boolean {
  return isSpace(code) && !isInvisible(code);
}

/** A number after a full stop or comma belongs to a sentence, not to a table. */
function endsSentence(text: string, end: number): boolean {
  return end > 0 && "。，；：,;:".includes(text[end - 1]!);
}

/** Cuts at two or more spaces. */
function splitWide(text: string, from: number, to: number): Phrase[] {
  const parts: Phrase[] = [];
  let start = from;
  for (let i = from; i < to; i++) {
    if (!isGap(text.charCodeAt(i)) || !isGap(text.charCodeAt(i + 1))) continue;
    parts.push({ text: text.slice(start, i), start, end: i });
    while (i < to && isSpace(text.charCodeAt(i))) i++;
    start = i;
  }
  parts.push({ text: text.slice(start, to), start, end: to });
  return parts;
}
