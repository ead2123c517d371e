import { rules } from "../../core/rules/index";
import { FIRST_YEAR, LAST_YEAR, pathText, type Settings, SettingsError } from "../../core/settings/settings";
import type { Standard } from "../../core/standard/schema";
import { nearestRule } from "../../core/suppression/comments";
import { readProjectText } from "../../project/disk/readText";
import { MOST_FAULTS, readStandardFile } from "../../project/project";
import { UnfitFile } from "../../project/projectFiles";
import { printable } from "../terminal/display";
import { errorText, UsageError } from "../terminal/errors";
import type { Arguments } from "./args";

type RuleSeverity = NonNullable<Settings["rules"]>[string];

const RULE_SEVERITIES: readonly string[] = ["error", "warning", "info", "off"] satisfies RuleSeverity[];

/** What the options set: these go before every file. Throws a {@link UsageError}. */
export async function settingsOf(args: Arguments): Promise<Settings> {
  const year = args.value("year");
  const standards = await Promise.all(args.values("standard").map(readStandard));
  const severities = args.values("rule").map(parseRule);
  return {
    ...(year !== undefined && { year: parseYear(year) }),
    ...(args.flag("assume-report") && { assumeReport: true }),
    ...(standards.length > 0 && { standards }),
    ...(severities.length > 0 && { rules: Object.fromEntries(severities) }),
  };
}

async function readStandard(path: string): Promise<Standard> {
  const text = await readText(path);
  try {
    return readStandardFile(text);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const lines = error.faults
      .slice(0, MOST_FAULTS)
      .map((fault) => `${fault.path.length > 0 ? `${pathText(fault.path)}：` : ""}${fault.message}`);
    throw new UsageError(lines.map((line) => printable(`${path}：${line}`)).join("\n"));
  }
}

/** The text of a file that an option names. Throws a {@link UsageError}. */
export async function readText(path: string): Promise<string> {
  try {
    return await readProjectText(path, { pipes: true });
  } catch (error) {
    const reason = error instanceof UnfitFile ? error.message : errorText(error);
    throw new UsageError(`${printable(path)}：读不了：${reason}`);
  }
}

function parseYear(value: string): number {
  const year = /^\d{4}$/.test(value) ? Number(value) : Number.NaN;
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new UsageError(
    `选项 --year 的值应为 ${FIRST_YEAR} 至 ${LAST_YEAR} 的整数，实为“${printable(value)}”。`,
  );
}

function parseRule(value: string): readonly [string, RuleSeverity] {
  const at = value.indexOf("=");
  const id = value.slice(0, at);
  const severity = value.slice(at + 1);
  if (at <= 0) throw new UsageError(`选项 --rule 的值应写作 规则=级别，实为“${printable(value)}”。`);
  checkRule(id);
  if (!RULE_SEVERITIES.includes(severity)) {
    throw new UsageError(
      `选项 --rule 中 ${id} 的级别应为 ${RULE_SEVERITIES.join("、")} 之一，实为“${printable(severity)}”。`,
    );
  }
  return [id, severity as RuleSeverity];
}

/** Throws a {@link UsageError} that names the nearest rule where there is none of this id. */
export function checkRule(id: string): void {
  if (!isRule(id))
    throw new UsageError(`没有规则“${printable(id)}”${suggestion(id)}。全部规则见 disclosure-lint rules。`);
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
