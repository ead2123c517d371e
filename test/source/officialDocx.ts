import { standardsFor } from "../../server/src/core/standard/index";
import type { TableKey } from "../../server/src/core/standard/schema";
import { type GridCell, tableGrid } from "../../server/src/core/writing/skeleton";
import { type DocxStyle, makeDocx, runs } from "./makeDocx";

/*
 * Word files whose tables are laid out as the official form is, with cells merged over columns and rows, as WPS writes them.
 */

/** How rows of a table are left out: as when a person deletes them in Word, merged cells shrink. */
export interface Official extends DocxStyle {
  /** Labels, or parts of them, of the rows that are not there. */
  readonly without?: readonly string[];
}

/** A .docx of a report with bars, its three tables of the current format with merged cells. */
export function officialDocx(text: string, style: Official = {}): Uint8Array {
  const [, standard] = standardsFor(undefined);
  const keys: TableKey[] = ["disclosure", "requests", "litigation"];
  let at = 0;
  return makeDocx(text, {
    ...style,
    table: (rows) => {
      const grid = tableGrid(standard!, keys[at++ % keys.length]!, () => "");
      return mergedTable(shrunk(filled(grid, rows), style.without ?? []), style);
    },
  });
}

/** The form with the texts that stand in the rows of a table with bars. */
function filled(grid: readonly (readonly GridCell[])[], rows: readonly string[][]): GridCell[][] {
  const taken = grid.map(() => [] as boolean[]);
  return grid.map((line, row) =>
    line.map((cell) => {
      let column = 0;
      while (taken[row]![column]) column++;
      for (let down = 0; down < cell.rows; down++)
        for (let over = 0; over < cell.columns; over++) taken[row + down]![column + over] = true;
      return { ...cell, text: rows[row]?.[column] ?? "" };
    }),
  );
}

function shrunk(grid: GridCell[][], without: readonly string[]): GridCell[][] {
  const rows = grid.map((line) => [...line]);
  for (const label of without) {
    const at = rows.findIndex((line) =>
      line.some(({ text, role }) => role === "row" && text.includes(label)),
    );
    if (at < 0) continue;
    const left = rows[at]!.filter((cell) => cell.rows > 1).map((cell) => ({ ...cell, rows: cell.rows - 1 }));
    for (const [above, line] of rows.slice(0, at).entries())
      line.forEach((cell, i) => {
        if (above + cell.rows > at) line[i] = { ...cell, rows: cell.rows - 1 };
      });
    rows[at + 1]?.unshift(...left);
    rows.splice(at, 1);
  }
  return rows;
}

function mergedTable(grid: readonly (readonly GridCell[])[], style: DocxStyle): string {
  const width = grid[0]!.reduce((sum, { columns }) => sum + columns, 0);
  /** What reaches into a row from above, by column. */
  const open: ({ left: number; columns: number } | undefined)[] = new Array(width).fill(undefined);
  const body = grid.map((line) => {
    const waiting = [...line];
    let xml = "";
    for (let column = 0; column < width; ) {
      const above = open[column];
      if (above !== undefined && above.left > 0) {
        above.left--;
        xml += cellXml("", above.columns, "<w:vMerge/>", style);
        column += above.columns;
        continue;
      }
      const cell = waiting.shift()!;
      open[column] = cell.rows > 1 ? { left: cell.rows - 1, columns: cell.columns } : undefined;
      xml += cellXml(cell.text, cell.columns, cell.rows > 1 ? '<w:vMerge w:val="restart"/>' : "", style);
      column += cell.columns;
    }
    return `<w:tr><w:trPr><w:trHeight w:val="340"/></w:trPr>${xml}</w:tr>`;
  });
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join("");
  const columns = `<w:gridCol w:w="${Math.floor(9000 / width)}"/>`.repeat(width);
  return `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${body.join("")}</w:tbl>`;
}

function cellXml(text: string, columns: number, merge: string, style: DocxStyle): string {
  const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : "";
  const properties = `<w:tcPr><w:tcW w:w="${columns * 600}" w:type="dxa"/>${span}${merge}<w:vAlign w:val="center"/></w:tcPr>`;
  return `<w:tc>${properties}<w:p><w:pPr><w:jc w:val="center"/></w:pPr>${runs(text, style)}</w:p></w:tc>`;
}
