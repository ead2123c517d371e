import * as z from "zod/mini";
import type { Diagnostic } from "../core/findings/finding";
import { AGENCY_KINDS, excerpt, faultText, type Settings, SettingsError } from "../core/settings/settings";
import { parseSettings, parseStandard, parseWith, SETTING_NAMES } from "../core/settings/settingsSchema";
import { type Standard, wholeNumber } from "../core/standard/schema";
import { nearestRule } from "../core/suppression/comments";
import type { IgnoreEntry } from "../core/suppression/ignoreEntry";
import type { Span } from "../core/text/text";
import { describeJsonError, type JsonPath, jsonErrorOffset, placesIn } from "./json";

/*
 * The two files of a project: its settings, and the places that are left alone. What is wrong in them is told at its
 * place, and costs itself only.
 */

/*
 * The files come with a workspace that nobody vouches for, and are read before anything else: what is far beyond any use
 * is refused, so that none keeps the reader busy or fills its memory.
 */

/** Values, those in lists and objects counted in, of a project file or a standard. The built-in standards have 1,000. */
const MOST_VALUES = 20_000;
/** Entries of a side file. */
const MOST_ENTRIES = 20_000;
/** Of more faults in a file nobody wants to know. */
export const MOST_FAULTS = 100;
const MOST_PATTERNS = 1000;
const LONGEST_PATTERN = 1000;
/** With more of them a pattern may take longer than anyone waits, for a path that is deep enough. */
const MOST_DOUBLE_STARS = 2;

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

/** Patterns as in `.gitignore`. */
export const ignoreSchema = z
  .array(
    z.string().check(
      z.maxLength(LONGEST_PATTERN),
      z.refine(
        (pattern) => pattern.split("**").length <= MOST_DOUBLE_STARS + 1,
        `一条里“**”最多用 ${MOST_DOUBLE_STARS} 次`,
      ),
    ),
  )
  .check(z.maxLength(MOST_PATTERNS));

const projectSchema = z.object({
  enable: z.optional(z.boolean()),
  ignore: z.optional(ignoreSchema),
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
  nth: z.optional(wholeNumber(1, MOST_ENTRIES)),
  reason: z.string().check(z.refine((value) => value.trim() !== "", "必须写明忽略的原因，否则不起作用")),
});

type Json = Record<string, unknown>;

/** Reads a project file. `ruleIds` tells which rules there are. */
export function readProjectFile(source: string, ruleIds: readonly string[]): ProjectFile {
  const nothing = { enable: undefined, settings: {}, standardFiles: [], ignore: [] };
  const read = readObject(source);
  if ("problem" in read) return { ...nothing, faults: [unread(read)] };
  if (hasMoreValues(read.value, MOST_VALUES))
    return { ...nothing, faults: [unread({ problem: TOO_MUCH, span: { start: 0, end: 0 } })] };
  const faults: FileFault[] = [];
  const at = placesIn(source);
  const add = (path: JsonPath, message: string, name = false) => {
    const severity = name ? ("warning" as const) : ("error" as const);
    if (faults.length < MOST_FAULTS) faults.push({ span: at(path, name), message, severity });
  };
  for (const name of Object.keys(read.value)) {
    if (!PROJECT_NAMES.has(name)) add([name], `没有设置“${excerpt(name)}”，这一项不起作用。`, true);
  }
  const { value, standardFiles, places } = partStandards(read.value, at);
  const complain = ([field, entry, ...inner]: JsonPath, message: string) =>
    field === "standards" && typeof entry === "number"
      ? add([field, places[entry] ?? entry, ...inner], message)
      : add(entry === undefined ? [field!] : [field!, entry, ...inner], message);
  for (const kind of unknownKinds(read.value.deadlines))
    add(
      ["deadlines", kind],
      `deadlines 没有“${excerpt(kind)}”，应为 ${AGENCY_KINDS.join("、")} 之一。`,
      true,
    );
  const own = tolerant(value, (it) => parseWith(projectSchema, it), complain);
  const settings = tolerant(value, parseSettings, complain);
  for (const id of Object.keys(settings.rules ?? {})) {
    if (!ruleIds.includes(id) && faults.length < MOST_FAULTS)
      add(["rules", id], `没有规则“${excerpt(id)}”，这一项不起作用${suggestion(id, ruleIds)}。`, true);
  }
  return { enable: own.enable, ignore: own.ignore ?? [], settings, standardFiles, faults };
}

/** Reads a side file. `ruleIds` tells which rules there are. */
export function readIgnoreFile(source: string, ruleIds: readonly string[]): IgnoreFile {
  const read = readObject(source);
  if ("problem" in read) return { entries: [], faults: [unread(read)] };
  const at = placesIn(source);
  const faults: FileFault[] = [];
  const add = (path: JsonPath, message: string, severity: FileFault["severity"], rule: string) => {
    if (faults.length < MOST_FAULTS) faults.push({ span: at(path), message, severity, rule });
  };
  const { ignored } = read.value;
  const list: unknown[] = Array.isArray(ignored) ? ignored : [];
  if (ignored !== undefined && !Array.isArray(ignored))
    add(["ignored"], "ignored：应为数组。", "error", "suppression-unknown");
  if (list.length > MOST_ENTRIES) {
    const message = `ignored：最多 ${MOST_ENTRIES} 条，多出的不起作用。`;
    add(["ignored", MOST_ENTRIES], message, "error", "suppression-unknown");
  }
  const entries = list.slice(0, MOST_ENTRIES).flatMap((value, index): PlacedEntry[] => {
    const path = ["ignored", index];
    try {
      const entry = parseWith(entrySchema, value);
      if (ruleIds.includes(entry.rule)) return [{ ...entry, span: at(path) }];
      const message = `没有规则“${excerpt(entry.rule)}”，这一条不起作用${suggestion(entry.rule, ruleIds)}。`;
      add([...path, "rule"], message, "warning", "suppression-unknown");
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      for (const fault of error.faults) {
        const rule = fault.path[0] === "reason" ? "suppression-unreasoned" : "suppression-unknown";
        add([...path, ...fault.path], `${faultText(fault)}。`, "error", rule);
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
    message: `“${excerpt(file)}”里已没有要忽略的问题，这一条应删去。`,
    why: `要忽略的是规则 ${rule} 的问题：已经改正，或者那里的文字变了。留着这一条，以后真有这种错也看不到。`,
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
  if ("problem" in read) throw new SettingsError([{ path: [], message: read.problem }]);
  if (hasMoreValues(read.value, MOST_VALUES)) throw new SettingsError([{ path: [], message: TOO_MUCH }]);
  return parseStandard(read.value);
}

/** Why a file was not read, without a full stop, and where that stands. */
interface Unreadable {
  readonly problem: string;
  readonly span: Span;
}

function unread({ problem, span }: Unreadable): FileFault {
  return { span, message: `${problem}。`, severity: "error" };
}

function readObject(source: string): { readonly value: Json } | Unreadable {
  const start = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (source.trim() === "") return { value: {} };
  let value: unknown;
  try {
    value = JSON.parse(source.slice(start));
  } catch {
    const at = start + jsonErrorOffset(source.slice(start));
    return { problem: describeJsonError(source), span: { start: at, end: Math.min(at + 1, source.length) } };
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value: value as Json };
  return { problem: "应为对象", span: { start, end: source.length } };
}

const TOO_MUCH = `内容过多，超过 ${MOST_VALUES} 个值，没有读`;

function hasMoreValues(value: unknown, most: number): boolean {
  const open = [value];
  for (let count = 0; open.length > 0; count++) {
    if (count > most || open.length > most) return true;
    const next = open.pop();
    if (typeof next === "object" && next !== null) for (const inner of Object.values(next)) open.push(inner);
  }
  return false;
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
      for (const fault of error.faults) add(fault.path, `${faultText(fault)}。`);
      rest = without(
        rest,
        error.faults.map(({ path }) => path),
      );
    }
  }
}

/** What is left of an object where wrong fields are left out, and of tables in it where wrong entries are. */
function without(value: Json, wrong: readonly JsonPath[]): Json {
  const fields = new Set<string>();
  const entries = new Map<string, Set<string>>();
  for (const [field, entry] of wrong) {
    const name = String(field);
    const inner = value[name];
    if (entry === undefined || typeof inner !== "object" || inner === null || Array.isArray(inner))
      fields.add(name);
    else entries.set(name, (entries.get(name) ?? new Set()).add(String(entry)));
  }
  const rest = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const left = entries.get(name);
    if (fields.has(name)) return [];
    return [[name, left ? leftOut(inner as Json, left) : inner]];
  });
  return Object.fromEntries(rest);
}

function leftOut(value: Json, names: ReadonlySet<string>): Json {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
}

/** Names in `deadlines` that are those of no kind of agency. */
function unknownKinds(deadlines: unknown): string[] {
  const kinds: readonly string[] = AGENCY_KINDS;
  const isTable = typeof deadlines === "object" && deadlines !== null && !Array.isArray(deadlines);
  return isTable ? Object.keys(deadlines).filter((kind) => !kinds.includes(kind)) : [];
}

function suggestion(id: string, ruleIds: readonly string[]): string {
  const near = nearestRule(id, ruleIds);
  return near === undefined ? "" : `，可能是指“${near}”`;
}
