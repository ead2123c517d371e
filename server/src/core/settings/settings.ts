import type { Standard } from "../standard/schema";

/*
 * What a user may set. Whether it is right, settingsSchema.ts checks.
 */

/** Kinds of agency that have a last day of their own to report. */
export const AGENCY_KINDS = ["government", "department", "township", "street"] as const;

/** `government`: a county's or higher government, reporting on all of it; `township`: a 乡 or 镇. */
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** Last days of article 49; towns and streets, which it does not name, are held to that of departments. */
export const DEADLINES: { readonly [K in AgencyKind]: string } = {
  government: "03-31",
  department: "01-31",
  township: "01-31",
  street: "01-31",
};

/** Counts that a place may want section one to give: published by platform, interpretations, responses to the public. */
export const COUNT_KINDS = ["platforms", "interpretation", "response"] as const;

export type CountKind = (typeof COUNT_KINDS)[number];

/** Bounds of a length that a place may set for section one. */
export const SHORTEST_OVERVIEW = 100;
export const LONGEST_OVERVIEW = 100_000;

/** Years that a report may be about; the regulation came into force in the first of them. */
export const FIRST_YEAR = 2008;
export const LAST_YEAR = 2100;

/** What a user may set. Every field may be left out. */
export interface Settings {
  /** Severity by rule id. Unknown ids are kept: an older version must not refuse the settings of a newer one. */
  readonly rules?: { readonly [id: string]: "error" | "warning" | "info" | "off" } | undefined;
  /** The report's year where the text does not tell it. */
  readonly year?: number | undefined;
  /** Treat the text as a report without asking whether it looks like one. */
  readonly assumeReport?: boolean | undefined;
  /** Own standards, tried before the built-in ones. */
  readonly standards?: readonly Standard[] | undefined;
  /** Last day for a report by kind of agency, `MM-DD` of the year after the one reported on. */
  readonly deadlines?: { readonly [K in AgencyKind]?: string | undefined } | undefined;
  /** So many characters section one may have, where the place's notice says so. */
  readonly overviewLength?: number | undefined;
  /** Counts that the place's notice wants in section one. */
  readonly requiredCounts?: readonly CountKind[] | undefined;
}

/** The settings of a project go before those of its user; what is a list or a table is joined. */
export function mergeSettings(user: Settings, project: Settings): Settings {
  const counts = new Set([...(project.requiredCounts ?? []), ...(user.requiredCounts ?? [])]);
  const standards = [...(project.standards ?? []), ...(user.standards ?? [])];
  return {
    ...user,
    ...project,
    ...((user.rules || project.rules) && { rules: { ...user.rules, ...project.rules } }),
    ...((user.deadlines || project.deadlines) && { deadlines: { ...user.deadlines, ...project.deadlines } }),
    ...(counts.size > 0 && { requiredCounts: [...counts] }),
    ...(standards.length > 0 && { standards }),
  };
}

/** What is wrong in settings or a standard, and where. */
export interface SettingFault {
  readonly path: readonly PropertyKey[];
  /** In Chinese, without the path and without a full stop. */
  readonly message: string;
}

/** Of more faults at a time nobody wants to know. */
const MOST_LINES = 20;

/** Settings or a standard file that does not fit the schema: what is wrong where, in Chinese, one line for each of the first faults. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(readonly faults: readonly SettingFault[]) {
    const told = faults.slice(0, MOST_LINES);
    super(told.map(faultText).join("\n"));
  }
}

/** A fault with its place: `year：应为整数`; what is wrong with the whole has none. */
export function faultText({ path, message }: SettingFault): string {
  return path.length === 0 ? message : `${pathText(path)}：${message}`;
}

/** A path as it is shown: `rules.row-total`, `standards[0].id`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${excerpt(String(part))}`))
    .join("");
  return text.replace(/^\./, "") || "全部内容";
}

/** A text from outside as a message quotes it: not all of it where it is of a length that no name has. */
export function excerpt(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
