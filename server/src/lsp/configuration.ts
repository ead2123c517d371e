import {
  AGENCY_KINDS,
  excerpt,
  FIRST_YEAR,
  LAST_YEAR,
  pathText,
  type Settings,
  SettingsError,
} from "../core/settings/settings";
import { parseSettings } from "../core/settings/settingsSchema";

/** What the editor's section `disclosureLint` says, for one document. */
export interface Configuration {
  /** False: the document is left alone, whatever it is. */
  readonly enable: boolean;
  readonly settings: Settings;
  /** Own standards in files, by their paths from the workspace folder. */
  readonly standardFiles?: readonly string[];
  /** Files that are not checked, as in `.gitignore`, from the workspace folder. */
  readonly ignore?: readonly string[];
  /** Sums and balances are shown beside the numbers of the tables. */
  readonly inlayHints?: boolean;
  /** What was written wrongly and therefore left out, in Chinese. */
  readonly problems: readonly string[];
}

type RuleSetting = NonNullable<Settings["rules"]>[string];

const severities: readonly unknown[] = ["error", "warning", "info", "off"] satisfies RuleSetting[];

/** What all our settings stand below, or have in front of their names. */
export const SECTION = "disclosureLint";

/** What the section may hold for the server. */
const NAMES: ReadonlySet<string> = new Set([
  "enable",
  "rules",
  "year",
  "deadlines",
  "overviewLength",
  "requiredCounts",
  "standards",
  "ignore",
  "inlayHints",
]);

type Fields = Record<string, unknown>;

/**
 * The section, in whatever form a client sends it: `{"year": 2023}`, `{"disclosureLint": {"year": 2023}}` and
 * `{"disclosureLint.year": 2023}` say the same. Undefined where nothing of ours is said.
 */
export function sectionIn(sent: unknown): unknown {
  if (!isRecord(sent)) return sent ?? undefined;
  const around = unfolded(sent);
  const section = Object.hasOwn(around, SECTION) ? around[SECTION] : around;
  if (!isRecord(section)) return section ?? undefined;
  const ours = Object.entries(unfolded(section)).filter(([name]) => NAMES.has(name));
  return ours.length > 0 ? Object.fromEntries(ours) : undefined;
}

/** A name with a dot in it is that of a field, and of an entry of it: `rules.row-total`. */
function unfolded(fields: Fields): Fields {
  const result = new Map<string, unknown>();
  for (const [path, value] of Object.entries(fields)) {
    const dot = path.indexOf(".");
    const name = dot < 0 ? path : path.slice(0, dot);
    const said = dot < 0 ? value : { [path.slice(dot + 1)]: value };
    const before = result.get(name);
    result.set(name, isRecord(before) && isRecord(said) ? { ...before, ...said } : said);
  }
  return Object.fromEntries(result);
}

/**
 * Reads the section as {@link sectionIn} gives it: absent, partial, or wrong in places. A wrong field costs itself only,
 * for a slip in one rule's severity must not switch the checking of a whole report off.
 */
export function readConfiguration(section: unknown, languageId: string): Configuration {
  const problems: string[] = [];
  if (section !== undefined && section !== null && !isRecord(section))
    problems.push("disclosureLint 应为对象");
  const fields = isRecord(section) ? section : {};
  const rules = readRules(fields.rules, problems);
  const year = readYear(fields.year, problems);
  const deadlines = readDeadlines(fields.deadlines, problems);
  const overviewLength = readField("overviewLength", fields.overviewLength, problems);
  const requiredCounts = readField("requiredCounts", fields.requiredCounts, problems);
  const given = readList("standards", fields.standards, problems);
  const inline = given?.filter((it) => typeof it !== "string");
  const standards = inline?.length ? readField("standards", inline, problems) : undefined;
  const standardFiles = given?.filter((it) => typeof it === "string");
  const ignore = readList("ignore", fields.ignore, problems)?.filter((it) => typeof it === "string");
  return {
    enable: readBoolean("enable", fields.enable, true, problems),
    settings: {
      ...(rules && { rules }),
      ...(year !== undefined && { year }),
      ...(deadlines && { deadlines }),
      ...(overviewLength !== undefined && { overviewLength }),
      ...(requiredCounts && { requiredCounts }),
      ...(standards && { standards }),
      ...(languageId === "disclosure-report" && { assumeReport: true }),
    },
    ...(standardFiles?.length && { standardFiles }),
    ...(ignore?.length && { ignore }),
    ...(readBoolean("inlayHints", fields.inlayHints, false, problems) && { inlayHints: true }),
    problems,
  };
}

function readField<K extends keyof Settings>(name: K, value: unknown, problems: string[]): Settings[K] {
  if (value === undefined || value === null) return undefined;
  try {
    return parseSettings({ [name]: value })[name];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const { path, message } of error.faults)
      problems.push(`disclosureLint.${pathText(path)} ${message}`);
    return undefined;
  }
}

/** A wrong entry costs itself only. */
function readDeadlines(value: unknown, problems: string[]): Settings["deadlines"] {
  if (!isRecord(value)) return readField("deadlines", value, problems);
  const kinds: readonly string[] = AGENCY_KINDS;
  const days = Object.entries(value).flatMap(([kind, day]) => {
    if (kinds.includes(kind)) return Object.entries(readField("deadlines", { [kind]: day }, problems) ?? {});
    problems.push(`disclosureLint.deadlines 没有“${excerpt(kind)}”，应为 ${kinds.join("、")} 之一`);
    return [];
  });
  return days.length > 0 ? Object.fromEntries(days) : undefined;
}

function readList(name: string, value: unknown, problems: string[]): unknown[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value;
  problems.push(`disclosureLint.${name} 应为数组`);
  return undefined;
}

function readBoolean(name: string, value: unknown, otherwise: boolean, problems: string[]): boolean {
  if (typeof value === "boolean") return value;
  if (value !== undefined && value !== null) problems.push(`disclosureLint.${name} 应为 true 或 false`);
  return otherwise;
}

function readRules(value: unknown, problems: string[]): Settings["rules"] {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) {
    problems.push("disclosureLint.rules 应为对象");
    return undefined;
  }
  const entries = Object.entries(value);
  for (const [id, severity] of entries) {
    if (!isSeverity(severity)) problems.push(`disclosureLint.rules.${id} 应为 error、warning、info 或 off`);
  }
  return Object.fromEntries(entries.filter((entry): entry is [string, RuleSetting] => isSeverity(entry[1])));
}

function readYear(value: unknown, problems: string[]): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= FIRST_YEAR && value <= LAST_YEAR)
    return value;
  problems.push(`disclosureLint.year 应为 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间的整数`);
  return undefined;
}

function isSeverity(value: unknown): value is RuleSetting {
  return severities.includes(value);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
