import { t } from "@vscode/l10n";
import type { IgnoredPlace } from "../../server/src/lsp/protocol";

/*
 * The text of the side file. The server reads it, with a schema; who ignores a finding has it written here.
 */

/** The server looks for files of this name too. */
export const ignoreFileName = ".disclosure-lint-ignore.json";

/** A place that is ignored, and why. */
export interface IgnoredEntry extends IgnoredPlace {
  readonly reason: string;
}

/** The side file with one more entry; an entry of the same place gives way. Throws where the text is not JSON. */
export function withEntry(text: string | undefined, entry: IgnoredEntry): string {
  const { rest, entries } = read(text);
  return write(rest, [...entries.filter((other) => !isSamePlace(other, entry)), entry]);
}

/** The side file without the entries that are chosen. Throws where the text is not JSON. */
export function withoutEntries(text: string, isChosen: (entry: IgnoredEntry) => boolean): string {
  const { rest, entries } = read(text);
  return write(
    rest,
    entries.filter((entry) => !isChosen(entry)),
  );
}

/** The entries as far as they can be read. Throws where the text is not JSON. */
export function entriesIn(text: string): IgnoredEntry[] {
  return read(text).entries.filter((entry) => typeof entry === "object" && entry !== null);
}

/** Whether two entries are of the same place in the same report. */
export function isSamePlace(a: IgnoredPlace, b: IgnoredPlace): boolean {
  return (["file", "rule", "cell", "sentence", "text", "nth"] as const).every((key) => a?.[key] === b?.[key]);
}

function read(text: string | undefined): { rest: Record<string, unknown>; entries: IgnoredEntry[] } {
  const value: unknown =
    text === undefined || text.trim() === "" ? {} : JSON.parse(text.replace(/^\uFEFF/, ""));
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(t("应为对象"));
  const { ignored, ...rest } = value as Record<string, unknown>;
  return { rest, entries: Array.isArray(ignored) ? ignored : [] };
}

function write(rest: Record<string, unknown>, ignored: readonly IgnoredEntry[]): string {
  return `${JSON.stringify({ ...rest, ignored }, null, 2)}\n`;
}
