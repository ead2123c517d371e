/**
 * The library: `dist/core.mjs`. It runs in Node and in browsers, touches no file and no network.
 *
 * Offsets are UTF-16, ends are exclusive. No function throws on any text; {@link check}, {@link fixAll}, {@link fixSource}
 * and {@link extract} throw a `SettingsError` for settings that do not fit the schema.
 *
 * Files go in as bytes: {@link openSource} gives their text, which is checked, and takes changes of it back into the file. It
 * throws a {@link SourceError} for what cannot be read, and nothing else. PDF takes a reader of its own, see `Loaders`.
 */
export {
  type CheckOptions,
  check,
  checkReport,
  type FixAllResult,
  type Fixable,
  type FixSourceResult,
  fixAll,
  fixSource,
  type Ignored,
  type Inspection,
  inspect,
  type RefusedFix,
} from "./check";
export { type Extraction, extract } from "./extract";
export type { Diagnostic, Finding, Fix, Related, Severity } from "./findings/finding";
export type { Rule } from "./findings/rule";
export { type Loaders, openSource, type PdfReader } from "./open";
export { placeIn } from "./place";
export { parseReport } from "./report/recognise";
export type { Report } from "./report/report";
export { rules } from "./rules/index";
export { type Settings, SettingsError } from "./settings/settings";
export { parseSettings } from "./settings/settingsSchema";
export {
  type Author,
  type Change,
  type Place,
  type Refusal,
  type Source,
  SourceError,
  type SourceFormat,
  type WriteOptions,
  type Written,
} from "./source/source";
export type { Standard } from "./standard/schema";
export { type Fingerprint, fingerprintsOf } from "./suppression/fingerprint";
export type { Edit, Span } from "./text/text";
