import { childOf, type Element } from "../xml";
import { type Inline, type OpenFields, readInline } from "./inline";
import type { CellPlace, Line, Piece, RowLine, Stretch } from "./lines";
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
const PICTURE = "［图片］";

/** No table of a report is wider; more columns would be made of nothing but blanks. */
const MOST_COLUMNS = 200;

/** The text of a document's body. */
export function readDocx(body: Element, xml: string, numberOf: Numbering): DocxText {
  const reader = new BodyReader(xml, numberOf);
  reader.readBlocks(body);
  return reader.finish();
}

/** Elements in which paragraphs and tables go on; rows and cells too. */
const THROUGH = new Set(["w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo"]);

/** The children of an element that are of one kind, through what is only wrapped around them. */
function* within(element: Element, name: string): Generator<Element> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    else if (child.name === "w:sdt") yield* within(childOf(child, "w:sdtContent") ?? child, name);
    else if (THROUGH.has(child.name)) yield* within(child, name);
  }
}

class BodyReader {
  private text = "";
  private readonly lines: Line[] = [];
  private readonly fields: OpenFields = [];
  private paragraphs = 0;
  private tables = 0;
  /** Whether the line before is a row of a table. */
  private inTable = false;
  /** What goes on in the next paragraph, since the end of those before was deleted. */
  private open: Inline | undefined;

  constructor(
    private readonly xml: string,
    private readonly numberOf: Numbering,
  ) {}

  finish(): DocxText {
    return { text: this.text, lines: this.lines };
  }

  readBlocks(element: Element): void {
    for (const [at, child] of element.children.entries()) {
      if (child.name === "w:p") this.readParagraph(child, goesOn(element.children, at));
      else if (child.name === "w:tbl") this.readTable(child);
      else if (child.name === "w:sdt") this.readBlocks(childOf(child, "w:sdtContent") ?? child);
      else if (THROUGH.has(child.name)) this.readBlocks(child);
      else if (child.name === "mc:AlternateContent")
        this.readBlocks(childOf(child, "mc:Choice") ?? childOf(child, "mc:Fallback") ?? child);
    }
  }

  /** Of a paragraph whose end was deleted, only what it has to say: the next one says it. */
  private readParagraph(paragraph: Element, isOpen: boolean): void {
    const inline = joined(this.open, readInline(paragraph, this.xml, this.fields));
    this.open = isOpen ? inline : undefined;
    if (isOpen) return;
    const number = ++this.paragraphs;
    this.numbered(paragraph, inline).forEach((stretches, at) => {
      if (stretches.every(({ text }) => text.trim() === "")) return;
      this.leaveTable();
      const start = this.text.length;
      const pieces = this.put(stretches);
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
    const rows = [...within(table, "w:tr")].filter((row) => !isDeleted(row));
    if (isFrame(rows)) {
      for (const row of rows) for (const cell of within(row, "w:tc")) this.readBlocks(cell);
      return;
    }
    if (this.inTable) this.leaveTable();
    const number = ++this.tables;
    rows.forEach((row, at) => {
      const cells = [...within(row, "w:tc")];
      if (cells.some(({ children }) => children.some(({ name }) => name === "w:tbl"))) {
        for (const cell of cells) this.readBlocks(cell);
      } else this.readRow(row, cells, number, at + 1);
    });
    this.leaveTable();
  }

  private readRow(row: Element, cells: readonly Element[], table: number, number: number): void {
    if (!this.inTable && this.text !== "") this.text += "\n";
    this.inTable = true;
    const start = this.text.length;
    const places: CellPlace[] = [];
    this.text += "|";
    const before = Number(childOf(childOf(row, "w:trPr"), "w:gridBefore")?.attributes["w:val"] ?? 0);
    for (let i = 0; i < Math.min(before, MOST_COLUMNS); i++) this.putBlank(places);
    for (const cell of cells) {
      const properties = childOf(cell, "w:tcPr");
      if (isContinued(properties)) this.putBlank(places);
      else this.putCell(cell, places);
      const width = Number(childOf(properties, "w:gridSpan")?.attributes["w:val"] ?? 1);
      for (let i = 1; i < Math.min(width, MOST_COLUMNS); i++) this.putBlank(places);
    }
    const line: RowLine = { kind: "row", row, table, number, start, end: this.text.length, cells: places };
    this.lines.push(line);
    this.text += "\n";
  }

  private putBlank(places: CellPlace[]): void {
    const at = this.text.length + 1;
    places.push({ cell: undefined, start: at, end: at, pieces: [] });
    this.text += "  |";
  }

  private putCell(cell: Element, places: CellPlace[]): void {
    this.text += " ";
    const start = this.text.length;
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
      const inline = joined(open, readInline(paragraph, this.xml, this.fields));
      open = goesOn(paragraphs, at) ? inline : undefined;
      if (open !== undefined) continue;
      for (const line of this.numbered(paragraph, inline)) {
        const stretches = line.flatMap(escapeBars);
        if (stretches.every(({ text }) => text === "")) continue;
        if (all.length > 0 && !isWrap(all, stretches)) all.push(made(" ", MADE));
        all.push(...stretches);
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

function isDeleted(row: Element): boolean {
  return childOf(childOf(row, "w:trPr"), "w:del") !== undefined;
}

/** A table of one cell is a frame around what stands in it. */
function isFrame(rows: readonly Element[]): boolean {
  if (rows.length !== 1) return false;
  const cells = [...within(rows[0]!, "w:tc")];
  return cells.length === 1;
}

/** Merged into the cell above or, as old files have it, before. */
function isContinued(properties: Element | undefined): boolean {
  for (const name of ["w:vMerge", "w:hMerge"]) {
    const merge = childOf(properties, name);
    if (merge !== undefined && (merge.attributes["w:val"] ?? "continue") === "continue") return true;
  }
  return false;
}

/** Between two Chinese characters a new line is a wrap. */
function isWrap(before: readonly Stretch[], after: readonly Stretch[]): boolean {
  const last = before.findLast(({ text }) => text !== "")?.text.at(-1) ?? "";
  const first = after.find(({ text }) => text !== "")?.text[0] ?? "";
  const isChinese = (char: string) => /[\p{Script=Han}，、；：。（）《》“”]/u.test(char);
  return isChinese(last) && isChinese(first);
}

/** Bars are borders in the text, and tabs would be. */
function escapeBars(stretch: Stretch): Stretch[] {
  if (stretch.text === "\t") return [{ ...stretch, text: " " }];
  if (!stretch.text.includes("|")) return [stretch];
  const xml = stretch.xml;
  if (xml === undefined || xml.end - xml.start !== stretch.text.length) return [made("\\", MADE), stretch];
  return stretch.text.split(/(?=\|)/).flatMap((text, at, parts) => {
    const from = xml.start + parts.slice(0, at).join("").length;
    const part = { ...stretch, text, xml: { start: from, end: from + text.length } };
    return text.startsWith("|") ? [made("\\", MADE), part] : [part];
  });
}

/** Without blanks at both ends: those next to bars are ours. */
function trimmed(stretches: readonly Stretch[]): Stretch[] {
  const kept = [...stretches];
  while (kept.length > 0) {
    const first = withoutStart(kept[0]!);
    if (first !== undefined) {
      kept[0] = first;
      break;
    }
    kept.shift();
  }
  while (kept.length > 0) {
    const last = withoutEnd(kept.at(-1)!);
    if (last !== undefined) {
      kept[kept.length - 1] = last;
      break;
    }
    kept.pop();
  }
  return kept;
}

function withoutStart(stretch: Stretch): Stretch | undefined {
  const text = stretch.text.trimStart();
  return text === "" ? undefined : cut(stretch, stretch.text.length - text.length, stretch.text.length);
}

function withoutEnd(stretch: Stretch): Stretch | undefined {
  const text = stretch.text.trimEnd();
  return text === "" ? undefined : cut(stretch, 0, text.length);
}

function cut(stretch: Stretch, from: number, to: number): Stretch {
  const { xml } = stretch;
  if (from === 0 && to === stretch.text.length) return stretch;
  const isPlain = xml !== undefined && xml.end - xml.start === stretch.text.length;
  const place = isPlain ? { start: xml.start + from, end: xml.start + to } : xml;
  return { ...stretch, text: stretch.text.slice(from, to), xml: place };
}
