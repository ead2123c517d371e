/**
 * Text for a message, a prompt or a status of the editor's, which makes links of `[…](…)`, those that run commands among
 * them. What is quoted from a report, or is a file's name, is anybody's, and stays text.
 */
export function said(text: string): string {
  return text.replaceAll("](", "] (");
}
