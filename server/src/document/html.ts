import { Tokenizer } from "htmlparser2";
import { isSpace } from "../normalise";
import type { Phrase } from "../text";
import type { Cell, Row } from "./document";
import { finder, lineReader } from "./lines";

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

/** Whether the text has HTML elements that make paragraphs or tables; a lone `<br>` or comment does not count. */
export function looksLikeHtml(text: string): boolean {
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    if (
      /^<(?:!doctype|html|body|table|tr|td|th|p|div|h[1-6]|section|article|span|ul|ol|li)[\s>/]/i.test(
        text.slice(at, at + 12),
      )
    )
      return true;
  }
  return false;
}

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

export function readHtml(text: string, rows: Row[], tableStarts: number[]): void {
  const lines = lineReader(text, rows, tableStarts);
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
      lines.push(first.start, paragraph.at(-1)!.end);
      return;
    }
    if (paragraph.length === 1 && level === 0 && first.text.length === first.end - first.start) {
      lines.push(first.start, first.end);
      return;
    }
    const phrase = joinPieces(paragraph);
    rows.push({
      kind: "line",
      cells: [{ ...phrase, column: 0 }],
      level,
      apart: false,
      start: phrase.start,
      end: phrase.end,
    });
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
    const length = parts.reduce(
      (sum, part) => sum + part.reduce((size, piece) => size + piece.text.length, 0),
      0,
    );
    if (cell.layout || (parts.length > 1 && length > LONGEST_CELL)) {
      pushCells(table, cell.place);
      for (const part of parts) pushParagraph(part);
      return;
    }
    const written = trimPieces(parts.flat());
    if (written.length === 0)
      table.cells?.push({ text: "", ...blankSpan(text, cell.place, end), column: cell.column });
    else table.cells?.push({ ...joinPieces(written), column: cell.column });
  }

  /** The cells in front of a part of the page, or of text between cells: a row by themselves, so that rows keep the text's order. */
  function pushCells(table: OpenTable, end: number): void {
    if (table.cells === undefined || table.cells.length === 0) return;
    rows.push({ kind: "html", cells: table.cells, level: 0, apart: false, start: table.rowStart, end });
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
      level = /^h[1-6]$/.test(tag) ? Number(tag[1]) : 0;
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
    // The tokenizer gives the end tag that the text breaks off in as text from -1 on.
    if (skipping !== "" || start < 0) return;
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
      ontext: addText,
      ontextentity(codepoint, end) {
        if (skipping !== "") return;
        const start = text.lastIndexOf("&", end - 1);
        pieces.push({ text: String.fromCodePoint(codepoint), start, end });
      },
      onopentagname(start, end) {
        tag = text.slice(start, end).toLowerCase();
        colspan = 1;
        rowspan = 1;
        tagStart = start - 1;
      },
      onattribname(start, end) {
        attribute = text.slice(start, end).toLowerCase();
        attributeValue = "";
      },
      onattribdata(start, end) {
        attributeValue += text.slice(start, Math.min(end, start + 8));
      },
      onattribentity() {},
      onattribend() {
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
        const name = text.slice(start, end).toLowerCase();
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
  tokenizer.write(text);
  tokenizer.end();
  while (tables.length > 0) {
    closeRow(text.length);
    flushParagraph();
    tables.pop();
  }
  flushParagraph();
}

/** Without white space at both ends. */
function trimPieces(pieces: readonly Phrase[]): Phrase[] {
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

function joinPieces(pieces: readonly Phrase[]): Phrase {
  const first = pieces[0]!;
  if (pieces.length === 1) return first;
  return {
    text: pieces.map((piece) => piece.text).join(""),
    start: first.start,
    end: pieces.at(-1)!.end,
    pieces,
  };
}

/** The blank an empty cell has: its white space up to the next tag, a `&nbsp;` included. */
function blankSpan(text: string, place: number, end: number): { start: number; end: number } {
  const next = text.indexOf("<", place);
  return { start: place, end: next < 0 || next > end ? Math.max(place, end) : next };
}
