import { escapeXml } from "../../server/src/core/source/xml";
import { packDocx } from "../source/makeDocx";

/*
 * Word files with pages as offices lay them out, of a report in HTML: a centred title, paragraphs set in by two characters,
 * tables with merged cells, page numbers. LibreOffice makes PDFs of them.
 */

/** How pages are laid out. */
export interface PageStyle {
  /** Lines of running text: in half points, and how far apart in twentieths of a point. */
  readonly size: number;
  readonly spacing: number;
  readonly isJustified: boolean;
  /** The head of a table is repeated on each page, as so many rows. */
  readonly headRows: number;
  /** Rows may be cut by the end of a page. */
  readonly cutsRows: boolean;
  /** Words at the top of each page; none if empty. */
  readonly header: string;
  /** Which lines of tables are drawn; all if not said. */
  readonly lines?: TableLines;
  /** Where numbers stand in their cells, and texts from top to bottom; in the middle if not said. */
  readonly numbers?: "left" | "center" | "right";
  readonly upright?: "top" | "center" | "bottom";
}

/** Lines of a table that are drawn: `three` are those at its top, below its first row and at its bottom. */
export type TableLines = "all" | "none" | "across" | "down" | "frame" | "three";

const DRAWN: Readonly<Record<TableLines, readonly string[]>> = {
  all: ["top", "left", "bottom", "right", "insideH", "insideV"],
  none: [],
  across: ["top", "bottom", "insideH"],
  down: ["left", "right", "insideV"],
  frame: ["top", "left", "bottom", "right"],
  three: ["top", "bottom"],
};

const CENTRED = '<w:jc w:val="center"/>';

/** A .docx of the report. */
export function wordPages(html: string, style: PageStyle): Uint8Array {
  const blocks = html.match(/<table[\s\S]*?<\/table>|<(h\d|p)\b[^>]*>[\s\S]*?<\/\1>/g) ?? [];
  const body = blocks.map((block) =>
    block.startsWith("<table") ? table(block, style) : paragraph(block, style),
  );
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId8"/><w:footerReference w:type="default" r:id="rId9"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992"/></w:sectPr>`;
  return packDocx(body.join("") + section, {}, parts(style));
}

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

function parts({ header }: PageStyle): Record<string, string> {
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const types = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const field = `<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
  return {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="${types}.header+xml"/><Override PartName="/word/footer1.xml" ContentType="${types}.footer+xml"/></Types>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId8" Type="${office}/header" Target="header1.xml"/><Relationship Id="rId9" Type="${office}/footer" Target="footer1.xml"/></Relationships>`,
    "word/header1.xml": `<?xml version="1.0"?><w:hdr ${NAMESPACES}><w:p><w:pPr>${CENTRED}</w:pPr><w:r><w:t>${header}</w:t></w:r></w:p></w:hdr>`,
    "word/footer1.xml": `<?xml version="1.0"?><w:ftr ${NAMESPACES}><w:p><w:pPr>${CENTRED}</w:pPr><w:r><w:t xml:space="preserve">- </w:t></w:r>${field}<w:r><w:t xml:space="preserve"> -</w:t></w:r></w:p></w:ftr>`,
  };
}

function plain(html: string): string {
  const text = html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .trim();
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function run(text: string, size: number): string {
  const font =
    '<w:rFonts w:ascii="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC"/>';
  return `<w:r><w:rPr>${font}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

function paragraph(block: string, { size, spacing, isJustified }: PageStyle): string {
  const isTitle = block.startsWith("<h1");
  const isRight = /text-align:\s*right/.test(block);
  const lines = `<w:spacing w:line="${spacing}" w:lineRule="exact"/>`;
  const justified = isJustified ? '<w:jc w:val="both"/>' : '<w:jc w:val="left"/>';
  const place = isTitle
    ? CENTRED
    : isRight
      ? '<w:jc w:val="right"/>'
      : `<w:ind w:firstLineChars="200" w:firstLine="${size * 20}"/>${justified}`;
  return `<w:p><w:pPr>${lines}${place}</w:pPr>${run(plain(block), isTitle ? 44 : size)}</w:p>`;
}

interface WordCell {
  readonly text: string;
  readonly columns: number;
  /** Rows that it goes on for, below this one. */
  rest: number;
}

/** With a paragraph behind it: two tables without one between them are drawn as one. */
function table(block: string, style: PageStyle): string {
  const open = new Map<number, WordCell>();
  const rows = (block.match(/<tr[\s\S]*?<\/tr>/g) ?? []).map((row) => rowOf(row, open));
  const columns = Math.max(...rows.map((row) => row.reduce((sum, { cell }) => sum + cell.columns, 0)));
  const widths = widthsOf(columns);
  const side = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`;
  const borders = DRAWN[style.lines ?? "all"].map(side).join("");
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const body = rows.map((cells, at) => {
    const head = at < style.headRows ? "<w:tblHeader/>" : "";
    const cut = style.cutsRows ? "" : "<w:cantSplit/>";
    let from = 0;
    const xml = cells.map(({ cell, isContinued }) => {
      const width = widths.slice(from, from + cell.columns).reduce((sum, it) => sum + it, 0);
      from += cell.columns;
      return cellXml(cell, isContinued, width, style, style.lines === "three" && at === 0 ? BELOW : "");
    });
    return `<w:tr><w:trPr>${cut}${head}</w:trPr>${xml.join("")}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblW w:w="8840" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body.join("")}</w:tbl><w:p/>`;
}

/** Of ten columns the first three have the labels; else all are the same. */
function widthsOf(columns: number): number[] {
  if (columns !== 10) return Array.from({ length: columns }, () => Math.floor(8840 / columns));
  return [500, 1100, 2340, ...Array.from({ length: 7 }, () => 700)];
}

function rowOf(row: string, open: Map<number, WordCell>): { cell: WordCell; isContinued: boolean }[] {
  const given = [...row.matchAll(/<t[dh]\b([^>]*)>([\s\S]*?)<\/t[dh]>/g)];
  const cells: { cell: WordCell; isContinued: boolean }[] = [];
  for (let column = 0; given.length > 0 || open.has(column); ) {
    const above = open.get(column);
    if (above !== undefined) {
      if (--above.rest === 0) open.delete(column);
      cells.push({ cell: above, isContinued: true });
      column += above.columns;
      continue;
    }
    const [, attributes, inner] = given.shift()!;
    const span = (name: string) => Number(new RegExp(`${name}="?(\\d+)`).exec(attributes!)?.[1] ?? 1);
    const cell = { text: plain(inner!), columns: span("colspan"), rest: span("rowspan") - 1 };
    if (cell.rest > 0) open.set(column, cell);
    cells.push({ cell, isContinued: false });
    column += cell.columns;
  }
  return cells;
}

const BELOW = `<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>`;

function cellXml(
  { text, columns, rest }: WordCell,
  isContinued: boolean,
  width: number,
  { numbers = "center", upright = "center" }: PageStyle,
  borders: string,
): string {
  const merge = isContinued ? "<w:vMerge/>" : rest > 0 ? '<w:vMerge w:val="restart"/>' : "";
  const properties = `<w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:gridSpan w:val="${columns}"/>${merge}${borders}<w:vAlign w:val="${upright}"/></w:tcPr>`;
  const place = /^[-+\d.元]*$/.test(text) ? `<w:jc w:val="${numbers}"/>` : "";
  const content = isContinued ? "" : run(text, 18);
  return `<w:tc>${properties}<w:p><w:pPr>${place}</w:pPr>${content}</w:p></w:tc>`;
}
