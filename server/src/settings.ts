import * as z from "zod/mini";
import { type Standard, standardSchema } from "./standard/schema";

/**
 * What a user may set. Every field may be left out. Unknown rule ids are kept: an older server must not refuse the
 * settings of a newer one.
 */
export const settingsSchema = z.object({
  /** Severity by rule id. */
  rules: z.optional(z.record(z.string(), z.enum(["error", "warning", "info", "off"]))),
  /** The report's year where the text does not tell it. */
  year: z.optional(z.int().check(z.minimum(2008), z.maximum(2100))),
  /** Treat the text as a report without asking whether it looks like one. */
  assumeReport: z.optional(z.boolean()),
  /** Own standards, tried before the built-in ones. */
  standards: z.optional(z.array(standardSchema)),
});

/** See {@link settingsSchema}. */
export type Settings = z.infer<typeof settingsSchema>;

/** Settings or a standard file that does not fit the schema: what is wrong where, in Chinese, one line a fault. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Checks settings from outside. Throws {@link SettingsError} naming each path and what was expected there. */
export function parseSettings(value: unknown): Settings {
  return parseWith(settingsSchema, value ?? {}, "设置");
}

/** Checks a standard read from a file. Throws {@link SettingsError} naming each path and what was expected there. */
export function parseStandard(value: unknown): Standard {
  const standard = parseWith(standardSchema, value, "规范");
  const faults = keyFaults(standard);
  if (faults.length > 0) throw new SettingsError(faults.join("\n"));
  return standard;
}

function parseWith<T>(schema: z.ZodMiniType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `${pathText(issue.path) || name}：${expected(issue)}`);
  throw new SettingsError(lines.join("\n"));
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
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
      return issue.input === undefined && "input" in issue
        ? `缺少此项，应为${TYPE_NAMES[issue.expected] ?? issue.expected}`
        : `应为${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `应为 ${issue.values.map((value) => JSON.stringify(value)).join("、")} 之一`;
    case "too_small":
      return issue.origin === "number" ? `不能小于 ${issue.minimum}` : "不能为空";
    case "too_big":
      return issue.origin === "number" ? `不能大于 ${issue.maximum}` : `最多 ${issue.maximum} 项`;
    case "unrecognized_keys":
      return `不认识的键：${issue.keys.join("、")}`;
    default:
      return /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : "内容不合要求";
  }
}

/** Equations may only speak of rows and columns that the tables have. */
function keyFaults({ tables, equations }: Standard): string[] {
  const requestRows = tables.requests.rows.map(({ key }) => key);
  const columns = {
    requests: tables.requests.columns.map(({ key }) => key),
    litigation: tables.litigation.columns.map(({ key }) => key),
  };
  return equations.flatMap((equation, at) => {
    const known =
      equation.forEach === "column" && equation.table === "requests" ? requestRows : columns[equation.table];
    return (["left", "right"] as const).flatMap((side) =>
      equation[side].flatMap((key, index) =>
        known.includes(key)
          ? []
          : [`equations[${at}].${side}[${index}]：表中没有“${key}”，应为 ${known.join("、")} 之一`],
      ),
    );
  });
}
