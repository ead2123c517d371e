import { isTag, isText } from "domhandler";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { parseDocument } from "htmlparser2";
import { type DocxStyle, packDocx, runs } from "./makeDocx";

/*
 * Reports as Word has them: with merged cells, made of the HTML that the generator writes, or written into the cells of a
 * real template.
 */

interface WordCell {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
}
type WordRow = readonly WordCell[];
type WordBlock =
  | { readonly kind: "title" | "text"; readonly text: string }
  | { readonly kind: "picture" }
  | { readonly kind: "table"; readonly rows: readonly WordRow[] };

type Node = ReturnType<typeof parseDocument>["children"][number];

/** Paragraphs and tables of a page, in order; `\n` where a line breaks. */
export function blocksOf(html: string): WordBlock[] {
  const blocks: WordBlock[] = [];
  const walk = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if (!isTag(node)) continue;
      if (/^(?:h[1-6]|p)$/.test(node.name)) {
        const text = textOf(node).trim();
        if (tagsIn(node, "img").length > 0) blocks.push({ kind: "picture" });
        if (text !== "") blocks.push({ kind: node.name === "h1" ? "title" : "text", text });
      } else if (node.name === "table") blocks.push({ kind: "table", rows: tagsIn(node, "tr").map(rowOf) });
      else if (node.name !== "head") walk(node.children);
    }
  };
  walk(parseDocument(html).children);
  return blocks;
}

function rowOf(row: Node): WordRow {
  return tagsIn(row, "td", "th").map((cell) => ({
    text: textOf(cell).trim(),
    columns: Number(("attribs" in cell && cell.attribs.colspan) || 1),
    rows: Number(("attribs" in cell && cell.attribs.rowspan) || 1),
  }));
}

function tagsIn(node: Node, ...names: readonly string[]): Node[] {
  if (!isTag(node)) return [];
  return node.children.flatMap((child) =>
    isTag(child) && names.includes(child.name) ? [child] : tagsIn(child, ...names),
  );
}

function textOf(node: Node): string {
  if (isText(node)) return node.data.replaceAll(/[\r\n]+/g, "");
  if (!isTag(node)) return "";
  if (node.name === "br") return "\n";
  return node.name === "img" ? "" : node.children.map(textOf).join("");
}

const PICTURE =
  '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r></w:p>';
/** Of a column, in twentieths of a point. */
const WIDTH = 900;
const NOTHING: WordCell = { text: "", columns: 1, rows: 1 };
const paragraph = (text: string, style: DocxStyle) =>
  `<w:p>${text
    .split("\n")
    .map((line) => (line === "" ? "" : runs(line, style)))
    .join("<w:r><w:br/></w:r>")}</w:p>`;

/** A .docx of a page, its cells merged as Word merges them. */
export function wordOf(html: string, style: DocxStyle = {}): Uint8Array {
  const body = blocksOf(html).map((block) => {
    if (block.kind === "picture") return PICTURE;
    return block.kind === "table" ? tableOf(block.rows, style) : paragraph(block.text, style);
  });
  return packDocx(body.join(""), style);
}

function tableOf(rows: readonly WordRow[], style: DocxStyle): string {
  /** By grid column: how many rows a cell from above still covers, and how wide it is. */
  const covered: { left: number; columns: number }[] = [];
  const xml = rows.map((row) => {
    const cells: string[] = [];
    const waiting = [...row];
    for (let column = 0; waiting.length > 0 || (covered[column]?.left ?? 0) > 0; ) {
      const above = covered[column];
      if (above !== undefined && above.left > 0) {
        cells.push(cellOf({ ...NOTHING, columns: above.columns }, "<w:vMerge/>", style));
        above.left--;
        column += above.columns;
        continue;
      }
      const cell = waiting.shift()!;
      for (let at = 0; at < cell.columns; at++) covered[column + at] = { left: 0, columns: 1 };
      covered[column] = { left: cell.rows - 1, columns: cell.columns };
      cells.push(cellOf(cell, cell.rows > 1 ? '<w:vMerge w:val="restart"/>' : "", style));
      column += cell.columns;
    }
    return `<w:tr>${cells.join("")}</w:tr>`;
  });
  const grid = `<w:gridCol w:w="${WIDTH}"/>`.repeat(covered.length);
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${xml.join("")}</w:tbl>`;
}

function cellOf({ text, columns }: WordCell, merge: string, style: DocxStyle): string {
  const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : "";
  return `<w:tc><w:tcPr><w:tcW w:w="${WIDTH * columns}" w:type="dxa"/>${span}${merge}</w:tcPr>${paragraph(text, style)}</w:tc>`;
}

const MAIN = "word/document.xml";

/**
 * A template with the text of a page in it: its tables, paragraphs and their properties stay, what stands in them is put
 * there as runs. Undefined where the page's tables are of another shape.
 */
export function fillTemplate(template: Uint8Array, html: string, style: DocxStyle): Uint8Array | undefined {
  const parts = unzipSync(template);
  const xml = strFromU8(parts[MAIN]!);
  const tables = xml.match(/<w:tbl>[\s\S]*?<\/w:tbl>/g)!;
  const [title, , text] = xml
    .replaceAll(/<w:tbl>[\s\S]*?<\/w:tbl>/g, "")
    .match(/<w:p [^>]*>(?:(?!<\/w:p>)[\s\S])*<w:t>[\s\S]*?<\/w:p>/g)!;
  const bodies: string[] = [];
  for (const block of blocksOf(html)) {
    if (block.kind === "picture") {
      bodies.push(PICTURE);
      continue;
    }
    if (block.kind !== "table") {
      bodies.push(filled(block.kind === "title" ? title! : text!, block.text, style));
      continue;
    }
    const table = fillTable(tables.shift(), block.rows, style);
    if (table === undefined) return undefined;
    bodies.push(table);
  }
  if (tables.length > 0) return undefined;
  const start = xml.indexOf("<w:body>") + "<w:body>".length;
  const end = xml.lastIndexOf("<w:sectPr>");
  parts[MAIN] = strToU8(xml.slice(0, start) + bodies.join("") + xml.slice(end));
  return zipSync(parts);
}

function fillTable(
  table: string | undefined,
  rows: readonly WordRow[],
  style: DocxStyle,
): string | undefined {
  let isSame = table !== undefined;
  let at = 0;
  const xml = table?.replaceAll(/<w:tr [\s\S]*?<\/w:tr>/g, (row) => {
    const texts = (rows[at++] ?? []).map((cell) => cell.text);
    const cells = row.replaceAll(/<w:tc>[\s\S]*?<\/w:tc>/g, (cell) => {
      if (/<w:vMerge(?: w:val="continue")?\/>/.test(cell)) return cell;
      const text = texts.shift();
      if (text === undefined) isSame = false;
      const head = cell.slice(0, cell.indexOf("</w:tcPr>") + "</w:tcPr>".length);
      const first = /<w:p [^>]*?(?:\/>|>[\s\S]*?<\/w:p>)/.exec(cell.slice(head.length))![0];
      return `${head}${filled(first, text ?? "", style)}</w:tc>`;
    });
    if (texts.length > 0) isSame = false;
    return cells;
  });
  return isSame && at === rows.length ? xml : undefined;
}

/** A paragraph with its properties and other characters. */
function filled(paragraph: string, text: string, style: DocxStyle): string {
  const open = /^<w:p [^>]*?>/.exec(paragraph)![0].replace(/\s*\/>$/, ">");
  const properties = /<w:pPr>[\s\S]*?<\/w:pPr>/.exec(paragraph)?.[0] ?? "";
  const lines = text.split("\n").map((line) => (line === "" ? "" : runs(line, style)));
  return `${open}${properties}${lines.join("<w:r><w:br/></w:r>")}</w:p>`;
}
