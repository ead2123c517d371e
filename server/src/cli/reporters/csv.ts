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
  return /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
