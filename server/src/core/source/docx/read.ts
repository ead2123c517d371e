import { rulingFor } from "../ruling";
import { SourceError } from "../source";
import { isWrapBetween } from "../wraps";
import { childOf, type Element, isOn, xmlTooLarge } from "../xml";
import { type ColumnAt, type GridRow, gridBefore, gridColumnsOf, gridSpan } from "./grid";
import { chosenOf, contentOf, type Inline, type InlineContext, readInline } from "./inline";
import type { CellPlace, Line, Piece, Stretch } from "./lines";
import type { Numbering } from "./numbering";

/*
 * The text of a Word file: a line for each paragraph, a line with bars for each row of a table, a blank line around tables.
 * Merged cells are blanks, as in every other layout of rows.
 */

/** The text of a document, and what each of its lines is. Blank lines are no lines. */
export interface DocxText {
  readonly text: string;
  readonly lines: readonly Line[];
}

/** Why an automatic number is not changed; what it comes to be is seen when the file is read again. */
export const AUTOMATIC = "是自动编号，要在 Word 里改";
const MADE = "是本工具为显示而加的，不在文件里";
/** Stands in the text for a picture that has a paragraph to itself. */
export const PICTURE = "［图片］";
const EMBEDDED = "正文里嵌着别的文件（altChunk），读不出；请用 Word 打开后另存为 .docx";

/** Cells and stretches of characters: a report has about a thousand. */
const MOST_PIECES = 60_000;

/** What a body is read with. */
export interface BodyContext {
  readonly xml: string;
  /** What numbers paragraphs, from the start. */
  readonly numbering: () => Numbering;
  /** Styles whose text is hidden. */
  readonly hidden: ReadonlySet<string>;
}

/** The text of a document's body. Throws a {@link SourceError} for one that holds whole other files. */
export function readDocx(body: Element, { xml, numbering, hidden }: BodyContext): DocxText {
  const read = (endless: ReadonlySet<Element>) => {
    let pieces = 0;
    const spend = (more: number) => {
      pieces += more;
      if (pieces > MOST_PIECES) throw xmlTooLarge();
    };
    const context: InlineContext = { xml, hidden, endless, fields: [], spend };
    const reader = new BodyReader(context, numbering());
    reader.readBlocks(body);
    return { text: reader.finish(), open: context.fields };
  };
  const { text, open } = read(new Set());
  // A field that never ends would hide all that follows.
  return open.length === 0 ? text : read(new Set(open.map(({ begin }) => begin))).text;
}

/** Elements in which paragraphs and tables go on; rows and cells too. */
const THROUGH = new Set(["w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo"]);

/** The children of an element that are of one kind, through what is only wrapped around them. */
function* within(element: Element, name: string): Generator<Element> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    else if (child.name === "w:sdt") {
      const content = contentOf(child);
      if (content !== undefined) yield* within(content, name);
    } else if (THROUGH.has(child.name)) yield* within(child, name);
  }
}

class BodyReader {
  private text = "";
  private readonly lines: Line[] = [];
  private paragraphs = 0;
  private tables = 0;
  /** Whether the line before is a row of a table. */
  private inTable = false;
  /** What goes on in the next paragraph, since the end of those before was deleted. */
  private open: Inline | undefined;

  constructor(
    private readonly context: InlineContext,
    private readonly numberOf: Numbering,
  ) {}

  finish(): DocxText {
    return { text: this.text, lines: this.lines };
  }

  readBlocks(element: Element): void {
    for (const [at, child] of element.children.entries()) {
      if (child.name === "w:p") this.readParagraph(child, goesOn(element.children, at));
      else if (child.name === "w:tbl") this.readTable(child);
      else if (THROUGH.has(child.name)) this.readBlocks(child);
      else if (child.name === "w:altChunk") throw new SourceError(EMBEDDED);
      else {
        const inside =
          child.name === "w:sdt"
            ? contentOf(child)
            : child.name === "mc:AlternateContent"
              ? chosenOf(child)
              : undefined;
        if (inside !== undefined) this.readBlocks(inside);
      }
    }
  }

  /** Of a paragraph whose end was deleted, only what it has to say: the next one says it. */
  private readParagraph(paragraph: Element, isOpen: boolean): void {
    const inline = joined(this.open, readInline(paragraph, this.context));
    this.open = isOpen ? inline : undefined;
    if (isOpen) return;
    const number = ++this.paragraphs;
    this.numbered(paragraph, inline).forEach((stretches, at) => {
      if (stretches.every(({ text }) => text.trim() === "")) return;
      this.leaveTable();
      const start = this.text.length;
      const pieces = this.put(literal(stretches, this.context));
      const end = this.text.length;
      const before = inline.breaks[at - 1];
      this.lines.push({ kind: "text", paragraph, number, break: before, start, end, pieces });
      this.text += "\n";
    });
    for (const box of inline.boxes) this.readBlocks(box);
  }

  /** The lines of a paragraph with its automatic number, and with a sign where it is nothing but a picture. */
  private numbered(paragraph: Element, { lines, hasPicture }: Inline): (readonly Stretch[])[] {
    const number = this.numberOf(paragraph);
    const isBlank = lines.every((stretches) => stretches.every(({ text }) => text.trim() === ""));
    const first: Stretch[] = [];
    if (number !== "" && !isBlank) first.push(made(number, AUTOMATIC));
    if (isBlank && hasPicture) first.push(made(PICTURE, "是图片"));
    return lines.map((stretches, at) => (at === 0 ? [...first, ...stretches] : stretches));
  }

  private readTable(table: Element): void {
    const rows = [...within(table, "w:tr")].filter((row) => !isGone(row));
    if (isFrame(rows)) {
      for (const row of rows) for (const cell of within(row, "w:tc")) this.readBlocks(cell);
      return;
    }
    if (this.inTable) this.leaveTable();
    const number = ++this.tables;
    const grid = rows.map((row) => ({ row, cells: shownCells(row).flatMap(cellsInside) }));
    const columnAt = gridColumnsOf(table, grid);
    grid.forEach(({ row, cells }, at) => {
      if (cells.some((cell) => nestedIn(cell).length > 0))
        for (const cell of shownCells(row)) this.readBlocks(cell);
      else this.readRow({ row, cells }, { table: number, number: at + 1, columnAt });
    });
    this.leaveTable();
  }

  private readRow({ row, cells }: GridRow, { table, number, columnAt }: RowContext): void {
    const isFirst = !this.inTable;
    if (isFirst && this.text !== "") this.text += "\n";
    this.inTable = true;
    const start = this.text.length;
    const places: CellPlace[] = [];
    this.text += "|";
    const blanksUntil = (edge: number) => {
      while (places.length < columnAt(edge)) this.putBlank(places);
    };
    let edge = gridBefore(row);
    blanksUntil(edge);
    for (const cell of cells) {
      if (isContinued(childOf(cell, "w:tcPr"))) this.putBlank(places);
      else this.putCell(cell, places);
      edge += gridSpan(cell);
      blanksUntil(edge);
    }
    const end = this.text.length;
    this.lines.push({ kind: "row", row, table, number, columnAt, start, end, cells: places });
    this.text += "\n";
    if (isFirst) this.text += rulingFor(places.length);
  }

  private putBlank(places: CellPlace[]): void {
    this.context.spend(1);
    const at = this.text.length + 1;
    places.push({ cell: undefined, start: at, end: at, pieces: [] });
    this.text += "  |";
  }

  private putCell(cell: Element, places: CellPlace[]): void {
    this.text += " ";
    const start = this.text.length;
    this.context.spend(1);
    const pieces = this.put(trimmed(this.cellStretches(cell)));
    places.push({ cell, start, end: this.text.length, pieces });
    this.text += " |";
  }

  /** The paragraphs of a cell as one text: what wraps a label is no blank, what parts anything else is. */
  private cellStretches(cell: Element): Stretch[] {
    const all: Stretch[] = [];
    let open: Inline | undefined;
    const paragraphs = [...within(cell, "w:p")];
    for (const [at, paragraph] of paragraphs.entries()) {
      const inline = joined(open, readInline(paragraph, this.context));
      open = goesOn(paragraphs, at) ? inline : undefined;
      if (open !== undefined) continue;
      const lines = this.numbered(paragraph, inline).map((line) =>
        literal(line, this.context).map(withoutTab),
      );
      // The corner of a table is often labelled by boxes.
      for (const line of [...lines, ...inline.boxes.map((box) => this.cellStretches(box))]) {
        if (line.every(({ text }) => text === "")) continue;
        if (all.length > 0 && !isWrap(all, line)) all.push(made(" ", MADE));
        all.push(...line);
      }
    }
    return all;
  }

  private put(stretches: readonly Stretch[]): Piece[] {
    return stretches.map((stretch) => {
      const start = this.text.length;
      this.text += stretch.text;
      return { ...stretch, start, end: this.text.length };
    });
  }

  private leaveTable(): void {
    if (this.inTable) this.text += "\n";
    this.inTable = false;
  }
}

/** Whether the end of a paragraph was deleted as a tracked change, and another follows that it is now one with. */
function goesOn(blocks: readonly Element[], at: number): boolean {
  const mark = childOf(childOf(blocks[at], "w:pPr"), "w:rPr");
  const isDeleted = childOf(mark, "w:del") !== undefined || childOf(mark, "w:moveFrom") !== undefined;
  if (!isDeleted) return false;
  return blocks.slice(at + 1).find(({ name }) => !IS_MARK.test(name))?.name === "w:p";
}

/** Marks between blocks: bookmarks, ranges of comments, what a spelling checker left. */
const IS_MARK = /^w:(?:[A-Za-z]{1,40}(?:Start|End)|proofErr)$/;

/** Two paragraphs as one: the last line of the first goes on as the first of the second. */
function joined(first: Inline | undefined, second: Inline): Inline {
  if (first === undefined) return second;
  const { lines, breaks, boxes, hasPicture } = second;
  return {
    lines: [...first.lines.slice(0, -1), [...first.lines.at(-1)!, ...lines[0]!], ...lines.slice(1)],
    breaks: [...first.breaks, ...breaks],
    boxes: [...first.boxes, ...boxes],
    hasPicture: first.hasPicture || hasPicture,
  };
}

function made(text: string, locked: string): Stretch {
  return { text, element: undefined, xml: undefined, locked };
}

interface RowContext {
  readonly table: number;
  readonly number: number;
  readonly columnAt: ColumnAt;
}

/** Without those that were deleted as a tracked change. */
function shownCells(row: Element): Element[] {
  return [...within(row, "w:tc")].filter(
    (cell) => childOf(childOf(cell, "w:tcPr"), "w:cellDel") === undefined,
  );
}

/** Deleted as a tracked change, or hidden. */
function isGone(row: Element): boolean {
  const properties = childOf(row, "w:trPr");
  return childOf(properties, "w:del") !== undefined || isOn(childOf(properties, "w:hidden"));
}

/** A table whose rows are of one cell is a frame around what stands in it. */
function isFrame(rows: readonly Element[]): boolean {
  return rows.every((row) => [...within(row, "w:tc")].length === 1);
}

function nestedIn(cell: Element): readonly Element[] {
  return [...within(cell, "w:tbl")];
}

/** A table of one row inside a cell has cells of that row. */
function cellsInside(cell: Element): readonly Element[] {
  const nested = nestedIn(cell);
  if (nested.length !== 1) return [cell];
  const rows = [...within(nested[0]!, "w:tr")];
  const isAlone = ![...within(cell, "w:p")].some(hasText);
  return rows.length === 1 && isAlone ? [...within(rows[0]!, "w:tc")] : [cell];
}

function hasText({ name, inner, children }: Element): boolean {
  return name === "w:t" ? inner.start < inner.end : children.some(hasText);
}

/** Merged into the cell above or, as old files have it, before. */
function isContinued(properties: Element | undefined): boolean {
  for (const name of ["w:vMerge", "w:hMerge"]) {
    const merge = childOf(properties, name);
    if (merge !== undefined && (merge.attributes["w:val"] ?? "continue") === "continue") return true;
  }
  // As a tracked change.
  return childOf(properties, "w:cellMerge")?.attributes["w:vMerge"] === "cont";
}

/** Between two Chinese characters a new line is a wrap. */
function isWrap(before: readonly Stretch[], after: readonly Stretch[]): boolean {
  const last = before.findLast(({ text }) => text !== "")?.text.at(-1) ?? "";
  const first = after.find(({ text }) => text !== "")?.text[0] ?? "";
  return isWrapBetween(last, first);
}

function withoutTab(stretch: Stretch): Stretch {
  return stretch.text === "\t" ? { ...stretch, text: " " } : stretch;
}

/** What a reader of Markdown takes for the border of a cell, a tag, a comment, or the start of what is not shown. */
const MARKS = /[|｜│┃║]|<(?=[a-z/!?])|^\s{0,20}```/gi;

/** A paragraph's characters mean nothing but themselves: `\` in front of what would be markup says so. */
function literal(stretches: readonly Stretch[], { spend }: InlineContext): readonly Stretch[] {
  if (!stretches.some(({ text }) => /[|｜│┃║<`]/.test(text))) return stretches;
  const line = stretches.map(({ text }) => text).join("");
  const marks: number[] = [];
  for (const { 0: mark, index } of line.matchAll(MARKS)) {
    spend(2);
    marks.push(index + mark.length - mark.trimStart().length);
  }
  const result: Stretch[] = [];
  let start = 0;
  let next = 0;
  for (const stretch of stretches) {
    let from = 0;
    const end = start + stretch.text.length;
    for (; next < marks.length && marks[next]! < end; next++) {
      const at = marks[next]! - start;
      if (at > from) result.push(cut(stretch, from, at));
      result.push(made("\\", MADE));
      from = at;
    }
    if (from < stretch.text.length) result.push(cut(stretch, from, stretch.text.length));
    start = end;
  }
  return result;
}

/** Without blanks at both ends: those next to bars are ours. */
function trimmed(stretches: readonly Stretch[]): Stretch[] {
  const first = stretches.findIndex(isSeen);
  if (first < 0) return [];
  const kept = stretches.slice(first, stretches.findLastIndex(isSeen) + 1);
  const start = kept[0]!;
  kept[0] = cut(start, start.text.length - start.text.trimStart().length, start.text.length);
  const end = kept.at(-1)!;
  kept[kept.length - 1] = cut(end, 0, end.text.trimEnd().length);
  return kept;
}

function isSeen({ text }: Stretch): boolean {
  return text.trim() !== "";
}

function cut(stretch: Stretch, from: number, to: number): Stretch {
  const { xml } = stretch;
  if (from === 0 && to === stretch.text.length) return stretch;
  const isPlain = xml !== undefined && xml.end - xml.start === stretch.text.length;
  const place = isPlain ? { start: xml.start + from, end: xml.start + to } : xml;
  return { ...stretch, text: stretch.text.slice(from, to), xml: place };
}
