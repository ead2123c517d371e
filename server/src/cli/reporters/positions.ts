import { lineStarts, positionAt } from "../../core/text/text";

/** Turns offsets of a text into lines and UTF-16 columns that count from 1. */
export function positionsIn(text: string): (offset: number) => { line: number; column: number } {
  const starts = lineStarts(text);
  return (offset) => {
    const { line, column } = positionAt(starts, offset);
    return { line: line + 1, column: column + 1 };
  };
}
