import { readFileSync } from "node:fs";
import { distance } from "fastest-levenshtein";
import { rules } from "../rules/index";
import { parseSettings, parseStandard, SETTING_NAMES, type Settings, SettingsError } from "../settings";
import type { Standard } from "../standard/schema";
import type { Arguments } from "./args";
import { decode } from "./encoding";
import { errorText, UsageError } from "./errors";
import { describeJsonError } from "./jsonSyntax";
import type { Log } from "./output";

type RuleSeverity = NonNullable<Settings["rules"]>[string];

const RULE_SEVERITIES: readonly string[] = ["error", "warning", "info", "off"] satisfies RuleSeverity[];

/** The settings that the options ask for; an option goes before the settings file. Throws a {@link UsageError}. */
export function settingsOf(args: Arguments, log: Log): Settings {
  const config = args.value("config");
  const base = config === undefined ? {} : readConfig(config, log);
  const year = args.value("year");
  const standards = [...args.values("standard").map(readStandard), ...(base.standards ?? [])];
  return {
    ...base,
    ...(year !== undefined && { year: parseYear(year) }),
    ...(args.flag("assume-report") && { assumeReport: true }),
    ...(standards.length > 0 && { standards }),
    rules: { ...base.rules, ...Object.fromEntries(args.values("rule").map(parseRule)) },
  };
}

function readConfig(path: string, log: Log): Settings {
  const value = readJson(path);
  const settings = inFile(path, () => parseSettings(value));
  // Not an error, for a newer version may know them; but a slip of the pen should not go unnoticed.
  for (const name of Object.keys(value ?? {})) {
    if (!SETTING_NAMES.has(name)) log(`${path}：没有设置“${name}”，不予理会。`);
  }
  for (const id of Object.keys(settings.rules ?? {})) {
    if (!isRule(id)) log(`${path}：rules 中没有规则“${id}”，不予理会${suggestion(id)}。`);
  }
  return settings;
}

function readStandard(path: string): Standard {
  return inFile(path, () => parseStandard(readJson(path)));
}

/** Every fault with the file's name in front. */
function inFile<T>(path: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new UsageError(error.message.replaceAll(/^/gm, `${path}：`));
  }
}

function readJson(path: string): unknown {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`${path}：读不了：${errorText(error)}`);
  }
  const text = decode(bytes)?.text;
  if (text === undefined) throw new UsageError(`${path}：不是文本文件，应为 JSON`);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path}：${describeJsonError(text)}`);
  }
}

function parseYear(value: string): number {
  try {
    return parseSettings({ year: /^\d{4}$/.test(value) ? Number(value) : Number.NaN }).year!;
  } catch {
    throw new UsageError(`选项 --year 的值应为 2008 至 2100 的整数，实为“${value}”。`);
  }
}

function parseRule(value: string): readonly [string, RuleSeverity] {
  const at = value.indexOf("=");
  const id = value.slice(0, at);
  const severity = value.slice(at + 1);
  if (at <= 0) throw new UsageError(`选项 --rule 的值应写作 规则=级别，实为“${value}”。`);
  checkRule(id);
  if (!RULE_SEVERITIES.includes(severity)) {
    throw new UsageError(
      `选项 --rule 中 ${id} 的级别应为 ${RULE_SEVERITIES.join("、")} 之一，实为“${severity}”。`,
    );
  }
  return [id, severity as RuleSeverity];
}

/** Throws a {@link UsageError} that names the nearest rule where there is none of this id. */
export function checkRule(id: string): void {
  if (!isRule(id))
    throw new UsageError(`没有规则“${id}”${suggestion(id)}。全部规则见 disclosure-lint rules。`);
}

function isRule(id: string): boolean {
  return rules.some((rule) => rule.id === id);
}

function suggestion(id: string): string {
  const near = rules.map((rule) => ({ id: rule.id, distance: distance(id, rule.id) }));
  const [best] = near.sort((a, b) => a.distance - b.distance);
  return best && best.distance <= 3 ? `，是否指 ${best.id}` : "";
}
