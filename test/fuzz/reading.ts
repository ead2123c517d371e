import { checkReport, inspect } from "../../server/src/core/check";
import { extract } from "../../server/src/core/extract";
import { parseReport } from "../../server/src/core/report/recognise";
import type { Report } from "../../server/src/core/report/report";
import { ruleIds } from "../../server/src/core/rules/index";
import { type Settings, SettingsError } from "../../server/src/core/settings/settings";
import { builtInStandards } from "../../server/src/core/standard/index";
import type { Standard } from "../../server/src/core/standard/schema";
import { fingerprintsOf, keyOf } from "../../server/src/core/suppression/fingerprint";
import type { Phrase, Span } from "../../server/src/core/text/text";
import type { Random } from "../generator/random";
import { misplaced, outside, quote, type Subject } from "./subject";

/* What must hold of reading and checking any text. */

/** What a rule says instead of its findings when it has broken down. */
export const BROKEN = "运行出错";

export function* checks({ text, settings, diagnostics }: Subject): Iterable<string> {
  for (const { message } of diagnostics) if (message.includes(BROKEN)) yield message;
  for (const [at, { span }] of diagnostics.entries()) {
    const before = diagnostics[at - 1]?.span ?? { start: 0, end: 0 };
    if (before.start > span.start || (before.start === span.start && before.end > span.end))
      yield `out of order: ${before.start}–${before.end} before ${span.start}–${span.end}`;
  }
  const again = checkReport(parseReport(text, settings), settings);
  if (JSON.stringify(again) !== JSON.stringify(diagnostics)) yield "another result the second time";
}

/** Every span of the report and of the findings, wherever it hides in them. */
export function* spans({ text, report, diagnostics }: Subject): Iterable<string> {
  for (const [path, span] of spansIn({ report: seen(report), diagnostics })) {
    // The reader may take CR and LF for two blanks; who sees a place sees characters.
    const fault = path.startsWith(".diagnostics") ? misplaced(span, text) : outside(span, text);
    if (fault !== undefined) yield `${path}: ${fault}`;
    else yield* piecesOf(path, span as Phrase, text);
  }
}

/** The report, its parts in an order in which they can be compared. */
function seen(report: Report): object {
  const { headings, cells, arithmetic, paragraphs, passages, facts, ...rest } = report;
  const places = passages.map(({ text, span }, at) =>
    text === "" ? undefined : span.call(passages[at], 0, text.length),
  );
  const tables = Object.values(report.tables).map(({ rows, ...table }) => ({
    ...table,
    rows: rows.map(({ label, ordinal, values, excess, start, end }) => ({
      ...{ label, ordinal, values, excess, start, end },
    })),
  }));
  return {
    ...rest,
    tables,
    headings,
    cells: [...cells.values()],
    paragraphs,
    passages: places,
    facts,
    suspects: [arithmetic.requests?.analysis, arithmetic.litigation?.analysis],
  };
}

/** What holds a standard's data, and what counts in the text of a cell or a passage. */
const NO_PLACES = new Set([
  "standard",
  "tableStandard",
  "spec",
  "taken",
  "written",
  "passage",
  "token",
  "after",
]);

/** All objects with a start and an end, each once, with the way to it. No recursion: nothing says how deep they lie. */
function* spansIn(root: object): Iterable<readonly [string, Span]> {
  const visited = new Set<object>();
  const open: [string, object][] = [["", root]];
  while (open.length > 0) {
    const [path, value] = open.pop()!;
    if (visited.has(value)) continue;
    visited.add(value);
    if ("start" in value && "end" in value) yield [path, value as Span];
    for (const [key, child] of Object.entries(value)) {
      if (typeof child !== "object" || child === null || NO_PLACES.has(key) || ArrayBuffer.isView(child))
        continue;
      open.push([Array.isArray(value) ? path : `${path}.${key}`, child]);
    }
  }
}

function* piecesOf(path: string, { start, end, text: read, pieces }: Phrase, text: string): Iterable<string> {
  if (pieces === undefined || typeof read !== "string") return;
  let at = start;
  for (const piece of pieces) {
    if (piece.start < at)
      yield `pieces of ${path}: out of order at ${piece.start} in ${quote(text, { start, end })}`;
    at = piece.end;
  }
  if (at > end) yield `pieces of ${path}: reach out of the whole, ${at} after ${end}`;
  const joined = pieces.map((piece) => piece.text).join("");
  if (joined !== read) yield `pieces of ${path}: ${JSON.stringify(joined)} and not ${JSON.stringify(read)}`;
}

/** Cells stand one after the other in a row; sections, headings, paragraphs and values in the text. */
export function* order({ report, text }: Subject): Iterable<string> {
  for (const { cells } of report.document.rows) yield* apart("cells of a row", cells, text);
  yield* apart(
    "section headings",
    report.sections.map(({ heading }) => heading),
    text,
  );
  yield* apart("headings", report.headings, text);
  yield* apart("paragraphs", report.paragraphs, text);
  const values = [...report.cells.values()].filter(({ start, end }) => start < end);
  values.sort((a, b) => a.start - b.start);
  yield* apart("values", values, text);
}

function* apart(what: string, places: readonly Span[], text: string): Iterable<string> {
  for (let at = 1; at < places.length; at++) {
    const [before, place] = [places[at - 1]!, places[at]!];
    if (before.end > place.start)
      yield `${what} overlap: ${before.start}–${before.end} ${quote(text, before)} and ${place.start}–${place.end} ${quote(text, place)}`;
  }
}

/** What is extracted is plain data: numbers or null, and places in the text. */
export function* extracts({ text, settings }: Subject): Iterable<string> {
  const { cells, sections } = extract(text, settings);
  for (const [key, { value, span }] of Object.entries(cells)) {
    if (value !== null && !Number.isFinite(value)) yield `value of ${key}: ${value}`;
    const fault = misplaced(span, text);
    if (fault !== undefined) yield `place of ${key}: ${fault}`;
  }
  for (const { span } of sections) {
    const fault = misplaced(span, text);
    if (fault !== undefined) yield `place of a section: ${fault}`;
  }
}

/** A standard of a user's own, for all years: parts of the built-in one under another name. */
function ownStandard(random: Random): Standard {
  const standard = builtInStandards[random.int(0, 1)]!;
  const some = <T>(items: readonly T[]): T[] => {
    const kept = items.filter(() => random.chance(0.8));
    return kept.length > 0 ? kept : [items[0]!];
  };
  const { disclosure, requests, litigation } = standard.tables;
  const tables = {
    disclosure: { blocks: disclosure.blocks.filter(() => random.chance(0.8)) },
    requests: { ...requests, columns: some(requests.columns), rows: some(requests.rows) },
    litigation: { groups: some(litigation.groups), columns: some(litigation.columns) },
  };
  const keys = (items: readonly { readonly key: string }[]) => items.map(({ key }) => key);
  const equations = standard.equations.filter(({ table, forEach, left, right }) => {
    const known = keys(
      table === "requests" && forEach === "column" ? tables.requests.rows : tables[table].columns,
    );
    return [...left, ...right].every((key) => known.includes(key));
  });
  return {
    ...standard,
    id: "own",
    years: [2008, null],
    sections: some(standard.sections),
    tables,
    equations,
  };
}

/** Settings that fit the schema never make anything throw. */
export function* settings({ text, random, tries }: Subject): Iterable<string> {
  const severities = ["error", "warning", "info", "off"] as const;
  for (let count = 0; count < Math.min(tries, 4); count++) {
    const chosen: Settings = {
      rules: Object.fromEntries(
        random
          .shuffle(ruleIds)
          .slice(0, 30)
          .map((id) => [id, random.pick(severities)]),
      ),
      ...(random.chance(0.7) && { assumeReport: random.chance(0.8) }),
      ...(random.chance(0.5) && { year: random.int(2008, 2100) }),
      ...(random.chance(0.3) && { standards: random.chance(0.8) ? [ownStandard(random)] : [] }),
      ...(random.chance(0.3) && { overviewLength: random.int(100, 2000) }),
      ...(random.chance(0.3) && { requiredCounts: ["platforms", "interpretation", "response"] as const }),
      ...(random.chance(0.3) && { deadlines: { township: "02-29", department: undefined } }),
    };
    try {
      const report = parseReport(text, chosen);
      for (const { message, rule, severity } of inspect(report, chosen).diagnostics) {
        if (message.includes(BROKEN)) yield message;
        const set = chosen.rules?.[rule];
        if (set !== undefined && set !== severity) yield `severity of ${rule}: ${severity} and not ${set}`;
      }
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      yield `refused: ${error.message}`;
    }
  }
}

/** Findings are told from each other; with all of them ignored none is left, and no entry is stale. */
export function* ignoring({ text, report, settings }: Subject): Iterable<string> {
  const { found } = inspect(report, settings);
  const entries = fingerprintsOf(text, found);
  const keys = new Set(entries.map(keyOf));
  if (keys.size < entries.length) yield "two findings of one fingerprint";
  const { diagnostics: left, stale } = inspect(report, settings, { entries });
  // What is said of the comments themselves is not ignored by entries.
  const rest = left.filter(({ rule }) => !rule.startsWith("suppression-"));
  if (rest.length > 0) yield `not ignored: ${rest[0]!.rule}`;
  if (stale.length > 0) yield `stale at once: ${stale[0]!.rule}`;
}
