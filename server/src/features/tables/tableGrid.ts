import { t } from "@vscode/l10n";
import type { Report } from "../../core/report/report";
import type { LabelledCell } from "../../core/report/tables/labelled";
import type { LogicalRow } from "../../core/report/tables/logical";
import type { Table, TableRow } from "../../core/report/tables/table";
import type { CompiledStandard } from "../../core/standard/compiled";
import type { Block } from "../../core/standard/schema";
import { fold } from "../../core/text/normalise";
import { addToList } from "../../core/text/text";
import { blankRows } from "../../core/writing/skeleton";

/*
 * A standard table, in whatever layout it is written, as the rectangle of the official form: labels, groups and values
 * as written, each in its place. Where cells are merged the text stands in the first. Headers that cannot be read are
 * those of the standard.
 */

/** A row of the rectangle. */
export interface GridLine {
  readonly cells: readonly string[];
  /** Index of the first value of a data row. */
  readonly lead: number | undefined;
}

/** What is written cannot be brought into that form. */
export class Misfit {
  constructor(
    /** Why, in Chinese. */
    readonly reason: string,
  ) {}
}

export function gridOf(report: Report, table: Table): readonly GridLine[] | Misfit {
  const standard = report.tableStandard;
  if (standard === undefined) return new Misfit(t("看不出表格依据的是哪个格式文件"));
  const lines = linesOf(table, standard);
  return lines instanceof Misfit ? lines : (findLoss(report, table, standard, lines) ?? lines);
}

function linesOf(table: Table, standard: CompiledStandard): GridLine[] | Misfit {
  switch (table.key) {
    case "disclosure":
      return disclosureLines(table, standard);
    case "requests":
      return requestsLines(table, standard);
    case "litigation":
      return litigationLines(table, standard);
  }
}

const header = (cells: readonly string[]): GridLine => ({ cells, lead: undefined });

/** The texts on the left, then blanks up to the width. */
const filled = (texts: readonly string[], width: number) => [
  ...texts,
  ...new Array<string>(Math.max(0, width - texts.length)).fill(""),
];

// ── Headers ──

/** The wording of column headers as written, by the standard's label; those of one label in their order. */
function wordings({ headers }: Table, from: number, to: number): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { phrase, label } of headers) {
    if (phrase.start < from || phrase.start >= to) continue;
    addToList(found, label, phrase.text);
  }
  return found;
}

/** Where the first row with values starts; the end of a table that has none. */
function valuesStart(table: Table): number {
  return table.rows.reduce((first, { start }) => Math.min(first, start), table.end);
}

/** The standard's header rows, in the words of the table. */
function headerLines(table: Table, rows: readonly (readonly string[])[], corner: string): GridLine[] {
  const words = wordings(table, table.start, valuesStart(table));
  const hasCorner = corner !== "" && mentions(table, corner);
  return rows.map((cells) =>
    header(
      cells.map((label) => {
        if (label === "") return "";
        if (label === corner) return hasCorner ? (textLike(table, corner) ?? corner) : "";
        return words.get(label)?.shift() ?? label;
      }),
    ),
  );
}

/** Text of the table that is the same but for what folding drops. */
function textLike({ written }: Table, label: string): string | undefined {
  const folded = fold(label);
  return tokensOf(written).find(({ text }) => fold(text) === folded)?.text;
}

/** Some of the label is written in the table, be it broken into pieces. */
function mentions({ written }: Table, label: string): boolean {
  const folded = fold(label);
  return tokensOf(written).some(({ text }) => {
    const part = fold(text);
    return part.length >= SHORTEST_PIECE && folded.includes(part);
  });
}

const SHORTEST_PIECE = 6;

const tokensOf = (rows: readonly LogicalRow[]): LabelledCell[] =>
  rows.flatMap(({ before, label, lines }) => [...before, ...label, ...lines.flat()]);

// ── Values ──

/** The values of a row as written, in as many columns or more. */
function valuesOf(row: TableRow | undefined, written: LogicalRow, width: number): string[] | Misfit {
  if (row !== undefined && row.cells.length > 0) return row.cells.map((cell) => cell?.text ?? "");
  if (written.lines.length > 1)
    return new Misfit(t("“{0}”行的数分在几行，看不出各在哪一列", labelText(written)));
  const texts = (written.lines[0] ?? []).map(textOf);
  while (texts.at(-1) === "") texts.pop();
  while (texts.length > width && texts[0] === "") texts.shift();
  return texts;
}

const textOf = ({ text }: LabelledCell) => text;
const labelText = ({ label }: LogicalRow) => label.map(textOf).join("");

// ── The disclosure table ──

function disclosureLines(table: Table, standard: CompiledStandard): GridLine[] | Misfit {
  const { blocks } = standard.standard.tables.disclosure;
  const width = 1 + Math.max(...blocks.map(({ columns }) => columns.length));
  const rows = rowsByWriting(table);
  const lines: GridLine[] = [];
  let heading: LabelledCell[] = [];
  let before = table.start;
  const endHeading = (block: Block | undefined, at: number) => {
    lines.push(...blockHeading(heading, block, wordings(table, before, at), standard, width));
    heading = [];
  };
  for (const written of table.written) {
    const row = rows.get(written);
    if (row === undefined && isBare(written)) {
      heading.push(...written.before, ...written.label);
      continue;
    }
    const values = valuesOf(row, written, width - 1);
    if (values instanceof Misfit) return values;
    if (heading.length > 0) endHeading(row?.spec?.block, row?.start ?? table.end);
    before = row?.end ?? before;
    for (const { text } of written.before) lines.push(header(filled([text], width)));
    lines.push({ cells: filled([labelText(written), ...values], width), lead: 1 });
  }
  if (heading.length > 0) endHeading(undefined, table.end);
  return lines;
}

const isBare = ({ lines }: LogicalRow) => lines.every((line) => line.every(({ text }) => text === ""));

const rowsByWriting = ({ rows }: Table) =>
  new Map(rows.flatMap((row) => (row.written === undefined ? [] : [[row.written, row] as const])));

/** What stands above the rows of a block: its caption, then the header with the columns; else each text by itself. */
function blockHeading(
  tokens: readonly LabelledCell[],
  block: Block | undefined,
  words: ReadonlyMap<string, string[]>,
  standard: CompiledStandard,
  width: number,
): GridLine[] {
  const { captions: found, others } = splitCaptions(tokens.map(textOf), standard);
  const captions = found.map((text) => header(filled([text], width)));
  if (others.length === 0) return captions;
  if (block === undefined) return [...captions, header(filled(others, width))];
  // A line of headers that only blanks divide may have been left whole.
  const parts = others.flatMap((text) => [text, ...text.split(/\s+/)]);
  const likeIt = (label: string) => parts.find((part) => fold(part) === fold(label)) ?? label;
  const labels = block.columns.map(({ label }) => words.get(label)?.shift() ?? likeIt(label));
  return [...captions, header(filled([likeIt(block.header), ...labels], width))];
}

/** Captions of blocks, those among them that extraction has cut in two, and all other texts. */
function splitCaptions(
  texts: readonly string[],
  { words }: CompiledStandard,
): { captions: string[]; others: string[] } {
  const captions: string[] = [];
  const others: string[] = [];
  const isCaption = (text: string) => words.get(fold(text))?.caption !== undefined;
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at]!;
    const joined = text + (texts[at + 1] ?? "");
    if (isCaption(text)) captions.push(text);
    else if (isCaption(joined)) {
      captions.push(joined);
      at++;
    } else others.push(text);
  }
  return { captions, others };
}

// ── The requests table ──

function requestsLines(table: Table, standard: CompiledStandard): GridLine[] | Misfit {
  const { corner, columns, rows: specs } = standard.standard.tables.requests;
  const official = blankRows(standard, "requests");
  const labels = official[0]!.length - columns.length;
  const depths = new Map(specs.map(({ key, groups }) => [key, groups.length]));
  const start = valuesStart(table);
  const rows = rowsByWriting(table);
  const lines = headerLines(table, official.slice(0, official.length - specs.length), corner);
  const groups = groupsOf(standard);
  /** Group cells that stand on lines of their own, until the row they stand before. */
  let pending: LabelledCell[] = [];
  let depth = labels - 1;
  for (const written of table.written) {
    const row = rows.get(written);
    const texts = [...written.before, ...written.label];
    if (row === undefined && isBare(written)) {
      if (texts.every((token) => groups.has(token.label.folded) && isBelow(token, table, groups)))
        pending.push(...texts);
      else if (isStray(written, start, standard))
        lines.push(header(filled(texts.map(textOf), official[0]!.length)));
      continue;
    }
    const values = valuesOf(row, written, columns.length);
    if (values instanceof Misfit) return values;
    depth = (row?.key === undefined ? undefined : depths.get(row.key)) ?? depth;
    const placed = placeGroups([...pending, ...written.before], depth, groups);
    pending = [];
    for (const text of placed.apart) lines.push(header(filled([text], official[0]!.length)));
    const cells = filled([...placed.cells, labelText(written)], labels);
    lines.push({ cells: filled([...cells, ...values], official[0]!.length), lead: labels });
  }
  for (const { text } of pending) lines.push(header(filled([text], official[0]!.length)));
  return lines;
}

/** How deep each group of rows stands, by its folded label. */
function groupsOf({ standard, groups }: CompiledStandard): ReadonlyMap<string, number> {
  const depthOf = (label: string) =>
    Math.max(...standard.tables.requests.rows.map((row) => row.groups.indexOf(label)));
  return new Map(groups.map(({ label, folded }) => [folded, depthOf(label)]));
}

/** 其他 and the like are headers of columns as well. */
function isBelow(token: LabelledCell, table: Table, groups: ReadonlyMap<string, number>): boolean {
  return groups.has(token.label.folded) && token.start >= table.start;
}

/** Text that is neither above the rows nor a header that comes again on a new page. */
function isStray({ label, folded }: LogicalRow, start: number, standard: CompiledStandard): boolean {
  const first = label[0];
  return first !== undefined && first.start >= start && !standard.words.get(folded)?.columns.length;
}

/** Group cells in the columns before a label; what finds no place there stands on a line of its own. */
function placeGroups(
  tokens: readonly LabelledCell[],
  depth: number,
  groups: ReadonlyMap<string, number>,
): { cells: string[]; apart: string[] } {
  const cells = new Array<string>(depth).fill("");
  const apart: string[] = [];
  for (const { label, text } of tokens) {
    const at = groups.get(label.folded) ?? cells.indexOf("");
    if (at >= 0 && at < depth && cells[at] === "") cells[at] = text;
    else if (text !== "") apart.push(text);
  }
  return { cells, apart };
}

// ── The litigation table ──

function litigationLines(table: Table, standard: CompiledStandard): GridLine[] | Misfit {
  const official = blankRows(standard, "litigation");
  const read = table.rows.flatMap(({ cells }) => cells.map((cell) => cell?.text ?? ""));
  const values = read.length > 0 ? read : (table.rows[0]?.excess ?? []).map(({ text }) => text);
  if (table.missingColumns.length > 0) return new Misfit(t("这张表缺列，请先补齐"));
  return [
    ...headerLines(table, official.slice(0, -1), ""),
    { cells: filled(values, official[0]!.length), lead: 0 },
  ];
}

// ── Nothing may be lost ──

/** What of the table's text is not in the lines. Headers may be lost where they cannot be read. */
function findLoss(
  { document }: Report,
  table: Table,
  standard: CompiledStandard,
  lines: readonly GridLine[],
): Misfit | undefined {
  const joined = lines.map(({ cells }) => cells.join("").replace(/\s+/g, "")).join("\n");
  // Most words stand in a cell as they are, and need not be looked for in all of the text.
  const words = new Set(lines.flatMap(({ cells }) => cells.flatMap((text) => text.split(/\s+/))));
  const readable = table.headers.length >= standard.headers[table.key].length;
  const start = valuesStart(table);
  const numbers = readNumbers(table);
  for (const { cells, start: from, end: to } of document.rows) {
    if (to < table.start || from > table.end) continue;
    for (const { text, start: at, end } of cells) {
      if (text === "" || at < table.start || end > table.end) continue;
      if (isNumber(text) && !numbers.has(at))
        return new Misfit(t("表中多出数“{0}”（可能是页码），请先处理", text));
      if (at < start && !readable) continue;
      const lost = text
        .split(/\s+/)
        .find((part) => HAS_WORDS.test(part) && !words.has(part) && !joined.includes(part));
      if (lost !== undefined) return new Misfit(t("不知道表中的“{0}”属于哪一格，请先处理", lost));
    }
  }
  return undefined;
}

/** Where the numbers start that were read as some row's; any other is a page number, or nobody knows what. */
function readNumbers({ key, rows, written }: Table): ReadonlySet<number> {
  const read =
    key === "litigation"
      ? rows.flatMap(({ cells, excess }) => [...cells, ...(excess ?? [])])
      : tokensOf(written);
  return new Set(read.flatMap((phrase) => (phrase === undefined ? [] : [phrase.start])));
}

const HAS_WORDS = /[\p{L}\p{N}]/u;
const isNumber = (text: string) => /^\d+(?:\.\d+)?$/.test(text);
