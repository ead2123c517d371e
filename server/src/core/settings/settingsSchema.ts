import * as z from "zod/mini";
import { type Standard, standardSchema, wholeNumber } from "../standard/schema";
import { isDate } from "../text/date";
import {
  AGENCY_KINDS,
  COUNT_KINDS,
  FIRST_YEAR,
  LAST_YEAR,
  LONGEST_OVERVIEW,
  type SettingFault,
  type Settings,
  SettingsError,
  SHORTEST_OVERVIEW,
} from "./settings";

/*
 * Checks settings and standards from outside. Reports can be checked without it, and the server loads it when there is
 * something to check.
 */

/** A day of a year, as the setting `deadlines` writes it: `01-31`. */
const dayOfYear = z
  .string()
  .check(z.refine((value) => isDayOfYear(value), '应为“月-日”，月和日各两位数，如 "01-31"'));

function isDayOfYear(value: string): boolean {
  const match = /^(\d\d)-(\d\d)$/.exec(value);
  return match !== null && isDate(2024, Number(match[1]), Number(match[2]));
}

const shape = {
  rules: z.optional(z.record(z.string(), z.enum(["error", "warning", "info", "off"]))),
  year: z.optional(wholeNumber(FIRST_YEAR, LAST_YEAR)),
  assumeReport: z.optional(z.boolean()),
  standards: z.optional(z.array(standardSchema)),
  deadlines: z.optional(
    z.object(Object.fromEntries(AGENCY_KINDS.map((kind) => [kind, z.optional(dayOfYear)]))),
  ),
  overviewLength: z.optional(wholeNumber(SHORTEST_OVERVIEW, LONGEST_OVERVIEW)),
  requiredCounts: z.optional(z.array(z.enum(COUNT_KINDS))),
};
const settingsSchema: z.ZodMiniType<Settings> = z.object(shape);
/** Names of all settings. */
export const SETTING_NAMES: ReadonlySet<string> = new Set(Object.keys(shape));

const NONE: Settings = {};
/** Settings that came out of {@link parseSettings}: a caller with thousands of reports has them checked once. */
const checked = new WeakSet<object>();

/** Checks settings from outside. Throws {@link SettingsError} naming each path and what was expected there. */
export function parseSettings(value: unknown): Settings {
  if (value === undefined || value === null) return NONE;
  if (typeof value === "object" && checked.has(value)) return value as Settings;
  const settings = parseWith(settingsSchema, value);
  failWith(
    (settings.standards ?? []).flatMap((standard, at) =>
      keyFaults(standard).map(({ path, message }) => ({ path: ["standards", at, ...path], message })),
    ),
  );
  checked.add(settings);
  return settings;
}

/** Checks a standard read from a file. Throws {@link SettingsError} naming each path and what was expected there. */
export function parseStandard(value: unknown): Standard {
  const standard = parseWith(standardSchema, value);
  failWith(keyFaults(standard));
  return standard;
}

function failWith(faults: readonly SettingFault[]): void {
  if (faults.length > 0) throw new SettingsError(faults);
}

/** Checks a value from outside against any schema. Throws {@link SettingsError}. */
export function parseWith<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new SettingsError(
    result.error.issues.map((issue) => ({
      path: issue.path,
      message: `${valueAt(value, issue.path) === undefined ? "缺少此项，" : ""}${expected(issue)}`,
    })),
  );
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const part of path)
    at = typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined;
  return at;
}

const TYPE_NAMES: Record<string, string> = {
  string: "文字",
  number: "数",
  int: "整数",
  boolean: "true 或 false",
  array: "数组",
  object: "对象",
  record: "对象",
  tuple: "数组",
  null: "null",
};

/** What was expected, in Chinese. Messages of our own schema pass through. */
function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `应为${TYPE_NAMES[issue.expected] ?? "另一种值"}`;
    case "invalid_value":
      return `应为 ${issue.values.map((value) => JSON.stringify(value)).join("、")} 之一`;
    case "too_small":
      if (issue.origin === "number") return `不能小于 ${issue.minimum}`;
      return Number(issue.minimum) > 1 ? `至少 ${issue.minimum} 项` : "不能为空";
    case "too_big":
      if (issue.origin === "number") return `不能大于 ${issue.maximum}`;
      return `最多 ${issue.maximum} ${issue.origin === "string" ? "个字" : "项"}`;
    default:
      return /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : "内容不合要求";
  }
}

/** Equations may only speak of rows and columns that the tables have. */
function keyFaults({ tables, equations }: Standard): SettingFault[] {
  const requestRows = new Set(tables.requests.rows.map(({ key }) => key));
  const columns = {
    requests: new Set(tables.requests.columns.map(({ key }) => key)),
    litigation: new Set(tables.litigation.columns.map(({ key }) => key)),
  };
  const named = (keys: ReadonlySet<string>) => [...keys].slice(0, 100).join("、");
  return equations.flatMap((equation, at) => {
    const known =
      equation.forEach === "column" && equation.table === "requests" ? requestRows : columns[equation.table];
    return (["left", "right"] as const).flatMap((side) =>
      equation[side].flatMap((key, index) =>
        known.has(key)
          ? []
          : [
              {
                path: ["equations", at, side, index],
                message: `表中没有“${key}”，应为 ${named(known)} 之一`,
              },
            ],
      ),
    );
  });
}
