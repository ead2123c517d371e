import { Tokenizer } from "htmlparser2";
import { kindsIn } from "../text/characters";
import { isBlank, isSpace } from "../text/normalise";
import type { Phrase } from "../text/text";
import { Cell, Row } from "./document";
import { finder, LineReader } from "./lines";
import type { Scan } from "./scan";

/*
 * HTML, whole pages and tables inside Markdown. The tokenizer of htmlparser2 gives tags and text with their offsets;
 * paragraphs and the grid of a table are put together here. Text outside all elements is Markdown and read by line.
 * No tree is built, so that depth costs nothing.
 */

const BLOCKS = new Set(
  "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd section article header footer main aside nav blockquote pre center form fieldset table thead tbody tfoot caption body html hr figure".split(
    " ",
  ),
);
const SKIPPED = new Set(["script", "style", "title", "textarea", "noscript", "template", "head"]);
const MOST_COLUMNS = 200;
/** A cell with more text than this holds part of the page's layout, not a value or label. */
const LONGEST_CELL = 120;

interface OpenTable {
  /** Rows that cells above still reach down into, by column. */
  readonly reach: number[];
  cells: Cell[] | undefined;
  rowStart: number;
  cell: OpenCell | undefined;
}

interface OpenCell {
  readonly column: number;
  readonly paragraphs: Phrase[][];
  /** Holds a table or paragraphs of the page: its text is not a cell's. */
  layout: boolean;
  /** Where text would go if the cell is empty. */
  place: number;
  closed: boolean;
}

export function readHtml(text: string, { borders }: Scan, rows: Row[], tableStarts: number[]): void {
  const lines = new LineReader(text, borders, rows, tableStarts);
  /** Index of the first border at or behind what was read last. */
  let border = 0;
  const nextLineEnd = finder(text, "\n");
  const nextTagEnd = finder(text, ">");
  const tables: OpenTable[] = [];
  let pieces: Phrase[] = [];
  /** Open block elements outside tables; 0 is Markdown. */
  let depth = 0;
  let level = 0;
  let skipping = "";
  let tag = "";
  let attribute = "";
  let attributeValue = "";
  let colspan = 1;
  let rowspan = 1;

  const cellNow = () => tables.at(-1)?.cell;

  function flushParagraph(): void {
    const paragraph = trimPieces(pieces);
    pieces = [];
    if (paragraph.length === 0) return;
    const cell = cellNow();
    if (cell !== undefined && !cell.layout) {
      cell.paragraphs.push(paragraph);
      return;
    }
    const table = tables.at(-1);
    if (table !== undefined) pushCells(table, paragraph[0]!.start);
    pushParagraph(paragraph);
  }

  function pushParagraph(paragraph: Phrase[]): void {
    const first = paragraph[0]!;
    if (isPipeRow(first)) {
      pushLine(first.start, paragraph.at(-1)!.end);
      return;
    }
    if (paragraph.length === 1 && level === 0 && first.text.length === first.end - first.start) {
      pushLine(first.start, first.end);
      return;
    }
    const cell = joinPieces(paragraph, 0);
    rows.push(new Row("line", [cell], level, false, cell.start, cell.end));
  }

  function pushLine(start: number, end: number): void {
    while (borders[border]! < start) border++;
    lines.push(start, end, kindsIn(text, start, end), border);
  }

  /** A row of a Markdown table, whose cells may have tags in them. */
  function isPipeRow({ start }: Phrase): boolean {
    return depth === 0 && tables.length === 0 && text.charCodeAt(start) === 124;
  }

  function closeCell(end: number): void {
    const table = tables.at(-1);
    const cell = table?.cell;
    if (table === undefined || cell === undefined) return;
    flushParagraph();
    table.cell = undefined;
    const parts = cell.paragraphs;
    if (cell.layout || (parts.length > 1 && lengthOf(parts) > LONGEST_CELL)) {
      pushCells(table, cell.place);
      for (const part of parts) pushParagraph(part);
      return;
    }
    const written = parts.length === 1 ? parts[0]! : parts.flat();
    table.cells?.push(
      written.length === 0 ? blankCell(text, cell.place, end, cell.column) : joinPieces(written, cell.column),
    );
  }

  /** The cells in front of a part of the page, or of text between cells: a row by themselves, so that rows keep the text's order. */
  function pushCells(table: OpenTable, end: number): void {
    if (table.cells === undefined || table.cells.length === 0) return;
    rows.push(new Row("html", table.cells, 0, false, table.rowStart, end));
    table.cells = [];
    table.rowStart = end;
  }

  function closeRow(end: number): void {
    closeCell(end);
    const table = tables.at(-1);
    if (table?.cells === undefined) return;
    for (let i = 0; i < table.reach.length; i++) if (table.reach[i]! > 0) table.reach[i]!--;
    pushCells(table, end);
    table.cells = undefined;
  }

  function openRow(start: number): void {
    const table = tables.at(-1);
    if (table === undefined) return;
    closeRow(start);
    table.cells = [];
    table.rowStart = start;
  }

  function openCell(start: number, end: number): void {
    const table = tables.at(-1);
    if (table === undefined) return;
    closeCell(start);
    if (table.cells === undefined) openRow(start);
    const reach = table.reach;
    let column = 0;
    while ((reach[column] ?? 0) > 0) column++;
    if (column + colspan > MOST_COLUMNS) colspan = 1;
    // A new row takes one off every column when it ends, so a cell of one row reaches one row.
    for (let i = 0; i < colspan && column < MOST_COLUMNS; i++) reach[column + i] = rowspan;
    table.cell = { column, paragraphs: [], layout: false, place: end, closed: false };
  }

  function openTag(start: number, end: number): void {
    switch (tag) {
      case "table": {
        flushParagraph();
        const outer = cellNow();
        if (outer !== undefined) {
          pushCells(tables.at(-1)!, outer.place);
          for (const part of outer.paragraphs.splice(0)) pushParagraph(part);
          outer.layout = true;
        }
        tableStarts.push(rows.length);
        tables.push({ reach: [], cells: undefined, rowStart: start, cell: undefined });
        return;
      }
      case "tr":
        flushOutsideCell();
        openRow(start);
        return;
      case "td":
      case "th":
        flushOutsideCell();
        openCell(start, end);
        return;
      case "br":
        if (pieces.length > 0 && isPipeRow(pieces[0]!)) return;
        flushParagraph();
        return;
    }
    const cell = cellNow();
    if (BLOCKS.has(tag)) {
      flushParagraph();
      if (tables.length === 0) depth++;
      level = headingLevel(tag);
    }
    if (cell !== undefined && !cell.closed && pieces.length === 0 && cell.paragraphs.length === 0)
      cell.place = end;
  }

  function flushOutsideCell(): void {
    if (cellNow() === undefined) flushParagraph();
  }

  function closeTag(name: string, start: number, end: number): void {
    const cell = cellNow();
    if (cell !== undefined) cell.closed = true;
    switch (name) {
      case "table":
        if (tables.length === 0) return;
        closeRow(start);
        flushParagraph();
        tables.pop();
        return;
      case "tr":
        closeRow(end);
        return;
      case "td":
      case "th":
        closeCell(start);
        return;
    }
    if (!BLOCKS.has(name)) return;
    flushParagraph();
    level = 0;
    if (tables.length === 0 && depth > 0) depth--;
  }

  /** Text inside elements: a blank line ends a paragraph, as it ends an HTML block in Markdown. */
  function addText(start: number, end: number): void {
    if (skipping !== "") return;
    // In front of a paragraph blanks are none of it.
    if (pieces.length === 0 && isBlank(text, start, end)) return;
    const markdown = depth === 0 && tables.length === 0;
    let from = start;
    while (from < end) {
      const newline = nextLineEnd(from);
      if (newline >= end) break;
      addPiece(from, newline);
      let blank = newline + 1;
      while (blank < end && text.charCodeAt(blank) !== 10 && isSpace(text.charCodeAt(blank))) blank++;
      if (markdown || (blank < end && text.charCodeAt(blank) === 10)) flushParagraph();
      from = newline + 1;
    }
    addPiece(from, end);
  }

  function addPiece(start: number, end: number): void {
    if (start < end) pieces.push({ text: text.slice(start, end), start, end });
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      // The rest of a text that breaks off in a tag comes without its start. Behind the name of an opening tag is no text.
      ontext: (start, end) => {
        if (start >= 0) addText(start, end);
        else if (closed > tagStart) addText(closed, end);
      },
      ontextentity(codepoint, end) {
        if (skipping !== "") return;
        const start = text.lastIndexOf("&", end - 1);
        pieces.push({ text: String.fromCodePoint(codepoint), start, end });
      },
      onopentagname(start, end) {
        tag = tagName(text, start, end);
        colspan = 1;
        rowspan = 1;
        tagStart = start - 1;
      },
      onattribname(start, end) {
        const length = end - start;
        attribute = length === COLSPAN.length ? text.slice(start, end).toLowerCase() : "";
        attributeValue = "";
      },
      onattribdata(start, end) {
        if (attribute !== "") attributeValue += text.slice(start, Math.min(end, start + 8));
      },
      onattribentity() {},
      onattribend() {
        if (attribute === "") return;
        const count = Number.parseInt(attributeValue, 10);
        if (!(count > 0)) return;
        if (attribute === "colspan") colspan = Math.min(count, MOST_COLUMNS);
        else if (attribute === "rowspan") rowspan = Math.min(count, 65534);
      },
      onopentagend(end) {
        if (skipping !== "") return;
        if (SKIPPED.has(tag)) skipping = tag;
        else openTag(tagStart, end + 1);
      },
      onselfclosingtag(end) {
        if (skipping === "") openTag(tagStart, end + 1);
      },
      onclosetag(start, end) {
        closed = end;
        const name = tagName(text, start, end);
        if (skipping !== "") {
          if (name === skipping) skipping = "";
          return;
        }
        closeTag(name, start - 2, Math.min(nextTagEnd(end) + 1, text.length));
      },
      oncomment() {},
      oncdata() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  let tagStart = 0;
  /** Where the name of the last closing tag ends. */
  let closed = 0;
  tokenizer.write(text);
  tokenizer.end();
  while (tables.length > 0) {
    closeRow(text.length);
    flushParagraph();
    tables.pop();
  }
  flushParagraph();
}

const COLSPAN = "colspan";

function lengthOf(paragraphs: readonly (readonly Phrase[])[]): number {
  let length = 0;
  for (const pieces of paragraphs) for (const { text } of pieces) length += text.length;
  return length;
}

function headingLevel(tag: string): number {
  const level = tag.length === 2 && tag[0] === "h" ? tag.charCodeAt(1) - 48 : 0;
  return level >= 1 && level <= 6 ? level : 0;
}

/** Names of tags by their letters, so that one that comes again is not made again. */
const NAMES = new Map<number, string>();
const LONGEST_NAME = 5;
const MOST_NAMES = 1000;

function tagName(text: string, start: number, end: number): string {
  if (end - start > LONGEST_NAME) return text.slice(start, end).toLowerCase();
  let key = 1;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const letter = (code | 32) - 97;
    const digit = code - 48;
    if (letter >= 0 && letter < 26) key = (key << 6) | letter;
    else if (digit >= 0 && digit < 10) key = (key << 6) | (26 + digit);
    else return text.slice(start, end).toLowerCase();
  }
  let name = NAMES.get(key);
  if (name === undefined) {
    name = text.slice(start, end).toLowerCase();
    if (NAMES.size < MOST_NAMES) NAMES.set(key, name);
  }
  return name;
}

/** Without white space at both ends. */
function trimPieces(pieces: readonly Phrase[]): Phrase[] {
  if (pieces.length === 1 && isTrimmed(pieces[0]!.text)) return [pieces[0]!];
  let from = 0;
  let to = pieces.length;
  while (from < to && pieces[from]!.text.trim() === "") from++;
  while (to > from && pieces[to - 1]!.text.trim() === "") to--;
  if (from === to) return [];
  const trimmed = pieces.slice(from, to);
  trimmed[0] = trimPiece(trimmed[0]!, true, trimmed.length === 1);
  if (trimmed.length > 1) trimmed[trimmed.length - 1] = trimPiece(trimmed.at(-1)!, false, true);
  return trimmed;
}

/** Certainly without white space at its ends. */
function isTrimmed(text: string): boolean {
  return text !== "" && isDark(text.charCodeAt(0)) && isDark(text.charCodeAt(text.length - 1));
}

function isDark(code: number): boolean {
  return (code > 32 && code < 0x7f) || (code > 0x3000 && code < 0xfeff);
}

function trimPiece(piece: Phrase, atStart: boolean, atEnd: boolean): Phrase {
  if (piece.text.length !== piece.end - piece.start) return piece;
  const left = atStart ? piece.text.length - piece.text.trimStart().length : 0;
  const right = atEnd ? piece.text.length - piece.text.trimEnd().length : 0;
  return {
    text: piece.text.slice(left, piece.text.length - right),
    start: piece.start + left,
    end: piece.end - right,
  };
}

function joinPieces(pieces: readonly Phrase[], column: number): Cell {
  const first = pieces[0]!;
  if (pieces.length === 1) return new Cell(first.text, first.start, first.end, column, first.pieces);
  const text = pieces.map((piece) => piece.text).join("");
  return new Cell(text, first.start, pieces.at(-1)!.end, column, pieces);
}

/** An empty cell has its white space up to the next tag for a span, a `&nbsp;` included. */
function blankCell(text: string, place: number, end: number, column: number): Cell {
  const next = text.indexOf("<", place);
  return new Cell("", place, next < 0 || next > end ? Math.max(place, end) : next, column);
}
