import { strToU8, zipSync } from "fflate";
import { escapeXml } from "../../server/src/core/source/xml";

/*
 * Word files for tests, made of a text with bars: what WPS and Word write, at its shortest. Runs are cut at random, as
 * they are in files that people have worked on.
 */

/** How a file is made. */
export interface DocxStyle {
  /** Gives numbers from 0 up to 1, to cut runs with; undefined: one run a paragraph. */
  readonly random?: () => number;
  /** Prefix of the namespace; `w` if not given. */
  readonly prefix?: string;
  readonly strict?: boolean;
  /** Makes a table of its cells by row; a plain one if not given. */
  readonly table?: (rows: readonly string[][]) => string;
}

const ORDINARY = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/** A .docx whose text reads as the one given: lines with bars are rows of tables. */
export function makeDocx(text: string, style: DocxStyle = {}): Uint8Array {
  return packDocx(bodyOf(text, style), style);
}

/** A .docx with a body as given. */
export function packDocx(
  body: string,
  { prefix = "w", strict = false }: DocxStyle = {},
  more: Record<string, string> = {},
): Uint8Array {
  const namespace = strict ? STRICT : ORDINARY;
  const relations = strict
    ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
    : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><${prefix}:document xmlns:${prefix}="${namespace}" xmlns:r="${relations}"><${prefix}:body>${body}</${prefix}:body></${prefix}:document>`,
    ...more,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, xml]) => [
        name,
        strToU8(
          `${name.endsWith("document.xml") || xml.startsWith("<?xml") ? "" : '<?xml version="1.0" encoding="UTF-8"?>'}${xml}`,
        ),
      ]),
    ),
  );
}

function bodyOf(text: string, style: DocxStyle): string {
  const w = style.prefix ?? "w";
  const lines = text.split("\n");
  let body = "";
  for (let at = 0; at < lines.length; at++) {
    const rows: string[] = [];
    while (lines[at]?.startsWith("|")) rows.push(lines[at++]!);
    if (rows.length > 0) body += table(rows, style);
    const line = lines[at];
    if (line !== undefined && line.trim() !== "") body += `<${w}:p>${runs(line.trim(), style)}</${w}:p>`;
  }
  return body;
}

function table(rows: readonly string[], style: DocxStyle): string {
  const w = style.prefix ?? "w";
  const cellsOf = (row: string) => row.trim().replace(/^\|/, "").replace(/\|$/, "").split("|");
  const shown = rows.filter((row) => !/^[|\s:-]*-[|\s:-]*$/.test(row));
  if (style.table !== undefined)
    return style.table(shown.map((row) => cellsOf(row).map((cell) => cell.trim())));
  const body = shown.map((row) => {
    const cells = cellsOf(row);
    const xml = cells.map(
      (cell) =>
        `<${w}:tc><${w}:tcPr><${w}:tcW ${w}:w="900" ${w}:type="dxa"/></${w}:tcPr><${w}:p>${runs(cell.trim(), style)}</${w}:p></${w}:tc>`,
    );
    return `<${w}:tr>${xml.join("")}</${w}:tr>`;
  });
  const width = Math.max(...shown.map((row) => cellsOf(row).length));
  const side = (name: string) =>
    `<${w}:${name} ${w}:val="single" ${w}:sz="4" ${w}:space="0" ${w}:color="auto"/>`;
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(side).join("");
  return `<${w}:tbl><${w}:tblPr><${w}:tblW ${w}:w="0" ${w}:type="auto"/><${w}:tblBorders>${borders}</${w}:tblBorders></${w}:tblPr><${w}:tblGrid>${`<${w}:gridCol ${w}:w="900"/>`.repeat(width)}</${w}:tblGrid>${body.join("")}</${w}:tbl>`;
}

/** A text as runs, one or as many as chance has it. */
export function runs(text: string, { random, prefix: w = "w" }: DocxStyle): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at++) {
    const isEnd = at === text.length;
    // Not inside a character of two units.
    const mayCut = !/[\uDC00-\uDFFF]/.test(text[at] ?? "");
    if (!isEnd && !(mayCut && random !== undefined && random() < 0.25)) continue;
    parts.push(text.slice(from, at));
    from = at;
  }
  return parts
    .map(
      (part) =>
        `<${w}:r><${w}:rPr><${w}:sz ${w}:val="32"/></${w}:rPr><${w}:t xml:space="preserve">${escapeXml(part)}</${w}:t></${w}:r>`,
    )
    .join("");
}
