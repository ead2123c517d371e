import { encodeGb18030 } from "../../server/src/core/source/text/gb18030";

/*
 * PDFs for tests, written by hand: what a page draws, in fonts that are not in the file. Places are from the left and from
 * the bottom, in points.
 */

/** How a font is named and its characters are numbered. */
export interface PdfFont {
  readonly name: string;
  readonly encoding: "UniGB-UCS2-H" | "UniGB-UTF16-H" | "GBK-EUC-H" | "GBK-EUC-V" | "UniGB-UCS2-V";
}

export const SONG: PdfFont = { name: "STSong-Light", encoding: "UniGB-UCS2-H" };

/** One page: what it draws, and how it is turned. */
export interface PdfPage {
  readonly content: string;
  readonly rotate?: number;
}

/** A PDF of some pages, all in one font, which is named F in the content. */
export function makePdf(
  pages: readonly (string | PdfPage)[],
  font: PdfFont = SONG,
  trailer = "",
): Uint8Array {
  const objects: string[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${6 + 2 * at} 0 R`).join(" ")}] >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /${font.name} /Encoding /${font.encoding} /DescendantFonts [4 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${font.name} /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 5 0 R >>`,
    `<< /Type /FontDescriptor /FontName /${font.name} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>`,
  ];
  for (const page of pages) {
    const { content, rotate = 0 } = typeof page === "string" ? { content: page } : page;
    const at = objects.length + 2;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${rotate} /Resources << /Font << /F 3 0 R >> /ExtGState << /Pale << /ca 0.3 >> >> >> /Contents ${at} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  let file = "%PDF-1.5\n";
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = file.length;
  const lines = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (char) => char.charCodeAt(0));
}

/** Text at a place. */
export function shown(text: string, x: number, y: number, size = 12, font: PdfFont = SONG): string {
  return `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm <${codes(text, font)}> Tj ET\n`;
}

/** The codes of a text in a font, as hexadecimal figures. */
export function codes(text: string, { encoding }: PdfFont = SONG): string {
  if (encoding.startsWith("Uni"))
    return Array.from({ length: text.length }, (_, at) =>
      text.charCodeAt(at).toString(16).padStart(4, "0"),
    ).join("");
  return [...encodeGb18030(text)!].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A table drawn with lines: sides of columns from the left, of rows from the top; texts by row, `undefined`: no cell. */
export function ruled(
  xs: readonly number[],
  ys: readonly number[],
  rows: readonly (readonly string[])[],
  line: (x0: number, y0: number, x1: number, y1: number) => string = stroked,
): string {
  let content = "";
  for (const x of xs) content += line(x, ys[0]!, x, ys.at(-1)!);
  for (const y of ys) content += line(xs[0]!, y, xs.at(-1)!, y);
  for (const [row, cells] of rows.entries())
    for (const [column, text] of cells.entries()) content += shown(text, xs[column]! + 3, ys[row + 1]! + 6);
  return content;
}

export const stroked = (x0: number, y0: number, x1: number, y1: number): string =>
  `0.5 w ${x0} ${y0} m ${x1} ${y1} l S\n`;
