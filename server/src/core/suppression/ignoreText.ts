import type { Fingerprint } from "./fingerprint";

/*
 * Writing the side file. No schema here: the editor's client has this too, and must stay small.
 */

/** Name of the side file: it keeps out of the reports themselves, which are published as they are. */
export const IGNORE_FILE = ".disclosure-lint-ignore.json";

/** One place in one report that is left alone, and why. */
export interface IgnoreEntry extends Fingerprint {
  /** The report, relative to the folder of the side file, with `/`. */
  readonly file: string;
  readonly reason: string;
}

/** The side file with one more entry; an entry of the same place gives way. Throws where the text is not JSON. */
export function withEntry(text: string | undefined, entry: IgnoreEntry): string {
  const { rest, entries } = read(text);
  return write(rest, [...entries.filter((other) => !isSamePlace(other, entry)), entry]);
}

/** The side file without the entries that are chosen. Throws where the text is not JSON. */
export function withoutEntries(text: string, isChosen: (entry: IgnoreEntry) => boolean): string {
  const { rest, entries } = read(text);
  return write(
    rest,
    entries.filter((entry) => !isChosen(entry)),
  );
}

/** The entries as far as they can be read. Throws where the text is not JSON. */
export function entriesIn(text: string): IgnoreEntry[] {
  return read(text).entries.filter((entry) => typeof entry === "object" && entry !== null);
}

/** Whether two entries are of the same place in the same report. */
export function isSamePlace(a: IgnoreEntry, b: IgnoreEntry): boolean {
  return (["file", "rule", "cell", "sentence", "text", "nth"] as const).every((key) => a?.[key] === b?.[key]);
}

function read(text: string | undefined): { rest: Record<string, unknown>; entries: IgnoreEntry[] } {
  const value: unknown =
    text === undefined || text.trim() === "" ? {} : JSON.parse(text.replace(/^\uFEFF/, ""));
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("应为对象");
  const { ignored, ...rest } = value as Record<string, unknown>;
  return { rest, entries: Array.isArray(ignored) ? ignored : [] };
}

function write(rest: Record<string, unknown>, ignored: readonly IgnoreEntry[]): string {
  return `${JSON.stringify({ ...rest, ignored }, null, 2)}\n`;
}
