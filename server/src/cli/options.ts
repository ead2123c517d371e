import { readFileSync } from "node:fs";
import { readStandardFile } from "../project";
import { rules } from "../rules/index";
import { pathText, type Settings, SettingsError } from "../settings";
import { parseSettings } from "../settingsSchema";
import type { Standard } from "../standard/schema";
import { nearestRule } from "../suppression/comments";
import type { Arguments } from "./args";
import { decode } from "./encoding";
import { errorText, UsageError } from "./errors";

type RuleSeverity = NonNullable<Settings["rules"]>[string];

const RULE_SEVERITIES: readonly string[] = ["error", "warning", "info", "off"] satisfies RuleSeverity[];

/** What the options set: these go before every file. Throws a {@link UsageError}. */
export function settingsOf(args: Arguments): Settings {
  const year = args.value("year");
  const standards = args.values("standard").map(readStandard);
  const severities = args.values("rule").map(parseRule);
  return {
    ...(year !== undefined && { year: parseYear(year) }),
    ...(args.flag("assume-report") && { assumeReport: true }),
    ...(standards.length > 0 && { standards }),
    ...(severities.length > 0 && { rules: Object.fromEntries(severities) }),
  };
}

function readStandard(path: string): Standard {
  const text = readText(path);
  try {
    return readStandardFile(text);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const lines = error.faults.map(
      (fault) => `${fault.path.length > 0 ? `${pathText(fault.path)}：` : ""}${fault.message}`,
    );
    throw new UsageError(lines.map((line) => `${path}：${line}`).join("\n"));
  }
}

/** The text of a file that an option names. Throws a {@link UsageError}. */
export function readText(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`${path}：读不了：${errorText(error)}`);
  }
  const text = decode(bytes)?.text;
  if (text === undefined) throw new UsageError(`${path}：不是文本文件，应为 JSON`);
  return text;
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
  const near = nearestRule(
    id,
    rules.map((rule) => rule.id),
  );
  return near === undefined ? "" : `，是否指 ${near}`;
}
