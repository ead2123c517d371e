/**
 * The line below the first row of a table, as Markdown has it. Without it nothing would tell where a table starts that
 * follows another.
 */
export function rulingFor(columns: number): string {
  return `|${" --- |".repeat(columns)}\n`;
}
