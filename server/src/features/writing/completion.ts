import { ASPECTS } from "../../core/report/outline/aspects";
import type { Section } from "../../core/report/outline/sections";
import { feeStatements } from "../../core/report/prose/fees";
import type { Report } from "../../core/report/report";
import type { Table, TableRow } from "../../core/report/tables/table";
import type { RowSpec } from "../../core/standard/compiled";
import type { SectionSpec } from "../../core/standard/schema";
import { inStyleOf, lineEnd } from "../../core/text/edit";
import { fold } from "../../core/text/normalise";
import { toChinese } from "../../core/text/numeral";
import { leadingOrdinal } from "../../core/text/ordinal";
import { type Edit, lineStartAt, type Span } from "../../core/text/text";
import { feeTemplates } from "../../core/writing/fees";
import { blankTable } from "../../core/writing/skeleton";
import { type NewReport, newReport, reportTitle, sectionTitle } from "./newReport";

/** Something that can be written at the cursor. */
export interface Completion {
  readonly label: string;
  readonly detail: string;
  readonly kind: "report" | "section" | "aspect" | "row" | "sentence" | "name";
  readonly edit: Edit;
  /** The same with places to fill in, in the syntax of snippets. */
  readonly snippet?: string;
  /** What the word typed so far is held against. */
  readonly filter: string;
}

/** A text at the cursor. */
export interface Asked {
  readonly text: string;
  /** Undefined where the text is no report (yet). */
  readonly report: Report | undefined;
  readonly offset: number;
  readonly format: NewReport["format"];
  readonly thisYear: number;
  /** Own standards, tried before the built-in ones. */
  readonly standards?: NewReport["standards"];
}

/** What can be written at the cursor, most likely first. */
export function completions(asked: Asked): Completion[] {
  const { text, report, offset } = asked;
  if (report === undefined) return isUnwritten(text) ? reportCompletions(asked) : [];
  const table = tableNear(report, offset);
  const rows = table === undefined ? [] : rowCompletions(report, table, offset);
  if (table !== undefined && offset <= lastRowEnd(table)) return rows;
  const line = startOfLine(report, offset);
  const found =
    line === undefined
      ? rows
      : [
          ...rows,
          ...aspectCompletions(report, line),
          ...feeCompletions(report, line),
          ...sectionCompletions(report, line),
        ];
  return found.length > 0 ? found : nameCompletions(report, offset);
}

// ── A whole report in an empty file ──

const REPORT_WORDS = ["年度报告", "政府信息公开", "新建年度报告", "年报", "ndbg"];

/** Nothing is written yet, or only the beginning of what a report may be asked for by. */
function isUnwritten(text: string): boolean {
  const word = text.trim();
  return word === "" || (word.length <= 8 && REPORT_WORDS.some((name) => name.startsWith(word)));
}

const AGENCY = "\uE000";

function reportCompletions({ text, offset, format, thisYear, standards }: Asked): Completion[] {
  const word = text.slice(lineStartAt(text, offset), offset).trimStart();
  return [thisYear - 1, thisYear].flatMap((year) => {
    const skeleton = newReport({ agency: AGENCY, year, format, eol: lineEnd(text), standards })?.text;
    if (skeleton === undefined) return [];
    return {
      label: reportTitle({ agency: "", year }),
      detail: year === thisYear ? "今年的年度报告" : "去年的年度报告",
      kind: "report" as const,
      edit: { span: { start: offset - word.length, end: offset }, text: skeleton.replaceAll(AGENCY, "××××") },
      snippet: escapeSnippet(skeleton).replaceAll(AGENCY, "$" + "{1:机关名称}"),
      filter: REPORT_WORDS.find((name) => name.startsWith(word)) ?? REPORT_WORDS[0]!,
    };
  });
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

// ── Headings and sentences at the start of a line ──

/** A line that nothing stands on but marks of a heading and the beginning of what is to be completed. */
interface LineStart {
  /** What has been typed, without marks. */
  readonly typed: string;
  /** From the marks to the cursor. */
  readonly span: Span;
  /** Marks of a heading that have been typed: `## `. */
  readonly marks: string;
  /** Index of the section that the line stands in, or -1. */
  readonly section: number;
}

const LONGEST_TYPED = 30;

function startOfLine({ text, sections }: Report, offset: number): LineStart | undefined {
  const start = lineStartAt(text, offset);
  if (offset - start > LONGEST_TYPED * 2 || /[^\s]/.test(restOfLine(text, offset))) return undefined;
  const [, blanks, marks, typed] = /^(\s*)((?:#{1,6}\s*)?)(.*)$/su.exec(text.slice(start, offset))!;
  if (typed!.length > LONGEST_TYPED || /[|\t<>。；]/.test(typed!)) return undefined;
  const from = start + blanks!.length;
  // A heading half typed may be one already: it is in the section before.
  const section = sections.findLastIndex(({ heading }) => heading.start < from);
  return { typed: typed!, span: { start: from, end: offset }, marks: marks!, section };
}

function restOfLine(text: string, offset: number): string {
  const end = text.slice(offset, offset + LONGEST_TYPED).search(/[\r\n]/);
  return text.slice(offset, end < 0 ? offset + LONGEST_TYPED : offset + end);
}

/** The number in front counts only where one has been typed. */
function filterFor(typed: string, name: string): string {
  const after = leadingOrdinal(name)?.after ?? 0;
  return typed !== "" && !name.startsWith(typed[0]!) ? name.slice(after) : name;
}

function sectionCompletions(report: Report, line: LineStart): Completion[] {
  const specs = report.standard?.sections ?? [];
  const isThere = ({ key }: SectionSpec) =>
    report.sections.some((section) => section.key === key && !isBeingTyped(section, line));
  const before = specs.findIndex(({ key }) => key === report.sections[line.section]?.key);
  const missing = specs.filter((spec) => !isThere(spec));
  // What comes next in the standard comes first in the list.
  const following = missing.filter((spec) => specs.indexOf(spec) > before);
  const preceding = missing.filter((spec) => specs.indexOf(spec) < before);
  return [...following, ...preceding].map((spec) => {
    const name = sectionTitle(spec);
    return {
      label: name,
      detail: spec.table === undefined ? "规定章节" : "规定章节和表格",
      kind: "section" as const,
      edit: { span: line.span, text: sectionText(report, spec, line) },
      filter: filterFor(line.typed, name),
    };
  });
}

function isBeingTyped(part: Span, { span }: LineStart): boolean {
  return part.start < span.end && part.end >= span.start;
}

function sectionText(report: Report, spec: SectionSpec, line: LineStart): string {
  const { document, standard, tables, text } = report;
  const eol = lineEnd(text);
  const heading = headingText(report, sectionTitle(spec), report.sections, line, "h2");
  if (spec.table === undefined || tables[spec.table] !== undefined) return heading;
  const format = document.format === "html" ? "html" : "text";
  return `${heading}${eol}${eol}${blankTable(standard!, spec.table, format, eol)}${eol}`;
}

/** The heading written as others of its kind are; marks that have been typed stay. */
function headingText(
  { text, document }: Report,
  name: string,
  others: readonly Span[],
  line: LineStart,
  element: string,
): string {
  const model = others.find((it) => !isBeingTyped(it, line));
  const before = model === undefined ? "" : text.slice(lineStartAt(text, model.start), model.start);
  if (document.format === "html" && !/^#{1,6}\s/.test(before)) {
    const tag = /<(h[1-6]|p)\b[^<>]*>[^<>]*$/i.exec(before)?.[1] ?? element;
    return `<${tag}>${name}</${tag}>`;
  }
  return (line.marks || (/^#{1,6}\s+$/.test(before) ? before : "")) + name;
}

function aspectCompletions(report: Report, line: LineStart): Completion[] {
  const section = report.sections[line.section];
  if (section?.key !== "overview" || !isWithin(section, line)) return [];
  const headings = report.headings.filter(
    (heading) => heading.section === line.section && !isBeingTyped(heading, line),
  );
  const missing = ASPECTS.filter(({ headed }) => !headings.some(({ title }) => headed.test(fold(title))));
  const top = headings.filter(({ level, ordinal }) => level === 1 && ordinal !== undefined);
  const number = top.filter(({ start }) => start < line.span.start).length + 1;
  return missing.map(({ name }) => {
    const heading = `（${toChinese(number)}）${name}`;
    return {
      label: heading,
      detail: "总体情况的规定方面",
      kind: "aspect" as const,
      edit: { span: line.span, text: headingText(report, heading, top, line, "h3") },
      filter: filterFor(line.typed, heading),
    };
  });
}

function isWithin({ heading, body }: Section, { span }: LineStart): boolean {
  return span.start >= heading.end && span.end <= body.end;
}

function feeCompletions(report: Report, line: LineStart): Completion[] {
  const section = report.sections[line.section];
  if (section?.key !== "other" || !isWithin(section, line) || report.year === undefined) return [];
  const others = feeStatements(report.passages).filter(({ span }) => !isBeingTyped(span, line));
  if (others.length > 0) return [];
  return feeTemplates(report.year).map(({ label, text }) => ({
    label,
    detail: text,
    kind: "sentence" as const,
    edit: { span: line.span, text: report.document.format === "html" ? `<p>${text}</p>` : text },
    filter: text.startsWith(line.typed) ? text : label,
  }));
}

// ── Names in running text ──

const REGULATION = "中华人民共和国政府信息公开条例";

/**
 * The names that every report uses. In front of a letter that none of them starts with there is always one that does not
 * match: an editor that gets an answer does not offer pieces of the document's sentences, which it takes for words.
 */
function nameCompletions({ agency, text }: Report, offset: number): Completion[] {
  const names: [name: string, detail: string][] = [[REGULATION, "年度报告的编制依据"]];
  if (agency !== undefined) names.push([agency, "本机关"]);
  const start = Math.max(0, offset - LONGEST_TYPED, lineStartAt(text, offset));
  const typed = text.slice(start, offset);
  return names.map(([name, detail]) => {
    const length = beginningAt(typed, name) || (/[\p{L}\p{N}]$/u.exec(typed)?.[0].length ?? 0);
    return {
      label: name,
      detail,
      kind: "name" as const,
      edit: { span: { start: offset - length, end: offset }, text: name },
      filter: name,
    };
  });
}

/** How much of the name the text ends with. */
function beginningAt(text: string, name: string): number {
  let length = Math.min(text.length, name.length);
  while (length > 0 && !text.endsWith(name.slice(0, length))) length--;
  return length;
}

// ── Labels of rows ──

/** The table that an offset lies in, or on the line after which it stands. */
function tableNear({ tables, text }: Report, offset: number): Table | undefined {
  return Object.values(tables).find((table) => {
    const end = lastRowEnd(table);
    if (offset <= end) return offset >= lineStartAt(text, table.start);
    return offset - end <= LONGEST_TYPED * 2 && text.slice(end, offset).split(/\r\n|\r|\n/).length <= 2;
  });
}

/** A heading half typed may have been taken for a part of the table before it; it is in no row. */
function lastRowEnd({ rows, end }: Table): number {
  return rows.reduce((last, row) => Math.max(last, row.end), 0) || end;
}

function rowCompletions(report: Report, table: Table, offset: number): Completion[] {
  const cell = cellStartAt(report, offset);
  if (cell === undefined) return [];
  const typed = report.text.slice(cell, offset).trimStart();
  const span = { start: offset - typed.length, end: offset };
  if (/^[\d.,，．０-９]+$/.test(typed) && !/^\d\.$/.test(typed)) return [];
  if (isAmongValues(report, table, cell)) return [];
  const style = report.text.slice(table.start, table.end);
  return missingRows(report, table, span).map((spec) => {
    const name = inStyleOf(`${spec.number}${spec.label}`, style);
    return {
      label: name,
      detail: spec.group === undefined ? "表中还没有的行" : `表中还没有的行：${spec.group}`,
      kind: "row" as const,
      edit: { span, text: rowText(report, table, name, spec, span) },
      filter: filterFor(typed, name),
    };
  });
}

/** The row's label stands before the cell on its line. */
function isAmongValues({ text }: Report, { rows }: Table, cell: number): boolean {
  const line = lineStartAt(text, cell);
  return rows.some(({ label }) => label !== undefined && label.start >= line && label.end < cell);
}

/** Where the cell at the cursor starts; none where something follows in it. */
function cellStartAt({ text }: Report, offset: number): number | undefined {
  const line = lineStartAt(text, offset);
  if (offset - line > 500) return undefined;
  const before = text.slice(line, offset);
  const border = Math.max(before.lastIndexOf("|"), before.lastIndexOf("\t"), before.lastIndexOf(">"));
  return /^[^\S\r\n]*(?:[|\t<\r\n]|$)/.test(text.slice(offset, offset + 100)) ? line + border + 1 : undefined;
}

/** Rows of the standard that the table has not, those that belong at the cursor first. */
function missingRows({ tableStandard }: Report, table: Table, at: Span): RowSpec[] {
  if (tableStandard === undefined || table.key === "litigation") return [];
  const others = table.rows.filter(({ label }) => label && (label.end < at.start || label.start > at.end));
  const present = new Set(others.map(({ key }) => key));
  const specs = tableStandard.rows[table.key];
  const last = others.findLast((row) => row.key !== undefined && row.start < at.start);
  const before = specs.findIndex(({ key }) => key === last?.key);
  const missing = specs.filter(({ key }) => !present.has(key));
  return [
    ...missing.filter((it) => specs.indexOf(it) > before),
    ...missing.filter((it) => specs.indexOf(it) < before),
  ];
}

/** On a line of its own the whole row, laid out as its neighbour; in a cell the label only. */
function rowText(report: Report, table: Table, name: string, spec: RowSpec, span: Span): string {
  const { text } = report;
  const isAlone =
    text.slice(lineStartAt(text, span.start), span.start).trim() === "" &&
    restOfLine(text, span.end).trim() === "";
  const model = table.rows.findLast(
    (row) => row.cells.length === spec.columns.length && row.label !== undefined && row.start < span.start,
  );
  if (!isAlone || model === undefined) return name;
  return laidOutLike(text, model, name) ?? name;
}

/** The line of a row with another label, and its other cells blank; none for a row of several lines or of HTML. */
function laidOutLike(text: string, { label, start }: TableRow, name: string): string | undefined {
  const from = lineStartAt(text, start);
  const end = text.slice(label!.end).search(/[\r\n]/);
  const line = text.slice(from, end < 0 ? text.length : label!.end + end);
  if (label!.end > from + line.length || !/[|\t]/.test(line) || line.includes("<")) return undefined;
  const blank = (part: string) =>
    part.replace(/[^|\t]+/g, (it) => (it.trim() === it ? "" : it.trim() === "" ? it : "  "));
  const before = blank(text.slice(from, start)).replace(/(?<! ) +$/, " ");
  return (
    before +
    name +
    blank(text.slice(label!.end, from + line.length))
      .replace(/^ +/, " ")
      .trimEnd()
  );
}
