import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import type { ValueCell } from "../../core/report/tables/table";
import type { CompiledStandard } from "../../core/standard/compiled";
import { standardOfYear, standardsFor } from "../../core/standard/index";
import type { SectionSpec, Standard } from "../../core/standard/schema";
import { escapeHtml } from "../../core/text/escape";
import type { Span } from "../../core/text/text";
import { feeTemplates } from "../../core/writing/fees";
import { blankTable } from "../../core/writing/skeleton";

/** What a new report is to be. */
export interface NewReport {
  readonly agency: string;
  /** The year reported on. */
  readonly year: number;
  /** `text`: Markdown tables, but no marks in front of headings. */
  readonly format: "markdown" | "text" | "html";
  readonly eol?: string;
  /** The same agency's report on the year before, to start from. */
  readonly lastYear?: Report | undefined;
  /** Own standards, tried before the built-in ones. */
  readonly standards?: readonly Standard[] | undefined;
}

/** A number that was taken over from the year before, and what somebody has to make sure of, in Chinese. */
interface Carried extends Span {
  readonly message: string;
}

/** A report to be filled in, and what was taken over from the year before: in Chinese, one sentence each, and where. */
interface Skeleton {
  readonly text: string;
  readonly carried: readonly string[];
  readonly carriedNumbers: readonly Carried[];
}

/** A block of the report, in no format yet. */
type Part =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "table"; readonly text: string };

/**
 * A complete report of the year's standard: title, period, sections, tables, signature. What has to be filled in is
 * blank or marked in a way that the rule placeholder-left finds. Undefined for years before the first standard.
 */
export function newReport(wanted: NewReport): Skeleton | undefined {
  const standard = standardOfYear(standardsFor(wanted.standards), wanted.year);
  if (standard === undefined) return undefined;
  const { values, said } = carryOver(standard, wanted.lastYear);
  const eol = wanted.eol ?? "\n";
  const parts = reportParts(wanted, standard, values, eol);
  const text = wanted.format === "html" ? reportPage(wanted, parts, eol) : plainText(wanted, parts, eol);
  return { text, carried: said, carriedNumbers: placesOf(values, text, wanted) };
}

/** Where in a text that was made of a new report the numbers stand that it took over. */
export function carriedNumbers(wanted: NewReport, text: string): Carried[] {
  const standard = standardOfYear(standardsFor(wanted.standards), wanted.year);
  return standard ? placesOf(carryOver(standard, wanted.lastYear).values, text, wanted) : [];
}

function reportParts(
  wanted: NewReport,
  standard: CompiledStandard,
  values: ReadonlyMap<string, number>,
  eol: string,
): Part[] {
  const { agency, year } = wanted;
  const tableFormat = wanted.format === "html" ? "html" : "text";
  const { name, document } = standard.standard;
  return [
    { kind: "heading", level: 1, text: reportTitle(wanted) },
    paragraph(
      `本报告根据《中华人民共和国政府信息公开条例》第四十九条、第五十条和《${name}》（${document}）编制，` +
        `所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`,
    ),
    ...standard.sections.flatMap((spec): Part[] => [
      { kind: "heading", level: 2, text: sectionTitle(spec) },
      ...(spec.table === undefined
        ? guidance(spec, wanted, values)
        : [{ kind: "table" as const, text: blankTable(standard, spec.table, tableFormat, eol, values) }]),
    ]),
    paragraph(agency),
    paragraph(`${year + 1}年××月××日`),
  ];
}

export function reportTitle({ agency, year }: Pick<NewReport, "agency" | "year">): string {
  return `${agency}${year}年政府信息公开工作年度报告`;
}

export function sectionTitle({ ordinal, title }: SectionSpec): string {
  return `${ordinal}、${title}`;
}

const paragraph = (text: string): Part => ({ kind: "paragraph", text });
const aspect = (text: string): Part => ({ kind: "heading", level: 3, text });

/** What a section without a table has to say, to be replaced by what there is to say. */
function guidance(spec: SectionSpec, { year }: NewReport, values: ReadonlyMap<string, number>): Part[] {
  switch (spec.key) {
    case "overview":
      return [
        aspect("（一）主动公开"),
        paragraph("（请填写主动公开的内容、数量和方式。）"),
        aspect("（二）依申请公开"),
        paragraph(requestsSentence(values)),
        aspect("（三）政府信息管理"),
        paragraph("（请填写公开属性认定、发布审查、清理归档等情况。）"),
        aspect("（四）政府信息公开平台建设"),
        paragraph("（请填写网站、政务新媒体、公开专区等的建设和运行情况。）"),
        aspect("（五）监督保障"),
        paragraph("（请填写考核、社会评议、责任追究结果和培训情况。）"),
      ];
    case "problems":
      return [
        aspect("（一）存在的主要问题"),
        paragraph("（请填写本年工作中的具体问题。）"),
        aspect("（二）改进情况"),
        paragraph("（请填写上年所列问题的改进结果和今后的措施。）"),
      ];
    case "other":
      return [paragraph(feeTemplates(year)[1]!.text)];
    default:
      return [paragraph("（请填写本部分内容。）")];
  }
}

const carriedOverTotal = "requests.carriedOver.total";
const carriedPhrase = (count: number | string) => `上年结转${count}件`;

function requestsSentence(values: ReadonlyMap<string, number>): string {
  const carried = carriedPhrase(values.get(carriedOverTotal) ?? "××");
  return `新收政府信息公开申请××件，${carried}，办结××件，结转下年度继续办理××件。`;
}

// ── From the report on the year before ──

interface CarryOver {
  readonly values: ReadonlyMap<string, number>;
  readonly said: readonly string[];
}

/** Requests left open at the end of a year are those that the next one starts with; documents in force likewise. */
function carryOver(standard: CompiledStandard, lastYear: Report | undefined): CarryOver {
  const values = new Map<string, number>();
  if (lastYear === undefined) return { values, said: [] };
  const said = [...carryRequests(standard, lastYear, values), ...carryDocuments(standard, lastYear, values)];
  return { values, said };
}

function carryRequests(standard: CompiledStandard, lastYear: Report, values: Map<string, number>): string[] {
  const columns = standard.standard.tables.requests.columns;
  const cells = columns.map(({ key }) => countIn(lastYear.cells.get(`requests.carriedForward.${key}`)));
  // Half a row would be worse than none: it could not be told from one that is filled in.
  if (cells.includes(undefined)) return [];
  columns.forEach(({ key }, at) => {
    values.set(`requests.carriedOver.${key}`, cells[at]!);
  });
  return [`“上年结转政府信息公开申请数量”取自上年报告的“结转下年度继续办理”，共 ${cells.at(-1)} 件。`];
}

function carryDocuments(standard: CompiledStandard, lastYear: Report, values: Map<string, number>): string[] {
  const carried = standard.rows.disclosure.flatMap(({ key, label }) => {
    const count = countIn(lastYear.cells.get(`disclosure.${key}.valid`));
    if (count === undefined || standard.id !== lastYear.tableStandard?.id) return [];
    values.set(`disclosure.${key}.valid`, count);
    return [`${label} ${count} 件`];
  });
  if (carried.length === 0) return [];
  return [`“现行有效件数”暂按上年填入（${carried.join("，")}），请加上本年制发的、减去本年废止的。`];
}

/** Where the numbers that were taken over stand in the new report, in its order. */
function placesOf(values: ReadonlyMap<string, number>, text: string, { standards }: NewReport): Carried[] {
  if (values.size === 0) return [];
  const { cells } = parseReport(text, { standards, assumeReport: true });
  const inTables = [...values].flatMap(([key, value]) => {
    const cell = cells.get(key);
    return cell ? [{ start: cell.start, end: cell.end, message: remarkOn(key, value) }] : [];
  });
  return [...inText(values, text), ...inTables].sort((a, b) => a.start - b.start);
}

function inText(values: ReadonlyMap<string, number>, text: string): Carried[] {
  const value = values.get(carriedOverTotal);
  const at = value === undefined ? -1 : text.indexOf(requestsSentence(values));
  if (value === undefined || at < 0) return [];
  const start = text.indexOf(carriedPhrase(value), at);
  return [{ start, end: start + carriedPhrase(value).length, message: remarkOn(carriedOverTotal, value) }];
}

function remarkOn(key: string, value: number): string {
  return key.startsWith("requests.")
    ? `从上年报告带入，应为上年“结转下年度继续办理”的 ${value} 件。`
    : `从上年报告带入 ${value} 件，要加上本年制发的、减去本年废止的。`;
}

function countIn(cell: ValueCell | undefined): number | undefined {
  const value = cell?.value ?? undefined;
  return value !== undefined && value >= 0 && Number.isInteger(value) ? value : undefined;
}

// ── Formats ──

function plainText({ format }: NewReport, parts: readonly Part[], eol: string): string {
  const blocks = parts.map((part) =>
    part.kind === "heading" && format === "markdown"
      ? `${"#".repeat(part.level)} ${escapeMarkdown(part.text)}`
      : part.text,
  );
  return blocks.join(eol + eol) + eol;
}

/** The agency's name is all that comes from outside; on one line it can only harm by marks of emphasis and tags. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_<[\]]/g, "\\$&");
}

function reportPage(wanted: NewReport, parts: readonly Part[], eol: string): string {
  const body = parts.map((part) => {
    if (part.kind === "table") return part.text;
    const tag = part.kind === "heading" ? `h${part.level}` : "p";
    return `<${tag}>${escapeHtml(part.text)}</${tag}>`;
  });
  return htmlPage(reportTitle(wanted), body, eol);
}

/** A page of nothing but its title and what stands in it, in HTML. */
export function htmlPage(title: string, body: readonly string[], eol: string, style = ""): string {
  return [
    "<!DOCTYPE html>",
    '<html lang="zh-CN">',
    "<head>",
    '<meta charset="utf-8">',
    `<title>${escapeHtml(title)}</title>`,
    ...(style === "" ? [] : [`<style>${style}</style>`]),
    "</head>",
    "<body>",
    ...body,
    "</body>",
    "</html>",
    "",
  ].join(eol);
}
