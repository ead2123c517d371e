/*
 * What a text says to a Word file: which lines stand in it, blank ones and rulings left out, and which cells a row has.
 */

/** What stands in the text: a line, and whether it is a table's row. */
export interface WrittenLine {
  readonly text: string;
  readonly isRow: boolean;
}

/** What must stand in the text, in order: blank lines are no part of a Word file, nor are the rulings of Markdown tables. */
export function writtenLines(text: string): WrittenLine[] {
  return linesIn(text).filter((line) => !isRuling(line));
}

/** Lines as they are compared: how cells are padded is no difference. Blank ones are left out. */
export function linesIn(text: string): WrittenLine[] {
  return text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== "")
    .map((line) =>
      isRow(line) ? { text: `| ${cellTexts(line).join(" | ")} |`, isRow: true } : asText(line),
    );
}

function asText(text: string): WrittenLine {
  return { text, isRow: false };
}

/** Whether a line stands below the head of a Markdown table. */
export function isRuling({ text, isRow }: WrittenLine): boolean {
  return isRow && cellTexts(text).every((cell) => /^:?-{3,}:?$/.test(cell));
}

/** Whether two texts are the same file: how cells are padded is no difference. */
export function saysTheSame(a: string, b: string): boolean {
  const [first, second] = [writtenLines(a), writtenLines(b)];
  return first.length === second.length && first.every(({ text }, at) => text === second[at]!.text);
}

/** Whether a line is the row of a table. */
export function isRow(line: string): boolean {
  return /^\s*\|/.test(line);
}

/** The cells of a row as it is written with bars. */
export function cellTexts(row: string): string[] {
  const cells = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim());
}

/** A cell's text without what keeps a bar in it from being a border. */
export function withoutEscapes(cell: string): string {
  return cell.replaceAll("\\|", "|");
}
