import type { Span } from "../../server/src/core/text/text";

/*
 * Pieces of a Word file's body, as tests put them together.
 */

export const t = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`;

export const run = (text: string, look = "") => `<w:r>${look && `<w:rPr>${look}</w:rPr>`}${t(text)}</w:r>`;

export const p = (content: string) => `<w:p>${content}</w:p>`;

export const cell = (content: string) => `<w:tc>${p(content)}</w:tc>`;

/** Rows of cells, each with what its one paragraph holds. */
export const table = (...rows: string[][]) =>
  `<w:tbl><w:tblPr/><w:tblGrid/>${rows.map((cells) => `<w:tr>${cells.map(cell).join("")}</w:tr>`).join("")}</w:tbl>`;

/** A field with what it calculates and what it shows. */
export const field = (code: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

/** A content control. */
export const control = (properties: string, content: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

/** A text box with paragraphs. */
export const box = (content: string) =>
  `<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;

/** The span of a text within another. */
export function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`${part} is not in ${text}`);
  return { start, end: start + part.length };
}
