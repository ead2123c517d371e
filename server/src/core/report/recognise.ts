import type { Document } from "../document/document";
import { parseDocument } from "../document/parse";
import type { Settings } from "../settings/settings";
import { type CompiledStandard, TABLE_KEYS } from "../standard/compiled";
import { standardOfYear, standardsFor } from "../standard/index";
import type { TableKey } from "../standard/schema";
import { inOrdinaryCharacters } from "../text/ordinary";
import type { Phrase } from "../text/text";
import type { ValueReading } from "../text/value";
import { checkEquations } from "./arithmetic/arithmetic";
import { deadlineOf, kindOfAgency } from "./outline/agency";
import { findSubHeadings } from "./outline/headings";
import { findPeriod, openingYear, type Period, yearOf } from "./outline/period";
import { type NamedReport, reportInPreface } from "./outline/preface";
import { secondReport } from "./outline/second";
import {
  findHeadings,
  findSimilar,
  type RowLabels,
  type Section,
  type SectionHeading,
  toSections,
} from "./outline/sections";
import { dateUnderTitle, findSignature, type Signature, signedYear } from "./outline/signature";
import { findTitle, type Title } from "./outline/title";
import { readProse } from "./prose/prose";
import { readFacts } from "./prose/readFacts";
import { recognition } from "./recognition";
import type { Report } from "./report";
import {
  chooseSegments,
  countMarkers,
  findPieces,
  headsTable,
  isLoneLabel,
  isValues,
  type LabelledRows,
  labelCells,
  type Segment,
} from "./tables/labelled";
import { findRunTogether, type RunTogether } from "./tables/runTogether";
import type { Table, TableRow, Tables, ValueCell } from "./tables/table";
import { readTable } from "./tables/tables";

/** Reads any text into a report. It never fails; what is odd about the text is for the rules to say. */
export function parseReport(text: string, settings: Settings = {}): Report {
  return recognise(text, parseDocument(inOrdinaryCharacters(text)), settings);
}

/** `isFirst`: what stands behind it has been found and taken off. */
function recognise(source: string, document: Document, settings: Settings, isFirst = false): Report {
  const standards = standardsFor(settings.standards);
  const labelled = labelCells(document, standards);
  const markers = countMarkers(labelled, standards);
  const spoken = spokenFor(markers);
  // Titles hardly differ between standards, so any of them finds the headings from which the year is read.
  const finding = standards[Math.max(spoken, 0)]!;
  const labels: RowLabels = {
    isLabel: (row) => isLoneLabel(labelled, row),
    headsTable: (row, table) => headsTable(labelled, row, table),
  };
  const found = findHeadings(document, finding, labels);
  const second = isFirst ? undefined : secondReport(document, found);
  if (second !== undefined) {
    const first = parseDocument(document.text.slice(0, second.start));
    return { ...recognise(source.slice(0, second.start), first, settings, true), second };
  }
  const frame = readFrame(document, found);
  const year = frame.year ?? settings.year;
  const chosen = chooseStandards(standards, year, markers);
  const naming = chosen.standard ?? standards.at(-1)!;
  // A user's own standard may have other sections than the one that the headings were found by.
  const known = hasSameSections(finding, naming) ? found : findHeadings(document, naming, labels);
  const { sections, tables, taken, runTogether } = layOut(document, labelled, known, naming, chosen);
  const { title, signature } = frame;
  const agencies = [title?.agency, signature.agency, frame.named?.agency].filter(
    (name) => name !== undefined,
  );
  const [agency] = agencies;
  const agencyKind = agencies.map(kindOfAgency).find((kind) => kind !== undefined);
  const headings = findSubHeadings(document, sections, taken);
  const prose = readProse(document, sections, headings, taken, signature.start);
  const { standard, tableStandard } = chosen;
  return {
    document,
    text: document.text,
    source,
    second: undefined,
    recognition: recognition(document, title, { sections, tables, runTogether }, settings),
    title,
    year,
    agency,
    agencyKind,
    deadline: deadlineOf(year, agencyKind, settings.deadlines),
    demands: { overviewLength: settings.overviewLength, requiredCounts: settings.requiredCounts },
    period: frame.period,
    standard,
    tableStandard,
    foreignMarkers: standard === tableStandard ? [] : markersOf(tables),
    sections,
    headings,
    tables,
    runTogether,
    cells: indexCells(tables),
    irregular: findIrregular(tables),
    arithmetic: checkEquations(tables, tableStandard),
    signature,
    paragraphs: prose.paragraphs,
    passages: prose.passages,
    facts: readFacts({ passages: prose.passages, sections, headings, year, agency, standard }),
  };
}

/** What stands around the sections, and says of which year and body the report is. */
interface Frame {
  readonly title: Title | undefined;
  readonly period: Period | undefined;
  readonly signature: Signature;
  /** The report that the preface names. */
  readonly named: NamedReport | undefined;
  readonly year: number | undefined;
}

/** How far from the text's start the preface is looked for where no section's heading ends it. */
const LONGEST_PREFACE = 4000;
/** So much of section one may be a preface. */
const LONGEST_OPENING = 200;

function readFrame(document: Document, headings: readonly SectionHeading[]): Frame {
  const { text } = document;
  const [first, second] = headings;
  const title = findTitle(document, first?.row ?? -1);
  const signature = signatureOf(document, headings);
  const preface = first?.start ?? Math.min(text.length, LONGEST_PREFACE);
  const period = findPeriod(document, preface, second?.start ?? text.length);
  const opening = first && openingYear(text, first.title.end, second?.start ?? text.length);
  const inPreface = reportInPreface(document, preface);
  // Some put the preface under the first heading, where last year's report may be named as well.
  const named = inPreface ?? (first && reportInPreface(document, first.title.end + LONGEST_OPENING));
  const year = title?.year ?? yearOf(period) ?? inPreface?.year ?? opening ?? signedYear(signature);
  return { title, period, signature, named, year };
}

/** The year's standard, and the one that the tables are read by. */
interface Chosen {
  readonly standard: CompiledStandard | undefined;
  readonly tableStandard: CompiledStandard | undefined;
  /** Index of `tableStandard` among all standards, or -1. */
  readonly readAt: number;
}

function chooseStandards(
  standards: readonly CompiledStandard[],
  year: number | undefined,
  markers: readonly number[],
): Chosen {
  const asked = year === undefined ? undefined : standardOfYear(standards, year);
  const tooEarly = year !== undefined && asked === undefined;
  const fallback = tooEarly ? -1 : standards.length - 1;
  const readAt = readBy(asked === undefined ? -1 : standards.indexOf(asked), markers, fallback);
  const tableStandard = readAt < 0 ? undefined : standards[readAt];
  return { standard: year === undefined ? tableStandard : asked, tableStandard, readAt };
}

/** What a row of the document has been taken for. */
const HEADING = 1;
const TABLE = 2;

/** Sections and tables, and what each row of the document was taken for by them. */
interface LaidOut extends Pick<Report, "sections" | "tables" | "runTogether"> {
  readonly taken: Uint8Array;
}

/** Finds sections and tables in the rows of the document. */
function layOut(
  document: Document,
  labelled: LabelledRows,
  known: readonly SectionHeading[],
  naming: CompiledStandard,
  { tableStandard, readAt }: Chosen,
): LaidOut {
  const taken = new Uint8Array(document.rows.length);
  for (const { row } of known) taken[row] = HEADING;
  const isHeading = (row: number) => taken[row] === HEADING;
  const isApart = (row: number) => document.rows[row]!.apart;
  const reading = { rows: labelled, at: readAt, isHeading, isApart };
  const segments =
    tableStandard === undefined
      ? []
      : chooseSegments(findPieces({ ...reading, standard: tableStandard }, document.tableStarts));
  if (tableStandard !== undefined) addBareLitigation(segments, labelled, known, tableStandard);
  for (const { from, to } of segments) taken.fill(TABLE, from, to);
  const similar = findSimilar(document, naming, known, (row) => taken[row] === TABLE, segments);
  for (const { row } of similar) taken[row] = HEADING;
  const headings = [...known, ...similar].sort((a, b) => a.start - b.start);
  const sections = toSections(headings, naming, document);
  const read =
    tableStandard === undefined
      ? {}
      : readTables(segments, document, labelled, tableStandard, readAt, sections);
  const runTogether =
    tableStandard === undefined ? [] : tablesRunTogether(document, labelled, tableStandard, read);
  const tables = withoutUnread(read, runTogether);
  for (const { rows } of runTogether)
    for (let row = rows.from; row <= rows.to; row++) if (taken[row] === 0) taken[row] = TABLE;
  return { sections, tables, taken, runTogether };
}

function hasValues(table: Table | undefined): boolean {
  return table?.rows.some(({ values }) => values.length > 0) === true;
}

/** Without tables of which nothing but headers and labels could be read, for their numbers were run together. */
function withoutUnread(tables: Tables, runTogether: Report["runTogether"]): Tables {
  const unread = new Set(runTogether.flatMap((run) => [...run.tables]));
  return Object.fromEntries(
    Object.entries(tables).filter(([, table]) => !unread.has(table.key) || hasValues(table)),
  );
}

/**
 * The litigation table's headers may have come to pieces: what is left of them is as many values as the table has, in the
 * section that the table belongs to.
 */
function addBareLitigation(
  segments: Segment[],
  rows: LabelledRows,
  headings: readonly SectionHeading[],
  { sections, rows: { litigation } }: CompiledStandard,
): void {
  if (segments.some(({ table }) => table === "litigation")) return;
  const index = sections.findIndex(({ table }) => table === "litigation");
  const heading = headings.find((found) => found.index === index);
  if (heading === undefined) return;
  const next = headings.find(({ row }) => row > heading.row)?.row ?? rows.length;
  const width = litigation.reduce((sum, { columns }) => sum + columns.length, 0);
  for (let from = heading.row + 1; from < next; from++) {
    let to = from;
    let count = 0;
    for (; to < next && isValues(rows[to]); to++) count += rows[to]!.length;
    if (count === width) segments.push({ table: "litigation", from, to });
    from = to;
  }
}

/** The lines that tables were run together in which are not among those found. */
function tablesRunTogether(
  document: Document,
  labelled: LabelledRows,
  standard: CompiledStandard,
  tables: Tables,
): readonly RunTogether[] {
  const isAbsent = (key: TableKey) => standard.rows[key].length > 0 && !hasValues(tables[key]);
  if (!TABLE_KEYS.some(isAbsent)) return [];
  return findRunTogether(document, labelled, standard).filter((run) => [...run.tables].some(isAbsent));
}

/** Whether a section has the same place in both. */
function hasSameSections(a: CompiledStandard, b: CompiledStandard): boolean {
  const [one, other] = [a.sections, b.sections];
  return a === b || (one.length === other.length && one.every(({ key }, at) => key === other[at]!.key));
}

function signatureOf(document: Document, headings: readonly SectionHeading[]): Signature {
  const signature = findSignature(document, headings.at(-1)?.row ?? -1);
  if (signature.date !== undefined) return signature;
  const { agency, start } = signature;
  return { agency, start, date: dateUnderTitle(document, headings[0]?.row ?? 0) };
}

/** Labels that speak for the standard the tables follow, in the order of the text. */
function markersOf(tables: Tables): Phrase[] {
  return Object.values(tables)
    .flatMap((table) => table.markers)
    .sort((a, b) => a.start - b.start);
}

/** The standard most markers speak for, or -1 where none or several do. */
function spokenFor(markers: readonly number[]): number {
  const most = Math.max(...markers);
  return most > 0 && markers.indexOf(most) === markers.lastIndexOf(most) ? markers.indexOf(most) : -1;
}

/** The tables are read by the year's standard unless a clear majority of markers speaks for another. */
function readBy(asked: number, markers: readonly number[], fallback: number): number {
  const spoken = spokenFor(markers);
  if (asked < 0) return fallback < 0 ? -1 : spoken < 0 ? fallback : spoken;
  return spoken >= 0 && markers[spoken]! >= 3 && markers[spoken]! > 2 * markers[asked]! ? spoken : asked;
}

function readTables(
  segments: readonly Segment[],
  document: Document,
  rows: LabelledRows,
  standard: CompiledStandard,
  at: number,
  sections: readonly Section[],
): Tables {
  const sectionAt = (offset: number) => sections.findLastIndex((section) => section.start <= offset);
  const isApart = (row: number) => document.rows[row]!.kind === "tabs" && document.rows[row]!.apart;
  const isPlain = (row: number) => document.rows[row]!.kind === "line";
  const tables: { -readonly [K in keyof Tables]: Tables[K] } = {};
  for (const segment of segments)
    tables[segment.table] = readTable(segment, { rows, standard, at, sectionAt, isApart, isPlain });
  return tables;
}

function indexCells(tables: Tables): Report["cells"] {
  const cells = new Map<string, ValueCell>();
  eachRow(tables, (row) => {
    for (const cell of row.cells) cells.set(cell.key, cell);
  });
  return cells;
}

function findIrregular(tables: Tables): ValueCell[] {
  const irregular: ValueCell[] = [];
  eachRow(tables, (row) => {
    for (let at = 0; at < row.values.length; at++)
      if (!isRegular(row.values[at]!.reading)) irregular.push(row.cells[at]!);
  });
  return irregular.length > 1 ? irregular.sort((a, b) => a.start - b.start) : irregular;
}

/** A plain whole number from 0 on. */
function isRegular(reading: ValueReading | undefined): boolean {
  if (reading?.form !== "plain") return false;
  const { value } = reading;
  return value !== null && value >= 0 && Number.isInteger(value);
}

function eachRow({ disclosure, requests, litigation }: Tables, visit: (row: TableRow) => void): void {
  for (const table of [disclosure, requests, litigation])
    for (const row of table?.rows ?? []) if (row.role !== "duplicate") visit(row);
}
