import { childOf, type Element } from "../xml";
import { ancestorOf, isTitle, modelFor, newParagraph, newTitle } from "./blocks";
import type { Line, TextLine } from "./lines";
import { refuseInControl } from "./paragraphs";
import { Refused } from "./refused";
import { newTable } from "./tables";
import type { Work } from "./work";
import { cellTexts, isRow } from "./written";

/*
 * New paragraphs and tables, and where they go.
 */

/** Where new blocks go in the XML, and the blocks on both sides. */
interface Gap {
  readonly at: number;
  readonly before: Element | undefined;
  readonly after: Element | undefined;
}

/** Lines that are no rows of a table that is there, in front of line `old`. */
export function insertBlocks(work: Work, old: number, texts: readonly string[]): void {
  const { lines } = work.document;
  const [before, after] = [lines[old - 1], lines[old]];
  if (before?.kind === "row" && after?.kind === "row" && before.table === after.table)
    throw new Refused("表格的两行之间插不进段落");
  if (before?.kind === "text" && after?.kind === "text" && before.paragraph === after.paragraph) {
    insertLines(work, after, texts);
    return;
  }
  const gap = gapBetween(work, before, after);
  work.splices.insert(gap.at, blocks(work, old, texts, gap));
}

/** Between two line breaks of one paragraph, lines are parted by line breaks. */
function insertLines({ markup, splices }: Work, after: TextLine, texts: readonly string[]): void {
  if (texts.some(isRow)) throw new Refused("段落中间插不进表格");
  const at = after.break;
  if (at?.parent?.name !== "w:r") throw new Refused("这里插不进一行");
  if (markup.track !== undefined) throw new Refused("换行符分开的行不能以修订方式插入");
  splices.insert(at.start, texts.map((text) => markup.tag("br", "") + markup.text(text)).join(""));
}

function gapBetween({ document }: Work, before: Line | undefined, after: Line | undefined): Gap {
  const isNext = after?.kind === "text" ? after.break === undefined : after?.number === 1;
  const block = isNext ? blockOf(after!) : before && blockOf(before);
  if (block === undefined) return startOf(document.root);
  refuseInControl(block);
  const siblings = block.parent!.children;
  const at = siblings.indexOf(block);
  return isNext
    ? { at: block.start, before: siblings[at - 1], after: block }
    : { at: block.end, before: block, after: siblings[at + 1] };
}

function blockOf(line: Line): Element {
  return line.kind === "text" ? line.paragraph : ancestorOf(line.row, "w:tbl")!;
}

/** Of a file without text. */
function startOf(root: Element): Gap {
  const body = childOf(root, "w:body")!;
  if (body.isEmpty) throw new Refused("文件里没有可以插入段落的地方");
  return { at: body.inner.start, before: undefined, after: body.children[0] };
}

function blocks(work: Work, old: number, texts: readonly string[], { before, after }: Gap): string {
  const { markup, document, numbers } = work;
  const { lines } = document;
  const row = lines.find((line) => line.kind === "row");
  const table = row?.kind === "row" ? ancestorOf(row.row, "w:tbl") : undefined;
  const apart = markup.tag("p", markup.paragraphProperties(undefined));
  let xml = "";
  let isTable = before?.name === "w:tbl";
  for (let at = 0; at < texts.length; ) {
    const rows: string[][] = [];
    while (at < texts.length && isRow(texts[at]!)) rows.push(cellTexts(texts[at++]!));
    if (rows.length > 0) {
      // Two tables that nothing parts would be one.
      if (isTable) xml += apart;
      xml += newTable(markup, rows, table, pageWidth(document.root));
      isTable = true;
      continue;
    }
    const text = texts[at++]!;
    xml +=
      old === 0 && isTitle(text)
        ? newTitle(markup, text, modelFor(document, old, "一、"))
        : newParagraph(markup, text, modelFor(document, old, text), numbers);
    isTable = false;
  }
  // Behind a table a paragraph must stand.
  return isTable && after?.name !== "w:p" ? xml + apart : xml;
}

/** The width of the text on an A4 page with ordinary margins, in twentieths of a point. */
const PAGE_WIDTH = 8306;

/** The width of the text as the last section of the file has it. */
function pageWidth(root: Element): number {
  const section = childOf(childOf(root, "w:body"), "w:sectPr");
  const number = (element: string, name: string) =>
    Number(childOf(section, element)?.attributes[`w:${name}`] ?? Number.NaN);
  const width = number("w:pgSz", "w") - number("w:pgMar", "left") - number("w:pgMar", "right");
  return width > 0 ? width : PAGE_WIDTH;
}
