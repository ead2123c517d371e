import { childOf, type Element } from "../xml";
import { ancestorOf, runPropertiesIn } from "./blocks";
import { gridBefore, gridSpan } from "./grid";
import type { CellPlace, RowLine } from "./lines";
import type { Markup } from "./markup";
import type { ParagraphWriter } from "./paragraphs";
import { Refused } from "./refused";
import type { Work } from "./work";
import { cellTexts, withoutEscapes } from "./written";

/*
 * Rows that change, come or go. Cells that are merged downwards stay whole: a row that comes into a merged cell is part of it,
 * and where the first row of one goes, the next is the first.
 */

/** A cell of a row of the file, and the columns of the text's line that it takes. */
interface GridPlace {
  readonly cell: Element;
  readonly column: number;
  readonly width: number;
  readonly merge: Merge;
}

/** Whether a merged cell starts here, goes on, or there is none. */
type Merge = "none" | "restart" | "continue";

/** The cells of a row by column, merged ones among them. */
function cellsOf({ row, columnAt }: RowLine): GridPlace[] {
  const cells: GridPlace[] = [];
  let edge = gridBefore(row);
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (child.name === "w:tc") {
        const column = columnAt(edge);
        edge += gridSpan(child);
        const width = columnAt(edge) - column;
        cells.push({ cell: child, column, width, merge: mergeOf(childOf(child, "w:tcPr")) });
      } else if (child.name !== "w:trPr" && child.name !== "w:tblPrEx") visit(child);
    }
  };
  visit(row);
  return cells;
}

function mergeOf(properties: Element | undefined): Merge {
  const merge = childOf(properties, "w:vMerge");
  if (merge === undefined) return "none";
  return merge.attributes["w:val"] === "restart" ? "restart" : "continue";
}

function cellAt(row: RowLine | undefined, column: number): GridPlace | undefined {
  return row && cellsOf(row).find((place) => place.column === column);
}

export class RowWriter {
  /** Cells that have become the start of a merged cell. */
  private readonly started = new Set<Element>();
  private readonly byTable = new Map<number, RowLine[]>();
  /** Which of all lines each row is. */
  private readonly numbers = new Map<RowLine, number>();

  constructor(
    private readonly work: Work,
    private readonly paragraphs: ParagraphWriter,
  ) {
    for (const [at, line] of work.document.lines.entries()) {
      if (line.kind !== "row") continue;
      this.numbers.set(line, at);
      const rows = this.byTable.get(line.table);
      if (rows === undefined) this.byTable.set(line.table, [line]);
      else rows.push(line);
    }
  }

  // ── Cells ──

  change(line: RowLine, text: string): void {
    const texts = cellTexts(text);
    if (texts.length !== line.cells.length) {
      this.resize(line, texts);
      return;
    }
    line.cells.forEach((place, column) => {
      if (this.textOf(place) !== texts[column]) this.changeCell(line, place, column, texts[column]!);
    });
  }

  private textOf({ start, end }: CellPlace): string {
    return this.work.document.text.slice(start, end).trim();
  }

  private changeCell(line: RowLine, place: CellPlace, column: number, text: string): void {
    const own = cellAt(line, column)?.cell;
    const cell = place.cell ?? (own !== undefined && this.started.has(own) ? own : undefined);
    if (cell === undefined) throw new Refused("这一格已并入旁边的格，写不进字");
    const paragraph = firstParagraph(cell);
    if (paragraph === undefined) throw new Refused("这一格里没有段落，写不进字");
    // Bars are escaped in the text alone.
    const pieces = place.pieces.filter(({ text, element }) => !(text === "\\" && element === undefined));
    this.paragraphs.changeLetters(pieces, withoutEscapes(text), paragraph, cell);
  }

  /** A row with more or fewer cells: those alike at both ends stay, and between them the last ones come or go. */
  private resize(line: RowLine, texts: readonly string[]): void {
    const { markup, splices } = this.work;
    const before = line.cells.map((place) => this.textOf(place));
    const least = Math.min(before.length, texts.length);
    let start = 0;
    while (start < least && before[start] === texts[start]) start++;
    let end = 0;
    while (end < least - start && before.at(-1 - end) === texts.at(-1 - end)) end++;
    const old = line.cells.slice(start, before.length - end);
    const come = texts.slice(start, texts.length - end);
    if (markup.track !== undefined) throw new Refused("增减格不能留修订痕迹");
    old.forEach((place, at) => {
      if (at < come.length && this.textOf(place) !== come[at])
        this.changeCell(line, place, start + at, come[at]!);
    });
    for (let at = come.length; at < old.length; at++) splices.replace(this.single(line, start + at).cell, "");
    if (come.length <= old.length) return;
    const beside = this.single(line, Math.max(start + old.length - 1, 0));
    const cells = come.slice(old.length).map((text) => newCell(markup, beside.cell, text, "none"));
    splices.insert(start + old.length === 0 ? beside.cell.start : beside.cell.end, cells.join(""));
  }

  /** A cell that is merged with no other. */
  private single(line: RowLine, column: number): GridPlace {
    const place = cellAt(line, column);
    if (place === undefined || place.width !== 1 || place.merge !== "none")
      throw new Refused("这一行的格数变了，又有合并的格，要在 Word 里改");
    return place;
  }

  // ── Removing ──

  remove(old: number): void {
    const { splices, markup, document, gone } = this.work;
    const line = document.lines[old] as RowLine;
    const { row, table } = line;
    const rows = this.byTable.get(table)!;
    const stays = (other: RowLine) => !gone.has(this.numbers.get(other)!);
    const below = rows.slice(rows.indexOf(line) + 1).find(stays);
    if (below !== undefined) this.startBelow(line, below);
    if (markup.track !== undefined) this.markDeleted(line);
    else if (rows.some(stays)) splices.replace(row, "");
    else if (rows[0]!.row === row) this.removeTable(ancestorOf(row, "w:tbl")!);
  }

  /** A merged cell whose first row goes starts with the next. */
  private startBelow(row: RowLine, below: RowLine): void {
    const { markup, splices } = this.work;
    for (const { column, merge } of cellsOf(row)) {
      const next = cellAt(below, column);
      if (merge !== "restart" || next?.merge !== "continue") continue;
      if (markup.track !== undefined) throw new Refused("这一行的格与下面的行合并，不能以修订方式删");
      this.started.add(next.cell);
      const old = childOf(childOf(next.cell, "w:tcPr"), "w:vMerge")!;
      splices.replace(old, markup.empty("vMerge", { val: "restart" }));
    }
  }

  /** Two tables that nothing parts would be one. */
  private removeTable(table: Element): void {
    const siblings = table.parent!.children;
    const at = siblings.indexOf(table);
    const isApart = siblings[at - 1]?.name === "w:tbl" && siblings[at + 1]?.name === "w:tbl";
    this.work.splices.replace(table, isApart ? this.work.markup.tag("p", "") : "");
  }

  /** The row and what stands in it: some programs know the one, some the other. */
  private markDeleted({ row, cells }: RowLine): void {
    const { markup, splices, letters } = this.work;
    const own = childOf(row, "w:trPr");
    const mark = markup.revision("del");
    if (own === undefined || own.isEmpty) {
      const at = childOf(row, "w:tblPrEx")?.end ?? row.inner.start;
      splices.replace(own ?? { start: at, end: at }, markup.tag("trPr", mark));
    } else splices.insert(childOf(own, "w:trPrChange")?.start ?? own.inner.end, mark);
    for (const piece of cells.flatMap(({ pieces }) => pieces)) {
      if (piece.locked === undefined && piece.element !== undefined)
        letters.note({ kind: "cut", piece, from: 0, to: piece.text.length });
    }
  }

  // ── New rows ──

  /** New rows in front of line `old`; false where they are no part of a table that is there. */
  insert(old: number, texts: readonly string[]): boolean {
    const { lines } = this.work.document;
    const [before, after] = [asRow(lines[old - 1]), asRow(lines[old])];
    const rows = texts.map((text) => cellTexts(text));
    const isInside = before !== undefined && after !== undefined && before.table === after.table;
    // A whole table that comes right behind another is one of its own.
    if (!isInside && texts.length > MOST_ADDED) return false;
    const fits = (line: RowLine | undefined) => line?.cells.length === rows[0]!.length;
    const beside = fits(before) ? before : fits(after) ? after : undefined;
    if (beside === undefined) return false;
    this.insertBeside(beside, beside === before, old, rows);
    return true;
  }

  private insertBeside(beside: RowLine, below: boolean, old: number, rows: readonly string[][]): void {
    const { markup, splices, document, changed } = this.work;
    const all = this.byTable.get(beside.table)!;
    const at = all.indexOf(beside) + (below ? 1 : 0);
    const next = all[at];
    const nextTexts = next && document.lines[old] === next ? changed.get(old) : undefined;
    let above = mergesOf(all[at - 1]);
    let xml = "";
    for (const texts of rows) {
      const model = modelRow(document, all, at + 0.5, texts);
      const merges = new Map<number, Merge>();
      for (const place of cellsOf(model)) {
        const text = texts[place.column] ?? "";
        const under = sameCell(next, place);
        const isTaken = under?.merge === "restart" && this.isLeft(next!, nextTexts, place);
        const isIn = under?.merge === "continue";
        const isMore = place.merge !== "none" && (above.get(place.column) ?? "none") !== "none";
        const merge =
          isTaken || (isIn && text !== "")
            ? "restart"
            : isIn || (isMore && text === "")
              ? "continue"
              : "none";
        if (isTaken) this.goOn(under!);
        merges.set(place.column, merge);
      }
      above = merges;
      xml += newRow(markup, model, texts, merges);
    }
    splices.insert(below ? beside.row.end : beside.row.start, xml);
  }

  /** Whether the merged cell that starts in a row has no label, or has it no more: a new row in front of it starts it then. */
  private isLeft(next: RowLine, nextTexts: string | undefined, { column }: GridPlace): boolean {
    if (this.work.markup.track !== undefined) return false;
    const text = nextTexts === undefined ? this.textOf(next.cells[column]!) : cellTexts(nextTexts)[column];
    return text === "";
  }

  private goOn({ cell }: GridPlace): void {
    const old = childOf(childOf(cell, "w:tcPr"), "w:vMerge")!;
    this.work.splices.replace(old, this.work.markup.empty("vMerge"));
  }
}

/** More rows than this that come at the edge of a table are a table of their own. */
const MOST_ADDED = 2;

function asRow(line: { kind: string } | undefined): RowLine | undefined {
  return line?.kind === "row" ? (line as RowLine) : undefined;
}

function mergesOf(row: RowLine | undefined): ReadonlyMap<number, Merge> {
  return new Map((row === undefined ? [] : cellsOf(row)).map(({ column, merge }) => [column, merge]));
}

/** The cell of a row that takes the very columns of another. */
function sameCell(row: RowLine | undefined, { column, width }: GridPlace): GridPlace | undefined {
  const place = cellAt(row, column);
  return place?.width === width ? place : undefined;
}

/** Whether a row like a model has a cell wherever the new one has text. */
function canHold(model: RowLine, texts: readonly string[]): boolean {
  if (model.cells.length !== texts.length) return false;
  const columns = new Set(cellsOf(model).map(({ column }) => column));
  return texts.every((text, column) => text === "" || columns.has(column));
}

/**
 * The row of a table that a new one should look like: it has a cell wherever there is text. Of those the one that fits best,
 * then the nearest to a place.
 */
function modelRow(
  document: Work["document"],
  rows: readonly RowLine[],
  place: number,
  texts: readonly string[],
): RowLine {
  let best: { row: RowLine; cost: number; distance: number } | undefined;
  for (const [at, row] of rows.entries()) {
    if (!canHold(row, texts)) continue;
    const [cost, distance] = [misfit(document.text, row, texts), Math.abs(at + 1 - place)];
    if (best === undefined || cost < best.cost || (cost === best.cost && distance < best.distance))
      best = { row, cost, distance };
  }
  if (best === undefined) throw new Refused("表格里没有可以照着加的行");
  return best.row;
}

/** How many cells of a row like a model would be left over, or have a number where the model has words. */
function misfit(text: string, line: RowLine, texts: readonly string[]): number {
  return cellsOf(line).filter(({ column, merge }) => {
    const own = texts[column] ?? "";
    if (own === "") return merge === "none";
    const { start, end } = line.cells[column]!;
    const old = text.slice(start, end).trim();
    return old !== "" && isNumber(own) !== isNumber(old);
  }).length;
}

const isNumber = (text: string) => /^-?\d/.test(text);

/** A row with the given texts and merges by column, like a model. */
function newRow(
  markup: Markup,
  model: RowLine,
  texts: readonly string[],
  merges: ReadonlyMap<number, Merge>,
): string {
  const { row } = model;
  const mark = markup.track === undefined ? "" : markup.revision("ins");
  const own = childOf(row, "w:trPr");
  const properties = markup.slices(own?.children.filter(({ name }) => !ROW_ONCE.has(name)) ?? []) + mark;
  const exceptions = childOf(row, "w:tblPrEx");
  const cells = cellsOf(model).map(({ cell, column }) =>
    newCell(markup, cell, texts[column] ?? "", merges.get(column) ?? "none"),
  );
  const head =
    (exceptions === undefined ? "" : markup.slice(exceptions)) +
    (properties === "" ? "" : markup.tag("trPr", properties));
  return markup.tag("tr", head + cells.join(""));
}

/** Of a row's properties: what is not of another row. */
const ROW_ONCE: ReadonlySet<string> = new Set([
  "w:ins",
  "w:del",
  "w:trPrChange",
  "w:cnfStyle",
  "w:divId",
  "w:tblHeader",
]);
/** Of a cell's. */
const CELL_ONCE: ReadonlySet<string> = new Set([
  "w:vMerge",
  "w:cellIns",
  "w:cellDel",
  "w:cellMerge",
  "w:tcPrChange",
  "w:cnfStyle",
]);
/** These stand in front of how a cell is merged. */
const BEFORE_MERGE: ReadonlySet<string> = new Set(["w:tcW", "w:gridSpan", "w:hMerge"]);

function newCell(markup: Markup, model: Element, text: string, merge: Merge): string {
  const own = childOf(model, "w:tcPr")?.children.filter(({ name }) => !CELL_ONCE.has(name)) ?? [];
  const mark = merge === "none" ? "" : markup.empty("vMerge", merge === "restart" ? { val: "restart" } : {});
  const properties =
    markup.slices(own.filter(({ name }) => BEFORE_MERGE.has(name))) +
    mark +
    markup.slices(own.filter(({ name }) => !BEFORE_MERGE.has(name)));
  const paragraph = firstParagraph(model);
  const run = markup.run(withoutEscapes(text), runPropertiesIn(markup, paragraph, model));
  const content = markup.tag("p", markup.paragraphProperties(paragraph) + run);
  return markup.tag("tc", (properties === "" ? "" : markup.tag("tcPr", properties)) + content);
}

function firstParagraph(cell: Element): Element | undefined {
  for (const child of cell.children) {
    if (child.name === "w:p") return child;
    const deeper = child.name === "w:tcPr" ? undefined : firstParagraph(child);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
