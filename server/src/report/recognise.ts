import type { Document } from "../document/document";
import { parseDocument } from "../document/parse";
import type { Settings } from "../settings";
import type { CompiledStandard } from "../standard/compile";
import { standardOfYear, standardsFor } from "../standard/index";
import type { TableKey } from "../standard/schema";
import type { Reading as ValueReading } from "../value";
import { deadlineOf, kindOfAgency } from "./agency";
import { checkEquations } from "./arithmetic";
import { type Facts, readFacts } from "./facts";
import { findHeadings as findSubHeadings } from "./headings";
import { type Prose, readProse } from "./prose";
import { recognition } from "./recognition";
import type { Report, Section, Signature, Table, TableRow, Title, ValueCell } from "./report";
import { findHeadings, findSimilar, type SectionHeading, toSections } from "./sections";
import { type Reading, readTable } from "./tables";
import { dateUnderTitle, findPeriod, findSignature, findTitle, openingYear, signedYear } from "./title";
import { chooseSegments, countMarkers, findPieces, isLoneLabel, type Segment, tokenise } from "./tokens";
import { traitsOf } from "./traits";

/** Reads any text into a report. It never fails; what is odd about the text is for the rules to say. */
export function parseReport(text: string, settings: Settings = {}): Report {
  return recognise(parseDocument(text), settings);
}

/** What a row of the document has been taken for. */
const HEADING = 1;
const TABLE = 2;

function recognise(document: Document, settings: Settings): Report {
  const { text } = document;
  const standards = standardsFor(settings.standards);
  const tokens = tokenise(document, standards);
  const markers = countMarkers(tokens, standards);
  const latest = standards.length - 1;
  const spoken = spokenFor(markers);
  // Titles hardly differ between standards, so any of them finds the headings from which the year is read.
  const finding = standards[Math.max(spoken, 0)]!;
  const headingsBy = (by: CompiledStandard) => findHeadings(document, by, (row) => isLoneLabel(tokens, row));
  const found = headingsBy(finding);
  const title = findTitle(document, found[0]?.row ?? -1);
  const signature = signatureOf(document, found);
  const preface = found[0]?.start ?? Math.min(text.length, 4000);
  const period = findPeriod(document, preface, found[1]?.start ?? text.length);
  const year = reportYear(title, period?.to, text, found, signature) ?? settings.year;
  const asked = year === undefined ? undefined : standardOfYear(standards, year);
  const askedAt = asked === undefined ? -1 : standards.indexOf(asked);
  const tooEarly = year !== undefined && asked === undefined;
  const readAt = readBy(askedAt, spoken, markers, tooEarly ? -1 : latest);
  const standard = year === undefined ? standards[readAt] : asked;
  const tableStandard = readAt < 0 ? undefined : standards[readAt];
  const naming = standard ?? standards[latest]!;
  // A user's own standard may have other sections than the one that the headings were found by.
  const known = hasSameSections(finding, naming) ? found : headingsBy(naming);

  const taken = new Uint8Array(document.rows.length);
  for (const { row } of known) taken[row] = HEADING;
  const segments =
    readAt < 0
      ? []
      : chooseSegments(findPieces(tokens, readAt, document.tableStarts, (row) => taken[row] === HEADING));
  for (const { from, to } of segments) taken.fill(TABLE, from, to);
  const similar = findSimilar(document, naming, known, (row) => taken[row] === TABLE, segments);
  const headings = similar.length === 0 ? known : [...known, ...similar].sort((a, b) => a.start - b.start);
  for (const { row } of similar) taken[row] = HEADING;
  const sections = toSections(headings, naming, document);
  const agencyKind = kindOfAgency(title?.agency ?? "") ?? kindOfAgency(signature.agency ?? "");
  const reading = tableStandard && { rows: tokens, standard: tableStandard, at: readAt };
  const tables = reading === undefined ? {} : readTables(segments, document, reading, sections);

  return new ReadReport(
    {
      document,
      text,
      recognition: recognition(document, title, sections, tables, settings),
      title,
      year,
      agency: title?.agency ?? signature.agency,
      agencyKind,
      deadline: deadlineOf(year, agencyKind, settings.deadlines),
      period,
      standard,
      tableStandard,
      foreignMarkers: standard === tableStandard ? [] : markersOf(tables),
      sections,
      tables,
      irregular: findIrregular(tables),
      signature,
    },
    taken,
  );
}

/** Whether a section has the same place in both. */
function hasSameSections(a: CompiledStandard, b: CompiledStandard): boolean {
  const [one, other] = [a.sections, b.sections];
  return a === b || (one.length === other.length && one.every(({ key }, at) => key === other[at]!.key));
}

/** What is read at once; the rest is computed when first asked for. */
type Eager = Omit<
  Report,
  "headings" | "cells" | "arithmetic" | "paragraphs" | "passages" | "facts" | "traits" | "memo"
>;

/**
 * A report. A class, and no object literal with accessors: these would give each report a hidden class of its own,
 * that outlives it and keeps it in memory until the next full collection.
 */
class ReadReport implements Report {
  readonly document: Report["document"];
  readonly text: string;
  readonly recognition: Report["recognition"];
  readonly title: Report["title"];
  readonly year: Report["year"];
  readonly agency: Report["agency"];
  readonly agencyKind: Report["agencyKind"];
  readonly deadline: Report["deadline"];
  readonly period: Report["period"];
  readonly standard: Report["standard"];
  readonly tableStandard: Report["tableStandard"];
  readonly foreignMarkers: Report["foreignMarkers"];
  readonly sections: Report["sections"];
  readonly tables: Report["tables"];
  readonly irregular: Report["irregular"];
  readonly signature: Report["signature"];
  readonly memo = new Map<unknown, unknown>();
  private subHeadings: Report["headings"] | undefined;
  private cellIndex: Report["cells"] | undefined;
  private equations: Report["arithmetic"] | undefined;
  private runningText: Prose | undefined;
  private statements: Facts | undefined;
  private oddities: number | undefined;

  constructor(
    eager: Eager,
    private readonly taken: Uint8Array,
  ) {
    this.document = eager.document;
    this.text = eager.text;
    this.recognition = eager.recognition;
    this.title = eager.title;
    this.year = eager.year;
    this.agency = eager.agency;
    this.agencyKind = eager.agencyKind;
    this.deadline = eager.deadline;
    this.period = eager.period;
    this.standard = eager.standard;
    this.tableStandard = eager.tableStandard;
    this.foreignMarkers = eager.foreignMarkers;
    this.sections = eager.sections;
    this.tables = eager.tables;
    this.irregular = eager.irregular;
    this.signature = eager.signature;
  }

  get headings(): Report["headings"] {
    this.subHeadings ??= findSubHeadings(this.document, this.sections, this.taken);
    return this.subHeadings;
  }

  get cells(): Report["cells"] {
    this.cellIndex ??= indexCells(this.tables);
    return this.cellIndex;
  }

  get arithmetic(): Report["arithmetic"] {
    this.equations ??= checkEquations(this.tables, this.tableStandard);
    return this.equations;
  }

  private get prose(): Prose {
    this.runningText ??= readProse(
      this.document,
      this.sections,
      this.headings,
      this.taken,
      this.signature.start,
    );
    return this.runningText;
  }

  get paragraphs(): Report["paragraphs"] {
    return this.prose.paragraphs;
  }

  get passages(): Report["passages"] {
    return this.prose.passages;
  }

  get facts(): Report["facts"] {
    this.statements ??= readFacts(this);
    return this.statements;
  }

  get traits(): number {
    this.oddities ??= traitsOf(this);
    return this.oddities;
  }
}

function signatureOf(document: Document, headings: readonly SectionHeading[]): Signature {
  const signature = findSignature(document, headings.at(-1)?.row ?? -1);
  if (signature.date !== undefined) return signature;
  const { agency, start } = signature;
  return { agency, start, date: dateUnderTitle(document, headings[0]?.row ?? 0) };
}

/** Labels that speak for the standard the tables follow, in the order of the text. */
function markersOf(tables: Report["tables"]): Report["foreignMarkers"] {
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
function readBy(asked: number, spoken: number, markers: readonly number[], fallback: number): number {
  if (asked < 0) return fallback < 0 ? -1 : spoken < 0 ? fallback : spoken;
  return spoken >= 0 && markers[spoken]! >= 3 && markers[spoken]! > 2 * markers[asked]! ? spoken : asked;
}

function reportYear(
  title: Title | undefined,
  periodEnd: string | undefined,
  text: string,
  headings: readonly SectionHeading[],
  signature: Signature,
): number | undefined {
  if (title?.year !== undefined) return title.year;
  if (periodEnd !== undefined) return Number(periodEnd.slice(0, 4));
  const first = headings[0];
  const opening =
    first === undefined ? undefined : openingYear(text, first.title.end, headings[1]?.start ?? text.length);
  return opening ?? signedYear(signature);
}

function readTables(
  segments: readonly Segment[],
  document: Document,
  { rows, standard, at }: Pick<Reading, "rows" | "standard" | "at">,
  sections: readonly Section[],
): Report["tables"] {
  const sectionAt = (offset: number) => sections.findLastIndex((section) => section.start <= offset);
  const isApart = (row: number) => document.rows[row]!.kind === "tabs" && document.rows[row]!.apart;
  const tables: { [K in TableKey]?: Table } = {};
  for (const segment of segments)
    tables[segment.table] = readTable(segment, { rows, standard, at, sectionAt, isApart });
  return tables;
}

function indexCells(tables: Report["tables"]): Report["cells"] {
  const cells = new Map<string, ValueCell>();
  eachRow(tables, (row) => {
    for (const cell of row.cells) cells.set(cell.key, cell);
  });
  return cells;
}

function findIrregular(tables: Report["tables"]): ValueCell[] {
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

function eachRow(
  { disclosure, requests, litigation }: Report["tables"],
  visit: (row: TableRow) => void,
): void {
  for (const table of [disclosure, requests, litigation])
    for (const row of table?.rows ?? []) if (row.role !== "duplicate") visit(row);
}
