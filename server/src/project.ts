import * as z from "zod/mini";
import { describeJsonError, type JsonPath, jsonErrorOffset, locate, type Place, placesIn } from "./json";
import type { Diagnostic } from "./rule";
import { pathText, type Settings, SettingsError } from "./settings";
import { parseSettings, parseStandard, parseWith, SETTING_NAMES } from "./settingsSchema";
import type { Standard } from "./standard/schema";
import { nearestRule } from "./suppression/comments";
import type { IgnoreEntry } from "./suppression/ignoreText";
import type { Span } from "./text";

/*
 * The two files of a project: its settings, and the places that are left alone. What is wrong in them is told at its
 * place, and costs itself only.
 */

/** Something wrong in one of the files. */
export interface FileFault {
  readonly span: Span;
  /** In Chinese. */
  readonly message: string;
  /** The file says something else than it should, or only something that has no effect. */
  readonly severity: "error" | "warning";
  /** Id of the rule on suppressions that says so, in a side file. */
  readonly rule?: string;
}

/** A standard in a file of its own, as a project file or an editor's settings name it. */
export interface StandardFile {
  /** Relative to the folder of who names it. */
  readonly path: string;
  /** Where it is named. */
  readonly span: Span;
}

/** What a project file says. */
export interface ProjectFile {
  readonly enable: boolean | undefined;
  readonly settings: Settings;
  readonly standardFiles: readonly StandardFile[];
  /** Patterns as in `.gitignore`, relative to the file's folder. */
  readonly ignore: readonly string[];
  readonly faults: readonly FileFault[];
}

/** What a side file says. */
export interface IgnoreFile {
  readonly entries: readonly PlacedEntry[];
  readonly faults: readonly FileFault[];
}

/** An entry, and where it stands in the side file. */
export interface PlacedEntry extends IgnoreEntry {
  readonly span: Span;
}

const projectSchema = z.object({
  enable: z.optional(z.boolean()),
  ignore: z.optional(z.array(z.string())),
});
const PROJECT_NAMES = new Set(["$schema", "enable", "ignore", ...SETTING_NAMES]);

const text = z.string();
const filled = z.string().check(z.refine((value) => value.trim() !== "", "不能为空"));
const entrySchema = z.object({
  file: filled,
  rule: filled,
  cell: z.optional(text),
  sentence: z.optional(text),
  text,
  nth: z.optional(z.int().check(z.minimum(1))),
  reason: z.string().check(z.refine((value) => value.trim() !== "", "必须写明忽略的原因，否则不起作用")),
});

type Json = Record<string, unknown>;

/** Reads a project file. `ruleIds` tells which rules there are. */
export function readProjectFile(source: string, ruleIds: readonly string[]): ProjectFile {
  const nothing = { enable: undefined, settings: {}, standardFiles: [], ignore: [] };
  const read = readObject(source);
  if ("fault" in read) return { ...nothing, faults: [read.fault] };
  const faults: FileFault[] = [];
  const at = placer(source);
  const add = (path: JsonPath, message: string, name = false) =>
    faults.push({ span: at(path, name), message, severity: name ? "warning" : "error" });
  for (const name of Object.keys(read.value)) {
    if (!PROJECT_NAMES.has(name)) add([name], `没有设置“${name}”，不予理会。`, true);
  }
  const { value, standardFiles, places } = partStandards(read.value, at);
  const complain = ([field, entry, ...inner]: JsonPath, message: string) =>
    field === "standards" && typeof entry === "number"
      ? add([field, places[entry] ?? entry, ...inner], message)
      : add(entry === undefined ? [field!] : [field!, entry, ...inner], message);
  const own = tolerant(value, (it) => parseWith(projectSchema, it), complain);
  const settings = tolerant(value, parseSettings, complain);
  for (const id of Object.keys(settings.rules ?? {})) {
    if (!ruleIds.includes(id))
      add(["rules", id], `没有规则“${id}”，不予理会${suggestion(id, ruleIds)}。`, true);
  }
  return { enable: own.enable, ignore: own.ignore ?? [], settings, standardFiles, faults };
}

/** Reads a side file. `ruleIds` tells which rules there are. */
export function readIgnoreFile(source: string, ruleIds: readonly string[]): IgnoreFile {
  const read = readObject(source);
  if ("fault" in read) return { entries: [], faults: [read.fault] };
  const at = placer(source);
  const faults: FileFault[] = [];
  const { ignored } = read.value;
  if (ignored !== undefined && !Array.isArray(ignored)) {
    const span = at(["ignored"]);
    faults.push({ span, message: "ignored：应为数组。", severity: "error", rule: "suppression-unknown" });
  }
  const entries = (Array.isArray(ignored) ? ignored : []).flatMap((value: unknown, index): PlacedEntry[] => {
    const path = ["ignored", index];
    try {
      const entry = parseWith(entrySchema, value);
      if (ruleIds.includes(entry.rule)) return [{ ...entry, span: at(path) }];
      const message = `没有规则“${entry.rule}”，这一条不起作用${suggestion(entry.rule, ruleIds)}。`;
      const span = at([...path, "rule"]);
      faults.push({ span, message, severity: "warning", rule: "suppression-unknown" });
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      for (const fault of error.faults) {
        const span = at([...path, ...fault.path]);
        const rule = fault.path[0] === "reason" ? "suppression-unreasoned" : "suppression-unknown";
        faults.push({ span, message: `${nameOf(fault.path)}${fault.message}。`, severity: "error", rule });
      }
    }
    return [];
  });
  return { entries, faults };
}

/** What a side file has wrong, and those of its entries that found nothing any more, as diagnostics in that file. */
export function ignoreDiagnostics(
  { entries, faults }: IgnoreFile,
  isStale: (entry: PlacedEntry) => boolean,
  severities: Settings["rules"] = {},
): Diagnostic[] {
  const stale = entries.filter(isStale).map(({ span, file, rule }) => ({
    span,
    message: `${file} 中已没有这一处 ${rule} 的问题，这一条没有用处，请删去。`,
    severity: "warning" as const,
    rule: "suppression-unused",
  }));
  return [...faults.map((fault) => ({ rule: "suppression-unknown", ...fault })), ...stale]
    .flatMap((found) => {
      const set = severities[found.rule];
      return set === "off" ? [] : [{ ...found, severity: set ?? found.severity }];
    })
    .sort((a, b) => a.span.start - b.span.start);
}

/** Reads a standard's file. Throws {@link SettingsError}. */
export function readStandardFile(source: string): Standard {
  const read = readObject(source);
  if ("fault" in read) throw new SettingsError([{ path: [], message: read.fault.message }]);
  return parseStandard(read.value);
}

function readObject(source: string): { readonly value: Json } | { readonly fault: FileFault } {
  const start = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  const fault = (span: Span, message: string) => ({ fault: { span, message, severity: "error" as const } });
  if (source.trim() === "") return { value: {} };
  let value: unknown;
  try {
    value = JSON.parse(source.slice(start));
  } catch {
    const at = start + jsonErrorOffset(source.slice(start));
    return fault({ start: at, end: Math.min(at + 1, source.length) }, `${describeJsonError(source)}。`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value: value as Json };
  return fault({ start, end: source.length }, "应为对象。");
}

/** Finds places in the text, which is read when the first is asked for; one nested too deep has its faults at the start. */
function placer(source: string): (path: JsonPath, name?: boolean) => Span {
  let whole: Place | undefined;
  return (path, name) => {
    try {
      whole ??= placesIn(source);
    } catch {
      whole = { span: { start: 0, end: 0 }, name: undefined, inner: new Map() };
    }
    return locate(whole, path, name);
  };
}

/** Standards may stand in the file itself or in files of their own. */
function partStandards(value: Json, at: (path: JsonPath) => Span) {
  const standards: unknown[] = Array.isArray(value.standards) ? value.standards : [];
  const places = [...standards.keys()].filter((index) => typeof standards[index] !== "string");
  const standardFiles = standards.flatMap((path, index) =>
    typeof path === "string" ? [{ path, span: at(["standards", index]) }] : [],
  );
  const own = { ...value, standards: places.map((index) => standards[index]) };
  return { value: standardFiles.length === 0 ? value : own, standardFiles, places };
}

/** Parses what is right: wrong fields, and wrong entries of tables and lists, are told and left out. */
function tolerant<T>(
  value: Json,
  parse: (value: Json) => T,
  add: (path: JsonPath, message: string) => void,
): T {
  let rest: Json = value;
  for (let round = 0; ; round++) {
    try {
      return parse(rest);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      if (round > 0) return parse({});
      for (const { path, message } of error.faults) {
        add(path, `${nameOf(path)}${message}。`);
        rest = without(rest, path);
      }
    }
  }
}

function without(value: Json, [field, entry]: JsonPath): Json {
  const { [String(field)]: inner, ...rest } = value;
  if (entry === undefined || typeof inner !== "object" || inner === null || Array.isArray(inner)) return rest;
  const { [String(entry)]: _, ...left } = inner as Json;
  return { ...rest, [String(field)]: left };
}

function nameOf(path: JsonPath): string {
  return path.length === 0 ? "" : `${pathText(path)}：`;
}

function suggestion(id: string, ruleIds: readonly string[]): string {
  const near = nearestRule(id, ruleIds);
  return near === undefined ? "" : `，是否指 ${near}`;
}
