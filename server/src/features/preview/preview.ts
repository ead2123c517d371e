import { t } from "@vscode/l10n";
import type { Row } from "../../core/document/document";
import type { Diagnostic } from "../../core/findings/finding";
import { tablesOf } from "../../core/report/describe";
import { lonePhrase } from "../../core/report/outline/lines";
import type { Section } from "../../core/report/outline/sections";
import { goesOn, type Paragraph } from "../../core/report/prose/prose";
import type { Report } from "../../core/report/report";
import type { Table } from "../../core/report/tables/table";
import { escapeHtml } from "../../core/text/escape";
import { leavesOf } from "../../core/text/phrase";
import { addToList, type Phrase, type Span } from "../../core/text/text";
import { numberFindings } from "./numbering";
import { placeName } from "./placeName";
import { flow, type LastYear } from "./previewFlow";
import {
  describedBy,
  type EditablePlace,
  Marks,
  markedText,
  type NumberedFinding,
  noteLinks,
  notes,
} from "./previewMarks";
import { officialTable, plainTable } from "./previewTables";
import { candidateCells } from "./remedies";
import { isInLine } from "./shownText";

/** How a report is to be shown. */
export interface PreviewOptions {
  /** False: as it is published, nothing but the report. */
  readonly marks: boolean;
  /** With what the page needs to be edited: not for a document that is only read. */
  readonly isEditable?: boolean;
  /** The findings' numbers; without them the worst come first, then by place. */
  readonly numbers?: readonly number[];
  readonly lastYear?: LastYear | undefined;
}

/**
 * The report as it will be published, as HTML of its own making: of the text only the text is taken. With marks it shows
 * what is wrong and where it stands in the text (`data-at`), and behind it what becomes of the applications.
 */
export function preview(
  report: Report,
  diagnostics: readonly Diagnostic[],
  { marks: isMarked, isEditable = false, numbers, lastYear }: PreviewOptions,
): string {
  const own = numbers ?? numberFindings(report.text, diagnostics).own;
  const findings = diagnostics.map((diagnostic, at) => ({
    number: own[at]!,
    place: placeName(report, diagnostic),
    diagnostic,
    candidates: candidateCells(report, diagnostic).map(({ key }) => key),
  }));
  const marks = new Marks(isMarked ? findings : [], isMarked, isEditable);
  const body = new Body(report, marks).html();
  const rest = notes(marks.rest(), marks, t("其他核对意见"));
  return `<article class="report">${body}</article>${rest}${isMarked ? flow(report, lastYear) : ""}`;
}

/** The page without findings, cut where something of it begins, and what of it can be edited, by `start,end`. */
export interface EditablePage {
  readonly parts: readonly string[];
  readonly places: ReadonlyMap<string, EditablePlace>;
}

/** Each heading, paragraph and cell is a part of its own; together they are all that the page shows of the report. */
export function editablePage(report: Report): EditablePage {
  const marks = new Marks([], true, true);
  const parts = new Body(report, marks).html().split(/(?=<(?:h[1-4]|p|t[dhr]|div)[ >])/);
  return { parts, places: marks.places };
}

/** What stands in a row of the text. */
interface Block {
  readonly span: Span;
  readonly html: string;
}

/** The report's rows, one after the other, on their way into HTML. */
class Body {
  private readonly parts: string[] = [];
  private readonly paragraphs = new Map<number, Paragraph[]>();
  private readonly sections = new Map<number, Section[]>();
  /** Standard tables that can be shown in their official form, until they are. */
  private readonly tables = new Map<Table, string>();
  /** Up to where what is wrong has been told. */
  private noted = 0;
  /** Findings of parts whose boxes stand since then. */
  private readonly absent: NumberedFinding[] = [];

  constructor(
    private readonly report: Report,
    private readonly marks: Marks,
  ) {
    for (const paragraph of report.paragraphs) addToList(this.paragraphs, paragraph.row, paragraph);
    let row = 0;
    const { rows } = report.document;
    for (const section of report.sections) {
      while (row + 1 < rows.length && rows[row]!.end <= section.heading.start) row++;
      addToList(this.sections, row, section);
    }
    for (const table of tablesOf(report)) {
      const html = officialTable(report, table, marks);
      if (html !== undefined) this.tables.set(table, html);
    }
  }

  html(): string {
    const { title, document, signature } = this.report;
    const { rows } = document;
    const tables = [...this.tables.keys()];
    const missing = this.marks.missingParts();
    let isTitled = false;
    let isComment = false;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      while (missing.length > 0 && missing[0]!.at <= row.start) this.missing(missing.shift()!.finding);
      if (this.isMarkdown(row) && isCommentLine(row, document.text, isComment)) {
        isComment = !document.text.slice(row.start, row.end).includes("-->");
        continue;
      }
      if (title !== undefined && row.start < title.end && title.start < row.end) {
        if (!isTitled) this.parts.push(this.heading(1, [title], title));
        isTitled = true;
        continue;
      }
      const table = tables.find(({ start, end }) => row.start < end && start < row.end);
      if (table !== undefined && !this.sections.has(at)) this.table(table);
      else if (row.start >= signature.start && !this.sections.has(at)) this.signature(row);
      else at = this.rowAt(at);
    }
    for (const { finding } of missing) this.missing(finding);
    this.parts.push(this.notesUpTo(document.text.length));
    return this.parts.join("");
  }

  /** What is wrong with the text since the last section's heading, below it; what is missing there as well. */
  private notesUpTo(end: number): string {
    const { marks } = this;
    const findings = [...marks.at({ start: this.noted, end }), ...this.absent.splice(0)];
    this.noted = end;
    return notes(marks.toNote(findings), marks, t("上文的核对意见"));
  }

  private isMarkdown(place: Span): boolean {
    return isInLine(this.report, place);
  }

  /** A box for a part that is not there. */
  private missing(finding: NumberedFinding): void {
    const { severity, message, span } = finding.diagnostic;
    const [said] = message.split("。");
    this.absent.push(finding);
    const attributes = `${this.marks.place(span)}${describedBy([finding])}`;
    this.parts.push(
      `<p class="missing-part ${severity}"${attributes}>${escapeHtml(said!)}${noteLinks([finding])}</p>`,
    );
  }

  /** Shows a table at the first of its rows. */
  private table(table: Table): void {
    this.parts.push(this.tables.get(table) ?? "");
    this.tables.delete(table);
  }

  /** Shows a row, and those that belong with it; gives back the last of them. */
  private rowAt(at: number): number {
    const { rows } = this.report.document;
    const sections = this.sections.get(at) ?? [];
    const paragraphs = this.paragraphs.get(at) ?? [];
    if (sections.length === 0 && isTableRow(rows[at]!)) {
      let to = at + 1;
      while (
        to < rows.length &&
        rows[to]!.kind === rows[at]!.kind &&
        !this.sections.has(to) &&
        !rows[to]!.apart
      )
        to++;
      this.parts.push(plainTable(rows.slice(at, to), this.marks));
      return to - 1;
    }
    let last = at;
    const blocks: Block[] = sections.map((section) => ({
      span: section,
      html: this.notesUpTo(section.heading.start) + this.section(section),
    }));
    for (const paragraph of paragraphs) {
      const lines = this.linesFrom(paragraph);
      last = Math.max(last, lines.at(-1)!.row);
      blocks.push({ span: paragraph, html: this.paragraph(lines, rows[at]!) });
    }
    blocks.sort((a, b) => a.span.start - b.span.start);
    for (const { html } of blocks) this.parts.push(html);
    return last;
  }

  /** A paragraph and the lines that it was wrapped in. */
  private linesFrom(paragraph: Paragraph): Paragraph[] {
    const lines = [paragraph];
    if (this.report.document.format !== "text") return lines;
    for (;;) {
      const last = lines.at(-1)!;
      const next = this.paragraphs.get(last.row + 1)?.[0];
      if (next === undefined || this.sections.has(next.row) || !goesOn(last, next)) return lines;
      lines.push(next);
    }
  }

  private section(section: Section): string {
    const { heading, title } = section;
    const before = this.report.text.slice(heading.start, title.start);
    const lead = before.includes("<") ? `${section.ordinal?.text ?? ""}、` : before;
    return this.heading(2, [{ text: lead, start: heading.start, end: title.start }, title], heading);
  }

  private heading(level: 1 | 2 | 3 | 4, phrases: readonly Phrase[], place: Span): string {
    const { marks } = this;
    const isMarkdown = this.isMarkdown(place);
    const isVerbatim = phrases.every((phrase) => isWhole(phrase));
    const at = isVerbatim ? marks.editable(place, phrases, isMarkdown) : marks.place(place);
    return `<h${level}${at}>${markedText(phrases, marks, { isMarkdown })}</h${level}>`;
  }

  private paragraph(lines: readonly Paragraph[], row: Row): string {
    const { marks } = this;
    const isMarkdown = this.isMarkdown(lines[0]!);
    const [first, ...others] = lines as [Paragraph, ...Paragraph[]];
    const { heading } = first;
    const place = { start: first.start, end: lines.at(-1)!.end };
    const { text, isItem } = isMarkdown ? withoutLead(first) : { text: first, isItem: false };
    const isHeading = heading !== undefined && others.length === 0 && heading.end >= text.end && !isItem;
    if (isHeading) return this.heading(heading.level > 1 ? 4 : 3, [text], place);
    if (row.level > 0 && others.length === 0) return this.heading(3, [text], place);
    const html = markedText([text, ...others], marks, {
      isMarkdown,
      ...(heading !== undefined && { leadEnd: heading.end }),
    });
    const at = marks.editable(place, [text, ...others], isMarkdown);
    return `<p${isItem ? ' class="item"' : ""}${at}>${html}</p>`;
  }

  private signature(row: Row): void {
    const phrase = lonePhrase(row, this.report.text);
    if (phrase === undefined) return;
    const isMarkdown = this.isMarkdown(phrase);
    const html = markedText([phrase], this.marks, { isMarkdown });
    const at = this.marks.editable(phrase, [phrase], isMarkdown);
    this.parts.push(`<p class="signature"${at}>${html}</p>`);
  }
}

/** A line that is, or is in the middle of, a comment of Markdown: it is not published with the text. */
function isCommentLine({ start, end }: Row, text: string, isOpen: boolean): boolean {
  if (isOpen) return true;
  const line = text.slice(start, end).trimStart();
  return line.startsWith("<!--") && (!line.includes("-->") || line.trimEnd().endsWith("-->"));
}

/** Written as it is shown, in one piece or several. */
function isWhole(phrase: Phrase): boolean {
  return leavesOf(phrase).every(({ text, start, end }) => text.length === end - start);
}

const isTableRow = ({ kind, cells }: Row) => kind !== "line" && cells.length > 1;

/** Marks of lists and quotations in front of a line of Markdown. */
function withoutLead(paragraph: Paragraph): { text: Phrase; isItem: boolean } {
  const mark = /^(?:>[ \t]*|[-*+•·][ \t]+)/.exec(paragraph.text)?.[0];
  if (mark === undefined || paragraph.pieces !== undefined) return { text: paragraph, isItem: false };
  const { text, start, end } = paragraph;
  const rest = { text: text.slice(mark.length), start: start + mark.length, end };
  return { text: rest, isItem: !mark.startsWith(">") };
}

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A page by itself: nothing in it is loaded, and nothing in it runs. */
export function standalonePage(body: string, { title, style }: { title: string; style: string }): string {
  return [
    "<!DOCTYPE html>",
    '<html lang="zh-CN">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${style.replaceAll("</", "<\\/")}\n</style>`,
    "</head>",
    `<body><main>${body}</main></body>`,
    "</html>",
    "",
  ].join("\n");
}
