import { CHAR } from "../characters";
import { TRACE } from "../document/scan";
import type { CompiledStandard } from "../standard/compile";
import { isSound } from "./equations";
import { PROSE } from "./prose";
import type { HeaderCell, Report, Section, Table, TableRow } from "./report";

/*
 * What is out of the ordinary in a report, told once for all rules: most rules look for one such thing, and have nothing to
 * do in most reports.
 */

/** What a report has in it, as bits. Each says only that there may be a fault of that sort: the rules say whether. */
export const TRAIT = {
  /** A section is missing, repeated, out of order, or headed otherwise than the standard says. */
  oddSections: 1 << 0,
  /** A standard table is missing, or stands in another section than its own. */
  oddTables: 1 << 1,
  /** A row of the standard is missing. */
  missingRow: 1 << 2,
  /** A row or a column is not as the standard has it: label, number, place or count of values. */
  oddRow: 1 << 3,
  /** A group cell or column header is not as the standard has it. */
  oddHeader: 1 << 4,
  /** A value is not a plain whole number from 0 on. */
  irregularCell: 1 << 5,
  /** An equation is broken. */
  brokenEquation: 1 << 6,
  /** The running text states counts, parts of a whole, percentages, totals, that all is done. */
  counts: 1 << 7,
  partitions: 1 << 8,
  shares: 1 << 9,
  totals: 1 << 10,
  finished: 1 << 11,
  /** The running text has brackets, blanks, … that may be wrong. */
  narrowBracket: 1 << 12,
  unbalanced: 1 << 13,
  doubledMark: 1 << 14,
  doubledWord: 1 << 15,
  blank: 1 << 16,
  /** The text has characters or words that may be wrong. */
  traditional: 1 << 17,
  strange: 1 << 18,
  /** Both Latin letters with tone marks and brackets. */
  pinyin: 1 << 19,
  longNumber: 1 << 20,
  pipeRun: 1 << 21,
  nonstandardWord: 1 << 22,
  webChrome: 1 << 23,
  placeholder: 1 << 24,
} as const;

/** Traits of a report, as bits of {@link TRAIT}. */
export function traitsOf(report: Report): number {
  return traitsOfText(report) | traitsOfProse(report) | traitsOfParts(report);
}

type Mapping = readonly (readonly [bits: number, trait: number])[];

function mapped(bits: number, mapping: Mapping): number {
  let traits = 0;
  for (const [bit, trait] of mapping) if ((bits & bit) !== 0) traits |= trait;
  return traits;
}

const OF_CHARACTERS: Mapping = [
  [CHAR.traditional, TRAIT.traditional],
  [CHAR.strange, TRAIT.strange],
];
const OF_TRACES: Mapping = [
  [TRACE.longNumber, TRAIT.longNumber],
  [TRACE.pipeRun, TRAIT.pipeRun],
  [TRACE.nonstandardWord, TRAIT.nonstandardWord],
  [TRACE.webChrome, TRAIT.webChrome],
  [TRACE.placeholder, TRAIT.placeholder],
];
const OF_PROSE: Mapping = [
  [CHAR.narrowBracket, TRAIT.narrowBracket],
  [CHAR.blank, TRAIT.blank],
  [PROSE.unbalanced, TRAIT.unbalanced],
  [PROSE.doubledMark, TRAIT.doubledMark],
  [PROSE.doubledWord, TRAIT.doubledWord],
];
const BRACKETS = CHAR.narrowBracket | CHAR.wideBracket;

function traitsOfText({ document: { kinds, traces } }: Report): number {
  const pinyin = (kinds & CHAR.toned) !== 0 && (kinds & BRACKETS) !== 0 ? TRAIT.pinyin : 0;
  return pinyin | mapped(kinds, OF_CHARACTERS) | mapped(traces, OF_TRACES);
}

function traitsOfProse({ passages, facts }: Report): number {
  let kinds = 0;
  for (let i = 0; i < passages.length; i++) kinds |= passages[i]!.kinds;
  return (
    mapped(kinds, OF_PROSE) |
    (facts.counts.length > 0 ? TRAIT.counts : 0) |
    (facts.partitions.length > 0 ? TRAIT.partitions : 0) |
    (facts.shares.length > 0 ? TRAIT.shares : 0) |
    (facts.totals.length > 0 ? TRAIT.totals : 0) |
    (facts.finished.length > 0 ? TRAIT.finished : 0)
  );
}

function traitsOfParts(report: Report): number {
  const { standard, tableStandard, sections, tables, irregular, arithmetic } = report;
  let traits = irregular.length > 0 ? TRAIT.irregularCell : 0;
  if (standard === undefined || !areAsStandard(sections, standard)) traits |= TRAIT.oddSections;
  const { disclosure, requests, litigation } = tables;
  if (!isInPlace(disclosure, sections) || !isInPlace(requests, sections) || !isInPlace(litigation, sections))
    traits |= TRAIT.oddTables;
  if (!isSound(arithmetic.requests?.analysis) || !isSound(arithmetic.litigation?.analysis))
    traits |= TRAIT.brokenEquation;
  if (tableStandard === undefined) return traits;
  for (const table of [disclosure, requests, litigation])
    if (table !== undefined) traits |= traitsOfTable(table, tableStandard);
  return traits;
}

function areAsStandard(sections: readonly Section[], standard: CompiledStandard): boolean {
  const specs = standard.sections;
  if (sections.length !== specs.length) return false;
  for (let i = 0; i < specs.length; i++) {
    const { spec, match, inline, ordinal } = sections[i]!;
    if (spec !== specs[i] || match !== "exact" || inline.before || inline.after) return false;
    if (ordinal !== undefined && ordinal.value !== i + 1) return false;
  }
  return true;
}

function isInPlace(table: Table | undefined, sections: readonly Section[]): boolean {
  return table !== undefined && sections[table.section]?.spec.table === table.key;
}

function traitsOfTable(table: Table, standard: CompiledStandard): number {
  let traits = table.missingColumns.length > 0 ? TRAIT.oddRow : 0;
  let present = 0;
  for (let i = 0; i < table.rows.length; i++) {
    const row = table.rows[i]!;
    if (row.spec !== undefined && row.role !== "duplicate") present++;
    if (isOddRow(row, standard)) traits |= TRAIT.oddRow;
  }
  if (present < standard.rows[table.key].length) traits |= TRAIT.missingRow;
  for (let i = 0; i < table.headers.length; i++)
    if (isOddHeader(table.headers[i]!, standard)) traits |= TRAIT.oddHeader;
  return traits;
}

function isOddRow(row: TableRow, { classes }: CompiledStandard): boolean {
  const { spec, role, match, excess, number, group } = row;
  if (spec === undefined || role !== "row" || match !== "exact" || excess !== undefined) return true;
  if (number !== undefined && spec.ordinal !== undefined && number !== spec.ordinal) return true;
  return (
    spec.group !== undefined &&
    group !== undefined &&
    group !== spec.group &&
    classes.has(spec.group) &&
    classes.has(group)
  );
}

function isOddHeader({ kind, match, ordinal, label }: HeaderCell, { groups }: CompiledStandard): boolean {
  if (match !== "exact") return true;
  if (kind !== "group" || ordinal === undefined) return false;
  for (const group of groups) if (group.label === label) return group.ordinal !== ordinal.value;
  return false;
}
