import { describe, expect, test } from "vitest";
import { docxSource } from "../../server/src/core/source/docx/source";
import { cell, run } from "./docxParts";
import { packDocx } from "./makeDocx";

/* Grids of tables: which of their edges are columns for who reads the table. */

/** A cell by what it says and how many columns of the grid it takes; a row may leave some out in front. */
type GridCell = string | readonly [text: string, span: number];
interface Row {
  readonly before?: number;
  readonly cells: readonly GridCell[];
}

function tableOf(widths: readonly (number | string)[], rows: readonly Row[]): string {
  const grid = widths.map((width) => (width === "" ? "<w:gridCol/>" : `<w:gridCol w:w="${width}"/>`));
  const body = rows.map(({ before = 0, cells }) => {
    const properties = before === 0 ? "" : `<w:trPr><w:gridBefore w:val="${before}"/></w:trPr>`;
    return `<w:tr>${properties}${cells.map(cellXml).join("")}</w:tr>`;
  });
  return `<w:tbl><w:tblPr/><w:tblGrid>${grid.join("")}</w:tblGrid>${body.join("")}</w:tbl><w:p/>`;
}

function cellXml(given: GridCell): string {
  const [text, span] = typeof given === "string" ? [given, 1] : given;
  const properties = `<w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr>`;
  return cell(run(text)).replace("<w:tc>", `<w:tc>${properties}`);
}

/** The rows of the text, without the ruling. */
const rowsOf = (text: string) =>
  text.split("\n").filter((line) => line.startsWith("|") && !line.startsWith("| ---"));

interface Case {
  readonly what: string;
  readonly widths: readonly (number | string)[];
  readonly rows: readonly Row[];
  readonly reads: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: "a sliver between two columns, where the head starts before the values do, is none",
    widths: [900, 899, 1, 900, 900],
    rows: [
      {
        cells: [
          ["甲", 2],
          ["乙", 3],
        ],
      },
      { cells: ["1", ["2", 2], "3", "4"] },
    ],
    reads: ["| 甲 |  | 乙 |  |", "| 1 | 2 | 3 | 4 |"],
  },
  {
    what: "the same where the values start before the head does",
    widths: [900, 899, 1, 900],
    rows: [{ cells: [["甲", 3], "乙"] }, { cells: ["1", "2", ["3", 2]] }],
    reads: ["| 甲 |  | 乙 |", "| 1 | 2 | 3 |"],
  },
  {
    what: "edges that were dragged by hand, a little off",
    widths: [900, 60, 840, 900],
    rows: [{ cells: ["甲", ["乙", 2], "丙"] }, { cells: [["1", 2], "2", "3"] }],
    reads: ["| 甲 | 乙 | 丙 |", "| 1 | 2 | 3 |"],
  },
  {
    what: "a row that is set in by a sliver",
    widths: [2, 898, 900],
    rows: [{ cells: [["甲", 2], "乙"] }, { before: 1, cells: ["1", "2"] }],
    reads: ["| 甲 | 乙 |", "| 1 | 2 |"],
  },
  {
    what: "an edge between two that are near goes to the nearer",
    widths: [900, 60, 30, 900, 900],
    rows: [{ cells: ["甲", ["乙", 2], "丙", "丁"] }, { cells: [["1", 2], ["2", 2], "3"] }],
    reads: ["| 甲 | 乙 | 丙 | 丁 |", "| 1 |  | 2 | 3 |"],
  },
  {
    what: "a narrow column with text of its own stays",
    widths: [900, 20, 900, 900],
    rows: [{ cells: ["甲", "乙", "丙", "丁"] }, { cells: ["1", ["2", 2], "3"] }],
    reads: ["| 甲 | 乙 | 丙 | 丁 |", "| 1 | 2 |  | 3 |"],
  },
  {
    what: "columns that are all narrow, as some programs write them, stay",
    widths: [100, 100, 100],
    rows: [{ cells: [["甲", 2], "乙"] }, { before: 1, cells: ["1", "2"] }],
    reads: ["| 甲 |  | 乙 |", "|  | 1 | 2 |"],
  },
  {
    what: "a column half as wide as the others stays",
    widths: [900, 450, 900],
    rows: [{ cells: ["甲", ["乙", 2]] }, { cells: [["1", 2], "2"] }],
    reads: ["| 甲 | 乙 |  |", "| 1 |  | 2 |"],
  },
  {
    what: "where a width is missing, all edges are columns",
    widths: [900, 899, "", 900],
    rows: [
      {
        cells: [
          ["甲", 2],
          ["乙", 2],
        ],
      },
      { cells: ["1", ["2", 2], "3"] },
    ],
    reads: ["| 甲 |  | 乙 |  |", "| 1 | 2 |  | 3 |"],
  },
  {
    what: "where the columns have no width, too",
    widths: [0, 0, 0, 0],
    rows: [
      {
        cells: [
          ["甲", 2],
          ["乙", 2],
        ],
      },
      { cells: ["1", ["2", 2], "3"] },
    ],
    reads: ["| 甲 |  | 乙 |  |", "| 1 | 2 |  | 3 |"],
  },
  {
    what: "where the grid is too short, too",
    widths: [900, 899],
    rows: [
      {
        cells: [
          ["甲", 2],
          ["乙", 2],
        ],
      },
      { cells: ["1", ["2", 2], "3"] },
    ],
    reads: ["| 甲 |  | 乙 |  |", "| 1 | 2 |  | 3 |"],
  },
];

describe("grids", () => {
  test.each(CASES)("$what", ({ widths, rows, reads }) => {
    expect(rowsOf(docxSource(packDocx(tableOf(widths, rows))).text)).toEqual(reads);
  });
});

test("a new row is put where the grid has slivers", () => {
  const sliver = CASES[0]!;
  const source = docxSource(packDocx(tableOf(sliver.widths, sliver.rows)));
  const at = source.text.indexOf("| 1 | 2 | 3 | 4 |");
  const { source: after, refused } = source.write([
    [{ span: { start: at, end: at }, text: "| 5 | 6 | 7 | 8 |\n" }],
  ]);
  expect(refused).toEqual([]);
  expect(rowsOf(after.text)).toEqual([sliver.reads[0], "| 5 | 6 | 7 | 8 |", sliver.reads[1]]);
});
