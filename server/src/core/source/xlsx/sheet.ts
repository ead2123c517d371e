import { SourceError } from "../source";
import { childOf, type Element, xmlText } from "../xml";
import type { Package } from "../zip";
import { shownNumber, shownText } from "./numberFormat";
import { partXml, type XmlPart } from "./parts";
import { isTrue, richText, type Workbook } from "./workbook";

/*
 * The cells of a sheet, as they are shown: what is hidden, or lies under a merged cell, is not there. Results of formulas are
 * those that the file brings; nothing is computed.
 */

/** A cell with something to show, or a border. Rows and columns count from 1, as everywhere here. */
export interface SheetCell {
  readonly column: number;
  /** As it is shown; "" where only a border is. */
  readonly text: string;
  readonly hasBorder: boolean;
}

/** A row with such cells, in the order of their columns. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly SheetCell[];
}

/** Cells that are merged into one, the corners included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What a sheet shows, and where its cells are merged. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
  isHiddenRow(row: number): boolean;
  isHiddenColumn(column: number): boolean;
}

/** No report comes near. */
const MOST_MERGES = 5000;

/** Reads a sheet. */
export function readSheet(opened: Package, name: string, workbook: Workbook): Sheet {
  const part = partXml(opened, name);
  const data = childOf(part?.root, "x:sheetData");
  if (part === undefined || data === undefined) return new SheetReader([], []).sheet(new Map());
  const merges = (childOf(part.root, "x:mergeCells")?.children ?? []).flatMap(mergeOf);
  if (merges.length > MOST_MERGES) throw new SourceError("合并的单元格太多，不像是年报，没有读");
  const reader = new SheetReader(merges, childOf(part.root, "x:cols")?.children ?? []);
  return reader.sheet(cellsOf(data, part, workbook, reader.hiddenRows));
}

type Cells = Map<number, Map<number, SheetCell>>;

function cellsOf(data: Element, part: XmlPart, workbook: Workbook, hiddenRows: Set<number>): Cells {
  const cells: Cells = new Map();
  let number = 0;
  for (const row of data.children) {
    if (row.name !== "x:row") continue;
    number = Number(row.attributes.r ?? number + 1);
    if (isTrue(row.attributes.hidden)) hiddenRows.add(number);
    const own = new Map<number, SheetCell>();
    let column = 0;
    for (const cell of row.children) {
      if (cell.name !== "x:c") continue;
      column = columnOf(cell.attributes.r ?? "") ?? column + 1;
      const look = workbook.looks[Number(cell.attributes.s ?? 0)];
      const text = shownCell(cell, part, workbook);
      const hasBorder = look?.hasBorder ?? false;
      if (text !== "" || hasBorder) own.set(column, { column, text, hasBorder });
    }
    if (own.size > 0) cells.set(number, own);
  }
  return cells;
}

/** What a cell shows. */
function shownCell(cell: Element, { xml }: XmlPart, { strings, looks, is1904 }: Workbook): string {
  const written = childOf(cell, "x:v");
  const value =
    written === undefined ? "" : xmlText(xml.slice(written.inner.start, written.inner.end)).trim();
  const code = looks[Number(cell.attributes.s ?? 0)]?.number ?? "General";
  switch (cell.attributes.t) {
    case "s":
      return shownText(strings[Number(value)] ?? "", code);
    case "str":
      return shownText(richValue(value), code);
    case "inlineStr": {
      const inline = childOf(cell, "x:is");
      return inline === undefined ? "" : shownText(richText(inline, xml), code);
    }
    case "b":
      return value === "" ? "" : value === "1" ? "TRUE" : "FALSE";
    case "e":
      return value;
    case "d":
      return value.replace(/T00:00:00(?:\.0{1,9})?Z?$/, "");
    default: {
      const number = Number(value);
      if (value === "" || Number.isNaN(number)) return value;
      return shownNumber(number, code, is1904);
    }
  }
}

function richValue(value: string): string {
  return value.replaceAll("_x000D_", "");
}

class SheetReader {
  readonly hiddenRows = new Set<number>();
  private readonly hiddenColumns: { readonly from: number; readonly to: number }[];
  /** From the top. */
  private readonly merges: readonly Merge[];

  constructor(merges: readonly Merge[], columns: readonly Element[]) {
    this.merges = [...merges].sort((a, b) => a.top - b.top);
    this.hiddenColumns = columns.flatMap(({ attributes: { hidden, width, min, max } }) =>
      isTrue(hidden) || Number(width ?? 1) === 0 ? [{ from: Number(min), to: Number(max) }] : [],
    );
  }

  sheet(cells: Cells): Sheet {
    const isHiddenRow = (row: number) => this.hiddenRows.has(row);
    const isHiddenColumn = (column: number) =>
      this.hiddenColumns.some(({ from, to }) => from <= column && column <= to);
    this.uncover(cells, isHiddenColumn);
    const rows = [...cells]
      .filter(([number]) => !isHiddenRow(number))
      .sort(([a], [b]) => a - b)
      .map(([number, own]) => ({
        number,
        cells: [...own.values()]
          .filter(({ column }) => !isHiddenColumn(column))
          .sort((a, b) => a.column - b.column),
      }));
    return { rows, merges: this.merges, isHiddenRow, isHiddenColumn };
  }

  /** A merged cell shows the text of its corner, at the first row and column that are shown, and nothing else. */
  private uncover(cells: Cells, isHiddenColumn: (column: number) => boolean): void {
    const numbers = [...cells.keys()].sort((a, b) => a - b);
    const corners = this.merges.map((merge) => cells.get(merge.top)?.get(merge.left));
    let open: Merge[] = [];
    let next = 0;
    for (const number of numbers) {
      while (next < this.merges.length && this.merges[next]!.top <= number) open.push(this.merges[next++]!);
      open = open.filter(({ bottom }) => bottom >= number);
      const own = cells.get(number)!;
      for (const [column, cell] of own)
        if (cell.text !== "" && open.some(({ left, right }) => left <= column && column <= right))
          own.set(column, { ...cell, text: "" });
    }
    this.merges.forEach(({ top, left, bottom, right }, at) => {
      const corner = corners[at];
      if (corner === undefined || corner.text === "") return;
      let [row, column] = [top, left];
      while (row < bottom && this.hiddenRows.has(row)) row++;
      while (column < right && isHiddenColumn(column)) column++;
      const own = cells.get(row) ?? new Map<number, SheetCell>();
      own.set(column, { ...corner, column });
      cells.set(row, own);
    });
  }
}

function mergeOf({ attributes }: Element): Merge[] {
  const corners = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(attributes.ref ?? "");
  if (corners === null) return [];
  const [, left, top, right, bottom] = corners;
  return [{ left: columnOf(left!)!, top: Number(top), right: columnOf(right!)!, bottom: Number(bottom) }];
}

const LETTERS = 26;

/** The column of a cell that is called `B8`, or of `B`; undefined for what is no such name. */
function columnOf(name: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(name)?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0);
}

/** What a cell is called: `B8`. */
export function cellName(column: number, row: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / LETTERS))
    letters = String.fromCharCode(65 + ((rest - 1) % LETTERS)) + letters;
  return `${letters}${row}`;
}
