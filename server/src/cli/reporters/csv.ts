import type { Extraction } from "../../core/extract";

/** Byte order mark, by which Excel knows UTF-8, and the column names. */
export const HEADER = `\uFEFF${row(["path", "year", "agency", "key", "value", "text"])}`;

/** One line for each cell of a report. */
export function rows(path: string, { year, agency, cells }: Extraction): string {
  return Object.entries(cells)
    .map(([key, { value, text }]) => row([path, year, agency, key, value, text]))
    .join("");
}

/** RFC 4180. */
function row(fields: readonly (string | number | null)[]): string {
  return `${fields.map((field) => quoted(String(field ?? ""))).join(",")}\r\n`;
}

function quoted(field: string): string {
  const inert = neutralised(field);
  return /[",\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/**
 * Spreadsheets run a cell that starts so as a formula, and a report may come from anyone: an apostrophe in front makes it
 * text. A negative number is a number.
 */
function neutralised(field: string): string {
  return /^[=+\-@\t\r]/.test(field) && !/^-\d+(?:\.\d+)?$/.test(field) ? `'${field}` : field;
}
