/**
 * The library: `dist/core.mjs`. It runs in Node and in browsers, touches no file and no network.
 *
 * Offsets are UTF-16, ends are exclusive. No function throws on any text; {@link check}, {@link fixAll} and
 * {@link extract} throw a `SettingsError` for settings that do not fit the schema.
 */
export {
  type CheckOptions,
  check,
  checkReport,
  type FixAllResult,
  fixAll,
  type Ignored,
  type Inspection,
  inspect,
} from "./check";
export { type Extraction, extract } from "./extract";
export type { Diagnostic, Finding, Fix, Related, Severity } from "./findings/finding";
export type { Rule } from "./findings/rule";
export type { Report } from "./report/report";
export { rules } from "./rules/index";
export { type Settings, SettingsError } from "./settings/settings";
export { parseSettings } from "./settings/settingsSchema";
export type { Standard } from "./standard/schema";
export { type Fingerprint, fingerprintsOf } from "./suppression/fingerprint";
export type { Edit, Span } from "./text/text";
