import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { unzipSync, zipSync } from "fflate";
import type { GridCell } from "../../core/writing/skeleton";
import { columnWidths, startColumns } from "./columnWidths";
import type { PagePart, PageTable } from "./parts";

/*
 * A page as a Word file in the layout of official documents (GB/T 9704): margins, fonts and spacing, tables with merged
 * cells. In a bundle of its own: the library is as large as everything else that reads and checks.
 */

/** Twentieths of a point, of which there are 56.7 to a millimetre. */
const mm = (length: number) => Math.round((length * 1440) / 25.4);
const PAGE = { width: mm(210), height: mm(297) };
const MARGIN = { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(25) };
const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
const LINE = { line: 28.5 * 20, lineRule: LineRuleType.EXACT };
/** Half points: 三号, 二号, 四号, 五号, 小五. */
const SIZE = { text: 32, title: 44, footer: 28 };

type Fonts = NonNullable<IRunOptions["font"]>;
const font = (eastAsia: string): Fonts => ({
  ascii: "Times New Roman",
  hAnsi: "Times New Roman",
  cs: "Times New Roman",
  eastAsia,
  hint: "eastAsia",
});
/** Where a font is not there, programs take one of the same kind: the table of fonts names them. */
const BODY = font("仿宋_GB2312");
const TITLE = font("方正小标宋简体");
const HEADINGS: readonly IRunOptions[] = [
  { font: font("黑体") },
  { font: font("楷体_GB2312") },
  { font: BODY, bold: true },
];
const LEVELS = [HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];

const MAKER = "年报检查";

/** A page as the bytes of a .docx; the same page gives the same bytes. */
export async function docxPage(parts: readonly PagePart[]): Promise<Uint8Array> {
  const title = parts.flatMap((part) => (part.kind === "title" ? [part.text] : []))[0] ?? "";
  const document = new Document({
    title,
    creator: MAKER,
    lastModifiedBy: MAKER,
    styles: {
      default: {
        document: { run: { font: BODY, size: SIZE.text, language: { value: "en-US", eastAsia: "zh-CN" } } },
      },
      paragraphStyles: LEVELS.map((_, at) => ({
        id: `Heading${at + 2}`,
        name: `heading ${at + 2}`,
        basedOn: "Normal",
        next: "Normal",
        quickFormat: true,
        run: { ...HEADINGS[at], size: SIZE.text, color: "000000" },
        paragraph: { outlineLevel: at + 1, keepNext: true },
      })),
    },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: parts.flatMap((part, at) => blocksOf(part, parts[at - 1], parts[at + 1])),
      },
    ],
  });
  return settled(new Uint8Array(await Packer.toArrayBuffer(document)));
}

function pageNumber(): Paragraph {
  const run = { font: font("宋体"), size: SIZE.footer };
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ ...run, children: ["— ", PageNumber.CURRENT, " —"] })],
  });
}

function blocksOf(
  part: PagePart,
  before: PagePart | undefined,
  after: PagePart | undefined,
): (Paragraph | Table)[] {
  // No date alone on a page.
  const keepNext = after?.kind === "signature";
  const spacing = {
    ...LINE,
    before: before?.kind === "table" ? BESIDE_TABLE : 0,
    after: after?.kind === "table" ? BESIDE_TABLE : 0,
  };
  switch (part.kind) {
    case "table":
      // Between two tables Word wants a paragraph, else they are one.
      return before?.kind === "table" ? [gap(), tableOf(part)] : [tableOf(part)];
    case "title":
      return [titleBlock(part.text)];
    case "heading": {
      const at = Math.min(part.level, LEVELS.length) - 1;
      const style = { ...INDENTED, spacing, heading: LEVELS[at]!, keepNext: true };
      return [textBlock(part.text, style, HEADINGS[at]!)];
    }
    case "signature": {
      const style = { alignment: AlignmentType.RIGHT, spacing, indent: SIGNED, keepNext };
      const line = textBlock(part.text, style);
      return before === undefined || before.kind === "signature" ? [line] : [gap(), line];
    }
    case "paragraph":
      return [textBlock(part.text, { ...INDENTED, spacing, keepNext })];
  }
}

const BESIDE_TABLE = 6 * 20;
const INDENTED: IParagraphOptions = {
  alignment: AlignmentType.JUSTIFIED,
  indent: { firstLine: SIZE.text * 10 * 2, firstLineChars: 200 },
};
/** Four characters from the edge. */
const SIGNED = { right: SIZE.text * 10 * 4 };

const gap = () => new Paragraph({ spacing: LINE, keepNext: true });

function titleBlock(text: string): Paragraph {
  const spacing = { before: 0, after: LINE.line, line: 36 * 20, lineRule: LineRuleType.EXACT };
  const style = { heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER, spacing };
  return textBlock(text, style, { font: TITLE, size: SIZE.title });
}

function textBlock(text: string, paragraph: IParagraphOptions, run: IRunOptions = {}): Paragraph {
  return new Paragraph({ ...paragraph, children: [new TextRun({ ...run, text })] });
}

// ── Tables ──

/** Half points by the number of columns: more columns, smaller letters. */
const tableSize = (columns: number) => (columns <= 4 ? 24 : columns <= 8 ? 21 : 18);
const CELL_MARGIN = 40;

function tableOf(table: PageTable): Table {
  const { rows, heads } = table;
  const widths = columnWidths(table, TEXT_WIDTH);
  const starts = startColumns(rows);
  const size = tableSize(widths.length);
  const side = { style: BorderStyle.SINGLE, size: 4, color: "auto" };
  const width = (start: number, { columns }: GridCell) =>
    widths.slice(start, start + columns).reduce((sum, it) => sum + it, 0);
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: {
      top: side,
      bottom: side,
      left: side,
      right: side,
      insideHorizontal: side,
      insideVertical: side,
    },
    margins: { left: CELL_MARGIN, right: CELL_MARGIN, top: CELL_MARGIN, bottom: CELL_MARGIN },
    rows: rows.map(
      (cells, at) =>
        new TableRow({
          cantSplit: true,
          tableHeader: at < heads,
          children: cells.map((cell, i) => cellOf(cell, size, width(starts[at]![i]!, cell))),
        }),
    ),
  });
}

function cellOf({ text, columns, rows, role }: GridCell, size: number, width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(columns > 1 && { columnSpan: columns }),
    ...(rows > 1 && { rowSpan: rows }),
    verticalAlign: VerticalAlignTable.CENTER,
    children: [
      new Paragraph({
        alignment: role === "row" ? AlignmentType.LEFT : AlignmentType.CENTER,
        spacing: { line: 240, lineRule: LineRuleType.AUTO },
        children: text === "" ? [] : [new TextRun({ text, size, font: font("宋体") })],
      }),
    ],
  });
}

// ── Bytes ──

/** What stands in for a font of the official layout where it is not installed. */
const FALLBACKS = {
  方正小标宋简体: "小标宋,华文中宋,宋体",
  仿宋_GB2312: "仿宋,华文仿宋",
  楷体_GB2312: "楷体,华文楷体",
};

/**
 * Names what stands in for missing fonts, which the library cannot, and takes out when the file was made, so that the same
 * page is the same file. The list of contents comes first, as programs expect it.
 */
function settled(bytes: Uint8Array): Uint8Array {
  const entries = unzipSync(bytes);
  const change = (name: string, edit: (xml: string) => string) => {
    const entry = entries[name];
    if (entry !== undefined) entries[name] = new TextEncoder().encode(edit(new TextDecoder().decode(entry)));
  };
  change("docProps/core.xml", (xml) =>
    xml.replace(/(<dcterms:[a-z]{1,20} [^<>]{0,100}>)[^<>]{0,40}</g, "$12000-01-01T00:00:00Z<"),
  );
  const fonts = Object.entries(FALLBACKS).map(
    ([name, others]) => `<w:font w:name="${name}"><w:altName w:val="${others}"/></w:font>`,
  );
  change("word/fontTable.xml", (xml) =>
    xml.replace(
      /(?:\/>|><\/w:fonts>|<\/w:fonts>)$/,
      (end) => `${end.startsWith("</") ? "" : ">"}${fonts.join("")}</w:fonts>`,
    ),
  );
  const { "[Content_Types].xml": first, ...others } = entries;
  return zipSync({ "[Content_Types].xml": first!, ...others }, { mtime: new Date(2000, 0, 1) });
}
