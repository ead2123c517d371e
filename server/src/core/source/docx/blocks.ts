import { leadingOrdinal } from "../../text/ordinal";
import { childOf, type Element } from "../xml";
import type { RowLine, TextLine } from "./lines";
import { type Markup, ONCE, UNNUMBERED } from "./markup";
import type { DocxText } from "./read";
import { Refused } from "./refused";

/*
 * New paragraphs, rows and tables, made like those that are there.
 */

/** A paragraph with some text, like a model; without one, in the file's ordinary style. */
export function newParagraph(
  markup: Markup,
  text: string,
  model: Element | undefined,
  isNumbered = false,
): string {
  const properties = markup.paragraphProperties(model, isNumbered ? ONCE : UNNUMBERED);
  return markup.tag("p", properties + markup.run(text, markup.runProperties(firstRunProperties(model))));
}

/** The properties of the first run that shows text. */
export function firstRunProperties(element: Element | undefined): Element | undefined {
  if (element === undefined) return undefined;
  for (const child of element.children) {
    if (child.name === "w:r" && childOf(child, "w:t") !== undefined) return childOf(child, "w:rPr");
    const deeper = child.name === "w:pPr" ? undefined : firstRunProperties(child);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** A line as some other line may be like it: a heading of a level is like headings of that level, a sentence like sentences. */
function kindOfLine(text: string): string {
  const ordinal = leadingOrdinal(text);
  if (ordinal !== undefined && !/[。；]/.test(text)) return `heading ${ordinal.style}`;
  return text.length > 30 || /[。；：]$/.test(text) ? "text" : "other";
}

/** The paragraph of the file that a new one should look like: the nearest of its kind, else the one in front of it. */
export function modelFor({ lines, text: whole }: DocxText, at: number, text: string): Element | undefined {
  const kind = kindOfLine(text);
  const texts = lines
    .map((line, index) => ({ line, index }))
    .filter((it): it is { line: TextLine; index: number } => it.line.kind === "text");
  const alike = texts.filter(({ line }) => kindOfLine(whole.slice(line.start, line.end)) === kind);
  const near = (candidates: typeof texts) =>
    candidates.reduce<(typeof texts)[number] | undefined>(
      (best, it) => (best === undefined || Math.abs(it.index - at) < Math.abs(best.index - at) ? it : best),
      undefined,
    )?.line.paragraph;
  return near(alike) ?? near(texts.filter(({ index }) => index < at)) ?? near(texts);
}

/** A cell of a row of the file, and the first column of the text's line that it takes. */
interface ModelCell {
  readonly cell: Element;
  readonly column: number;
}

/** The cells of a row by column, merged ones among them. */
function cellsOf(row: Element): ModelCell[] {
  const cells: ModelCell[] = [];
  let column = Number(childOf(childOf(row, "w:trPr"), "w:gridBefore")?.attributes["w:val"] ?? 0);
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (child.name === "w:tc") {
        cells.push({ cell: child, column });
        column += Number(childOf(childOf(child, "w:tcPr"), "w:gridSpan")?.attributes["w:val"] ?? 1);
      } else if (child.name !== "w:trPr" && child.name !== "w:tblPrEx") visit(child);
    }
  };
  visit(row);
  return cells;
}

/** Whether a row like a model has a cell wherever the new one has text. */
function canHold(model: RowLine, texts: readonly string[]): boolean {
  if (model.cells.length !== texts.length) return false;
  const columns = new Set(cellsOf(model.row).map(({ column }) => column));
  return texts.every((text, column) => text === "" || columns.has(column));
}

/** The row of a table that a new one should look like: the nearest that has a cell wherever there is text. */
export function modelRow(rows: readonly RowLine[], at: number, texts: readonly string[]): RowLine {
  const fit = rows.filter((row) => canHold(row, texts));
  if (fit.length === 0) throw new Refused("表格里没有可以照着加的行");
  return fit.reduce((best, row) => (Math.abs(row.number - at) < Math.abs(best.number - at) ? row : best));
}

/** A row with the given texts by column, like a model; `below` says that it stands below the model, in whose merged cells it then is. */
export function newRow(markup: Markup, { row }: RowLine, texts: readonly string[], below: boolean): string {
  const mark = markup.track === undefined ? "" : markup.revision("ins");
  const own = childOf(row, "w:trPr");
  const kept = (own?.children ?? [])
    .filter(({ name }) => !ROW_REVISIONS.has(name))
    .map((child) => markup.slice(child));
  const properties = kept.join("") + mark;
  const exceptions = childOf(row, "w:tblPrEx");
  const cells = cellsOf(row).map(({ cell, column }) => newCell(markup, cell, texts[column] ?? "", below));
  const head =
    (exceptions === undefined ? "" : markup.slice(exceptions)) +
    (properties === "" ? "" : markup.tag("trPr", properties));
  return markup.tag("tr", head + cells.join(""));
}

const ROW_REVISIONS: ReadonlySet<string> = new Set(["w:ins", "w:del", "w:trPrChange", "w:cnfStyle"]);
const MERGE: ReadonlySet<string> = new Set([
  "w:vMerge",
  "w:cellIns",
  "w:cellDel",
  "w:cellMerge",
  "w:tcPrChange",
]);

function newCell(markup: Markup, model: Element, text: string, below: boolean): string {
  const own = childOf(model, "w:tcPr");
  const merge = childOf(own, "w:vMerge");
  const starts = merge?.attributes["w:val"] === "restart";
  const goesOn = merge !== undefined && text === "" && (below || !starts);
  let properties = "";
  for (const child of own?.children ?? []) {
    if (child.name === "w:vMerge" && goesOn) properties += markup.tag("vMerge", "");
    if (!MERGE.has(child.name)) properties += markup.slice(child);
  }
  const paragraph = childOf(model, "w:p");
  const run = text === "" ? "" : markup.run(text, runPropertiesIn(markup, paragraph, model));
  const content = markup.paragraphProperties(paragraph, UNNUMBERED) + run;
  return markup.tag(
    "tc",
    (properties === "" ? "" : markup.tag("tcPr", properties)) + markup.tag("p", content),
  );
}

/** For a run in a blank paragraph of a cell: as the paragraph's mark looks, else as the cells beside it. */
export function runPropertiesIn(
  markup: Markup,
  paragraph: Element | undefined,
  cell: Element | undefined,
): string {
  const own = firstRunProperties(paragraph) ?? childOf(childOf(paragraph, "w:pPr"), "w:rPr");
  const beside = own ?? firstRunProperties(cell?.parent) ?? firstRunProperties(tableOf(cell));
  return markup.runProperties(beside);
}

function tableOf(cell: Element | undefined): Element | undefined {
  let at = cell;
  while (at !== undefined && at.name !== "w:tbl") at = at.parent;
  return at;
}

/** The width of the text on an A4 page with ordinary margins, in twentieths of a point. */
const PAGE_WIDTH = 8800;

/** A table with the given texts by row, like one that is there; without one, with lines around its cells. */
export function newTable(
  markup: Markup,
  rows: readonly (readonly string[])[],
  model: Element | undefined,
): string {
  const width = Math.max(...rows.map(({ length }) => length));
  const column = Math.floor(PAGE_WIDTH / width);
  const own = childOf(model, "w:tblPr");
  const prefix = markup.names.prefix;
  const properties = own === undefined ? defaultTable(markup) : markup.slice(own);
  const grid = markup.tag("tblGrid", markup.tag("gridCol", "", ` ${prefix}w="${column}"`).repeat(width));
  const cell = childOf(childOf(model, "w:tr"), "w:tc");
  const borders = childOf(childOf(cell, "w:tcPr"), "w:tcBorders");
  const paragraph = childOf(cell, "w:p");
  const size = markup.tag("tcW", "", ` ${prefix}w="${column}" ${prefix}type="dxa"`);
  const head = markup.tag("tcPr", size + (borders === undefined ? "" : markup.slice(borders)));
  const body = rows.map((texts) => {
    const cells = Array.from({ length: width }, (_, at) => {
      const text = texts[at] ?? "";
      const run = text === "" ? "" : markup.run(text, runPropertiesIn(markup, paragraph, cell));
      return markup.tag(
        "tc",
        head + markup.tag("p", markup.paragraphProperties(paragraph, UNNUMBERED) + run),
      );
    });
    const mark = markup.track === undefined ? "" : markup.tag("trPr", markup.revision("ins"));
    return markup.tag("tr", mark + cells.join(""));
  });
  return markup.tag("tbl", properties + grid + body.join(""));
}

function defaultTable(markup: Markup): string {
  const { prefix } = markup.names;
  const line = ` ${prefix}val="single" ${prefix}sz="4" ${prefix}space="0" ${prefix}color="auto"`;
  const sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
  const width = markup.tag("tblW", "", ` ${prefix}w="0" ${prefix}type="auto"`);
  return markup.tag(
    "tblPr",
    width + markup.tag("tblBorders", sides.map((side) => markup.tag(side, "", line)).join("")),
  );
}
