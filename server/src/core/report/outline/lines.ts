import type { Row } from "../../document/document";
import type { Phrase } from "../../text/text";

/** The text of a row that is no table row: one cell, or a line that spaces happen to divide. */
export function lonePhrase(row: Row, text: string): Phrase | undefined {
  if (row.cells.length === 1) return row.cells[0]!.text === "" ? undefined : row.cells[0];
  if (row.kind === "line") return { text: text.slice(row.start, row.end), start: row.start, end: row.end };
  const first = row.cells[0]!;
  if (first.text === "") return undefined;
  for (let i = 1; i < row.cells.length; i++) if (row.cells[i]!.text !== "") return undefined;
  return first;
}
