import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { kindsIn } from "../text/characters";
import { isBlank, isSpace } from "../text/normalise";
import type { Phrase, Span } from "../text/text";
import { Cell, Row } from "./document";
import { finder, LineReader, type ReadLines } from "./lines";
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
/** What a reader chooses from. Left out up to its end, which may be missing: any tag that cannot stand in it ends it too. */
const CHOICES = new Set(["select", "datalist"]);
const IN_CHOICES = new Set(["option", "optgroup"]);
const MENUS = new Set(["nav", "a", "button"]);
const MOST_COLUMNS = 200;
const MOST_SPANNED_ROWS = 65534;
/** A cell with more text than this holds part of the page's layout, not a value or label. */
const LONGEST_CELL = 120;

export function readHtml(text: string, { borders }: Scan, read: ReadLines): void {
  new TagReader(text, new Page(text, borders, read), read.menus).read();
}

/** Hears of tags and text from the tokenizer, and tells the page of those that are shown. */
class TagReader implements TokenizerCallbacks {
  private readonly nextTagEnd: (from: number) => number;
  /** Name of the element whose contents are left out. */
  private skipping = "";
  private tag = "";
  private tagStart = 0;
  /** Where the name of the last closing tag ends. */
  private closed = 0;
  /** Name of an attribute that counts, else empty. */
  private attribute = "";
  private attributeValue = "";
  private extent: Extent = { colspan: 1, rowspan: 1 };
  /** The outermost open element of those that links stand in, and how many of its name are open. */
  private menu = { name: "", start: 0, depth: 0 };

  constructor(
    private readonly text: string,
    private readonly page: Page,
    private readonly menus: Span[],
  ) {
    this.nextTagEnd = finder(text, ">");
  }

  read(): void {
    const tokenizer = new Tokenizer({ decodeEntities: true }, this);
    tokenizer.write(this.text);
    tokenizer.end();
    this.page.end();
  }

  /** The rest of a text that breaks off in a tag comes without its start. Behind the name of an opening tag is no text. */
  ontext(start: number, end: number): void {
    if (this.skipping !== "") return;
    if (start >= 0) this.page.addText(start, end);
    else if (this.closed > this.tagStart) this.page.addText(this.closed, end);
  }

  ontextentity(codepoint: number, end: number): void {
    if (this.skipping === "") this.page.addEntity(String.fromCodePoint(codepoint), end);
  }

  onopentagname(start: number, end: number): void {
    this.tag = this.nameAt(start, end);
    this.tagStart = start - 1;
    this.extent = { colspan: 1, rowspan: 1 };
  }

  onattribname(start: number, end: number): void {
    const maySpan = end - start === "colspan".length;
    this.attribute = maySpan ? this.nameAt(start, end) : "";
    this.attributeValue = "";
  }

  onattribdata(start: number, end: number): void {
    if (this.attribute !== "") this.attributeValue += this.text.slice(start, Math.min(end, start + 8));
  }

  onattribend(): void {
    const count = this.attribute === "" ? Number.NaN : Number.parseInt(this.attributeValue, 10);
    if (!(count > 0)) return;
    if (this.attribute === "colspan") this.extent.colspan = Math.min(count, MOST_COLUMNS);
    else if (this.attribute === "rowspan") this.extent.rowspan = Math.min(count, MOST_SPANNED_ROWS);
  }

  onopentagend(end: number): void {
    if (CHOICES.has(this.skipping) && !IN_CHOICES.has(this.tag)) this.skipping = "";
    if (this.skipping === "" && (SKIPPED.has(this.tag) || CHOICES.has(this.tag))) this.skipping = this.tag;
    else {
      this.openMenu();
      this.onselfclosingtag(end);
    }
  }

  onselfclosingtag(end: number): void {
    if (this.skipping === "") this.page.openTag(this.tag, this.tagStart, end + 1, this.extent);
  }

  onclosetag(start: number, end: number): void {
    this.closed = end;
    const name = this.nameAt(start, end);
    if (name === this.skipping) this.skipping = "";
    else {
      if (CHOICES.has(this.skipping) && !IN_CHOICES.has(name)) this.skipping = "";
      if (this.skipping !== "") return;
      this.closeMenu(name, start - 2);
      this.page.closeTag(name, start - 2, Math.min(this.nextTagEnd(end) + 1, this.text.length));
    }
  }

  private openMenu(): void {
    const { menu, tag } = this;
    if (tag === menu.name) menu.depth++;
    else if (menu.name === "" && MENUS.has(tag)) this.menu = { name: tag, start: this.tagStart, depth: 1 };
  }

  /** One that is never closed is none: all of the text would be in it. */
  private closeMenu(name: string, end: number): void {
    const { menu } = this;
    if (name === "" || name !== menu.name || --menu.depth > 0) return;
    this.menus.push({ start: menu.start, end });
    this.menu = { name: "", start: 0, depth: 0 };
  }

  onattribentity(): void {}
  oncomment(): void {}
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  private nameAt(start: number, end: number): string {
    return this.text.slice(start, end).toLowerCase();
  }
}

/** How many columns and rows a cell takes. */
interface Extent {
  colspan: number;
  rowspan: number;
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

/** Puts paragraphs and the rows of tables together. */
class Page {
  private readonly rows: Row[];
  private readonly tableStarts: number[];
  private readonly lines: LineReader;
  private readonly nextLineEnd: (from: number) => number;
  /** Index of the first border at or behind what was read last. */
  private border = 0;
  /** The open tables, from the outermost in. */
  private readonly tables: OpenTable[] = [];
  /** The paragraph so far. */
  private pieces: Phrase[] = [];
  /** Open block elements outside tables; 0 is Markdown. */
  private depth = 0;
  /** Of the open heading. */
  private level = 0;

  constructor(
    private readonly text: string,
    private readonly borders: readonly number[],
    read: ReadLines,
  ) {
    this.rows = read.rows;
    this.tableStarts = read.tableStarts;
    this.lines = new LineReader(text, borders, read);
    this.nextLineEnd = finder(text, "\n");
  }

  openTag(tag: string, start: number, end: number, extent: Extent): void {
    switch (tag) {
      case "table":
        this.openTable(start);
        break;
      case "tr":
        this.flushOutsideCell();
        this.openRow(start);
        break;
      case "td":
      case "th":
        this.flushOutsideCell();
        this.openCell(start, end, extent);
        break;
      case "br":
        if (this.pieces.length === 0 || !this.isPipeRow(this.pieces[0]!)) this.flushParagraph();
        break;
      default:
        this.openElement(tag, end);
    }
  }

  closeTag(tag: string, start: number, end: number): void {
    const { cell } = this;
    if (cell !== undefined) cell.closed = true;
    switch (tag) {
      case "table":
        this.closeTable(start);
        break;
      case "tr":
        this.closeRow(end);
        break;
      case "td":
      case "th":
        this.closeCell(start);
        break;
      default:
        this.closeElement(tag);
    }
  }

  /** Text inside elements: a blank line ends a paragraph, as it ends an HTML block in Markdown. */
  addText(start: number, end: number): void {
    // In front of a paragraph blanks are none of it.
    if (this.pieces.length === 0 && isBlank(this.text, start, end)) return;
    const { isMarkdown } = this;
    let from = start;
    for (let newline = this.nextLineEnd(from); newline < end; newline = this.nextLineEnd(from)) {
      this.addPiece(from, newline);
      if (isMarkdown || this.isBlankLine(newline + 1, end)) this.flushParagraph();
      from = newline + 1;
    }
    this.addPiece(from, end);
  }

  addEntity(text: string, end: number): void {
    this.pieces.push({ text, start: this.text.lastIndexOf("&", end - 1), end });
  }

  end(): void {
    while (this.tables.length > 0) this.closeTable(this.text.length);
    this.flushParagraph();
    this.lines.finish();
  }

  private get table(): OpenTable | undefined {
    return this.tables.at(-1);
  }

  private get cell(): OpenCell | undefined {
    return this.tables.at(-1)?.cell;
  }

  private get isMarkdown(): boolean {
    return this.depth === 0 && this.tables.length === 0;
  }

  // ── Paragraphs ──

  private openElement(tag: string, end: number): void {
    if (BLOCKS.has(tag)) {
      this.flushParagraph();
      if (this.tables.length === 0) this.depth++;
      this.level = levelOf(tag);
    }
    const { cell } = this;
    if (cell !== undefined && !cell.closed && this.pieces.length === 0 && cell.paragraphs.length === 0)
      cell.place = end;
  }

  private closeElement(tag: string): void {
    if (!BLOCKS.has(tag)) return;
    this.flushParagraph();
    this.level = 0;
    if (this.tables.length === 0 && this.depth > 0) this.depth--;
  }

  /** Whether nothing stands between a line's start and its end, which is in front of `end`. */
  private isBlankLine(start: number, end: number): boolean {
    let at = start;
    while (at < end && this.text.charCodeAt(at) !== 10 && isSpace(this.text.charCodeAt(at))) at++;
    return at < end && this.text.charCodeAt(at) === 10;
  }

  private addPiece(start: number, end: number): void {
    if (start < end) this.pieces.push({ text: this.text.slice(start, end), start, end });
  }

  private flushOutsideCell(): void {
    if (this.cell === undefined) this.flushParagraph();
  }

  private flushParagraph(): void {
    const paragraph = trimPieces(this.pieces);
    this.pieces = [];
    if (paragraph.length === 0) return;
    const { table, cell } = this;
    if (cell !== undefined && !cell.layout) {
      cell.paragraphs.push(paragraph);
      return;
    }
    if (table !== undefined) this.pushCells(table, paragraph[0]!.start);
    this.pushParagraph(paragraph);
  }

  private pushParagraph(paragraph: readonly Phrase[]): void {
    const first = paragraph[0]!;
    const isVerbatim = paragraph.length === 1 && first.text.length === first.end - first.start;
    if (this.isPipeRow(first) || (isVerbatim && this.level === 0)) {
      this.pushLine(first.start, paragraph.at(-1)!.end);
      return;
    }
    const cell = joinPieces(paragraph, 0);
    this.lines.finish();
    this.rows.push(new Row("line", [cell], this.level, false, cell.start, cell.end));
  }

  private pushLine(start: number, end: number): void {
    while (this.borders[this.border]! < start) this.border++;
    this.lines.push(start, end, kindsIn(this.text, start, end), this.border);
  }

  /** A row of a Markdown table, whose cells may have tags in them. */
  private isPipeRow({ start }: Phrase): boolean {
    return this.isMarkdown && this.text.charCodeAt(start) === 124;
  }

  // ── Tables ──

  /** A cell with a table in it is a part of the page's layout. */
  private openTable(start: number): void {
    this.flushParagraph();
    const { table, cell } = this;
    if (table !== undefined && cell !== undefined) {
      this.pushCells(table, cell.place);
      for (const part of cell.paragraphs.splice(0)) this.pushParagraph(part);
      cell.layout = true;
    }
    this.lines.finish();
    this.tableStarts.push(this.rows.length);
    this.tables.push({ reach: [], cells: undefined, rowStart: start, cell: undefined });
  }

  private closeTable(end: number): void {
    if (this.tables.length === 0) return;
    this.closeRow(end);
    this.flushParagraph();
    this.tables.pop();
  }

  private openRow(start: number): void {
    const { table } = this;
    if (table === undefined) return;
    this.closeRow(start);
    table.cells = [];
    table.rowStart = start;
  }

  private closeRow(end: number): void {
    this.closeCell(end);
    const { table } = this;
    if (table?.cells === undefined) return;
    for (let i = 0; i < table.reach.length; i++) if (table.reach[i]! > 0) table.reach[i]!--;
    this.pushCells(table, end);
    table.cells = undefined;
  }

  private openCell(start: number, end: number, { colspan, rowspan }: Extent): void {
    const { table } = this;
    if (table === undefined) return;
    this.closeCell(start);
    if (table.cells === undefined) this.openRow(start);
    const { reach } = table;
    let column = 0;
    while ((reach[column] ?? 0) > 0) column++;
    const across = column + colspan > MOST_COLUMNS ? 1 : colspan;
    // A new row takes one off every column when it ends, so a cell of one row reaches one row.
    for (let i = 0; i < across && column < MOST_COLUMNS; i++) reach[column + i] = rowspan;
    table.cell = { column, paragraphs: [], layout: false, place: end, closed: false };
  }

  private closeCell(end: number): void {
    const { table, cell } = this;
    if (table === undefined || cell === undefined) return;
    this.flushParagraph();
    table.cell = undefined;
    const { paragraphs, place, column } = cell;
    if (cell.layout || (paragraphs.length > 1 && lengthOf(paragraphs) > LONGEST_CELL)) {
      this.pushCells(table, place);
      for (const part of paragraphs) this.pushParagraph(part);
      return;
    }
    const written = paragraphs.flat();
    table.cells?.push(
      written.length === 0 ? blankCell(this.text, place, end, column) : joinPieces(written, column),
    );
  }

  /** The cells in front of a part of the page, or of text between cells: a row by themselves, so that rows keep the text's order. */
  private pushCells(table: OpenTable, end: number): void {
    if (table.cells === undefined || table.cells.length === 0) return;
    this.lines.finish();
    this.rows.push(new Row("html", table.cells, 0, false, table.rowStart, end));
    table.cells = [];
    table.rowStart = end;
  }
}

function lengthOf(paragraphs: readonly (readonly Phrase[])[]): number {
  return paragraphs.flat().reduce((length, { text }) => length + text.length, 0);
}

function levelOf(tag: string): number {
  return /^h[1-6]$/.test(tag) ? Number(tag[1]) : 0;
}

/** Without white space at both ends. */
function trimPieces(pieces: readonly Phrase[]): Phrase[] {
  let from = 0;
  let to = pieces.length;
  while (from < to && isBlankText(pieces[from]!.text)) from++;
  while (to > from && isBlankText(pieces[to - 1]!.text)) to--;
  if (from === to) return [];
  const trimmed = pieces.slice(from, to);
  trimmed[0] = trimPiece(trimmed[0]!, true, trimmed.length === 1);
  if (trimmed.length > 1) trimmed[trimmed.length - 1] = trimPiece(trimmed.at(-1)!, false, true);
  return trimmed;
}

function isBlankText(text: string): boolean {
  return isBlank(text, 0, text.length);
}

function trimPiece(piece: Phrase, atStart: boolean, atEnd: boolean): Phrase {
  if (piece.text.length !== piece.end - piece.start) return piece;
  let from = 0;
  let to = piece.text.length;
  while (atStart && from < to && isSpace(piece.text.charCodeAt(from))) from++;
  while (atEnd && to > from && isSpace(piece.text.charCodeAt(to - 1))) to--;
  return { text: piece.text.slice(from, to), start: piece.start + from, end: piece.start + to };
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
