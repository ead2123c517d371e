import type { Diagnostic } from "../../core/findings/finding";
import { withTotal } from "../../core/report/arithmetic/equations";
import { describeCell } from "../../core/report/describe";
import { type Fact, fits, type Reading } from "../../core/report/prose/facts";
import type { Report } from "../../core/report/report";
import type { HeaderCell, TableRow, ValueCell } from "../../core/report/tables/table";
import { explained, ruleName } from "../../core/rules/index";
import type { Span } from "../../core/text/text";
import { checkedEquationsAt, describeEquation } from "../tables/sums";
import { CAPTIONS, HEADERS, REQUEST_ROWS, SECTIONS } from "./explanations";
import { cellAt, factAt, touches, withNumber } from "./places";

/** What the editor shows of a place, as Markdown. */
export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

export interface HoverOptions {
  /** The editor itself says what is found, and leads to the rule's page. */
  readonly isTold?: boolean;
}

/** What is found at a place, then what stands there and what it means: few lines, for they hide the table. */
export function hover(
  report: Report | undefined,
  diagnostics: readonly Diagnostic[],
  offset: number,
  options: HoverOptions = {},
): Hover | undefined {
  const found = findingsAt(diagnostics, offset, options);
  const own = report && explain(report, offset, found !== undefined);
  if (own === undefined || found === undefined) return own ?? found;
  return { markdown: `${found.markdown}\n\n---\n\n${own.markdown}`, span: own.span };
}

function explain(report: Report, offset: number, isFaulty: boolean): Hover | undefined {
  const cell = cellAt(report, offset);
  if (cell !== undefined) return isFaulty ? explainStatements(report, cell) : explainCell(report, cell);
  const fact = factAt(report, offset);
  if (fact !== undefined) return explainFact(report, fact);
  return explainLabel(report, offset) ?? explainSection(report, offset);
}

// ── Numbers in the tables ──

function explainCell(report: Report, cell: ValueCell): Hover {
  const shown = cell.value === null ? "没有可读的数" : String(cell.value);
  const equations = checkedEquationsAt(report, cell).map((it) => `- ${plain(describeEquation(it))}`);
  const stated = statedIn(report, cell);
  const lines = [`**${plain(describeCell(cell))}**：${shown}`, ...block(equations), ...block(stated)];
  return { markdown: lines.join("\n"), span: { start: cell.start, end: cell.end } };
}

/** What is found at a cell names it, and says what of its equations matters. */
function explainStatements(report: Report, cell: ValueCell): Hover | undefined {
  const stated = statedIn(report, cell);
  if (stated.length === 0) return undefined;
  return { markdown: stated.join("\n"), span: { start: cell.start, end: cell.end } };
}

const block = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? ["", ...lines] : []);

/** The sentences that state this very number. */
function statedIn({ facts, text }: Report, cell: ValueCell): string[] {
  const found = facts.counts.filter(({ readings }) =>
    readings.some((reading) => reading.length === 1 && reading[0] === cell.key),
  );
  return found.map(
    (fact) => `- 文中“${shortened(text.slice(fact.sentence.start, fact.sentence.end))}”说的可能是这个数`,
  );
}

const LONGEST_QUOTE = 60;

/** What comes from a report or a standard, which can be anybody's: one line, no Markdown, which might load a picture. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#&]/g, "\\$&");
}

/** On one line, and harmless in Markdown. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return plain(line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line);
}

// ── Numbers in the text ──

function explainFact(report: Report, fact: Fact): Hover {
  const said = shortened(report.text.slice(fact.span.start, fact.span.end));
  const readings = fact.readings.map((reading) => `- ${compare(report, fact, reading)}`);
  const lines = [`**${plain(fact.what)}**：文中为 ${said}，表中：`, "", ...new Set(readings)];
  return { markdown: lines.join("\n"), span: fact.span };
}

function compare(report: Report, fact: Fact, reading: Reading): string {
  const cells = reading.map((key) => report.cells.get(key));
  const found = cells.filter((cell) => cell !== undefined);
  const names =
    found.length > 3
      ? `${plain(describeCell(found[0]!))}等 ${found.length} 格相加`
      : found.map((cell) => plain(describeCell(cell))).join("加");
  const values = cells.map((cell) => cell?.value ?? Number.NaN);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (Number.isNaN(total)) return `${names || "表中没有这一格"}：没有可读的数，无法核对`;
  return `${names}：${withTotal(values, "＋", " ＝ ")}，${fits(fact, total) ? "相符" : "不符"}`;
}

// ── Labels and headings ──

function explainLabel(report: Report, offset: number): Hover | undefined {
  for (const table of Object.values(report.tables)) {
    if (!touches(table, offset)) continue;
    const row = table.rows.find(
      ({ label, ordinal }) => label && touches(withNumber(report, label, ordinal), offset),
    );
    if (row?.label) return labelHover(explainRow(report, row), row.label);
    const header = table.headers.find(({ phrase, ordinal }) =>
      touches(withNumber(report, phrase, ordinal), offset),
    );
    if (header) return labelHover(explainHeader(header), header.phrase);
  }
  return undefined;
}

function labelHover(markdown: string, { start, end }: Span): Hover {
  return { markdown, span: { start, end } };
}

function explainRow(report: Report, { spec, label }: TableRow): string {
  if (spec === undefined) return `**${shortened(label!.text)}**\n\n规定的表中没有这一行，各地可能自行加行。`;
  const title = `**${plain(spec.number + spec.label)}**`;
  if (spec.table === "disclosure") {
    const { caption = "" } = spec.block ?? {};
    return `${title}\n\n《条例》${plain(caption)}：${CAPTIONS[caption] ?? ""}`;
  }
  const row = report.tableStandard?.standard.tables.requests.rows.find(({ key }) => key === spec.key);
  const article = row?.article ? `\n\n对应《条例》${plain(row.article)}。` : "";
  return `${title}${spec.group === undefined ? "" : `（${plain(spec.group)}）`}\n\n${REQUEST_ROWS[spec.key] ?? ""}${article}`;
}

function explainHeader({ label, kind }: HeaderCell): string {
  const what = kind === "column" ? "列" : "分类";
  return `**${plain(label)}**（${what}）\n\n${HEADERS[label] ?? CAPTIONS[label] ?? ""}`.trimEnd();
}

function explainSection(report: Report, offset: number): Hover | undefined {
  const section = report.sections.find(({ heading }) => touches(heading, offset));
  if (section === undefined) return undefined;
  const { spec, heading, key } = section;
  const contents = SECTIONS[key] === undefined ? "" : `\n\n${SECTIONS[key]}`;
  return { markdown: `**${plain(`${spec.ordinal}、${spec.title}`)}**${contents}`, span: heading };
}

// ── Findings ──

/** What is found at a place, and why; only why where the rest is told already. */
function findingsAt(
  diagnostics: readonly Diagnostic[],
  offset: number,
  { isTold }: HoverOptions,
): Hover | undefined {
  const here = diagnostics.filter(({ span }) => span.start <= offset && offset <= span.end);
  const blocks = here.map((diagnostic) => {
    const { why } = explained(diagnostic);
    const { message, rule } = diagnostic;
    const told = isTold ? [why] : [message, why, ruleName(rule)];
    return told.flatMap((text) => (text === undefined ? [] : plain(text))).join("\n\n");
  });
  if (blocks.length === 0) return undefined;
  return { markdown: [...new Set(blocks)].join("\n\n---\n\n"), span: here[0]!.span };
}
