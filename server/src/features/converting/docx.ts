import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  type IParagraphStyleOptions,
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
import { displayWidth } from "../../core/text/width";
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
const INDENT = { firstLine: SIZE.text * 10 * 2, firstLineChars: 200 };
/** Sizes of letters in tables, in half points: more columns, smaller letters. */
const TABLE_SIZES = [24, 21, 18];
const tableSize = (columns: number) => (columns <= 4 ? 24 : columns <= 8 ? 21 : 18);

const TITLE_LINE = {
  alignment: AlignmentType.CENTER,
  spacing: { before: 0, after: 0, line: 36 * 20, lineRule: LineRuleType.EXACT },
};

/** How each kind of paragraph looks is said once, so that a person changes it once. */
const STYLES: readonly IParagraphStyleOptions[] = [
  {
    // Not the style called Title: programs that read it so leave it out of the text.
    id: "Heading1",
    name: "heading 1",
    basedOn: "Normal",
    next: "ReportText",
    quickFormat: true,
    run: { font: TITLE, size: SIZE.title, color: "000000" },
    paragraph: {
      ...TITLE_LINE,
      spacing: { ...TITLE_LINE.spacing, after: LINE.line },
      outlineLevel: 0,
    },
  },
  {
    id: "AboveTitle",
    name: "年报标题上行",
    basedOn: "Normal",
    next: "Heading1",
    quickFormat: true,
    run: { font: TITLE, size: SIZE.title },
    paragraph: { ...TITLE_LINE, keepNext: true },
  },
  {
    id: "BelowTitle",
    name: "年报标题下行",
    basedOn: "Normal",
    next: "ReportText",
    quickFormat: true,
    run: { font: font("楷体_GB2312"), size: SIZE.text },
    paragraph: { alignment: AlignmentType.CENTER, spacing: { ...LINE, after: LINE.line } },
  },
  ...HEADINGS.map((run, at) => ({
    id: `Heading${at + 2}`,
    name: `heading ${at + 2}`,
    basedOn: "Normal",
    next: "ReportText",
    quickFormat: true,
    run: { ...run, size: SIZE.text, color: "000000" },
    paragraph: { spacing: LINE, indent: INDENT, outlineLevel: at + 1, keepNext: true },
  })),
  {
    id: "ReportText",
    name: "年报正文",
    basedOn: "Normal",
    quickFormat: true,
    paragraph: { spacing: LINE, indent: INDENT, alignment: AlignmentType.JUSTIFIED },
  },
  {
    id: "Signature",
    name: "年报落款",
    basedOn: "Normal",
    quickFormat: true,
    // Four characters from the edge.
    paragraph: { spacing: LINE, indent: { right: SIZE.text * 10 * 4 }, alignment: AlignmentType.RIGHT },
  },
  ...TABLE_SIZES.map((size) => ({
    id: `Table${size}`,
    name: `年报表格${size / 2}磅`,
    basedOn: "Normal",
    quickFormat: true,
    run: { font: font("宋体"), size },
    paragraph: { alignment: AlignmentType.CENTER },
  })),
];

const MAKER = "年报检查";

/** A page as the bytes of a .docx; the same page gives the same bytes. */
export async function docxPage(parts: readonly PagePart[]): Promise<Uint8Array> {
  const title = parts.flatMap((part) => (part.kind === "title" ? [part.text] : []))[0] ?? "";
  const language = { value: "en-US", eastAsia: "zh-CN" };
  const document = new Document({
    title,
    creator: MAKER,
    lastModifiedBy: MAKER,
    styles: {
      default: { document: { run: { font: BODY, size: SIZE.text, language } } },
      paragraphStyles: [...STYLES],
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
  // Between two tables Word wants a paragraph, else they are one.
  if (part.kind === "table") return before?.kind === "table" ? [gap(), tableOf(part)] : [tableOf(part)];
  const options: IParagraphOptions = {
    // No date alone on a page.
    ...(after?.kind === "signature" && { keepNext: true }),
    ...((before?.kind === "table" || after?.kind === "table") && {
      spacing: {
        ...LINE,
        before: before?.kind === "table" ? BESIDE_TABLE : 0,
        after: after?.kind === "table" ? BESIDE_TABLE : 0,
      },
    }),
    children: [new TextRun(part.text)],
  };
  switch (part.kind) {
    case "title": {
      // What is below the title belongs to it, and the blank line comes behind that.
      const spacing = after?.kind === "beside-title" && TITLE_LINE;
      return [
        new Paragraph({
          ...options,
          ...spacing,
          heading: HeadingLevel.HEADING_1,
          ...titleIndent(part.text),
        }),
      ];
    }
    case "beside-title":
      return [new Paragraph({ ...options, style: part.isAbove ? "AboveTitle" : "BelowTitle" })];
    case "heading":
      return [new Paragraph({ ...options, heading: LEVELS[Math.min(part.level, LEVELS.length) - 1]! })];
    case "signature": {
      const line = new Paragraph({ ...options, style: "Signature" });
      return before === undefined || before.kind === "signature" ? [line] : [gap(), line];
    }
    case "paragraph":
      return [new Paragraph({ ...options, style: "ReportText" })];
  }
}

const BESIDE_TABLE = 6 * 20;

/** A title that does not fit on a line is parted where its last words start, and not in the middle of them. */
function titleIndent(text: string): IParagraphOptions {
  const last = /(?:工作)?年度?报告$/.exec(text);
  const width = (part: string) => (displayWidth(part) / 2) * SIZE.title * 10;
  const space = TEXT_WIDTH - width(text.slice(0, last?.index)) - TITLE_SLACK;
  if (last === null || width(text) <= TEXT_WIDTH - TITLE_SLACK || space < 0) return {};
  return { indent: { left: Math.floor(space / 2), right: Math.floor(space / 2) } };
}

/** Room for the blanks that programs put around a year and for wider digits, and not for one character more. */
const TITLE_SLACK = SIZE.title * 12;

const gap = () => new Paragraph({ spacing: LINE, keepNext: true });

// ── Tables ──

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
        style: `Table${size}`,
        ...(role === "row" && { alignment: AlignmentType.LEFT }),
        children: text === "" ? [] : [new TextRun(text)],
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
