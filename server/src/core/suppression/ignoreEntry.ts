import type { Fingerprint } from "./fingerprint";

/** Name of the side file: it keeps out of the reports themselves, which are published as they are. */
export const IGNORE_FILE = ".disclosure-lint-ignore.json";

/** One place in one report that is left alone, and why. */
export interface IgnoreEntry extends Fingerprint {
  /** The report, relative to the folder of the side file, with `/`. */
  readonly file: string;
  readonly reason: string;
}
