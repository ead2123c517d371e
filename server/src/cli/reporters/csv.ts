import type { Extraction } from "../../core/extract";

/** What spreadsheets may run as a formula; Chinese ones take wide signs for it too, and some pass over blanks in front. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
/** A negative number is one, and a dash stands for none. */
const HARMLESS = /^(?:-\d+(?:\.\d+)?|[-－]+)$/;

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

/** A report may come from anyone: an apostrophe in front makes text of what would run. */
function neutralised(field: string): string {
  return FORMULA.test(field) && !HARMLESS.test(field) ? `'${field}` : field;
}
