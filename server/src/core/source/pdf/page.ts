import { type Glyph, MIDDLE, type PageContent } from "./content";
import { type Grid, gridsOf, partAt, type RuledCell } from "./grid";
import { isChinese, linesOf, type ShownLine } from "./lines";

/*
 * A page's content in the order of reading: lines of text, and tables.
 */

/** A cell with its text: rows by number, sides in points. */
export interface PdfCell {
  text: string;
  readonly top: number;
  /** The row after its last one. */
  bottom: number;
  readonly left: number;
  readonly right: number;
  /** How wide its text's beginning is that stays together, and how much room its last line leaves. */
  readonly first: number;
  room: number;
}

/** A table, on one page or on several. */
export interface PdfTable {
  readonly kind: "table";
  readonly cells: PdfCell[];
  /** By row: the page that it begins on, counted from 1. */
  readonly pages: number[];
}

/** A line of text where it stands. */
export interface PlacedLine extends ShownLine {
  readonly kind: "line";
  readonly page: number;
}

export type PageBlock = PdfTable | PlacedLine;

/** What a page shows, from top to bottom. */
export interface PdfPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly PageBlock[];
}

/** At the right of a cell nothing stands, by the size of its characters. */
const PADDING = 0.4;

/** Puts a page's content together; pages count from 1. */
export function pageOf(content: PageContent, number: number): PdfPage {
  const { width, height, across, down } = content;
  // A table inside another's cell comes first, and takes its own.
  const grids = gridsOf(across, down)
    .filter(({ cells }) => cells.length > 1)
    .sort((a, b) => areaOf(a) - areaOf(b));
  const inside = grids.map(() => [] as Glyph[]);
  const outside: Glyph[] = [];
  for (const glyph of content.glyphs) {
    const at = grids.findIndex((grid) => cellAt(grid, glyph) !== undefined);
    (inside[at] ?? outside).push(glyph);
  }
  const blocks: { readonly y: number; readonly block: PageBlock }[] = [];
  for (const [at, grid] of grids.entries()) {
    const table = tableOf(grid, inside[at]!, number);
    if (table !== undefined) blocks.push({ y: grid.ys[0]!, block: table });
  }
  for (const line of linesOf(outside))
    blocks.push({ y: line.base - MIDDLE * line.size, block: { kind: "line", page: number, ...line } });
  blocks.sort((a, b) => a.y - b.y);
  return { number, width, height, blocks: blocks.map(({ block }) => block) };
}

function areaOf({ xs, ys }: Grid): number {
  return (xs.at(-1)! - xs[0]!) * (ys.at(-1)! - ys[0]!);
}

/** Where in a grid the middle of a character is. */
function cellAt({ xs, ys }: Grid, { left, right, base, size }: Glyph): readonly [number, number] | undefined {
  const column = partAt(xs, (left + right) / 2);
  const row = partAt(ys, base - MIDDLE * size);
  return row === undefined || column === undefined ? undefined : [row, column];
}

/** A grid without a word is a drawing. */
function tableOf(grid: Grid, glyphs: readonly Glyph[], page: number): PdfTable | undefined {
  const { xs, ys, cells } = grid;
  const owners = ownersOf(grid);
  const texts = new Map<RuledCell, Glyph[]>();
  for (const glyph of glyphs) {
    const [row, column] = cellAt(grid, glyph)!;
    const owner = owners[row]![column]!;
    const its = texts.get(owner);
    if (its) its.push(glyph);
    else texts.set(owner, [glyph]);
  }
  if (glyphs.every(({ text }) => text.trim() === "")) return undefined;
  return {
    kind: "table",
    pages: ys.slice(1).map(() => page),
    cells: cells.map((cell) => {
      const [left, right] = [xs[cell.column]!, xs[cell.column + cell.columns]!];
      const lines = linesOf(texts.get(cell) ?? []);
      const room = right - PADDING * (lines[0]?.size ?? 0) - (lines.at(-1)?.right ?? left);
      const [top, bottom] = [cell.row, cell.row + cell.rows];
      return { text: cellText(lines, right), top, bottom, left, right, first: lines[0]?.first ?? 0, room };
    }),
  };
}

function ownersOf({ xs, ys, cells }: Grid): RuledCell[][] {
  const owners = ys.slice(1).map(() => new Array<RuledCell>(xs.length - 1));
  for (const cell of cells)
    for (let row = cell.row; row < cell.row + cell.rows; row++)
      owners[row]!.fill(cell, cell.column, cell.column + cell.columns);
  return owners;
}

/** The lines of a cell as one text: what wraps is no blank, what parts anything else is. */
function cellText(lines: readonly ShownLine[], right: number): string {
  let text = "";
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    if (before !== undefined && !isWrapped(before, line, right)) text += " ";
    text += line.text.trim();
  }
  return text;
}

/** Chinese goes on; a number does where no figure more had room. */
function isWrapped(before: ShownLine, line: ShownLine, right: number): boolean {
  const [last, first] = [before.text.trimEnd().at(-1)!, line.text.trimStart()[0]!];
  if (isChinese(last) && isChinese(first)) return true;
  if (/[a-z]/i.test(last) && /[a-z]/i.test(first)) return false;
  return before.right + line.first > right - PADDING * before.size;
}
