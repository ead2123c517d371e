import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { TABLE_NAME } from "../report/describe";
import { ASPECTS } from "../report/outline/aspects";
import type { Section } from "../report/outline/sections";
import { feeStatements, speaksOfFee } from "../report/prose/fees";
import type { Paragraph } from "../report/prose/prose";
import type { Report } from "../report/report";
import type { SectionSpec } from "../standard/schema";
import { lineEnd } from "../text/edit";
import { fold } from "../text/normalise";
import { characterStart, type Edit, lineEndAt, lineStartAt, type Span } from "../text/text";
import { feeTemplates } from "../writing/fees";
import { blockStart, isMarkdownLine } from "../writing/placement";
import { blankTable } from "../writing/skeleton";
import { EXAMPLE, exampleWith } from "./support/example";

export const sectionMissing: Rule = {
  id: "section-missing",
  category: "sections",
  title: "缺少规定的章节",
  why: "条例第五十条规定了年度报告的内容，格式文件把它分为六个部分，标题固定，一个都不能少；没有内容的也要保留标题并说明。",
  whenOff: "只检查报告的片段（如只有三张表）时。",
  severity: "error",
  bad: exampleWith("六、其他需要报告的事项\n\n", ""),
  good: EXAMPLE,

  *check(report) {
    if (report.standard === undefined) return;
    for (const [index, spec] of report.standard.sections.entries()) {
      const isThere = report.sections.some((section) => section.key === spec.key);
      // Its title stands in text that was run together, of which there is a finding already.
      const isRunIn = report.runTogether.some(({ sections }) => sections.has(index));
      if (!isThere && !isRunIn) yield missing(report, spec, index);
    }
  },
};

function missing(report: Report, spec: SectionSpec, index: number): Finding {
  const name = `${spec.ordinal}、${spec.title}`;
  const left = leftBehind(report, spec, index);
  const place = left === undefined ? insertionPlace(report, spec, index) : left.place;
  return {
    span: left?.span ?? visibleSpan(report, place),
    message: left === undefined ? lacking(report, spec, name) : unheaded(name, index),
    why: "格式文件规定的六个部分缺一不可。",
    fixes: [
      {
        title: `插入“${name}”`,
        safe: false,
        edits: [...insertion(report, spec, place, left === undefined), ...renumbering(report, index)],
      },
    ],
  };
}

function lacking({ tables }: Report, { table }: SectionSpec, name: string): string {
  if (table === undefined) return `缺“${name}”。没有内容也要留标题。`;
  return tables[table] === undefined ? `缺“${name}”和${TABLE_NAME[table]}。` : `缺标题“${name}”。`;
}

function unheaded(name: string, index: number): string {
  return `缺标题“${name}”，内容接在了${index === 0 ? "前言后面" : "上一节末尾"}。`;
}

/** Text that belongs under a heading that is missing, and where the heading goes. */
interface LeftBehind {
  readonly span: Span;
  readonly place: number;
}

/** What belongs under the missing heading, at the end of the section before or of the preface. */
function leftBehind(report: Report, spec: SectionSpec, index: number): LeftBehind | undefined {
  if (spec.table !== undefined) return undefined;
  if (index === (report.standard?.sections.length ?? 0) - 1) {
    const sentence = /其他/.test(spec.title) ? lastSentenceOfOther(report) : undefined;
    return sentence && { span: sentence, place: sentence.start };
  }
  const paragraph = index === 0 ? firstAspect(report) : firstProblem(report, index);
  return (
    paragraph && {
      span: { start: paragraph.start, end: paragraph.end },
      place: blockStart(report, paragraph.start),
    }
  );
}

/** In the preface, the first paragraph that heads an aspect of section one. */
function firstAspect({ paragraphs }: Report): Paragraph | undefined {
  return paragraphs.find(
    ({ section, heading }) =>
      section < 0 && heading !== undefined && ASPECTS.some(({ headed }) => headed.test(fold(heading.title))),
  );
}

const PROBLEM = /问题|不足|不够|短板|薄弱|差距|改进|下一步/;

/** Below the table of the section before, the first paragraph that speaks of problems. */
function firstProblem(
  { standard, sections, tables, paragraphs }: Report,
  index: number,
): Paragraph | undefined {
  const specs = standard!.sections;
  const at = sections.findLastIndex(({ key }) => specs.findIndex((spec) => spec.key === key) < index);
  const table = sections[at]?.spec.table;
  const from = table && tables[table]?.end;
  if (from === undefined) return undefined;
  return paragraphs.find(
    ({ section, start, text }) => section === at && start >= from && PROBLEM.test(fold(text)),
  );
}

/** The last sentence of the last section, where it speaks of what belongs below: nothing else to report, fees. */
function lastSentenceOfOther(report: Report): Span | undefined {
  const before = report.sections.at(-1);
  if (before === undefined) return undefined;
  const end = endOfBody(report, before);
  let start = end - 1;
  while (start > before.body.start && !"。\n！？".includes(report.text[start - 1]!)) start--;
  while (start < end && /\s/.test(report.text[start]!)) start++;
  const sentence = fold(report.text.slice(start, end));
  const isOther = sentence.length <= 30 && /其[他它].{0,6}(?:报告|说明).{0,3}(?:事项|情况)/.test(sentence);
  return isOther || speaksOfFee(sentence) ? { start, end } : undefined;
}

function endOfBody(report: Report, section: Section): number {
  let end = Math.min(
    section.body.end,
    section === report.sections.at(-1) ? report.signature.start : section.body.end,
  );
  while (end > section.body.start && /[\s|]/.test(report.text[end - 1]!)) end--;
  return end;
}

/** In front of the section's table, else of the next section or its table, else of the signature. */
function insertionPlace(report: Report, spec: SectionSpec, index: number): number {
  const table = spec.table && report.tables[spec.table];
  if (table) return blockStart(report, table.start);
  for (const later of report.standard!.sections.slice(index + 1)) {
    const next =
      report.sections.find(({ key }) => key === later.key) ?? (later.table && report.tables[later.table]);
    if (next) return blockStart(report, next.start);
  }
  return blockStart(report, report.signature.start);
}

/** Something to see at a place: the line that stands there, else the end of the sentence before it. */
function visibleSpan({ text }: Report, place: number): Span {
  let start = place;
  while (start < text.length && /\s/.test(text[start]!)) start++;
  if (start < text.length) {
    return { start, end: start + text.slice(start, lineEndAt(text, start)).trimEnd().length };
  }
  const end = text.trimEnd().length;
  const sentence = Math.max(...["。", "；", "，", "\n"].map((mark) => text.lastIndexOf(mark, end - 2))) + 1;
  return { start: Math.min(Math.max(sentence, characterStart(text, end - 40), 0), end), end };
}

function insertion(report: Report, spec: SectionSpec, place: number, isBare: boolean): Edit[] {
  const { text, document, standard } = report;
  const eol = lineEnd(text);
  const heading = headingLike(report, `${spec.ordinal}、${spec.title}`);
  const needsTable = spec.table !== undefined && report.tables[spec.table] === undefined;
  const body = needsTable
    ? blankTable(standard!, spec.table!, document.format, eol)
    : isBare
      ? sentenceFor(report, spec)
      : "";
  const before = place > 0 && !/[\r\n]/.test(text[place - 1]!) ? eol : "";
  const blank = isMarkdownLine(report, place) ? eol : "";
  const rest = body === "" ? (heading.startsWith("#") ? eol : "") : `${blank}${body}${eol}${blank}`;
  return [{ span: { start: place, end: place }, text: `${before}${heading}${eol}${rest}` }];
}

/** What a section that nothing is left of has to say in any report: the last one, of fees, as a new report has it. */
function sentenceFor({ year, passages, document }: Report, { key }: SectionSpec): string {
  if (key !== "other" || year === undefined || feeStatements(passages).length > 0) return "";
  const { text } = feeTemplates(year)[1]!;
  return document.format === "html" ? `<p>${text}</p>` : text;
}

/** The heading written as the report writes its others. */
function headingLike(report: Report, name: string): string {
  const model = report.sections.find((section) => !section.inline.before && !section.inline.after);
  if (model === undefined) return name;
  if (!isMarkdownLine(report, model.start)) return `<p>${name}</p>`;
  const line = lineStartAt(report.text, model.start);
  const prefix = report.text.slice(line, model.start);
  return /^#{1,6} $/.test(prefix) ? prefix + name : name;
}

/** Sections after the missing one that were numbered as if it had never been. */
function renumbering(report: Report, index: number): Edit[] {
  const specs = report.standard!.sections;
  return report.sections.flatMap(({ key, ordinal }) => {
    const at = specs.findIndex((spec) => spec.key === key);
    if (at <= index || ordinal === undefined || ordinal.value !== at || ordinal.style !== "chinese")
      return [];
    return [{ span: { start: ordinal.start, end: ordinal.end }, text: specs[at]!.ordinal }];
  });
}
