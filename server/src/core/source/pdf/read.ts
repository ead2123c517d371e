import { firstAt } from "../../text/text";
import { rulingFor } from "../ruling";
import type { Place } from "../source";
import { columnTables } from "./columns";
import { withoutFurniture } from "./furniture";
import type { PdfPage, PdfTable, PlacedLine } from "./page";
import { marginsOf, type PdfParagraph, paragraphsOf } from "./paragraphs";
import { sidesOf, withTablesJoined } from "./tables";

/*
 * The text of a PDF: a line for each paragraph, a line with bars for each row of a table, a blank line around tables.
 * Merged cells are blanks, as in every other layout of rows.
 */

/** A text, and what is known of its places. */
export interface PdfText {
  readonly text: string;
  place(offset: number): Place | undefined;
}

/** From one offset of the text to the next, a place is the same. */
interface Stretch {
  readonly start: number;
  readonly place: Place;
}

/** The text of pages. */
export function readPages(pages: readonly PdfPage[]): PdfText {
  const writer = new TextWriter();
  const kept = withTablesJoined(withoutFurniture(pages));
  const margins = marginsOf(kept.flatMap(({ blocks }) => blocks.filter((block) => block.kind === "line")));
  let lines: PlacedLine[] = [];
  const putLines = (some: readonly PlacedLine[]) => {
    for (const paragraph of paragraphsOf(some, margins)) writer.putParagraph(paragraph);
  };
  const flush = () => {
    for (const part of columnTables(lines)) {
      if ("kind" in part) writer.putTable(part);
      else putLines(part);
    }
    lines = [];
  };
  for (const block of kept.flatMap(({ blocks }) => blocks)) {
    if (block.kind === "line") lines.push(block);
    else {
      flush();
      writer.putTable(block);
    }
  }
  flush();
  return writer.finish();
}

class TextWriter {
  private text = "";
  private readonly stretches: Stretch[] = [];
  private tables = 0;

  finish(): PdfText {
    const { text, stretches } = this;
    return {
      text,
      place: (offset) => stretches[firstAt(stretches, ({ start }) => start > offset) - 1]?.place,
    };
  }

  putParagraph({ text, pages }: PdfParagraph): void {
    const start = this.text.length;
    const blanks = text.length - text.trimStart().length;
    for (const { at, page } of pages)
      this.stretches.push({ start: start + Math.max(0, at - blanks), place: { page } });
    this.text += `${text.trim()}\n`;
  }

  putTable(table: PdfTable): void {
    const number = ++this.tables;
    if (this.text !== "") this.text += "\n";
    for (const [row, cells] of rowsOf(table).entries()) {
      const page = table.pages[row]!;
      this.text += "|";
      for (const [column, cell] of cells.entries()) {
        const place = { page, table: { number, row: row + 1, column: column + 1 } };
        this.stretches.push({ start: column === 0 ? this.text.length - 1 : this.text.length, place });
        this.text += cell === "" ? "  |" : ` ${cell.replaceAll("|", "\\|")} |`;
      }
      this.text += "\n";
      if (row === 0) this.text += rulingFor(cells.length);
    }
    this.text += "\n";
  }
}

/** The texts of a table by row and column; what is merged stands where it begins. */
function rowsOf({ cells, pages }: PdfTable): string[][] {
  const sides = sidesOf(cells);
  const columns = sides.length - 1;
  const rows = pages.map(() => new Array<string>(columns).fill(""));
  for (const { text, top, left } of cells) {
    const column =
      Math.min(
        columns,
        Math.max(
          1,
          firstAt(sides, (side) => side > left + 0.5),
        ),
      ) - 1;
    rows[top]![column] = text;
  }
  return rows;
}
