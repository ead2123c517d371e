import { strToU8, zipSync } from "fflate";
import { escapeXml } from "../../server/src/core/source/xml";

/*
 * Workbooks for tests, at their shortest: sheets as XML of cells, and what the cells lean on.
 */

/** A sheet: its rows as XML, and what stands behind them. */
export interface SheetParts {
  readonly name: string;
  readonly rows: string;
  readonly state?: "hidden" | "veryHidden";
  /** Before the rows: columns. */
  readonly before?: string;
  /** References such as `A1:C1`. */
  readonly merges?: readonly string[];
}

/** What sheets share. */
export interface WorkbookParts {
  /** Strings as XML: `<t>甲</t>`. */
  readonly strings?: readonly string[];
  /** Codes of numbers; a cell with `s="1"` has the first of them, with `s="0"` none. */
  readonly codes?: readonly string[];
  readonly is1904?: boolean;
  readonly strict?: boolean;
  /** Prefix of the namespace; none if not given. */
  readonly prefix?: string;
}

const ORDINARY = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** The bytes of a workbook. Names in the XML given are without a prefix. */
export function makeXlsx(sheets: readonly SheetParts[], parts: WorkbookParts = {}): Uint8Array {
  const { strings = [], codes = [], is1904 = false, strict = false, prefix } = parts;
  const main = strict ? STRICT : ORDINARY;
  const relations = strict
    ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
    : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const part = (root: string, content: string) => {
    const xml = `<${root}>${content}</${root}>`;
    const named = prefix === undefined ? xml : xml.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}:`);
    const declared = ` xmlns${prefix === undefined ? "" : `:${prefix}`}="${main}" xmlns:r="${relations}"`;
    return `<?xml version="1.0" encoding="UTF-8"?>${named.replace(/^<[\w:]+/, (tag) => tag + declared)}`;
  };
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;
  const rels = (content: string) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`;
  const entries: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"/>`,
    "_rels/.rels": rels(relation("rId1", "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": part(
      "workbook",
      `<workbookPr date1904="${is1904}"/><sheets>${sheets
        .map(
          ({ name, state }, at) =>
            `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="s${at}"${state ? ` state="${state}"` : ""}/>`,
        )
        .join("")}</sheets>`,
    ),
    "xl/_rels/workbook.xml.rels": rels(
      // Not in the order of the sheets: the workbook has it.
      [
        ...sheets.map((_, at) => relation(`s${at}`, "worksheet", `/xl/worksheets/sheet${at}.xml`)).reverse(),
        relation("styles", "styles", "styles.xml"),
        relation("strings", "sharedStrings", "../xl/sharedStrings.xml"),
      ].join(""),
    ),
    "xl/sharedStrings.xml": part("sst", strings.map((string) => `<si>${string}</si>`).join("")),
    "xl/styles.xml": part("styleSheet", stylesOf(codes)),
  };
  sheets.forEach(({ rows, before = "", merges = [] }, at) => {
    const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("");
    entries[`xl/worksheets/sheet${at}.xml`] = part(
      "worksheet",
      `${before}<sheetData>${rows}</sheetData><mergeCells>${merged}</mergeCells>`,
    );
  });
  return zipSync(Object.fromEntries(Object.entries(entries).map(([name, xml]) => [name, strToU8(xml)])));
}

/** The look behind all codes has a border. */
function stylesOf(codes: readonly string[]): string {
  const own = codes.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escapeXml(code)}"/>`);
  const looks = codes.map((_, at) => `<xf numFmtId="${200 + at}" borderId="0"/>`);
  const borders = '<border><left/></border><border><left style="thin"/></border>';
  return `<numFmts>${own.join("")}</numFmts><borders>${borders}</borders><cellXfs><xf numFmtId="0" borderId="0"/>${looks.join("")}<xf numFmtId="0" borderId="1"/></cellXfs>`;
}

/** Rows of texts, from a cell on; blanks have no cell. */
export function textRows(rows: readonly (readonly string[])[], top = 1, left = 0): string {
  return rows
    .map((cells, at) => {
      const xml = cells.map((text, i) =>
        text === ""
          ? ""
          : `<c r="${String.fromCharCode(65 + left + i)}${top + at}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`,
      );
      return `<row r="${top + at}">${xml.join("")}</row>`;
    })
    .join("");
}
